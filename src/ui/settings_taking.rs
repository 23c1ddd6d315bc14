//! Everything that this browser keeps, but the key, taken along as a file and taken in from one.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::archive::bytes;
use crate::browser::kept::{self, Store, Write};
use crate::browser::storage::Trouble;
use crate::browser::{files, save};
use crate::export::kept::{NotKept, read, written};
use crate::report::units;
use crate::ui::state::{State, use_words};

const NAME: &str = "assay-kept.jsonl";
/// As much as is read at once; a browser that keeps more than this does not put it into one text either.
const AT_MOST: u64 = 512 << 20;

#[component]
pub fn Taking() -> impl IntoView {
    let state = expect_context::<State>();
    let words = use_words();
    let said = RwSignal::new(String::new());
    let save = move |_| {
        spawn_local(async move {
            let outcome = match everything().await {
                Ok(text) if save::text(NAME, "application/x-ndjson", &text) => String::new(),
                Ok(_) => words.report.could_not_save.to_owned(),
                Err(_) => words.taking.cannot_read.to_owned(),
            };
            said.try_set(outcome);
        });
    };
    let choose = move |event| {
        let Some(file) = files::chosen(&event).into_iter().next() else {
            return;
        };
        said.set(words.taking.reading.to_owned());
        spawn_local(async move {
            let size = files::size(&file);
            let text = match bytes(&file, 0, size.min(AT_MOST)).await {
                Ok(bytes) if size <= AT_MOST => String::from_utf8_lossy(&bytes).into_owned(),
                Ok(_) | Err(_) => {
                    said.try_set(words.taking.cannot_read_file.to_owned());
                    return;
                }
            };
            let outcome = take_in(state, &text).await;
            let number = |count: usize| units::count(count as u64, words);
            said.try_set(match outcome {
                Ok((taken, 0)) => (words.taking.taken)(taken as u64, &number(taken)),
                Ok((taken, left)) => format!(
                    "{} {}",
                    (words.taking.taken)(taken as u64, &number(taken)),
                    (words.taking.left_out)(left as u64, &number(left))
                ),
                Err(Refused::Not(NotKept::Other)) => words.taking.other.to_owned(),
                Err(Refused::Not(NotKept::Newer)) => words.taking.newer.to_owned(),
                Err(Refused::Storage(Trouble::Full)) => words.taking.full.to_owned(),
                Err(Refused::Storage(Trouble::Blocked | Trouble::Damaged)) => words.taking.cannot_read.to_owned(),
            });
        });
    };
    view! { class = "settings",
        <div class="row">
            <button type="button" class="button" on:click=save>{words.taking.save}</button>
            <label class="button settings-choose">
                {words.taking.take}
                <input class="unseen-text" type="file" aria-label=words.taking.take on:change=choose />
            </label>
            <p class="small" role="status">{said}</p>
        </div>
    }
    .into_any()
}

/// Why nothing was taken in.
enum Refused {
    Not(NotKept),
    Storage(Trouble),
}

/// All shelves as one text.
async fn everything() -> Result<String, Trouble> {
    let mut all = Vec::new();
    for store in Store::ALL {
        for (name, text) in kept::all(store).await? {
            all.push((store.name(), name, text));
        }
    }
    Ok(written(
        all.iter()
            .map(|(store, name, text)| (*store, name.as_str(), text.as_str())),
    ))
}

/// How many entries were taken in, and how many were left out because they could not be read.
async fn take_in(state: State, text: &str) -> Result<(usize, usize), Refused> {
    let shelves = Store::ALL.map(Store::name);
    let found = read(text, &shelves).map_err(Refused::Not)?;
    let writes = found.entries.into_iter().filter_map(|(shelf, name, text)| {
        let store = Store::ALL.into_iter().find(|store| store.name() == shelf)?;
        Some(Write {
            store,
            name,
            text: Some(text),
        })
    });
    let (taken, damaged) = state.import(writes.collect()).await.map_err(Refused::Storage)?;
    Ok((taken, damaged + found.damaged))
}
