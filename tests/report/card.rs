//! The verdict and its reasons.

use assay::report::card::{self, Card, Tone, Verdict};
use assay::report::details::Cell;
use assay::untrusted::Untrusted;
use serde_json::{Map, Value, json};

use crate::{DAY, NOW, english, file, fixture, russian};

/// Engines by how many say what.
fn engines(counts: &[(&str, u64)]) -> Value {
    let mut rows = Map::new();
    for (category, count) in counts {
        for n in 0..*count {
            rows.insert(
                format!("{category} {n}"),
                json!({ "category": category, "result": null }),
            );
        }
    }
    Value::Object(rows)
}

fn judged(counts: &[(&str, u64)]) -> Card {
    let attributes = json!({ "last_analysis_results": engines(counts), "last_analysis_date": NOW - DAY });
    card::card(&file(attributes), NOW, english())
}

fn texts(card: &Card) -> Vec<String> {
    let reasons = card.reasons.iter();
    reasons
        .map(|reason| {
            let named = reason.named.as_ref().map(|named| format!(" {}", named.raw()));
            format!("{}{}", reason.text, named.unwrap_or_default())
        })
        .collect()
}

fn family(card: &Card) -> Option<Untrusted> {
    card.facts.iter().find_map(|fact| match (&fact.label, &fact.cell) {
        (Some(label), Cell::Outside(family)) if label == "family: " => Some(family.clone()),
        _ => None,
    })
}

#[test]
fn a_verdict_is_counts_and_never_a_score() {
    for (counts, verdict, headline) in [
        (
            &[("malicious", 58), ("undetected", 14), ("timeout", 3)][..],
            Verdict::Malicious,
            "58 of 72 engines call this file malicious.",
        ),
        (
            &[("malicious", 3), ("suspicious", 1), ("undetected", 66)],
            Verdict::Malicious,
            "4 of 70 engines call this file malicious or suspicious.",
        ),
        (
            &[("malicious", 1), ("undetected", 70)],
            Verdict::Suspicious,
            "1 of 71 engines flags this file. So few are often a false alarm.",
        ),
        (
            &[("malicious", 2), ("harmless", 68)],
            Verdict::Suspicious,
            "2 of 70 engines flag this file. So few are often a false alarm.",
        ),
        (
            &[("undetected", 70), ("type-unsupported", 6)],
            Verdict::NothingFound,
            "None of 70 engines found anything in this file.",
        ),
        (
            &[("timeout", 70), ("failure", 6)],
            Verdict::NeverSeen,
            "VirusTotal knows this file, but no engine has given an opinion on it.",
        ),
        (
            &[("a new word", 5)],
            Verdict::NeverSeen,
            "VirusTotal knows this file, but no engine has given an opinion on it.",
        ),
        (
            &[],
            Verdict::NeverSeen,
            "VirusTotal knows this file, but no engine has given an opinion on it.",
        ),
    ] {
        let card = judged(counts);
        assert_eq!(
            (card.verdict, card.headline.as_str()),
            (verdict, headline),
            "{counts:?}"
        );
    }
    let card = judged(&[("malicious", 58), ("undetected", 14), ("timeout", 3)]);
    assert_eq!((card.flagged, card.counted), (58, 72));
    assert_eq!(
        card.left_out.as_deref(),
        Some("3 more gave no opinion and are not counted.")
    );
    assert!(judged(&[("undetected", 1)]).left_out.is_none());
}

#[test]
fn a_verdict_reads_naturally_in_russian() {
    for (counts, headline) in [
        (
            &[("malicious", 58), ("undetected", 14)][..],
            "58 из 72 движков считают этот файл вредоносным.",
        ),
        (
            &[("malicious", 21), ("undetected", 50)],
            "21 из 71 движка считает этот файл вредоносным.",
        ),
        (
            &[("malicious", 2), ("undetected", 68)],
            "2 из 70 движков отметили этот файл. Так мало срабатываний часто означает ложную тревогу.",
        ),
        (
            &[("undetected", 71)],
            "Ни один из 71 движка ничего не нашёл в этом файле.",
        ),
    ] {
        let attributes = json!({ "last_analysis_results": engines(counts) });
        assert_eq!(card::card(&file(attributes), NOW, russian()).headline, headline);
    }
}

#[test]
fn sums_stand_in_for_rows_that_are_missing() {
    for stats in [
        json!({"malicious": 5, "undetected": 60, "confirmed-timeout": 1, "type-unsupported": 4}),
        json!({"malicious": 5.0, "undetected": "60", "confirmed_timeout": 1, "type_unsupported": 4, "odd": null}),
    ] {
        let card = card::card(&file(json!({ "last_analysis_stats": stats })), NOW, english());
        assert_eq!((card.flagged, card.counted), (5, 65));
        assert_eq!(
            card.left_out.as_deref(),
            Some("5 more gave no opinion and are not counted.")
        );
    }
}

#[test]
fn a_sandbox_alone_makes_it_suspicious() {
    let attributes = json!({
        "last_analysis_results": engines(&[("undetected", 70)]),
        "sandbox_verdicts": { "Zenbox": { "category": "malicious", "sandbox_name": "Zenbox" } },
    });
    let card = card::card(&file(attributes), NOW, english());
    assert_eq!(card.verdict, Verdict::Suspicious);
    assert_eq!(
        card.headline,
        "None of 70 engines flags this file, but a sandbox calls it malicious."
    );
}

