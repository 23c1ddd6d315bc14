//! The page of one analysis: where it stands, what engines have said so far, the way to the report.

use leptos::prelude::*;

use crate::indicator::defang;
use crate::report::act::{Act, describe_act};
use crate::report::analysis::outline;
use crate::report::detections::{Detections, detections};
use crate::report::problem::describe_wait;
use crate::route::Route;
use crate::subject::{Subject, Topic};
use crate::ui::analyses::{Beside, FollowedLine};
use crate::ui::asking::Phase;
use crate::ui::copy::CopyButton;
use crate::ui::load::Load;
use crate::ui::outside::Outside;
use crate::ui::problem::ProblemPanel;
use crate::ui::report::detections::DetectionTable;
use crate::ui::report::ratio::Ratio;
use crate::ui::state::{State, unix_seconds, use_words};
use crate::untrusted::Untrusted;
use crate::vt::analysis::Analysis;
use crate::words::Words;

const ID_AT_MOST: usize = 60;
const NAME_AT_MOST: usize = 120;

#[component]
pub fn AnalysisPage(id: String) -> impl IntoView {
    let state = expect_context::<State>();
    let words = use_words();
    let own = words.analysis;
    let standing = state.analyses.standing(&id);
    if standing.with_untracked(|standing| standing.seen.is_none()) {
        state.look_now(&id);
    }
    let followed = {
        let id = id.clone();
        Memo::new(move |_| {
            state
                .analyses
                .list
                .with(|list| list.iter().find(|followed| followed.id == id).cloned())
        })
    };
    let again = {
        let id = id.clone();
        Callback::new(move |()| state.look_now(&id))
    };
    // What is drawn anew when an answer comes is what it says; the frame stays.
    let first = Memo::new(move |_| standing.with(|standing| standing.seen.is_none().then(|| standing.phase.clone())));
    let waiting = move || {
        match first.get() {
        None | Some(Phase::Idle | Phase::Done) => ().into_any(),
        Some(Phase::Queued) => view! { class = "analysis", <p class="quiet" role="status">{words.home.lookup_queued}</p> }.into_any(),
        Some(Phase::Asking { since }) => view! { class = "analysis", <Load doing=own.asking since /> }.into_any(),
        Some(Phase::Held(hold, error)) => view! { class = "analysis",
            <ProblemPanel problem=describe_wait(&error, &hold, words) retry=Callback::new(move |()| state.ask_now()) subject=None />
        }
        .into_any(),
        Some(Phase::Failed(error)) => view! { class = "analysis",
            <ProblemPanel problem=describe_act(&error, Act::Look, words) retry=again subject=None />
        }
        .into_any(),
    }
    };
    let seen = move || {
        let now = unix_seconds(state.now_ms.get_untracked());
        standing.with(|standing| standing.seen.as_ref().map(|seen| drawn(seen, now, words)))
    };
    view! { class = "analysis",
        <div class="whole stack">
            <h1 tabindex="-1">{own.heading}</h1>
            <p class="id small quiet">
                {own.id}": "<code><Outside text=Untrusted::new(id.as_str()) short=ID_AT_MOST /></code>
                <CopyButton text=id what=own.id />
            </p>
            {move || followed.get().map(|followed| view! { class = "analysis", <FollowedLine followed beside=Beside::Analysis /> })}
            {waiting}
            {seen}
        </div>
    }
    .into_any()
}

fn drawn(analysis: &Analysis, now: i64, words: Words) -> AnyView {
    let own = words.analysis;
    let outline = outline(Some(analysis), now, words);
    let stats = analysis.object.stats();
    let table: Detections = detections(&analysis.object, words);
    let item = analysis.item.clone().map_or_else(
        || view! { class = "analysis", <p class="quiet">{own.item_unknown}</p> }.into_any(),
        |item| view! { class = "analysis", <ItemLine item over=outline.over /> }.into_any(),
    );
    let begun = outline.begun.map(|when| {
        let relative = when
            .relative
            .map(|relative| format!(" · {relative}"))
            .unwrap_or_default();
        view! { class = "analysis", <div><dt>{own.begun}</dt><dd>{when.absolute}{relative}</dd></div> }
    });
    let any = !table.rows.is_empty();
    view! { class = "analysis",
        <section class="card">
            <div class="head" data-flagged=(stats.flagged() > 0).then_some("true")>
                {(stats.counted() > 0).then(|| view! { class = "analysis", <Ratio flagged=stats.flagged() counted=stats.counted() /> })}
                <div class="told">
                    <p class="word"><Outside text=outline.word /></p>
                    <p>{outline.means}</p>
                    <dl class="facts">{begun}</dl>
                    {item}
                </div>
            </div>
        </section>
        {any.then(|| view! { class = "analysis", <DetectionTable detections=table open=Signal::stored(true) /> })}
    }
    .into_any()
}

#[component]
fn ItemLine(item: Subject, over: bool) -> impl IntoView {
    let own = use_words().analysis;
    let name = match item.topic() {
        Topic::File => item.id().to_owned(),
        Topic::Url | Topic::Domain | Topic::Address => defang(&item.name()),
    };
    view! { class = "analysis",
        <p class="item">
            <span class="quiet">{own.of}": "</span>
            <code><Outside text=Untrusted::new(name) short=NAME_AT_MOST /></code>
        </p>
        <p><a class="button" class:button-main=over href=Route::report(item).to_string()>{own.open_report}</a></p>
    }
}
