//! Panels on a URL: what it is, what its server answered, where it led, what the page holds.

use serde_json::{Map, Value};

use crate::indicator::defang;
use crate::report::details::build::{
    Fields, Site, field, named, number_column, outside, panel, rows, table, words_column,
};
use crate::report::details::{Cell, Panel, Part};
use crate::report::units;
use crate::subject::{Subject, Topic};
use crate::untrusted::Untrusted;
use crate::vt::object::{Descriptor, Object};
use crate::vt::value::{list, text};

pub fn identity(url: &Object, site: Site) -> Option<Panel> {
    let words = site.words.report.places;
    let own = url.text("url").map(|text| Untrusted::new(defang(text.raw())));
    let other = |name: &str| url.text(name).filter(|other| Some(other) != url.text("url").as_ref());
    let fields = Fields::default()
        .copy(words.url, own)
        .cell(
            words.final_url,
            other("last_final_url").map(|text| named(Topic::Url, text)),
        )
        .cell(words.location, related(url, "network_location"))
        .cell(words.serving, related(url, "last_serving_ip_address"))
        .outside(words.title, url.text("title"))
        .outside(words.web_category, url.text("web_category"))
        .outside(words.tld, url.text("tld"))
        .copy(words.url_id, Some(Untrusted::new(url.id.as_str())));
    panel("identity", words.url, None, [fields.part()])
}

/// The one object that a relation leads to, where the report came with it.
fn related(url: &Object, relation: &str) -> Option<Cell> {
    let Descriptor { kind, id } = url.relation(relation)?.first.first()?;
    let subject = Subject::new(kind.topic()?, id)?;
    Some(Cell::Subject(subject, Untrusted::new(id.as_str())))
}

pub fn response(url: &Object, site: Site) -> Option<Panel> {
    let words = site.words.report.places;
    let length = url.attributes.get("last_http_response_content_length");
    let length = match url.count("last_http_response_content_length") {
        Some(bytes) => Some(Cell::Ours(units::size_exact(bytes, site.words))),
        None => length.and_then(text).map(Cell::Outside),
    };
    let content = url.text("last_http_response_content_sha256");
    let fields = Fields::default()
        .outside(words.status, url.text("last_http_response_code"))
        .cell(words.length, length)
        .cell(words.content, content.map(|digest| named(Topic::File, digest)))
        .outside(words.has_content, url.text("has_content"))
        .outside(words.proxy_country, url.text("proxy_country"))
        .outside(words.user_agent, url.text("user_agent"));
    let pairs = |title, name| {
        let columns = [site.words.report.panels.name, words.value].map(words_column);
        let lines = url.map(name).into_iter().flat_map(flattened);
        let lines = lines.map(|(name, value)| vec![Cell::Outside(name), Cell::Outside(value)]);
        rows(Some(title), columns, lines.collect())
    };
    let columns = [
        site.words.report.panels.name,
        words.value,
        words.domain_of,
        words.valid_until,
        words.marks,
    ];
    let extended = url.list("last_http_response_cookies_extended");
    let extended = table(Some(words.cookies), columns.map(words_column), extended, |cookie| {
        vec![
            outside(cookie, "name"),
            outside(cookie, "value"),
            outside(cookie, "domain"),
            site.time(cookie.get("expires")).unwrap_or(Cell::Empty),
            marks(cookie),
        ]
    });
    let parts = [
        fields.part(),
        pairs(words.headers, "last_http_response_headers"),
        pairs(words.cookies, "last_http_response_cookies"),
        extended,
    ];
    panel("response", words.response, None, parts)
}

/// What else is said of a cookie: `secure`, `priority Medium`.
fn marks(cookie: &Value) -> Cell {
    let flags = ["secure", "http_only", "session"]
        .into_iter()
        .filter(|name| cookie.get(*name) == Some(&Value::Bool(true)))
        .map(Untrusted::from);
    let values = ["priority", "size"]
        .into_iter()
        .filter_map(|name| Some(Untrusted::new(format!("{name} {}", field(cookie, name)?.raw()))));
    let marks: Vec<Untrusted> = flags.chain(values).collect();
    if marks.is_empty() {
        return Cell::Empty;
    }
    Cell::Chips(marks)
}

