//! Panels on what speaks against the file: the threat's name, rules, network alerts, sandboxes.

use serde_json::Value;

use crate::report::details::build::{
    Fields, Site, chips, entries, field, grade, number_column, outside, panel, table, words_column,
};
use crate::report::details::{Cell, Panel};
use crate::untrusted::Untrusted;
use crate::vt::object::Object;
use crate::vt::value::{list, text};

pub fn threat(file: &Object, site: Site) -> Option<Panel> {
    let words = site.words.report.panels;
    let classes = file.map("popular_threat_classification");
    let severity = |name: &str| {
        file.map("threat_severity")
            .and_then(|severity| severity.get(name))
            .and_then(text)
    };
    let config = entries(file.map("malware_config"), "families").iter();
    let fields = Fields::default()
        .outside(
            words.label,
            classes.and_then(|map| map.get("suggested_threat_label")).and_then(text),
        )
        .outside(words.severity, severity("threat_severity_level"))
        .outside(words.severity_why, severity("level_description"))
        .chips(
            words.found_config,
            config.filter_map(|family| field(family, "family")).collect(),
        );
    let counted = |title, name| {
        let columns = [words_column(words.name), number_column(words.engines)];
        table(Some(title), columns, entries(classes, name), |entry| {
            let engines = site.count(entry.get("count"));
            vec![outside(entry, "value"), engines.unwrap_or(Cell::Empty)]
        })
    };
    let columns = [words.source, words.opinion, words.text].map(words_column);
    let ai = table(
        Some(words.analysis_by_ai),
        columns,
        file.list("crowdsourced_ai_results"),
        |found| {
            vec![
                outside(found, "source"),
                grade(found, "verdict"),
                outside(found, "analysis"),
            ]
        },
    );
    let parts = [
        fields.part(),
        counted(words.category, "popular_threat_category"),
        counted(words.families, "popular_threat_name"),
        ai,
    ];
    panel("threat", words.threat, None, parts)
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
