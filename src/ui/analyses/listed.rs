//! Analyses that are followed, drawn: a line each, on the page of what is analysed and on the first view.

use leptos::prelude::*;

use crate::indicator::defang;
use crate::queue::followed::Followed;
use crate::report::act::{Act, describe_act};
use crate::report::analysis::outline;
use crate::report::units;
use crate::route::Route;
use crate::subject::{Subject, Topic};
use crate::ui::analyses::{End, Standing, Step};
use crate::ui::asking::Phase;
use crate::ui::late::{Late, late_gate_followed};
use crate::ui::outside::Outside;
use crate::ui::problem::ProblemPanel;
use crate::ui::report::shapes::{Shape, ShapeMark};
use crate::ui::state::{State, unix_seconds, use_now, use_words};
use crate::untrusted::Untrusted;
use crate::words::Words;

const NAME_AT_MOST: usize = 60;

/// All that are followed, on the first view; nothing where there are none.
#[component]
pub fn FollowedPlace() -> impl IntoView {
    let state = expect_context::<State>();
    let any = Memo::new(move |_| state.analyses.list.with(|list| !list.is_empty()));
    move || {
        any.get()
            .then(|| view! { class = "analyses", <Late view=late_gate_followed /> })
    }
}

/// The list itself.
#[component]
pub fn FollowedList() -> impl IntoView {
    let state = expect_context::<State>();
    let words = use_words();
    view! { class = "analyses",
        <section class="list" aria-labelledby="analyses-heading">
            <h2 id="analyses-heading">{words.analysis.followed}</h2>
            <ul>
                <For each=move || state.analyses.list.get() key=|followed| followed.id.clone() let:followed>
                    <li class="entry">
                        <p class="name">
                            <a href=Route::report(followed.subject.clone()).to_string()>
                                <Outside text=name(state, &followed.subject) short=NAME_AT_MOST />
                            </a>
                        </p>
                        <FollowedLine followed beside=Beside::Others />
                    </li>
                </For>
            </ul>
        </section>
    }
    .into_any()
}

/// What a reader would call it: the name of the file that was dropped here, a URL that cannot be visited by mistake.
fn name(state: State, subject: &Subject) -> Untrusted {
    match subject.topic() {
        Topic::File => {
            untrack(|| state.dropped.find(subject.id())).map_or_else(|| Untrusted::new(subject.id()), |item| item.name)
        }
        Topic::Url | Topic::Domain | Topic::Address => Untrusted::new(defang(&subject.name())),
    }
}

/// What else is on the page of a line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Beside {
    Report,
    /// The analysis itself, with all that it says.
    Analysis,
    Others,
}

/// Where a followed analysis stands, and what can be done about it.
#[component]
pub fn FollowedLine(followed: Followed, beside: Beside) -> impl IntoView {
    let state = expect_context::<State>();
    let words = use_words();
    let standing = state.analyses.standing(&followed.id);
    // A look changes words inside the line; the line and its buttons stay.
    let kind = Memo::new(move |_| standing.with(Kind::of));
    move || {
        let followed = followed.clone();
        match kind.get() {
            Kind::Nothing => ().into_any(),
            Kind::Looks => under_way(state, &followed, false, beside, words),
            Kind::Refreshes => under_way(state, &followed, true, beside, words),
            Kind::Over(end) => over(state, &followed, &end, beside, words),
        }
    }
}

#[derive(Clone, PartialEq)]
enum Kind {
    Nothing,
    Looks,
    Refreshes,
    Over(End),
}

impl Kind {
    fn of(standing: &Standing) -> Self {
        match &standing.step {
            Step::Unfollowed => Self::Nothing,
            Step::Look { .. } => Self::Looks,
            Step::Refresh { .. } => Self::Refreshes,
            Step::Over(end) => Self::Over(end.clone()),
        }
    }
}

fn under_way(state: State, followed: &Followed, refreshes: bool, beside: Beside, words: Words) -> AnyView {
    let own = words.analysis;
    let standing = state.analyses.standing(&followed.id);
    let (id, stopped) = (followed.id.clone(), followed.id.clone());
    let told = Memo::new(move |_| {
        let now = unix_seconds(state.now_ms.get_untracked());
        let outline = standing.with(|standing| outline(standing.seen.as_deref(), now, words));
        (outline.word, outline.means)
    });
    let told = (!refreshes && beside != Beside::Analysis).then(|| {
        view! { class = "analyses",
            <p>
                <strong>{move || view! { class = "analyses", <Outside text=told.get().0 /> }}</strong>
                " · "{move || told.get().1}
            </p>
        }
    });
    let trouble = Memo::new(move |_| {
        standing.with(|standing| {
            let error = standing.trouble.as_ref()?;
            Some((own.last_look_failed)(&describe_act(error, Act::Look, words).title))
        })
    });
    let next = Memo::new(move |_| standing.with(Next::of));
    let link = (beside != Beside::Analysis).then(|| {
        let to = Route::Analysis {
            id: followed.id.clone(),
        };
        view! { class = "analyses", <a class="button" href=to.to_string()>{own.open_analysis}</a> }
    });
    view! { class = "analyses",
        <div class="line" data-step=if refreshes { "refresh" } else { "look" }>
            <ShapeMark shape=Shape::DashedRing />
            <div class="told">
                {told}
                <NextLine next />
                <p class="small quiet trouble">{move || trouble.get()}</p>
            </div>
            <div class="acts">
                {link}
                {(!refreshes).then(|| view! { class = "analyses",
                    <button type="button" class="button" on:click=move |_| state.look_now(&id)>{own.look_now}</button>
                })}
                <button type="button" class="button button-bare" on:click=move |_| state.stop_following(&stopped)>{own.stop}</button>
            </div>
        </div>
    }
    .into_any()
}

