//! Objects that no fixture has: built from the fixtures, and always the same for the same id.

use std::time::Duration;

use serde_json::{Value, json};

use crate::canonical;
use crate::fixtures::blocklists::{DOUBTED, Finding, STEALER};
use crate::fixtures::identity::{sha256, with};
use crate::fixtures::world::{self, addresses, domains, urls};
use crate::fixtures::{self, Identity, clean, doubtful, engines, malicious};
use crate::kind::Kind;
use crate::known::Known;

/// Families that nobody wrote; a digest gets one of them.
const FAMILIES: [&str; 6] = ["Quillnab", "Paperlure", "Mothgrip", "Tarnhelm", "Gullwing", "Ashlock"];

const NOTE: &str =
    "The stand-in made this up from the digest alone. VirusTotal was not asked, and nobody looked at a file.";

/// How bad something is made up to be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Verdict {
    Malicious,
    Suspicious,
    Clean,
}

/// `None` for "never seen".
fn verdict(digest: &str) -> Option<Verdict> {
    match digest.bytes().next()? {
        b'4'..=b'7' => Some(Verdict::Malicious),
        b'8'..=b'b' => Some(Verdict::Suspicious),
        b'c'..=b'f' => Some(Verdict::Clean),
        _ => None,
    }
}

/// A name that says it decides, before its digest does.
fn verdict_of(name: &str, digest: &str) -> Option<Verdict> {
    if name.contains("never-seen") {
        None
    } else if name.contains("malicious") {
        Some(Verdict::Malicious)
    } else if name.contains("suspicious") {
        Some(Verdict::Suspicious)
    } else if name.contains("clean") {
        Some(Verdict::Clean)
    } else {
        verdict(digest)
    }
}

/// Makes an object up and makes it known, with the relations of one like it; `false` for what was never seen.
pub(crate) fn add(known: &mut Known, kind: Kind, id: &str) -> bool {
    let made = match kind {
        Kind::File if is_digest(id) => report(id).map(|report| (report, world::FILE.to_owned())),
        Kind::Url => canonical::asked_url(id).and_then(|(id, text)| url(&id, text)),
        Kind::Domain => canonical::domain(id).and_then(|name| {
            let flagged = flagged(verdict_of(&name, &sha256(&name))?);
            Some((domains::plain(&name, flagged), world::DOMAIN.to_owned()))
        }),
        Kind::Address => canonical::address(id).and_then(|address| {
            let flagged = flagged(verdict(&sha256(&address))?);
            Some((addresses::hosted(&address, flagged), world::ADDRESS.to_owned()))
        }),
        Kind::File
        | Kind::Resolution
        | Kind::Behaviour
        | Kind::Analysis
        | Kind::Comment
        | Kind::Vote
        | Kind::User
        | Kind::SigmaRule
        | Kind::YaraRuleset
        | Kind::Collection
        | Kind::Graph
        | Kind::Whois
        | Kind::Certificate
        | Kind::Submission
        | Kind::Technique => None,
    };
    let Some((mut object, model)) = made else { return false };
    if kind != Kind::File {
        object["attributes"]["about_this_report"] = json!(NOTE);
    }
    let attributes = if kind == Kind::File {
        &object["data"]["attributes"]
    } else {
        &object["attributes"]
    };
    let flagged = attributes["last_analysis_stats"]["malicious"] != 0;
    known.add_object(&object);
    if flagged {
        known.relate_like(kind, id, &model);
    }
    true
}

fn url(id: &str, text: Option<String>) -> Option<(Value, String)> {
    let text = text.unwrap_or_else(|| format!("http://made-up.example.com/{}", id.get(..8).unwrap_or_default()));
    let flagged = flagged(verdict_of(&text, id)?);
    let own = json!({"id": id, "links": {"self": format!("{}/urls/{id}", crate::page::API)}});
    Some((with(urls::plain(&text, flagged), own), world::URL_ID.to_owned()))
}

fn flagged(verdict: Verdict) -> &'static [Finding] {
    match verdict {
        Verdict::Malicious => &STEALER,
        Verdict::Suspicious => &DOUBTED,
        Verdict::Clean => &[],
    }
}

