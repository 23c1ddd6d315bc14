//! Why a verdict is what it is: what a report says for and against its object, in order of weight.

mod place;

use serde_json::Value;

use crate::report::signature::{self, Signature};
use crate::report::units;
use crate::untrusted::Untrusted;
use crate::vt::engines::Stats;
use crate::vt::object::{Kind, Object};
use crate::vt::value::{count, list, text};
use crate::words::Words;

/// One reason.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reason {
    pub tone: Tone,
    /// Ends with a colon where somebody else's word follows.
    pub text: String,
    /// What somebody else called it, to be drawn after the text.
    pub named: Option<Untrusted>,
}

/// Which way a thing speaks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tone {
    Bad,
    Warn,
    Good,
    Plain,
}

/// How many are shown; the report has the rest.
const SHOWN: usize = 6;
/// A file is new to VirusTotal for this many seconds.
const NEW: i64 = 14 * 86_400;
/// A domain is new for this many seconds after its registration.
const NEW_DOMAIN: i64 = 30 * 86_400;
/// So many engines make a family's name more than one vendor's habit copied by another.
const AGREED: u64 = 3;
/// Fewer votes say nothing about a community.
const VOTES: u64 = 3;
/// Tags that say something bad by themselves; others only describe.
const TAGS_OF_WEIGHT: [&str; 12] = [
    "dga",
    "downloads-pe",
    "tor",
    "exploit",
    "exploit-kit",
    "shellcode",
    "self-delete",
    "hosts-modifier",
    "ransom",
    "trojan",
    "malware",
    "executes-dropped-file",
];

/// The reasons of a report, the heaviest first.
pub fn reasons(file: &Object, stats: &Stats, now: i64, words: Words) -> Vec<Reason> {
    let all = [
        engines(stats, words),
        place::notes(file, words),
        config(file, words),
        named_family(file, stats, words),
        place::threat_names(file, words),
        place::brand(file, words),
        place::filters(file, words),
        sandboxes(file, words),
        signature(file, words, true),
        trusted(file, words),
        alerts(file, words),
        sigma(file, words),
        yara(file, stats, words),
        tags(file, words),
        distributor(file, words),
        signature(file, words, false),
        new(file, now, words),
        place::popular(file, stats, words),
        votes(file, words),
    ];
    all.into_iter().flatten().take(SHOWN).collect()
}

#[expect(clippy::unnecessary_wraps, reason = "it ends functions that may find no reason")]
fn reason(tone: Tone, text: impl Into<String>, named: Option<Untrusted>) -> Option<Reason> {
    let text = text.into();
    Some(Reason { tone, text, named })
}

fn engines(stats: &Stats, words: Words) -> Option<Reason> {
    let (flagged, counted) = (stats.flagged(), stats.counted());
    match (flagged, counted) {
        (_, 0) => None,
        (0, _) => reason(Tone::Plain, (words.report.reasons.engines_silent)(counted), None),
        (_, _) => {
            let tone = if flagged < 3 { Tone::Warn } else { Tone::Bad };
            reason(tone, (words.report.reasons.engines_flag)(flagged, counted), None)
        }
    }
}

fn config(file: &Object, words: Words) -> Option<Reason> {
    let families = list(file.map("malware_config")?.get("families")?);
    let family = families.iter().find_map(|family| text(family.get("family")?))?;
    reason(Tone::Bad, words.report.reasons.config, Some(family))
}

/// The family with how many engines agree on it (0: VirusTotal's own label, made of theirs). None where no engine
/// flags the file: a name without a verdict would read as one.
pub fn family(file: &Object, stats: &Stats) -> Option<(Untrusted, u64)> {
    let threat = file
        .map("popular_threat_classification")
        .filter(|_| stats.flagged() > 0)?;
    let names = threat.get("popular_threat_name").map_or(&[][..], list).iter();
    let agreed = names
        .filter_map(|name| Some((text(name.get("value")?)?, count(name.get("count")?)?)))
        .max_by_key(|(_, engines)| *engines)
        .filter(|(_, engines)| *engines >= AGREED);
    agreed.or_else(|| Some((text(threat.get("suggested_threat_label")?)?, 0)))
}

fn named_family(file: &Object, stats: &Stats, words: Words) -> Option<Reason> {
    let (family, engines) = family(file, stats)?;
    let said = match engines {
        0 => words.report.reasons.labelled.to_owned(),
        engines => (words.report.reasons.family)(engines),
    };
    reason(Tone::Bad, said, Some(family))
}

/// Names of the sandboxes that call the file malicious.
pub fn malicious_sandboxes(file: &Object) -> Vec<Untrusted> {
    let verdicts = file.map("sandbox_verdicts").into_iter().flatten();
    verdicts
        .filter(|(_, verdict)| verdict.get("category").and_then(Value::as_str) == Some("malicious"))
        .map(|(name, verdict)| {
            let own = verdict.get("sandbox_name").and_then(text);
            own.unwrap_or_else(|| Untrusted::new(name.as_str()))
        })
        .collect()
}

fn sandboxes(file: &Object, words: Words) -> Option<Reason> {
    let names = malicious_sandboxes(file);
    let said = (words.report.reasons.sandboxes)(names.len() as u64);
    joined(&names).and_then(|names| reason(Tone::Bad, said, Some(names)))
}

