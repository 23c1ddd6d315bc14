//! Every answer of the API with a hostile text in every leaf: drawn where such answers are drawn, and nothing acts.

use std::collections::BTreeSet;
use std::time::Duration;

use assay_browser::browser::Browser;
use assay_browser::session::Session;
use assay_browser::world::World;
use serde_json::{Value, json};
use stand_in::fixtures::{committed, hostile};
use stand_in::{Misbehaviour, Options};

use crate::acts;
use crate::hostile::{elements, quiet};
use crate::stage::{scenarios, shared};

scenarios![every_leaf_of_every_answer_stays_text];

/// How the texts of an answer are changed.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Planting {
    /// Not at all: what is drawn for it is the measure.
    None,
    /// A hostile text stands behind each.
    Behind,
    /// A hostile text stands for each.
    Instead,
}

/// Where an answer is drawn: the path that it answers, the page's address, what is pressed there.
struct Place {
    path: String,
    address: String,
    presses: &'static [&'static str],
    /// What has to be answered before, by its path: a report to stand on.
    ground: Vec<(String, Value)>,
    status: u16,
}

async fn every_leaf_of_every_answer_stays_text(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served_by(Options {
        per_minute: None,
        per_day: None,
        premium: true,
        ..Options::default()
    })
    .await;
    acts::open_with_key(&page, &world).await;
    let answers = answers();
    let mut usual = BTreeSet::new();
    let mut at = 0;
    let mut drawn = 0;
    for planting in [Planting::None, Planting::Behind, Planting::Instead] {
        for (number, (name, answer)) in answers.iter().enumerate() {
            let case = number + 1 + 100 * planting as usize;
            let Some(place) = place(name, answer, case) else {
                continue;
            };
            let answer = fitted(answer, &place);
            let body = match planting {
                Planting::None => answer.to_string(),
                Planting::Behind => hostile::planted(&answer, true, &mut at),
                Planting::Instead => hostile::planted(&answer, false, &mut at),
            };
            if planting == Planting::None && name.contains("hostile") {
                continue;
            }
            let what = format!("{name} {planting:?}");
            let seen = draw(&page, &world, &place, body, &what).await;
            // A key that has used up its quota asks nothing more.
            if place.status == 429 {
                page.run("localStorage.clear()", vec![]).await;
                acts::open_with_key(&page, &world).await;
            }
            if planting == Planting::None {
                usual.extend(seen);
                continue;
            }
            let strange: Vec<_> = seen.difference(&usual).collect();
            assert!(
                strange.is_empty(),
                "{what}: elements that no other answer has: {strange:?}"
            );
            quiet(&page, &world, &what).await;
            assert!(
                page.client().get_alert_text().await.is_err(),
                "{what}: a dialog is open"
            );
            drawn += 1;
        }
        page.does_not_see("Something in this page broke").await;
    }
    page.breaks_no_policy().await;
    for seen in world.questions() {
        assert!(!seen.target.contains("evil.example"), "{}", seen.target);
        assert!(seen.target.starts_with("/api/v3/"), "{}", seen.target);
    }
    println!("planted in {}: {drawn} answers", browser.name());
    assert!(drawn > 100, "{drawn}");
}

/// Every answer that the project has, by the name of its file; the errors one by one.
fn answers() -> Vec<(String, Value)> {
    let mut all = Vec::new();
    for fixture in committed() {
        // The hostile report, which no `Value` can hold, has a scenario of its own.
        let Ok(answer) = serde_json::from_str::<Value>(&fixture.text) else {
            continue;
        };
        let name = fixture
            .path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        match (name.as_str(), &answer) {
            ("errors", Value::Array(errors)) => {
                all.extend(errors.iter().map(|error| {
                    let name = error["code"].as_str().unwrap_or_default();
                    (
                        format!("error-{name}"),
                        json!({"error": error, "status": error["status"]}),
                    )
                }));
            }
            _ => all.push((name, answer)),
        }
    }
    all
}

/// A digest of a case's own: what was loaded once is kept as long as the page lives.
fn digest(case: usize) -> String {
    format!("{case:064x}")
}

/// A report that tells nothing of its relations, so that each is asked for.
fn ground(kind: &str, collection: &str, id: &str) -> (String, Value) {
    let object = json!({"type": kind, "id": id, "attributes": {"reputation": 0}});
    (format!("{collection}/{id}"), json!({"data": object}))
}

/// The answer as one of its place: about the object that is asked for, or the one entry of a list.
fn fitted(answer: &Value, place: &Place) -> Value {
    if place.address.ends_with("relations/graphs") && !answer["data"].is_array() {
        return json!({"data": [answer["data"]]});
    }
    let mut answer = answer.clone();
    if place.presses == REPORT {
        answer["data"]["id"] = json!(place.path.rsplit('/').next());
        // A report that names another digest is refused, which has a scenario of its own.
        if let Some(attributes) = answer["data"]["attributes"].as_object_mut() {
            attributes.remove("sha256");
        }
    }
    answer
}

const REPORT: &[&str] = &["Details", "All attributes", "JSON", "Detections"];

