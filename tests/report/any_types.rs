//! Reports whose attributes are of any type.

use assay::report::detections::detections;
use assay::report::tree::{self, Step};
use assay::report::{card, details};
use serde_json::{Map, Value};

use crate::{NOW, english, fixture, russian};

/// Any attribute may be of any type: nothing of ours may break on it.
#[test]
fn a_report_of_any_types_is_built_without_a_panic() {
    let odd: Vec<Value> = [
        "1e400",
        "18446744073709551616",
        "-1",
        "1.5",
        "\"7\"",
        "\"\"",
        "null",
        "true",
        "[]",
        "{}",
        "[[]]",
        "[null]",
        "{\"\":{}}",
        "9007199254740993",
        "-9223372036854775808",
        "1e308",
    ]
    .iter()
    .map(|json| serde_json::from_str(json).unwrap())
    .collect();
    let mut built = 0;
    for name in [
        "malicious-pe.json",
        "clean-signed-pe.json",
        "suspicious-script.json",
        "sparse.json",
        "url.json",
        "domain.json",
        "address.json",
    ] {
        let mut file = fixture(name);
        for path in places(&file.attributes) {
            for value in &odd {
                let place = at(&mut file.attributes, &path).unwrap();
                let before = std::mem::replace(place, value.clone());
                let card = card::card(&file, NOW, english());
                assert!(card.flagged <= card.counted);
                if let Some(panels) = path
                    .first()
                    .filter(|_| built % 3 == 0)
                    .map(|_| details::details(&file, NOW, russian()))
                {
                    assert!(panels.iter().all(|panel| !panel.parts.is_empty()));
                }
                let _ = detections(&file, english());
                let _ = tree::top(&file.attributes, 0, 1_000, english());
                *at(&mut file.attributes, &path).unwrap() = before;
                built += 1;
            }
        }
    }
    assert!(built > 1_000);
}

/// Every place of a report down to the fourth step; the first entry of each list, the first two of each map
/// of maps.
fn places(attributes: &Map<String, Value>) -> Vec<Vec<Step>> {
    let mut found = Vec::new();
    let mut open: Vec<(Vec<Step>, &Value)> = Vec::new();
    open.extend(
        attributes
            .iter()
            .map(|(key, value)| (vec![Step::Key(key.clone())], value)),
    );
    while let Some((path, value)) = open.pop() {
        found.push(path.clone());
        if path.len() >= 4 {
            continue;
        }
        let below = |step: Step| path.iter().cloned().chain([step]).collect::<Vec<Step>>();
        match value {
            Value::Array(list) => open.extend(
                list.iter()
                    .enumerate()
                    .take(1)
                    .map(|(n, value)| (below(Step::Index(n)), value)),
            ),
            Value::Object(map) => {
                let most = if map.values().all(Value::is_object) { 2 } else { 40 };
                open.extend(
                    map.iter()
                        .take(most)
                        .map(|(key, value)| (below(Step::Key(key.clone())), value)),
                );
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
    found
}

fn at<'a>(attributes: &'a mut Map<String, Value>, path: &[Step]) -> Option<&'a mut Value> {
    let (first, rest) = path.split_first()?;
    let Step::Key(key) = first else { return None };
    rest.iter()
        .try_fold(attributes.get_mut(key)?, |value, step| match step {
            Step::Key(key) => value.get_mut(key),
            Step::Index(at) => value.get_mut(*at),
        })
}
