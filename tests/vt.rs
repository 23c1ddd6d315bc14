//! Reading answers: whatever comes, there is an object or a sentence, and never the key.

#![expect(
    clippy::unwrap_used,
    reason = "a test may panic; the lint knows tests by their functions alone"
)]

use std::path::{Path, PathBuf};

use assay::report::problem::describe;
use assay::settings::ApiKey;
use assay::subject::Subject;
use assay::untrusted::Untrusted;
use assay::vt::error::{Answer, ApiError, Code, NotTheApi};
use assay::vt::object::Object;
use assay::vt::read::{self, LARGEST};
use assay::words::{Language, Words};
use serde_json::Value;

const KEY: &str = "c4n4ry0000000000000000000000000000000000000000000000000000000a9f1";
const SHA256: &str = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
const SHA1: &str = "a94a8fe5ccb19ba61c4c0873d391e987982fbbd3";
const MD5: &str = "098f6bcd4621d373cade4e832627b4f6";

fn key() -> ApiKey {
    ApiKey::parse(KEY).unwrap()
}

fn answer(status: u16, content_type: &str, body: impl Into<Vec<u8>>) -> Answer {
    Answer {
        status,
        content_type: content_type.to_owned(),
        retry_after: None,
        body: body.into(),
    }
}

fn json(body: impl Into<Vec<u8>>) -> Answer {
    answer(200, "application/json; charset=utf-8", body)
}

fn report() -> String {
    format!(
        r#"{{"data":{{"type":"file","id":"{SHA256}","links":{{"self":"x"}},"attributes":{{"md5":"{MD5}","sha1":"{SHA1}","sha256":"{SHA256}","size":4,"names":["tést","😀"],"reputation":-7}}}}}}"#
    )
}

fn file(answer: &Answer, asked: Option<&str>, key: Option<&ApiKey>) -> Result<Object, ApiError> {
    let asked = asked.map(|digest| Subject::file(digest).unwrap());
    read::file(answer, asked.as_ref(), key)
}

/// The error of an answer, after having seen that it can be said in both languages without the key.
fn refused(answer: &Answer, asked: Option<&str>) -> ApiError {
    let error = file(answer, asked, Some(&key())).expect_err("no report");
    for language in Language::ALL {
        let problem = describe(&error, None, Words::of(language));
        assert!(!problem.title.is_empty() && !problem.advice.is_empty(), "{error:?}");
        assert!(!problem.remedies.is_empty(), "{error:?}");
        assert!(!format!("{problem:?}").contains("c4n4ry"), "{problem:?}");
    }
    assert!(!format!("{error:?}").contains("c4n4ry"), "{error:?}");
    error
}

fn fixtures() -> Vec<(PathBuf, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut found: Vec<(PathBuf, String)> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .map(|path| (path.clone(), std::fs::read_to_string(path).unwrap()))
        .collect();
    found.sort();
    assert!(!found.is_empty());
    found
}

#[test]
fn a_report_is_read_whatever_its_wrapping() {
    let plain = report();
    let cases: [(&str, Vec<u8>); 6] = [
        ("application/json", plain.clone().into()),
        ("application/json; charset=utf-8", plain.clone().into()),
        ("APPLICATION/JSON", plain.clone().into()),
        ("application/vnd.api+json", plain.clone().into()),
        ("", plain.clone().into()),
        ("application/json", [b"\xEF\xBB\xBF", plain.as_bytes()].concat()),
    ];
    for (content_type, body) in cases {
        let file = self::file(&answer(200, content_type, body), Some(SHA256), None).unwrap();
        assert_eq!(file.id, SHA256);
        assert_eq!(file.attributes["reputation"], -7);
        assert_eq!(&*file.raw, plain);
        assert_eq!(file.mended, assay::vt::object::Mended::default());
    }
}

#[test]
fn damaged_text_is_read_and_the_reader_is_told() {
    let halves = report().replace("tést", r"a\ud800b");
    let file = self::file(&json(halves.as_str()), Some(SHA256), None).unwrap();
    assert_eq!(file.texts("names")[0], Untrusted::new("a\u{FFFD}b"));
    assert!(file.mended.surrogates && !file.mended.utf8);
    assert_eq!(&*file.raw, halves, "the text stays as it came");

    let mut bytes = report().into_bytes();
    let at = bytes.windows(2).position(|pair| pair == "é".as_bytes()).unwrap();
    bytes[at] = 0xFF;
    let file = self::file(&json(bytes), Some(SHA256), None).unwrap();
    assert!(file.mended.utf8 && file.texts("names")[0].raw().contains('\u{FFFD}'));
}

#[test]
fn numbers_stay_as_they_were_written() {
    for number in [
        "18446744073709551616",
        "1e400",
        "0.1000000000000000055511151231257827",
        "-0",
        "1E5",
    ] {
        let body = report().replace("-7", number);
        let file = self::file(&json(body), Some(SHA256), None).unwrap();
        assert_eq!(
            file.attributes["reputation"]
                .to_string()
                .to_lowercase()
                .replace('+', ""),
            number.to_lowercase()
        );
    }
}

