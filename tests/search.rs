//! The search in one report: what it finds in the project's own answers, and that it agrees with each tab's own filter.

#![expect(clippy::unwrap_used, reason = "a test without its fixture has to stop")]

use std::collections::BTreeMap;
use std::rc::Rc;

use assay::fold::fold;
use assay::report::behaviour::attributes::Group;
use assay::report::behaviour::shown::Shown;
use assay::report::behaviour::sift::sift;
use assay::report::behaviour::{Seen, sandbox};
use assay::report::details::Label;
use assay::report::details::build::Site;
use assay::report::relation::order::fitting;
use assay::report::search::sought::Sought;
use assay::report::search::walk::Walk;
use assay::report::search::{Found, Loaded, Place};
use assay::report::seek;
use assay::route::Tab;
use assay::subject::Topic;
use assay::vt::error::Answer;
use assay::vt::object::{Kind, Object};
use assay::vt::read;
use assay::words::{Language, Words};
use serde_json::{Value, json};

fn site() -> Site {
    Site {
        now: 1_794_100_000,
        words: Words::of(Language::English),
    }
}

fn answer(name: &str) -> Answer {
    Answer {
        status: 200,
        content_type: "application/json".to_owned(),
        retry_after: None,
        body: std::fs::read(format!("{}/tests/fixtures/{name}.json", env!("CARGO_MANIFEST_DIR"))).unwrap(),
    }
}

fn object(name: &str) -> Rc<Object> {
    Rc::new(read::object(&answer(name), None, None).unwrap())
}

fn list(name: &str) -> Vec<Rc<Object>> {
    let page = read::page(&answer(name), None).unwrap();
    page.objects.into_iter().map(Rc::new).collect()
}

