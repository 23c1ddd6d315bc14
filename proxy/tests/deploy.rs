//! What stands in deploy/: every recipe carries the headers of headers.txt and hands everything to the proxy that is its.

use assay_proxy::page_headers;

type Lines = Vec<(String, String)>;

fn source() -> Lines {
    page_headers()
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

#[test]
fn headers_files_of_hosts() {
    let file = include_str!("../../deploy/_headers");
    let (_, rest) = file.split_once("\n/*\n").expect("the rule for everything");
    let (block, rest) = rest.split_once("\n\n").expect("its end");
    let lines: Lines = block
        .lines()
        .map(|line| {
            line.strip_prefix("  ")
                .and_then(|line| line.split_once(": "))
                .expect("a header")
        })
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    assert_eq!(lines, source());
    assert_eq!(rest, "/assay-*\n  Cache-Control: public, max-age=31536000, immutable\n");
}

#[test]
fn nginx() {
    let file = include_str!("../../deploy/nginx.conf");
    let set = file
        .lines()
        .filter_map(|line| line.trim().strip_prefix("add_header ")?.strip_suffix("\" always;"));
    let lines: Lines = set
        .filter_map(|line| line.split_once(" \""))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    assert_eq!(lines, source());
    assert!(file.contains("add_header Cache-Control $assay_keeping always;"));
    for place in ["/api/", "/bigfiles/", "/_ah/upload/"] {
        let line = file
            .lines()
            .find_map(|line| line.trim().strip_prefix(&format!("location {place} ")));
        let rule = "{ proxy_pass http://127.0.0.1:8744; access_log off; error_log /dev/null crit; }";
        assert_eq!(line.map(str::trim), Some(rule), "{place}");
    }
    assert!(file.contains("client_max_body_size 0;") && file.contains("proxy_request_buffering off;"));
    // A server-wide header would be added to the API's answers too, and one in a nested place would hide the others.
    assert!(file.find("location / {") < file.find("add_header"));
}

#[test]
fn caddy() {
    let file = include_str!("../../deploy/Caddyfile");
    assert!(
        file.contains("exclude http.log.error http.handlers.reverse_proxy"),
        "it would log the key"
    );
    assert!(file.contains("@forwarded path /api/* /bigfiles/* /_ah/upload/*\n\thandle @forwarded {"));
    let (_, rest) = file.split_once("header {\n").expect("the headers");
    let (block, rest) = rest.split_once("\t\t}\n").expect("their end");
    let lines: Lines = block
        .lines()
        .map(|line| {
            line.trim()
                .strip_suffix('"')
                .and_then(|line| line.split_once(" \""))
                .expect("a header")
        })
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    assert_eq!(lines, source());
    assert!(rest.contains("header @hashed Cache-Control \"public, max-age=31536000, immutable\""));
}
