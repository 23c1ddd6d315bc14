//! The page itself: files of one folder, with the headers of `deploy/headers.txt`.

use std::io;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use hyper::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, HeaderMap, HeaderName, HeaderValue, IF_NONE_MATCH};
use hyper::{Method, Request, Response, StatusCode};

use crate::flow::{Body, whole};
use crate::percent;
use crate::refusal::Refusal;

const HEADERS: &str = include_str!("../../deploy/headers.txt");

/// The headers of `deploy/headers.txt`, in their order.
pub fn page_headers() -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = HEADERS.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once(": "))
}

/// A folder that is served.
pub(crate) struct Pages {
    root: PathBuf,
}

/// A file that was found.
struct Found {
    bytes: Vec<u8>,
    mark: String,
}

impl Pages {
    pub(crate) fn new(folder: &Path) -> io::Result<Self> {
        Ok(Self {
            root: folder.canonicalize()?,
        })
    }

    pub(crate) async fn answer<B>(&self, request: &Request<B>) -> Response<Body> {
        if ![Method::GET, Method::HEAD].contains(request.method()) {
            return Refusal::method("GET, HEAD").answer();
        }
        let Some(path) = relative(request.uri().path()) else {
            return missing();
        };
        let config = path == Path::new("config.json");
        let found = match self.read(&path).await {
            Ok(found) if config => Found {
                bytes: configured(found.bytes),
                ..found
            },
            Ok(found) => found,
            Err(_) if config => Found {
                bytes: configured(Vec::new()),
                mark: "\"assay-proxy\"".to_owned(),
            },
            Err(_) => return missing(),
        };
        let known = request
            .headers()
            .get(IF_NONE_MATCH)
            .is_some_and(|mark| mark.as_bytes() == found.mark.as_bytes());
        let mut response = Response::new(whole(if known { Vec::new() } else { found.bytes }));
        if known {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
        }
        let headers = response.headers_mut();
        dress(headers);
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type(&path)));
        headers.insert(CACHE_CONTROL, HeaderValue::from_static(keeping(&path)));
        if let Ok(mark) = found.mark.parse() {
            headers.insert(ETAG, mark);
        }
        response
    }

    async fn read(&self, path: &Path) -> io::Result<Found> {
        // A link inside the folder may point out of it.
        let real = tokio::fs::canonicalize(self.root.join(path)).await?;
        if !real.starts_with(&self.root) {
            return Err(io::ErrorKind::NotFound.into());
        }
        let told = tokio::fs::metadata(&real).await?;
        if !told.is_file() {
            return Err(io::ErrorKind::NotFound.into());
        }
        let changed = told
            .modified()?
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default()
            .as_nanos();
        let mark = format!("W/\"{:x}-{changed:x}\"", told.len());
        Ok(Found {
            bytes: tokio::fs::read(real).await?,
            mark,
        })
    }
}

/// The file that a path of an address names; `None` for one that climbs, hides or means nothing.
fn relative(path: &str) -> Option<PathBuf> {
    let path = percent::decoded_text(path.strip_prefix('/')?)?;
    let path = if path.is_empty() || path.ends_with('/') {
        path + "index.html"
    } else {
        path
    };
    let odd = |part: &str| part.is_empty() || part.starts_with('.') || part.contains(['\\', ':', '\0']);
    (!path.split('/').any(odd)).then(|| path.split('/').collect())
}

/// The page's presets. Where they name no proxy, it is this one.
fn configured(bytes: Vec<u8>) -> Vec<u8> {
    let text = if bytes.is_empty() { b"{}".as_slice() } else { &bytes };
    let Ok(serde_json::Value::Object(mut config)) = serde_json::from_slice(text) else {
        return bytes;
    };
    if config.get("proxy").is_none_or(serde_json::Value::is_null) {
        config.insert("proxy".to_owned(), "./".into());
    }
    serde_json::Value::Object(config).to_string().into_bytes()
}

fn dress(headers: &mut HeaderMap) {
    for (name, value) in page_headers() {
        if let Ok(name) = HeaderName::from_bytes(name.as_bytes()) {
            headers.insert(name, HeaderValue::from_static(value));
        }
    }
}

fn missing() -> Response<Body> {
    let mut response = Response::new(whole("There is no such page here.\n"));
    *response.status_mut() = StatusCode::NOT_FOUND;
    let headers = response.headers_mut();
    dress(headers);
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn content_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("txt" | "md") => "text/plain; charset=utf-8",
        Some(_) | None => "application/octet-stream",
    }
}

/// A name with a hash of the content in it never means anything else; all others are asked for anew.
fn keeping(path: &Path) -> &'static str {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let hashed = name
        .split(['-', '_', '.'])
        .any(|part| part.len() == 16 && part.bytes().all(|b| b.is_ascii_hexdigit()));
    if hashed {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_stays_in_its_folder() {
        for (path, file) in [
            ("/", Some("index.html")),
            ("/index.html", Some("index.html")),
            ("/icons/a%20b.svg", Some("icons/a b.svg")),
            ("/deep/", Some("deep/index.html")),
            ("", None),
            ("//etc/passwd", None),
            ("/../secret", None),
            ("/a/../../secret", None),
            ("/%2e%2e/secret", None),
            ("/..%2fsecret", None),
            ("/a%5c..%5csecret", None),
            ("/a\\..\\secret", None),
            ("/.git/config", None),
            ("/%2egit/config", None),
            ("/c:/windows", None),
            ("/a%00.html", None),
            ("/a%", None),
            ("/%ff", None),
        ] {
            assert_eq!(relative(path).as_deref(), file.map(Path::new), "{path}");
        }
    }

    #[test]
    fn the_config_names_this_proxy_where_it_names_none() {
        for (file, sent) in [
            ("", r#"{"proxy":"./"}"#),
            (r#"{"proxy":null}"#, r#"{"proxy":"./"}"#),
            (
                r#"{"proxy":"https://proxy.example"}"#,
                r#"{"proxy":"https://proxy.example"}"#,
            ),
            ("{ broken", "{ broken"),
        ] {
            assert_eq!(configured(file.into()), sent.as_bytes());
        }
    }

    #[test]
    fn only_hashed_names_are_kept_for_ever() {
        for (name, kept) in [
            ("assay-1f2e3d4c5b6a7980_bg.wasm", true),
            ("assay-1f2e3d4c5b6a7980.js", true),
            ("base-1f2e3d4c5b6a7980.css", true),
            ("index.html", false),
            ("boot.js", false),
            ("worker.js", false),
            ("config.json", false),
            ("sample-report.json", false),
        ] {
            assert_eq!(keeping(Path::new(name)).contains("immutable"), kept, "{name}");
        }
    }

    #[test]
    fn every_line_of_the_header_file_is_read() {
        let lines = HEADERS
            .lines()
            .filter(|line| !line.is_empty() && !line.starts_with('#'))
            .count();
        assert_eq!(page_headers().count(), lines);
        let mut headers = HeaderMap::new();
        dress(&mut headers);
        assert_eq!(headers.len(), lines);
    }
}
