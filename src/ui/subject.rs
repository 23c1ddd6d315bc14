//! The view of one subject: its report, or what stands where the report would be, and the reader's own file beside it.

use std::rc::Rc;

use leptos::prelude::*;

use crate::browser::late::Part;
use crate::browser::{address, clock, host};
use crate::indicator::{Found, Reserved, defang, reserved};
use crate::report::units;
use crate::route::Tab;
use crate::subject::{Subject, Topic};
use crate::ui::doings::DoingsPlace;
use crate::ui::dropped::Item;
use crate::ui::late::{
    Late, late_gate_question, late_gate_sought, prepare_report, soon_gate_never_seen, soon_gate_report,
};
use crate::ui::load::Load;
use crate::ui::local::{LocalFacts, LocalFold};
use crate::ui::lookups::{Lookup, Phase};
use crate::ui::offers::ArchiveOffer;
use crate::ui::outside::Outside;
use crate::ui::problem::Problem;
use crate::ui::reading::ReadingLine;
use crate::ui::report::never_seen::Local;
use crate::ui::state::{State, unix_seconds, use_words};
use crate::ui::trail::TrailLine;
use crate::untrusted::Untrusted;
use crate::vt::object::Object;

#[component]
pub fn SubjectPage(
    subject: Subject,
    tab: Signal<Tab>,
    /// What is open inside the tab.
    part: Signal<Option<String>>,
) -> impl IntoView {
    let state = expect_context::<State>();
    let doubt = doubt(state, &subject);
    if doubt.is_none() {
        state.look_up(&subject);
    }
    prepare_report();
    let lookup = state.lookups.of(&subject);
    let wanted = subject.clone();
    let item = Memo::new(move |_| state.dropped.find(wanted.id()));
    // A new report is drawn anew; every other change leaves it alone, so that the reader's place in it stays.
    let report = RwSignal::new_local(None::<Rc<Object>>);
    Effect::new(move |_| {
        let found = lookup.with(|lookup| lookup.found.clone());
        let same = report.with_untracked(|shown| match (shown, &found) {
            (Some(shown), Some(found)) => Rc::ptr_eq(shown, found),
            (None, None) => true,
            (Some(_), None) | (None, Some(_)) => false,
        });
        if !same {
            report.set(found);
        }
    });
    let again = {
        let subject = subject.clone();
        Callback::new(move |()| state.look_up_again(&subject))
    };
    // What is drawn anew loses the focus, so a change of phase within a frame leaves the frame alone.
    let frame = Memo::new(move |_| lookup.with(|lookup| Frame::of(lookup, doubt)));
    Effect::new(move |before: Option<Frame>| {
        let frame = frame.get();
        if before.is_some_and(|before| before != frame) {
            request_animation_frame(address::keep_focus);
        }
        frame
    });
    let asked = subject.clone();
    let framed = move || {
        let own = asked.clone();
        let phase = {
            let own = own.clone();
            move || lookup.with(|lookup| standing(&lookup.phase, &own, again))
        };
        match frame.get() {
            Frame::Doubtful(why) => view! { class = "subject",
                <Heading subject=own.clone() item />
                <Late view=move || late_gate_question(own.clone(), why) />
            }
            .into_any(),
            Frame::NeverSeen => never_seen(own, item, again),
            Frame::Report => view! { class = "subject",
                <div class="subject-line">
                    {move || item.get().map(|item| view! { class = "subject", <LocalFold item /> }.into_any())}
                    <p class="quiet small subject-again" role="status">{move || lookup.with(brief)}</p>
                </div>
                {move || lookup.with(|lookup| match &lookup.phase {
                    Phase::Failed(_) | Phase::Held(..) => phase(),
                    Phase::Idle | Phase::Queued | Phase::Asking { .. } | Phase::Done => ().into_any(),
                })}
            }
            .into_any(),
            Frame::Waiting => view! { class = "subject",
                <Heading subject=own.clone() item />
                {phase}
                <DoingsPlace subject=own.clone() />
                {(own.topic() == Topic::File).then_some({
                    move || view! { class = "subject", <LocalFacts digest=own.id().to_owned() item=item.get() /> }.into_any()
                })}
            }
            .into_any(),
        }
    };
    let is_sought = {
        let subject = subject.clone();
        Memo::new(move |_| {
            let has_files = state.dropped.items.with(|items| !items.is_empty());
            has_files && state.dropped.entered.with(|entered| entered.as_ref() == Some(&subject))
        })
    };
    let sought = {
        let subject = subject.clone();
        move || {
            let subject = subject.clone();
            is_sought
                .get()
                .then(|| view! { class = "subject", <Late view=move || late_gate_sought(subject.clone()) /> })
        }
    };
    let below = move || {
        report.get().map(|object| {
            let report = StoredValue::new_local((Some(subject.clone()), object));
            view! { class = "subject", <Late part=Part::Soon view=move || soon_gate_report(report, tab, part, again) /> }.into_any()
        })
    };
    view! { class = "subject", <div class="subject-view stack"><TrailLine />{sought}{framed}{below}</div> }.into_any()
}

