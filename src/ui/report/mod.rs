//! The report: the card, and under it four parts that the address chooses between.

pub mod card;
pub mod cells;
pub mod details;
pub mod detections;
pub mod growth;
pub mod lists;
pub mod long;
pub mod never_seen;
pub mod ratio;
pub mod raw;
pub mod shapes;
pub mod tabs;
pub mod take;
pub mod tree;

use std::rc::Rc;

use leptos::prelude::*;

use crate::report::units;
use crate::report::{card as card_of, details as details_of, detections as detections_of};
use crate::route::{Route, Tab};
use crate::ui::report::card::VerdictCard;
use crate::ui::report::details::DetailPanels;
use crate::ui::report::detections::DetectionTable;
use crate::ui::report::raw::RawJson;
use crate::ui::report::tabs::{TabLabel, TabPanel, Tabs};
use crate::ui::report::tree::AttributeTree;
use crate::ui::state::{State, unix_seconds, use_now, use_words};
use crate::vt::file::{File, Mended};

/// Draws a file's report. It holds for one report: the parent draws another one anew.
#[component]
pub fn ReportView(
    file: Rc<File>,
    /// Which part is open.
    #[prop(into)]
    tab: Signal<Tab>,
    /// The address of a part.
    #[prop(into)]
    address: Callback<Tab, Route>,
    /// Asks VirusTotal anew; none where nothing can be asked.
    #[prop(optional, into)]
    again: Option<Callback<()>>,
    /// The report is our own invention and says so.
    #[prop(optional)]
    sample: bool,
) -> impl IntoView {
    let words = use_words();
    let now = unix_seconds(use_now().get_untracked());
    let requests = if sample { None } else { requests_made() };
    let card = card_of::card(&file, now, words);
    let detections = detections_of::detections(&file, words);
    let panels = details_of::details(&file, now, words);
    let labels = vec![
        label(
            Tab::Detections,
            detections.rows.is_empty(),
            Some(units::count(card.flagged, words)),
        ),
        label(Tab::Details, panels.is_empty(), None),
        label(
            Tab::Attributes,
            file.attributes.is_empty(),
            Some(units::count(file.attributes.len() as u64, words)),
        ),
        label(Tab::Raw, file.raw.is_empty(), None),
    ];
    let mended = file.mended;
    let detections = StoredValue::new(detections);
    let panels = StoredValue::new(panels);
    let report = StoredValue::new_local(file);
    view! { class = "report",
        <article class="report-whole">
            {sample.then(|| view! { class = "report", <p class="notice report-sample">{words.report.sample}</p> })}
            <VerdictCard card again requests />
            <MendedNotes mended />
            <div class="report-parts">
                <Tabs labels tab address />
                <TabPanel this=Tab::Detections tab><DetectionTable detections=detections.get_value() /></TabPanel>
                <TabPanel this=Tab::Details tab><DetailPanels panels=panels.get_value() /></TabPanel>
                <TabPanel this=Tab::Attributes tab><AttributeTree report /></TabPanel>
                <TabPanel this=Tab::Raw tab><RawJson report /></TabPanel>
            </div>
        </article>
    }
    .into_any()
}

/// How many requests the page has made; none where no app is around.
fn requests_made() -> Option<Signal<u64>> {
    use_context::<State>().map(|state| state.requests.into())
}

fn label(tab: Tab, empty: bool, count: Option<String>) -> TabLabel {
    TabLabel { tab, count, empty }
}

/// What had to be done to the answer before it could be read.
#[component]
fn MendedNotes(mended: Mended) -> impl IntoView {
    let words = use_words();
    let notes = [
        (mended.key, words.report.blotted),
        (mended.utf8, words.report.mended_utf8),
        (mended.surrogates, words.report.mended_surrogates),
    ];
    notes
        .into_iter()
        .filter(|(holds, _)| *holds)
        .map(|(_, text)| view! { class = "report", <p class="notice report-mended">{text}</p> })
        .collect_view()
}
