//! What a report says about a file's signature, in one word.

use serde_json::Value;

use crate::untrusted::Untrusted;
use crate::vt::object::Object;
use crate::vt::value::{list, text};

/// The state of a signature.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Signature {
    Valid {
        signer: Option<Untrusted>,
    },
    /// There is one, and VirusTotal says what is wrong with it.
    Broken {
        why: Untrusted,
    },
    /// A Windows program without one.
    Unsigned,
    /// There are certificates, and nobody says whether they hold: Android packages, for one.
    Unchecked,
}

/// None where the file is of a kind that carries no signature.
pub fn signature(file: &Object) -> Option<Signature> {
    let info = file.map("signature_info");
    let field = |name: &str| info.and_then(|info| info.get(name)).and_then(text);
    match field("verified") {
        Some(word) if word.raw().eq_ignore_ascii_case("signed") || word.raw().eq_ignore_ascii_case("valid") => {
            let signer = field("signers").map(|signers| first_signer(&signers));
            Some(Signature::Valid { signer })
        }
        Some(why) if why.raw().eq_ignore_ascii_case("unsigned") => {
            is_windows_program(file).then_some(Signature::Unsigned)
        }
        Some(why) => Some(Signature::Broken { why }),
        None if info.is_some_and(holds_certificates) => Some(Signature::Unchecked),
        None => is_windows_program(file).then_some(Signature::Unsigned),
    }
}

fn holds_certificates(info: &serde_json::Map<String, Value>) -> bool {
    ["x509", "signers details", "signers"].iter().any(|name| {
        info.get(*name)
            .is_some_and(|value| !list(value).is_empty() || text(value).is_some())
    })
}

/// `A; B; C` is a chain from the signer up.
fn first_signer(chain: &Untrusted) -> Untrusted {
    Untrusted::new(chain.raw().split(';').next().unwrap_or_default().trim())
}

/// Only programs that Windows would check a signature of; old reports lack the tag and have `pe_info`.
fn is_windows_program(file: &Object) -> bool {
    match file.attributes.get("type_tag").and_then(Value::as_str) {
        Some(tag) => matches!(tag, "peexe" | "pedll" | "msi"),
        None => file.map("pe_info").is_some(),
    }
}
