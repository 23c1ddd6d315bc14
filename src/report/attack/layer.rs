//! The matrix as a layer of the ATT&CK Navigator, format 4.5.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::report::attack::findings::{Finding, Sign};
use crate::report::attack::matrix::Matrix;
use crate::report::attack::parent;
use crate::report::attack::table::{RELEASE, Table};
use crate::report::behaviour::severity::Severity;
use crate::untrusted::Untrusted;
use crate::words::Words;

/// A comment is read in a bubble; longer words of a sandbox are cut in the middle.
const SAID_AT_MOST: usize = 500;

/// A technique of a layer: what it scores and who says what.
#[derive(Default)]
struct Scored {
    score: Option<u64>,
    comment: Vec<String>,
    opened: bool,
}

/// The layer of one matrix. `name` is what it is of, `sandboxes` are the names that signs are seen by.
pub fn layer(matrix: &Matrix, findings: &[Finding], sandboxes: &[Untrusted], name: &str, words: Words) -> Value {
    let table = Table::read();
    let mut scored: BTreeMap<String, Scored> = BTreeMap::new();
    let cells = matrix.columns.iter().flat_map(|column| &column.cells);
    let cells = cells.flat_map(|cell| [cell].into_iter().chain(&cell.below));
    let mut seen: Vec<usize> = cells.filter_map(|cell| cell.finding).collect();
    seen.sort_unstable();
    seen.dedup();
    for finding in seen.into_iter().filter_map(|at| findings.get(at)) {
        let id = finding.id.raw();
        if id.is_empty() {
            continue;
        }
        // The Navigator knows what a withdrawn technique became, and not the technique.
        let became = table.find(id).and_then(|technique| technique.became);
        let own = scored.entry(became.unwrap_or(id).to_owned()).or_default();
        own.score = own.score.max(Some(score(&finding.severity())));
        own.comment.extend(became.map(|_| id.to_owned()));
        own.comment
            .extend(finding.signs.iter().map(|sign| said(sign, sandboxes, words)));
        if let Some(above) = parent(became.unwrap_or(id)) {
            scored.entry(above.to_owned()).or_default().opened = true;
        }
    }
    let techniques: Vec<Value> = scored.into_iter().map(|(id, scored)| technique(&id, scored)).collect();
    json!({
        "name": name,
        "versions": {"attack": RELEASE, "navigator": "5.1.0", "layer": "4.5"},
        "domain": matrix.domain.slug(),
        "description": words.attack.layer_about,
        "sorting": 3,
        "hideDisabled": false,
        "techniques": techniques,
        "gradient": {"colors": ["#fff4d6", "#f4a259", "#b3261e"], "minValue": 0, "maxValue": 100},
    })
}

fn technique(id: &str, scored: Scored) -> Value {
    let mut technique = json!({"techniqueID": id, "enabled": true, "showSubtechniques": scored.opened});
    if let (Some(score), Some(fields)) = (scored.score, technique.as_object_mut()) {
        fields.insert("score".to_owned(), score.into());
        fields.insert("comment".to_owned(), scored.comment.join("\n").into());
    }
    technique
}

/// How a severity weighs in the colours of a layer.
fn score(severity: &Severity) -> u64 {
    match severity {
        Severity::Critical => 100,
        Severity::High => 75,
        Severity::Medium => 50,
        Severity::Low => 25,
        Severity::Info => 10,
        Severity::Unknown(_) | Severity::Unsaid => 1,
    }
}

fn said(sign: &Sign, sandboxes: &[Untrusted], words: Words) -> String {
    let severity = sign.severity.word(words);
    let parts = [severity.as_ref(), sign.description.as_ref()].into_iter().flatten();
    let said = parts
        .map(|part| part.elided(SAID_AT_MOST).raw().to_owned())
        .collect::<Vec<String>>()
        .join(": ");
    let seen: Vec<&str> = sign
        .seen
        .iter()
        .filter_map(|at| sandboxes.get(*at))
        .map(Untrusted::raw)
        .collect();
    if seen.is_empty() {
        return said;
    }
    format!("{said} ({})", seen.join(", "))
}
