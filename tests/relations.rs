//! Lists of related objects: every kind has its columns, every entry its name, and nothing of an entry is lost.

#![expect(clippy::unwrap_used, reason = "a test without its fixture has to stop")]

use std::path::Path;

use assay::report::details::Cell;
use assay::report::details::build::Site;
use assay::report::relation::name::Name;
use assay::report::relation::sheet::{cells, columns, context, kinds, whole};
use assay::subject::Topic;
use assay::untrusted::Untrusted;
use assay::vt::error::Answer;
use assay::vt::object::{Kind, Object};
use assay::vt::read::{self, Page};
use assay::vt::relation;
use assay::words::relations::named;
use assay::words::{Language, Words};

const NOW: i64 = 1_794_100_000;

fn site(language: Language) -> Site {
    Site {
        now: NOW,
        words: Words::of(language),
    }
}

fn page(body: Vec<u8>) -> Page {
    let answer = Answer {
        status: 200,
        content_type: "application/json".to_owned(),
        retry_after: None,
        body,
    };
    read::page(&answer, None).unwrap()
}

fn fixture(name: &str) -> Vec<Object> {
    let path = format!("{}/tests/fixtures/{name}.json", env!("CARGO_MANIFEST_DIR"));
    page(std::fs::read(path).unwrap()).objects
}

/// A cell as it is read.
fn text(cell: &Cell) -> String {
    match cell {
        Cell::Empty => "–".to_owned(),
        Cell::Ours(text) | Cell::State(_, text) | Cell::Bar { text, .. } => text.clone(),
        Cell::Outside(text) | Cell::Copy(text) | Cell::OutsideState(_, text) | Cell::Subject(_, text) => text.spelled(),
        Cell::Time(when) => when.absolute.clone(),
        Cell::Chips(chips) => chips.iter().map(Untrusted::spelled).collect::<Vec<_>>().join(" "),
    }
}

fn row(object: &Object) -> Vec<String> {
    let name = Name::of(object).text.spelled();
    std::iter::once(name)
        .chain(cells(object, site(Language::English)).iter().map(text))
        .collect()
}

#[test]
fn every_kind_has_a_row_of_its_own() {
    for (name, expected) in [
        (
            "dropped-files",
            &[
                "stage2.bin",
                "Malicious · 12 of 14",
                "Win32 DLL",
                "284.2 kB",
                "2026-11-01 00:05 UTC",
            ][..],
        ),
        (
            "contacted-domains",
            &[
                "cdn-viewer.example.com",
                "Malicious · 15 of 90",
                "Invented Registrar, Inc.",
                "2026-10-02 00:05 UTC",
                "2026-11-07 00:03 UTC",
            ],
        ),
        (
            "contacted-ips",
            &[
                "192.175.48.47",
                "Malicious · 15 of 90",
                "AS64500 Invented Hosting B.V.",
                "NL",
                "192.175.48.0/24",
                "2026-11-06 23:57 UTC",
            ],
        ),
        (
            "resolutions",
            &[
                "cdn-viewer.example.com",
                "Malicious · 15 of 90",
                "192.175.48.47",
                "Malicious · 15 of 90",
                "2026-11-07 00:05 UTC",
                "VirusTotal",
            ],
        ),
        (
            "historical-ssl-certificates",
            &[
                "cdn-viewer.example.com",
                "Invented Trust Services",
                "2026-10-12 07:41:02",
                "2027-01-10 07:41:01",
                "1578798a…5c12e597",
            ],
        ),
        (
            "collections",
            &[
                "Quillnab, autumn 2026",
                "Partner",
                "stealer phishing",
                "2026-11-02 00:05 UTC",
                "2026-11-06 23:15 UTC",
            ],
        ),
        (
            "graphs",
            &[
                "Quillnab and its hosts",
                "–",
                "2026-11-03 00:05 UTC",
                "2026-11-06 00:05 UTC",
            ],
        ),
    ] {
        let objects = fixture(name);
        let found: Vec<String> = row(objects.first().unwrap())
            .iter()
            .map(|cell| cell.replace('\u{A0}', " "))
            .collect();
        assert_eq!(found, expected, "{name}");
    }
}

#[test]
fn rows_are_as_long_as_their_headings_and_lose_nothing() {
    for name in [
        "bundled-files",
        "collections",
        "comments",
        "contacted-domains",
        "contacted-ips",
        "contacted-urls",
        "contacted-urls-hostile",
        "dropped-files",
        "execution-parents",
        "graphs",
        "historical-ssl-certificates",
        "historical-whois",
        "pe-resource-children",
        "resolutions",
        "siblings",
        "subdomains",
        "votes",
        "behaviours",
        "behaviours-hostile",
        "search",
    ] {
        check(name, &fixture(name));
    }
}

