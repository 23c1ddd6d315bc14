//! The committed fixtures are those that the generator writes, and are what they are said to be.

use std::fs;
use std::path::Path;

use serde_json::Value;
use stand_in::fixtures::{self, Identity, errors, hostile, large};

fn depth(value: &Value) -> usize {
    match value {
        Value::Array(items) => 1 + items.iter().map(depth).max().unwrap_or(0),
        Value::Object(entries) => 1 + entries.values().map(depth).max().unwrap_or(0),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => 0,
    }
}

#[test]
fn generating_them_again_gives_the_same_bytes() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    for fixture in fixtures::committed() {
        let committed = fs::read_to_string(root.join(&fixture.path)).unwrap_or_default();
        assert!(
            committed == fixture.text,
            "{} is not what the generator writes; run `cargo run -p stand-in --bin fixtures`",
            fixture.path.display()
        );
    }
}

#[test]
fn each_report_is_found_by_the_digests_of_its_file() {
    for (name, text) in fixtures::reports() {
        let report: Value = serde_json::from_str(&text.replace("\\ud800", "")).unwrap();
        let identity = Identity::of(&fixtures::file(name));
        assert_eq!(report["data"]["id"], identity.sha256, "{name}");
        assert_eq!(report["data"]["attributes"]["sha256"], identity.sha256, "{name}");
    }
}

#[test]
fn the_counts_are_those_of_the_rows() {
    for (name, text) in fixtures::reports() {
        let report: Value = serde_json::from_str(&text.replace("\\ud800", "")).unwrap();
        let attributes = &report["data"]["attributes"];
        let Some(rows) = attributes["last_analysis_results"].as_object() else {
            continue;
        };
        assert_eq!(
            attributes["last_analysis_stats"],
            fixtures::engines::stats(rows),
            "{name}"
        );
    }
}

#[test]
fn the_counts_of_what_is_no_file_are_those_of_the_rows() {
    let mut judged = 0;
    for fixture in fixtures::committed() {
        let name = fixture.path.file_stem().unwrap().to_str().unwrap();
        if !["url", "domain", "address"].iter().any(|kind| name.starts_with(kind)) || name.ends_with("hostile") {
            continue;
        }
        let attributes = &serde_json::from_str::<Value>(&fixture.text).unwrap()["data"]["attributes"];
        let rows = attributes["last_analysis_results"].as_object().unwrap();
        assert_eq!(
            attributes["last_analysis_stats"],
            fixtures::blocklists::stats(rows),
            "{name}"
        );
        judged += 1;
    }
    assert_eq!(judged, 8);
}

#[test]
fn no_two_fixtures_have_one_name() {
    let mut paths: Vec<_> = fixtures::committed().into_iter().map(|fixture| fixture.path).collect();
    let all = paths.len();
    paths.sort();
    paths.dedup();
    assert_eq!(paths.len(), all);
}

#[test]
fn a_tree_of_processes_is_deep() {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/behaviours.json")).unwrap();
    let behaviours: Value = serde_json::from_str(&text).unwrap();
    // Each process is an object in a list.
    assert!(depth(&behaviours["data"][0]["attributes"]["processes_tree"]) > 2 * 10);
}

#[test]
fn eicar_is_eicar() {
    // Published by EICAR; the page asks for it to try a key.
    assert_eq!(
        Identity::of(&fixtures::file("eicar")).sha256,
        "275a021bbfb6489e54d471899f7db9d1663fc695ec2fe2a2c4538aabf651fd0f"
    );
}

#[test]
fn the_hostile_report_holds_every_family() {
    let text = hostile::text();
    for part in [
        "<script>",
        "onerror=",
        "javascript:",
        "data:text/html",
        "\\ud800",
        "\\u0000",
        "\u{202E}",
        "\u{200B}",
        "\u{2028}",
        "\"__proto__\"",
        "\"constructor\"",
        "=HYPERLINK",
        "+cmd",
        "@SUM",
        "\\t=1",
        "{{constructor",
    ] {
        assert!(text.contains(part), "{part:?}");
    }
    assert!(text.contains(&"W".repeat(100_000)));
    // The lone surrogates are what makes it more than serde_json takes.
    assert!(serde_json::from_str::<Value>(&text).is_err());
    assert!(serde_json::from_str::<Value>(&text.replace("\\ud800", "\\ufffd")).is_ok());
}

#[test]
fn the_large_report_is_large() {
    let report = large::fixture();
    let text = report.to_string();
    assert!((900_000..1_500_000).contains(&text.len()), "{} bytes", text.len());
    assert_eq!(
        report["data"]["attributes"]["pe_info"]["exports"]
            .as_array()
            .map(Vec::len),
        Some(14_000)
    );
    assert_eq!(depth(&report), 24);
    assert!(text.contains(&"Mangled@@".repeat(7_800)));
}

#[test]
fn the_sample_report_fits_into_the_page() {
    let text = fixtures::sample::text();
    assert!(text.len() <= 24 << 10, "{} bytes", text.len());
    assert_eq!(text.lines().count(), 1);
    assert!(text.contains("Made up by the makers of this page"));
}

#[test]
fn errors_have_one_entry_a_code() {
    let mut codes: Vec<_> = errors::ALL.iter().map(|error| error.code).collect();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), errors::ALL.len());
    assert!(errors::ALL.iter().all(|error| (400..600).contains(&error.status)));
}
