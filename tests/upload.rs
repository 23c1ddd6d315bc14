//! Where a file may be sent: by its size, and to which path of the proxy alone.

use assay::vt::error::Answer;
use assay::vt::upload::{LARGEST, Way, address, destination};

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
