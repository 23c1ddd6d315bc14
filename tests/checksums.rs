//! Checksum lists: every way of writing them is read, and what files say of them is no more than is known.

use std::fmt::Write as _;

use assay::digest::Algorithm;
use assay::digest::checksums::compare::{Agreement, Held, compare};
use assay::digest::checksums::read::read;
use assay::digest::checksums::sought::{Sought, seek};
use assay::digest::checksums::{List, Why};
use assay::untrusted::Untrusted;

const SHA256: &str = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
const OTHER: &str = "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752";
const SHA1: &str = "a94a8fe5ccb19ba61c4c0873d391e987982fbbd3";
const MD5: &str = "098f6bcd4621d373cade4e832627b4f6";

/// Digests of a list with their names.
fn entries(list: &List) -> Vec<(&str, Option<&str>)> {
    let entries = list.entries.iter();
    entries
        .map(|entry| (entry.expected.digest.as_str(), entry.name.as_ref().map(Untrusted::raw)))
        .collect()
}

#[test]
fn every_tool_is_read() {
    let upper = SHA256.to_ascii_uppercase();
    let spaced = SHA1
        .as_bytes()
        .chunks(2)
        .map(|pair| String::from_utf8_lossy(pair).into_owned());
    let spaced = spaced.collect::<Vec<_>>().join(" ");
    for (text, digest, name) in [
        // GNU
        (format!("{SHA256}  a b.txt\n"), SHA256, Some("a b.txt")),
        (format!("{SHA256} *x/a.txt\r\n"), SHA256, Some("x/a.txt")),
        (format!("\\{SHA256}  a\\\\b\\nc\\rd"), SHA256, Some("a\\b\nc\rd")),
        (format!("{SHA256}  C:\\new\\a.txt"), SHA256, Some("C:\\new\\a.txt")),
        (format!("{SHA256}   lead.txt"), SHA256, Some(" lead.txt")),
        (format!("{SHA256}\ta.txt"), SHA256, Some("a.txt")),
        (format!("{SHA256} a.txt"), SHA256, Some("a.txt")),
        (format!("{MD5}  {SHA1}"), MD5, Some(SHA1)),
        // Of what came through a pipe
        (format!("{SHA256}  -"), SHA256, None),
        // BSD, OpenSSL
        (format!("SHA256 (a (1).txt) = {SHA256}"), SHA256, Some("a (1).txt")),
        (format!("MD5 (a = b) = {MD5}"), MD5, Some("a = b")),
        (format!("\\SHA1 (a\\nb) = {SHA1}"), SHA1, Some("a\nb")),
        (format!("SHA2-256(a.txt)= {SHA256}"), SHA256, Some("a.txt")),
        (format!("SHA256(stdin)= {SHA256}"), SHA256, Some("stdin")),
        // certutil
        (
            format!(
                "SHA256 hash of file C:\\a b.exe:\r\n{SHA256}\r\nCertUtil: -hashfile command completed successfully.\r\n"
            ),
            SHA256,
            Some("C:\\a b.exe"),
        ),
        (
            format!("SHA1 hash of a.exe:\r\n{spaced}\r\nCertUtil: ok"),
            SHA1,
            Some("a.exe"),
        ),
        (
            format!("Хэш SHA256 a.exe:\n{SHA256}\nCertUtil: -hashfile — команда успешно выполнена."),
            SHA256,
            Some("a.exe"),
        ),
        (format!("SHA256-Hash von a.exe:\n{SHA256}"), SHA256, Some("a.exe")),
        // Get-FileHash
        (
            format!(
                "\r\nAlgorithm       Hash            Path\r\n---------       ----            ----\r\nSHA256          {upper}       C:\\Users\\me\\a b.exe\r\n\r\n"
            ),
            SHA256,
            Some("C:\\Users\\me\\a b.exe"),
        ),
        (format!("SHA256   {upper}   C:\\Users\\me\\Downlo..."), SHA256, None),
        (
            format!(
                "\r\nAlgorithm : SHA256\r\nHash      : {upper}\r\nPath      : C:\\Users\\me\\a\r\n            b.exe\r\n\r\n"
            ),
            SHA256,
            Some("C:\\Users\\me\\ab.exe"),
        ),
        // Alone, and as pages write it
        (SHA256.to_owned(), SHA256, None),
        (format!("  {upper}  "), SHA256, None),
        (format!("SHA-256: {SHA256}"), SHA256, None),
        (format!("sha256sum = {SHA256}"), SHA256, None),
        (format!("sha256:{SHA256}"), SHA256, None),
        (format!("setup 1.2.exe: {MD5}"), MD5, Some("setup 1.2.exe")),
        (format!("setup.exe {MD5}"), MD5, Some("setup.exe")),
        // Signed
        (
            format!(
                "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\n{SHA256} *a.iso\n-----BEGIN PGP SIGNATURE-----\n\niQIz{MD5}\n{MD5}\n-----END PGP SIGNATURE-----\n"
            ),
            SHA256,
            Some("a.iso"),
        ),
    ] {
        let list = read(&text);
        assert_eq!(entries(&list), [(digest, name)], "{text}");
        assert!(list.strange.is_empty(), "{text}: {:?}", list.strange);
    }
}

