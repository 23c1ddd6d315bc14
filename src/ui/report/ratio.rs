//! How many of how many engines: two numbers in a ring that is filled as far.

use leptos::prelude::*;

use crate::report::units;
use crate::ui::state::use_words;

/// The numbers carry the meaning; the ring repeats them for the eye.
#[component]
pub fn Ratio(flagged: u64, counted: u64) -> impl IntoView {
    let words = use_words();
    // The radius that makes a circumference of 100: the dash is the share in percent.
    let share = percent(flagged, counted);
    let known = counted > 0;
    let number = move |count: u64| units::count(count, words);
    view! { class = "report-ratio",
        <div class="ring" data-known=known.then_some("true") aria-hidden="true">
            <svg viewBox="0 0 36 36">
                <circle data-part="track" cx="18" cy="18" r="15.9155" />
                <circle data-part="share" cx="18" cy="18" r="15.9155" stroke-dasharray=format!("{share} 100") />
            </svg>
            <p class="numbers">
                {if known {
                    view! { class = "report-ratio",
                        <span class="flagged">{number(flagged)}</span>
                        <span class="counted">"/ "{number(counted)}</span>
                    }
                    .into_any()
                } else {
                    view! { class = "report-ratio", <span class="flagged">"?"</span> }.into_any()
                }}
            </p>
        </div>
    }
    .into_any()
}

/// Whole percents, of which one flag is at least one: it must be seen.
fn percent(flagged: u64, counted: u64) -> u64 {
    if counted == 0 || flagged == 0 {
        return 0;
    }
    let share = u128::from(flagged) * 100 / u128::from(counted);
    u64::try_from(share).unwrap_or(100).clamp(1, 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares() {
        for (flagged, counted, share) in [
            (0, 0, 0),
            (0, 70, 0),
            (1, 700, 1),
            (58, 72, 80),
            (72, 72, 100),
            (u64::MAX, 1, 100),
            (5, 0, 0),
        ] {
            assert_eq!(percent(flagged, counted), share, "{flagged} of {counted}");
        }
    }
}
