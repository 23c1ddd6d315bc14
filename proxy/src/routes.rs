//! What may be asked of API v3: a table of paths. The upstream path is built from the table and checked segments.

use hyper::Method;

mod segment;
mod table;

use crate::options::Limits;
use crate::percent;
use segment::Kind;
use table::TABLE;

/// Below it lies the host that takes large files; the rest of the path is that host's own.
pub(crate) const BIG_FILES: &str = "/bigfiles/";

/// One line of the table.
#[derive(Debug)]
pub(crate) struct Route {
    /// As the access log writes it. `{kind}` stands for one segment, `{upload}` for all that are left.
    pub(crate) template: &'static str,
    pub(crate) methods: &'static [Takes],
    /// Names of the parameters that pass; `name={kind}` takes a list of that kind, `*` whatever upstream gave out.
    query: &'static [&'static str],
}

/// A method, and with it what kind of a body, and how much of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Takes {
    Get,
    Delete,
    /// Nothing but the address.
    Act,
    /// The fields of a form.
    Form,
    /// A small JSON object.
    Json,
    /// A file in a form, straight to the API.
    Upload,
    /// The same, to an address that was given out for it.
    Large,
}

impl Takes {
    pub(crate) fn method(self) -> Method {
        match self {
            Self::Get => Method::GET,
            Self::Delete => Method::DELETE,
            Self::Act | Self::Form | Self::Json | Self::Upload | Self::Large => Method::POST,
        }
    }

    /// Bytes of a body.
    pub(crate) fn limit(self, limits: &Limits) -> u64 {
        match self {
            Self::Get | Self::Delete | Self::Act => 0,
            Self::Form | Self::Json => 64 << 10,
            Self::Upload => limits.upload,
            Self::Large => limits.large,
        }
    }

    /// What the type of a body may be; nothing where there is no body.
    pub(crate) fn kinds(self) -> &'static [&'static str] {
        match self {
            Self::Get | Self::Delete | Self::Act => &[],
            Self::Form => &["application/x-www-form-urlencoded", "multipart/form-data"],
            Self::Json => &["application/json"],
            Self::Upload | Self::Large => &["multipart/form-data"],
        }
    }
}

impl Route {
    /// The methods as header values list them.
    pub(crate) fn allow(&self) -> String {
        let names: Vec<_> = self.methods.iter().map(|takes| takes.method().to_string()).collect();
        names.join(", ")
    }

    pub(crate) fn taking(&self, method: &Method) -> Option<Takes> {
        self.methods.iter().copied().find(|takes| takes.method() == *method)
    }

    /// Whether its answer is an address to send a file to.
    pub(crate) fn gives_upload_address(&self) -> bool {
        self.template == table::UPLOAD_URL
    }

    /// The query to send, leading `?` included; `None` where a parameter is not of this route or not well formed.
    pub(crate) fn query(&self, raw: Option<&str>) -> Option<String> {
        let raw = raw.unwrap_or_default();
        if self.query == table::ANY {
            // It may be signed, so not a byte of it is changed.
            let sent = if raw.is_empty() {
                String::new()
            } else {
                format!("?{raw}")
            };
            return segment::is_given_query(raw).then_some(sent);
        }
        let mut built = String::new();
        let mut seen = Vec::new();
        for pair in raw.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=')?;
            let value = percent::decoded_text(&value.replace('+', " "))?;
            let mut known = self
                .query
                .iter()
                .map(|known| known.split_once('=').unwrap_or((known, "")));
            let (name, kind) = known.find(|(known, _)| *known == name)?;
            if seen.contains(&name) || !segment::is_parameter(name, Kind::named(kind), &value) {
                return None;
            }
            seen.push(name);
            built.push(if built.is_empty() { '?' } else { '&' });
            built.push_str(name);
            built.push('=');
            percent::encode_into(&mut built, &value, b"");
        }
        Some(built)
    }
}

/// The route of a path as it stands in a request, and the path to send.
pub(crate) fn find(path: &str) -> Option<(&'static Route, String)> {
    TABLE
        .iter()
        .find_map(|route| Some((route, build(route.template, path)?)))
}

/// Where the paths lie that are forwarded; everything else may be a page's.
pub(crate) fn is_forwarded(path: &str) -> bool {
    ["/api/", BIG_FILES, "/_ah/"]
        .iter()
        .any(|start| path.starts_with(start))
}

fn build(template: &str, path: &str) -> Option<String> {
    if let Some(start) = template.strip_suffix("{upload}") {
        return segment::is_given_path(path.strip_prefix(start)?).then(|| path.to_owned());
    }
    let mut built = String::with_capacity(path.len());
    let mut asked = path.strip_prefix('/')?.split('/');
    for part in template.strip_prefix('/')?.split('/') {
        let segment = asked.next()?;
        built.push('/');
        match Kind::named(part) {
            None if part == segment => built.push_str(part),
            None => return None,
            Some(kind) => {
                let value = percent::decoded_text(segment)?;
                if !kind.takes(&value) {
                    return None;
                }
                percent::encode_into(&mut built, &value, b":=");
            }
        }
    }
    asked.next().is_none().then_some(built)
}

#[cfg(test)]
mod tests;
