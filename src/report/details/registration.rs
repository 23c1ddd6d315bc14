//! Whose a domain or an address is: WHOIS as it was written, RDAP laid out.

use serde_json::{Map, Value};

use crate::report::details::build::{
    Fields, Site, chips, entries, field, host, panel, rows, table, texts, words_column,
};
use crate::report::details::{Cell, Group, Panel, Part};
use crate::untrusted::Untrusted;
use crate::vt::object::Object;
use crate::vt::value::{list, text};

/// The text line by line: its lines mean something to those who read WHOIS.
pub fn whois(object: &Object, site: Site) -> Option<Panel> {
    let words = site.words.report.places;
    let text = object.text("whois")?;
    let lines = text.raw().lines().map(str::trim_end).filter(|line| !line.is_empty());
    let lines: Vec<Untrusted> = lines.map(Untrusted::from).collect();
    let count = lines.len();
    let part = (count > 0).then_some(Part::List(lines));
    panel("whois", words.whois, Some(count), [part])
}

/// Keys of `rdap` that are labelled or laid out as tables.
const LAID_OUT: [&str; 9] = [
    "handle",
    "ldh_name",
    "unicode_name",
    "status",
    "events",
    "nameservers",
    "entities",
    "notices",
    "remarks",
];

pub fn rdap(object: &Object, site: Site) -> Option<Panel> {
    let words = site.words.report.places;
    let own = site.words.report.panels;
    let rdap = object.map("rdap")?;
    let one = |name: &str| rdap.get(name).and_then(text);
    let fields = Fields::default()
        .cell(own.name, one("ldh_name").or_else(|| one("unicode_name")).map(host))
        .copy(words.handle, one("handle"))
        .chips(
            own.state,
            entries(Some(rdap), "status").iter().filter_map(text).collect(),
        )
        .rest(rdap, &LAID_OUT);
    let columns = [words.event, own.time].map(words_column);
    let events = table(Some(words.events), columns, entries(Some(rdap), "events"), |event| {
        let time = site.written_time(event.get("event_date"));
        vec![
            field(event, "event_action").map_or(Cell::Empty, Cell::Outside),
            time.unwrap_or(Cell::Empty),
        ]
    });
    let servers = entries(Some(rdap), "nameservers").iter();
    let servers = servers.filter_map(|server| Some(vec![host(field(server, "ldh_name")?)]));
    let servers = rows(Some(words.name_servers), [words_column(own.name)], servers.collect());
    let parts = [fields.part(), events, servers, contacts(rdap, site), notices(rdap)];
    panel("rdap", words.rdap, None, parts)
}

/// Those who are responsible, and those that these name in turn.
fn contacts(rdap: &Map<String, Value>, site: Site) -> Option<Part> {
    let words = site.words.report.places;
    let columns = [
        words.roles,
        site.words.report.panels.name,
        words.organisation,
        words.contact,
        words.handle,
    ];
    let entities = entries(Some(rdap), "entities").iter();
    let entities = entities.flat_map(|entity| {
        let inner = entity.get("entities").map_or(&[][..], list);
        std::iter::once(entity).chain(inner)
    });
    table(Some(words.contacts), columns.map(words_column), entities, |entity| {
        let card = |name: &str| on_card(entity, name);
        let mut ways = card("email");
        ways.extend(card("tel"));
        vec![
            chips(entity, "roles"),
            joined(card("fn")),
            joined(card("org")),
            joined(ways),
            field(entity, "handle").map_or(Cell::Empty, Cell::Outside),
        ]
    })
}

/// The values under a name on an entity's vCard.
fn on_card(entity: &Value, name: &str) -> Vec<Untrusted> {
    let card = entity.get("vcard_array").map_or(&[][..], list).iter();
    card.filter(|entry| entry.get("name").and_then(Value::as_str) == Some(name))
        .flat_map(|entry| texts(entry, "values"))
        .collect()
}

fn joined(values: Vec<Untrusted>) -> Cell {
    let values: Vec<&str> = values.iter().map(Untrusted::raw).collect();
    if values.is_empty() {
        return Cell::Empty;
    }
    Cell::Outside(Untrusted::new(values.join(", ")))
}

/// What the registry wants to be known beside, under its own headings.
fn notices(rdap: &Map<String, Value>) -> Option<Part> {
    let said = ["notices", "remarks"]
        .into_iter()
        .flat_map(|name| entries(Some(rdap), name));
    let groups: Vec<Group> = said
        .filter(|notice| notice.is_object())
        .map(|notice| Group {
            title: field(notice, "title").unwrap_or_default(),
            items: texts(notice, "description"),
        })
        .collect();
    (!groups.is_empty()).then_some(Part::Groups(groups))
}
