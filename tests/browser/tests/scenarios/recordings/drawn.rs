//! Recorded objects, lists and documents, where the page draws what is of their kind.

use assay_browser::session::Session;
use assay_browser::world::World;
use serde_json::{Value, json};
use stand_in::Misbehaviour;

use super::{Recording, topic};
use crate::acts;

/// Goes to a place and waits until the text stands there.
async fn go_to(page: &Session, name: &str, place: &str, text: &str) {
    acts::go(page, place).await;
    page.wait(
        &format!("“{text}” of {name}"),
        "if (!location.hash.startsWith(arguments[0])) return false;
         const ask = called('main button', 'Ask · 1 request');
         if (ask) ask.click();
         return document.querySelector('main').outerHTML.includes(arguments[1])",
        vec![json!(place), json!(text)],
    )
    .await;
}

/// The page of an object: every attribute has its line in the tree.
pub(super) async fn object(page: &Session, world: &World, recording: &Recording) {
    let Some((collection, slug)) = topic(recording.data()["type"].as_str().unwrap_or_default()) else {
        return;
    };
    let id = match slug {
        // Anonymised ones have no id that could be asked for.
        "file" | "url" if recording.id().len() != 64 || !is_hexadecimal(recording.id()) => "0".repeat(64),
        _ => recording.id().to_owned(),
    };
    let text = recording
        .text
        .replace(&format!("\"{}\"", recording.id()), &format!("\"{id}\""));
    let path = format!("{collection}/{id}");
    let served = Recording {
        text,
        name: recording.name.clone(),
        answer: Value::Null,
    };
    world.stand_in.misbehave_on("GET", &path, served.body(200));
    go_to(page, &recording.name, &format!("#/{slug}/{id}"), "tab-detections").await;
    for tab in ["Details", "JSON", "All attributes"] {
        page.press(tab).await;
    }
    for attribute in recording.attributes() {
        page.wait(
            &format!("the attribute {attribute} of {}", recording.name),
            "return document.querySelector('#panel-attributes').innerText.includes(arguments[0])",
            vec![json!(attribute)],
        )
        .await;
    }
}