/// What holds for the entries of any list.
fn check(name: &str, objects: &[Object]) {
    for language in Language::ALL {
        let site = site(language);
        for object in objects {
            assert_eq!(
                cells(object, site).len(),
                columns(&object.kind, site.words).len(),
                "{name} {}",
                object.id
            );
            assert!(!Name::of(object).text.is_empty(), "{name} {}", object.id);
        }
    }
    assert!(kinds(objects).len() <= objects.len());
    for object in objects {
        let whole = whole(object);
        for (attribute, value) in &object.attributes {
            assert_eq!(whole.attributes.get(attribute), Some(value), "{name} {attribute}");
        }
        let told = whole.attributes.get("context_attributes");
        assert_eq!(told.is_some(), !object.context.is_empty(), "{name} {}", object.id);
    }
}

#[test]
fn every_recorded_list_has_its_rows() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/vt-samples");
    // The recordings are not part of the project.
    let Ok(files) = std::fs::read_dir(folder) else { return };
    let mut lists = 0;
    for file in files {
        let path = file.unwrap().path();
        let body = std::fs::read(&path).unwrap();
        let value: serde_json::Value = serde_json::from_slice(&body).unwrap_or_default();
        if value["data"]
            .as_array()
            .is_some_and(|data| data.iter().all(|entry| entry["type"].is_string()))
        {
            let page = page(body);
            check(&path.to_string_lossy(), &page.objects);
            assert_eq!(page.unreadable, 0, "{}", path.display());
            lists += 1;
        }
    }
    assert!(lists > 10, "{lists} lists");
}

#[test]
fn entries_that_are_gone_and_kinds_that_nobody_knows_have_rows_too() {
    let body = r#"{"data":[
        {"type":"file","id":"9f86","error":{"code":"NotFoundError","message":"File \"9f86\" not found"}},
        {"type":"no_such_kind","id":"x1","attributes":{"title":"A thing","creation_date":1700000000,"deep":{"a":[1]}}},
        {"type":"collection","id":"a descriptor alone"},
        {"id":"no type"}, {"type":"file"}, "no object",
        {"type":"url","id":"u1","error":{"code":"NotFoundError"},"context_attributes":{"url":"http://gone.example.net/","from":"http://www.example.com/"}},
        {"type":"ip_address","id":"192.0.2.1","attributes":{"asn":7,"as_owner":["x"]},"context_attributes":{"timestamp":1700000000,"port":443,"more":{"b":1}}}
    ]}"#;
    let page = page(body.as_bytes().to_vec());
    assert_eq!(page.unreadable, 3);
    let objects = page.objects;
    check("written here", &objects);
    let [gone, unknown, bare, lost, address] = &objects[..] else {
        panic!("{objects:?}")
    };
    assert_eq!(gone.missing.as_ref().unwrap().raw(), "File \"9f86\" not found");
    assert_eq!(Name::of(gone).to, None, "nothing to open");
    assert_eq!(row(unknown), ["A thing", "–", "2023-11-14 22:13 UTC"]);
    assert_eq!(row(bare)[0], "a descriptor alone");
    assert_eq!(
        Name::of(lost).text.raw(),
        "http://gone.example.net/",
        "the list remembers it"
    );
    let told = context(lost, site(Language::English));
    assert_eq!(told.len(), 1, "the name is not told twice");
    assert!(matches!(&told[0].cells[..], [Cell::Subject(subject, _)] if subject.topic() == Topic::Url));
    assert_eq!(row(address)[2], "AS7");
    let told: Vec<String> = context(address, site(Language::English))
        .iter()
        .map(|field| text(field.cells.first().unwrap()))
        .collect();
    assert_eq!(told, ["443", "2023-11-14 22:13 UTC"], "what is deep stands in the tree");
    assert_eq!(
        kinds(&objects),
        [
            Kind::File,
            Kind::Unknown("no_such_kind".into()),
            Kind::Collection,
            Kind::Url,
            Kind::Address
        ]
    );
}

#[test]
fn every_relation_is_told_in_both_languages() {
    for topic in Topic::ALL {
        for relation in relation::all(topic) {
            for language in Language::ALL {
                let (title, about) = named(&Words::of(language).relations, relation.name);
                assert_ne!(title, relation.name, "{language:?}");
                assert!(!about.is_empty(), "{language:?} {}", relation.name);
            }
        }
    }
}
