//! Where a file may be sent: by its size, and to which path of the proxy alone; and what is said when it fails.

mod errors;

use assay::digest::HashError;
use assay::report::act::{Act, describe_act, may_have_arrived};
use assay::report::problem::Remedy;
use assay::report::upload::{Failure, Gone, Trouble, describe_failure};
use assay::untrusted::Untrusted;
use assay::vt::error::{Answer, ApiError, Code, Network};
use assay::vt::upload::{LARGEST, Way, address, destination};
use assay::words::{Language, Words};

#[test]
fn the_size_decides_how_a_file_goes() {
    for (size, way, requests) in [
        (0, Way::Direct, 1),
        (31_900_000, Way::Direct, 1),
        // The body around it would pass 32 MB.
        (31_999_999, Way::Large, 2),
        (32 << 20, Way::Large, 2),
        (LARGEST, Way::Large, 2),
        (LARGEST + 1, Way::TooLarge, 0),
        (u64::MAX, Way::TooLarge, 0),
    ] {
        assert_eq!((Way::of(size), Way::of(size).requests()), (way, requests), "{size}");
    }
}

#[test]
fn an_upload_address_becomes_a_path_of_the_proxy_or_nothing() {
    for (returned, proxy, path) in [
        // The two places of VirusTotal.
        ("https://bigfiles.virustotal.com/a/b", ".", "/bigfiles/a/b"),
        (
            "https://BigFiles.VirusTotal.com/a?b=c%20d&e",
            ".",
            "/bigfiles/a?b=c%20d&e",
        ),
        ("https://bigfiles.virustotal.com:443/a", ".", "/bigfiles/a"),
        ("http://bigfiles.virustotal.com/a", ".", "/bigfiles/a"),
        (
            "https://bigfiles.virustotal.com/_ah/upload/AMmf-_=/",
            "https://p.example",
            "/bigfiles/_ah/upload/AMmf-_=/",
        ),
        ("https://www.virustotal.com/_ah/upload/AMmf/", ".", "/_ah/upload/AMmf/"),
        ("http://www.virustotal.com/_ah/upload/AMmf", ".", "/_ah/upload/AMmf"),
        // What a proxy has rewritten; the host does not matter, it is not asked.
        ("http://127.0.0.1:8744/_ah/upload/token", ".", "/_ah/upload/token"),
        ("http://[::1]:8744/bigfiles/token?x", ".", "/bigfiles/token?x"),
        ("https://p.example/vt/bigfiles/t", "https://p.example/vt", "/bigfiles/t"),
        (
            "https://p.example/vt/_ah/upload/t",
            "https://p.example/vt/",
            "/_ah/upload/t",
        ),
        ("https://p.example/bigfiles/t", "https://p.example/vt", "/bigfiles/t"),
        ("https://evil.example/bigfiles/t", ".", "/bigfiles/t"),
    ] {
        assert_eq!(destination(returned, proxy).as_deref(), Ok(path), "{returned}");
    }
    for returned in [
        "",
        "nonsense",
        "/bigfiles/a",
        "//bigfiles.virustotal.com/a",
        "ftp://bigfiles.virustotal.com/a",
        "javascript:alert(1)",
        "https://bigfiles.virustotal.com",
        "https://bigfiles.virustotal.com/",
        "https://evil.example/",
        "https://evil.example/api/v3/files",
        "https://evil.example/steal/bigfiles/a",
        "https://www.virustotal.com/api/v3/files",
        "https://www.virustotal.com/bigfiles/a",
        "https://www.virustotal.com/gui/home",
        "https://other.virustotal.com/bigfiles/a",
        "https://bigfiles.virustotal.com.evil.example/a",
        "https://bigfiles.virustotal.com@evil.example/bigfiles/a",
        "https://user:pass@bigfiles.virustotal.com/a",
        "https://bigfiles.virustotal.com/../api/v3/files",
        "https://bigfiles.virustotal.com/a/..",
        "https://bigfiles.virustotal.com/a/%2e%2E/b",
        "https://bigfiles.virustotal.com/./a",
        "https://bigfiles.virustotal.com//evil.example/a",
        "https://bigfiles.virustotal.com/a//b",
        "https://bigfiles.virustotal.com/a%2fb",
        "https://bigfiles.virustotal.com/a%5Cb",
        "https://bigfiles.virustotal.com/a\\b",
        "https://bigfiles.virustotal.com/a#b",
        "https://bigfiles.virustotal.com/a b",
        "https://bigfiles.virustotal.com/a\r\nx-apikey: y",
        "https://bigfiles.virustotal.com/ä",
        "https://www.virustotal.com/_ah/upload/",
        "https://www.virustotal.com/_ah/upload/../../api/v3/files",
        "https://p.example/_ah/uploads/t",
        "https:///bigfiles/a",
        "äöüäöü",
    ] {
        assert!(destination(returned, "https://p.example").is_err(), "{returned:?}");
    }
}

#[test]
fn the_answer_must_name_an_address() {
    let answer = |body: &str| Answer {
        status: 200,
        content_type: "application/json".to_owned(),
        retry_after: None,
        body: body.as_bytes().to_vec(),
    };
    assert_eq!(
        address(&answer("{\"data\":\"https://bigfiles.virustotal.com/a\"}"), None).as_deref(),
        Ok("https://bigfiles.virustotal.com/a")
    );
    for body in [
        "{}",
        "{\"data\":7}",
        "{\"data\":{\"url\":\"https://a\"}}",
        "[]",
        "\"https://a\"",
    ] {
        assert!(address(&answer(body), None).is_err(), "{body}");
    }
}

