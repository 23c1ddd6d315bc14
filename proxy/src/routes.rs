//! What may be asked of API v3: a table of paths. The upstream path is built from the table and checked segments.

use hyper::Method;

mod segment;
mod table;

use crate::percent;
use segment::Kind;
use table::TABLE;

/// One line of the table.
#[derive(Debug)]
pub(crate) struct Route {
    /// As the access log writes it. `{kind}` stands for one segment.
    pub(crate) template: &'static str,
    pub(crate) methods: &'static [Takes],
    /// Names of the parameters that pass.
    query: &'static [&'static str],
}

/// A method, and with it how much of a body.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Takes {
    Get,
    Delete,
    /// A form or a small JSON object.
    Post,
    /// A file.
    Upload,
}

impl Takes {
    pub(crate) fn method(self) -> Method {
        match self {
            Self::Get => Method::GET,
            Self::Delete => Method::DELETE,
            Self::Post | Self::Upload => Method::POST,
        }
    }

    /// Bytes of a body.
    pub(crate) fn limit(self, upload: u64) -> u64 {
        match self {
            Self::Get | Self::Delete => 0,
            Self::Post => 64 << 10,
            Self::Upload => upload,
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

    /// The query to send, leading `?` included; `None` where a parameter is not of this route or not well formed.
    pub(crate) fn query(&self, raw: Option<&str>) -> Option<String> {
        let mut built = String::new();
        let mut seen = Vec::new();
        for pair in raw.unwrap_or_default().split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=')?;
            let value = percent::decoded_text(&value.replace('+', " "))?;
            let name = *self.query.iter().find(|known| **known == name)?;
            if seen.contains(&name) || !segment::is_parameter(name, &value) {
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

fn build(template: &str, path: &str) -> Option<String> {
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
