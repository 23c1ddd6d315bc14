//! What is in an archive: its files, with what each would say to VirusTotal, hashed and looked up at the reader's wish.

mod list;
mod work;

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::archive::{Archive, Encryption, Refusal};
use crate::browser::archive::{self, Trouble};
use crate::browser::clock;
use crate::report::units;
use crate::ui::archive::list::MemberList;
use crate::ui::archive::work::Work;
use crate::ui::dropped::Item;
use crate::ui::load::Load;
use crate::ui::outside::Outside;
use crate::ui::state::{State, follow, use_words};
use crate::untrusted::Untrusted;
use crate::words::Words;

#[derive(Clone)]
enum Phase {
    /// Since then, in milliseconds since 1970.
    Opening(f64),
    Open(Rc<Archive>),
    Closed(Trouble),
}

#[component]
pub fn ArchiveView(item: Item) -> impl IntoView {
    let state = expect_context::<State>();
    let words = use_words();
    let phase = RwSignal::new_local(Phase::Opening(clock::now_ms()));
    let file = StoredValue::new_local(state.dropped.file(item.id));
    follow(move |_| {
        if let Some(file) = file.get_value() {
            spawn_local(async move {
                let opened = archive::open(&file).await;
                phase.try_set(opened.map_or_else(Phase::Closed, |archive| Phase::Open(Rc::new(archive))));
            });
        }
    });
    let drawn = move || match (phase.get(), file.get_value()) {
        (Phase::Open(archive), Some(file)) => {
            view! { class = "archive", <Opened archive work=Work::new(file) /> }.into_any()
        }
        (Phase::Closed(trouble), _) => {
            let (said, detail) = why(trouble, words);
            view! { class = "archive",
                <p class="refused" role="alert">{said}{detail.map(|detail| view! { class = "archive", " "<Outside text=detail short=200 /> })}</p>
            }
            .into_any()
        }
        (Phase::Opening(since), _) => {
            view! { class = "archive", <Load doing=words.archive.opening since /> }.into_any()
        }
        (Phase::Open(_), None) => ().into_any(),
    };
    let what = (words.offers.look_inside)(&item.name.elided(60).spelled());
    view! { class = "archive", <section class="panel" aria-label=what>{drawn}</section> }.into_any()
}

/// What stands above the list.
#[component]
fn Opened(archive: Rc<Archive>, work: Work) -> impl IntoView {
    let words = use_words();
    let files = || archive.members.iter().filter(|member| !member.is_folder);
    let count = files().count() as u64;
    let size = files().fold(0_u64, |sum, member| sum.saturating_add(member.size));
    let told = [
        (words.archive.files)(count, &units::count(count, words)),
        (words.archive.unpacked)(&units::size(size, words)),
    ];
    let locked = files().any(|member| member.encryption != Encryption::None);
    let before = (archive.before > 0).then(|| (words.archive.before)(&units::size(archive.before, words)));
    let overlapping = archive.overlapping;
    view! { class = "archive",
        <header class="head">
            <h3>{words.archive.heading}</h3>
            <p class="quiet small" role="status">{told.join(" · ")}</p>
        </header>
        {overlapping.then(|| view! { class = "archive", <p class="notice" role="alert">{words.archive.overlapping}</p> })}
        {before.map(|before| view! { class = "archive", <p class="small">{before}</p> })}
        {locked.then(|| view! { class = "archive", <p class="small">{words.archive.any_encrypted}</p> })}
        {if count > 0 {
            view! { class = "archive", <MemberList archive work /> }.into_any()
        } else {
            view! { class = "archive", <p>{words.archive.empty}</p> }.into_any()
        }}
    }
    .into_any()
}

/// What went wrong, and what the browser said of it.
fn why(trouble: Trouble, words: Words) -> (&'static str, Option<Untrusted>) {
    use crate::archive::check::Flaw;
    let own = &words.archive;
    match trouble {
        Trouble::Refused(Refusal::NoDirectory) => (own.no_directory, None),
        Trouble::Refused(Refusal::Several) => (own.several, None),
        Trouble::Refused(Refusal::Damaged) => (own.damaged, None),
        Trouble::Refused(Refusal::TooMany) => (own.too_many, None),
        Trouble::Refused(Refusal::CutShort) => (own.cut_short, None),
        Trouble::Flawed(Flaw::Longer) => (own.longer, None),
        Trouble::Flawed(Flaw::Shorter) => (own.shorter, None),
        Trouble::Flawed(Flaw::CheckSum) => (own.check_sum, None),
        Trouble::Contradiction => (own.contradiction, None),
        Trouble::Failed(said) => (own.failed, (!said.is_empty()).then(|| Untrusted::new(said))),
    }
}