fn english() -> Words {
    Words::of(Language::English)
}

fn refused(status: u16, code: Code) -> ApiError {
    ApiError::Refused {
        status,
        code,
        message: Untrusted::new("What it said"),
        retry_after: None,
    }
}

#[test]
fn a_failed_upload_says_what_became_of_the_file() {
    const PART: Gone = Gone::Part {
        sent: 12_000_000,
        all: 40_000_000,
    };
    let network = |network| Trouble::Refused(ApiError::Network(network));
    for (why, gone, title, advice) in [
        (
            Trouble::Changed,
            Gone::Nothing,
            "The file has changed since it was hashed.",
            "Nothing was sent.",
        ),
        (
            Trouble::Unreadable(HashError::Vanished),
            Gone::Nothing,
            "The file is no longer where it was.",
            "Nothing of the file was sent.",
        ),
        (
            Trouble::NoAddress(refused(403, Code::Forbidden)),
            Gone::Nothing,
            "VirusTotal gave no address for the upload.",
            "Nothing of the file was sent.",
        ),
        (
            Trouble::StrangeAddress(Untrusted::new("https://evil.example/")),
            Gone::Nothing,
            "The address for the upload is none of VirusTotal's.",
            "Nothing of the file was sent.",
        ),
        (
            network(Network::Unreachable),
            Gone::Nothing,
            "The proxy cannot be reached.",
            "Nothing of the file was sent.",
        ),
        (
            network(Network::Broken),
            PART,
            "The connection broke during the upload.",
            "12.0\u{A0}MB of 40.0\u{A0}MB had gone out. VirusTotal has not got the whole file",
        ),
        (
            network(Network::Broken),
            Gone::Whole,
            "The connection broke during the upload.",
            "it may have arrived",
        ),
        (
            network(Network::Timeout),
            Gone::Whole,
            "The upload stood still for too long",
            "it may have arrived",
        ),
        (
            Trouble::Cancelled,
            PART,
            "You stopped the upload.",
            "has not got the whole file",
        ),
        (
            Trouble::Cancelled,
            Gone::Whole,
            "You stopped the upload.",
            "it may have arrived",
        ),
        (
            Trouble::Cancelled,
            Gone::Nothing,
            "You stopped the upload.",
            "Nothing of the file was sent.",
        ),
        (
            Trouble::Refused(refused(413, Code::Unknown("ProxyErrorTooLarge".to_owned()))),
            PART,
            "The file is too large for the way to VirusTotal.",
            "has not got the whole file",
        ),
        (
            Trouble::Refused(refused(503, Code::Transient)),
            Gone::Whole,
            "VirusTotal has a passing fault.",
            "it may have arrived",
        ),
    ] {
        let what = format!("{why:?} {gone:?}");
        let problem = describe_failure(&Failure { why, gone }, english());
        assert!(problem.title.starts_with(title), "{what}: {}", problem.title);
        assert!(problem.advice.contains(advice), "{what}: {}", problem.advice);
        assert!(!problem.remedies.is_empty(), "{what}: no way on");
    }
    // Where VirusTotal itself refused the whole file, nobody has to wonder.
    for code in [Code::InvalidArgument, Code::Forbidden, Code::WrongCredentials] {
        let why = Trouble::Refused(refused(400, code));
        let problem = describe_failure(&Failure { why, gone: Gone::Whole }, english());
        assert!(!problem.advice.contains("may have arrived"), "{problem:?}");
    }
}

#[test]
fn every_error_has_words_for_every_act_in_both_languages() {
    for error in errors::every_error() {
        for language in Language::ALL {
            let words = Words::of(language);
            let failure = Failure {
                why: Trouble::Refused(error.clone()),
                gone: Gone::Whole,
            };
            let upload = describe_failure(&failure, words);
            assert!(upload.title.len() > 5 && !upload.remedies.is_empty(), "{error:?}");
            for act in [Act::Reanalyse, Act::Submit, Act::Look, Act::Quota] {
                let problem = describe_act(&error, act, words);
                assert!(problem.title.len() > 5, "{act:?} {error:?}");
                assert!(problem.remedies.contains(&Remedy::Retry), "{act:?} {error:?}");
                assert!(!problem.remedies.contains(&Remedy::SeeSample), "{act:?} {error:?}");
            }
        }
    }
}

#[test]
fn what_changes_something_warns_before_it_is_repeated() {
    for (error, uncertain) in [
        (ApiError::Network(Network::Timeout), true),
        (ApiError::Network(Network::Broken), true),
        (ApiError::Network(Network::Unreachable), false),
        (refused(503, Code::Transient), true),
        (refused(504, Code::DeadlineExceeded), true),
        (refused(500, Code::Unknown("New".to_owned())), true),
        (refused(404, Code::NotFound), false),
        (refused(401, Code::WrongCredentials), false),
    ] {
        let warning = english().upload.act_uncertain;
        assert_eq!(may_have_arrived(&error), uncertain, "{error:?}");
        for (act, warned) in [
            (Act::Submit, uncertain),
            (Act::Reanalyse, uncertain),
            (Act::Look, false),
        ] {
            let problem = describe_act(&error, act, english());
            assert_eq!(problem.advice.contains(warning), warned, "{act:?} {error:?}");
        }
    }
}
