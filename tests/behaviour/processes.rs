//! The tree of processes.

use assay::report::behaviour::process;
use assay::untrusted::Untrusted;
use serde_json::{Value, json};

use crate::report;

#[test]
fn the_tree_has_parents_before_their_children_at_any_depth() {
    let tree = json!([
        {"process_id": "1", "name": "a", "children": [
            {"process_id": "2", "name": "b", "time_offset": 3, "children": [{"process_id": "3", "name": "c"}]},
            {"process_id": 4, "name": "d", "files_written": ["x"]},
        ]},
        null, "text", {"children": {"0": "no list"}},
    ]);
    let lines = process::lines(&[report("One", json!({"processes_tree": tree}))], &["One".into()]);
    let told: Vec<_> = lines
        .iter()
        .map(|line| {
            let text = |text: &Option<Untrusted>| text.as_ref().map_or("", Untrusted::raw).to_owned();
            (line.depth, line.end, text(&line.pid), text(&line.name))
        })
        .collect();
    let line = |depth, end, pid: &str, name: &str| (depth, end, pid.to_owned(), name.to_owned());
    assert_eq!(
        told,
        [
            line(0, 4, "1", "a"),
            line(1, 3, "2", "b"),
            line(2, 3, "3", "c"),
            line(1, 4, "4", "d"),
            line(0, 5, "", "text"),
            line(0, 6, "", ""),
        ]
    );
    assert_eq!(lines[3].more[0].raw(), "files_written[1]: x");
    assert_eq!(lines[5].more[0].raw(), "children.0: no list");
    let all = [0, 1, 2, 3, 4, 5];
    for (among, closed, open) in [
        (&all[..], &[][..], &all[..]),
        (&all, &[1], &[0, 1, 3, 4, 5]),
        (&all, &[0, 2], &[0, 4, 5]),
        (&[0, 1, 2], &[1], &[0, 1]),
        (&[0, 3, 9], &[], &[0, 3]),
    ] {
        assert_eq!(
            process::open_lines(&lines, among, closed),
            open,
            "{among:?} without {closed:?}"
        );
    }
    assert_eq!(process::written(&lines, &[0, 1, 2]), "1 a\n  2 b\n    3 c\n");
    let parents = process::parents(&lines);
    assert_eq!(parents, [None, Some(0), Some(1), Some(0), None, None]);

    // As deep as the reading of JSON goes.
    let deep = format!("[{}{}]", "{\"name\":\"n\",\"children\":[".repeat(60), "]}".repeat(60));
    let tree: Value = serde_json::from_str(&deep).unwrap();
    let lines = process::lines(&[report("Deep", json!({"processes_tree": tree}))], &["Deep".into()]);
    assert_eq!((lines.len(), lines[59].depth, lines[0].end), (60, 59, 60));
}

#[test]
fn several_trees_stand_below_their_sandboxes() {
    let tree = json!({"processes_tree": [{"name": "a", "process_id": "1"}]});
    let reports = [
        report("One", tree.clone()),
        report("Two", json!({})),
        report("Three", tree),
    ];
    let lines = process::lines(&reports, &["One".into(), "Two".into(), "Three".into()]);
    let told: Vec<_> = lines
        .iter()
        .map(|line| (line.sandbox, line.depth, line.end, line.name.as_ref().unwrap().raw()))
        .collect();
    assert_eq!(
        told,
        [
            (true, 0, 2, "One"),
            (false, 1, 2, "a"),
            (true, 0, 4, "Three"),
            (false, 1, 4, "a")
        ]
    );
    assert_eq!(process::count(&lines), 2);
}
