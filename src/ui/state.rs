//! What the whole page shares: settings, place, lookups, files, the live region, the ticking clock.

use leptos::prelude::*;

use crate::browser::{address, boot, clock, storage};
use crate::indicator::NotAnIndicator;
use crate::route::{Query, Route, SOUGHT};
use crate::settings::{Config, ProxyUrl, Settings};
use crate::ui::analyses::Analyses;
use crate::ui::asking::Asking;
use crate::ui::batch::Batch;
use crate::ui::dropped::Dropped;
use crate::ui::entering::Findings;
use crate::ui::listings::Listings;
use crate::ui::lookups::Lookups;
use crate::ui::trail::Trail;
use crate::ui::upload::Uploads;
use crate::words::{Language, Words};

/// Made once by the app and found through context; every part outlives every view.
#[derive(Clone, Copy)]
pub struct State {
    pub settings: RwSignal<Settings>,
    pub start: StoredValue<Start>,
    /// What went wrong with the storage.
    pub storage_trouble: RwSignal<Option<storage::Trouble>>,
    pub route: RwSignal<Route>,
    /// How the table of the open part is shown.
    pub query: RwSignal<Query>,
    /// What is sought in the open report; no part of `query`, since every tab has it.
    pub sought: RwSignal<String>,
    /// What is said to those who listen instead of looking.
    pub said: RwSignal<String>,
    /// The page is being put on paper.
    pub printing: RwSignal<bool>,
    /// Milliseconds since 1970, each second anew.
    pub now_ms: RwSignal<f64>,
    /// Questions asked since the page was loaded.
    pub requests: RwSignal<u64>,
    /// Bytes of files that they carried.
    pub file_bytes: RwSignal<u64>,
    /// What stands in the one box, and why it was refused.
    pub typed: RwSignal<String>,
    pub refused: RwSignal<Option<NotAnIndicator>>,
    pub findings: Findings,
    pub asking: Asking,
    pub lookups: Lookups,
    pub listings: Listings,
    /// The relation that this key was refused last: the premium ones are grey from then on.
    pub forbidden: RwSignal<Option<String>>,
    pub trail: Trail,
    pub dropped: Dropped,
    pub batch: Batch,
    pub uploads: Uploads,
    pub analyses: Analyses,
}

/// What the page began with and nobody changes.
#[derive(Clone, Debug, Default)]
pub struct Start {
    /// What `config.json` presets.
    pub config: Config,
    /// `config.json` could not be read.
    pub config_damaged: bool,
    /// The host that the page came from.
    pub host: String,
}

impl State {
    /// Reads what is stored. Only for a page that is nobody's frame: it reads the key.
    pub fn load() -> Self {
        let (settings, storage_trouble) = storage::load();
        let state = Self::new(settings, boot::config().as_deref(), &address::fragment());
        state.storage_trouble.set(storage_trouble);
        state.load_ledger();
        state.start.update_value(|start| start.host = address::host());
        state
    }

    /// The state of a page that begins with these settings, this text of `config.json` and this fragment.
    pub fn new(settings: Settings, config: Option<&str>, fragment: &str) -> Self {
        let (config, complaint) = config.map_or_else(Default::default, Config::parse);
        Self {
            settings: RwSignal::new(settings),
            start: StoredValue::new(Start {
                config,
                config_damaged: complaint.is_some(),
                host: String::new(),
            }),
            storage_trouble: RwSignal::new(None),
            route: RwSignal::new(Route::parse(fragment)),
            query: RwSignal::new(Query::of(fragment).with(SOUGHT, "")),
            sought: RwSignal::new(Query::of(fragment).get(SOUGHT).unwrap_or_default().to_owned()),
            said: RwSignal::new(String::new()),
            printing: RwSignal::new(false),
            now_ms: RwSignal::new(clock::now_ms()),
            requests: RwSignal::new(0),
            file_bytes: RwSignal::new(0),
            typed: RwSignal::new(String::new()),
            refused: RwSignal::new(None),
            findings: Findings::new(),
            asking: Asking::new(),
            lookups: Lookups::new(),
            listings: Listings::new(),
            forbidden: RwSignal::new(None),
            trail: Trail::new(),
            dropped: Dropped::new(),
            batch: Batch::new(),
            uploads: Uploads::new(),
            analyses: Analyses::new(),
        }
    }

