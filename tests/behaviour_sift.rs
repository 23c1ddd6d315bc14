//! What is left of a behaviour when a process is picked, a text is sought, or known noise is hidden.

#![expect(clippy::unwrap_used, reason = "a test without its report has to stop")]

use std::rc::Rc;

use assay::report::behaviour::ascribed::By;
use assay::report::behaviour::attributes::Group;
use assay::report::behaviour::shown::{Picked, Shown};
use assay::report::behaviour::sift::{Kept, Left, sift};
use assay::report::behaviour::{Section, Seen, process};
use assay::report::details::build::Site;
use assay::report::table::Copied;
use assay::untrusted::Untrusted;
use assay::vt::object::{Kind, Object};
use assay::words::{Language, Words};
use serde_json::{Value, json};

const SITE: fn() -> Site = || Site {
    now: 1_794_100_000,
    words: Words::of(Language::English),
};

/// Reports with what was seen in them.
struct Scene {
    reports: Vec<Rc<Object>>,
    names: Vec<Untrusted>,
    seen: Seen,
}

impl Scene {
    fn of(reports: Vec<(&str, Value)>) -> Self {
        let names: Vec<Untrusted> = reports.iter().map(|(name, _)| Untrusted::from(*name)).collect();
        let reports: Vec<Rc<Object>> = reports
            .into_iter()
            .map(|(name, attributes)| {
                let mut attributes = attributes.as_object().unwrap().clone();
                attributes.insert("sandbox_name".to_owned(), name.into());
                Rc::new(Object::new(Kind::Behaviour, format!("ab_{name}"), attributes))
            })
            .collect();
        let seen = Seen::read(&reports, &names, SITE());
        Self { reports, names, seen }
    }

    /// The line of a process by its id, in the order of the tree.
    fn line(&self, pid: &str) -> usize {
        let is = |line: &process::Line| line.pid.as_ref().is_some_and(|own| own.raw() == pid);
        self.seen.lines.iter().position(is).unwrap()
    }

    fn left(&self, shown: &Shown, picked: Option<usize>) -> Left {
        sift(&self.seen, shown, picked, &self.reports)
    }

    /// What is left of a section as texts: its first wide column.
    fn rows(&self, title: &str, left: &Left) -> Vec<String> {
        let place = self.place(title);
        let section = &self.seen.sections[place];
        let copied = section.copy(&left.sections[place], &self.reports, SITE().words, Copied::Plain);
        let skipped = usize::from(!section.is_plain());
        copied
            .lines()
            .skip(skipped)
            .map(|line| line.split('\t').next().unwrap().to_owned())
            .collect()
    }

    fn place(&self, title: &str) -> usize {
        let is = |section: &Rc<Section>| section.title == title;
        self.seen
            .sections
            .iter()
            .position(is)
            .unwrap_or_else(|| panic!("no {title}"))
    }

    fn by(&self, title: &str) -> By {
        self.seen.ascribed.by(self.place(title))
    }
}

fn tree() -> Value {
    json!([{"process_id": "1", "name": "C:\\Windows\\explorer.exe", "children": [
        {"process_id": "2", "name": "%SAMPLEPATH%\\viewer.exe", "files_written": ["from-the-tree", "both"], "children": [
            {"process_id": "3", "name": "%WINDIR%\\System32\\cmd.exe /c one.bat"},
            {"process_id": "4", "name": "%WINDIR%\\System32\\cmd.exe /c two.bat"},
            {"process_id": "5", "name": "%CONHOST% \"63884270-409785765"},
        ]},
    ]}, {"process_id": "9", "name": "other.exe"}])
}

fn scene() -> Scene {
    Scene::of(vec![
        (
            "One",
            json!({
                "processes_tree": tree(),
                "files_dropped": [
                    {"path": "a", "process_id": "2"}, {"path": "b", "process_id": 3}, {"path": "c", "process_name": "C:\\CMD.exe"},
                    {"path": "d"}, {"path": "e", "process_id": "77"},
                ],
                "memory_dumps": [{"file_name": "2.dmp", "process_id": "2", "process": "viewer.exe"}],
                "files_written": ["both", "nobody's"],
                "command_executions": ["%WINDIR%\\System32\\cmd.exe /c one.bat", "cmd.exe /c three.bat", "powershell"],
                "processes_created": ["%SAMPLEPATH%\\viewer.exe", "%WINDIR%\\System32\\cmd.exe /c one.bat"],
                "processes_terminated": ["C:\\Windows\\System32\\cmd.exe"],
                "mutexes_created": ["m", "Local\\ZonesCacheCounterMutex"],
                "dns_lookups": [{"hostname": "time.windows.com"}, {"hostname": "viewer.example"}],
                "sigma_analysis_results": [{"rule_title": "s", "match_context": [{"values": {"Image": "C:\\other.exe", "ParentProcessId": "2", "EventID": "11"}}]}],
                "mitre_attack_techniques": [{"id": "T1", "signature_description": "speaks to viewer"}],
            }),
        ),
        (
            "Two",
            json!({
                "processes_tree": [{"process_id": "2", "name": "viewer.exe"}],
                "files_dropped": [{"path": "two's", "process_id": "2"}],
            }),
        ),
    ])
}

