//! What the stand-in has: objects by kind and id, the relations between them, and answers that were told byte for byte.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use bytes::Bytes;
use serde_json::{Value, json};

use crate::canonical;
use crate::fixtures::{self, identity, world};
use crate::kind::Kind;

/// An entry of a relation: a whole object, a descriptor of one, or one that says why it cannot be given.
pub(crate) type Entry = Arc<Value>;

#[derive(Clone, Default)]
pub(crate) struct Known {
    /// Whole answers, `{"data": …}`.
    objects: HashMap<(Kind, String), Arc<Value>>,
    /// By digest, in lower case; they go before objects.
    verbatim: HashMap<String, Bytes>,
    /// The id of a file by each of its digests.
    digests: HashMap<String, String>,
    relations: HashMap<(Kind, String, String), Vec<Entry>>,
}

impl Known {
    /// Every fixture, and the world around them.
    pub(crate) fn with_fixtures() -> Self {
        static MADE: OnceLock<Known> = OnceLock::new();
        MADE.get_or_init(|| {
            let mut known = Self::default();
            for (name, text) in fixtures::reports() {
                let identity = fixtures::Identity::of(&fixtures::file(name));
                match serde_json::from_str(&text) {
                    Ok(report) => known.add(&report),
                    // Lone surrogates: no `Value` can hold them.
                    Err(_) => known.add_bytes(&[&identity.md5, &identity.sha1, &identity.sha256], text.into()),
                }
            }
            known.add(&fixtures::large::fixture());
            let world = world::world();
            for object in &world.objects {
                known.add_object(object);
            }
            for (collection, id, relation, entries) in world.relations {
                if let Some(kind) = Kind::of_collection(collection) {
                    known.set_relation(kind, &id, relation, entries);
                }
            }
            known
        })
        .clone()
    }

    /// A file by the digests in its attributes.
    pub(crate) fn add(&mut self, report: &Value) {
        let attributes = &report["data"]["attributes"];
        let digests: Vec<_> = ["sha256", "sha1", "md5"]
            .iter()
            .filter_map(|name| attributes[*name].as_str())
            .map(str::to_ascii_lowercase)
            .collect();
        let Some(id) = digests.first().cloned() else { return };
        for digest in digests {
            self.verbatim.remove(&digest);
            self.digests.insert(digest, id.clone());
        }
        self.objects.insert((Kind::File, id), Arc::new(report.clone()));
    }

    /// An object by its type and id, in its envelope or without one. Files are found by their digests, too.
    pub(crate) fn add_object(&mut self, object: &Value) {
        let whole = if object["data"].is_object() {
            object.clone()
        } else {
            json!({ "data": object })
        };
        let data = &whole["data"];
        let (Some(kind), Some(id)) = (data["type"].as_str().and_then(Kind::of_type), data["id"].as_str()) else {
            return;
        };
        if kind == Kind::File && data["attributes"]["sha256"].is_string() {
            self.add(&whole);
        } else {
            let id = self.id(kind, id);
            self.objects.insert((kind, id), Arc::new(whole));
        }
    }

    pub(crate) fn add_bytes(&mut self, digests: &[&str], body: Bytes) {
        for digest in digests {
            self.verbatim.insert(digest.to_ascii_lowercase(), body.clone());
        }
    }

    /// Takes the place of what the relation had. Whole objects become known by themselves, if they are not yet.
    pub(crate) fn set_relation(&mut self, kind: Kind, id: &str, relation: &str, entries: Vec<Value>) {
        for entry in entries.iter().filter(|entry| entry["attributes"].is_object()) {
            let own = entry["type"].as_str().and_then(Kind::of_type).zip(entry["id"].as_str());
            if own.is_some_and(|(kind, id)| !self.has(kind, id)) {
                let mut alone = entry.clone();
                if let Some(alone) = alone.as_object_mut() {
                    alone.remove("context_attributes");
                }
                self.add_object(&alone);
            }
        }
        let entries = entries.into_iter().map(Arc::new).collect();
        let id = self.id(kind, id);
        self.relations.insert((kind, id, relation.to_owned()), entries);
    }

    /// Puts an entry before all others of a relation: what is newest comes first.
    pub(crate) fn put_first(&mut self, kind: Kind, id: &str, relation: &str, entry: Value) {
        let id = self.id(kind, id);
        self.relations
            .entry((kind, id, relation.to_owned()))
            .or_default()
            .insert(0, Arc::new(entry));
    }