fn is_hexadecimal(id: &str) -> bool {
    id.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// A report of a topic that tells nothing of its relations, so that the page asks for each.
pub(super) async fn subject(page: &Session, world: &World, all: &[Recording], slug: &str) -> (String, &'static str) {
    let wanted = match slug {
        "file" => "file-peexe__themains-virustotal__1",
        "url" => "url__virustotalx__1",
        "domain" => "domain__virustotal-api__1",
        _ => "ip__virustotal-api__1",
    };
    let report = all.iter().find(|one| one.name == wanted).expect("it is among them");
    object(page, world, report).await;
    let (collection, slug) = topic(report.data()["type"].as_str().unwrap_or_default()).expect("it has a page");
    (format!("{slug}/{}", report.id()), collection)
}

/// A list through the tab of the subject that it belongs to: as many rows as there are entries.
pub(super) async fn listed(page: &Session, world: &World, all: &[Recording], recording: &Recording) {
    let (slug, relation) = recording.about().split_once('-').expect("topic and relation");
    let (place, collection) = subject(page, world, all, slug).await;
    let id = place.rsplit('/').next().unwrap_or_default();
    world
        .stand_in
        .misbehave_on("GET", &format!("{collection}/{id}/{relation}"), recording.body(200));
    let entries = recording.data().as_array().map_or(1, Vec::len);
    let (tab, panel, rows) = match relation {
        "comments" => ("community", "#panel-community", "li"),
        "votes" => ("community", "#panel-community", "tbody tr"),
        _ => ("relations", "#panel-relations", "tbody tr"),
    };
    let part = if tab == "relations" {
        format!("/{relation}")
    } else {
        String::new()
    };
    acts::go(page, &format!("#/{place}/{tab}{part}")).await;
    if relation == "votes" {
        page.press("Show the single votes · 1 request").await;
    }
    page.wait(
        &format!("{entries} entries of {}", recording.name),
        "const rows = [...document.querySelectorAll(arguments[0] + ' ' + arguments[1])].filter(shown);
         const empty = /VirusTotal has nothing here|Nobody has/i.test(document.querySelector(arguments[0])?.innerText || '');
         return arguments[2] ? rows.length >= arguments[2] : empty",
        vec![json!(panel), json!(rows), json!(entries)],
    )
    .await;
    reload(page).await;
}

/// Where a file could be fetched: whole, as text, and no link.
pub(super) async fn download_address(page: &Session, world: &World, all: &[Recording], recording: &Recording) {
    let (place, collection) = subject(page, world, all, "file").await;
    let id = place.rsplit('/').next().unwrap_or_default();
    world
        .stand_in
        .misbehave_on("GET", &format!("{collection}/{id}/download_url"), recording.body(200));
    acts::go(page, &format!("#/{place}/relations/download_url")).await;
    page.press("Ask for the address · 1 request").await;
    let address = recording.data().as_str().unwrap_or_default();
    page.wait(
        "the whole address",
        "const code = document.querySelector('#panel-relations .address code');
         return code && code.innerText.replaceAll('hxxp', 'http').replaceAll('[.]', '.').includes(arguments[0]) && !code.closest('a')",
        vec![json!(address)],
    )
    .await;
    reload(page).await;
}

/// What was loaded is kept as long as the page lives; the next recording is about the same subject.
pub(super) async fn reload(page: &Session) {
    acts::go(page, "#/").await;
    page.reload().await;
    acts::started(page).await;
}

/// An object without a page of its own, as the one entry of a list.
pub(super) async fn entry(page: &Session, world: &World, all: &[Recording], recording: &Recording) {
    let (place, collection) = subject(page, world, all, "file").await;
    let id = place.rsplit('/').next().unwrap_or_default();
    let list = json!({ "data": [recording.data()] });
    let body = Misbehaviour::Body {
        status: 200,
        content_type: "application/json".to_owned(),
        body: list.to_string(),
    };
    world
        .stand_in
        .misbehave_on("GET", &format!("{collection}/{id}/graphs"), body);
    acts::go(page, &format!("#/{place}/relations/graphs")).await;
    let opener = page.finds("#panel-relations tbody button[aria-expanded=false]").await;
    page.click(&opener).await;
    for attribute in recording.attributes() {
        page.sees(attribute).await;
    }
    reload(page).await;
}

/// A sandbox's report in the tab of its file.
pub(super) async fn behaviour(page: &Session, world: &World, recording: &Recording) {
    let (digest, sandbox) = recording.id().split_once('_').expect("digest and sandbox");
    let file = json!({"type": "file", "id": digest, "attributes": {"sha256": digest}});
    world.stand_in.add_object(&file);
    world
        .stand_in
        .set_relation("files", digest, "behaviours", vec![recording.data().clone()]);
    go_to(page, &recording.name, &format!("#/file/{digest}/behaviour"), sandbox).await;
    let first = recording.data()["attributes"]["command_executions"][0]
        .as_str()
        .and_then(|command| command.split_whitespace().next());
    page.sees(first.expect("it ran something")).await;
    reload(page).await;
}

/// All sandboxes' reports as one, on demand.
pub(super) async fn summary(page: &Session, world: &World, recording: &Recording) {
    let digest = "b".repeat(64);
    let file = json!({"type": "file", "id": digest, "attributes": {"sha256": digest}});
    world.stand_in.add_object(&file);
    let report = json!({"type": "file_behaviour", "id": format!("{digest}_Zenbox"), "attributes": {"sandbox_name": "Zenbox", "mutexes_created": ["m"]}});
    world
        .stand_in
        .set_relation("files", &digest, "behaviours", vec![report]);
    world
        .stand_in
        .misbehave_on("GET", &format!("files/{digest}/behaviour_summary"), recording.body(200));
    acts::go(page, &format!("#/file/{digest}/behaviour/@summary")).await;
    page.press("Ask for the summary").await;
    let injected = recording.data()["processes_injected"][0].as_str().expect("it injects");
    page.sees(injected).await;
    reload(page).await;
}

pub(super) async fn analysis(page: &Session, world: &World, recording: &Recording) {
    let id = recording.id();
    world.stand_in.misbehave_on("GET", "analyses/", recording.body(200));
    acts::go(page, &format!("#/analysis/{id}")).await;
    page.sees("Completed").await;
    let engines = recording.data()["attributes"]["results"]
        .as_object()
        .map_or(0, serde_json::Map::len);
    page.wait(
        &format!("{engines} engines of {}", recording.name),
        "return [...document.querySelectorAll('main table tbody tr')].filter(shown).length === arguments[0]",
        vec![json!(engines)],
    )
    .await;
}