/// The bad half of a signature weighs more than the good one.
fn signature(file: &Object, words: Words, bad: bool) -> Option<Reason> {
    let own = words.report.reasons;
    match signature::signature(file)? {
        Signature::Broken { why } if bad => reason(Tone::Bad, own.signature_bad, Some(why)),
        Signature::Valid { signer: Some(signer) } if !bad => reason(Tone::Good, own.signature_good, Some(signer)),
        Signature::Valid { signer: None } if !bad => reason(Tone::Good, own.signature_good_alone, None),
        Signature::Unsigned if !bad => reason(Tone::Warn, own.unsigned, None),
        Signature::Broken { .. } | Signature::Valid { .. } | Signature::Unsigned | Signature::Unchecked => None,
    }
}

fn trusted(file: &Object, words: Words) -> Option<Reason> {
    let verdict = file.map("trusted_verdict")?;
    let good = verdict.get("verdict").and_then(Value::as_str) == Some("goodware");
    let by = verdict.get("organization").and_then(text).filter(|_| good)?;
    reason(Tone::Good, words.report.reasons.trusted, Some(by))
}

fn alerts(file: &Object, words: Words) -> Option<Reason> {
    let high = |alert: &&Value| {
        let severity = alert.get("alert_severity").and_then(Value::as_str);
        severity.is_some_and(|severity| severity.eq_ignore_ascii_case("high"))
    };
    let alerts: Vec<&Value> = file.list("crowdsourced_ids_results").iter().filter(high).collect();
    let first = alerts.iter().find_map(|alert| text(alert.get("rule_msg")?))?;
    reason(Tone::Bad, (words.report.reasons.ids)(alerts.len() as u64), Some(first))
}

fn sigma(file: &Object, words: Words) -> Option<Reason> {
    let sum = |level| file.map("sigma_analysis_stats")?.get(level).and_then(count);
    let matches = sum("critical").unwrap_or(0).saturating_add(sum("high").unwrap_or(0));
    let grave = |rule: &&Value| {
        matches!(
            rule.get("rule_level").and_then(Value::as_str),
            Some("critical" | "high")
        )
    };
    let rules = file.list("sigma_analysis_results").iter();
    let first = rules.filter(grave).find_map(|rule| text(rule.get("rule_title")?));
    match (matches, first) {
        (0, _) => None,
        (_, None) => reason(Tone::Warn, (words.report.reasons.sigma)(matches), None),
        (_, Some(first)) => reason(Tone::Warn, (words.report.reasons.sigma_named)(matches), Some(first)),
    }
}

/// Many rules only describe: a match is a warning where an engine finds something as well.
fn yara(file: &Object, stats: &Stats, words: Words) -> Option<Reason> {
    let rules = file.list("crowdsourced_yara_results");
    let names: Vec<Untrusted> = rules.iter().filter_map(|rule| text(rule.get("rule_name")?)).collect();
    let said = (words.report.reasons.yara)(rules.len() as u64);
    let tone = if stats.flagged() > 0 { Tone::Warn } else { Tone::Plain };
    joined(&names).and_then(|names| reason(tone, said, Some(names)))
}

fn tags(file: &Object, words: Words) -> Option<Reason> {
    let heavy = |tag: &Untrusted| TAGS_OF_WEIGHT.contains(&tag.raw()) || tag.raw().starts_with("cve-");
    let tags: Vec<Untrusted> = file.texts("tags").into_iter().filter(heavy).collect();
    reason(Tone::Warn, words.report.reasons.tags, Some(joined(&tags)?))
}

fn distributor(file: &Object, words: Words) -> Option<Reason> {
    let own = words.report.reasons;
    let known = file
        .map("known_distributors")
        .and_then(|known| known.get("distributors"));
    let names: Vec<Untrusted> = known.map_or(&[][..], list).iter().filter_map(text).collect();
    match joined(&names) {
        Some(names) => reason(Tone::Good, own.distributor, Some(names)),
        None if file.map("nsrl_info").is_some() => reason(Tone::Good, own.nsrl, None),
        None => None,
    }
}

/// What is new has not been looked at by many; a domain is new by its registration.
fn new(object: &Object, now: i64, words: Words) -> Option<Reason> {
    let own = words.report.reasons;
    let (name, limit, said) = if object.kind == Kind::Domain {
        ("creation_date", NEW_DOMAIN, own.new_domain)
    } else {
        ("first_submission_date", NEW, own.new)
    };
    let first = object.time(name)?;
    let ago = units::when(first, now, words)?.relative?;
    (now.saturating_sub(first) < limit).then_some(())?;
    reason(Tone::Warn, said(&ago), None)
}

fn votes(file: &Object, words: Words) -> Option<Reason> {
    let votes = file.map("total_votes")?;
    let of = |name| votes.get(name).and_then(count).unwrap_or(0);
    let (bad, good) = (of("malicious"), of("harmless"));
    (bad.saturating_add(good) >= VOTES).then_some(())?;
    match bad.cmp(&good) {
        std::cmp::Ordering::Greater => reason(Tone::Warn, (words.report.reasons.votes_bad)(bad, good), None),
        std::cmp::Ordering::Less => reason(Tone::Good, (words.report.reasons.votes_good)(good, bad), None),
        std::cmp::Ordering::Equal => None,
    }
}

/// The first three names in one text; none where there is no name.
fn joined(names: &[Untrusted]) -> Option<Untrusted> {
    let mut shown: Vec<&str> = names.iter().take(3).map(Untrusted::raw).collect();
    if names.len() > shown.len() {
        shown.push("…");
    }
    (!shown.is_empty()).then(|| Untrusted::new(shown.join(", ")))
}
