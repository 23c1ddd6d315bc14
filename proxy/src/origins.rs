//! Whose pages may ask: exact origins, and our own page.

use hyper::header::{HeaderMap, HeaderValue, ORIGIN};
use hyper::{StatusCode, Uri};

use crate::hosts::Hosts;
use crate::refusal::Refusal;

const SITE: &str = "sec-fetch-site";
const MODE: &str = "sec-fetch-mode";

/// Who sends a request, as far as a browser says.
#[derive(Debug)]
pub(crate) enum Asker {
    /// A page of an allowed origin, which wants to see that origin in the answer.
    Page(HeaderValue),
    /// Our own page where the browser names no origin, or no browser at all.
    Unnamed,
}

/// Decides by Origin, and where there is none by what the browser says of the page's place.
pub(crate) fn judge(headers: &HeaderMap, host: &str, hosts: &Hosts, allowed: &[String]) -> Result<Asker, Refusal> {
    let refused = |why: &str| Refusal::new(StatusCode::FORBIDDEN, "ProxyErrorOrigin", why);
    if headers.get(MODE).is_some_and(|mode| mode == "navigate") {
        return Err(refused(
            "An answer of the API is no page: it cannot be opened, only asked for.",
        ));
    }
    let mut named = headers.get_all(ORIGIN).iter();
    match (named.next(), named.next()) {
        (None, _) => match headers.get(SITE).map(HeaderValue::as_bytes) {
            None | Some(b"same-origin" | b"none") => Ok(Asker::Unnamed),
            Some(_) => Err(refused("This proxy does not answer other sites.")),
        },
        (Some(origin), None) => match origin.to_str() {
            Ok(text) if hosts.same(text, host) || allowed.iter().any(|one| one == text) => {
                Ok(Asker::Page(origin.clone()))
            }
            Ok(_) | Err(_) => Err(refused(
                "This proxy does not answer this page. Whoever runs it can allow the page's origin with --allow-origin.",
            )),
        },
        (Some(_), Some(_)) => Err(refused("A request comes from one origin.")),
    }
}

/// Whether another site's page asks for a file of ours. The headers of our files would forbid it the answer, and it
/// could not tell that from nobody being there; a refusal it may at least notice.
pub(crate) fn is_embedding(headers: &HeaderMap) -> bool {
    let other = headers
        .get(SITE)
        .is_some_and(|site| site == "cross-site" || site == "same-site");
    other && headers.get(MODE).is_some_and(|mode| mode == "no-cors")
}

/// An origin given with `--allow-origin`, in the form that browsers send.
pub(crate) fn checked(text: &str) -> Result<String, String> {
    let wrong = |why: &str| format!("--allow-origin {text}: {why}");
    if text == "*" || text == "null" {
        return Err(wrong("that would let every page ask; name the origins one by one"));
    }
    let lower = text.to_ascii_lowercase();
    let uri: Uri = lower
        .parse()
        .map_err(|_| wrong("expected an origin, such as https://assay.example"))?;
    let (Some(scheme @ ("http" | "https")), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
        return Err(wrong("an origin begins with https:// or http://"));
    };
    if authority.as_str().contains(['@', '*']) || !matches!(uri.path(), "" | "/") || uri.query().is_some() {
        return Err(wrong(
            "an origin is a scheme, a name and perhaps a port, such as https://assay.example",
        ));
    }
    let default = if scheme == "https" { ":443" } else { ":80" };
    let authority = authority.as_str();
    Ok(format!(
        "{scheme}://{}",
        authority.strip_suffix(default).unwrap_or(authority)
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_allowed_origin_is_kept_as_browsers_write_it() {
        for (text, kept) in [
            ("https://assay.example", Some("https://assay.example")),
            ("https://Assay.Example/", Some("https://assay.example")),
            ("https://assay.example:443", Some("https://assay.example")),
            ("http://localhost:8080", Some("http://localhost:8080")),
            ("*", None),
            ("null", None),
            ("https://*.example", None),
            ("assay.example", None),
            ("https://assay.example/page", None),
            ("https://assay.example?x", None),
            ("https://me@assay.example", None),
            ("file:///page", None),
        ] {
            assert_eq!(checked(text).ok().as_deref(), kept, "{text}");
        }
    }
}
