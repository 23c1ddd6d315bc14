//! Panels on what speaks against the file: the threat's name, rules, network alerts, sandboxes.

use serde_json::Value;

use crate::report::details::build::{
    Fields, Site, chips, entries, field, grade, number_column, outside, panel, rows, table, words_column,
};
use crate::report::details::reader::Reader;
use crate::report::details::{Cell, Label, Panel, Part, malware};
use crate::untrusted::Untrusted;
use crate::vt::object::Object;
use crate::vt::value::{list, text};

pub fn threat(file: &Object, site: Site) -> Option<Panel> {
    let words = site.words.report.panels;
    let own = site.words.report.formats;
    let classes = file.map("popular_threat_classification");
    let mut severity = reader(file, "threat_severity");
    // When it was graded says nothing more than when the file was analysed.
    let _ = severity.text("last_analysis_date");
    let _ = severity.text("version");
    let fields = Fields::default()
        .outside(
            words.label,
            classes.and_then(|map| map.get("suggested_threat_label")).and_then(text),
        )
        .cell(words.severity, severity.outside("threat_severity_level"))
        .cell(words.severity_why, severity.outside("level_description"))
        .chips(words.found_config, malware::families(file));
    let counted = |title, name| {
        let columns = [words_column(words.name), number_column(words.engines)];
        table(Some(title), columns, entries(classes, name), |entry| {
            let engines = site.count(entry.get("count"));
            vec![outside(entry, "value"), engines.unwrap_or(Cell::Empty)]
        })
    };
    let mut parts = vec![
        fields.part(),
        counted(words.category, "popular_threat_category"),
        counted(words.families, "popular_threat_name"),
    ];
    parts.extend(under(own.more_severity, severity.rest(site)));
    parts.extend(assessment(file, site));
    parts.extend(autostart(file, site));
    panel("threat", words.threat, None, parts)
}

fn reader<'a>(file: &'a Object, attribute: &str) -> Reader<'a> {
    file.map(attribute).map_or_else(Reader::empty, Reader::new)
}

/// Parts under one heading, unless there are none.
fn under(title: &'static str, parts: Vec<Option<Part>>) -> Vec<Option<Part>> {
    let some = parts.iter().any(Option::is_some);
    let heading = some.then_some(Part::Heading(Label::Ours(title)));
    std::iter::once(heading).chain(parts).collect()
}

/// Google's own assessment; each of its words stands in a map of its own.
fn assessment(file: &Object, site: Site) -> Vec<Option<Part>> {
    let words = site.words.report.places;
    let mut gti = reader(file, "gti_assessment");
    let mut value = |name: &str| gti.inside(name, |one| one.outside("value")).flatten();
    let fields = Fields::default()
        .cell(site.words.report.panels.opinion, value("verdict"))
        .cell(words.gti_severity, value("severity"))
        .cell(words.gti_score, value("threat_score"))
        .cell(site.words.report.panels.description, gti.outside("description"));
    let parts = std::iter::once(fields.part()).chain(gti.rest(site)).collect();
    under(site.words.report.formats.assessment, parts)
}

/// Where the file was seen to have itself started with the system.
fn autostart(file: &Object, site: Site) -> Vec<Option<Part>> {
    let words = site.words.report.formats;
    let name = "autostart_locations";
    let mut found = match file.attributes.get(name) {
        Some(value) => Reader::alone(name, value),
        None => Reader::empty(),
    };
    let lines = found.rows(name, |one| vec![one.copy("location"), one.copy("entry")]);
    let columns = [words.place, words.entry].map(words_column);
    let table = rows(Some(words.autostart), columns, lines);
    std::iter::once(table).chain(found.rest(site)).collect()
}

pub fn rules(file: &Object, site: Site) -> Option<Panel> {
    let words = site.words.report.panels;
    let yara_rules = file.list("crowdsourced_yara_results");
    let columns = [words.rule, words.description, words.author, words.ruleset, words.source].map(words_column);
    let yara = table(Some(words.yara), columns, yara_rules, |rule| {
        ["rule_name", "description", "author", "ruleset_name", "source"]
            .map(|name| outside(rule, name))
            .to_vec()
    });
    let sigma_rules = file.list("sigma_analysis_results");
    let columns = [words.level, words.rule, words.description, words.author, words.source].map(words_column);
    let sigma = table(Some(words.sigma), columns, sigma_rules, |rule| {
        let rest = ["rule_title", "rule_description", "rule_author", "rule_source"].map(|name| outside(rule, name));
        std::iter::once(grade(rule, "rule_level")).chain(rest).collect()
    });
    let alerts = file.list("crowdsourced_ids_results");
    let columns = [words.level, words.rule, words.category, words.context, words.source].map(words_column);
    let ids = table(Some(words.ids), columns, alerts, |alert| {
        vec![
            grade(alert, "alert_severity"),
            outside(alert, "rule_msg"),
            outside(alert, "rule_category"),
            contexts(alert),
            outside(alert, "rule_source"),
        ]
    });
    let count = yara_rules.len() + sigma_rules.len() + alerts.len();
    panel("rules", words.rules, Some(count), [yara, sigma, ids])
}

/// Where an alert was seen: one chip a connection, the first twenty; the tree has all.
fn contexts(alert: &Value) -> Cell {
    let contexts = alert.get("alert_context").map_or(&[][..], list).iter();
    let chips: Vec<Untrusted> = contexts.filter_map(context).take(20).collect();
    if chips.is_empty() {
        return Cell::Empty;
    }
    Cell::Chips(chips)
}

/// `1.2.3.4:80 → 5.6.7.8:443 host url`, of which any part may be missing.
fn context(context: &Value) -> Option<Untrusted> {
    let end = |address: &str, port: &str| {
        let address = field(context, address)?;
        Some(match field(context, port) {
            Some(port) => format!("{}:{}", address.raw(), port.raw()),
            None => address.raw().to_owned(),
        })
    };
    let from = end("src_ip", "src_port");
    let to = end("dest_ip", "dest_port").map(|to| format!("→ {to}"));
    let more = ["hostname", "url"].map(|name| field(context, name).map(|text| text.raw().to_owned()));
    let parts: Vec<String> = [from, to].into_iter().chain(more).flatten().collect();
    (!parts.is_empty()).then(|| Untrusted::new(parts.join(" ")))
}

pub fn sandboxes(file: &Object, site: Site) -> Option<Panel> {
    let words = site.words.report.panels;
    let verdicts = file.map("sandbox_verdicts");
    let columns = [
        words_column(words.sandbox),
        words_column(words.opinion),
        words_column(words.classes),
        words_column(words.malware_names),
        number_column(words.confidence),
    ];
    let rows = verdicts.into_iter().flatten().map(|(_, verdict)| verdict);
    let part = table(None, columns, rows, |verdict| {
        vec![
            outside(verdict, "sandbox_name"),
            grade(verdict, "category"),
            chips(verdict, "malware_classification"),
            chips(verdict, "malware_names"),
            site.count(verdict.get("confidence")).unwrap_or(Cell::Empty),
        ]
    });
    panel("sandboxes", words.sandboxes, verdicts.map(serde_json::Map::len), [part])
}
