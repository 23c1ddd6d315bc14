//! An HTTPS certificate: whose it is, what it is valid for and until when.

use serde_json::{Map, Value};

use crate::report::details::build::{Fields, Site, entries, host, panel, rows, words_column};
use crate::report::details::iso::moment;
use crate::report::details::{Panel, Part};
use crate::report::reasons::Tone;
use crate::untrusted::Untrusted;
use crate::vt::object::Object;
use crate::vt::value::text;

/// The last certificate that VirusTotal saw.
pub fn certificate(object: &Object, site: Site) -> Option<Panel> {
    let words = site.words.report.places;
    let certificate = object.map("last_https_certificate")?;
    let ends = at(certificate, &["validity", "not_after"]).and_then(text);
    let ends = ends.and_then(|ends| moment(ends.raw()));
    let ran_out = ends
        .zip(object.time("last_https_certificate_date"))
        .is_some_and(|(ends, seen)| ends < seen);
    let note = ran_out.then(|| Part::Note(Tone::Warn, words.expired.to_owned()));
    let parts = std::iter::once(note).chain(parts(certificate, site));
    panel("certificate", words.certificate, None, parts)
}

/// What a certificate says of itself, wherever it was seen.
pub fn parts(certificate: &Map<String, Value>, site: Site) -> [Option<Part>; 2] {
    let words = site.words.report.places;
    let own = site.words.report.panels;
    let one = |path: &[&str]| at(certificate, path).and_then(text);
    let extensions = certificate.get("extensions").and_then(Value::as_object);
    let listed = |name| -> Vec<Untrusted> { entries(extensions, name).iter().filter_map(text).collect() };
    let signed_with = one(&["cert_signature", "signature_algorithm"]).or_else(|| one(&["signature_algorithm"]));
    let services = at(certificate, &["extensions", "ca_information_access"]).and_then(Value::as_object);
    let services = services.into_iter().flatten().filter_map(|(name, value)| {
        let value = text(value)?;
        Some(Untrusted::new(format!("{name} {}", value.raw())))
    });
    let fields = Fields::default()
        .cell(words.issued_to, one(&["subject", "CN"]).map(host))
        .outside(own.name, name(certificate.get("subject"), &["O", "OU", "L", "ST", "C"]))
        .outside(
            own.issuer,
            name(certificate.get("issuer"), &["CN", "O", "OU", "L", "ST", "C"]),
        )
        .cell(
            own.valid_from,
            site.written_time(at(certificate, &["validity", "not_before"])),
        )
        .cell(
            own.valid_to,
            site.written_time(at(certificate, &["validity", "not_after"])),
        )
        .copy(words.fingerprint_256, one(&["thumbprint_sha256"]))
        .copy(words.fingerprint_1, one(&["thumbprint"]))
        .copy(own.serial, one(&["serial_number"]))
        .outside(words.key, key(certificate))
        .outside(words.signed_with, signed_with)
        .outside(own.version, one(&["version"]))
        .chips(
            words.key_usage,
            [listed("key_usage"), listed("extended_key_usage")].concat(),
        )
        .outside(words.authority, one(&["extensions", "CA"]))
        .chips(words.policies, listed("certificate_policies"))
        .chips(words.revocation, listed("crl_distribution_points"))
        .chips(words.issuers_site, services.collect())
        .chips(
            own.tags,
            entries(Some(certificate), "tags").iter().filter_map(text).collect(),
        );
    let names = listed("subject_alternative_name")
        .into_iter()
        .map(|name| vec![host(name)]);
    let names = rows(Some(words.names), [words_column(own.name)], names.collect());
    [fields.part(), names]
}

fn at<'a>(certificate: &'a Map<String, Value>, path: &[&str]) -> Option<&'a Value> {
    let (first, rest) = path.split_first()?;
    rest.iter()
        .try_fold(certificate.get(*first)?, |value, name| value.get(name))
}

/// A distinguished name as people write it: `WR2, Google Trust Services, US`.
fn name(value: Option<&Value>, parts: &[&str]) -> Option<Untrusted> {
    let parts: Vec<String> = parts
        .iter()
        .filter_map(|part| Some(text(value?.get(*part)?)?.raw().to_owned()))
        .collect();
    (!parts.is_empty()).then(|| Untrusted::new(parts.join(", ")))
}

/// `RSA 2048`, `EC secp256r1`.
fn key(certificate: &Map<String, Value>) -> Option<Untrusted> {
    let one = |path: &[&str]| at(certificate, path).and_then(text);
    let measure = one(&["public_key", "rsa", "key_size"]).or_else(|| one(&["public_key", "ec", "oid"]));
    let parts = [one(&["public_key", "algorithm"]), measure];
    let parts: Vec<&str> = parts.iter().flatten().map(Untrusted::raw).collect();
    (!parts.is_empty()).then(|| Untrusted::new(parts.join(" ")))
}