#[test]
fn what_is_not_understood_is_told_by_its_line() {
    let sha512 = "ab".repeat(64);
    let text = format!(
        "# comment\n\n{SHA256}  a\nhello\n{sha512}  b\n{SHA256}0  c\nSHA256 hash of file x:\nMD5 hash of y:\n{MD5}\n"
    );
    let list = read(&text);
    assert_eq!(entries(&list), [(SHA256, Some("a")), (MD5, Some("y"))]);
    let strange: Vec<(usize, Why)> = list.strange.iter().map(|strange| (strange.line, strange.why)).collect();
    assert_eq!(
        strange,
        [
            (4, Why::NoDigest),
            (5, Why::OtherAlgorithm(512)),
            (6, Why::NoDigest),
            (7, Why::NoDigest)
        ]
    );
    assert_eq!(list.entries.first().map(|entry| entry.expected.line), Some(3));
}

#[test]
fn hostile_lists_are_read_to_their_end() {
    let long = "a".repeat(70_000);
    for text in [
        String::new(),
        "\0\0\0".to_owned(),
        long.clone(),
        format!("{SHA256}  {long}"),
        format!("SHA256 ({long} = {SHA256}"),
        format!("{SHA256}  a\u{202E}txt.exe"),
        "SHA256 hash of file :".to_owned(),
        "Path : x\n      y\n".to_owned(),
        "Hash : \nPath : \n".to_owned(),
        "-----BEGIN PGP SIGNED MESSAGE-----".to_owned(),
        "é".repeat(40),
        "(=)\n)(=\n=\n:\n\\\n\\\\\n".to_owned(),
    ] {
        let list = read(&text);
        assert!(
            list.entries.len() + list.strange.len() <= text.lines().count(),
            "{text:.60}"
        );
    }
}

fn held(path: &str, sha256: &str) -> Held {
    Held {
        path: Untrusted::new(path),
        sha256: (!sha256.is_empty()).then(|| sha256.to_owned()),
        sha1: Some(SHA1.to_owned()),
        md5: None,
    }
}

