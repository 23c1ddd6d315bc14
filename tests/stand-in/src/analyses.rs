//! Analyses that somebody asked for, from the queue to their end.

use std::collections::HashMap;
use std::time::Duration;

use serde_json::{Map, Value, json};

use crate::Pace;
use crate::fixtures::world::analyses::analysis;
use crate::fixtures::{blocklists, engines};
use crate::kind::Kind;
use crate::known::Known;

#[derive(Default)]
pub(crate) struct Analyses(HashMap<String, Running>);

struct Running {
    kind: Kind,
    /// The object that it is about, as it will be: the whole answer.
    becomes: Value,
    meta: Value,
    begun: Duration,
    asked: u32,
    done: bool,
}

impl Analyses {
    /// Begins one; what it is about becomes known when it ends.
    pub(crate) fn begin(
        &mut self,
        known: &mut Known,
        (kind, becomes): (Kind, Value),
        (id, meta): (&str, Value),
        (pace, now): (Pace, Duration),
    ) {
        let of = becomes["data"]["id"].as_str().unwrap_or_default().to_owned();
        known.set_relation(Kind::Analysis, id, "item", vec![json!({"type": kind.name(), "id": of})]);
        let running = Running {
            kind,
            becomes,
            meta,
            begun: now,
            asked: 0,
            done: false,
        };
        self.0.insert(id.to_owned(), running);
        self.settle(known, pace, now);
    }

    /// Somebody asks how far this one is.
    pub(crate) fn ask(&mut self, known: &mut Known, id: &str, pace: Pace, now: Duration) {
        if let Some(running) = self.0.get_mut(id) {
            running.asked += 1;
        }
        self.settle(known, pace, now);
    }

    /// Tells what is known about every analysis as it stands, and ends those whose time has come.
    pub(crate) fn settle(&mut self, known: &mut Known, pace: Pace, now: Duration) {
        for (id, running) in self.0.iter_mut().filter(|(_, running)| !running.done) {
            let status = running.status(pace, now);
            running.done = status == "completed";
            if running.done {
                running.end(known, now);
            }
            known.add_object(&running.report(id, status));
        }
    }
}

impl Running {
    fn status(&self, pace: Pace, now: Duration) -> &'static str {
        let passed = now.saturating_sub(self.begun);
        match pace {
            Pace::Polls { queued, .. } if self.asked <= queued => "queued",
            Pace::Polls { queued, in_progress } if self.asked <= queued + in_progress => "in-progress",
            Pace::Clock { queued, .. } if passed < queued => "queued",
            Pace::Clock { queued, in_progress } if passed < queued + in_progress => "in-progress",
            Pace::AtOnce | Pace::Polls { .. } | Pace::Clock { .. } => "completed",
        }
    }

    fn end(&mut self, known: &mut Known, now: Duration) {
        let attributes = &mut self.becomes["data"]["attributes"];
        let before = attributes["last_analysis_date"].as_i64().unwrap_or_default();
        // A fixture may have been analysed later than it is now.
        let date = i64::try_from(now.as_secs()).unwrap_or_default().max(before + 1);
        attributes["last_analysis_date"] = json!(date);
        attributes["last_modification_date"] = json!(date);
        known.add_object(&self.becomes);
    }

    fn report(&self, id: &str, status: &str) -> Value {
        let data = &self.becomes["data"];
        let nothing = Map::new();
        let rows = data["attributes"]["last_analysis_results"]
            .as_object()
            .unwrap_or(&nothing);
        let begun = i64::try_from(self.begun.as_secs()).unwrap_or_default();
        let count = if self.kind == Kind::File {
            engines::stats
        } else {
            blocklists::stats
        };
        let of = data["id"].as_str().unwrap_or_default();
        analysis(
            id,
            status,
            begun,
            rows,
            count,
            (self.kind.collection(), of),
            self.meta.clone(),
        )
    }
}
