//! The view of one digest: its report, or what stands where the report would be, and the reader's own file beside it.

use std::rc::Rc;

use leptos::prelude::*;

use crate::browser::address;
use crate::route::{Route, Tab};
use crate::ui::dropped::Item;
use crate::ui::files::ReadingLine;
use crate::ui::load::Load;
use crate::ui::local::{LocalFacts, LocalFold};
use crate::ui::lookups::{Lookup, Phase};
use crate::ui::outside::Outside;
use crate::ui::problem::Problem;
use crate::ui::report::ReportView;
use crate::ui::report::never_seen::{Local, NeverSeenView};
use crate::ui::state::{State, use_words};
use crate::untrusted::Untrusted;
use crate::vt::file::File;

#[component]
pub fn FilePage(digest: String, tab: Signal<Tab>) -> impl IntoView {
    let state = expect_context::<State>();
    state.look_up(&digest, true);
    let lookup = state.lookups.of(&digest);
    let wanted = digest.clone();
    let item = Memo::new(move |_| state.dropped.find(&wanted));
    // A new report is drawn anew; every other change leaves it alone, so that the reader's place in it stays.
    let report = RwSignal::new_local(None::<Rc<File>>);
    Effect::new(move |_| {
        let found = lookup.with(|lookup| lookup.found.clone());
        let same = report.with_untracked(|shown| match (shown, &found) {
            (Some(shown), Some(found)) => Rc::ptr_eq(shown, found),
            (None, None) => true,
            (Some(_), None) | (None, Some(_)) => false,
        });
        if !same {
            report.set(found);
            request_animation_frame(address::keep_focus);
        }
    });
    let (asked, again_digest) = (digest.clone(), digest.clone());
    let again = Callback::new(move |()| state.look_up_again(&again_digest));
    let standing = move || lookup.with(|lookup| standing(lookup, &asked, item, again));
    let below = move || {
        report.get().map(|file| {
            let digest = digest.clone();
            let address = Callback::new(move |tab| Route::File {
                digest: digest.clone(),
                tab,
            });
            view! { class = "file", <ReportView file tab address again /> }
        })
    };
    view! { class = "file", <div class="file-view stack">{standing}{below}</div> }
}

/// What stands above a report, or instead of it.
fn standing(lookup: &Lookup, digest: &str, item: Memo<Option<Item>>, again: Callback<()>) -> AnyView {
    let words = use_words();
    let own = digest.to_owned();
    let has_report = lookup.found.is_some();
    let middle = match &lookup.phase {
        Phase::Idle | Phase::Found => ().into_any(),
        Phase::Queued => view! { class = "file", <p role="status">{words.home.lookup_queued}</p> }.into_any(),
        Phase::Asking { since } => {
            let doing = (words.home.asking_about)(&Untrusted::new(digest).elided(19).spelled());
            view! { class = "file", <Load doing since=*since /> }.into_any()
        }
        Phase::Held(hold, error) => view! { class = "file",
            <Problem error=error.clone() wait_until=Some(hold.until) retry=again digest=Some(own.clone()) />
        }
        .into_any(),
        Phase::Failed(error) if error.is_never_seen() && !has_report => {
            return never_seen(own, item, again);
        }
        Phase::Failed(error) => view! { class = "file",
            <Problem error=error.clone() retry=again digest=Some(own.clone()) />
        }
        .into_any(),
    };
    if has_report {
        return view! { class = "file",
            {middle}
            {move || item.get().map(|item| view! { class = "file", <LocalFold item /> })}
        }
        .into_any();
    }
    view! { class = "file",
        {move || {
            let name = item.get().map_or_else(|| Untrusted::new(own.as_str()), |item| item.name);
            view! { class = "file", <h1 class="file-heading"><Outside text=name short=48 /></h1> }
        }}
        {middle}
        {
            let own = digest.to_owned();
            move || view! { class = "file", <LocalFacts digest=own.clone() item=item.get() /> }
        }
    }
    .into_any()
}

fn never_seen(digest: String, item: Memo<Option<Item>>, again: Callback<()>) -> AnyView {
    let local = Signal::derive(move || item.get().map(|item| known_of(&item)));
    view! { class = "file",
        <NeverSeenView digest local again />
        {move || item.get().map(|item| view! { class = "file", <ReadingLine item /> })}
    }
    .into_any()
}

/// What the page knows of a file by itself, for the view of a file that nobody else knows.
fn known_of(item: &Item) -> Local {
    let (sha256, digests) = item
        .reading
        .with(|reading| (reading.sha256.clone(), reading.digests.clone()));
    let mut known = Vec::new();
    known.extend(sha256.map(|digest| ("SHA-256", digest)));
    if let Some(digests) = digests {
        known.push(("SHA-1", digests.sha1));
        known.push(("MD5", digests.md5));
    }
    Local {
        name: item.name.clone(),
        size: item.size,
        digests: known,
    }
}
