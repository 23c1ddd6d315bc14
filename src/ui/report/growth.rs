//! Lists that grow: the first rows at once, the rest by hand or in steps that let the page breathe.

use std::ops::Range;
use std::time::Duration;

use leptos::prelude::*;

use crate::report::units;
use crate::ui::state::use_words;

/// Rows that are added at once; more would be felt.
pub const STEP: usize = 500;
/// Rows that are there from the start.
pub const FIRST: usize = 100;

/// How much of a list is drawn.
#[derive(Clone, Copy)]
pub struct Growth {
    shown: RwSignal<usize>,
    total: Signal<usize>,
    first: usize,
}

impl Growth {
    pub fn new(total: impl Into<Signal<usize>>, first: usize) -> Self {
        Self {
            shown: RwSignal::new(first),
            total: total.into(),
            first,
        }
    }

    /// The drawn part in pieces that keep their bounds while the list grows, so that what is there is not drawn again.
    pub fn pieces(self) -> Vec<Range<usize>> {
        pieces(self.first, self.shown.get(), self.total.get())
    }

    /// Back to the start, for a list whose rows have changed.
    pub fn restart(self) {
        self.shown.set(self.first);
    }

    fn left(self) -> usize {
        self.total.get().saturating_sub(self.shown.get())
    }

    fn more(self) {
        self.shown.update(|shown| *shown += STEP);
    }

    /// Adds a step after the other until all is there or the list has gone.
    fn all(self) {
        let (Some(shown), Some(total)) = (self.shown.try_get_untracked(), self.total.try_get_untracked()) else {
            return;
        };
        if shown < total {
            self.more();
            set_timeout(move || self.all(), Duration::ZERO);
        }
    }
}

fn pieces(first: usize, shown: usize, total: usize) -> Vec<Range<usize>> {
    let end = shown.min(total);
    let mut pieces = Vec::new();
    let mut at = 0;
    while at < end {
        let bound = if at == 0 { first } else { at + STEP };
        // A piece is as long as the data allows from its birth: it never changes under the reader.
        pieces.push(at..bound.min(total));
        at = bound;
    }
    pieces
}

/// The two buttons under a list that is not whole yet.
#[component]
pub fn More(growth: Growth) -> impl IntoView {
    let words = use_words();
    move || {
        let left = growth.left();
        (left > 0).then(|| {
            let total = units::count(growth.total.get() as u64, words);
            let shown = units::count((growth.total.get() - left) as u64, words);
            view! { class = "report-growth",
                <p class="printed">{(words.report.printed_part)(&shown, &total)}</p>
                <p class="more">
                    {(left > STEP).then(|| view! { class = "report-growth",
                        <button class="button" type="button" on:click=move |_| growth.more()>
                            {(words.report.show_more)(&STEP.to_string())}
                        </button>
                    })}
                    <button class="button" type="button" on:click=move |_| growth.all()>
                        {(words.report.show_all_of)(&total)}
                    </button>
                </p>
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_keep_their_bounds_while_the_list_grows() {
        for (shown, total, bounds) in [
            (100, 0, &[][..]),
            (100, 7, &[0, 7]),
            (100, 100, &[0, 100]),
            (100, 101, &[0, 100]),
            (600, 101, &[0, 100, 101]),
            (600, 1_000, &[0, 100, 600]),
            (1_100, 1_000, &[0, 100, 600, 1_000]),
        ] {
            let expected: Vec<Range<usize>> = bounds.windows(2).map(|pair| pair[0]..pair[1]).collect();
            assert_eq!(pieces(100, shown, total), expected, "{shown} of {total}");
        }
    }
}
