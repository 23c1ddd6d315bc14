//! Something that is written: asked for once, with a standing that outlives the view, and never sent twice by itself.

use std::rc::Rc;

use leptos::prelude::*;

use crate::report::community::refusal::{Act, Again, may_be_there, refusal};
use crate::route::Route;
use crate::ui::asking::{Phase, Priority};
use crate::ui::community::drafts::{keep_ticket, take_ticket};
use crate::ui::listings::{Document, DocumentSignal};
use crate::ui::load::Load;
use crate::ui::outside::Outside;
use crate::ui::problem::Problem;
use crate::ui::state::{State, use_words};
use crate::vt::error::Answer;
use crate::vt::object::Mended;
use crate::vt::read::{self, Read};
use crate::vt::request::Request;

/// A write by its name: the method and path that it goes to.
#[derive(Clone, Copy)]
pub struct Writing {
    act: Act,
    /// Handlers of events find no context.
    state: StoredValue<State>,
    name: StoredValue<String>,
    standing: DocumentSignal,
}

impl Writing {
    pub fn new(act: Act, name: String) -> Self {
        let state = expect_context::<State>();
        Self {
            act,
            state: StoredValue::new(state),
            standing: state.document(&name),
            name: StoredValue::new(name),
        }
    }

    pub fn phase(self) -> Phase {
        self.standing.with(|standing| standing.phase.clone())
    }

    /// What VirusTotal answered, once it has.
    pub fn answer(self) -> Option<Rc<Read>> {
        self.standing.with(|standing| standing.read.clone())
    }

    /// Whether nothing speaks against sending: it is not on its way, and nothing of the kind may have arrived unseen.
    pub fn is_free(self) -> bool {
        match self.phase() {
            Phase::Idle | Phase::Done => true,
            Phase::Failed(error) => self.act == Act::Delete || !may_be_there(&error),
            Phase::Queued | Phase::Asking { .. } | Phase::Held(..) => false,
        }
    }

    /// Sends it. `then` gets the answer of a write that was done; it must not assume that the view is still there.
    pub fn send(self, request: Request, then: impl FnOnce(&Answer) + 'static) {
        let (state, standing) = (self.state.get_value(), self.standing);
        if standing.with_untracked(|standing| standing.phase.is_under_way()) {
            return;
        }
        let name = self.name.get_value();
        let own = name.clone();
        let told = move |phase| standing.update(|standing| standing.phase = phase);
        let ticket = state.ask(request, Priority::Reader, told, move |outcome| {
            take_ticket(&own);
            let key = state.settings.with_untracked(|settings| settings.key.clone());
            let done = outcome.and_then(|answer| read::done(&answer, key.as_ref()).map(|value| (answer, value)));
            match done {
                Ok((answer, value)) => {
                    then(&answer);
                    standing.set(Document {
                        read: Some(Rc::new(Read {
                            value,
                            text: String::new(),
                            mended: Mended::default(),
                        })),
                        phase: Phase::Done,
                    });
                }
                Err(error) => standing.update(|standing| standing.phase = Phase::Failed(error)),
            }
        });
        keep_ticket(&name, ticket);
    }

    /// Takes it back while it waits.
    fn give_up(self) {
        let state = self.state.get_value();
        if let Some(ticket) = take_ticket(&self.name.get_value()) {
            state.give_up(ticket);
        }
    }

    /// Forgets that it failed.
    pub fn forget(self) {
        self.standing.update(|standing| standing.phase = Phase::Idle);
    }
}

/// Where a write stands: on its way, waiting, or refused with what can be done without doing it twice.
#[component]
pub fn WriteStanding(
    writing: Writing,
    /// Sends the same once more.
    #[prop(into)]
    again: Callback<()>,
    /// The list that shows what has arrived.
    #[prop(into)]
    list: String,
) -> impl IntoView {
    let words = use_words();
    let list = StoredValue::new(list);
    let take_back = move || {
        view! { class = "community",
            <button type="button" class="button" on:click=move |_| writing.give_up()>{words.community.do_not_send}</button>
        }
    };
    move || match writing.phase() {
        Phase::Idle | Phase::Done => ().into_any(),
        Phase::Queued => view! { class = "community",
            <p class="buttons"><span class="quiet" role="status">{words.relations.queued}</span>{take_back()}</p>
        }
        .into_any(),
        Phase::Asking { since } => {
            view! { class = "community", <Load doing=words.community.sending since /> }.into_any()
        }
        Phase::Held(hold, error) => view! { class = "community",
            <Problem error wait_until=Some(hold.until) />
            <p class="buttons">{take_back()}</p>
        }
        .into_any(),
        Phase::Failed(error) => {
            let refusal = refusal(writing.act, &error, words);
            let one = (words.relations.requests)(1);
            let look = refusal.look.then(|| {
                let state = expect_context::<State>();
                let look = move |_| {
                    list.with_value(|list| state.reload_list(list));
                    writing.forget();
                };
                view! { class = "community",
                    <button type="button" class="button button-main" on:click=look>{(words.community.reload)(&one)}</button>
                }
            });
            let label = match refusal.again {
                Again::InVain => None,
                Again::Safe => Some((words.community.send_again)(&one)),
                Again::LookFirst => Some((words.community.send_anyway)(&one)),
            };
            let again = label.map(|label| {
                view! { class = "community", <button type="button" class="button" on:click=move |_| again.run(())>{label}</button> }
            });
            let settings = refusal.settings.then(|| {
                let to = Route::Settings { test: false }.to_string();
                view! { class = "community", <a class="button" href=to>{words.community.open_settings}</a> }
            });
            view! { class = "community",
                <section class="problem-panel">
                    <div role="alert" class="problem-said">
                        <h3 class="problem-title">{refusal.title}</h3>
                        <p>{refusal.advice}</p>
                    </div>
                    <div class="row problem-remedies">{look}{again}{settings}</div>
                    {refusal.detail.map(|detail| view! { class = "community",
                        <p class="problem-detail mono small quiet"><Outside text=detail short=600 /></p>
                    })}
                </section>
            }
            .into_any()
        }
    }
}