/// Nothing where an answer has no place of its own in the page.
fn place(name: &str, answer: &Value, case: usize) -> Option<Place> {
    let data = &answer["data"];
    let kind = data["type"].as_str().unwrap_or_default();
    let own = digest(case);
    let on_file = |relation: &str, part: &str, presses| Place {
        path: format!("files/{own}/{relation}"),
        address: format!("#/file/{own}/{part}"),
        presses,
        ground: vec![ground("file", "files", &own)],
        status: 200,
    };
    let report = |collection: &str, slug: &str, id: &str| Place {
        path: format!("{collection}/{id}"),
        address: format!("#/{slug}/{id}"),
        presses: REPORT,
        ground: Vec::new(),
        status: 200,
    };
    if name.starts_with("error-") {
        let status = answer["status"]
            .as_u64()
            .and_then(|status| u16::try_from(status).ok())?;
        return Some(Place {
            status,
            presses: &[],
            ..report("files", "file", &own)
        });
    }
    let domain = format!("case-{case}.example.com");
    let on_domain = |relation: &str| Place {
        path: format!("domains/{domain}/{relation}"),
        address: format!("#/domain/{domain}/relations/{relation}"),
        presses: &[],
        ground: vec![ground("domain", "domains", &domain)],
        status: 200,
    };
    let place = match (name, kind) {
        (_, "file") => report("files", "file", &own),
        (_, "url") => report("urls", "url", &own),
        (_, "domain") => report("domains", "domain", &domain),
        (_, "ip_address") => report(
            "ip_addresses",
            "ip",
            &format!("93.184.{}.{}", case / 200, case % 200 + 1),
        ),
        (_, "analysis") => Place {
            path: "analyses/".to_owned(),
            address: format!("#/analysis/case{case}"),
            presses: &[],
            ground: Vec::new(),
            status: 200,
        },
        ("behaviour-summary", _) => on_file("behaviour_summary", "behaviour/@summary", &["Ask for the summary"]),
        ("mitre-trees", _) => {
            let mut place = on_file(
                "behaviour_mitre_trees",
                "behaviour",
                &["Ask for VirusTotal's own tactics"],
            );
            let technique = json!({"mitre_attack_techniques": [{"id": "T1055"}]});
            let report = json!({"type": "file_behaviour", "id": format!("{own}_Zenbox"), "attributes": technique});
            place
                .ground
                .push((format!("files/{own}/behaviours"), json!({"data": [report]})));
            place
        }
        ("behaviours" | "behaviours-android" | "behaviours-hostile", _) => on_file("behaviours", "behaviour", &[]),
        ("comments", _) => on_file("comments", "community", &[]),
        ("votes", _) => on_file("votes", "community", &["Show the single votes · 1 request"]),
        ("search", _) => Place {
            path: "search".to_owned(),
            address: format!("#/search/words%20{case}"),
            presses: &[],
            ground: Vec::new(),
            status: 200,
        },
        ("siblings" | "subdomains" | "resolutions" | "historical-whois" | "historical-ssl-certificates", _) => {
            on_domain(&name.replace('-', "_"))
        }
        // One of a kind that has no page: an entry of a list.
        (_, "comment" | "vote" | "collection" | "graph" | "resolution" | "sigma_rule" | "yara_ruleset" | "user") => {
            on_file("graphs", "relations/graphs", &[])
        }
        _ if data.is_array() => {
            let relation = name.trim_end_matches("-hostile").replace('-', "_");
            on_file(&relation, &format!("relations/{relation}"), &[])
        }
        // The key's quotas are numbers alone, and their names are drawn in `settings`.
        ("overall-quotas", _) => return None,
        _ => panic!("{name} has no place"),
    };
    Some(place)
}

fn served(status: u16, body: String) -> Misbehaviour {
    Misbehaviour::Body {
        status,
        content_type: "application/json".to_owned(),
        body,
    }
}

/// Goes there, waits for the answer, opens whatever opens, and gives the kinds of elements that stand there.
async fn draw(page: &Session, world: &World, place: &Place, body: String, what: &str) -> BTreeSet<String> {
    for (path, before) in &place.ground {
        world
            .stand_in
            .misbehave_on("GET", path, served(200, before.to_string()));
    }
    world
        .stand_in
        .misbehave_on("GET", &place.path, served(place.status, body));
    acts::go(page, &place.address).await;
    for press in place.presses.iter().filter(|press| !REPORT.contains(press)) {
        page.press(press).await;
    }
    let asked = async || {
        let questions = world.questions();
        questions.iter().any(|seen| seen.target.contains(&place.path))
    };
    for _ in 0..400 {
        if asked().await {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert!(asked().await, "{what}: {} was never asked for", place.path);
    page.wait(what, "return !document.querySelector('main .load-panel')", vec![])
        .await;
    let mut seen = BTreeSet::new();
    for press in place.presses.iter().filter(|press| REPORT.contains(press)) {
        page.press(press).await;
        open(page).await;
        seen.extend(elements(page).await);
    }
    open(page).await;
    seen.extend(elements(page).await);
    seen
}

async fn open(page: &Session) {
    for _ in 0..2 {
        page.run(acts::OPEN_EVERYTHING, vec![]).await;
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
}