#[test]
fn rows_are_a_processes_own_by_what_the_data_say() {
    let scene = scene();
    for (title, by) in [
        ("Files dropped", By::Process),
        ("Memory dumps", By::Process),
        ("Files written", By::Process),
        ("Sigma rules", By::Process),
        ("Commands run", By::Program),
        ("Processes created", By::Program),
        ("Processes that ended", By::Program),
        ("Mutexes created", By::Nobody),
        ("DNS lookups", By::Nobody),
        ("ATT&CK techniques", By::Nobody),
    ] {
        assert_eq!(scene.by(title), by, "{title}");
    }
    for (pid, title, rows) in [
        ("2", "Files dropped", &["a"][..]),
        // A process that is named without its id may be any of that program.
        ("3", "Files dropped", &["b", "c"]),
        ("4", "Files dropped", &["c"]),
        ("9", "Files dropped", &[]),
        ("2", "Memory dumps", &["2.dmp"]),
        // What the tree alone has is among the rows too.
        ("2", "Files written", &["both", "from-the-tree"]),
        ("3", "Files written", &[]),
        ("9", "Sigma rules", &["-"]),
        ("2", "Sigma rules", &[]),
        // A command is that of the process with just this command, and else of all of its program.
        (
            "3",
            "Commands run",
            &["%WINDIR%\\System32\\cmd.exe /c one.bat", "cmd.exe /c three.bat"],
        ),
        ("4", "Commands run", &["cmd.exe /c three.bat"]),
        // Who was created is its parent's doing.
        ("1", "Processes created", &["%SAMPLEPATH%\\viewer.exe"]),
        ("2", "Processes created", &["%WINDIR%\\System32\\cmd.exe /c one.bat"]),
        ("3", "Processes created", &[]),
        ("4", "Processes that ended", &["C:\\Windows\\System32\\cmd.exe"]),
    ] {
        let left = scene.left(&Shown::default(), Some(scene.line(pid)));
        let told = scene.rows(title, &left);
        let expected: Vec<&str> = if rows == ["-"] {
            told.iter().map(String::as_str).collect()
        } else {
            rows.to_vec()
        };
        assert_eq!(told, expected, "{pid}: {title}");
        assert!(rows != ["-"] || told.len() == 1, "{pid}: {title}");
    }
    let left = scene.left(&Shown::default(), Some(scene.line("2")));
    assert_eq!(left.sections[scene.place("Mutexes created")], Kept::Untold);
    assert_eq!(left.sections[scene.place("Sandboxes")], Kept::All);
    // The same id in another sandbox is another process.
    let second = scene
        .seen
        .lines
        .iter()
        .rposition(|line| line.pid == Some("2".into()))
        .unwrap();
    assert_eq!(
        scene.rows("Files dropped", &scene.left(&Shown::default(), Some(second))),
        ["two's"]
    );
    assert_eq!(
        scene.seen.ascribed.did(scene.line("2"), &scene.seen.sections),
        [(Group::Files, 3), (Group::Memory, 1)]
    );
    assert_eq!(scene.seen.ascribed.did(scene.line("1"), &scene.seen.sections), []);
}

#[test]
fn a_process_is_seen_with_what_is_above_and_below_it() {
    let scene = scene();
    let pids = |left: &Left, of: &[usize]| -> Vec<String> {
        assert!(of.iter().all(|at| left.lines.contains(at)));
        let name = |at: &usize| {
            let line = &scene.seen.lines[*at];
            line.pid.as_ref().or(line.name.as_ref()).unwrap().raw().to_owned()
        };
        of.iter().map(name).collect()
    };
    let quiet = Shown {
        quiet: true,
        ..Shown::default()
    };
    let sought = |text: &str| Shown {
        sought: text.to_owned(),
        ..Shown::default()
    };
    for (shown, picked, lines, above) in [
        (
            Shown::default(),
            None,
            &["One", "1", "2", "3", "4", "5", "9", "Two", "2"][..],
            &[][..],
        ),
        (
            Shown::default(),
            Some("2"),
            &["One", "1", "2", "3", "4", "5"],
            &["One", "1"],
        ),
        (Shown::default(), Some("9"), &["One", "9"], &["One"]),
        (quiet, None, &["One", "1", "2", "3", "4", "9", "Two", "2"], &[]),
        (sought("ONE.bat"), None, &["One", "1", "2", "3"], &["One", "1", "2"]),
        (
            sought("viewer"),
            None,
            &["One", "1", "2", "Two", "2"],
            &["One", "1", "Two"],
        ),
        (sought("other"), Some("2"), &[], &[]),
        (sought("nowhere"), None, &[], &[]),
    ] {
        let left = scene.left(&shown, picked.map(|pid| scene.line(pid)));
        // What leads to a line is grey only where it is not wanted itself.
        let grey: Vec<String> = pids(&left, &left.above);
        assert_eq!(pids(&left, &left.lines), lines, "{shown:?} {picked:?}");
        assert_eq!(grey, above, "{shown:?} {picked:?}");
    }
}

