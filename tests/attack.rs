//! ATT&CK: what reports and trees name becomes findings, matrices, a text and a layer of the Navigator.

use std::rc::Rc;

use assay::report::attack::findings::{Finding, Told, findings, lines};
use assay::report::attack::layer::layer;
use assay::report::attack::matrix::{Cell, Matrix, matrices, written};
use assay::report::attack::table::Table;
use assay::report::attack::{Domain, Tactic};
use assay::report::behaviour::severity::Severity;
use assay::untrusted::Untrusted;
use assay::vt::object::{Kind, Object};
use assay::words::{Language, Words};
use serde_json::{Value, json};

fn words() -> Words {
    Words::of(Language::English)
}

fn report(attributes: Value) -> Rc<Object> {
    let Value::Object(attributes) = attributes else {
        panic!("attributes are a map")
    };
    Rc::new(Object::new(Kind::Behaviour, "ab_One", attributes))
}

fn technique(id: &str, severity: &str, description: &str) -> Value {
    json!({"id": id, "severity": format!("IMPACT_SEVERITY_{severity}"), "signature_description": description})
}

fn of(reports: &[Rc<Object>]) -> Vec<Finding> {
    findings(Told {
        reports,
        trees: &Value::Null,
        sandboxes: &[],
        summary: false,
    })
}

fn drawn(reports: &[Rc<Object>]) -> Vec<Matrix> {
    matrices(&of(reports), &Table::read())
}

/// A cell as `id name severity signs`, those below it behind arrows.
fn told(cell: &Cell) -> String {
    let name = cell.name.as_ref().map_or("", Untrusted::raw);
    let own = format!("{} {name} {:?} {}", cell.id.raw(), cell.severity, cell.signs);
    [own]
        .into_iter()
        .chain(cell.below.iter().map(told))
        .collect::<Vec<_>>()
        .join(" > ")
}

fn columns(matrix: &Matrix) -> Vec<(String, Vec<String>)> {
    let column = |column: &assay::report::attack::matrix::Column| {
        let (title, _) = column.place.title(matrix.domain, words());
        (title.raw().to_owned(), column.cells.iter().map(told).collect())
    };
    matrix.columns.iter().map(column).collect()
}

#[test]
fn a_sign_stands_once_with_all_who_saw_it_and_what_matched() {
    let reports = [
        report(json!({
            "mitre_attack_techniques": [
                {"id": "T1027", "severity": "IMPACT_SEVERITY_LOW", "signature_description": "packed", "refs": [{"ref": "#signature_matches", "value": "418"}]},
                {"id": "T1027", "severity": "IMPACT_SEVERITY_LOW", "signature_description": "packed", "refs": [{"ref": "#signature_matches", "value": "packed with UPX"}]},
                {"id": "T1027", "severity": "IMPACT_SEVERITY_HIGH", "signature_description": "very packed", "refs": [{"ref": "#files_opened", "value": "418"}, {"ref": "#signature_matches", "value": "0"}, 7]},
                null,
            ],
            "signature_matches": [
                {"id": "418", "description": "packed", "match_data": ["UPX0", "UPX1"]},
                {"name": "packed with UPX", "description": "names its packer"},
                7,
            ],
        })),
        report(json!({"mitre_attack_techniques": [
            {"id": "T1027", "severity": "LOW", "signature_description": "packed", "rule": {"by": "x"}},
        ]})),
    ];
    let findings = of(&reports);
    assert_eq!(findings.len(), 1);
    assert_eq!(lines(&findings, words()).len(), 1, "as many are counted");
    let signs: Vec<_> = findings[0]
        .signs
        .iter()
        .map(|sign| {
            let texts = |texts: &[Untrusted]| texts.iter().map(|text| text.raw().to_owned()).collect::<Vec<_>>();
            let description = sign.description.as_ref().unwrap().raw();
            (description, texts(&sign.matched), texts(&sign.more), sign.seen.clone())
        })
        .collect();
    let texts = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
    assert_eq!(
        signs,
        [
            ("very packed", vec![], vec![], vec![0]),
            (
                "packed",
                texts(&["UPX0", "UPX1", "names its packer", "packed with UPX"]),
                texts(&["rule.by: x"]),
                vec![0, 1]
            ),
        ]
    );
    assert_eq!(findings[0].severity(), Severity::High);
}

#[test]
fn what_is_odd_is_kept_where_it_can_be_seen() {
    for (entry, id, lines) in [
        (json!({"id": ["T1027"]}), "", vec!["id[1]: T1027"]),
        (json!({"id": 7, "severity": {"x": 1}}), "7", vec!["severity.x: 1"]),
        (
            json!({"id": "T1027", "signature_description": ["a"]}),
            "T1027",
            vec!["signature_description[1]: a"],
        ),
        (json!("T1027"), "", vec!["T1027"]),
    ] {
        let findings = of(&[report(json!({"mitre_attack_techniques": [entry]}))]);
        let [finding] = findings.as_slice() else {
            panic!("{findings:?}")
        };
        let more: Vec<&str> = finding.signs[0].more.iter().map(Untrusted::raw).collect();
        assert_eq!((finding.id.raw(), more), (id, lines));
    }
    for attributes in [
        json!({"mitre_attack_techniques": "T1027"}),
        json!({"mitre_attack_techniques": [null]}),
        json!({"attack_techniques": ["T1027"]}),
        json!({"attack_techniques": {"T1027": []}}),
        json!({"attack_techniques": {"T1027": "x"}}),
    ] {
        let reports = [report(attributes)];
        assert!(of(&reports).is_empty(), "{reports:?}");
    }
}

