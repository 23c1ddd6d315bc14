//! Known noise: what Windows and sandboxes do around every program, labelled and said why. Nothing is taken away here.

mod rules;

use serde_json::Value;

use crate::report::behaviour::noise::rules::{COMMANDS, DIGESTS, HOSTS, KEYS, MUTEXES, PATHS, REQUESTS, Rule, TRAFFIC};
use crate::vt::value::text;
use crate::words::Words;

/// Why something is noise.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Why {
    Update,
    Telemetry,
    Connection,
    Certificates,
    Time,
    Resolver,
    Discovery,
    Prefetch,
    Crashes,
    Console,
    PowerShell,
    Loader,
    Windows,
    Sandbox,
}

impl Why {
    pub fn said(self, words: Words) -> &'static str {
        let words = words.behaviour;
        match self {
            Self::Update => words.noise_update,
            Self::Telemetry => words.noise_telemetry,
            Self::Connection => words.noise_connection,
            Self::Certificates => words.noise_certificates,
            Self::Time => words.noise_time,
            Self::Resolver => words.noise_resolver,
            Self::Discovery => words.noise_discovery,
            Self::Prefetch => words.noise_prefetch,
            Self::Crashes => words.noise_crashes,
            Self::Console => words.noise_console,
            Self::PowerShell => words.noise_powershell,
            Self::Loader => words.noise_loader,
            Self::Windows => words.noise_windows,
            Self::Sandbox => words.noise_sandbox,
        }
    }
}

/// Why an entry of the attribute `name` is noise; none for what is not known to be.
pub fn why(name: &str, entry: &Value) -> Option<Why> {
    let at = |field: &str| entry.get(field).and_then(text);
    match name {
        "files_opened" | "files_written" | "files_deleted" => among(PATHS, entry.as_str()?),
        "files_dropped" => {
            let digest = at("sha256").and_then(|digest| among(DIGESTS, digest.raw()));
            // What was recognised as something is no file that Windows keeps for itself.
            let path = || entry.get("type").is_none().then(|| at("path"))?;
            digest.or_else(|| among(PATHS, path()?.raw()))
        }
        "registry_keys_opened" => among(KEYS, entry.as_str()?),
        "mutexes_created" | "mutexes_opened" => among(MUTEXES, entry.as_str()?),
        "dns_lookups" => among(HOSTS, at("hostname")?.raw().trim_end_matches('.')),
        "ip_traffic" => {
            let (protocol, address) = (at("transport_layer_protocol")?, at("destination_ip")?);
            let port = at("destination_port").map_or_else(|| "0".to_owned(), |port| port.raw().to_owned());
            among(TRAFFIC, &format!("{} {} {port}", protocol.raw(), address.raw()))
        }
        "http_conversations" => among(
            REQUESTS,
            &format!("{} {}", at("request_method")?.raw(), at("url")?.raw()),
        ),
        "command_executions" | "processes_created" | "processes_terminated" => among(COMMANDS, entry.as_str()?),
        _ => None,
    }
}

/// Why a process is noise, by its name or its command line.
pub fn of_process(name: &str) -> Option<Why> {
    among(COMMANDS, name)
}

/// Longer texts are none that we know.
const AT_MOST: usize = 400;

/// The same place under other names.
const SPELLINGS: &[(&str, &str)] = &[
    ("c:\\windows\\", "%windir%\\"),
    ("%systemroot%\\", "%windir%\\"),
    ("\\??\\c:\\windows\\", "%windir%\\"),
    ("\"c:\\windows\\", "\"%windir%\\"),
    ("\"%systemroot%\\", "\"%windir%\\"),
    ("c:\\programdata\\", "%programdata%\\"),
    ("%allusersprofile%\\", "%programdata%\\"),
    ("hkey_local_machine\\", "hklm\\"),
    ("\\registry\\machine\\", "hklm\\"),
    ("hkey_current_user\\", "hkcu\\"),
    ("\\sessions\\1\\basenamedobjects\\local\\", ""),
    ("\\sessions\\1\\basenamedobjects\\global\\", ""),
    ("\\sessions\\1\\basenamedobjects\\", ""),
    ("\\basenamedobjects\\", ""),
    ("local\\", ""),
    ("global\\", ""),
];

