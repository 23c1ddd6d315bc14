//! Tables of the report, drawn to HTML as their address says.

#![expect(clippy::unwrap_used, reason = "a test without its fixture has to stop")]

use assay::report::details::details;
use assay::settings::Settings;
use assay::ui::report::details::DetailPanels;
use assay::ui::state::State;
use assay::vt::error::Answer;
use assay::vt::object::Object;
use assay::vt::read;
use assay::words::{Language, Words};
use leptos::prelude::*;

const NOW: i64 = 1_795_000_000;

fn fixture(name: &str) -> Object {
    let body = std::fs::read(format!("{}/tests/fixtures/{name}.json", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let answer = Answer {
        status: 200,
        content_type: "application/json".to_owned(),
        retry_after: None,
        body,
    };
    read::object(&answer, None, None).unwrap()
}

/// The details of a domain at an address.
fn drawn(language: Language, behind: &str) -> String {
    Owner::new().with(|| {
        let words = Words::of(language);
        let fragment = format!("#/domain/cdn-viewer.example.com/details{behind}");
        let settings = Settings {
            language: Some(language),
            ..Settings::default()
        };
        provide_context(State::new(settings, None, &fragment));
        provide_context(words);
        let panels = details(&fixture("domain"), NOW, words);
        view! { <DetailPanels panels open=Signal::stored(true) /> }
            .into_view()
            .to_html()
    })
}

/// One panel's drawing.
fn panel<'a>(html: &'a str, id: &str) -> &'a str {
    let start = html.split(&format!("aria-labelledby=\"details-{id}\"")).nth(1).unwrap();
    start.split("</section>").next().unwrap()
}

/// The kinds of the records that are drawn, in their order.
fn records(html: &str) -> Vec<String> {
    let body = panel(html, "dns").split("<tbody").nth(1).unwrap_or_default();
    let rows = body.split("<tr ").skip(1);
    rows.map(|row| {
        let cell = row.split("<bdi").nth(1).unwrap();
        cell.split('>').nth(1).unwrap().split('<').next().unwrap().to_owned()
    })
    .collect()
}

#[test]
fn the_address_says_how_each_table_is_drawn() {
    for (behind, expected) in [
        (
            "",
            &["A", "A", "AAAA", "CNAME", "NS", "NS", "MX", "TXT", "SOA", "CAA"][..],
        ),
        (
            "?dns.sort=-3&dns.find=example.net",
            &["NS", "NS", "MX", "SOA", "CNAME", "CAA"],
        ),
        ("?dns.sort=1&dns.find=NS1", &["NS", "SOA"]),
        ("?dns.find=nowhere", &[]),
        (
            "?ranks.find=nowhere&dns.sort=77",
            &["A", "A", "AAAA", "CNAME", "NS", "NS", "MX", "TXT", "SOA", "CAA"],
        ),
    ] {
        for language in Language::ALL {
            assert_eq!(records(&drawn(language, behind)), expected, "{behind}");
        }
    }
}

#[test]
fn a_table_says_how_it_is_sorted_and_what_is_left() {
    let html = drawn(Language::English, "?dns.sort=-3&dns.find=example.net");
    let dns = panel(&html, "dns");
    assert_eq!(dns.matches("aria-sort=\"descending\"").count(), 1);
    assert_eq!(dns.matches("aria-sort=\"none\"").count(), 4);
    assert_eq!(
        html.matches("aria-sort=\"descending\"").count(),
        1,
        "another table is sorted, too"
    );
    for wanted in [
        "6 of 10 rows",
        "Copy 6 of 10 rows",
        "Copy the table defanged",
        "Filter: DNS records",
    ] {
        assert!(dns.contains(wanted), "{wanted} is missing: {dns}");
    }
    let html = drawn(Language::Russian, "?dns.find=nowhere");
    let dns = panel(&html, "dns");
    assert!(dns.contains("Под этот фильтр не подходит ни одна строка."), "{dns}");
    assert!(!dns.contains("Копировать"), "there is nothing to copy: {dns}");
}
