//! The verdict card: a word with its shape, one sentence, an honest ratio, and why.

use std::rc::Rc;

use leptos::prelude::*;

use crate::indicator::defang;
use crate::report::card::{Card, Verdict};
use crate::report::reasons::{Reason, Tone};
use crate::report::units::{self, When};
use crate::subject::{Subject, Topic};
use crate::ui::actions::Actions;
use crate::ui::copy::CopyButton;
use crate::ui::gui_link::GuiLink;
use crate::ui::outside::Outside;
use crate::ui::report::cells::CellView;
use crate::ui::report::ratio::Ratio;
use crate::ui::report::shapes::{Shape, ShapeMark};
use crate::ui::report::take::CopyText;
use crate::ui::state::{use_file_bytes, use_words};
use crate::untrusted::Untrusted;
use crate::vt::object::Object;
use crate::words::Words;

/// A name longer than this is cut in the middle; its end says what kind of file it pretends to be.
const NAME_AT_MOST: usize = 80;
const DIGEST_AT_MOST: usize = 25;
const LABEL_AT_MOST: usize = 40;

#[component]
pub fn VerdictCard(
    card: Card,
    object: Rc<Object>,
    /// What the report was asked for by; none where nothing can be done about it, as for the sample.
    #[prop(optional_no_strip)]
    subject: Option<Subject>,
    /// Asks VirusTotal anew; none where nothing can be asked, as for the sample.
    #[prop(optional_no_strip)]
    again: Option<Callback<()>>,
    /// How many requests this page has made.
    #[prop(optional_no_strip)]
    requests: Option<Signal<u64>>,
    /// What the engines say that the reader trusts or ignores.
    tiers: AnyView,
    /// Whether the ways to save and print it are open; none where there are none.
    #[prop(optional, into)]
    keeping: Option<RwSignal<bool>>,
) -> impl IntoView {
    let words = use_words();
    let keep = keeping.map(|keeping| {
        view! { class = "report-card",
            <button
                type="button"
                class="button"
                aria-expanded=move || if keeping.get() { "true" } else { "false" }
                on:click=move |_| keeping.update(|open| *open = !*open)
            >
                {words.report.keep}
            </button>
        }
    });
    let again = again.map(|again| {
        view! { class = "report-card",
            <button type="button" class="button" on:click=move |_| again.run(())>{words.report.ask_again}</button>
        }
    });
    // The id of the answer: of a URL, the one that VirusTotal itself goes by.
    let own = object.subject();
    let object = Some(object);
    let actions = subject.map(|subject| view! { class = "report-card", <Actions subject object /> });
    let facts = card.facts.into_iter().map(|fact| {
        view! { class = "report-card",
            <span class="fact">{fact.label.clone()}<CellView cell=fact.cell what=fact.label.unwrap_or_default() /></span>
        }
    });
    let facts = facts.collect_view();
    view! { class = "report-card",
        <section class="frame" data-verdict=card.verdict.slug()>
            <div class="verdict">
                <p class="word"><ShapeMark shape=shape(card.verdict) />{card.word}</p>
                <Analysed when=card.analysed />
            </div>
            <div class="body">
                <Ratio flagged=card.flagged counted=card.counted />
                <div class="told">
                    <h1 class="headline" tabindex="-1">{card.headline}</h1>
                    {tiers}
                    {card.left_out.map(|text| view! { class = "report-card", <p class="left-out">{text}</p> })}
                    <Name name=card.name topic=card.topic />
                    <div class="facts">{facts}</div>
                    <Labels labels=card.labels />
                    {card.stale.map(|text| view! { class = "report-card", <p class="stale">{text}</p> })}
                    <Why reasons=card.reasons />
                </div>
            </div>
            <div class="foot">
                {(card.topic == Topic::File).then(|| view! { class = "report-card",
                    <p class="digest">
                        <span class="algorithm">"SHA-256"</span>
                        <code><Outside text=Untrusted::new(card.id.clone()) short=DIGEST_AT_MOST /></code>
                        <CopyButton text=card.id.clone() what="SHA-256" />
                    </p>
                })}
                <Sent topic=card.topic requests />
                <div class="actions">
                    {again}
                    {actions}
                    {keep}
                    {own.map(|subject| view! { class = "report-card",
                        <GuiLink subject label=words.report.open_virustotal button=true />
                    })}
                </div>
            </div>
        </section>
    }
    .into_any()
}

