//! Comments and votes: what is read of them, and what a refusal to write means.

#![expect(clippy::unwrap_used, reason = "a test without its fixture has to stop")]

use assay::report::community::refusal::{Act, Again, refusal};
use assay::report::community::{comment, item, newest_first, tags, totals, user, vote, with_applause};
use assay::report::details::Cell;
use assay::report::details::build::Site;
use assay::untrusted::Untrusted;
use assay::vt::error::{Answer, ApiError, Code, Network, NotSetUp, NotTheApi};
use assay::vt::object::{Kind, Object};
use assay::vt::read;
use assay::words::{Language, Words};
use errors::every_error;
use serde_json::{Value, json};

mod errors;

const FILE: &str = "8a4d4137273ac783853add0294953a36b13c9863919004c10662a9a8c9ae327f";
const ACTS: [Act; 4] = [Act::Comment, Act::Vote, Act::Applause, Act::Delete];

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

fn object(kind: Kind, id: &str, attributes: Value) -> Object {
    let Value::Object(attributes) = attributes else {
        panic!("attributes are a map")
    };
    Object::new(kind, id, attributes)
}

fn refused(status: u16, code: Code, message: &str) -> ApiError {
    ApiError::Refused {
        status,
        code,
        message: message.into(),
        retry_after: None,
    }
}

#[test]
fn a_comment_is_read_line_by_line() {
    let page = read::page(&answer("comments"), None).unwrap();
    let first = comment(&page.objects[0], site());
    assert_eq!(
        first.lines,
        ["Drops a second stage and reads browser passwords. #quillnab #stealer #November2026".into()]
    );
    assert_eq!(first.tags, ["quillnab", "stealer", "november2026"].map(Untrusted::new));
    assert_eq!(
        (first.applause.positive.as_deref(), first.applause.abuse.as_deref()),
        (Some("14"), None)
    );
    assert!(matches!(&first.date, Some(Cell::Time(when)) if when.absolute.starts_with("2026-11-06")));
    assert_eq!(first.item.unwrap().id(), FILE);
    let several = page
        .objects
        .iter()
        .map(|object| comment(object, site()))
        .find(|comment| comment.lines.len() > 1);
    assert_eq!(several.unwrap().lines[0].raw(), "IOCs:");

    let hostile = read::page(&answer("comment-hostile"), None).unwrap();
    let hostile = comment(&hostile.objects[0], site());
    let applause = &hostile.applause;
    assert_eq!(
        [&applause.positive, &applause.negative, &applause.abuse],
        [&None, &None, &None]
    );
    assert!(hostile.lines[0].raw().starts_with("<script>"));
    let bare = comment(
        &object(Kind::Comment, "odd", json!({"text": "", "date": "soon"})),
        site(),
    );
    assert!(bare.lines.is_empty() && bare.item.is_none());
}

#[test]
fn an_id_says_what_its_comment_is_about() {
    for (id, about) in [
        (format!("f-{FILE}-0c2e77a4"), Some(format!("file/{FILE}"))),
        (format!("u-{FILE}-0c2e77a4"), Some(format!("url/{FILE}"))),
        (
            "d-cdn-viewer.example.com-0c2e77a4".to_owned(),
            Some("domain/cdn-viewer.example.com".to_owned()),
        ),
        ("i-192.0.2.1-0c2e77a4".to_owned(), Some("ip/192.0.2.1".to_owned())),
        ("x-192.0.2.1-0c2e77a4".to_owned(), None),
        ("f-short-0c2e77a4".to_owned(), None),
        (String::new(), None),
    ] {
        assert_eq!(item(&id).map(|subject| subject.to_string()), about, "{id}");
    }
}

#[test]
fn the_newest_come_first_and_each_once() {
    let objects = [
        object(Kind::Comment, "old", json!({"date": 1})),
        object(Kind::Comment, "undated", json!({})),
        object(Kind::Comment, "new", json!({"date": 3})),
        object(Kind::Comment, "old", json!({"date": 1})),
        object(Kind::Comment, "newer", json!({"date": 3})),
    ];
    assert_eq!(newest_first(objects.iter()), [2, 4, 0, 1]);
}

