//! Parts of the page that are fetched when they are first needed, and the gates through which they are drawn.
//!
//! A new one takes a gate here, `#[inline(never)] pub fn late_gate_…`, and `<Late view=move || late_gate_…(…) />` where
//! it is shown. The build finds the gates by their names: what nothing but gates reaches leaves the first part by
//! itself, functions and data. A table of words does so where `Words` has it as `Later<…>`. `cargo xtask parts` says what
//! is still in the first part, and why. There are two later parts: behind `soon_gate_…` (with `part=Part::Soon`) stands
//! what nearly every visit comes to, behind `late_gate_…` the rest; late code may use what is soon, not the other way.

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::late::{self, Part, Trouble};
use crate::browser::{address, clock, host};
use crate::indicator::{self, Entered, Reserved};
use crate::route::Tab;
use crate::subject::Subject;
use crate::ui::analyses::FollowedList;
use crate::ui::analysis::AnalysisPage;
use crate::ui::archive::ArchiveView;
use crate::ui::batch::Event;
use crate::ui::behaviour::Behaviours;
use crate::ui::checksums::Checksums;
use crate::ui::checksums::sought::SoughtLine;
use crate::ui::community::Community;
use crate::ui::doings::Doings;
use crate::ui::dropped::Item;
use crate::ui::files::FileList;
use crate::ui::found::FoundPage;
use crate::ui::found::one::OneQuestion;
use crate::ui::history::HistoryPage;
use crate::ui::load::Load;
use crate::ui::network::NetworkLocations;
use crate::ui::outside::Outside;
use crate::ui::relations::Relations;
use crate::ui::report::ReportView;
use crate::ui::report::never_seen::{Local, NeverSeenView};
use crate::ui::report::raw::RawJson;
use crate::ui::report::search::found::FoundInReport;
use crate::ui::report::search::seeking::Seeking;
use crate::ui::report::tree::AttributeTree;
use crate::ui::results::Results;
use crate::ui::sample::SamplePage;
use crate::ui::saving::Saving;
use crate::ui::search::SearchPage;
use crate::ui::settings::SettingsPage;
use crate::ui::state::{State, use_words};
use crate::ui::upload::UploadSheet;
use crate::untrusted::Untrusted;
use crate::vt::object::Object;

#[inline(never)]
pub fn soon_gate_report(
    report: StoredValue<(Option<Subject>, Rc<Object>), LocalStorage>,
    tab: Signal<Tab>,
    part: Signal<Option<String>>,
    again: Callback<()>,
) -> AnyView {
    let (subject, object) = report.get_value();
    view! { class = "late", <ReportView object subject tab part again /> }.into_any()
}

#[inline(never)]
pub fn soon_gate_never_seen(subject: Subject, local: Signal<Option<Local>>, again: Callback<()>) -> AnyView {
    view! { class = "late", <NeverSeenView subject local again /> }.into_any()
}

#[inline(never)]
pub fn soon_gate_settings(asked: Signal<bool>) -> AnyView {
    view! { class = "late", <SettingsPage asked /> }.into_any()
}

#[inline(never)]
pub fn soon_gate_files() -> AnyView {
    view! { class = "late", <FileList /> }.into_any()
}

#[inline(never)]
pub fn soon_gate_queue(state: State, events: Vec<Event>) {
    state.hear_events(events);
}

#[inline(never)]
pub fn late_gate_sample(tab: Signal<Tab>) -> AnyView {
    view! { class = "late", <SamplePage tab /> }.into_any()
}

#[inline(never)]
pub fn late_gate_search(query: String) -> AnyView {
    view! { class = "late", <SearchPage query /> }.into_any()
}

#[inline(never)]
pub fn late_gate_analysis(id: String) -> AnyView {
    view! { class = "late", <AnalysisPage id /> }.into_any()
}

#[inline(never)]
pub fn late_gate_doings(subject: Subject) -> AnyView {
    view! { class = "late", <Doings subject /> }.into_any()
}

#[inline(never)]
pub fn late_gate_upload_sheet(item: Item) -> AnyView {
    view! { class = "late", <UploadSheet item /> }.into_any()
}

#[inline(never)]
pub fn late_gate_batch() -> AnyView {
    view! { class = "late", <Results /><Checksums /> }.into_any()
}

#[inline(never)]
pub fn late_gate_sought(subject: Subject) -> AnyView {
    view! { class = "late", <SoughtLine subject /> }.into_any()
}

#[inline(never)]
pub fn late_gate_archive(item: Item) -> AnyView {
    view! { class = "late", <ArchiveView item /> }.into_any()
}

#[inline(never)]
pub fn late_gate_followed() -> AnyView {
    view! { class = "late", <FollowedList /> }.into_any()
}

#[inline(never)]
pub fn late_gate_found() -> AnyView {
    view! { class = "late", <FoundPage /> }.into_any()
}

#[inline(never)]
pub fn late_gate_history() -> AnyView {
    view! { class = "late", <HistoryPage /> }.into_any()
}

