//! The report: the card, and under it the parts that the address chooses between.

pub mod card;
pub mod cells;
pub mod details;
pub mod detections;
pub mod lines;
pub mod lists;
pub mod long;
pub mod never_seen;
pub mod ratio;
pub mod raw;
pub mod search;
pub mod shapes;
pub mod tabs;
pub mod take;
pub mod tree;
pub mod window;

use std::rc::Rc;

use leptos::prelude::*;

use crate::report::relation::Amount;
use crate::report::shares::share;
use crate::report::units;
use crate::report::{card as card_of, details as details_of, detections as detections_of, timeline as timeline_of};
use crate::route::{Route, Tab};
use crate::subject::{Subject, Topic};
use crate::ui::doings::DoingsPlace;
use crate::ui::late::{self, Late};
use crate::ui::report::card::VerdictCard;
use crate::ui::report::details::DetailPanels;
use crate::ui::report::detections::seen::{self, SeenAnalyses};
use crate::ui::report::detections::{DetectionTable, TierLines};
use crate::ui::report::search::SearchField;
use crate::ui::report::search::seeking::Seeking;
use crate::ui::report::tabs::{TabLabel, TabPanel, Tabs};
use crate::ui::state::{State, unix_seconds, use_now, use_words};
use crate::vt::object::{Mended, Object};

/// Draws an object's report. It holds for one report: the parent draws another one anew.
#[component]
pub fn ReportView(
    object: Rc<Object>,
    /// What the report was asked for by; none for the report that ships with the page.
    #[prop(optional_no_strip)]
    subject: Option<Subject>,
    /// Which part is open.
    #[prop(into)]
    tab: Signal<Tab>,
    /// What is open inside it.
    #[prop(optional, into)]
    part: Signal<Option<String>>,
    /// Asks VirusTotal anew; none where nothing can be asked.
    #[prop(optional, into)]
    again: Option<Callback<()>>,
) -> impl IntoView {
    let words = use_words();
    let now = unix_seconds(use_now().get_untracked());
    let sample = subject.is_none();
    let requests = if sample { None } else { requests_made() };
    let asked = subject.clone();
    let file = object.clone();
    let card = card_of::card(&file, now, words);
    let detections = detections_of::detections(&file, words);
    let parts = subject
        .as_ref()
        .map_or(&Tab::OF_SAMPLE[..], |subject| Tab::of(subject.topic()));
    let topic = subject.as_ref().map_or(Topic::File, Subject::topic);
    let labels = parts
        .iter()
        .map(|&tab| match tab {
            Tab::Detections => label(tab, detections.rows.is_empty(), Some(units::count(card.flagged, words))),
            // What a report is about is always there.
            Tab::Details => label(tab, false, None),
            Tab::Relations | Tab::Network | Tab::Behaviour | Tab::Community => {
                let amount = share(tab, &file, topic);
                let count = (amount != Amount::Unknown).then(|| amount.text(words));
                label(tab, amount.is_none(), count)
            }
            Tab::Attributes => label(
                tab,
                file.attributes.is_empty(),
                Some(units::count(file.attributes.len() as u64, words)),
            ),
            Tab::Raw => label(tab, file.raw.is_empty(), None),
        })
        .collect();
    let address = {
        let subject = subject.clone();
        Callback::new(move |tab| match subject.clone() {
            Some(subject) => Route::part_of(subject, tab),
            None => Route::Sample { tab },
        })
    };
    let mended = file.mended;
    let is_open = move |this| Signal::derive(move || tab.get() == this);
    let rows = detections.rows.clone();
    let tiers = view! { class = "report", <TierLines rows /> }.into_any();
    let seen = if sample { None } else { seen::follow(&file) };
    let printed = printing();
    let keeping = RwSignal::new(false);
    let kept = StoredValue::new_local((subject.clone(), object.clone()));
    let keep = move || {
        keeping.get().then(|| {
            view! { class = "report", <Late view=move || late::late_gate_saving(kept, now) /> }
        })
    };
    provide_context(Seeking::new());
    let sought_in = StoredValue::new_local((subject.clone(), file.clone()));
    let detections = StoredValue::new(detections);
    let asking = subject.map(|subject| asking(&subject, &file, tab, part));
    let report = StoredValue::new_local(file);
    view! { class = "report",
        <article class="report-whole">
            {sample.then(|| view! { class = "report", <p class="notice report-sample">{words.report.sample}</p> })}
            <VerdictCard card object=object.clone() subject=asked.clone() again requests tiers keeping />
            {keep}
            {asked.map(|subject| view! { class = "report", <DoingsPlace subject /> })}
            <MendedNotes mended />
            <div class="report-parts">
                <SearchField report=sought_in />
                <Tabs labels tab address />
                <TabPanel this=Tab::Detections tab anyway=printed>
                    <DetectionTable detections=detections.get_value() open=is_open(Tab::Detections) />
                    {seen.map(|standing| view! { class = "report", <SeenAnalyses standing open=is_open(Tab::Detections) /> })}
                </TabPanel>
                <TabPanel this=Tab::Details tab anyway=printed>
                    <DetailPanels
                        panels=report.with_value(|file| details_of::details(file, now, words))
                        timeline=report.with_value(|file| timeline_of::timeline(file, now, words))
                        open=is_open(Tab::Details)
                    />
                </TabPanel>
                {asking}
                <TabPanel this=Tab::Attributes tab><Late view=move || late::late_gate_tree(report) /></TabPanel>
                <TabPanel this=Tab::Raw tab><Late view=move || late::late_gate_raw(report) /></TabPanel>
            </div>
        </article>
    }
    .into_any()
}

/// The parts that ask VirusTotal for more once they are opened.
fn asking(
    subject: &Subject,
    object: &Rc<Object>,
    tab: Signal<Tab>,
    part: Signal<Option<String>>,
) -> impl IntoView + use<> {
    let report = StoredValue::new_local((subject.clone(), object.clone()));
    Tab::of(subject.topic())
        .iter()
        .map(|&this| match this {
            Tab::Relations | Tab::Network | Tab::Behaviour | Tab::Community => {
                view! { class = "report", <TabPanel this tab><Late view=move || late::late_gate_part(this, report, part) /></TabPanel> }.into_any()
            }
            Tab::Detections | Tab::Details | Tab::Attributes | Tab::Raw => ().into_any(),
        })
        .collect_view()
}

/// Whether the page is being printed: what costs nothing is then drawn for paper too.
fn printing() -> Signal<bool> {
    use_context::<State>().map_or_else(|| Signal::stored(false), |state| state.printing.into())
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
