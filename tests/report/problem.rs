//! The sentences for what went wrong, and for what nobody has seen.

use assay::digest::{Algorithm, HashError};
use assay::report::never_seen;
use assay::report::problem::{Remedy, describe, describe_hash};
use assay::subject::Topic;
use assay::vt::error::{ApiError, Code, Network, NotSetUp, NotTheApi};
use assay::words::Language;

use crate::errors::every_error;
use crate::{DAY, NOW, english, russian};

#[test]
fn every_error_has_a_sentence_of_its_own_and_something_to_do() {
    for words in [english(), russian()] {
        let mut titles = std::collections::BTreeMap::new();
        for error in every_error() {
            let problem = describe(&error, None, words);
            assert!(
                problem.title.ends_with('.') && problem.advice.ends_with('.'),
                "{problem:?}"
            );
            assert!(!problem.remedies.is_empty());
            for remedy in &problem.remedies {
                assert_eq!(remedy.label(words).is_empty(), *remedy == Remedy::Wait);
            }
            assert_eq!(
                problem.title.is_ascii(),
                words.language == Language::English,
                "{}",
                problem.title
            );
            let before = titles.insert(problem.title, format!("{error:?}"));
            assert_eq!(before, None, "{error:?} says the same");
        }
    }
}

#[test]
fn a_problem_offers_what_fits() {
    let quota = ApiError::Refused {
        status: 429,
        code: Code::QuotaExceeded,
        message: "Quota exceeded".into(),
        retry_after: None,
    };
    let minute = describe(&quota, Some(NOW), english());
    let midnight = describe(&quota, Some(NOW.div_euclid(DAY) * DAY + DAY), english());
    assert_eq!((minute.remedies[0], minute.wait_until), (Remedy::Wait, Some(NOW)));
    assert!(minute.title.contains("for now") && midnight.title.contains("today"));
    let foreign = |status, why| {
        let begins = "upstream".into();
        describe(&ApiError::NotTheApi { status, why, begins }, None, english())
    };
    let gateway = foreign(502, NotTheApi::WrongType("text/plain".into()));
    assert!(gateway.title.contains("could not pass the question on"));
    assert_eq!(gateway.detail, Some("HTTP 502 text/plain: upstream".into()));
    assert!(foreign(404, NotTheApi::Html).title.contains("no proxy at this address"));
    assert_eq!(
        describe(&ApiError::Network(Network::Policy), None, english()).remedies[0],
        Remedy::Reload
    );
    assert_eq!(
        describe(&ApiError::NotSetUp(NotSetUp::NoKey), None, english()).remedies[0],
        Remedy::OpenSettings
    );
}

#[test]
fn every_failure_of_hashing_is_said() {
    let mut titles = std::collections::BTreeSet::new();
    for error in [
        HashError::Changed {
            expected: 1_048_576,
            read: 100,
        },
        HashError::Vanished,
        HashError::Unreadable("NotReadableError".into()),
        HashError::Crashed("unreachable".into()),
        HashError::SelfTest(Algorithm::Md5),
        HashError::NotStarted(String::new()),
    ] {
        let problem = describe_hash(&error, english());
        assert!(!problem.remedies.is_empty());
        if let HashError::Changed { .. } = error {
            let detail = problem.detail.unwrap();
            // An ordinary space: in an outside text ours would be spelled out as a hidden sign.
            assert_eq!(detail.raw(), "Read: 100 bytes, expected: 1.0 MB (1,048,576 bytes).");
        }
        assert!(titles.insert(problem.title), "{error:?}");
    }
}

#[test]
fn never_seen_is_no_verdict_and_offers_what_to_do() {
    for words in [english(), russian()] {
        let here = never_seen::never_seen(Topic::File, true, words);
        let typed = never_seen::never_seen(Topic::File, false, words);
        assert_ne!(here.meaning, typed.meaning);
        let mut headlines = std::collections::BTreeSet::new();
        for topic in Topic::ALL {
            let page = never_seen::never_seen(topic, false, words);
            assert!(page.steps.len() >= 4 && page.steps.iter().any(|step| step.action.is_some()));
            let said = format!("{page:?}").to_lowercase();
            assert!(!said.contains("clean") && !said.contains("чист"), "{said}");
            let of_file = said.contains("file") || said.contains("файл");
            assert!(topic != Topic::Url || !of_file, "{said}");
            assert!(headlines.insert(page.headline), "{topic:?}");
        }
    }
}
