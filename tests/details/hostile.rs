//! Reports that mean harm or are broken: any type anywhere, endless lists, hidden signs, depth.

use assay::report::details::{self, Panel, Part};
use assay::words::Language;
use serde_json::{Map, Value, json};

use crate::shown::texts;
use crate::{NOW, file, formats, words};

fn panels(attributes: Value) -> Vec<Panel> {
    details::details(&file(attributes), NOW, words(Language::Russian))
}

/// Where what is not of the kind that belongs there is left to the tree.
const TREE_ALONE: [&str; 5] = [
    "/available_tools",
    "/pe_info/timestamp",
    "/threat_severity/last_analysis_date",
    "/threat_severity/version",
    "/trid",
];

/// Every place of a value, as JSON pointers; the first two entries of each list.
fn places(value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec![(String::new(), value)];
    while let Some((path, value)) = open.pop() {
        match value {
            Value::Object(map) => open.extend(map.iter().map(|(name, value)| {
                let name = name.replace('~', "~0").replace('/', "~1");
                (format!("{path}/{name}"), value)
            })),
            Value::Array(list) => open.extend(
                list.iter()
                    .enumerate()
                    .take(2)
                    .map(|(at, value)| (format!("{path}/{at}"), value)),
            ),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
        found.push(path);
    }
    found
}

/// Whatever stands where, panels are built, tables are as wide as their heads, and a text that is put there is shown.
#[test]
fn any_value_may_stand_anywhere() {
    let odd = [
        json!(null),
        json!(-1),
        json!([[["deep"]]]),
        json!({"": {"": [null, {}]}}),
        serde_json::from_str("1e400").unwrap(),
        json!("planted text"),
        json!(["planted text"]),
        json!({"planted": "planted text"}),
    ];
    let mut tried = 0;
    let mut lost = Vec::new();
    for (name, attributes) in formats() {
        for place in places(&attributes) {
            // The report itself is a map, and its attributes are what the panels are chosen by.
            if place.matches('/').count() < 2 {
                continue;
            }
            for value in &odd {
                let mut changed = attributes.clone();
                *changed.pointer_mut(&place).unwrap() = value.clone();
                let panels = panels(changed);
                for panel in &panels {
                    assert!(!panel.parts.is_empty(), "{name} {place} {value}: {}", panel.id);
                    for part in &panel.parts {
                        if let Part::Table(table) = part {
                            let sound = table.rows.iter().all(|row| row.len() == table.columns.len());
                            assert!(sound, "{name} {place} {value}: {}", panel.id);
                        }
                    }
                }
                let planted = value.to_string().contains("planted text");
                if planted && !TREE_ALONE.iter().any(|start| place.starts_with(start)) {
                    let shown = panels.iter().flat_map(texts).any(|text| text.contains("planted text"));
                    lost.extend((!shown).then(|| format!("{name} {place} {value}")));
                }
                tried += 1;
            }
        }
    }
    assert!(lost.is_empty(), "in no panel:\n{}", lost.join("\n"));
    assert!(tried > 3_000, "{tried}");
}

#[test]
fn endless_lists_and_texts_stay_whole() {
    let many: Vec<String> = (0..14_035).map(|n| format!("f{n}")).collect();
    let long = "я".repeat(68_177);
    let whole = panels(json!({
        "pe_info": {"exports": many, "import_list": [{"library_name": "a.dll", "imported_functions": [long]}]},
        "elf_info": {"shared_libraries": many, "unheard": many},
        "pdf_info": {"header": long},
        "jar_info": {"manifest": "a\n".repeat(20_000)},
    }));
    let lists = whole
        .iter()
        .flat_map(|panel| &panel.parts)
        .filter_map(|part| match part {
            Part::List(items) => Some(items.len()),
            _ => None,
        });
    assert_eq!(lists.collect::<Vec<_>>(), [14_035, 14_035, 14_035]);
    let all: Vec<String> = whole.iter().flat_map(texts).collect();
    assert_eq!(all.iter().filter(|text| text.chars().count() == 68_177).count(), 2);
}

/// Many things of no shape are a table, which is drawn a window at a time, and not thousands of lines at once.
#[test]
fn a_rest_of_thousands_is_a_table() {
    let rest: Map<String, Value> = (0..5_000).map(|n| (format!("k{n}"), json!({"v": n}))).collect();
    let panels = panels(json!({"lnk_info": rest}));
    let shortcut = panels.iter().find(|panel| panel.id == "shortcut").unwrap();
    assert!(matches!(&shortcut.parts[..], [Part::Table(table)] if table.rows.len() == 5_000));
}

#[test]
fn no_depth_is_too_deep() {
    let mut deep = json!("at the bottom");
    for _ in 0..1_000 {
        deep = json!({"d": deep});
    }
    let attributes = json!({"elf_info": {"header": {"x": deep}}});
    let all: Vec<String> = panels(attributes).iter().flat_map(texts).collect();
    assert!(all.iter().any(|text| text == "at the bottom"));
}
