//! The meter in the bar: how many requests went out this minute and today, of how many, and a wait while there is one.

use leptos::prelude::*;

use crate::report::quota::meter;
use crate::report::units;
use crate::route::Route;
use crate::ui::state::{State, unix_seconds, use_words};

/// Longer waits are said by the view that waits.
const COUNTED_DOWN_SECS: i64 = 3_600;

/// Nothing without a key: nothing can be asked then.
#[component]
pub fn QuotaMeter() -> impl IntoView {
    let state = expect_context::<State>();
    let words = use_words();
    let has_key = Memo::new(move |_| state.settings.with(|settings| settings.key.is_some()));
    let ledger = state.asking.ledger();
    let now = move || unix_seconds(state.now_ms.get());
    let figures = Memo::new(move |_| ledger.with(|ledger| meter(ledger, now(), words)));
    let waits = Memo::new(move |_| {
        let left = state.asking.held()?.until - now();
        let left = u64::try_from(left).ok().filter(|_| left <= COUNTED_DOWN_SECS)?;
        Some((words.quota.meter_waits)(&units::countdown(left)))
    });
    let share = move || figures.with(|figures| figures.share);
    move || {
        has_key.get().then(|| {
            view! { class = "quota",
                <a
                    class="meter"
                    id="quota"
                    href=Route::Settings { test: false }.to_string()
                    title=words.quota.meter_title
                    data-waits=move || waits.with(Option::is_some).then_some("true")
                    data-full=move || share().is_some_and(|share| share >= 100).then_some("true")
                >
                    <span class="wide">
                        <span class="part">{move || waits.get().unwrap_or_else(|| figures.with(|figures| figures.minute.clone()))}</span>
                        <span class="part">{move || figures.with(|figures| figures.day.clone())}</span>
                    </span>
                    <span class="narrow" aria-hidden="true">
                        <span class="part">{move || waits.get().unwrap_or_else(|| figures.with(|figures| figures.short[0].clone()))}</span>
                        <span class="part">{move || figures.with(|figures| figures.short[1].clone())}</span>
                    </span>
                    <span class="track" aria-hidden="true" hidden=move || share().is_none()>
                        <span class="used" style:inline-size=move || format!("{}%", share().unwrap_or(0))></span>
                    </span>
                </a>
            }
            .into_any()
        })
    }
}