#[inline(never)]
pub fn late_gate_question(subject: Subject, why: Reserved) -> AnyView {
    view! { class = "late", <OneQuestion subject why /> }.into_any()
}

#[inline(never)]
pub fn late_gate_read(text: &str) -> Entered {
    indicator::read(text, host::to_ascii)
}

#[inline(never)]
pub fn late_gate_tree(report: StoredValue<Rc<Object>, LocalStorage>) -> AnyView {
    let wanted = use_context::<Seeking>().map(Seeking::of_tree);
    view! { class = "late", <AttributeTree report wanted /> }.into_any()
}

#[inline(never)]
pub fn late_gate_raw(report: StoredValue<Rc<Object>, LocalStorage>) -> AnyView {
    view! { class = "late", <RawJson report /> }.into_any()
}

#[inline(never)]
pub fn late_gate_saving(report: StoredValue<(Option<Subject>, Rc<Object>), LocalStorage>, fetched: i64) -> AnyView {
    let (subject, object) = report.get_value();
    view! { class = "late", <Saving subject object fetched /> }.into_any()
}

#[inline(never)]
pub fn late_gate_found_in(report: StoredValue<(Option<Subject>, Rc<Object>), LocalStorage>) -> AnyView {
    let (subject, object) = report.get_value();
    view! { class = "late", <FoundInReport subject object /> }.into_any()
}

/// The parts of a report that ask VirusTotal for more.
#[inline(never)]
pub fn late_gate_part(
    this: Tab,
    report: StoredValue<(Subject, Rc<Object>), LocalStorage>,
    part: Signal<Option<String>>,
) -> AnyView {
    let (subject, object) = report.get_value();
    match this {
        Tab::Relations => view! { class = "late", <Relations subject object part /> }.into_any(),
        Tab::Network => view! { class = "late", <NetworkLocations subject object part /> }.into_any(),
        Tab::Behaviour => view! { class = "late", <Behaviours subject object part /> }.into_any(),
        Tab::Community => view! { class = "late", <Community subject object part /> }.into_any(),
        Tab::Detections | Tab::Details | Tab::Attributes | Tab::Raw => ().into_any(),
    }
}

#[derive(Clone)]
enum Phase {
    /// On its way since then, in milliseconds since 1970.
    Coming(f64),
    Here,
    Failed(Trouble),
}

/// Draws what stands behind a gate, as soon as it is here.
#[component]
pub fn Late(
    /// Calls the gate.
    #[prop(into)]
    view: ViewFn,
    /// What the gate leads to.
    #[prop(default = Part::Late)]
    part: Part,
) -> impl IntoView {
    if late::is_here(part) {
        return view.run();
    }
    let phase = RwSignal::new(Phase::Coming(clock::now_ms()));
    fetch(part, phase);
    let words = use_words();
    let drawn = move || match phase.get() {
        Phase::Coming(since) => view! { class = "late", <Load doing=words.late.doing since /> }.into_any(),
        Phase::Failed(trouble) => view! { class = "late", <Absent trouble part phase /> }.into_any(),
        Phase::Here => view.run(),
    };
    drawn.into_any()
}

/// Fetches what a report is drawn with, while the report itself is asked for. If it does not come, that is said where
/// the report would be.
pub fn prepare_report() {
    if !late::is_here(Part::Soon) {
        spawn_local(async {
            let _ = late::load(Part::Soon).await;
        });
    }
}

fn fetch(part: Part, phase: RwSignal<Phase>) {
    phase.set(Phase::Coming(clock::now_ms()));
    spawn_local(async move {
        let arrived = late::load(part).await.map_or_else(Phase::Failed, |()| Phase::Here);
        // The reader may have gone elsewhere meanwhile.
        if phase.try_set(arrived).is_none() {
            request_animation_frame(address::keep_view);
        }
    });
}

/// The part did not come: why, and the ways on. The rest of the page works without it.
#[component]
fn Absent(trouble: Trouble, part: Part, phase: RwSignal<Phase>) -> impl IntoView {
    let words = use_words();
    // Whether another try can help as things stand.
    let (hopeful, (title, advice), detail) = match trouble {
        Trouble::Missing => (false, words.late.missing, None),
        Trouble::Damaged => (true, words.late.damaged, None),
        Trouble::Network => (true, words.late.network, None),
        Trouble::Broken(said) => (false, words.late.broken, Some(Untrusted::new(said))),
    };
    let again = move |_| {
        fetch(part, phase);
        request_animation_frame(address::keep_focus);
    };
    view! { class = "problem",
        <section class="problem-panel">
            <div role="alert" class="problem-said">
                <h2 class="problem-title">{title}</h2>
                <p>{advice}</p>
            </div>
            <div class="row problem-remedies">
                <button type="button" class="button" class:button-main=hopeful on:click=again>{words.late.retry}</button>
                <button type="button" class="button" class:button-main=!hopeful on:click=move |_| address::reload()>
                    {words.problem.reload}
                </button>
            </div>
            {detail.map(|detail| view! { class = "problem",
                <p class="problem-detail mono small quiet"><Outside text=detail short=600 /></p>
            })}
        </section>
    }
    .into_any()
}