/// What the page does next about an analysis.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Next {
    Asking,
    Held,
    LookAt(i64),
    RefreshNow,
    RefreshAt(i64),
}

impl Next {
    fn of(standing: &Standing) -> Self {
        let asking = match standing.phase {
            Phase::Queued | Phase::Asking { .. } => Some(Self::Asking),
            Phase::Held(..) => Some(Self::Held),
            Phase::Idle | Phase::Done | Phase::Failed(_) => None,
        };
        match standing.step {
            Step::Refresh { at } if standing.refreshes > 0 => asking.unwrap_or(Self::RefreshAt(at)),
            Step::Refresh { .. } => Self::RefreshNow,
            Step::Look { at } => asking.unwrap_or(Self::LookAt(at)),
            Step::Unfollowed | Step::Over(_) => Self::Asking,
        }
    }
}

#[component]
fn NextLine(next: Memo<Next>) -> impl IntoView {
    let own = use_words().analysis;
    let now = use_now();
    let left = move |at: i64| units::countdown(u64::try_from(at - unix_seconds(now.get())).unwrap_or(0));
    view! { class = "analyses",
        <p class="small quiet next">
            {move || match next.get() {
                Next::Asking => own.looking.to_owned(),
                Next::Held => own.look_held.to_owned(),
                Next::LookAt(at) => (own.next_look)(&left(at)),
                Next::RefreshNow => own.refreshing.to_owned(),
                Next::RefreshAt(at) => (own.refreshing_again)(&left(at)),
            }}
        </p>
    }
}

fn over(state: State, followed: &Followed, end: &End, beside: Beside, words: Words) -> AnyView {
    let elsewhere = beside != Beside::Report;
    let own = words.analysis;
    let id = followed.id.clone();
    let dismiss = Callback::new(move |()| state.put_away(&id));
    let (shape, text) = match end {
        End::News if elsewhere => (Shape::Tick, (own.news_elsewhere, "")),
        End::News => (Shape::Tick, (own.news, "")),
        End::OldStill => (Shape::Triangle, own.old_still),
        End::TooLong => (Shape::Triangle, own.too_long),
        End::OtherFile(_) => (Shape::Triangle, own.other_file),
        End::Inside(_) => (Shape::Tick, own.inside),
        End::Stopped => (Shape::Dash, (own.stopped, "")),
        End::Failed(error) => {
            let id = followed.id.clone();
            return view! { class = "analyses",
                <ProblemPanel
                    problem=describe_act(error, Act::Look, words)
                    retry=Callback::new(move |()| state.look_again(&id))
                    subject=Some(followed.subject.clone())
                    again=words.upload.try_again
                    dismiss
                />
            }
            .into_any();
        }
    };
    let link = match end {
        End::OtherFile(other) | End::Inside(other) => Some((Route::report(other.clone()), own.open_report)),
        End::TooLong | End::OldStill | End::Stopped if beside != Beside::Analysis => Some((
            Route::Analysis {
                id: followed.id.clone(),
            },
            own.open_analysis,
        )),
        End::News if elsewhere => Some((Route::report(followed.subject.clone()), own.open_report)),
        End::News | End::TooLong | End::OldStill | End::Stopped | End::Failed(_) => None,
    };
    view! { class = "analyses",
        <div class="line" role="status">
            <ShapeMark shape />
            <div class="told">
                <p><strong>{text.0}</strong></p>
                {(!text.1.is_empty()).then(|| view! { class = "analyses", <p class="small quiet">{text.1}</p> })}
            </div>
            <div class="acts">
                {link.map(|(to, label)| view! { class = "analyses", <a class="button" href=to.to_string()>{label}</a> })}
                <button type="button" class="button button-bare" on:click=move |_| dismiss.run(())>{words.upload.dismiss}</button>
            </div>
        </div>
    }
    .into_any()
}