/// Why the reader is asked before VirusTotal is: nobody has asked about the subject yet, and it was not entered, where
/// the same question stands beside it.
fn doubt(state: State, subject: &Subject) -> Option<Reserved> {
    let asked = state
        .lookups
        .of(subject)
        .with_untracked(|lookup| lookup.phase != Phase::Idle);
    let is_it = |found: &Found| found.indicator == *subject;
    if asked || state.findings.all.with_untracked(|all| all.found.iter().any(is_it)) {
        return None;
    }
    reserved(subject, host::to_ascii)
}

/// What the view is built around.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Frame {
    /// Nothing has been asked, because the reader may not want it.
    Doubtful(Reserved),
    Waiting,
    NeverSeen,
    Report,
}

impl Frame {
    fn of(lookup: &Lookup, doubt: Option<Reserved>) -> Self {
        if lookup.found.is_some() {
            return Self::Report;
        }
        match (&lookup.phase, doubt) {
            (Phase::Idle, Some(why)) => Self::Doubtful(why),
            (phase, Some(_) | None) => Self::of_phase(phase),
        }
    }

    fn of_phase(phase: &Phase) -> Self {
        match phase {
            Phase::Failed(error) if error.is_never_seen() => Self::NeverSeen,
            Phase::Idle | Phase::Queued | Phase::Asking { .. } | Phase::Held(..) | Phase::Done | Phase::Failed(_) => {
                Self::Waiting
            }
        }
    }
}

/// The file's name where it was dropped here, or else the digest, until a report has a headline.
#[component]
fn Heading(subject: Subject, item: Memo<Option<Item>>) -> impl IntoView {
    let (own, most) = match subject.topic() {
        Topic::File => (subject.name(), 25),
        Topic::Url | Topic::Domain | Topic::Address => (defang(&subject.name()), 80),
    };
    let own = Untrusted::new(own);
    view! { class = "subject",
        <h1 class="subject-heading">
            {move || {
                let (name, most) = item.get().map_or_else(|| (own.clone(), most), |item| (item.name, 60));
                view! { class = "subject", <Outside text=name short=most /> }
            }}
        </h1>
    }
}

/// What is going on, in the line above a report that is asked for again.
fn brief(lookup: &Lookup) -> String {
    let words = use_words();
    match &lookup.phase {
        Phase::Queued => words.home.lookup_queued.to_owned(),
        Phase::Asking { .. } => words.home.lookup_asking.to_owned(),
        Phase::Done => {
            let now = unix_seconds(clock::now_ms());
            let when = lookup.kept.and_then(|asked| units::when(asked, now, words));
            let when = when.map(|when| when.relative.unwrap_or(when.absolute));
            when.map(|when| (words.home.kept_report)(&when)).unwrap_or_default()
        }
        Phase::Idle | Phase::Held(..) | Phase::Failed(_) => String::new(),
    }
}

/// What is going on, above a report or instead of it.
fn standing(phase: &Phase, subject: &Subject, again: Callback<()>) -> AnyView {
    let words = use_words();
    let asked = Some(subject.clone());
    match phase {
        Phase::Idle | Phase::Done => ().into_any(),
        Phase::Queued => {
            view! { class = "subject", <p class="quiet" role="status">{words.home.lookup_queued}</p> }.into_any()
        }
        Phase::Asking { since } => {
            let name = match subject.topic() {
                Topic::File => subject.name(),
                Topic::Url | Topic::Domain | Topic::Address => defang(&subject.name()),
            };
            let doing = (words.home.asking_about)(&Untrusted::new(name).elided(40).spelled());
            view! { class = "subject", <Load doing since=*since /> }.into_any()
        }
        Phase::Held(hold, error) => view! { class = "subject",
            <Problem error=error.clone() wait_until=Some(hold.until) retry=again subject=asked />
        }
        .into_any(),
        Phase::Failed(error) => view! { class = "subject",
            <Problem error=error.clone() retry=again subject=asked />
        }
        .into_any(),
    }
}

fn never_seen(subject: Subject, item: Memo<Option<Item>>, again: Callback<()>) -> AnyView {
    let local = Signal::derive(move || item.get().map(|item| known_of(&item)));
    view! { class = "subject",
        <Late part=Part::Soon view=move || soon_gate_never_seen(subject.clone(), local, again) />
        {move || item.get().map(|item| view! { class = "subject", <ReadingLine item=item.clone() /><ArchiveOffer item /> }.into_any())}
    }
    .into_any()
}

/// What the page knows of a file by itself, for the view of a file that nobody else knows.
fn known_of(item: &Item) -> Local {
    let (sha256, digests) = item
        .reading
        .with(|reading| (reading.sha256.clone(), reading.digests.clone()));
    // What is still computed has its place already: nothing below it moves when it comes.
    let (sha1, md5) = digests.map(|digests| (digests.sha1, digests.md5)).unwrap_or_default();
    let known = vec![("SHA-256", sha256.unwrap_or_default()), ("SHA-1", sha1), ("MD5", md5)];
    Local {
        name: item.name.clone(),
        size: item.size,
        digests: known,
    }
}
