//! The tree of attributes.

use assay::report::tree::{self, Kind, Step};
use serde_json::{Value, json};

use crate::{english, file};

#[test]
fn the_tree_opens_in_windows_and_reads_dates() {
    let attributes = json!({
        "exports": (0..14_035).map(|n| format!("f{n}")).collect::<Vec<_>>(),
        "long": "я".repeat(70_000),
        "first_submission_date": 1_795_000_000,
        "stamps": {"timestamp": 9, "other_date": -1, "ms_date": 1_795_000_000_000_i64, "date": "1795000000"},
        "__proto__": {"": null},
    });
    let file = file(attributes);
    let words = english();
    let top = tree::top(&file.attributes, 0, 100, words);
    assert_eq!(top.len(), 5);
    let exports = tree::find(&file.attributes, &[Step::Key("exports".into())]).unwrap();
    let window = tree::children(exports, 14_000, 100, words);
    assert_eq!((window.len(), window[0].key.raw()), (35, "14001"));
    let long = top.iter().find(|row| row.key.raw() == "long").unwrap();
    let Kind::Leaf {
        preview, long: true, ..
    } = &long.kind
    else {
        panic!("long");
    };
    assert_eq!(preview.raw().chars().count(), tree::PREVIEW);
    let hint = |rows: &[tree::Row], key: &str| {
        let row = rows.iter().find(|row| row.key.raw() == key).unwrap();
        match &row.kind {
            Kind::Leaf { hint, .. } => hint.clone(),
            Kind::Branch { .. } => panic!("{key} is a branch"),
        }
    };
    assert_eq!(
        hint(&top, "first_submission_date").as_deref(),
        Some("2026-11-18 11:06 UTC")
    );
    let stamps = tree::children(&file.attributes["stamps"], 0, 100, words);
    for (key, date) in [
        ("timestamp", false),
        ("other_date", false),
        ("ms_date", false),
        ("date", true),
    ] {
        assert_eq!(hint(&stamps, key).is_some(), date, "{key}");
    }
    assert!(tree::find(&file.attributes, &[Step::Index(0)]).is_none());
    assert!(tree::find(&file.attributes, &[]).is_none());
    let path = [Step::Key("__proto__".into()), Step::Key(String::new())];
    assert_eq!(tree::find(&file.attributes, &path), Some(&Value::Null));
}
