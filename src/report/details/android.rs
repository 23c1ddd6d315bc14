//! Panels on an Android package: what it is, what it may do, its certificate, its components, texts found in it.

use serde_json::{Map, Value};

use crate::fold::fold;
use crate::report::details::build::{Fields, Site, panel, rows, words_column};
use crate::report::details::elf::chips;
use crate::report::details::parts::{groups, titled};
use crate::report::details::reader::Reader;
use crate::report::details::{Cell, Panel, Part};
use crate::report::reasons::Tone;
use crate::untrusted::Untrusted;
use crate::vt::object::Object;
use crate::vt::value::{list, text};

pub fn android(file: &Object, site: Site) -> Vec<Option<Panel>> {
    let Some(map) = file.map("androguard") else {
        return Vec::new();
    };
    let words = site.words.report.formats;
    let mut app = Reader::new(map);
    let fields = Fields::default()
        .cell(words.package, app.copy("Package"))
        .cell(
            words.main_activity,
            app.copy("main_activity").or_else(|| app.copy("Main Activity")),
        )
        .cell(words.version_name, app.outside("AndroidVersionName"))
        .cell(words.version_code, app.outside("AndroidVersionCode"))
        .cell(words.sdk_least, app.outside("MinSdkVersion"))
        .cell(words.sdk_target, app.outside("TargetSdkVersion"))
        .cell(words.risks, app.take("RiskIndicator", risks));
    let certificate = certificate(&mut app, site);
    let permissions = permissions(&mut app, site);
    let components = groups([
        (words.activities, app.texts("Activities")),
        (words.services, app.texts("Services")),
        (words.receivers, app.texts("Receivers")),
        (words.providers, app.texts("Providers")),
        (words.libraries, app.texts("Libraries")),
    ]);
    let mut started = filters(&mut app, "intent_filters");
    // Older reports spell it so.
    started.extend(filters(&mut app, "intent-filters"));
    let columns = [words.component, words.actions, words.categories].map(words_column);
    let filters = rows(Some(words.intents), columns, started);
    let texts = app.texts("StringsInformation");
    let count = texts.len();
    let texts = (count > 0).then_some(Part::List(texts));
    let mut parts = vec![fields.part()];
    parts.extend(certificate);
    parts.extend(app.rest(site));
    vec![
        panel("android", "Android", None, parts),
        permissions,
        panel("components", words.components, None, [components, filters]),
        panel("strings", words.strings, Some(count), [texts]),
    ]
}

/// `DANGEROUS × 7`, two levels deep; anything else stays for the rest.
fn risks(value: &Value) -> Option<Cell> {
    let mut found = Vec::new();
    for kinds in value.as_object()?.values() {
        for (name, amount) in kinds.as_object()? {
            found.push(Untrusted::new(format!("{name} × {}", text(amount)?.raw())));
        }
    }
    (!found.is_empty()).then_some(Cell::Chips(found))
}

fn certificate(app: &mut Reader, site: Site) -> Vec<Option<Part>> {
    let words = site.words.report.panels;
    let fields = app.inside("certificate", |certificate| {
        let whole = |one: &mut Reader, name: &str| one.inside(name, full_name).flatten();
        Fields::default()
            .cell(words.name, whole(certificate, "Subject"))
            .cell(words.issuer, whole(certificate, "Issuer"))
            .cell(words.valid_from, certificate.written_time("validfrom", site))
            .cell(words.valid_to, certificate.written_time("validto", site))
            .cell(words.serial, certificate.copy("serialnumber"))
            .cell(words.thumbprint, certificate.copy("thumbprint"))
    });
    titled(site.words.report.formats.certificate, fields.and_then(Fields::part)).into()
}

/// `C:ko, CN:albamon`; its parts are not said a second time.
fn full_name(person: &mut Reader) -> Option<Cell> {
    let full = person.text("DN")?;
    for part in ["CN", "O", "OU", "L", "ST", "C"] {
        let said = |value: &Value| {
            full.raw()
                .contains(&format!("{part}:{}", text(value)?.raw()))
                .then_some(())
        };
        let _ = person.take(part, said);
    }
    Some(Cell::Outside(full))
}

