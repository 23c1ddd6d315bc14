//! The dates that an answer tells, in no order.

use serde_json::{Map, Value};

use crate::report::details::iso;
use crate::subject::Topic;
use crate::vt::object::Object;
use crate::vt::value::{list, text, time};
use crate::words::Words;

/// What an answer says of one moment or time.
pub struct Told {
    pub label: &'static str,
    pub from: i64,
    pub until: Option<i64>,
    /// Whether it may lie ahead: the end of a certificate does, an analysis does not.
    pub ahead: bool,
}

/// The dates that an answer has, in no order.
pub fn told(object: &Object, words: Words) -> Vec<Told> {
    let (panels, places, own) = (words.report.panels, words.report.places, words.pictures);
    let domain = object.kind.topic() == Some(Topic::Domain);
    let made = if domain { places.registered } else { panels.created };
    let at = |name: &str| object.attributes.get(name).and_then(time);
    let mut all = Vec::new();
    let mut one = |label, from: Option<i64>, ahead| {
        all.extend(from.map(|from| Told {
            label,
            from,
            until: None,
            ahead,
        }));
    };
    one(made, at("creation_date"), false);
    let compiled = object
        .map("pe_info")
        .and_then(|info| info.get("timestamp"))
        .and_then(time);
    one(
        own.compiled,
        compiled.filter(|compiled| Some(*compiled) != at("creation_date")),
        false,
    );
    one(places.registration_changed, at("last_update_date"), false);
    one(places.expires, at("expiration_date"), true);
    one(panels.first_wild, at("first_seen_itw_date"), false);
    one(places.last_wild, at("last_seen_itw_date"), false);
    one(panels.first_submitted, at("first_submission_date"), false);
    one(panels.last_submitted, at("last_submission_date"), false);
    one(panels.last_analysed, at("last_analysis_date"), false);
    one(panels.last_modified, at("last_modification_date"), false);
    one(places.dns_from, at("last_dns_records_date"), false);
    one(places.certificate_from, at("last_https_certificate_date"), false);
    one(places.whois_from, at("whois_date"), false);
    one(own.signed, signing(object), false);
    let mut span = |label, span: Option<(i64, i64)>| {
        all.extend(span.map(|(from, until)| Told {
            label,
            from,
            until: Some(until),
            ahead: true,
        }));
    };
    span(own.signer, signer(object));
    span(own.certificate, certificate(object));
    all
}

fn written(value: Option<&Value>) -> Option<i64> {
    iso::moment(text(value?)?.raw())
}

/// When a file was signed, as its signature has it.
fn signing(file: &Object) -> Option<i64> {
    written(file.map("signature_info")?.get("signing date"))
}

/// When the certificate of the one who signed is valid: the first of the chain.
fn signer(file: &Object) -> Option<(i64, i64)> {
    let chain = file.map("signature_info")?.get("signers details").map(list)?;
    let own = chain.first()?.as_object()?;
    span(own, "valid from", "valid to")
}

/// When the certificate that a host showed last is valid.
fn certificate(host: &Object) -> Option<(i64, i64)> {
    let validity = host.map("last_https_certificate")?.get("validity")?.as_object()?;
    span(validity, "not_before", "not_after")
}

fn span(of: &Map<String, Value>, from: &str, until: &str) -> Option<(i64, i64)> {
    let (from, until) = (written(of.get(from))?, written(of.get(until))?);
    (from <= until).then_some((from, until))
}