fn among(rules: &[Rule], text: &str) -> Option<Why> {
    let text = text.trim_end_matches(' ').as_bytes();
    if text.len() > AT_MOST {
        return None;
    }
    let spelling = SPELLINGS.iter().find_map(|(spelling, own)| {
        let (start, rest) = text.split_at_checked(spelling.len())?;
        start
            .eq_ignore_ascii_case(spelling.as_bytes())
            .then_some((own.as_bytes(), rest))
    });
    let (start, rest) = spelling.unwrap_or((&[], text));
    let (length, last) = (start.len() + rest.len(), rest.last()?.to_ascii_lowercase());
    // Nearly every text is told from every rule by its end: there are tens of thousands.
    let mut near = rules.iter().filter(|(pattern, _)| {
        let end = pattern.as_bytes().last();
        length >= pattern.len() && end.is_some_and(|end| *end == last || matches!(end, b'*' | b'#'))
    });
    let (_, why) = near.find(|(pattern, _)| fits(pattern.as_bytes(), &[start, rest].concat()))?;
    Some(*why)
}

/// Whether a text is what the pattern says, from end to end.
fn fits(pattern: &[u8], text: &[u8]) -> bool {
    let literal = pattern.iter().take_while(|sign| !matches!(sign, b'*' | b'#')).count();
    let (Some((start, pattern)), Some((begun, rest))) =
        (pattern.split_at_checked(literal), text.split_at_checked(literal))
    else {
        return false;
    };
    if !begun.eq_ignore_ascii_case(start) {
        return false;
    }
    // The places of the pattern that may stand for the next sign, a bit each: no text makes this slow.
    let mut open: u128 = 1;
    for sign in rest.iter().map(u8::to_ascii_lowercase) {
        let mut next = 0;
        for (at, wanted) in pattern.iter().enumerate() {
            if open & (1 << at) == 0 {
                continue;
            }
            next |= match wanted {
                b'*' if is_of_a_name(sign) => 0b11 << at,
                b'#' if sign.is_ascii_hexdigit() || sign == b'-' => 0b11 << at,
                b'*' | b'#' => 0,
                wanted if *wanted == sign => 0b10 << at,
                _ => 0,
            };
        }
        open = next;
        if open == 0 {
            return false;
        }
    }
    open & (1 << pattern.len()) != 0
}

fn is_of_a_name(sign: u8) -> bool {
    sign.is_ascii_alphanumeric() || b" ._-{}()[]+,".contains(&sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_fits_a_whole_text_or_not_at_all() {
        for (pattern, text, fitting) in [
            ("abc", "aBC", true),
            ("abc", "abcd", false),
            ("abc", "ab", false),
            ("a*c", "abbc", true),
            ("a*c", "ac", false),
            ("a*c", "a\\c", false),
            ("a*c", "aбc", false),
            ("a*c", "a\u{202E}c", false),
            ("*-#.pf", "X-Z-1F.pf", true),
            ("*-#.pf", "X-Z.pf", false),
            ("w#t", "w12-aft", true),
            ("w#t", "wxt", false),
            ("*", "", false),
        ] {
            assert_eq!(fits(pattern.as_bytes(), text.as_bytes()), fitting, "{pattern} {text}");
        }
    }

    #[test]
    fn rules_are_written_as_they_are_matched() {
        for rules in [COMMANDS, DIGESTS, HOSTS, KEYS, MUTEXES, PATHS, REQUESTS, TRAFFIC] {
            for (at, (pattern, _)) in rules.iter().enumerate() {
                assert!(pattern.is_ascii() && pattern.len() < 127, "{pattern}");
                assert_eq!(*pattern, pattern.to_ascii_lowercase());
                assert!(pattern.len() >= 10, "{pattern} is too short to be narrow");
                assert!(
                    rules.iter().skip(at + 1).all(|(other, _)| other != pattern),
                    "{pattern} twice"
                );
                let spelled = SPELLINGS.iter().any(|(spelling, _)| pattern.starts_with(spelling));
                assert!(
                    !spelled,
                    "{pattern} is spelled as no text is after its spelling is known"
                );
            }
        }
    }
}
