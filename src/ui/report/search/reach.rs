//! The way to a line that the reader chose in the list: it is looked for until its tab has drawn it.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::{clock, place};
use crate::fold::{find, fold};
use crate::indicator::refang;
use crate::ui::report::search::seeking::{Goal, Seeking};

/// How often, and how many milliseconds apart, it is looked for.
const TRIES: usize = 40;
const APART: i32 = 50;
/// Tries for which the whole text is waited for.
const PATIENCE: usize = 14;

/// Brings the line into sight, or at least its part of the tab.
pub fn reach(seeking: Seeking, goal: Goal) {
    seeking.unfolded.set(false);
    seeking.goal.set(Some(goal.clone()));
    spawn_local(async move {
        let wanted: Vec<String> = goal.texts.iter().map(|text| fold(&refang(text))).collect();
        for attempt in 0..TRIES {
            clock::sleep(APART).await;
            // Another one was chosen meanwhile, or the report has gone.
            if seeking.goal.try_get_untracked().flatten().as_ref() != Some(&goal) {
                return;
            }
            // Where the line is drawn cut, only the word itself may be there.
            let patience = if attempt < PATIENCE { 1 } else { wanted.len() };
            let says = |text: &str, wanted: &str| find(&refang(text), wanted).is_some();
            let mut texts = wanted.iter().take(patience);
            if texts.any(|wanted| place::reveal(&goal.region, |text| says(text, wanted))) {
                return;
            }
        }
        let _ = place::begin(&goal.region) || place::begin(&format!("#panel-{}", goal.tab.slug()));
    });
}
