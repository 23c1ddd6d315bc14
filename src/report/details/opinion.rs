//! What others than engines say of a URL, a domain or an address: names, filters, the crowd, Google's own assessment.

use serde_json::{Map, Value};

use crate::report::details::build::{Fields, Site, grade, outside, panel, rows, table, words_column};
use crate::report::details::{Cell, Panel, Part};
use crate::untrusted::Untrusted;
use crate::vt::object::Object;
use crate::vt::value::text;

pub fn opinions(object: &Object, site: Site) -> Option<Panel> {
    let words = site.words.report.places;
    let own = site.words.report.panels;
    let severity = |name: &str| object.map("threat_severity")?.get(name).and_then(text);
    let gti = |name: &str| text(object.map("gti_assessment")?.get(name)?.get("value")?);
    let factors = object
        .map("gti_assessment")
        .and_then(|map| map.get("contributing_factors"));
    let fields = Fields::default()
        .chips(words.threat_names, object.texts("threat_names"))
        .outside(own.severity, severity("threat_severity_level"))
        .outside(own.severity_why, severity("level_description"))
        .outside(words.gti_verdict, gti("verdict"))
        .outside(words.gti_severity, gti("severity"))
        .outside(words.gti_score, gti("threat_score"))
        .outside(
            own.description,
            object
                .map("gti_assessment")
                .and_then(|map| map.get("description"))
                .and_then(text),
        )
        .chips(
            words.gti_factors,
            factors.and_then(Value::as_object).map_or_else(Vec::new, grounds),
        )
        .cell(words.mandiant, site.count(object.attributes.get("mandiant_ic_score")));
    let columns = [own.level, words.note, own.text, own.source, own.time].map(words_column);
    let context = table(
        Some(words.context),
        columns,
        object.list("crowdsourced_context"),
        |note| {
            vec![
                grade(note, "severity"),
                outside(note, "title"),
                outside(note, "details"),
                outside(note, "source"),
                site.time(note.get("timestamp")).unwrap_or(Cell::Empty),
            ]
        },
    );
    let parts = [
        fields.part(),
        context,
        pairs(words.filters, own.category, object.map("categories"), site),
        pairs(words.brand, words.brand, object.map("targeted_brand"), site),
    ];
    panel("threat", words.opinions, None, parts)
}

/// Who says what: a map from a source to its word.
fn pairs(title: &'static str, word: &'static str, map: Option<&Map<String, Value>>, site: Site) -> Option<Part> {
    let lines = map.into_iter().flatten().filter_map(|(source, said)| {
        let source = Cell::Outside(Untrusted::new(source.as_str()));
        Some(vec![source, Cell::Outside(text(said)?)])
    });
    let columns = [site.words.report.panels.source, word].map(words_column);
    rows(Some(title), columns, lines.collect())
}

/// What holds, by its name; what has a value, with it.
fn grounds(factors: &Map<String, Value>) -> Vec<Untrusted> {
    factors
        .iter()
        .filter_map(|(name, value)| match value {
            Value::Bool(true) => Some(Untrusted::new(name.as_str())),
            Value::Bool(false) => None,
            Value::Null | Value::Number(_) | Value::String(_) | Value::Array(_) | Value::Object(_) => {
                Some(Untrusted::new(format!("{name} {}", text(value)?.raw())))
            }
        })
        .collect()
}
