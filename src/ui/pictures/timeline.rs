//! Dates in their order: a line each, with its place on a scale that all lines share.

use leptos::prelude::*;

use crate::report::timeline::{Doubted, Moment, Tick, Timeline};
use crate::ui::pictures::percent;
use crate::ui::report::shapes::{Shape, ShapeMark};
use crate::ui::state::use_words;

#[component]
pub fn TimelineView(timeline: Timeline) -> impl IntoView {
    let words = use_words();
    let Timeline {
        moments,
        ticks,
        today,
        doubted,
    } = timeline;
    let rows = moments
        .into_iter()
        .map(|moment| view! { class = "pictures-timeline", <MomentRow moment ticks=ticks.clone() today /> })
        .collect_view();
    let labels = ticks.iter().map(|tick| {
        let label = tick.label.clone();
        view! { class = "pictures-timeline", <text x=percent(tick.place) y="12" text-anchor="middle">{label}</text> }
    });
    let labels = labels.collect_view();
    let doubted = (!doubted.is_empty()).then(|| {
        let rows = doubted
            .into_iter()
            .map(|doubted| view! { class = "pictures-timeline", <DoubtedRow doubted /> });
        view! { class = "pictures-timeline",
            <h3 class="doubted-title">{words.pictures.doubted}</h3>
            <ul class="rows">{rows.collect_view()}</ul>
        }
    });
    view! { class = "pictures-timeline",
        <div class="whole">
            <ol class="rows">{rows}</ol>
            <div class="axis" aria-hidden="true"><svg class="scale">{labels}</svg></div>
            {doubted}
        </div>
    }
    .into_any()
}

#[component]
fn MomentRow(moment: Moment, ticks: Vec<Tick>, today: u32) -> impl IntoView {
    let words = use_words();
    let marks = ticks
        .into_iter()
        .map(|tick| {
            let x = percent(tick.place);
            view! { class = "pictures-timeline", <line data-part="tick" x1=x.clone() x2=x y1="0" y2="100%" /> }
        })
        .collect_view();
    let now = percent(today);
    let from = percent(moment.place);
    let shape = match &moment.until {
        Some((_, until)) => {
            let width = percent(until.saturating_sub(moment.place).max(4));
            view! { class = "pictures-timeline",
                <rect data-part="span" x=from y="50%" width=width height="8" rx="4" transform="translate(0 -4)" />
            }
            .into_any()
        }
        None => view! { class = "pictures-timeline", <circle data-part="dot" cx=from cy="50%" r="5" /> }.into_any(),
    };
    let when = match moment.until {
        Some((until, _)) => (words.pictures.from_to)(&moment.when.absolute, &until.absolute),
        None => moment.when.absolute,
    };
    let ago = moment
        .when
        .relative
        .map(|ago| view! { class = "pictures-timeline", " "<span class="ago">{ago}</span> });
    let after = moment
        .after
        .map(|after| view! { class = "pictures-timeline", <span class="after">{after}</span> });
    let note = moment.note.map(|note| {
        view! { class = "pictures-timeline",
            <p class="note"><ShapeMark shape=Shape::Triangle /><span>{note}</span></p>
        }
    });
    view! { class = "pictures-timeline",
        <li class="row">
            <span class="label">{moment.label}</span>
            <svg class="track" aria-hidden="true">
                {marks}
                <line data-part="today" x1=now.clone() x2=now y1="0" y2="100%" />
                <line data-part="line" x1="0" x2="100%" y1="50%" y2="50%" />
                {shape}
            </svg>
            <span class="told"><span class="moment">{when}</span>{ago}" "{after}</span>
            {note}
        </li>
    }
    .into_any()
}

#[component]
fn DoubtedRow(doubted: Doubted) -> impl IntoView {
    let written = doubted
        .written
        .map(|written| view! { class = "pictures-timeline", <span class="moment">{written}</span>" " });
    view! { class = "pictures-timeline",
        <li class="row" data-doubted="true">
            <span class="label">{doubted.label}</span>
            <span class="told">{written}<span class="why">{doubted.why}</span></span>
        </li>
    }
}