fn of_file(object: Rc<Object>, lists: Vec<(&'static str, Vec<Rc<Object>>)>) -> Loaded {
    Loaded {
        topic: Topic::File,
        tabs: Tab::of(Topic::File),
        object,
        lists,
    }
}

/// A report with everything of it loaded.
fn whole() -> Loaded {
    let lists = vec![
        ("behaviours", list("behaviours")),
        ("contacted_domains", list("contacted-domains")),
        ("contacted_ips", list("contacted-ips")),
        ("contacted_urls", list("contacted-urls")),
        ("dropped_files", list("dropped-files")),
        ("comments", list("comments")),
    ];
    of_file(object("malicious-pe"), lists)
}

fn search(loaded: &Loaded, word: &str) -> Found {
    let mut walk = Walk::new(loaded.clone(), Sought::read(word).unwrap(), site());
    while walk.step() {}
    walk.found()
}

fn behaviour_alone(reports: Vec<Rc<Object>>) -> Loaded {
    let nothing = Object::new(Kind::File, "x", serde_json::Map::new());
    of_file(Rc::new(nothing), vec![("behaviours", reports)])
}

/// Every text in a value, at any depth.
fn texts(value: &Value, into: &mut Vec<String>) {
    match value {
        Value::String(text) => into.push(text.clone()),
        Value::Number(_) | Value::Bool(_) => into.push(value.to_string()),
        Value::Array(list) => list.iter().for_each(|value| texts(value, into)),
        Value::Object(map) => map.values().for_each(|value| texts(value, into)),
        Value::Null => {}
    }
}

#[test]
fn each_tab_says_how_much_of_it_holds_the_word() {
    let loaded = whole();
    for (word, tabs) in [
        (
            "quillnab",
            vec![Tab::Detections, Tab::Details, Tab::Behaviour, Tab::Attributes],
        ),
        (
            "QUILLNAB",
            vec![Tab::Detections, Tab::Details, Tab::Behaviour, Tab::Attributes],
        ),
        ("no such thing anywhere", vec![]),
    ] {
        let found = search(&loaded, word);
        for tab in Tab::of(Topic::File) {
            if tabs.contains(tab) {
                assert!(found.count(*tab) > 0, "{word} in {tab:?}");
            }
        }
        assert_eq!(found.total() == 0, tabs.is_empty(), "{word}");
        let by_tab: usize = Tab::of(Topic::File).iter().map(|tab| found.count(*tab)).sum();
        assert_eq!(by_tab, found.total());
    }
}

#[test]
fn a_defanged_word_finds_the_plain_one() {
    let loaded = whole();
    let domain = &loaded.lists[1].1[0].id.clone();
    let plain = search(&loaded, domain);
    assert!(
        plain.count(Tab::Relations) > 0 && plain.count(Tab::Network) > 0,
        "{domain}"
    );
    for defanged in [domain.replace('.', "[.]"), domain.to_uppercase().replace('.', "(.)")] {
        let found = search(&loaded, &defanged);
        assert_eq!(found.count(Tab::Relations), plain.count(Tab::Relations), "{defanged}");
        assert_eq!(found.count(Tab::Behaviour), plain.count(Tab::Behaviour), "{defanged}");
    }
}

#[test]
fn lines_say_what_they_are_and_mark_the_word() {
    let reports = vec![Rc::new(Object::new(
        Kind::Behaviour,
        "x_Zenbox",
        json!({
            "sandbox_name": "Zenbox",
            "files_written": ["C:\\Temp\\needle.exe", "other"],
            "dns_lookups": [{"hostname": "a.example", "resolved_ips": ["192.0.2.1"], "odd": {"deep": "Needle of tomorrow"}}],
            "processes_tree": [{"process_id": "1", "name": "parent.exe", "children": [{"process_id": "2", "name": "NEEDLE.exe"}]}],
        })
        .as_object()
        .unwrap()
        .clone(),
    ))];
    let found = search(&behaviour_alone(reports), "needle");
    let lines: Vec<(&Place, Option<&str>, String)> = found
        .sections
        .iter()
        .flat_map(|section| section.hits.iter().map(|hit| (&section.head.place, hit)))
        .map(|(place, hit)| {
            let shown = &hit.excerpt;
            let text = format!("{}[{}]{}", shown.before.raw(), shown.marked.raw(), shown.behind.raw());
            (place, hit.label.as_ref().map(assay::untrusted::Untrusted::raw), text)
        })
        .collect();
    assert_eq!(
        lines,
        [
            (&Place::Behaviour(Group::ProcessTree), None, "[NEEDLE].exe".to_owned()),
            (
                &Place::Behaviour(Group::Files),
                None,
                "C:\\Temp\\[needle].exe".to_owned()
            ),
            (
                &Place::Behaviour(Group::Network),
                Some("deep"),
                "[Needle] of tomorrow".to_owned()
            ),
        ]
    );
}

#[test]
fn the_behaviour_is_counted_as_its_own_search_counts() {
    for name in ["behaviours", "behaviours-android", "behaviours-hostile"] {
        let reports = list(name);
        let names: Vec<_> = reports
            .iter()
            .map(|report| sandbox::name(report, site().words))
            .collect();
        let seen = Seen::read(&reports, &names, site());
        for word in [
            "e",
            "stage",
            "exe",
            ".",
            "1",
            "c:\\",
            "quillnab",
            "http",
            "nowhere at all",
        ] {
            let shown = Shown {
                sought: word.to_owned(),
                ..Shown::default()
            };
            let left = sift(&seen, &shown, None, &reports);
            let mut own: BTreeMap<(Group, &str), usize> = BTreeMap::new();
            for (section, kept) in seen.sections.iter().zip(&left.sections) {
                *own.entry((section.group, section.title)).or_default() += kept.count(section.len());
            }
            own.retain(|(group, _), count| *group != Group::Sandboxes && *count > 0);
            let tree = seen.count(Group::ProcessTree, &left);
            let found = search(&behaviour_alone(reports.clone()), word);
            let mut ours: BTreeMap<(Group, &str), usize> = BTreeMap::new();
            for section in found.of(Tab::Behaviour) {
                if let (Place::Behaviour(group), Label::Ours(title)) = (&section.head.place, &section.head.title) {
                    *ours.entry((*group, *title)).or_default() += section.total;
                }
            }
            ours.retain(|(group, _), _| *group != Group::Sandboxes);
            let of_tree = ours.keys().find(|(group, _)| *group == Group::ProcessTree).copied();
            let of_tree = of_tree.and_then(|key| ours.remove(&key)).unwrap_or_default();
            assert_eq!(ours, own, "{word} in {name}");
            assert_eq!(of_tree, tree, "{word} in the tree of {name}");
        }
    }
}

#[test]
fn the_tree_and_the_lists_are_counted_as_their_own_filters_count() {
    for name in [
        "malicious-pe",
        "hostile",
        "sparse",
        "android-apk",
        "url",
        "domain",
        "address",
    ] {
        let object = object(name);
        for word in ["e", "name", "7", "true", "pe_info", "nowhere at all"] {
            let own = seek::seek(&object.attributes, word, usize::MAX, site().words);
            let found = search(&of_file(object.clone(), Vec::new()), word);
            assert_eq!(found.count(Tab::Attributes), own.hits.len(), "{word} in {name}");
        }
    }
    for name in ["dropped-files", "contacted-urls-hostile"] {
        let objects = list(name);
        for word in ["e", "a", "exe", "http", "nowhere at all"] {
            let own = fitting(objects.iter().map(Rc::as_ref), word).len();
            let nothing = Rc::new(Object::new(Kind::File, "x", serde_json::Map::new()));
            let found = search(&of_file(nothing, vec![("dropped_files", objects.clone())]), word);
            assert_eq!(found.count(Tab::Relations), own, "{word} in {name}");
        }
    }
}

#[test]
fn every_text_of_every_report_is_found_and_marked() {
    for name in [
        "malicious-pe",
        "clean-signed-pe",
        "hostile",
        "suspicious-script",
        "android-apk",
        "url-hostile",
        "domain-hostile",
        "address-hostile",
    ] {
        let object = object(name);
        let loaded = of_file(object.clone(), Vec::new());
        let mut all = Vec::new();
        object.attributes.values().for_each(|value| texts(value, &mut all));
        all.sort();
        all.dedup();
        // All of a report is many thousands: every so many of them stand for the rest.
        let every = (all.len() / 25).max(1);
        for text in all.iter().step_by(every) {
            let word: String = text.trim().chars().take(40).collect();
            let Some(sought) = Sought::read(&word) else { continue };
            let found = search(&loaded, &word);
            assert!(found.count(Tab::Attributes) > 0, "{word:?} in {name}");
            for hit in found.sections.iter().flat_map(|section| &section.hits) {
                assert!(sought.find(hit.excerpt.marked.raw()).is_some(), "{:?}", hit.excerpt);
                assert!(!fold(hit.excerpt.marked.raw()).is_empty());
            }
        }
    }
}

#[test]
fn a_large_behaviour_is_searched_in_many_short_steps_and_counted_whole() {
    let paths: Vec<Value> = (0..50_000)
        .map(|at| json!(format!("C:\\Users\\x\\{at:05}\\needle.tmp")))
        .collect();
    let attributes = json!({ "files_written": paths });
    let report = |name: &str| {
        let attributes = attributes.as_object().unwrap().clone();
        Rc::new(Object::new(Kind::Behaviour, format!("x_{name}"), attributes))
    };
    let loaded = behaviour_alone(vec![report("A"), report("B")]);
    let mut walk = Walk::new(loaded, Sought::read("needle").unwrap(), site());
    let mut steps = 0;
    while walk.step() {
        steps += 1;
    }
    let found = walk.found();
    assert!(steps > 200, "{steps}");
    assert_eq!(found.count(Tab::Behaviour), 50_000);
    let kept: usize = found.sections.iter().map(|section| section.hits.len()).sum();
    assert!(kept <= 100, "{kept}");
}
