//! The page of what nobody has asked VirusTotal to look at: calm, and never to be taken for "clean".

use leptos::prelude::*;

use crate::browser::host;
use crate::indicator::{Url, defang};
use crate::report::card::Verdict;
use crate::report::never_seen::{Action, NeverSeen, Step, never_seen};
use crate::report::units;
use crate::route::Route;
use crate::subject::{Subject, Topic};
use crate::ui::actions::Actions;
use crate::ui::copy::CopyButton;
use crate::ui::doings::DoingsPlace;
use crate::ui::gui_link::GuiLink;
use crate::ui::outside::Outside;
use crate::ui::report::card::{Sent, kind, shape};
use crate::ui::report::requests_made;
use crate::ui::report::shapes::ShapeMark;
use crate::ui::report::take::CopyText;
use crate::ui::state::use_words;
use crate::untrusted::Untrusted;

/// What this page knows about a file by itself.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Local {
    pub name: Untrusted,
    pub size: u64,
    /// Names of algorithms with what they gave; empty while it is computed.
    pub digests: Vec<(&'static str, String)>,
}

const NAME_AT_MOST: usize = 80;
const PLACE_AT_MOST: usize = 200;

#[component]
pub fn NeverSeenView(
    subject: Subject,
    /// The file, where it was read here. It fills up while the file is still being read.
    #[prop(into)]
    local: Signal<Option<Local>>,
    #[prop(optional, into)] again: Option<Callback<()>>,
) -> impl IntoView {
    let words = use_words();
    let topic = subject.topic();
    let hashed_here = local.with_untracked(Option::is_some);
    let NeverSeen {
        word,
        headline,
        meaning,
        steps,
    } = never_seen(topic, hashed_here, words);
    let asked = subject.clone();
    let known = move || match topic {
        Topic::File => {
            let local = local.get().unwrap_or_else(|| Local {
                digests: vec![(algorithm(asked.id().len()), asked.id().to_owned())],
                ..Local::default()
            });
            view! { class = "report-never_seen", <Known local /> }.into_any()
        }
        Topic::Url | Topic::Domain | Topic::Address => {
            view! { class = "report-never_seen", <Place subject=asked.clone() /> }.into_any()
        }
    };
    let acting = again.is_some().then(|| {
        view! { class = "report-never_seen",
            <div class="acting"><Actions subject=subject.clone() /></div>
            <DoingsPlace subject=subject.clone() />
        }
    });
    view! { class = "report-never_seen",
        <section class="frame" data-verdict="never-seen">
            <p class="word"><ShapeMark shape=shape(Verdict::NeverSeen) />{word}</p>
            <div class="body">
                <h1 class="headline" tabindex="-1">{headline}</h1>
                {meaning.into_iter().map(|text| view! { class = "report-never_seen", <p class="meaning">{text}</p> }).collect_view()}
                <h2 class="title">{words.report.known_here}</h2>
                {known}
                {acting}
                <Sent topic requests=requests_made() />
            </div>
        </section>
        <section class="next">
            <h2 class="title">{words.report.next_steps}</h2>
            <ol class="steps">
                {steps
                    .into_iter()
                    .map(|step| view! { class = "report-never_seen", <NextStep step subject=subject.clone() again /> })
                    .collect_view()}
            </ol>
        </section>
    }
    .into_any()
}

/// What was asked about, spelled so that nobody visits it by mistake.
#[component]
fn Place(subject: Subject) -> impl IntoView {
    let words = use_words();
    let label = kind(subject.topic(), words);
    let name = subject.name();
    let defanged = defang(&name);
    let taken = defanged.clone();
    view! { class = "report-never_seen",
        <dl class="known">
            <div class="line">
                <dt>{label}</dt>
                <dd>
                    <code><Outside text=Untrusted::new(defanged) short=PLACE_AT_MOST /></code>
                    <CopyButton text=name what=label />
                    <CopyText label=words.report.card.copy_defanged text=move |()| taken.clone() />
                </dd>
            </div>
        </dl>
    }
    .into_any()
}

/// Name, size and digests, as far as they are known here.
#[component]
fn Known(local: Local) -> impl IntoView {
    let words = use_words();
    let named = !local.name.is_empty();
    let size = named.then(|| units::size_exact(local.size, words));
    let digests = local.digests.into_iter().map(|(algorithm, digest)| {
        let value = if digest.is_empty() {
            "…".into_any()
        } else {
            view! { class = "report-never_seen",
                <code><Outside text=Untrusted::new(digest.clone()) /></code>
                <CopyButton text=digest what=algorithm />
            }
            .into_any()
        };
        view! { class = "report-never_seen", <div class="line"><dt>{algorithm}</dt><dd>{value}</dd></div> }
    });
    view! { class = "report-never_seen",
        <dl class="known">
            {named.then(|| view! { class = "report-never_seen",
                <div class="line"><dt>{words.home.name}</dt><dd><Outside text=local.name short=NAME_AT_MOST /></dd></div>
            })}
            {size.map(|size| view! { class = "report-never_seen",
                <div class="line"><dt>{words.home.size}</dt><dd>{size}</dd></div>
            })}
            {digests.collect_view()}
        </dl>
    }
    .into_any()
}

#[component]
fn NextStep(step: Step, subject: Subject, again: Option<Callback<()>>) -> impl IntoView {
    let words = use_words();
    let button = step.action.map(|action| match action {
        Action::OpenVirusTotal => view! { class = "report-never_seen",
            <GuiLink subject label=action.label(words) button=true />
        }
        .into_any(),
        // A host that cannot be read from the URL cannot be asked about.
        Action::OpenHost => host_of(&subject)
            .map(|host| {
                view! { class = "report-never_seen",
                    <a class="button" href=Route::report(host).to_string()>{action.label(words)}</a>
                }
            })
            .into_any(),
        Action::AskAgain => again
            .map(|again| {
                view! { class = "report-never_seen",
                    <button type="button" class="button" on:click=move |_| again.run(())>{action.label(words)}</button>
                }
            })
            .into_any(),
        Action::CheckAnother => view! { class = "report-never_seen",
            <a class="button" href=Route::Home.to_string()>{action.label(words)}</a>
        }
        .into_any(),
    });
    view! { class = "report-never_seen", <li class="step"><p>{step.text}</p>{button}</li> }
}

fn host_of(url: &Subject) -> Option<Subject> {
    Url::read(&url.name(), host::to_ascii)?.host.subject()
}

/// The name of what has so many hexadecimal digits.
fn algorithm(digits: usize) -> &'static str {
    match digits {
        32 => "MD5",
        40 => "SHA-1",
        _ => "SHA-256",
    }
}
