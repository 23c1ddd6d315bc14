//! What nobody has seen is never taken for clean.

use assay::subject::{Subject, Topic};
use assay::ui::report::never_seen::Local;
use assay::untrusted::Untrusted;
use assay::words::Language;

use crate::hostile::assert_harmless;
use crate::{SHA256, never_seen, text};

#[test]
fn never_seen_is_never_taken_for_clean() {
    let local = Local {
        name: Untrusted::new("in\u{202E}voice.exe"),
        size: 1_234_567,
        digests: vec![("SHA-256", SHA256.to_owned())],
    };
    for (language, word, sentence) in [
        (Language::English, "Never seen", "That does not make it safe."),
        (
            Language::Russian,
            "Ещё не встречался",
            "Это не значит, что он безопасен.",
        ),
    ] {
        for local in [None, Some(local.clone())] {
            let html = never_seen(Subject::file(SHA256).unwrap(), local.clone(), language);
            let read = text(&html);
            assert!(read.contains(word) && read.contains(sentence), "{read}");
            assert!(read.contains(SHA256));
            assert_eq!(local.is_some(), read.contains("in⟨U+202E⟩voice.exe"), "{read}");
            let lower = read.to_lowercase();
            for reassuring in [
                "clean",
                "nothing found",
                "harmless",
                "чист",
                "ничего не найдено",
                "безвредн",
            ] {
                assert!(!lower.contains(reassuring), "{reassuring}: {read}");
            }
            for shape in ["tick", "octagon", "triangle"] {
                assert!(!html.contains(&format!("data-shape=\"{shape}\"")), "{shape}");
            }
            assert!(html.contains("data-shape=\"dashed-ring\""));
            assert!(html.contains(&format!("https://www.virustotal.com/gui/file/{SHA256}")));
        }
    }
}

#[test]
fn a_place_that_nobody_has_seen_is_said_in_its_own_words() {
    for (subject, english, russian, defanged) in [
        (
            Subject::url("https://a.example/x?y=1"),
            "never seen this URL",
            "не встречал этот URL",
            "hxxps://a[.]example/x?y=1",
        ),
        (
            Subject::new(Topic::Domain, "a.example").unwrap(),
            "never seen this domain",
            "не встречал этот домен",
            "a[.]example",
        ),
        (
            Subject::new(Topic::Address, "192.0.2.1").unwrap(),
            "never seen this IP address",
            "не встречал этот IP-адрес",
            "192[.]0[.]2[.]1",
        ),
    ] {
        for (language, sentence) in [(Language::English, english), (Language::Russian, russian)] {
            let html = never_seen(subject.clone(), None, language);
            let read = text(&html);
            assert!(read.contains(sentence) && read.contains(defanged), "{read}");
            assert!(!read.contains("SHA-256") && !read.contains("digest"), "{read}");
            assert_harmless(&html, sentence);
            let host = html.contains("href=\"#/domain/a.example\"");
            assert_eq!(
                host,
                subject.topic() == Topic::Url,
                "the host of a URL can be asked about"
            );
        }
    }
}