#[test]
fn the_summary_is_nobodys() {
    let summary = [report(json!({"attack_techniques": {
        "T1055": [{"description": "injects", "severity": "HIGH"}, {"description": "injects more", "severity": "INFO"}],
    }}))];
    let trees = json!({"Zenbox": {"tactics": [{"id": "TA0004", "techniques": [
        {"id": "T1055", "name": "Process Injection", "description": "About it.", "signatures": [{"severity": "HIGH", "description": "injects"}]},
    ]}]}});
    let names = ["Zenbox".into()];
    let findings = findings(Told {
        reports: &summary,
        trees: &trees,
        sandboxes: &names,
        summary: true,
    });
    let seen: Vec<_> = findings[0].signs.iter().map(|sign| sign.seen.clone()).collect();
    assert_eq!(seen, [vec![0], vec![]]);
    assert_eq!(findings[0].description, Some("About it.".into()));
}

#[test]
fn techniques_stand_under_every_tactic_with_the_graver_first() {
    let matrix = drawn(&[report(json!({"mitre_attack_techniques": [
        technique("T1497", "LOW", "waits"),
        technique("T1027", "INFO", "odd"),
        technique("T1027.002", "HIGH", "packed"),
        technique("T1027.010", "CRITICAL", "twisted"),
        technique("T1055", "MEDIUM", "injects"),
        technique("T1055", "MEDIUM", "injects more"),
        technique("T1547.001", "MEDIUM", "runs again"),
    ]}))])
    .remove(0);
    let expected = [
        (
            "Persistence",
            vec![
                "T1547 Boot or Logon Autostart Execution Unsaid 0 > T1547.001 Registry Run Keys / Startup Folder Medium 1",
            ],
        ),
        (
            "Privilege Escalation",
            vec![
                "T1055 Process Injection Medium 2",
                "T1547 Boot or Logon Autostart Execution Unsaid 0 > T1547.001 Registry Run Keys / Startup Folder Medium 1",
            ],
        ),
        (
            "Defense Evasion",
            vec![
                "T1027 Obfuscated Files or Information Info 1 > T1027.010 Command Obfuscation Critical 1 > T1027.002 Software Packing High 1",
                "T1055 Process Injection Medium 2",
                "T1497 Virtualization/Sandbox Evasion Low 1",
            ],
        ),
        ("Discovery", vec!["T1497 Virtualization/Sandbox Evasion Low 1"]),
    ];
    let expected: Vec<(String, Vec<String>)> = expected
        .into_iter()
        .map(|(title, cells)| (title.to_owned(), cells.into_iter().map(str::to_owned).collect()))
        .collect();
    assert_eq!(columns(&matrix), expected);
    assert!(matrix.unseen.contains(&Tactic::Impact) && !matrix.unseen.contains(&Tactic::Discovery));
    assert!(
        !matrix.unseen.contains(&Tactic::NetworkEffects),
        "that is a tactic of mobiles"
    );
}

#[test]
fn what_the_table_does_not_know_still_stands_somewhere() {
    let reports = [report(json!({"mitre_attack_techniques": [
        technique("T9999", "HIGH", "of tomorrow"),
        technique("T1055.999", "LOW", "a part of what is known"),
        technique("T1088", "LOW", "of yesterday"),
        technique("<b>evil</b>", "LOW", "no id"),
        {"signature_description": "no technique"},
    ]}))];
    let matrix = drawn(&reports).remove(0);
    let columns = columns(&matrix);
    let cells = |title: &str| {
        columns
            .iter()
            .find(|column| column.0 == title)
            .map(|column| column.1.clone())
            .unwrap()
    };
    assert_eq!(
        cells("Tactic not known"),
        ["T9999  High 1", "<b>evil</b>  Low 1", "  Unsaid 1"]
    );
    assert_eq!(
        cells("Privilege Escalation"),
        [
            "T1055 Process Injection Unsaid 0 > T1055.999  Low 1",
            "T1088 Bypass User Account Control Low 1"
        ]
    );
    let withdrawn = matrix.columns[0].cells[1].technique.unwrap();
    assert_eq!((withdrawn.withdrawn, withdrawn.became), (true, Some("T1548.002")));
}