#[test]
fn a_report_about_another_file_is_no_report() {
    let other = "0".repeat(64);
    for (asked, is_it) in [
        (SHA256, true),
        (&SHA256.to_uppercase(), true),
        (SHA1, true),
        (MD5, true),
        (&MD5.to_uppercase(), true),
        (other.as_str(), false),
        (&other[..40], false),
        (&other[..32], false),
    ] {
        let read = file(&json(report()), Some(asked), None);
        assert_eq!(read.is_ok(), is_it, "{asked}");
        if let Err(error) = read {
            assert_eq!(
                error,
                ApiError::AboutAnother {
                    asked: asked.to_ascii_lowercase(),
                    got: Untrusted::new(SHA256)
                }
            );
        }
    }
    for body in [
        // The right id over another file's digests, and digests left out.
        report().replace(&format!(r#""sha256":"{SHA256}""#), &format!(r#""sha256":"{other}""#)),
        report().replace(&format!(r#""id":"{SHA256}""#), &format!(r#""id":"{other}""#)),
    ] {
        assert!(matches!(
            refused(&json(body), Some(SHA256)),
            ApiError::AboutAnother { .. }
        ));
    }
    let bare = report().replace(&format!(r#""md5":"{MD5}","#), "");
    assert!(matches!(refused(&json(bare), Some(MD5)), ApiError::AboutAnother { .. }));
}

#[test]
fn every_code_of_the_api_is_known_and_its_message_kept() {
    let list = fixtures()
        .into_iter()
        .find(|(path, _)| path.ends_with("errors.json"))
        .unwrap()
        .1;
    let list: Vec<Value> = serde_json::from_str(&list).unwrap();
    assert!(list.len() >= 16);
    let mut titles = std::collections::BTreeSet::new();
    for entry in &list {
        let (code, message) = (entry["code"].as_str().unwrap(), entry["message"].as_str().unwrap());
        let status = u16::try_from(entry["status"].as_u64().unwrap()).unwrap();
        let body = serde_json::json!({"error": {"code": code, "message": format!("{message} {KEY}")}});
        let error = refused(&answer(status, "application/json", body.to_string()), Some(SHA256));
        let ApiError::Refused {
            status: told,
            code: read,
            message: said,
            ..
        } = &error
        else {
            panic!("{code}: {error:?}");
        };
        assert_eq!((*told, read), (status, &Code::parse(code)));
        assert!(!matches!(read, Code::Unknown(_)), "{code}");
        assert_eq!(said.raw(), format!("{message} ••••"));
        titles.insert(describe(&error, None, Words::of(Language::English)).title);
    }
    // Two spellings of two codes say the same; no other two do.
    assert!(titles.len() >= 16 - 1, "{titles:#?}");
}

#[test]
fn what_is_not_the_api_is_told_apart() {
    let page = "<!DOCTYPE html><title>Sign in</title>";
    for (given, why) in [
        (answer(200, "text/html", page), NotTheApi::Html),
        (answer(200, "application/json", page), NotTheApi::Html),
        (answer(200, "", "  <html>"), NotTheApi::Html),
        (
            answer(502, "text/html; charset=utf-8", "<h1>Bad gateway</h1>"),
            NotTheApi::Html,
        ),
        (
            answer(200, "text/plain", report()),
            NotTheApi::WrongType("text/plain".into()),
        ),
        (
            answer(503, "text/plain", "upstream"),
            NotTheApi::WrongType("text/plain".into()),
        ),
        (
            answer(200, "image/png", "\u{1}"),
            NotTheApi::WrongType("image/png".into()),
        ),
        (json(""), NotTheApi::Empty),
        (json(" \r\n"), NotTheApi::Empty),
        (json("\u{FEFF}"), NotTheApi::Empty),
        (answer(204, "", ""), NotTheApi::Empty),
        (answer(404, "text/html", page), NotTheApi::Html),
        (json("{\"data\":"), NotTheApi::Truncated),
        (json("[]"), NotTheApi::WrongShape),
        (json("7"), NotTheApi::WrongShape),
        (json("null"), NotTheApi::WrongShape),
        (json("{}"), NotTheApi::WrongShape),
        (json("{\"data\":[]}"), NotTheApi::WrongShape),
        (json("{\"data\":{\"type\":\"file\"}}"), NotTheApi::WrongShape),
        (json("{\"error\":\"text\"}"), NotTheApi::WrongShape),
        (json(report().replace("\"file\"", "\"url\"")), NotTheApi::WrongShape),
        (
            json(report().replace(&format!("\"id\":\"{SHA256}\""), "\"id\":\"../x\"")),
            NotTheApi::WrongShape,
        ),
        (answer(500, "application/json", report()), NotTheApi::WrongShape),
        (
            answer(404, "application/json", "{\"message\":\"no\"}"),
            NotTheApi::WrongShape,
        ),
    ] {
        let status = given.status;
        match refused(&given, Some(SHA256)) {
            ApiError::NotTheApi {
                status: told,
                why: read,
                ..
            } => assert_eq!((told, read), (status, why)),
            other => panic!("{other:?}"),
        }
    }
    for body in ["{\"data\" 1}", "{'a':1}", "NaN", "{\"a\":1}}", "\u{0}"] {
        assert!(matches!(
            refused(&json(body), None),
            ApiError::NotTheApi {
                why: NotTheApi::Malformed(_),
                ..
            }
        ));
    }
    let deep = "[".repeat(100_000);
    assert!(matches!(refused(&json(deep), None), ApiError::NotTheApi { .. }));
}

#[test]
fn the_beginning_of_a_foreign_answer_is_short_and_without_the_key() {
    let long = format!("<html>{}{KEY}{}", "x".repeat(150), "y".repeat(5_000));
    let ApiError::NotTheApi { begins, .. } = refused(&answer(200, "text/html", long), None) else {
        panic!("not foreign");
    };
    assert_eq!(begins.raw().chars().count(), 200);
    // Cut right inside the key: nothing of it may stay.
    for pad in 130..200 {
        let body = format!("<html>{}{KEY}", "x".repeat(pad));
        let error = refused(&answer(200, "text/html", body), None);
        assert!(!format!("{error:?}").contains("c4n"), "{error:?}");
    }
}

#[test]
fn an_answer_above_the_limit_is_refused_by_name() {
    let body = vec![b' '; usize::try_from(LARGEST).unwrap() + 1];
    assert!(matches!(
        refused(&json(body), None),
        ApiError::NotTheApi {
            why: NotTheApi::TooLarge(LARGEST),
            ..
        }
    ));
}

#[test]
fn too_many_requests_is_understood_in_any_words() {
    for (content_type, body) in [
        (
            "application/json",
            "{\"error\":{\"code\":\"Oddly\",\"message\":\"slow down\"}}",
        ),
        ("text/html", "<html>slow down"),
        ("text/plain", "slow down"),
        ("", ""),
    ] {
        let given = Answer {
            retry_after: Some(7),
            ..answer(429, content_type, body)
        };
        match refused(&given, None) {
            ApiError::Refused {
                status: 429,
                code: Code::TooManyRequests,
                retry_after: Some(7),
                ..
            } => {}
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn a_key_in_a_report_is_blotted_out_and_said() {
    let body = report().replace("tést", KEY);
    let file = self::file(&json(body), Some(SHA256), Some(&key())).unwrap();
    assert!(file.mended.key);
    assert!(!format!("{file:?}").contains("c4n4ry"));
    // A key as short as this stands in every report by chance.
    let short = ApiKey::parse("e").unwrap();
    let file = self::file(&json(report()), Some(SHA256), Some(&short)).unwrap();
    assert!(!file.mended.key);
    assert_eq!(&*file.raw, report());
}

#[test]
fn an_answer_cut_off_at_any_byte_is_never_a_report() {
    let mut cut = 0;
    for (path, text) in fixtures() {
        let body = text.trim_end().as_bytes();
        let stride = (body.len() / 250).max(1);
        let near_the_end = body.len().saturating_sub(64)..body.len();
        for at in (0..body.len()).step_by(stride).chain(near_the_end) {
            let read = file(&json(&body[..at]), None, None);
            assert!(read.is_err(), "{} cut at {at}", path.display());
            cut += 1;
        }
    }
    assert!(cut > 1_000);
}

#[test]
fn a_flipped_bit_gives_a_report_or_an_error() {
    let body = report().into_bytes();
    for at in 0..body.len() {
        for bit in 0..8 {
            let mut body = body.clone();
            body[at] ^= 1 << bit;
            let _ = file(&json(body), Some(SHA256), None);
        }
    }
}

#[test]
fn the_json_test_suite_gives_a_value_or_a_sentence() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora/jsontestsuite");
    if !folder.is_dir() {
        say("jsontestsuite: not here, left out");
        return;
    }
    let (mut values, mut sentences) = (0, 0);
    for part in ["test_parsing", "test_transform"] {
        for entry in std::fs::read_dir(folder.join(part)).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let given = json(std::fs::read(&path).unwrap());
            let read = read::json(&given, None);
            match name.split('_').next() {
                Some("y") => assert!(read.is_ok(), "{name} is JSON"),
                Some("n") => assert!(read.is_err(), "{name} is no JSON"),
                _ => {}
            }
            match read {
                Ok(_) => values += 1,
                Err(_) => sentences += 1,
            }
            // None of them is a report.
            refused(&given, None);
        }
    }
    say(&format!("jsontestsuite: {values} values, {sentences} sentences"));
    assert!(values > 0 && sentences > 0);
}

/// Past the capture of output: these counts are wanted in every run.
fn say(line: &str) {
    use std::io::Write as _;
    let _ = writeln!(std::io::stderr(), "{line}");
}
