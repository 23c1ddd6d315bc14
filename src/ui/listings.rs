//! Lists of the session: pages of relations, comments and search results, loaded on demand and kept.

use std::collections::BTreeMap;
use std::rc::Rc;

use leptos::prelude::*;

use crate::ui::asking::{Phase, Priority};
use crate::ui::state::State;
use crate::vt::error::{Answer, ApiError, Code};
use crate::vt::object::Object;
use crate::vt::read::{self, Read};
use crate::vt::relation::{self, Tier};
use crate::vt::request::{self, Request};

/// What has been loaded of a list.
#[derive(Clone, Default)]
pub struct Listing {
    pub objects: Vec<Rc<Object>>,
    /// There is more: what to ask for it with.
    pub cursor: Option<String>,
    /// How many there are in all, where VirusTotal says so.
    pub count: Option<u64>,
    /// Entries that had no type or no id.
    pub unreadable: usize,
    /// The cursor of the page that was asked for last, which a new try asks for again.
    pub asked: Option<String>,
    /// Where the newest page stands; `Done` once one has come.
    pub phase: Phase,
}

/// A JSON answer that is no list of objects.
#[derive(Clone, Default)]
pub struct Document {
    pub read: Option<Rc<Read>>,
    pub phase: Phase,
}

pub type ListingSignal = RwSignal<Listing, LocalStorage>;
pub type DocumentSignal = RwSignal<Document, LocalStorage>;

/// Every list and document of the session, by path.
#[derive(Clone, Copy)]
pub struct Listings {
    lists: StoredValue<BTreeMap<String, ListingSignal>, LocalStorage>,
    documents: StoredValue<BTreeMap<String, DocumentSignal>, LocalStorage>,
    /// Views come and go; what they made here must not go with them.
    owner: StoredValue<Owner>,
}

impl Listings {
    pub fn new() -> Self {
        Self {
            lists: StoredValue::new_local(BTreeMap::new()),
            documents: StoredValue::new_local(BTreeMap::new()),
            owner: StoredValue::new(Owner::current().unwrap_or_default()),
        }
    }
}

impl Default for Listings {
    fn default() -> Self {
        Self::new()
    }
}

impl State {
    /// A list by its path without a query, which may not have been asked for.
    pub fn listing(self, path: &str) -> ListingSignal {
        if let Some(known) = self.listings.lists.with_value(|known| known.get(path).copied()) {
            return known;
        }
        let owner = self.listings.owner;
        let new = owner.with_value(|owner| owner.with(|| RwSignal::new_local(Listing::default())));
        self.listings.lists.update_value(|known| {
            known.insert(path.to_owned(), new);
        });
        new
    }

    /// Loads the first page of a list, unless that has been done or is being done. After a failure the page that
    /// failed is asked for again.
    pub fn load_list(self, path: &str) {
        let (phase, asked) = self
            .listing(path)
            .with_untracked(|listing| (listing.phase.clone(), listing.asked.clone()));
        match phase {
            Phase::Idle | Phase::Failed(_) => self.ask_page(path, asked),
            Phase::Queued | Phase::Asking { .. } | Phase::Held(..) | Phase::Done => {}
        }
    }

    /// Loads the page after the last one. One request.
    pub fn load_more(self, path: &str) {
        let (cursor, under_way) = self
            .listing(path)
            .with_untracked(|listing| (listing.cursor.clone(), listing.phase.is_under_way()));
        if cursor.is_some() && !under_way {
            self.ask_page(path, cursor);
        }
    }

    /// Loads a list anew from its beginning; what was there stays until the answer comes.
    pub fn reload_list(self, path: &str) {
        if !self
            .listing(path)
            .with_untracked(|listing| listing.phase.is_under_way())
        {
            self.ask_page(path, None);
        }
    }

    fn ask_page(self, path: &str, cursor: Option<String>) {
        let listing = self.listing(path);
        let question = request::page(path, cursor.as_deref());
        listing.update(|listing| listing.asked.clone_from(&cursor));
        let path = path.to_owned();
        self.ask(
            question,
            Priority::Reader,
            move |phase| listing.update(|listing| listing.phase = phase),
            move |outcome| self.page_came(&path, cursor, outcome),
        );
    }

    fn page_came(self, path: &str, asked: Option<String>, outcome: Result<Answer, ApiError>) {
        let listing = self.listing(path);
        let key = self.settings.with_untracked(|settings| settings.key.clone());
        match outcome.and_then(|answer| read::page(&answer, key.as_ref())) {
            Ok(page) => listing.update(|listing| {
                if asked.is_none() {
                    listing.objects.clear();
                    listing.unreadable = 0;
                }
                // A cursor that leads to itself would lead round for ever.
                listing.cursor = page.cursor.filter(|next| Some(next) != asked.as_ref());
                listing.objects.extend(page.objects.into_iter().map(Rc::new));
                listing.count = page.count.or(listing.count);
                listing.unreadable += page.unreadable;
                listing.phase = Phase::Done;
            }),
            Err(error) => {
                let premium = relation::of_path(path).filter(|relation| relation.tier == Tier::Premium);
                if let (true, Some(relation)) = (is_forbidden(&error), premium) {
                    self.forbidden.set(Some(relation.name.to_owned()));
                }
                listing.update(|listing| listing.phase = Phase::Failed(error));
            }
        }
    }

    /// Another key may be given what this one was refused.
    pub fn forget_refusals(self) {
        self.forbidden.set(None);
        self.listings.lists.with_value(|lists| {
            for listing in lists.values() {
                if listing.with_untracked(|listing| matches!(listing.phase, Phase::Failed(_))) {
                    listing.update(|listing| {
                        listing.phase = if listing.objects.is_empty() {
                            Phase::Idle
                        } else {
                            Phase::Done
                        };
                    });
                }
            }
        });
    }

    /// An answer that is no list, by its path.
    pub fn document(self, path: &str) -> DocumentSignal {
        if let Some(known) = self.listings.documents.with_value(|known| known.get(path).copied()) {
            return known;
        }
        let owner = self.listings.owner;
        let new = owner.with_value(|owner| owner.with(|| RwSignal::new_local(Document::default())));
        self.listings.documents.update_value(|known| {
            known.insert(path.to_owned(), new);
        });
        new
    }

    /// Loads it, unless that has been done or is being done; `anew` in any case.
    pub fn load_document(self, question: Request, anew: bool) {
        let document = self.document(&question.path);
        let phase = document.with_untracked(|document| document.phase.clone());
        if phase.is_under_way() || (phase == Phase::Done && !anew) {
            return;
        }
        self.ask(
            question,
            Priority::Reader,
            move |phase| document.update(|document| document.phase = phase),
            move |outcome| {
                let key = self.settings.with_untracked(|settings| settings.key.clone());
                match outcome.and_then(|answer| read::json(&answer, key.as_ref())) {
                    Ok(read) => document.set(Document {
                        read: Some(Rc::new(read)),
                        phase: Phase::Done,
                    }),
                    Err(error) => document.update(|document| document.phase = Phase::Failed(error)),
                }
            },
        );
    }
}

/// Whether VirusTotal says that this key may not read it.
pub fn is_forbidden(error: &ApiError) -> bool {
    match error {
        ApiError::Refused { code, .. } => *code == Code::Forbidden,
        ApiError::NotTheApi { .. } | ApiError::AboutAnother { .. } | ApiError::Network(_) | ApiError::NotSetUp(_) => {
            false
        }
    }
}
