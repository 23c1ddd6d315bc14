//! What VirusTotal says of the key: quotas and privileges, asked for under the reader's user name at a press.

use leptos::ev::SubmitEvent;
use leptos::html::Input;
use leptos::prelude::*;

use crate::report::act::{Act, describe_act};
use crate::report::problem::describe_wait;
use crate::report::quota::{Line, lines, terms};
use crate::settings::{NotAUser, UserName};
use crate::ui::asking::{Phase, Priority};
use crate::ui::load::Load;
use crate::ui::outside::Outside;
use crate::ui::problem::ProblemPanel;
use crate::ui::state::{State, use_words};
use crate::untrusted::Untrusted;
use crate::vt::error::ApiError;
use crate::vt::quota::{self, Privilege, Quotas};
use crate::vt::request;
use crate::words::Words;

/// One for the quotas, one for the privileges.
const REQUESTS: u64 = 2;

/// What was told so far.
#[derive(Clone, PartialEq, Default)]
struct Told {
    quotas: Option<Quotas>,
    privileges: Option<Vec<Privilege>>,
}

#[component]
pub fn QuotaCard() -> impl IntoView {
    let state = expect_context::<State>();
    let words = use_words();
    let own = words.quota;
    let field = NodeRef::<Input>::new();
    let refused = RwSignal::new(None::<NotAUser>);
    let phase = RwSignal::new(Phase::Idle);
    let told = RwSignal::new(Told::default());
    let ask = Callback::new(move |()| {
        let user = state.settings.with_untracked(|settings| settings.user.clone());
        if let Some(user) = user {
            told.set(Told::default());
            ask_quotas(state, &user, phase, told);
        }
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(input) = field.get_untracked() else { return };
        let key = state.settings.with_untracked(|settings| settings.key.clone());
        match UserName::parse(&input.value(), key.as_ref()) {
            Ok(user) => {
                state.change(|settings| settings.user = Some(user));
                ask.run(());
            }
            Err(why) => {
                if why == NotAUser::Key {
                    input.set_value("");
                }
                refused.set(Some(why));
            }
        }
    };
    let kept = state
        .settings
        .with_untracked(|settings| settings.user.as_ref().map(|user| user.as_str().to_owned()));
    view! { class = "settings",
        <section class="card settings-quota" aria-labelledby="quota-heading">
            <h2 id="quota-heading">{own.heading}</h2>
            <p>{own.intro}</p>
            <form class="settings-form" novalidate on:submit=submit>
                <label class="settings-label" for="user">{own.user}</label>
                <div class="settings-line">
                    <input
                        class="field field-mono"
                        id="user"
                        type="text"
                        autocomplete="off"
                        autocapitalize="off"
                        spellcheck="false"
                        value=kept
                        node_ref=field
                        aria-describedby="user-hint user-refused"
                        aria-invalid=move || if refused.get().is_some() { "true" } else { "false" }
                        on:input=move |_| refused.set(None)
                    />
                    <button type="submit" class="button" id="ask-quota" prop:disabled=move || phase.with(Phase::is_under_way)>
                        {(own.ask)(REQUESTS)}
                    </button>
                </div>
                <p class="field-error" id="user-refused" role="alert">
                    {move || refused.get().map(|why| match why {
                        NotAUser::Empty => own.user_empty,
                        NotAUser::OddSign => own.user_odd,
                        NotAUser::Key => own.user_key,
                    })}
                </p>
                <p class="quiet small" id="user-hint">{own.user_hint}</p>
            </form>
            <div aria-live="polite">
                {move || phase.with(|phase| standing(state, phase, ask, words))}
                {move || told.with(|told| drawn(told, words))}
            </div>
        </section>
    }
    .into_any()
}

/// Asks for the quotas, and then for the privileges; the first refusal ends it.
fn ask_quotas(state: State, user: &UserName, phase: RwSignal<Phase>, told: RwSignal<Told>) {
    let (quotas, whole) = (request::overall_quotas(user.as_str()), request::user(user.as_str()));
    let key = move || state.settings.with_untracked(|settings| settings.key.clone());
    // The reader may have left the view meanwhile.
    let tell = move |now: Phase| {
        phase.try_set(now);
    };
    let then = move || {
        state.ask(whole, Priority::Reader, tell, move |outcome| {
            match outcome.and_then(|answer| quota::privileges(&answer, key().as_ref())) {
                Ok(privileges) => {
                    told.try_update(|told| told.privileges = Some(privileges));
                    tell(Phase::Done);
                }
                Err(error) => tell(Phase::Failed(error)),
            }
        });
    };
    state.ask(quotas, Priority::Reader, tell, move |outcome| {
        match outcome.and_then(|answer| quota::overall(&answer, key().as_ref())) {
            Ok(quotas) => {
                state.tell_quota(quotas.told());
                told.try_update(|told| told.quotas = Some(quotas));
                then();
            }
            Err(error) => tell(Phase::Failed(error)),
        }
    });
}

fn standing(state: State, phase: &Phase, ask: Callback<()>, words: Words) -> AnyView {
    match phase {
        Phase::Idle | Phase::Done => ().into_any(),
        Phase::Queued => view! { class = "settings", <p class="quiet">{words.home.lookup_queued}</p> }.into_any(),
        Phase::Asking { since } => {
            view! { class = "settings", <Load doing=words.quota.asking since=*since /> }.into_any()
        }
        Phase::Held(hold, error) => view! { class = "settings",
            <ProblemPanel problem=describe_wait(error, hold, words) retry=Callback::new(move |()| state.ask_now()) subject=None />
        }
        .into_any(),
        Phase::Failed(error) => failed(error, ask, words),
    }
}

fn failed(error: &ApiError, ask: Callback<()>, words: Words) -> AnyView {
    view! { class = "settings",
        <ProblemPanel problem=describe_act(error, Act::Quota, words) retry=ask subject=None />
    }
    .into_any()
}

fn drawn(told: &Told, words: Words) -> AnyView {
    let own = words.quota;
    let quotas = told.quotas.as_ref().map(|quotas| {
        let lines = lines(quotas, words);
        if lines.is_empty() {
            return view! { class = "settings", <p class="quiet">{own.no_quotas}</p> }.into_any();
        }
        let shared = lines.iter().any(|line| line.shared_with.is_some());
        view! { class = "settings",
            <table class="settings-quotas">
                <thead>
                    <tr>
                        <th scope="col">{own.per}</th>
                        <th scope="col" class="number">{own.used}</th>
                        <th scope="col" class="number">{own.allowed}</th>
                        <td></td>
                        {shared.then(|| view! { class = "settings", <th scope="col">{own.shared}</th> })}
                    </tr>
                </thead>
                <tbody>{lines.into_iter().map(|line| row(line, shared)).collect_view()}</tbody>
            </table>
        }
        .into_any()
    });
    let privileges = told.privileges.as_ref().map(|privileges| {
        let list = privileges
            .iter()
            .map(|privilege| {
                let terms: Vec<Untrusted> = terms(privilege, words);
                view! { class = "settings",
                    <li>
                        <code><Outside text=privilege.name.clone() short=60 /></code>
                        {terms.into_iter().map(|term| view! { class = "settings", " · "<Outside text=term /> }).collect_view()}
                    </li>
                }
            })
            .collect_view();
        let none = privileges
            .is_empty()
            .then(|| view! { class = "settings", <p class="quiet">{own.no_privileges}</p> });
        view! { class = "settings",
            <h3>{own.privileges}</h3>
            {none}
            <ul class="settings-privileges">{list}</ul>
        }
    });
    view! { class = "settings", {quotas}{privileges} }.into_any()
}

fn row(line: Line, shared: bool) -> impl IntoView {
    let share = line.share.map(|share| {
        view! { class = "settings",
            <span class="settings-track" aria-hidden="true">
                <span class="settings-used" style:inline-size=format!("{share}%")></span>
            </span>
        }
    });
    let with = shared.then(|| {
        view! { class = "settings",
            <td>{line.shared_with.map(|group| view! { class = "settings", <Outside text=group short=40 /> })}</td>
        }
    });
    view! { class = "settings",
        <tr>
            <th scope="row">{line.per}</th>
            <td class="number">{line.used}</td>
            <td class="number">{line.allowed}</td>
            <td>{share}</td>
            {with}
        </tr>
    }
}
