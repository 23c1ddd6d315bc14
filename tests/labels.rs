//! Labels of many engines cut into family, type and platform, and what they say together.

use std::collections::BTreeSet;

use assay::report::consensus::{Consensus, Wanted, consensus};
use assay::report::labels::{Facet, Part, is_listed, parts, type_names};
use assay::untrusted::Untrusted;
use assay::words::{Language, Words};

/// `Emotet; trojan, downloader; Win32`.
fn read(label: &str) -> String {
    let parts = parts(label);
    let of = |facet| {
        let names: Vec<&str> = parts
            .iter()
            .filter(|part| part.facet == facet)
            .map(|part| part.name.as_str())
            .collect();
        names.join(", ")
    };
    format!("{}; {}; {}", of(Facet::Family), of(Facet::Type), of(Facet::Platform))
}

fn check(table: &[(&str, &str)]) {
    let wrong: Vec<String> = table
        .iter()
        .filter(|(label, expected)| read(label) != *expected)
        .map(|(label, expected)| format!("{label}: {} instead of {expected}", read(label)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_vendors_form_is_read() {
    check(&[
        ("Trojan.Win32.Emotet.gen", "Emotet; trojan; Win32"),
        ("HEUR:Trojan-Banker.Win32.Emotet.pef", "Emotet; banker, trojan; Win32"),
        ("Trojan:Win32/Emotet.AB!MTB", "Emotet; trojan; Win32"),
        ("a variant of Win32/Emotet.CD", "Emotet; ; Win32"),
        ("Win32/Emotet.CD trojan", "Emotet; trojan; Win32"),
        ("W32/Emotet.EF.gen!Eldorado", "Emotet; ; Win32"),
        ("TR/Emotet.kwrtz", "Emotet; trojan; "),
        ("TR/Crypt.XPACK.Gen", "; packed, trojan; "),
        ("Mal/Emotet-Q", "Emotet; ; "),
        ("Troj/Emotet-CXV", "Emotet; trojan; "),
        ("BKDR_EMOTET.SM", "Emotet; backdoor; "),
        ("TrojanSpy.Win32.EMOTET.SMTHA", "Emotet; spyware, trojan; Win32"),
        ("TSPY_EMOTET.XXSU", "Emotet; spyware; "),
        ("Win32:Emotet-AI [Trj]", "Emotet; trojan; Win32"),
        ("Win32:BankerX-gen [Trj]", "; banker, trojan; Win32"),
        ("Win.Trojan.Emotet-7331384-0", "Emotet; trojan; Windows"),
        ("Trojan.Emotet.1140", "Emotet; trojan; "),
        ("Emotet-FQNE!546BB6EF89BE", "Emotet; ; "),
        ("Trojan.Heodo!8.113C (TFE:5:vloL8pKbObM)", "Emotet; trojan; "),
        ("Trj/Emotet.A", "Emotet; trojan; "),
        ("W32/Geodo.A!tr", "Emotet; trojan; Win32"),
        ("Win32.Trojan.Emotet.Sunz", "Emotet, Sunz; trojan; Win32"),
        ("Trojan[Banker]/Win32.Emotet", "Emotet; banker, trojan; Win32"),
        ("TrojanBanker/Win32.Emotet.a", "Emotet; banker, trojan; Win32"),
        ("exe.trojan.emotet", "Emotet; trojan; "),
        ("Win64/Emotet!rfn", "Emotet; ; Win64"),
        ("Backdoor:MSIL/Bladabindi.AJ!bit", "njRAT; backdoor; .NET"),
        ("MSIL/njRAT.ABC!tr", "njRAT; trojan; .NET"),
        ("Backdoor.Win32.Fynloski.gt", "DarkComet; backdoor; Win32"),
        ("Trojan-PSW.MSIL.Agensla.gen", "AgentTesla; spyware, trojan; .NET"),
        ("AgentTesla-FDCZ!B61A4B8883BA", "AgentTesla; ; "),
        ("Spyware.Negasteal!1.D8E7 (CLASSIC)", "AgentTesla; spyware; "),
        ("Trojan-Ransom.Win32.Wanna.zbu", "WannaCry; ransomware, trojan; Win32"),
        ("Ransom:Win32/WannaCrypt.A!rsm", "WannaCry; ransomware; Win32"),
        ("Ransom.Win32.WCRY.SMALYM", "WannaCry; ransomware; Win32"),
        ("Ransom_Locky.R002C0DJI19", "Locky; ransomware; "),
        ("Win32/Filecoder.LockBit.A", "LockBit; ransomware; Win32"),
        ("Trojan.TrickBot", "TrickBot; trojan; "),
        (
            "Trojan-Downloader.Win32.Upatre.abcd",
            "Upatre; downloader, trojan; Win32",
        ),
        (
            "TrojanDownloader:JS/Nemucod.P",
            "Nemucod; downloader, trojan; JavaScript",
        ),
        ("JS.DownLoader.1225", "; downloader; JavaScript"),
        ("VBS/TrojanDownloader.Agent.XYZ", "; downloader, trojan; VBScript"),
        ("O97M/Donoff.GH!tr.dldr", "Donoff; downloader, trojan; Office"),
        (
            "HEUR:Trojan-Downloader.MSOffice.SLoad.gen",
            "Sload; downloader, trojan; Office",
        ),
        ("X97M/Downloader.pz", "; downloader; Office"),
        ("Linux/Mirai.A", "Mirai; ; Linux"),
        ("ELF:Mirai-GH [Trj]", "Mirai; trojan; Linux"),
        ("HEUR:Backdoor.Linux.Mirai.b", "Mirai; backdoor; Linux"),
        ("Unix.Trojan.Gafgyt-111-0", "Gafgyt; trojan; Unix"),
        (
            "not-a-virus:HEUR:RiskTool.Win32.BitMiner.gen",
            "; miner, unwanted; Win32",
        ),
        (
            "a variant of Win64/CoinMiner.PQ potentially unwanted",
            "; miner, unwanted; Win64",
        ),
        ("Android/TrojanDropper.Agent.EQU", "; dropper, trojan; Android"),
        (
            "HEUR:Trojan-Banker.AndroidOS.Anubis.t",
            "Anubis; banker, trojan; Android",
        ),
        ("Andr/Rootnik-AI", "Rootnik; ; Android"),
        ("OSX/Shlayer.D", "Shlayer; ; macOS"),
        ("Exploit:O97M/CVE-2017-11882.VA!MTB", "CVE-2017-11882; exploit; Office"),
        ("MSOffice/CVE_2017_11882.C!exploit", "CVE-2017-11882; exploit; Office"),
        ("Exploit.Ole2.CVE201711882.iwalql", "CVE-2017-11882; exploit; Office"),
        ("RTF/CVE1711882", "; exploit; RTF"),
        ("Net-Worm.Win32.Kido.ih", "Conficker; worm; Win32"),
        ("W32.Downadup.B", "Conficker; ; Win32"),
        ("Virus.Win32.Sality.sil", "Sality; virus; Win32"),
        ("Win32.Sector.22", "Sality; ; Win32"),
        ("HackTool.Win64.Mimikatz.a", "Mimikatz; hacktool; Win64"),
        ("Adware.BrowseFox.Win32.184932", "; adware; Win32"),
        ("Trojan.Dllhijacker.Win32.10", "Dllhijacker; trojan; Win32"),
        ("Trojan.Agent!dylN1ZJSLcQ", "; trojan; "),
        ("Rootkit.0Access", "ZeroAccess; rootkit; "),
        ("PWS:Win32/Zbot!ml", "Zeus; spyware; Win32"),
        ("EICAR-Test-File", "EICAR; ; "),
        ("EICAR-Test-File (not a virus)", "EICAR; unwanted; "),
    ]);
}

#[test]
fn what_names_nothing_is_generic() {
    for label in [
        "malicious",
        "Malicious (score: 99)",
        "win/malicious_confidence_100% (D)",
        "malicious.58ecb8",
        "malicious (high confidence)",
        "Static AI - Malicious PE",
        "Unsafe",
        "Detected",
        "Gen:Variant.Razy.448897",
        "Trojan.GenericKD.41867189",
        "Generic.mg.a39be470992dd787",
        "GenericRXNK-GT!99017F6EEBBA",
        "Artemis!357FC4A445D8",
        "HEUR/AGEN.1040560",
        "HEUR:Trojan.Win32.Generic",
        "UDS:DangerousObject.Multi.Generic",
        "Win32:Malware-gen",
        "FileRepMalware [Misc]",
        "Mal/Generic-S",
        "ML.Attribute.HighConfidence",
        "Trojan.Gen.MBT",
        "TROJ_GEN.R002C0PJH19",
        "W32.AIDetectMalware",
        "Trojan:Win32/Wacatac.B!ml",
        "Trojan ( 0058f9ce1 )",
        "Trojan.Malware.300983.susgen",
        "BehavesLike.Win32.Generic.th",
        "malware (ai score=85)",
        "a variant of Win32/Kryptik.HGXD",
        "a variant of Generik.LCEHGH",
        "Trojan.Siggen15.15776",
        "Malware@#3ouftz40zjzw",
        "",
        "1234",
        "\u{202E}\0",
    ] {
        let families: Vec<Part> = parts(label)
            .into_iter()
            .filter(|part| part.facet == Facet::Family)
            .collect();
        assert_eq!(families, [], "{label}");
    }
}

#[test]
fn hostile_labels_are_read_as_any_other() {
    let endless = "Trojan.".repeat(10_000);
    assert_eq!(read(&endless), "; trojan; ");
    assert_eq!(read(&"x".repeat(70_000)), "; ; ");
    assert_eq!(read("((((!!!!@@@@[[[[ Emotet"), "Emotet; ; ");
    assert_eq!(read("Троян.Емотет"), "емотет, троян; ; ");
    assert_eq!(read("CVE-2017-1188299999999"), "CVE-2017-1188299; ; ");
    assert_eq!(read("cve-20"), "; exploit; ");
    assert_eq!(read("Trojan\u{202E}.Win32"), "; trojan; Win32");
}

#[test]
fn listed_families_are_told_from_guesses() {
    for (facet, name, listed) in [
        (Facet::Family, "Emotet", true),
        (Facet::Family, "CVE-2017-11882", true),
        (Facet::Family, "Sunz", false),
        (Facet::Type, "trojan", true),
        (Facet::Family, "trojan", false),
    ] {
        let part = Part {
            facet,
            name: name.to_owned(),
        };
        assert_eq!(is_listed(&part), listed, "{name}");
    }
}

#[test]
fn every_type_has_a_name_in_each_language() {
    for language in Language::ALL {
        let words = Words::of(language).report.engines;
        for name in type_names() {
            assert!(words.type_named(name).is_some(), "{name}");
        }
        assert_eq!(type_names().count(), words.types.len());
    }
}

fn said_by(labels: &[&str]) -> Consensus {
    let labels: Vec<(Untrusted, BTreeSet<Part>)> = labels
        .iter()
        .map(|label| (Untrusted::new(*label), parts(label)))
        .collect();
    consensus(labels.iter().map(|(label, parts)| (label, parts)))
}

const LABELS: [&str; 9] = [
    "Trojan.Win32.Emotet.gen",
    "Trojan:Win32/Emotet.AB",
    "W32/Heodo.A!tr",
    "Gen:Variant.Razy.1",
    "Gen:Variant.Razy.1",
    "Trojan.Vimditator.a",
    "Trojan.Vimditator.b",
    "Trojan.Lonely",
    "Trojan.Lonely",
];

#[test]
fn counts_are_of_engines_and_of_wordings() {
    let found = said_by(&LABELS);
    let listed = |facet| -> Vec<(String, u64, u64)> {
        found
            .of(facet)
            .map(|said| (said.part.name.clone(), said.engines, said.wordings))
            .collect()
    };
    assert_eq!(
        listed(Facet::Family),
        [("Emotet".into(), 3, 3), ("Vimditator".into(), 2, 2)]
    );
    assert_eq!(listed(Facet::Type), [("trojan".into(), 7, 6)]);
    assert_eq!(listed(Facet::Platform), [("Win32".into(), 3, 3)]);
    assert_eq!((found.labelled, found.generic, found.own), (9, 2, 2));
    assert_eq!(said_by(&[]), Consensus::default());
    assert_eq!(
        said_by(&["Trojan.TrickBot"]).of(Facet::Family).count(),
        1,
        "a listed family needs no second"
    );
}

#[test]
fn a_word_narrows_to_those_who_say_it() {
    let found = said_by(&LABELS);
    for (wanted, expected) in [
        ("family:emotet", &LABELS[..3]),
        ("family:EMOTET", &LABELS[..3]),
        ("family:vimditator", &LABELS[5..7]),
        ("platform:win32", &LABELS[..3]),
        ("generic", &LABELS[3..5]),
        ("own", &LABELS[7..]),
        ("type:emotet", &[]),
    ] {
        let wanted = Wanted::parse(wanted).expect("it is one");
        let fitting: Vec<&str> = LABELS
            .into_iter()
            .filter(|label| found.fits(&wanted, &parts(label)))
            .collect();
        assert_eq!(fitting, expected, "{wanted:?}");
        assert_eq!(Wanted::parse(&wanted.slug()), Some(wanted));
    }
    for nonsense in ["", "family", "family:", "colour:red", "Generic "] {
        assert_eq!(Wanted::parse(nonsense), None, "{nonsense}");
    }
}
