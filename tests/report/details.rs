//! The panels of details.

use assay::report::details::{self, Cell, Panel, Part};
use serde_json::json;

use crate::{NOW, english, file, fixture, russian};

fn panel<'a>(panels: &'a [Panel], id: &str) -> &'a Panel {
    panels
        .iter()
        .find(|panel| panel.id == id)
        .unwrap_or_else(|| panic!("no panel {id}"))
}

#[test]
fn details_hold_what_the_report_holds_in_a_fixed_order() {
    let panels = details::details(&fixture("malicious-pe.json"), NOW, english());
    let ids: Vec<&str> = panels.iter().map(|panel| panel.id).collect();
    for id in [
        "identity",
        "names",
        "dates",
        "type",
        "tags",
        "threat",
        "rules",
        "sandboxes",
        "standing",
        "signature",
        "program",
        "sections",
        "imports",
        "resources",
        "packers",
        "exiftool",
    ] {
        assert!(ids.contains(&id), "{id} in {ids:?}");
    }
    assert_eq!(ids[0], "identity");
    let Part::Fields(fields) = &panel(&panels, "identity").parts[0] else {
        panic!("fields");
    };
    let copied = fields
        .iter()
        .flat_map(|field| &field.cells)
        .filter(|cell| matches!(cell, Cell::Copy(_)));
    assert!(copied.count() >= 6, "digests can be copied");
    let Part::Table(sections) = &panel(&panels, "sections").parts[0] else {
        panic!("a table");
    };
    assert!(sections.rows.iter().all(|row| row.len() == sections.columns.len()));
    assert!(
        sections
            .rows
            .iter()
            .flatten()
            .any(|cell| matches!(cell, Cell::Bar { max, .. } if (7.9..8.1).contains(max)))
    );
    let same: Vec<&str> = details::details(&fixture("malicious-pe.json"), NOW, russian())
        .iter()
        .map(|panel| panel.id)
        .collect();
    assert_eq!(ids, same);
}

#[test]
fn every_table_is_as_wide_as_its_head() {
    for name in [
        "malicious-pe.json",
        "clean-signed-pe.json",
        "hostile.json",
        "suspicious-script.json",
        "empty.json",
        "url.json",
        "url-hostile.json",
        "domain.json",
        "domain-hostile.json",
        "address.json",
        "address-hostile.json",
    ] {
        for panel in details::details(&fixture(name), NOW, english()) {
            for part in &panel.parts {
                if let Part::Table(table) = part {
                    assert!(
                        table.rows.iter().all(|row| row.len() == table.columns.len()),
                        "{name} {}",
                        panel.id
                    );
                }
            }
        }
    }
}

#[test]
fn an_empty_report_has_no_empty_panels() {
    let panels = details::details(&file(json!({})), NOW, english());
    assert_eq!(panels.iter().map(|panel| panel.id).collect::<Vec<_>>(), ["identity"]);
    let panels = details::details(&file(json!({"size": 0})), NOW, english());
    assert!(matches!(&panels[0].parts[0], Part::Note(_, text) if text.contains("zero bytes")));
}