/// A map's simple values under their names; a list's each under the same name.
fn flattened(map: &Map<String, Value>) -> impl Iterator<Item = (Untrusted, Untrusted)> {
    map.iter().flat_map(|(name, value)| {
        let values = match value {
            Value::Array(values) => values.as_slice(),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Object(_) => {
                std::slice::from_ref(value)
            }
        };
        values
            .iter()
            .filter_map(text)
            .map(move |value| (Untrusted::new(name.as_str()), value))
    })
}

pub fn redirects(url: &Object, site: Site) -> Option<Panel> {
    let words = site.words.report.places;
    urls("redirects", words.redirects, url.list("redirection_chain"), site)
}

pub fn links(url: &Object, site: Site) -> Option<Panel> {
    let words = site.words.report.places;
    urls("links", words.links, url.list("outgoing_links"), site)
}

/// A numbered list of URLs that can be opened here.
fn urls(id: &'static str, title: &'static str, list: &[Value], site: Site) -> Option<Panel> {
    let texts: Vec<Untrusted> = list.iter().filter_map(text).collect();
    let count = texts.len();
    let lines = texts.into_iter().zip(1_u64..).map(|(text, at)| {
        let at = Cell::Ours(units::count(at, site.words));
        vec![at, named(Topic::Url, text)]
    });
    let part = rows(None, [number_column("№"), words_column("URL")], lines.collect());
    panel(id, title, Some(count), [part])
}

pub fn page(url: &Object, site: Site) -> Option<Panel> {
    let words = site.words.report.places;
    let name = site.words.report.panels.name;
    let meta = url.map("html_meta").into_iter().flat_map(flattened);
    let meta = meta.map(|(name, value)| vec![Cell::Outside(name), Cell::Outside(value)]);
    let meta = rows(Some(words.meta), [name, words.value].map(words_column), meta.collect());
    let columns = [name, "ID", "URL", words.seen].map(words_column);
    let trackers = url.map("trackers").into_iter().flatten();
    let trackers = trackers.flat_map(|(name, found)| list(found).iter().map(move |one| (name, one)));
    let trackers = trackers.map(|(name, one)| {
        vec![
            Cell::Outside(Untrusted::new(name.as_str())),
            outside(one, "id"),
            field(one, "url").map_or(Cell::Empty, |url| named(Topic::Url, url)),
            site.time(one.get("timestamp")).unwrap_or(Cell::Empty),
        ]
    });
    let trackers = rows(Some(words.trackers), columns, trackers.collect());
    let columns = [name, site.words.report.panels.kind, words.value, "SHA-256"].map(words_column);
    let variables = url.list("javascript_variables");
    let variables = table(Some(words.variables), columns, variables, |one| {
        vec![
            outside(one, "name"),
            outside(one, "type"),
            outside(one, "value"),
            field(one, "sha256").map_or(Cell::Empty, Cell::Copy),
        ]
    });
    let console: Vec<Vec<Cell>> = url
        .list("console_messages")
        .iter()
        .map(|said| vec![message(said)])
        .collect();
    let console = rows(
        Some(words.console),
        [words_column(site.words.report.panels.text)],
        console,
    );
    panel(
        "page",
        words.page,
        None,
        [icon(url, site), meta, trackers, variables, console],
    )
}

/// A message is a text, or a map of texts that nobody has described yet.
fn message(said: &Value) -> Cell {
    match said {
        Value::Object(map) => Cell::Chips(
            flattened(map)
                .map(|(name, value)| Untrusted::new(format!("{} {}", name.raw(), value.raw())))
                .collect(),
        ),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => {
            text(said).map_or(Cell::Empty, Cell::Outside)
        }
    }
}

/// The site's icon by its digests.
pub fn icon(object: &Object, site: Site) -> Option<Part> {
    let words = site.words.report.places;
    let icon = object.map("favicon")?;
    Fields::default()
        .copy(words.favicon_md5, icon.get("raw_md5").and_then(text))
        .copy(words.favicon_dhash, icon.get("dhash").and_then(text))
        .part()
}
