//! The table of engines: sorted, filtered, counted.

use assay::report::detections::{Column, Group, Order, Shown, detections};
use assay::settings::Tiers;
use assay::untrusted::Untrusted;
use serde_json::json;

use crate::{english, file};

#[test]
fn detections_are_sorted_filtered_and_counted() {
    let attributes = json!({ "last_analysis_results": {
        "zeta": {"category": "undetected", "engine_name": "zeta", "engine_version": "10.2", "engine_update": "20261119"},
        "Alpha": {"category": "malicious", "engine_name": "Alpha", "result": "Trojan.B", "engine_version": "9.1"},
        "beta": {"category": "malicious", "engine_name": "beta", "result": "a.trojan", "engine_version": null},
        "Gamma": {"category": "suspicious", "result": "Maybe"},
        "Delta": {"category": "type-unsupported"},
        "Epsilon": {"category": "quarantined"},
        "broken": "a text",
    }});
    let all = detections(&file(attributes), english());
    let named = |view: Vec<usize>| -> Vec<String> {
        view.into_iter()
            .map(|at| all.rows[at].engine.raw().to_owned())
            .collect()
    };
    assert_eq!(
        named(all.view(&Shown::default(), &Tiers::default())),
        ["Alpha", "beta", "Gamma", "zeta", "Delta", "Epsilon"]
    );
    assert_eq!(
        all.counts,
        [
            (Group::Malicious, 2),
            (Group::Suspicious, 1),
            (Group::Undetected, 1),
            (Group::NoOpinion, 2)
        ]
    );
    assert_eq!(all.rows[3].updated, Some("2026-11-19".into()));
    assert_eq!(
        all.rows[5].word,
        Untrusted::new("quarantined"),
        "a word we do not know is shown as it came"
    );
    let by = |by, descending| Some(Order { by, descending });
    for (order, text, group, expected) in [
        (
            by(Column::Engine, false),
            "",
            None,
            &["Alpha", "beta", "Delta", "Epsilon", "Gamma", "zeta"][..],
        ),
        (by(Column::Engine, true), "", Some(Group::Malicious), &["beta", "Alpha"]),
        (
            by(Column::Label, false),
            "",
            None,
            &["beta", "Gamma", "Alpha", "Delta", "Epsilon", "zeta"],
        ),
        (
            by(Column::Label, true),
            "",
            None,
            &["Alpha", "Gamma", "beta", "Delta", "Epsilon", "zeta"],
        ),
        (
            by(Column::Version, false),
            "",
            None,
            &["Alpha", "zeta", "beta", "Delta", "Epsilon", "Gamma"],
        ),
        (by(Column::Updated, true), "", Some(Group::Undetected), &["zeta"]),
        (None, "TROJAN", None, &["Alpha", "beta"]),
        (None, " alpha ", None, &["Alpha"]),
        (None, "", Some(Group::Harmless), &[]),
        (None, "trojan", Some(Group::Suspicious), &[]),
    ] {
        let shown = Shown {
            order,
            text: text.to_owned(),
            group,
            ..Shown::default()
        };
        assert_eq!(named(all.view(&shown, &Tiers::default())), expected, "{shown:?}");
    }
}