#[test]
fn the_age_of_the_analysis_is_said() {
    for (ago, stale) in [(DAY, false), (29 * DAY, false), (31 * DAY, true), (4_000 * DAY, true)] {
        let attributes = json!({ "last_analysis_date": NOW - ago });
        let card = card::card(&file(attributes), NOW, english());
        assert!(card.analysed.unwrap().relative.is_some());
        assert_eq!(card.stale.is_some(), stale, "{ago}");
    }
    for odd in [
        json!(-1),
        json!(1_795_000_000_000_i64),
        json!("soon"),
        json!(null),
        json!(1e300),
        json!({}),
    ] {
        let card = card::card(&file(json!({ "last_analysis_date": odd })), NOW, english());
        assert_eq!((card.analysed, card.stale), (None, None));
    }
}

#[test]
fn reasons_come_in_order_of_weight_and_name_their_source() {
    let card = card::card(&fixture("malicious-pe.json"), NOW, english());
    assert_eq!(card.verdict, Verdict::Malicious);
    assert!(
        card.reasons.len() >= 4 && card.reasons.len() <= 6,
        "{:#?}",
        card.reasons
    );
    assert_eq!(card.reasons[0].tone, Tone::Bad);
    assert!(texts(&card)[0].starts_with(&format!("{} of {} engines", card.flagged, card.counted)));

    let attributes = json!({
        "last_analysis_results": engines(&[("malicious", 40), ("undetected", 30)]),
        "popular_threat_classification": {
            "suggested_threat_label": "trojan.emotet/geodo",
            "popular_threat_name": [{"value": "geodo", "count": 3}, {"value": "emotet", "count": 22}],
        },
        "crowdsourced_yara_results": [{"rule_name": "A"}, {"rule_name": "B"}],
        "sigma_analysis_stats": {"critical": 1, "high": 2, "medium": 9},
        "crowdsourced_ids_results": [{"alert_severity": "high", "rule_msg": "ET MALWARE"}, {"alert_severity": "low"}],
        "signature_info": {"verified": "A certificate was explicitly revoked by its issuer."},
        "sandbox_verdicts": {"C2AE": {"category": "malicious"}},
        "total_votes": {"malicious": 4, "harmless": 1},
    });
    let card = card::card(&file(attributes), NOW, english());
    assert_eq!(family(&card), Some("emotet".into()));
    assert_eq!(
        texts(&card),
        [
            "40 of 70 engines flag it",
            "22 engines agree on the family: emotet",
            "1 sandbox calls it malicious: C2AE",
            "Its signature does not hold: A certificate was explicitly revoked by its issuer.",
            "1 network alert of high severity: ET MALWARE",
            "3 Sigma matches of high or critical level",
        ]
    );

    let attributes = json!({
        "last_analysis_results": engines(&[("undetected", 70)]),
        "type_tag": "peexe",
        "popular_threat_classification": { "suggested_threat_label": "leftover" },
        "signature_info": {"verified": "Signed", "signers": "Ferrous Tools GmbH; Some CA"},
        "trusted_verdict": {"verdict": "goodware", "organization": "Ferrous Tools"},
        "nsrl_info": {"products": ["Archiver"]},
        "first_submission_date": NOW - DAY,
        "total_votes": {"malicious": 0, "harmless": 3},
    });
    let card = card::card(&file(attributes), NOW, english());
    assert_eq!(family(&card), None, "a family without a flag would read as one");
    assert_eq!(
        texts(&card),
        [
            "None of 70 engines flags it",
            "Known as good to: Ferrous Tools",
            "Stands in the NSRL list of published software",
            "Signed, and the signature holds: Ferrous Tools GmbH",
            "First given to VirusTotal only 1 day ago",
            "The community votes 3 to 0 for harmless",
        ]
    );
}

#[test]
fn what_a_few_say_is_no_agreement() {
    let attributes = json!({
        "last_analysis_results": engines(&[("malicious", 9), ("undetected", 60)]),
        "popular_threat_classification": {
            "suggested_threat_label": "trojan.odd/other",
            "popular_threat_name": [{"value": "odd", "count": 2}, {"value": "other", "count": "many"}],
        },
        "total_votes": {"malicious": 1, "harmless": 0},
    });
    let card = card::card(&file(attributes), NOW, english());
    assert_eq!(
        texts(&card),
        ["9 of 69 engines flag it", "Engines call it: trojan.odd/other"]
    );

    let rule = json!({"crowdsourced_yara_results": [{"rule_name": "Adobe_XMP_Identifier"}]});
    let card = card::card(&file(rule), NOW, english());
    assert_eq!(card.reasons[0].tone, Tone::Plain, "a rule may only describe");
}

#[test]
fn only_windows_programs_are_called_unsigned() {
    for (attributes, unsigned) in [
        (json!({"type_tag": "peexe"}), true),
        (json!({"type_tag": "pedll", "signature_info": {"product": "x"}}), true),
        (json!({"pe_info": {}}), true),
        (json!({"type_tag": "pdf"}), false),
        (
            json!({"type_tag": "android", "signature_info": {"x509": [{"name": "x"}]}}),
            false,
        ),
        (
            json!({"type_tag": "peexe", "signature_info": {"x509": [{"name": "x"}]}}),
            false,
        ),
        (json!({}), false),
    ] {
        let card = card::card(&file(attributes.clone()), NOW, english());
        assert_eq!(
            texts(&card).iter().any(|text| text == "Not signed"),
            unsigned,
            "{attributes}"
        );
    }
}