/// Each result with its name, in the order shown.
fn results(text: &str, files: &[(&str, &str)]) -> Vec<(Agreement, String)> {
    let files: Vec<Held> = files.iter().map(|(path, sha256)| held(path, sha256)).collect();
    let rows = compare(&read(text), &files);
    rows.into_iter()
        .map(|row| (row.agreement, row.name.raw().to_owned()))
        .collect()
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table")]
fn files_agree_with_a_list_or_do_not() {
    use Agreement::{Extra, Match, Mismatch, Missing, Unread};
    type Case<'a> = (&'a str, String, Vec<(&'a str, &'a str)>, Vec<(Agreement, &'a str)>);
    let cases: Vec<Case> = vec![
        (
            "each its own way",
            format!("{SHA256}  a\n{SHA256}  b\n{SHA256}  c\n{SHA256}  u"),
            vec![("a", SHA256), ("b", OTHER), ("d", SHA256), ("u", "")],
            vec![
                (Mismatch, "b"),
                (Missing, "c"),
                (Unread, "u"),
                (Extra, "d"),
                (Match, "a"),
            ],
        ),
        (
            "the same name in several folders",
            format!("{SHA256}  x/a\n{OTHER}  y/a"),
            vec![("top/y/a", OTHER), ("top/x/a", SHA256)],
            vec![(Match, "top/x/a"), (Match, "top/y/a")],
        ),
        (
            "swapped contents are no match",
            format!("{SHA256}  x/a\n{OTHER}  y/a"),
            vec![("x/a", OTHER), ("y/a", SHA256)],
            vec![(Mismatch, "x/a"), (Mismatch, "y/a")],
        ),
        (
            "a flat drop of one of two",
            format!("{SHA256}  x/a\n{OTHER}  y/a"),
            vec![("a", OTHER)],
            vec![(Missing, "x/a"), (Match, "a")],
        ),
        (
            "paths of Windows and of here",
            format!("{SHA256}  C:\\Users\\me\\a.txt\n{OTHER}  ./b.txt"),
            vec![("a.txt", SHA256), ("in/b.txt", OTHER)],
            vec![(Match, "a.txt"), (Match, "in/b.txt")],
        ),
        (
            "another case of letters",
            format!("{SHA256}  SETUP.EXE"),
            vec![("setup.exe", OTHER)],
            vec![(Mismatch, "setup.exe")],
        ),
        (
            "a renamed folder, tampered with",
            format!("{SHA256}  v1/bin/run"),
            vec![("v1 (1)/bin/run", OTHER)],
            vec![(Mismatch, "v1 (1)/bin/run")],
        ),
        (
            "other folders with a common name are other files",
            format!("{SHA256}  lib/index\n{SHA256}  bin/index"),
            vec![("src/index", OTHER), ("doc/index", OTHER)],
            vec![
                (Missing, "lib/index"),
                (Missing, "bin/index"),
                (Extra, "src/index"),
                (Extra, "doc/index"),
            ],
        ),
        (
            "one digest is compared with each",
            SHA256.to_owned(),
            vec![("a", SHA256), ("b", OTHER)],
            vec![(Mismatch, "b"), (Match, "a")],
        ),
        (
            "the digests of one file under each other",
            format!("SHA1: {SHA1}\nSHA256: {SHA256}"),
            vec![("a", SHA256), ("b", OTHER)],
            vec![(Mismatch, "b"), (Match, "a")],
        ),
        (
            "digests without names",
            format!("{SHA256}\n{OTHER}"),
            vec![("b", OTHER), ("z", "00")],
            vec![(Missing, ""), (Extra, "z"), (Match, "b")],
        ),
        (
            "two digests of one file, one of which is wrong",
            format!("{SHA256}  a\n{OTHER}  a\n{SHA1}  a"),
            vec![("a", SHA256)],
            vec![(Mismatch, "a")],
        ),
        (
            "a digest that was not computed",
            format!("{MD5}  a"),
            vec![("a", SHA256)],
            vec![(Unread, "a")],
        ),
        ("nothing", String::new(), vec![("a", SHA256)], vec![(Extra, "a")]),
        ("nobody", format!("{SHA256}  a"), vec![], vec![(Missing, "a")]),
    ];
    for (about, text, files, expected) in cases {
        let expected: Vec<(Agreement, String)> = expected
            .into_iter()
            .map(|(agreement, name)| (agreement, name.to_owned()))
            .collect();
        assert_eq!(results(&text, &files), expected, "{about}");
    }
}

#[test]
fn the_first_digest_that_disagrees_is_named() {
    let rows = compare(&read(&format!("{SHA1}  a\n{OTHER}  a")), &[held("a", SHA256)]);
    let row = rows.first();
    let wrong = row.and_then(|row| row.wrong.as_ref());
    assert_eq!(
        wrong.map(|wrong| (
            wrong.expected.algorithm,
            wrong.expected.digest.as_str(),
            wrong.got.as_str()
        )),
        Some((Algorithm::Sha256, OTHER, SHA256))
    );
}

#[test]
fn ten_thousand_files_of_one_name_take_no_age() {
    let mut text = String::new();
    let mut files = Vec::new();
    for at in 0..10_000 {
        let digest = format!("{at:064x}");
        let _ = writeln!(text, "{digest}  d{at}/index.html");
        files.push(held(&format!("d{at}/index.html"), &digest));
    }
    files.reverse();
    let rows = compare(&read(&text), &files);
    assert_eq!(
        rows.iter().filter(|row| row.agreement == Agreement::Match).count(),
        10_000
    );
    let flat: Vec<Held> = (0..10_000)
        .map(|at| held("index.html", &format!("{:064x}", at + 5_000)))
        .collect();
    let rows = compare(&read(&text), &flat);
    assert_eq!(
        rows.iter().filter(|row| row.agreement == Agreement::Match).count(),
        5_000
    );
}

#[test]
fn a_digest_is_sought_among_the_files() {
    let file = |sha256: Option<&str>, sha1: Option<&str>| Held {
        path: "a".into(),
        sha256: sha256.map(str::to_owned),
        sha1: sha1.map(str::to_owned),
        md5: None,
    };
    let read = file(Some(SHA256), Some(SHA1));
    let begun = file(Some(OTHER), None);
    let unread = file(None, None);
    for (digest, files, sought) in [
        (SHA256, vec![], None),
        ("zz", vec![read.clone()], None),
        (SHA256, vec![read.clone()], Some(Sought::Had(0))),
        (
            SHA256,
            vec![unread.clone(), begun.clone(), read.clone()],
            Some(Sought::Had(2)),
        ),
        (SHA256, vec![begun.clone()], Some(Sought::Lacking)),
        (SHA256, vec![begun.clone(), unread.clone()], Some(Sought::Open(1))),
        (SHA1, vec![begun.clone(), read.clone()], Some(Sought::Had(1))),
        (SHA1, vec![begun.clone(), unread], Some(Sought::Open(2))),
        (MD5, vec![read, begun], Some(Sought::Open(2))),
    ] {
        assert_eq!(seek(digest, &files), sought, "{digest} among {files:?}");
    }
}
