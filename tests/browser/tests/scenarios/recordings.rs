//! Recorded answers of VirusTotal, where that folder is present: each is served to the byte and drawn where answers of
//! its kind are drawn, or refused with a sentence where it is no answer of API v3.

use std::collections::BTreeMap;

use assay_browser::browser::{Browser, workspace};
use assay_browser::session::Session;
use assay_browser::world::World;
use serde_json::Value;
use stand_in::{Misbehaviour, Options};

use crate::acts;
use crate::stage::{scenarios, shared};

mod acted;
mod drawn;
mod refused;

scenarios![every_recorded_answer_is_drawn];

/// A recorded answer by the name of its file.
struct Recording {
    name: String,
    text: String,
    answer: Value,
}

impl Recording {
    fn data(&self) -> &Value {
        &self.answer["data"]
    }

    /// `domain-resolutions` of `domain-resolutions__source__1`.
    fn about(&self) -> &str {
        self.name.split("__").next().unwrap_or_default()
    }

    fn id(&self) -> &str {
        self.data()["id"].as_str().unwrap_or_default()
    }

    fn attributes(&self) -> impl Iterator<Item = &str> {
        self.data()["attributes"]
            .as_object()
            .into_iter()
            .flatten()
            .map(|(name, _)| name.as_str())
    }

    fn body(&self, status: u16) -> Misbehaviour {
        Misbehaviour::Body {
            status,
            content_type: "application/json".to_owned(),
            body: self.text.clone(),
        }
    }
}

/// Where objects of a type have their pages: the collection in paths, and the word in the page's address.
const TOPICS: [(&str, &str, &str); 4] = [
    ("file", "files", "file"),
    ("url", "urls", "url"),
    ("domain", "domains", "domain"),
    ("ip_address", "ip_addresses", "ip"),
];

fn topic(kind: &str) -> Option<(&'static str, &'static str)> {
    let found = TOPICS.iter().find(|(own, _, _)| *own == kind)?;
    Some((found.1, found.2))
}

fn recordings() -> Vec<Recording> {
    let folder = workspace().join("../shared/vt-samples");
    let Ok(entries) = std::fs::read_dir(&folder) else {
        return Vec::new();
    };
    let mut all: Vec<Recording> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter_map(|path| {
            let name = path.file_stem()?.to_string_lossy().into_owned();
            let text = std::fs::read_to_string(&path).ok()?;
            let answer = serde_json::from_str(&text).ok()?;
            Some(Recording { name, text, answer })
        })
        .collect();
    all.sort_by(|one, other| one.name.cmp(&other.name));
    all
}

async fn every_recorded_answer_is_drawn(browser: Browser) {
    let all = recordings();
    if all.is_empty() {
        println!("recordings: none here, nothing drawn");
        return;
    }
    let page = shared(browser).await;
    let world = World::served_by(Options {
        per_minute: None,
        per_day: None,
        premium: true,
        ..Options::default()
    })
    .await;
    acts::open_forgetful(&page, &world).await;
    let mut counts = BTreeMap::<&str, usize>::new();
    for (at, recording) in all.iter().enumerate() {
        let how = draw(&page, &world, &all, recording, at).await;
        *counts.entry(how).or_default() += 1;
        page.does_not_see("Something in this page broke").await;
    }
    page.breaks_no_policy().await;
    println!("recordings in {}: {counts:?}", browser.name());
    for how in [
        "object",
        "list",
        "one",
        "behaviour",
        "analysis",
        "act",
        "address",
        "error",
        "foreign",
    ] {
        assert!(counts.contains_key(how), "nothing was drawn as “{how}”");
    }
}

/// Draws one, and says as what.
async fn draw(page: &Session, world: &World, all: &[Recording], recording: &Recording, at: usize) -> &'static str {
    let data = recording.data();
    let kind = data["type"].as_str().unwrap_or_default();
    if let Some(rest) = recording.name.strip_prefix("error-") {
        let status = rest.split('-').next().and_then(|status| status.parse().ok());
        refused::refused(page, world, recording, status.unwrap_or(500), at).await;
        return "error";
    }
    if data.is_array() {
        drawn::listed(page, world, all, recording).await;
        return "list";
    }
    if is_relation(recording) {
        drawn::listed(page, world, all, recording).await;
        return "one";
    }
    match kind {
        "file" | "url" | "domain" | "ip_address" => {
            drawn::object(page, world, recording).await;
            "object"
        }
        "file_behaviour" => {
            drawn::behaviour(page, world, recording).await;
            "behaviour"
        }
        "analysis" if data["attributes"].is_object() => {
            drawn::analysis(page, world, recording).await;
            "analysis"
        }
        "analysis" | "vote" => {
            acted::acted(page, world, all, recording).await;
            "act"
        }
        _ if recording.about() == "behaviour_summary" => {
            drawn::summary(page, world, recording).await;
            "behaviour"
        }
        _ if recording.about() == "file-upload_url" => {
            acted::upload_address(page, world, recording).await;
            "act"
        }
        _ if data["attributes"].is_object() => {
            drawn::entry(page, world, all, recording).await;
            "list"
        }
        _ if recording.about() == "file-download_url" => {
            drawn::download_address(page, world, all, recording).await;
            "address"
        }
        _ => {
            refused::foreign(page, world, recording, at).await;
            "foreign"
        }
    }
}

/// `url-network_location`: the object behind a relation, and no report of its own.
fn is_relation(recording: &Recording) -> bool {
    let (_, relation) = recording.about().split_once('-').unwrap_or_default();
    matches!(relation, "network_location" | "last_serving_ip_address")
}
