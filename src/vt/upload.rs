//! Where a file may be sent: by its size, and to which path of the proxy the address leads that VirusTotal hands out.

use serde_json::Value;

use crate::settings::ApiKey;
use crate::untrusted::Untrusted;
use crate::vt::error::{Answer, ApiError, NotTheApi};
use crate::vt::read;

/// The largest file that is taken at all: VirusTotal's 650 MB.
pub const LARGEST: u64 = 650_000_000;
/// The direct way takes bodies of 32 MB, and a body is a little more than its file.
const DIRECT: u64 = 32_000_000 - (64 << 10);

/// The path that takes a small file.
pub const PATH: &str = "/api/v3/files";

/// How a file of some size gets to VirusTotal.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Way {
    /// One request.
    Direct,
    /// Two: the first asks where to send the file.
    Large,
    TooLarge,
}

impl Way {
    pub fn of(size: u64) -> Self {
        if size <= DIRECT {
            Self::Direct
        } else if size <= LARGEST {
            Self::Large
        } else {
            Self::TooLarge
        }
    }

    /// Requests of the key's quota.
    pub fn requests(self) -> u64 {
        match self {
            Self::Direct => 1,
            Self::Large => 2,
            Self::TooLarge => 0,
        }
    }
}

/// An address that is none of the two places where VirusTotal takes large files.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NotAnUploadUrl(pub Untrusted);

/// The path of the proxy, with its query, for the address that VirusTotal gave. The address itself is never asked: only
/// its path is used, behind the proxy.
///
/// - `https://bigfiles.virustotal.com/…` is the proxy's `/bigfiles/…`;
/// - `https://www.virustotal.com/_ah/upload/…` is `/_ah/upload/…`;
/// - a proxy that has rewritten the address names one of these paths already, behind a host that does not matter and
///   whatever path `proxy`, its own address, has.
pub fn destination(returned: &str, proxy: &str) -> Result<String, NotAnUploadUrl> {
    let refused = || NotAnUploadUrl(Untrusted::new(returned).elided(200));
    let lower = returned.get(..8).unwrap_or(returned).to_ascii_lowercase();
    let scheme = ["https://", "http://"]
        .into_iter()
        .find(|scheme| lower.starts_with(scheme));
    let rest = returned.get(scheme.ok_or_else(refused)?.len()..).unwrap_or_default();
    let (authority, target) = rest.split_at(rest.find('/').ok_or_else(refused)?);
    if authority.is_empty() || !authority.bytes().all(is_of_authority) || !is_plain(target) {
        return Err(refused());
    }
    let is = |host: &str| {
        let name = authority.split_once(':').map_or(authority, |(name, _)| name);
        name.eq_ignore_ascii_case(host)
    };
    let virustotals = is("virustotal.com") || authority.to_ascii_lowercase().contains(".virustotal.com");
    let ours = if is("bigfiles.virustotal.com") {
        format!("/bigfiles{target}")
    } else if virustotals && !is("www.virustotal.com") {
        return Err(refused());
    } else {
        target.strip_prefix(path_of(proxy)).unwrap_or(target).to_owned()
    };
    let upload = ["/bigfiles/", "/_ah/upload/"]
        .into_iter()
        .any(|place| ours.strip_prefix(place).is_some_and(|rest| !rest.is_empty()));
    if upload && !(is("www.virustotal.com") && ours.starts_with("/bigfiles/")) {
        Ok(ours)
    } else {
        Err(refused())
    }
}

/// The path before `/api/v3` in a proxy's address: empty for most.
fn path_of(proxy: &str) -> &str {
    let rest = proxy.split_once("://").map_or(proxy, |(_, rest)| rest);
    let path = rest.find('/').and_then(|slash| rest.get(slash..));
    path.unwrap_or_default().trim_end_matches('/')
}

/// A host with or without a port: nobody's name and password before it.
fn is_of_authority(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b':' | b'[' | b']')
}

/// A path and query that mean the same to everybody on the way: no step upwards, no empty step, nothing unescaped.
fn is_plain(target: &str) -> bool {
    let path = target.split('?').next().unwrap_or_default();
    let steps_well = path.split('/').skip(1).enumerate().all(|(at, step)| {
        let last = path.split('/').count() == at + 2;
        let dots = step.replace("%2e", ".").replace("%2E", ".");
        (last || !step.is_empty()) && dots != "." && dots != ".."
    });
    let slashes = ["%2f", "%2F", "%5c", "%5C"].iter().any(|slash| path.contains(slash));
    let graphic = target
        .bytes()
        .all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'\\' | b'#' | b'"' | b'<' | b'>'));
    steps_well && !slashes && graphic
}

/// Reads the answer that names the address.
pub fn address(answer: &Answer, key: Option<&ApiKey>) -> Result<String, ApiError> {
    let told = read::done(answer, key)?;
    match told.get("data").and_then(Value::as_str) {
        Some(address) => Ok(address.to_owned()),
        None => Err(ApiError::NotTheApi {
            status: answer.status,
            why: NotTheApi::WrongShape,
            begins: Untrusted::default(),
        }),
    }
}
