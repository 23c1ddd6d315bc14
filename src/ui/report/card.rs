//! The verdict card: a word with its shape, one sentence, an honest ratio, and why.

use leptos::prelude::*;

use crate::browser::http;
use crate::report::card::{Card, Verdict};
use crate::report::reasons::{Reason, Tone};
use crate::report::units::{self, When};
use crate::subject::Subject;
use crate::ui::copy::CopyButton;
use crate::ui::gui_link::GuiLink;
use crate::ui::outside::Outside;
use crate::ui::report::ratio::Ratio;
use crate::ui::report::shapes::{Shape, ShapeMark};
use crate::ui::state::use_words;
use crate::untrusted::Untrusted;

/// A name longer than this is cut in the middle; its end says what kind of file it pretends to be.
const NAME_AT_MOST: usize = 80;
const DIGEST_AT_MOST: usize = 25;

#[component]
pub fn VerdictCard(
    card: Card,
    /// Asks VirusTotal anew; none where nothing can be asked, as for the sample.
    #[prop(optional_no_strip)]
    again: Option<Callback<()>>,
    /// How many requests this page has made.
    #[prop(optional_no_strip)]
    requests: Option<Signal<u64>>,
) -> impl IntoView {
    let words = use_words();
    let card_words = words.report.card;
    let requests = requests.map(|count| {
        view! { class = "report-card", <span>{move || (words.shell.requests_made)(count.get())}</span> }
    });
    let again = again.map(|again| {
        view! { class = "report-card",
            <button type="button" class="button" on:click=move |_| again.run(())>{words.report.ask_again}</button>
        }
    });
    let facts = facts(&card);
    let subject = Subject::file(&card.sha256);
    view! { class = "report-card",
        <section class="frame" data-verdict=slug(card.verdict)>
            <div class="verdict">
                <p class="word"><ShapeMark shape=shape(card.verdict) />{card.word}</p>
                <Analysed when=card.analysed />
            </div>
            <div class="body">
                <Ratio flagged=card.flagged counted=card.counted />
                <div class="told">
                    <h1 class="headline" tabindex="-1">{card.headline}</h1>
                    {card.left_out.map(|text| view! { class = "report-card", <p class="left-out">{text}</p> })}
                    <div class="facts">
                        {card.name.map(|name| view! { class = "report-card",
                            <span class="name"><Outside text=name short=NAME_AT_MOST /></span>
                        })}
                        {facts}
                        {card.family.map(|family| view! { class = "report-card",
                            <span class="fact">{card_words.family} ": " <strong><Outside text=family /></strong></span>
                        })}
                    </div>
                    {card.stale.map(|text| view! { class = "report-card", <p class="stale">{text}</p> })}
                    <Why reasons=card.reasons />
                </div>
            </div>
            <div class="foot">
                <p class="digest">
                    <span class="algorithm">"SHA-256"</span>
                    <code><Outside text=Untrusted::new(card.sha256.clone()) short=DIGEST_AT_MOST /></code>
                    <CopyButton text=card.sha256.clone() what="SHA-256" />
                </p>
                <p class="sent">
                    <span>{(card_words.bytes_sent)(&units::count(http::file_bytes_sent(), words))}</span>
                    {requests}
                </p>
                <div class="actions">
                    {again}
                    {subject.map(|subject| view! { class = "report-card",
                        <GuiLink subject label=words.report.open_virustotal button=true />
                    })}
                </div>
            </div>
        </section>
    }
    .into_any()
}

/// What the file is, in two or three words.
fn facts(card: &Card) -> impl IntoView + use<> {
    let kind = card.kind.clone().map(|kind| {
        view! { class = "report-card",
            <span class="fact"><Outside text=kind short=NAME_AT_MOST /></span>
        }
    });
    let size = card
        .size
        .clone()
        .map(|size| view! { class = "report-card", <span class="fact">{size}</span> });
    (kind, size)
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

fn slug(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Malicious => "malicious",
        Verdict::Suspicious => "suspicious",
        Verdict::NothingFound => "nothing-found",
        Verdict::NeverSeen => "never-seen",
    }
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
