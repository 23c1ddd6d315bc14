//! What sandboxes saw: the reports merged into one, the MITRE trees, a sandbox's own page.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use super::{not_found, objects, ok};
use crate::answer::{Answer, Refusal};
use crate::fixtures::world::mitre;
use crate::kind::Kind;
use crate::{Shared, held};

/// What belongs to one sandbox alone and is missing from the summary.
const OWN: [&str; 9] = [
    "analysis_date",
    "behash",
    "has_evtx",
    "has_html_report",
    "has_memdump",
    "has_pcap",
    "last_modification_date",
    "mitre_attack_techniques",
    "sandbox_name",
];

fn of_file(shared: &Shared, id: &str) -> Result<Vec<Value>, Refusal> {
    let mut known = held(&shared.known);
    objects::find(shared, &mut known, Kind::File, id)?;
    let behaviours: Vec<Value> = known
        .relation(Kind::File, id, "behaviours")
        .iter()
        .map(|entry| known.full(entry))
        .collect();
    if behaviours.is_empty() {
        return Err(not_found(Kind::File, id));
    }
    Ok(behaviours)
}

pub(super) fn summary(shared: &Shared, id: &str) -> Result<Answer, Refusal> {
    Ok(ok(&json!({ "data": merged(&of_file(shared, id)?) })))
}

/// Lists are joined without doubles, of everything else the first stays.
pub(crate) fn merged(behaviours: &[Value]) -> Value {
    let mut all = Map::new();
    let mut techniques = Map::new();
    for attributes in behaviours.iter().filter_map(|report| report["attributes"].as_object()) {
        for (name, value) in attributes.iter().filter(|(name, _)| !OWN.contains(&name.as_str())) {
            match (all.get_mut(name), value) {
                (Some(Value::Array(have)), Value::Array(more)) => {
                    for item in more {
                        if !have.contains(item) {
                            have.push(item.clone());
                        }
                    }
                }
                (Some(_), _) => {}
                (None, _) => {
                    all.insert(name.clone(), value.clone());
                }
            }
        }
        for found in attributes
            .get("mitre_attack_techniques")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
        {
            let severity = found["severity"].as_str().unwrap_or_default();
            let signs = techniques
                .entry(found["id"].as_str().unwrap_or_default())
                .or_insert_with(|| json!([]));
            if let Some(signs) = signs.as_array_mut() {
                signs.push(json!({
                    "severity": severity.trim_start_matches("IMPACT_SEVERITY_"),
                    "description": found["signature_description"],
                }));
            }
        }
    }
    if !techniques.is_empty() {
        all.insert("attack_techniques".to_owned(), Value::Object(techniques));
    }
    Value::Object(all)
}

pub(super) fn trees(shared: &Shared, id: &str) -> Result<Answer, Refusal> {
    let link = format!("{}/files/{id}/behaviour_mitre_trees", crate::page::API);
    Ok(ok(
        &json!({"data": mitre::trees(&of_file(shared, id)?), "links": {"self": link}}),
    ))
}

/// The page that a sandbox made, where it made one.
pub(super) fn html(shared: &Shared, id: &str) -> Result<Answer, Refusal> {
    let whole = held(&shared.known).whole(Kind::Behaviour, id);
    let attributes = whole
        .as_ref()
        .map_or(&Value::Null, |whole| &whole["data"]["attributes"]);
    if attributes["has_html_report"] != true {
        return Err(not_found(Kind::Behaviour, id));
    }
    let sandbox = attributes["sandbox_name"].as_str().unwrap_or_default();
    let mut processes = String::new();
    for name in attributes["processes_created"].as_array().into_iter().flatten() {
        let _ = write!(
            processes,
            "<li>{}</li>",
            crate::escaped(name.as_str().unwrap_or_default())
        );
    }
    let page = format!(
        "<!doctype html><html><head><title>{sandbox}</title><style>body{{font-family:sans-serif}}</style>\
         <script>try{{parent.document.documentElement.dataset.harmed='html'}}catch(e){{}}</script></head>\
         <body><h1>{sandbox}</h1><p>Invented by the stand-in.</p><ul>{processes}</ul>\
         <img src=\"https://evil.example/beacon\"><a href=\"https://evil.example/\" target=_top>Details</a></body></html>"
    );
    Ok(Answer::new(200, "text/html; charset=utf-8", page))
}
