//! What stands behind a line: headers of a request, a certificate and its fingerprints, the context of an alert, what a
//! rule matched. What is not as expected stays among the rest.

use serde_json::Value;

use crate::report::behaviour::row::{address_at, url_at};
use crate::report::details::build::{Fields, rows};
use crate::report::details::{Cell, Column, Label, Part};
use crate::untrusted::Untrusted;
use crate::vt::value::{list, text};
use crate::words::Words;

/// Matches of a rule that stand as tables; more are values among the rest.
const MATCHES: usize = 20;

/// The parts of an entry that opens, and where what they show stands in it.
#[derive(Default)]
pub struct Opened {
    pub parts: Vec<Part>,
    pub shown: Vec<String>,
}

/// Reads an entry of the attribute with this name.
pub fn opened(name: &str, entry: &Value, words: Words) -> Opened {
    let mut opened = Opened::default();
    match name {
        "http_conversations" => conversation(&mut opened, entry, words),
        "tls" => tls(&mut opened, entry, words),
        "ids_alerts" => alert(&mut opened, entry, words),
        "sigma_analysis_results" => sigma(&mut opened, entry, words),
        "signature_matches" => signature(&mut opened, entry, words),
        _ => {}
    }
    opened
}

impl Opened {
    /// The text at a pointer, which is shown then.
    fn take(&mut self, entry: &Value, pointer: &str) -> Option<Untrusted> {
        let text = entry.pointer(pointer).and_then(text)?;
        self.shown.push(pointer.to_owned());
        Some(text)
    }

    /// A map of texts as a table of two columns.
    fn pairs(&mut self, entry: &Value, pointer: &str, title: &'static str, words: Words) {
        let Some(map) = entry.pointer(pointer).and_then(Value::as_object) else {
            return;
        };
        let told = map.iter().filter_map(|(name, value)| Some((name, text(value)?)));
        let lines: Vec<Vec<Cell>> = told
            .map(|(name, value)| {
                self.shown.push(format!("{pointer}/{name}"));
                vec![Cell::Outside(Untrusted::new(name.as_str())), Cell::Copy(value)]
            })
            .collect();
        let columns = [words.behaviour.name, words.behaviour.value].map(|title| Column { title, numeric: false });
        self.parts.extend(rows(Some(title), columns, lines));
    }

    fn fields(&mut self, fields: Fields) {
        self.parts.extend(fields.part());
    }
}

fn conversation(opened: &mut Opened, entry: &Value, words: Words) {
    let own = words.traffic;
    let begins = opened.take(entry, "/response_body_first_ten_bytes");
    let begins = begins.map(|hex| match signs(hex.raw()) {
        Some(signs) => Untrusted::new(format!("{} {signs}", hex.raw())),
        None => hex,
    });
    opened.fields(Fields::default().copy(own.body_begins, begins));
    opened.pairs(entry, "/request_headers", own.request_headers, words);
    opened.pairs(entry, "/response_headers", own.response_headers, words);
}

/// Bytes that are written in hexadecimal as their ASCII signs, a point for each that has none.
fn signs(hex: &str) -> Option<String> {
    // The standard library would read a sign before the digits.
    let is_hex = |pair: &[u8]| pair.len() == 2 && pair.iter().all(u8::is_ascii_hexdigit);
    let bytes = hex.as_bytes().chunks(2).map(|pair| {
        let digits = std::str::from_utf8(pair).ok().filter(|_| is_hex(pair))?;
        u8::from_str_radix(digits, 16).ok()
    });
    let bytes: Vec<u8> = bytes.collect::<Option<_>>()?;
    let sign = |byte: u8| if byte.is_ascii_graphic() { char::from(byte) } else { '.' };
    (!bytes.is_empty()).then(|| bytes.into_iter().map(sign).collect())
}

fn tls(opened: &mut Opened, entry: &Value, words: Words) {
    let own = words.traffic;
    let fields = Fields::default()
        .copy("JA3", opened.take(entry, "/ja3"))
        .copy("JA3S", opened.take(entry, "/ja3s"))
        .copy("JA4", opened.take(entry, "/ja4"))
        .copy("JA4S", opened.take(entry, "/ja4s"))
        .copy(own.thumbprint, opened.take(entry, "/thumbprint"))
        .copy(own.serial, opened.take(entry, "/serial_number"));
    opened.fields(fields);
    opened.pairs(entry, "/subject", words.behaviour.subject, words);
    opened.pairs(entry, "/issuer", words.behaviour.issuer, words);
}

fn alert(opened: &mut Opened, entry: &Value, words: Words) {
    let (own, titles) = (words.traffic, words.behaviour);
    let mut end = |address: &str, port: &str| -> Vec<Cell> {
        let mut cells = address_at(entry, address, words);
        if !cells.is_empty() {
            opened.shown.push(address.to_owned());
        }
        let port = opened.take(entry, port);
        cells.extend(port.map(|port| Cell::Ours((own.at_port)(&port.spelled()))));
        cells
    };
    let from = end("/alert_context/src_ip", "/alert_context/src_port");
    let to = end("/alert_context/dest_ip", "/alert_context/dest_port");
    let url = url_at(entry, "/alert_context/url");
    if url.is_some() {
        opened.shown.push("/alert_context/url".to_owned());
    }
    let fields = Fields::default()
        .cells(own.from, from)
        .cells(own.to, to)
        .outside(titles.protocol, opened.take(entry, "/alert_context/protocol"))
        .cell(titles.url, url)
        .copy(own.rule_id, opened.take(entry, "/rule_id"));
    opened.fields(fields);
}

fn sigma(opened: &mut Opened, entry: &Value, words: Words) {
    let own = words.traffic;
    let fields = Fields::default()
        .outside(words.behaviour.source, opened.take(entry, "/rule_source"))
        .copy(own.rule_id, opened.take(entry, "/rule_id"));
    opened.fields(fields);
    let matches = entry.get("match_context").map_or(0, |matches| list(matches).len());
    for at in 0..matches.min(MATCHES) {
        opened.pairs(entry, &format!("/match_context/{at}/values"), own.matched_event, words);
    }
}

fn signature(opened: &mut Opened, entry: &Value, words: Words) {
    let own = words.traffic;
    let data = entry.get("match_data").map_or(&[][..], list);
    let texts: Option<Vec<Untrusted>> = data.iter().map(text).collect();
    if let Some(texts) = texts.filter(|texts| !texts.is_empty()) {
        opened.shown.push("/match_data".to_owned());
        let column = Column {
            title: words.attack.matched,
            numeric: false,
        };
        let lines = texts.into_iter().map(|text| vec![Cell::Copy(text)]).collect();
        opened.parts.extend(rows(None, [column], lines));
    }
    if let Some(source) = opened.take(entry, "/rule_src") {
        opened
            .parts
            .extend([Part::Heading(Label::Ours(own.rule_text)), Part::Code(source)]);
    }
}

#[cfg(test)]
mod tests {
    use super::signs;

    #[test]
    fn bytes_are_read_as_their_signs() {
        for (hex, read) in [
            ("4D5A9000", Some("MZ..")),
            ("3c21", Some("<!")),
            ("4D5", None),
            ("zz", None),
            ("+1", None),
            ("é", None),
            ("", None),
        ] {
            assert_eq!(signs(hex).as_deref(), read, "{hex}");
        }
    }
}
