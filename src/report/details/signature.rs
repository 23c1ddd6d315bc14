//! The panel on a signature: whether it holds and what is wrong with it, who signed, and every certificate.

use serde_json::Value;

use crate::report::details::build::{Fields, Site, panel, rows, words_column};
use crate::report::details::reader::Reader;
use crate::report::details::{Cell, Panel, Part};
use crate::report::reasons::Tone;
use crate::report::signature::{self, Signature};
use crate::untrusted::Untrusted;
use crate::vt::object::Object;
use crate::vt::value::text;

/// The lists of certificates: the signers from the first up, those who vouch for the time, and all others.
const CHAINS: [&str; 3] = ["signers details", "counter signers details", "x509"];

pub fn signature(file: &Object, site: Site) -> Option<Panel> {
    let words = site.words.report.panels;
    let state = signature::signature(file).map(|state| match state {
        Signature::Valid { .. } => Cell::State(Tone::Good, words.signed.to_owned()),
        Signature::Broken { why } => Cell::OutsideState(Tone::Bad, why),
        Signature::Unsigned => Cell::State(Tone::Warn, words.unsigned.to_owned()),
        Signature::Unchecked => Cell::State(Tone::Plain, words.unchecked.to_owned()),
    });
    let fields = Fields::default().cell(words.state, state);
    let Some(info) = file.map("signature_info") else {
        return panel("signature", words.signature, None, [fields.part()]);
    };
    let wrong = CHAINS.iter().flat_map(|chain| wrong(info.get(*chain))).collect();
    let mut info = Reader::new(info);
    // Its words are those of the state, which is the first thing said.
    let _ = info.text("verified");
    let fields = fields
        .cells(site.words.report.formats.wrong, wrong)
        .cell(words.signed_on, info.written_time("signing date", site))
        .cells(words.signers, chain(&mut info, "signers"))
        .cells(words.counter_signers, chain(&mut info, "counter signers"))
        .cell(words.product, info.outside("product"))
        .cell(words.description, info.outside("description"))
        .cell(words.original_name, info.outside("original name"))
        .cell(words.internal_name, info.outside("internal name"))
        .cell(words.file_version, info.outside("file version"))
        .cell(words.copyright, info.outside("copyright"))
        .cell(words.publisher, info.outside("publisher"))
        .cell(words.comments, info.outside("comments"));
    let titles = [words.signers, words.counter_signers, words.certificates];
    let mut parts = vec![fields.part()];
    for (chain, title) in CHAINS.into_iter().zip(titles) {
        parts.push(certificates(title, &mut info, chain, site));
    }
    parts.extend(info.rest(site));
    panel("signature", words.signature, None, parts)
}

/// `A; B; C` is a chain from the signer up: one line each.
fn chain(info: &mut Reader, name: &str) -> Vec<Cell> {
    let Some(chain) = info.text(name) else {
        return Vec::new();
    };
    let names = chain.raw().split(';').map(str::trim).filter(|name| !name.is_empty());
    names.map(|name| Cell::Outside(Untrusted::new(name))).collect()
}

/// What VirusTotal has against single certificates: the name and its words.
fn wrong(chain: Option<&Value>) -> Vec<Cell> {
    let certificates = chain.and_then(Value::as_array).into_iter().flatten();
    let against = certificates.filter_map(|one| {
        let status = one.get("status").and_then(text).filter(|status| !holds(status))?;
        let name = one.get("name").and_then(text).unwrap_or_default();
        Some(Cell::Outside(Untrusted::new(format!(
            "{}: {}",
            name.raw(),
            status.raw()
        ))))
    });
    against.collect()
}

fn holds(status: &Untrusted) -> bool {
    status.raw().trim().eq_ignore_ascii_case("valid")
}

/// The columns are the same in all three lists.
fn certificates(title: &'static str, info: &mut Reader, name: &str, site: Site) -> Option<Part> {
    let words = site.words.report.panels;
    let lines = info.rows(name, |one| {
        let state = one.text("status").map(|status| {
            let tone = if holds(&status) { Tone::Good } else { Tone::Bad };
            Cell::OutsideState(tone, status)
        });
        vec![
            one.outside("name"),
            state,
            one.outside("valid usage").or_else(|| one.outside("valid_usage")),
            one.written_time("valid from", site),
            one.written_time("valid to", site),
            one.outside("cert issuer"),
            one.outside("algorithm"),
            one.copy("serial number"),
            one.copy("thumbprint"),
        ]
    });
    let columns = [
        words.name,
        words.state,
        words.usage,
        words.valid_from,
        words.valid_to,
        words.issuer,
        words.algorithm,
        words.serial,
        words.thumbprint,
    ];
    rows(Some(title), columns.map(words_column), lines)
}
