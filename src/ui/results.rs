//! The menu that saves a batch's results as files.

use leptos::prelude::*;

use crate::export::results::csv::csv;
use crate::export::results::json::json;
use crate::export::results::markdown::markdown;
use crate::export::results::sums::sums;
use crate::export::results::{Batch, Outcome, Row};
use crate::queue::Standing;
use crate::report::problem::{describe, describe_hash};
use crate::report::remembered::Remembered;
use crate::subject::Subject;
use crate::ui::dropped::{Item, Reading, Stage};
use crate::ui::lookups::Phase;
use crate::ui::report::take::{CopyText, SaveText};
use crate::ui::state::{State, unix_seconds, use_words};
use crate::words::Words;

/// The buttons, each of which makes its text when it is pressed: of what is known then.
#[component]
pub fn Results() -> impl IntoView {
    let state = expect_context::<State>();
    let words = use_words();
    let made = move || batch(state, words);
    let now = unix_seconds(state.now_ms.get_untracked());
    let name = Batch {
        rows: Vec::new(),
        made_at: now,
    }
    .file_name();
    view! { class = "results",
        <section class="panel" aria-labelledby="results-heading">
            <h3 id="results-heading">{words.results.heading}</h3>
            <p class="quiet small">{words.results.about}</p>
            <div class="row">
                <SaveText label=words.results.as_csv name=format!("{name}.csv") media_type="text/csv" text=move |()| csv(&made()) />
                <SaveText label=words.results.as_json name=format!("{name}.json") media_type="application/json" text=move |()| json(&made()) />
                <SaveText label=words.results.as_markdown name=format!("{name}.md") media_type="text/markdown" text=move |()| markdown(&made(), words) />
                <SaveText label=words.results.as_sums name=format!("{name}.sha256") media_type="text/plain" text=move |()| sums(&made()) />
                <CopyText label=words.saving.copy_markdown text=move |()| markdown(&made(), words) />
            </div>
        </section>
    }
    .into_any()
}

/// What is known of the dropped files now.
fn batch(state: State, words: Words) -> Batch {
    let row = |item: &Item| item.reading.with_untracked(|reading| row(state, item, reading, words));
    Batch {
        rows: state
            .dropped
            .items
            .with_untracked(|items| items.iter().map(row).collect()),
        made_at: unix_seconds(state.now_ms.get_untracked()),
    }
}

fn row(state: State, item: &Item, reading: &Reading, words: Words) -> Row {
    let (sha1, md5) = reading
        .digests
        .clone()
        .map(|digests| (digests.sha1, digests.md5))
        .unzip();
    Row {
        name: item.name.clone(),
        folder: item.folder.clone(),
        size: item.size,
        sha256: reading.sha256.clone(),
        sha1,
        md5,
        outcome: outcome(state, reading, words),
    }
}

fn outcome(state: State, reading: &Reading, words: Words) -> Outcome {
    let Some(file) = reading.sha256.as_deref().and_then(Subject::file) else {
        return match &reading.stage {
            Stage::Failed(error) => Outcome::NotRead(describe_hash(error, words).title),
            Stage::Cancelled => Outcome::NotRead(words.home.cancelled.to_owned()),
            Stage::Elsewhere => Outcome::NotRead(words.home.elsewhere.to_owned()),
            Stage::Waiting | Stage::Reading | Stage::Done => Outcome::Waiting,
        };
    };
    if let Some(answer) = untrack(|| state.batch.answer(&file)) {
        return found(answer);
    }
    let failed = untrack(|| {
        state.batch.with(|backlog| match &backlog.question(&file)?.standing {
            Standing::Failed(said) => Some(said.clone()),
            Standing::Waiting => None,
        })
    });
    let lookup = state.lookups.of(&file);
    lookup.with_untracked(|lookup| match (failed, &lookup.phase) {
        (Some(said), _) => Outcome::Failed(said),
        (None, Phase::Failed(error)) => Outcome::Failed(describe(error, None, words).title),
        (None, Phase::Idle | Phase::Queued | Phase::Held(..) | Phase::Asking { .. } | Phase::Done) => Outcome::Waiting,
    })
}

fn found(answer: Remembered) -> Outcome {
    if !answer.known {
        return Outcome::NeverSeen;
    }
    Outcome::Found {
        verdict: answer.verdict,
        flagged: answer.flagged,
        counted: answer.counted,
        analysed_at: answer.analysed,
        family: answer.family,
    }
}
