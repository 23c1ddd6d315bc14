//! Reports for digests that no fixture has: built from the fixtures, and always the same for the same digest.

use serde_json::{Value, json};

use crate::fixtures::{self, Identity, clean, doubtful, engines, malicious};

/// Families that nobody wrote; a digest gets one of them.
const FAMILIES: [&str; 6] = ["Quillnab", "Paperlure", "Mothgrip", "Tarnhelm", "Gullwing", "Ashlock"];

/// What the stand-in says of a file that it was never told of; `None` for "never seen".
///
/// The first digit decides, so that a reader can choose: `0`-`3` never seen, `4`-`7` malicious, `8`-`b` suspicious,
/// `c`-`f` clean.
pub(crate) fn report(digest: &str) -> Option<Value> {
    let digest = digest.to_ascii_lowercase();
    let mut report = match digest.bytes().next()? {
        b'4'..=b'7' => stealer(&digest),
        b'8'..=b'b' => doubtful::script(),
        b'c'..=b'f' => {
            if digest.ends_with(['0', '2', '4', '6', '8', 'a', 'c', 'e']) {
                clean::signed()
            } else {
                clean::document()
            }
        }
        _ => return None,
    };
    identity(&digest).put_into(&mut report);
    let attributes = &mut report["data"]["attributes"];
    attributes["about_this_report"] = json!(
        "The stand-in made this up from the digest alone. VirusTotal was not asked, and nobody looked at a file."
    );
    if let Some(tags) = attributes["tags"].as_array_mut() {
        tags.insert(0, json!("made-up"));
    }
    Some(report)
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

/// Every digest of a made-up report, so that it is found again by the two that nobody asked for yet.
pub(crate) fn digests(report: &Value) -> Vec<String> {
    let attributes = &report["data"]["attributes"];
    ["md5", "sha1", "sha256"]
        .iter()
        .filter_map(|name| attributes[*name].as_str().map(str::to_owned))
        .collect()
}

/// Bytes of a fixture about another file than `digest`.
pub(crate) fn of_another(digest: &str) -> String {
    let one = clean::signed();
    let another = if digests(&one).iter().any(|own| own == digest) {
        doubtful::sparse()
    } else {
        one
    };
    fixtures::written(&another)
}