#[test]
fn trees_bring_their_own_tactics_and_names() {
    let trees = json!({
        "Zenbox": {"tactics": [
            {"id": "TA0003", "name": "Persistence", "techniques": [{"id": "T1497", "name": "ignored", "signatures": []}]},
            {"id": "TA0777", "name": "Tomorrow's", "techniques": [{"id": "T9999", "name": "Of tomorrow", "signatures": [{"severity": "LOW", "description": "x", "odd": 1}]}]},
            {"techniques": [{"id": "T8888", "signatures": [{}]}]},
            {"id": "TA0030", "techniques": 7}, "text", null,
        ]},
        "C2AE": null,
        "Nobody's": {"tactics": [{"id": "TA0003", "techniques": [{"id": "T1"}]}]},
    });
    let names = ["Zenbox", "C2AE"].map(Untrusted::new);
    let findings = findings(Told {
        reports: &[
            report(json!({})),
            report(json!({"mitre_attack_techniques": [technique("T9999", "LOW", "x")]})),
        ],
        trees: &trees,
        sandboxes: &names,
        summary: false,
    });
    let matrix = matrices(&findings, &Table::read()).remove(0);
    let columns = columns(&matrix);
    let expected = [
        ("Persistence", "T1497 Virtualization/Sandbox Evasion Unsaid 0"),
        ("Defense Evasion", "T1497 Virtualization/Sandbox Evasion Unsaid 0"),
        ("Discovery", "T1497 Virtualization/Sandbox Evasion Unsaid 0"),
        ("Tomorrow's", "T9999 Of tomorrow Low 1"),
        ("Tactic not known", "T8888  Unsaid 1"),
    ];
    let expected: Vec<_> = expected
        .map(|(title, cell)| (title.to_owned(), vec![cell.to_owned()]))
        .into();
    assert_eq!(columns, expected);
    let tomorrow = findings.iter().find(|finding| finding.id.raw() == "T9999").unwrap();
    assert_eq!(tomorrow.signs[0].seen, [1, 0]);
    assert_eq!(tomorrow.signs[0].more, ["odd: 1".into()]);
}

#[test]
fn a_phones_techniques_have_a_matrix_of_their_own() {
    let reports = [report(json!({"mitre_attack_techniques": [
        technique("T1582", "HIGH", "sends"),
        technique("T1055", "LOW", "injects"),
    ]}))];
    let matrices = drawn(&reports);
    let domains: Vec<Domain> = matrices.iter().map(|matrix| matrix.domain).collect();
    assert_eq!(domains, [Domain::Enterprise, Domain::Mobile]);
    let (_, id) = matrices[1].columns[0].place.title(Domain::Mobile, words());
    assert_eq!(id, Some("TA0034".into()));
}

#[test]
fn the_matrix_is_written_as_indented_text() {
    let reports = [report(json!({"mitre_attack_techniques": [
        technique("T1547.001", "MEDIUM", "runs again"),
        technique("T1112", "LOW", "x"),
        technique("T1112", "LOW", "y"),
        {"id": "T9999"},
    ]}))];
    let text = written(&drawn(&reports), words());
    let expected = "TA0003 Persistence
  T1547 Boot or Logon Autostart Execution
    T1547.001 Registry Run Keys / Startup Folder (Medium, 1 signature)
  T1112 Modify Registry (Low, 2 signatures)
TA0004 Privilege Escalation
  T1547 Boot or Logon Autostart Execution
    T1547.001 Registry Run Keys / Startup Folder (Medium, 1 signature)
TA0005 Defense Evasion
  T1112 Modify Registry (Low, 2 signatures)
Tactic not known
  T9999 (1 signature)
";
    assert_eq!(text, expected);
}

#[test]
fn a_layer_holds_each_technique_once() {
    let reports = [report(json!({"mitre_attack_techniques": [
        technique("T1547.001", "MEDIUM", "runs again"),
        technique("T1088", "HIGH", "asks nobody"),
        technique("T1548.002", "LOW", "also"),
        technique("T9999", "CRITICAL", &"long ".repeat(1_000)),
        {"signature_description": "no technique"},
    ]}))];
    let findings = of(&reports);
    let matrix = drawn(&reports).remove(0);
    let layer = layer(&matrix, &findings, &["Zenbox".into()], "abc", words());
    assert_eq!(layer["versions"]["layer"], "4.5");
    assert_eq!(layer["domain"], "enterprise-attack");
    assert_eq!(layer["name"], "abc");
    let techniques: Vec<_> = layer["techniques"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            (
                one["techniqueID"].as_str().unwrap(),
                one["score"].as_u64(),
                one["showSubtechniques"] == true,
            )
        })
        .collect();
    assert_eq!(
        techniques,
        [
            ("T1547", None, true),
            ("T1547.001", Some(50), false),
            ("T1548", None, true),
            ("T1548.002", Some(75), false),
            ("T9999", Some(100), false),
        ]
    );
    assert_eq!(layer["techniques"][1]["comment"], "Medium: runs again (Zenbox)");
    assert_eq!(
        layer["techniques"][3]["comment"],
        "T1088\nHigh: asks nobody (Zenbox)\nLow: also (Zenbox)"
    );
    let long = layer["techniques"][4]["comment"].as_str().unwrap();
    assert!(long.chars().count() < 600, "{long}");
}