#[test]
fn words_with_a_hash_become_tags() {
    for (text, expected) in [
        (
            "Seen today. #quillnab, #APT-28 #стилер_2026!",
            vec!["quillnab", "APT-28", "стилер_2026"],
        ),
        ("#a #b #a", vec!["a", "b"]),
        ("no tags, C# alone, # neither", vec![]),
        ("##x#y", vec!["x", "y"]),
        ("", vec![]),
    ] {
        assert_eq!(tags(text), expected, "{text}");
    }
}

#[test]
fn a_vote_says_what_it_weighs() {
    let told = |attributes: Value| {
        vote(&object(Kind::Vote, "v", attributes), site()).map(|cell| match cell {
            Cell::State(tone, text) => format!("{tone:?} {text}"),
            Cell::OutsideState(tone, text) => format!("{tone:?} “{}”", text.raw()),
            Cell::Ours(text) => text,
            Cell::Outside(text) => text.raw().to_owned(),
            Cell::Time(when) => when.absolute,
            Cell::Empty => "-".to_owned(),
            other => format!("{other:?}"),
        })
    };
    for (attributes, expected) in [
        (
            json!({"verdict": "malicious", "value": -13, "date": 1_794_009_927}),
            ["Bad malicious", "−13", "2026-11-07 00:05 UTC"],
        ),
        (
            json!({"verdict": "harmless", "value": 1_234}),
            ["Good harmless", "1,234", "-"],
        ),
        (
            json!({"verdict": "odd", "value": "much", "date": "soon"}),
            ["Plain “odd”", "much", "unknown"],
        ),
        (json!({}), ["-", "-", "-"]),
    ] {
        assert_eq!(told(attributes.clone()), expected, "{attributes}");
    }
    let file = object(
        Kind::File,
        FILE,
        json!({"total_votes": {"malicious": 5, "harmless": "x"}}),
    );
    let totals_of_file = totals(&file).unwrap();
    assert_eq!((totals_of_file.malicious, totals_of_file.harmless), (5, 0));
    assert_eq!(totals(&object(Kind::File, FILE, json!({}))), None);
}

#[test]
fn answers_to_writes_are_taken_over() {
    let before = object(Kind::Comment, "c", json!({"text": "t", "votes": {"positive": 0}}));
    let after = with_applause(&before, &json!({"data": {"abuse": 0, "negative": 0, "positive": 1}})).unwrap();
    assert_eq!(comment(&after, site()).applause.positive.as_deref(), Some("1"));
    assert_eq!(after.text("text"), before.text("text"));
    assert!(with_applause(&before, &json!({"data": "positive"})).is_none());
    assert!(with_applause(&before, &Value::Null).is_none());

    let data = json!({"type": "user", "id": "ana_lyst", "attributes": {"first_name": "Ana", "last_name": "Lyst", "email": "a@b.example"}});
    assert_eq!(user(&data), Some(("ana_lyst".into(), Some("Ana Lyst".into()))));
    assert_eq!(user(&json!({"type": "user", "id": "x"})), Some(("x".into(), None)));
    assert_eq!(user(&json!({"type": "file", "id": "x"})), None);
    assert_eq!(user(&Value::Null), None);
}