/// What it is called; of what could be visited by mistake, the harmless spelling with both to copy.
#[component]
fn Name(name: Option<Untrusted>, topic: Topic) -> impl IntoView {
    let words = use_words();
    let name = name?;
    Some(match topic {
        Topic::File => {
            view! { class = "report-card", <p class="name"><Outside text=name short=NAME_AT_MOST /></p> }.into_any()
        }
        Topic::Url | Topic::Domain | Topic::Address => {
            let defanged = defang(name.raw());
            let taken = defanged.clone();
            view! { class = "report-card",
                <p class="name place">
                    <code><Outside text=Untrusted::new(defanged) short=PLACE_AT_MOST /></code>
                    <CopyButton text=name.raw() what=kind(topic, words) />
                    <CopyText label=words.report.card.copy_defanged text=move |()| taken.clone() />
                </p>
            }
            .into_any()
        }
    })
}

/// A URL longer than this is cut in the middle; its host stands at the start.
const PLACE_AT_MOST: usize = 160;

/// What a topic's object is called on a copy button.
pub fn kind(topic: Topic, words: Words) -> &'static str {
    match topic {
        Topic::File => "SHA-256",
        Topic::Url => words.report.places.url,
        Topic::Domain => words.report.places.domain,
        Topic::Address => words.report.places.address,
    }
}

/// Tags and categories, which only describe.
#[component]
fn Labels(labels: Vec<Untrusted>) -> impl IntoView {
    let words = use_words();
    (!labels.is_empty()).then(|| {
        let labels = labels
            .into_iter()
            .map(|text| view! { class = "report-card", <li class="label"><Outside text short=LABEL_AT_MOST /></li> });
        view! { class = "report-card",
            <ul class="labels" aria-label=words.report.card.labels>{labels.collect_view()}</ul>
        }
    })
}

/// What has left the device for this report: of a file nothing; of a place, its name.
#[component]
pub fn Sent(topic: Topic, #[prop(optional_no_strip)] requests: Option<Signal<u64>>) -> impl IntoView {
    let words = use_words();
    let card = words.report.card;
    let bytes = use_file_bytes();
    let sent = move || match topic {
        Topic::File => (card.bytes_sent)(&units::count(bytes.get(), words)),
        Topic::Url | Topic::Domain | Topic::Address => (card.told)((card.this)(topic)),
    };
    let requests = requests.map(|count| {
        view! { class = "report-card", <span>{move || (words.shell.requests_made)(count.get())}</span> }
    });
    view! { class = "report-card", <p class="sent"><span>{sent}</span>{requests}</p> }
}

/// How old the opinion is: in words, with the moment itself in the title.
#[component]
fn Analysed(when: Option<When>) -> impl IntoView {
    let words = use_words();
    let (title, text) = match when {
        Some(When {
            absolute,
            relative: Some(relative),
            ..
        }) => (Some(absolute), (words.report.card.analysed)(&relative)),
        Some(When {
            absolute,
            relative: None,
            ..
        }) => (None, (words.report.card.analysed)(&absolute)),
        None => (None, words.report.card.never_analysed.to_owned()),
    };
    view! { class = "report-card", <p class="analysed" title=title>{text}</p> }
}

#[component]
fn Why(reasons: Vec<Reason>) -> impl IntoView {
    let words = use_words();
    (!reasons.is_empty()).then(|| {
        let lines = reasons.into_iter().map(|reason| {
            let named = reason
                .named
                .map(|named| view! { class = "report-card", " "<Outside text=named short=NAME_AT_MOST /> });
            view! { class = "report-card",
                <li class="reason" data-tone=tone(reason.tone)>
                    <ShapeMark shape=tone_shape(reason.tone) />
                    <span>{reason.text}{named}</span>
                </li>
            }
        });
        view! { class = "report-card",
            <div class="why">
                <h2 class="why-title">{words.report.card.why}</h2>
                <ul class="reasons">{lines.collect_view()}</ul>
            </div>
        }
    })
}

/// The verdict's own form.
pub fn shape(verdict: Verdict) -> Shape {
    match verdict {
        Verdict::Malicious => Shape::Octagon,
        Verdict::Suspicious => Shape::Triangle,
        Verdict::NothingFound => Shape::Tick,
        Verdict::NeverSeen => Shape::DashedRing,
    }
}

pub fn tone(tone: Tone) -> &'static str {
    match tone {
        Tone::Bad => "bad",
        Tone::Warn => "warn",
        Tone::Good => "good",
        Tone::Plain => "plain",
    }
}

pub fn tone_shape(tone: Tone) -> Shape {
    match tone {
        Tone::Bad => Shape::Octagon,
        Tone::Warn => Shape::Triangle,
        Tone::Good => Shape::Tick,
        Tone::Plain => Shape::Dash,
    }
}