fn is_digest(id: &str) -> bool {
    matches!(id.len(), 32 | 40 | 64) && id.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// What the stand-in says of a file that it was never told of; `None` for "never seen".
///
/// The first digit decides, so that a reader can choose: `0`-`3` never seen, `4`-`7` malicious, `8`-`b` suspicious,
/// `c`-`f` clean.
pub(crate) fn report(digest: &str) -> Option<Value> {
    let digest = digest.to_ascii_lowercase();
    let mut report = match verdict(&digest)? {
        Verdict::Malicious => stealer(&digest),
        Verdict::Suspicious => doubtful::script(),
        Verdict::Clean if digest.ends_with(['0', '2', '4', '6', '8', 'a', 'c', 'e']) => clean::signed(),
        Verdict::Clean => clean::document(),
    };
    identity(&digest).put_into(&mut report);
    let attributes = &mut report["data"]["attributes"];
    attributes["about_this_report"] = json!(NOTE);
    if let Some(tags) = attributes["tags"].as_array_mut() {
        tags.insert(0, json!("made-up"));
    }
    Some(report)
}

/// A report about a file that was sent in and is not known, as [`report`] would have it; what that has never seen is clean.
pub(crate) fn uploaded(identity: &Identity, length: u64) -> Value {
    let mut report = report(&identity.sha256).unwrap_or_else(clean::document);
    identity.put_into(&mut report);
    let attributes = &mut report["data"]["attributes"];
    attributes["size"] = json!(length);
    attributes["names"] = json!([]);
    attributes["times_submitted"] = json!(0);
    if let Some(attributes) = attributes.as_object_mut() {
        attributes.remove("first_submission_date");
        attributes.remove("last_analysis_date");
    }
    report
}

/// A URL that was sent in and is not known.
pub(crate) fn submitted(url: &str) -> Value {
    let verdict = verdict_of(url, &sha256(url)).unwrap_or(Verdict::Clean);
    let mut object = urls::plain(url, flagged(verdict));
    object["attributes"]["times_submitted"] = json!(0);
    if let Some(attributes) = object["attributes"].as_object_mut() {
        attributes.remove("first_submission_date");
        attributes.remove("last_analysis_date");
    }
    object
}

/// Counts a submission at this time.
pub(crate) fn sent_again(whole: &mut Value, now: Duration) {
    let attributes = &mut whole["data"]["attributes"];
    let times = attributes["times_submitted"].as_u64().unwrap_or_default();
    attributes["times_submitted"] = json!(times + 1);
    attributes["last_submission_date"] = json!(now.as_secs());
    if attributes["first_submission_date"].is_null() {
        attributes["first_submission_date"] = json!(now.as_secs());
    }
}

/// Adds the name under which a file came.
pub(crate) fn named(whole: &mut Value, name: &str) {
    let attributes = &mut whole["data"]["attributes"];
    if let Some(names) = attributes["names"].as_array_mut()
        && !name.is_empty()
        && !names.contains(&json!(name))
    {
        let first = names.is_empty();
        names.push(json!(name));
        if first {
            attributes["meaningful_name"] = json!(name);
        }
    }
}

/// The digest that was asked for in its place, the two others following from it.
fn identity(digest: &str) -> Identity {
    let mut identity = Identity::of(digest.as_bytes());
    match digest.len() {
        32 => digest.clone_into(&mut identity.md5),
        40 => digest.clone_into(&mut identity.sha1),
        _ => digest.clone_into(&mut identity.sha256),
    }
    identity
}

/// The stealer under another name, flagged by more or fewer engines.
fn stealer(digest: &str) -> Value {
    let dice: Vec<usize> = Identity::of(digest.as_bytes())
        .sha256
        .bytes()
        .map(usize::from)
        .collect();
    let roll = |at: usize| dice.get(at % dice.len()).copied().unwrap_or_default();
    let family = FAMILIES
        .get(roll(0) % FAMILIES.len())
        .copied()
        .unwrap_or(malicious::FAMILY);
    let share = 25 + roll(1) * 7 % 76;
    let mut rows = engines::malicious(family);
    for (at, row) in rows.values_mut().enumerate() {
        if row["category"] == "malicious" && (roll(at) * 31 + at * 17) % 100 >= share {
            row["category"] = json!("undetected");
            row["result"] = Value::Null;
        }
    }
    let mut report = malicious::fixture();
    let attributes = &mut report["data"]["attributes"];
    attributes["last_analysis_stats"] = engines::stats(&rows);
    attributes["last_analysis_results"] = Value::Object(rows);
    let name = family.to_lowercase();
    attributes["popular_threat_classification"]["suggested_threat_label"] = json!(format!("trojan.{name}/genericspy"));
    attributes["popular_threat_classification"]["popular_threat_name"][0]["value"] = json!(name);
    let file_name = format!("made-up-{}.exe", digest.get(..8).unwrap_or_default());
    attributes["meaningful_name"] = json!(file_name);
    attributes["names"][0] = json!(file_name);
    report
}

/// Bytes of a fixture about another file than `digest`.
pub(crate) fn of_another(digest: &str) -> String {
    let one = clean::signed();
    let attributes = &one["data"]["attributes"];
    let own = ["md5", "sha1", "sha256"]
        .iter()
        .any(|name| attributes[*name] == *digest);
    fixtures::written(&if own { doubtful::sparse() } else { one })
}
