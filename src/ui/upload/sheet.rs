//! The sheet before an upload: what file it is, who will have it, that it cannot be taken back. Nothing is sent without it.

use leptos::ev::SubmitEvent;
use leptos::html::{Dialog, Input};
use leptos::prelude::*;

use crate::browser::dialog;
use crate::fold::fold;
use crate::report::units;
use crate::subject::Subject;
use crate::ui::copy::CopyButton;
use crate::ui::dropped::Item;
use crate::ui::late::{Late, late_gate_upload_sheet};
use crate::ui::outside::Outside;
use crate::ui::state::{State, use_words};
use crate::ui::upload::Wish;
use crate::untrusted::Untrusted;
use crate::vt::upload::{LARGEST, Way};

const NAME_AT_MOST: usize = 80;
const NAME_ON_BUTTON: usize = 40;
/// VirusTotal discourages larger files.
const SLOW: u64 = 200_000_000;

/// The sheet, where an upload was offered; nothing at other times.
#[component]
pub fn SheetPlace() -> impl IntoView {
    let state = expect_context::<State>();
    move || {
        let item = state.uploads.sheet.get().filter(|_| !state.lookup_only());
        item.map(|item| view! { class = "upload-sheet", <Late view=move || late_gate_upload_sheet(item.clone()) /> })
    }
}

/// The sheet itself, open from the start.
#[component]
pub fn UploadSheet(item: Item) -> impl IntoView {
    let state = expect_context::<State>();
    let dialog = NodeRef::<Dialog>::new();
    Effect::new(move |_| {
        if let Some(dialog) = dialog.get() {
            dialog::open(&dialog);
        }
    });
    view! { class = "upload-sheet",
        <dialog
            class="sheet"
            node_ref=dialog
            aria-labelledby="upload-heading"
            on:close=move |_| state.uploads.sheet.set(None)
        >
            <SheetForm item />
        </dialog>
    }
    .into_any()
}

/// What stands on the sheet.
#[component]
pub fn SheetForm(item: Item) -> impl IntoView {
    let state = expect_context::<State>();
    let words = use_words();
    let own = words.upload;
    let password = NodeRef::<Input>::new();
    let with_name = RwSignal::new(true);
    let close = move || state.uploads.sheet.set(None);
    let sha256 = item
        .reading
        .with_untracked(|reading| reading.sha256.clone())
        .unwrap_or_default();
    let known = Subject::file(&sha256)
        .is_some_and(|file| state.lookups.of(&file).with_untracked(|lookup| lookup.found.is_some()));
    let way = Way::of(item.size);
    let (size, limit) = (units::size(item.size, words), units::size(LARGEST, words));
    let zip = fold(item.name.raw())
        .rsplit_once('.')
        .is_some_and(|(_, ending)| ending == "zip");
    let confirm = {
        let item = item.clone();
        move |event: SubmitEvent| {
            event.prevent_default();
            let password = password.get_untracked().map(|field| field.value());
            let wish = Wish {
                with_name: with_name.get_untracked(),
                password: password.filter(|password| !password.is_empty()),
            };
            close();
            state.upload(&item, wish);
        }
    };
    let name = item.name.elided(NAME_ON_BUTTON).spelled();
    let terms = (way != Way::TooLarge).then(|| {
        view! { class = "upload-sheet",
            <ul class="terms">
                <li>{own.shared}</li>
                <li>{own.for_good}</li>
                <li><strong>{own.not_private}</strong></li>
            </ul>
            {known.then(|| view! { class = "upload-sheet", <p class="notice">{own.known_already}</p> })}
            <p class="small">{(own.limit)(&size, &limit)}" "{(own.cost)(way.requests())}</p>
            {(item.size > SLOW).then(|| view! { class = "upload-sheet", <p class="small quiet">{own.slow}</p> })}
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || with_name.get()
                    on:change=move |event| with_name.set(event_target_checked(&event))
                />
                <span>{own.with_name}</span>
            </label>
            {zip.then(|| view! { class = "upload-sheet",
                <label class="password">
                    <span>{own.password}</span>
                    <input class="field" type="password" autocomplete="off" node_ref=password aria-describedby="zip-hint" />
                    <span class="small quiet" id="zip-hint">{own.password_hint}</span>
                </label>
            })}
        }
    });
    let too_large = (way == Way::TooLarge).then(|| {
        view! { class = "upload-sheet", <p class="notice" role="alert">{(own.too_large)(&size, &limit)}</p> }
    });
    let cancel = if way == Way::TooLarge { own.close } else { own.cancel };
    let main = (way != Way::TooLarge).then(|| {
        view! { class = "upload-sheet",
            <button type="submit" class="button button-main">{(own.confirm)(&name)}</button>
        }
    });
    view! { class = "upload-sheet",
        <form method="dialog" novalidate on:submit=confirm>
            <h2 id="upload-heading">{own.heading}</h2>
            <dl class="facts">
                <div><dt>{own.name}</dt><dd><Outside text=item.name.clone() short=NAME_AT_MOST /></dd></div>
                <div><dt>{own.size}</dt><dd>{units::size_exact(item.size, words)}</dd></div>
                <div>
                    <dt>"SHA-256"</dt>
                    <dd class="digest">
                        <code><Outside text=Untrusted::new(sha256.as_str()) /></code>
                        <CopyButton text=sha256 what="SHA-256" />
                    </dd>
                </div>
            </dl>
            {too_large}
            {terms}
            <div class="choice">
                <button type="button" class="button" autofocus=true on:click=move |_| close()>{cancel}</button>
                {main}
            </div>
        </form>
    }
    .into_any()
}