/// How much a permission may harm: VirusTotal's own word for it decides on order and tone.
fn danger(word: &str) -> (u8, Tone) {
    let word = fold(word);
    if word.contains("dangerous") {
        (0, Tone::Bad)
    } else if word.starts_with("signature") {
        (1, Tone::Warn)
    } else {
        (2, Tone::Plain)
    }
}

struct Permission {
    name: Untrusted,
    kind: Untrusted,
    short: Option<Untrusted>,
    full: Option<Untrusted>,
}

fn permissions(app: &mut Reader, site: Site) -> Option<Panel> {
    let words = site.words.report.formats;
    let mut found = Vec::new();
    let detailed = app.take("permission_details", |value| value.as_object().and_then(detailed));
    let listed = app.take("Permissions", |value| value.as_object().and_then(listed));
    found.extend(detailed.into_iter().flatten());
    found.extend(listed.into_iter().flatten());
    found.sort_by(|one: &Permission, other| {
        let rank = |one: &Permission| danger(one.kind.raw()).0;
        rank(one).cmp(&rank(other)).then_with(|| one.name.cmp(&other.name))
    });
    let count = found.len();
    let lines = found.into_iter().map(|one| {
        let (_, tone) = danger(one.kind.raw());
        vec![
            Cell::OutsideState(tone, one.kind),
            Cell::Copy(one.name),
            one.short.map_or(Cell::Empty, Cell::Outside),
            one.full.map_or(Cell::Empty, Cell::Outside),
        ]
    });
    let columns = [
        words.danger,
        words.permission,
        words.allows,
        site.words.report.panels.description,
    ];
    let part = rows(None, columns.map(words_column), lines.collect());
    panel("permissions", words.permissions, Some(count), [part])
}

/// Maps with named texts; none where anything else is among them.
fn detailed(map: &Map<String, Value>) -> Option<Vec<Permission>> {
    let mut found = Vec::new();
    for (name, entry) in map {
        let entry = entry.as_object()?;
        let known = ["permission_type", "short_description", "full_description"];
        let sound = |(key, value): (&String, &Value)| known.contains(&key.as_str()) && is_simple(value);
        if !entry.iter().all(sound) {
            return None;
        }
        let of = |name: &str| entry.get(name).and_then(text);
        found.push(Permission {
            name: Untrusted::new(name.as_str()),
            kind: of("permission_type")?,
            short: of("short_description"),
            full: of("full_description").map(flat),
        });
    }
    Some(found)
}

/// Lists of three texts, as older reports have them.
fn listed(map: &Map<String, Value>) -> Option<Vec<Permission>> {
    let mut found = Vec::new();
    for (name, entry) in map {
        let [kind, short, full] = list(entry) else { return None };
        if !is_simple(short) || !is_simple(full) {
            return None;
        }
        found.push(Permission {
            name: Untrusted::new(name.as_str()),
            kind: text(kind)?,
            short: text(short),
            full: text(full).map(flat),
        });
    }
    Some(found)
}

fn is_simple(value: &Value) -> bool {
    !value.is_array() && !value.is_object()
}

/// The descriptions were broken into lines somewhere on their way.
fn flat(text: Untrusted) -> Untrusted {
    if !text.raw().contains('\n') {
        return text;
    }
    let words: Vec<&str> = text.raw().split_ascii_whitespace().collect();
    Untrusted::new(words.join(" "))
}

/// What starts a component: kind of component → name → actions and categories.
fn filters(app: &mut Reader, name: &str) -> Vec<Vec<Cell>> {
    let mut lines = Vec::new();
    app.inside(name, |kinds| {
        for kind in ["Activities", "Services", "Receivers", "Providers"] {
            lines.extend(kinds.rows_by_name(kind, |component, filter| {
                vec![
                    Some(Cell::Copy(Untrusted::new(component))),
                    filter.take("action", chips),
                    filter.take("category", chips),
                ]
            }));
        }
    });
    lines
}