    /// Takes an entry out of a relation.
    pub(crate) fn take_away(&mut self, kind: Kind, id: &str, relation: &str, entry: &str) {
        let id = self.id(kind, id);
        if let Some(entries) = self.relations.get_mut(&(kind, id, relation.to_owned())) {
            entries.retain(|own| own["id"] != *entry);
        }
    }

    pub(crate) fn forget(&mut self, kind: Kind, id: &str) {
        let id = self.id(kind, id);
        self.objects.remove(&(kind, id));
    }

    /// Changes the attributes of an object. Answers that were told byte for byte stay as they were told.
    pub(crate) fn change(&mut self, kind: Kind, id: &str, change: impl FnOnce(&mut Value)) {
        let id = self.id(kind, id);
        if let Some(whole) = self.objects.get_mut(&(kind, id)) {
            change(&mut Arc::make_mut(whole)["data"]["attributes"]);
        }
    }

    /// The id under which an object is kept, by any that a client may ask with.
    pub(crate) fn id(&self, kind: Kind, id: &str) -> String {
        let found = match kind {
            Kind::File => {
                let digest = id.to_ascii_lowercase();
                Some(self.digests.get(&digest).cloned().unwrap_or(digest))
            }
            Kind::Url => canonical::asked_url(id).map(|(id, _)| id),
            Kind::Domain => canonical::domain(id),
            Kind::Address => canonical::address(id),
            Kind::Resolution
            | Kind::Behaviour
            | Kind::Analysis
            | Kind::Comment
            | Kind::Vote
            | Kind::User
            | Kind::SigmaRule
            | Kind::YaraRuleset
            | Kind::Collection
            | Kind::Graph
            | Kind::Whois
            | Kind::Certificate
            | Kind::Submission
            | Kind::Technique => None,
        };
        found.unwrap_or_else(|| id.to_owned())
    }

    pub(crate) fn has(&self, kind: Kind, id: &str) -> bool {
        (kind == Kind::File && self.verbatim(id).is_some()) || self.objects.contains_key(&(kind, self.id(kind, id)))
    }

    /// The bytes that were told for a digest.
    pub(crate) fn verbatim(&self, digest: &str) -> Option<Bytes> {
        self.verbatim.get(&digest.to_ascii_lowercase()).cloned()
    }

    /// A whole answer, `{"data": …}`.
    pub(crate) fn whole(&self, kind: Kind, id: &str) -> Option<Arc<Value>> {
        self.objects.get(&(kind, self.id(kind, id))).cloned()
    }

    pub(crate) fn all(&self, kind: Kind) -> impl Iterator<Item = &Value> {
        self.objects
            .iter()
            .filter(move |((own, _), _)| *own == kind)
            .map(|(_, whole)| &whole["data"])
    }

    pub(crate) fn relation(&self, kind: Kind, id: &str, relation: &str) -> &[Entry] {
        self.relations
            .get(&(kind, self.id(kind, id), relation.to_owned()))
            .map_or(&[], Vec::as_slice)
    }

    /// Gives an object the relations of another of its kind.
    pub(crate) fn relate_like(&mut self, kind: Kind, id: &str, model: &str) {
        let (id, model) = (self.id(kind, id), self.id(kind, model));
        let copies: Vec<_> = self
            .relations
            .iter()
            .filter(|((own, of, _), _)| *own == kind && *of == model)
            .map(|((_, _, name), entries)| ((kind, id.clone(), name.clone()), entries.clone()))
            .collect();
        self.relations.extend(copies);
    }

    /// An entry as lists have it: the object itself, with what the relation says about it.
    pub(crate) fn full(&self, entry: &Value) -> Value {
        if entry["attributes"].is_object() || entry["error"].is_object() {
            return entry.clone();
        }
        let id = entry["id"].as_str().unwrap_or_default();
        let kind = entry["type"].as_str().and_then(Kind::of_type);
        let Some(whole) = kind.and_then(|kind| self.whole(kind, id)) else {
            let noun = kind.map_or("Object", Kind::noun);
            let error = json!({"code": "NotFoundError", "message": format!("{noun} \"{id}\" not found")});
            return identity::with(entry.clone(), json!({ "error": error }));
        };
        let mut object = whole["data"].clone();
        if !entry["context_attributes"].is_null() {
            object["context_attributes"] = entry["context_attributes"].clone();
        }
        object
    }
}

/// An entry as `/relationships/` has it.
pub(crate) fn descriptor(entry: &Value) -> Value {
    let mut short = json!({"type": entry["type"], "id": entry["id"]});
    if !entry["context_attributes"].is_null() {
        short["context_attributes"] = entry["context_attributes"].clone();
    }
    short
}