#[test]
fn a_text_is_sought_in_every_value() {
    let scene = scene();
    let left = scene.left(
        &Shown {
            sought: " VIEWER ".to_owned(),
            ..Shown::default()
        },
        None,
    );
    assert_eq!(scene.rows("DNS lookups", &left), ["viewer.example"]);
    assert_eq!(scene.rows("Files dropped", &left), Vec::<String>::new());
    assert_eq!(scene.rows("ATT&CK techniques", &left).len(), 1);
    let count = |group: Group| scene.seen.count(group, &left);
    assert_eq!(
        (
            count(Group::Network),
            count(Group::ProcessTree),
            count(Group::Mutexes),
            count(Group::Sandboxes)
        ),
        (1, 2, 0, 2)
    );
}

#[test]
fn hidden_noise_is_counted_and_everything_else_stays() {
    let scene = scene();
    assert_eq!(scene.seen.noise, 3);
    let loud = scene.left(&Shown::default(), None);
    assert_eq!(
        (loud.hidden, loud.sections.iter().all(|kept| *kept == Kept::All)),
        (0, true)
    );
    let left = scene.left(
        &Shown {
            quiet: true,
            ..Shown::default()
        },
        None,
    );
    assert_eq!(left.hidden, 3);
    assert_eq!(scene.rows("DNS lookups", &left), ["viewer.example"]);
    assert_eq!(scene.rows("Mutexes created", &left), ["m"]);
    assert_eq!(left.sections[scene.place("Files dropped")], Kept::All);
}

#[test]
fn a_process_is_found_again_by_its_address() {
    let twice = json!([{"process_id": "7", "name": "a"}, {"process_id": "7", "name": "b"}, {"name": "c"}, {"process_id": "#1", "name": "d"}, {"process_id": "8"}]);
    let alone = Scene::of(vec![("One", json!({"processes_tree": twice}))]);
    let both = Scene::of(vec![
        ("One", json!({"processes_tree": twice})),
        ("Two", json!({"processes_tree": twice})),
    ]);
    for scene in [&alone, &both] {
        for (at, line) in scene.seen.lines.iter().enumerate() {
            let picked = process::picked(&scene.seen.lines, at, &scene.names);
            assert_eq!(picked.is_none(), line.sandbox);
            if let Some(picked) = picked {
                assert_eq!(
                    process::find(&scene.seen.lines, &picked, &scene.names),
                    Some(at),
                    "{picked:?}"
                );
            }
        }
    }
    let key = |scene: &Scene, at: usize| process::picked(&scene.seen.lines, at, &scene.names).unwrap();
    assert_eq!((key(&alone, 4).key.as_str(), key(&alone, 1).key.as_str()), ("8", "#2"));
    assert_eq!(key(&both, 7).sandbox.as_deref(), Some("Two"));
    for (key, sandbox) in [
        ("77", None),
        ("#0", None),
        ("#9", None),
        ("#x", None),
        ("8", Some("Nobody")),
    ] {
        let picked = Picked {
            key: key.to_owned(),
            sandbox: sandbox.map(str::to_owned),
        };
        assert_eq!(
            process::find(&alone.seen.lines, &picked, &alone.names),
            None,
            "{picked:?}"
        );
    }
}

#[test]
fn deep_and_hostile_trees_are_sifted_too() {
    let deep = format!(
        "[{}{}]",
        "{\"process_id\":\"1\",\"name\":\"n\",\"children\":[".repeat(50),
        "]}".repeat(50)
    );
    let tree: Value = serde_json::from_str(&deep).unwrap();
    let scene = Scene::of(vec![(
        "Deep",
        json!({"processes_tree": tree, "files_dropped": [{"process_id": "1"}, {"pid": ["x"]}, {"process_id": {}}, 7, null]}),
    )]);
    let left = scene.left(&Shown::default(), Some(49));
    assert_eq!((left.lines.len(), left.above.len()), (50, 49));
    assert_eq!(left.sections[scene.place("Files dropped")].count(4), 1);
}