    /// Takes over what the address says now. What is sought in a report goes along from part to part of it, though the
    /// links there do not name it.
    pub fn arrive(self, fragment: &str) {
        let (route, query) = (Route::parse(fragment), Query::of(fragment));
        let named = query.get(SOUGHT).map(str::to_owned);
        let query = query.with(SOUGHT, "");
        let stays = self.route.with_untracked(|before| before.is_same_report(&route));
        let sought = match &named {
            Some(named) => named.clone(),
            None if stays => self.sought.get_untracked(),
            None => String::new(),
        };
        self.query.set(query.clone());
        if self.route.with_untracked(|now| *now != route) {
            self.route.set(route.clone());
        }
        if self.sought.with_untracked(|now| *now != sought) {
            self.sought.set(sought.clone());
        }
        if named.is_none() && !sought.is_empty() {
            address::replace(&format!("{route}{}", query.with(SOUGHT, &sought)));
        }
    }

    /// Seeks a word in the open report; an empty one ends the search.
    pub fn seek(self, word: &str) {
        self.sought.set(word.to_owned());
        let query = self.query.get_untracked().with(SOUGHT, word);
        address::replace(&self.route.with_untracked(|route| format!("{route}{query}")));
    }

    /// The proxy in use: the reader's own choice before the team's preset.
    pub fn proxy(self) -> Option<ProxyUrl> {
        self.settings
            .with_untracked(|settings| settings.proxy.clone())
            .or_else(|| self.start.with_value(|start| start.config.proxy.clone()))
    }

    /// Whether nothing is to be sent but questions; reactive.
    pub fn lookup_only(self) -> bool {
        self.settings.with(|settings| settings.lookup_only) || self.start.with_value(|start| start.config.lookup_only)
    }

    pub fn language(self) -> Language {
        self.settings
            .with(|settings| settings.language)
            .unwrap_or_else(address::preferred_language)
    }

    pub fn words_untracked(self) -> Words {
        Words::of(untrack(|| self.language()))
    }

    /// Changes the settings and keeps them; a storage that refuses is said, and the change holds for this tab.
    pub fn change(self, change: impl FnOnce(&mut Settings)) {
        self.settings.update(change);
        let kept = self.settings.with_untracked(storage::save);
        self.storage_trouble.set(kept.err());
    }

    pub fn say(self, text: String) {
        // The same words twice in a row would not be read out: a change is what a screen reader waits for.
        let text = if self.said.with_untracked(|said| *said == text) {
            format!("{text}\u{A0}")
        } else {
            text
        };
        self.said.set(text);
    }
}

/// The words of the view that asks. The app draws every view anew when the language changes.
pub fn use_words() -> Words {
    use_context::<Words>().unwrap_or_else(|| Words::of(Language::default()))
}

/// A way to say something to those who listen; silent where no app is around, as in tests.
pub fn announce() -> impl Fn(String) + Copy + Send + Sync + 'static {
    let state = use_context::<State>();
    move |text| {
        if let Some(state) = state {
            state.say(text);
        }
    }
}

/// Runs `effect` as an effect where there is a browser; a drawing in a test stands still.
pub fn follow<T: 'static>(effect: impl FnMut(Option<T>) -> T + 'static) {
    if cfg!(target_arch = "wasm32") {
        Effect::new(effect);
    }
}

/// How many bytes of files have been sent; none where no app is around.
pub fn use_file_bytes() -> Signal<u64> {
    use_context::<State>().map_or_else(|| Signal::stored(0), |state| state.file_bytes.into())
}

/// Milliseconds since 1970, each second anew.
pub fn use_now() -> Signal<f64> {
    use_context::<State>().map_or_else(|| Signal::stored(clock::now_ms()), |state| state.now_ms.into())
}

/// Milliseconds as whole unix seconds.
#[expect(
    clippy::cast_possible_truncation,
    reason = "seconds since 1970 fit for longer than clocks run"
)]
pub fn unix_seconds(ms: f64) -> i64 {
    (ms / 1_000.0).floor() as i64
}