#[test]
fn every_error_of_a_write_has_its_sentence_in_both_languages() {
    for language in Language::ALL {
        let words = Words::of(language);
        for error in every_error() {
            for act in ACTS {
                let told = refusal(act, &error, words);
                assert!(
                    told.title.ends_with('.') && told.advice.ends_with('.'),
                    "{act:?} {error:?}: {told:?}"
                );
                let offers = told.look || told.settings || told.again != Again::InVain;
                let final_word = matches!(
                    &error,
                    ApiError::Refused {
                        code: Code::BadRequest
                            | Code::InvalidArgument
                            | Code::UnselectiveContentQuery
                            | Code::UnsupportedContentQuery
                            | Code::Forbidden
                            | Code::NotFound
                            | Code::AlreadyExists,
                        ..
                    }
                );
                assert!(offers || final_word, "{act:?} {error:?} leaves nothing to do");
            }
        }
    }
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table")]
fn refusals_mean_what_was_done() {
    let words = site().words;
    for (act, status, code, message, title, again, look) in [
        (
            Act::Comment,
            409,
            Code::AlreadyExists,
            "",
            "You have written the same comment here already.",
            Again::InVain,
            false,
        ),
        (
            Act::Vote,
            409,
            Code::AlreadyExists,
            "User \"x\" already voted \"malicious\" for this file",
            "You have already voted “malicious”.",
            Again::InVain,
            false,
        ),
        (
            Act::Vote,
            409,
            Code::AlreadyExists,
            "odd",
            "You have already voted on this.",
            Again::InVain,
            false,
        ),
        (
            Act::Applause,
            409,
            Code::AlreadyExists,
            "",
            "You have already voted on this comment.",
            Again::InVain,
            false,
        ),
        (
            Act::Delete,
            403,
            Code::Forbidden,
            "",
            "Only its author can delete a comment.",
            Again::InVain,
            false,
        ),
        (
            Act::Comment,
            403,
            Code::Forbidden,
            "",
            "This key may not do that.",
            Again::InVain,
            false,
        ),
        (
            Act::Delete,
            404,
            Code::NotFound,
            "",
            "This comment is no longer there.",
            Again::InVain,
            true,
        ),
        (
            Act::Vote,
            404,
            Code::NotFound,
            "",
            "VirusTotal does not know this object.",
            Again::InVain,
            false,
        ),
        (
            Act::Comment,
            400,
            Code::InvalidArgument,
            "",
            "VirusTotal does not accept this text.",
            Again::InVain,
            false,
        ),
        (
            Act::Vote,
            400,
            Code::BadRequest,
            "",
            "VirusTotal did not understand this.",
            Again::InVain,
            false,
        ),
        (
            Act::Comment,
            503,
            Code::Transient,
            "",
            "VirusTotal has a passing fault.",
            Again::LookFirst,
            true,
        ),
        (
            Act::Delete,
            503,
            Code::Transient,
            "",
            "VirusTotal has a passing fault.",
            Again::Safe,
            false,
        ),
        (
            Act::Comment,
            504,
            Code::DeadlineExceeded,
            "",
            "VirusTotal took too long for the answer.",
            Again::LookFirst,
            true,
        ),
        (
            Act::Vote,
            424,
            Code::FailedDependency,
            "",
            "A part of VirusTotal that the answer depends on failed.",
            Again::LookFirst,
            true,
        ),
        (
            Act::Comment,
            400,
            Code::NotAvailableYet,
            "",
            "VirusTotal does not have the answer ready yet.",
            Again::Safe,
            false,
        ),
    ] {
        let told = refusal(act, &refused(status, code.clone(), message), words);
        assert_eq!(
            (told.title.as_str(), told.again, told.look),
            (title, again, look),
            "{act:?} {code:?}"
        );
    }
}

#[test]
fn what_may_have_arrived_is_never_simply_sent_again() {
    let words = site().words;
    let foreign = |status, why| ApiError::NotTheApi {
        status,
        why,
        begins: Untrusted::default(),
    };
    for (error, again) in [
        (ApiError::Network(Network::Timeout), Again::LookFirst),
        (ApiError::Network(Network::Broken), Again::LookFirst),
        (ApiError::Network(Network::Unreachable), Again::LookFirst),
        (ApiError::Network(Network::Policy), Again::Safe),
        (ApiError::Network(Network::Redirected), Again::Safe),
        (foreign(200, NotTheApi::Truncated), Again::LookFirst),
        (foreign(200, NotTheApi::Html), Again::LookFirst),
        (foreign(502, NotTheApi::Html), Again::LookFirst),
        (foreign(404, NotTheApi::Html), Again::Safe),
        (foreign(200, NotTheApi::TooLarge(1)), Again::LookFirst),
        (ApiError::NotSetUp(NotSetUp::NoKey), Again::Safe),
        (refused(401, Code::WrongCredentials, ""), Again::Safe),
    ] {
        for act in [Act::Comment, Act::Vote, Act::Applause] {
            let told = refusal(act, &error, words);
            assert_eq!(told.again, again, "{act:?} {error:?}");
            assert_eq!(
                told.advice == words.community.may_have_arrived,
                again == Again::LookFirst,
                "{error:?}"
            );
        }
        assert_eq!(refusal(Act::Delete, &error, words).again, Again::Safe, "{error:?}");
    }
}
