//! What stands in deploy/: every recipe carries the headers of headers.txt, and the Worker answers as the proxy does.

mod upstream;

use std::collections::BTreeMap;
use std::process::Command;

use assay_proxy::page_headers;
use serde_json::{Value, json};
use upstream::{KEY, SHA, Upstream, exchange, proxy, request};

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
    assert!(file.contains("access_log off;") && file.contains("error_log /dev/null crit;"));
    // A server-wide header would be added to the API's answers too, and one in a nested place would hide the others.
    assert!(file.find("location /api/") < file.find("location / {"));
    assert!(file.find("location / {") < file.find("add_header"));
}

#[test]
fn caddy() {
    let file = include_str!("../../deploy/Caddyfile");
    assert!(
        file.contains("exclude http.log.error http.handlers.reverse_proxy"),
        "it would log the key"
    );
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

const GOOD: &str = "https://assay.example";

/// Runs the Worker's own code in Node with `fetch` replaced, one question after another.
const HARNESS: &str = r#"
import worker from "./worker.mjs";
import { readFileSync } from "node:fs";
const { cases, status, kind } = JSON.parse(readFileSync(0));
const out = [];
for (const { method, path, headers, body } of cases) {
  let sent = null;
  globalThis.fetch = async (url, options) => {
    sent = { method: options.method, target: url.replace("https://www.virustotal.com", ""), headers: options.headers };
    return new Response(status === 304 ? null : "{}", { status, headers: { "content-type": kind, "retry-after": "7", "set-cookie": "a=b" } });
  };
  const request = new Request("https://proxy.example" + path, { method, headers, body, duplex: "half" });
  const answer = await worker.fetch(request, { ORIGINS: "https://assay.example" });
  const text = await answer.text();
  out.push({ sent, status: answer.status, headers: Object.fromEntries(answer.headers), body: text });
}
console.log(JSON.stringify(out));
"#;

/// What is compared of the Worker's answer and of ours.
#[derive(PartialEq, Debug)]
struct Outcome {
    status: u64,
    code: Option<String>,
    headers: BTreeMap<String, String>,
    /// Method, path and key, where upstream was asked.
    sent: Option<(String, String, String)>,
}

fn code(body: &str) -> Option<String> {
    let json: Value = serde_json::from_str(body).ok()?;
    json["error"]["code"].as_str().map(str::to_owned)
}

/// Method, path, headers, body.
type Case = (&'static str, String, Vec<(&'static str, String)>, &'static str);

fn cases() -> Vec<Case> {
    let key = || ("x-apikey", KEY.to_owned());
    let origin = |origin: &str| ("origin", origin.to_owned());
    let file = format!("/api/v3/files/{SHA}");
    let mut cases = vec![
        ("GET", file.clone(), vec![key()], ""),
        ("GET", file.clone(), vec![key(), origin(GOOD)], ""),
        ("GET", file.clone(), vec![key(), origin("https://evil.example")], ""),
        ("GET", file.clone(), vec![key(), origin("null")], ""),
        (
            "GET",
            file.clone(),
            vec![key(), ("sec-fetch-site", "cross-site".to_owned())],
            "",
        ),
        (
            "GET",
            file.clone(),
            vec![key(), ("sec-fetch-mode", "navigate".to_owned())],
            "",
        ),
        ("GET", file.clone(), vec![], ""),
        ("PUT", file.clone(), vec![key()], ""),
        ("DELETE", file.clone(), vec![key()], ""),
        (
            "OPTIONS",
            file.clone(),
            vec![origin(GOOD), ("access-control-request-method", "GET".to_owned())],
            "",
        ),
        (
            "OPTIONS",
            "/api/v3/no".to_owned(),
            vec![origin(GOOD), ("access-control-request-method", "GET".to_owned())],
            "",
        ),
        ("OPTIONS", file.clone(), vec![origin(GOOD)], ""),
        (
            "POST",
            "/api/v3/urls".to_owned(),
            vec![key(), ("content-length", "5".to_owned())],
            "url=a",
        ),
        (
            "POST",
            format!("{file}/votes"),
            vec![key(), ("content-length", "2".to_owned())],
            "{}",
        ),
        ("DELETE", "/api/v3/comments/f-1-2".to_owned(), vec![key()], ""),
    ];
    for path in [
        "/api/v3/metadata",
        "/api/v3/metadata/",
        "/api/v3//metadata",
        "/api/v3/intelligence/search?query=x",
        "/api/v3/files/upload_url",
        "/api/v3/files/275a",
        "/api/v3/files/{sha}/download",
        "/api/v3/files/{sha}/contacted_ips?limit=5&cursor=Cg%3D%3D",
        "/api/v3/files/{sha}?limit=5",
        "/api/v3/files/{sha}?relationships=votes,comments",
        "/api/v3/comments?limit=5&limit=6",
        "/api/v3/comments?limit=x",
        "/api/v3/comments?cursor=%0a",
        "/api/v3/comments?cursor",
        "/api/v3/comments?filter=tag:x(y)*!~'",
        "/api/v3/search?query=a+b%26c%D0%BF",
        "/api/v3/search?query=%zz",
        "/api/v3/file_behaviours/{sha}_VirusTotal%20Jujubox%20(x)",
        "/api/v3/file_behaviours/{sha}_Zenbox/pcap",
        "/api/v3/domains/example.com/siblings",
        "/api/v3/domains/a%2fb",
        "/api/v3/domains/a%5cb",
        "/api/v3/domains/a%00b",
        "/api/v3/domains/%D0%BF",
        "/api/v3/ip_addresses/2001%3Adb8::1",
        "/api/v3/ip_addresses/192.0.2.1",
        "/api/v3/ip_addresses/evil.example",
        "/api/v3/analyses/ZmY6MQ%3D%3D/item",
        "/api/v3/users/somebody/overall_quotas",
        "/api/v3/users/somebody/api_usage?start_date=20260101&end_date=20260131",
    ] {
        cases.push(("GET", path.replace("{sha}", SHA), vec![key(), origin(GOOD)], ""));
    }
    cases
}

#[tokio::test]
async fn the_worker_answers_as_the_proxy_does() {
    if Command::new("node").arg("--version").output().is_err() {
        println!("skipped: there is no Node to run the Worker in");
        return;
    }
    for status in [200, 429, 302] {
        let theirs = in_node(status);
        let ours = in_rust(status).await;
        for ((case, theirs), ours) in cases().iter().zip(theirs).zip(ours) {
            assert_eq!(theirs, ours, "{case:?}");
        }
    }
}

fn in_node(status: u16) -> Vec<Outcome> {
    use std::io::Write;
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("worker.mjs"), include_str!("../../deploy/worker.js")).expect("a file");
    std::fs::write(folder.path().join("harness.mjs"), HARNESS).expect("a file");
    let cases: Vec<Value> = cases()
        .into_iter()
        .map(|(method, path, headers, body)| {
            let body = (!body.is_empty()).then_some(body);
            json!({"method": method, "path": path, "headers": headers, "body": body})
        })
        .collect();
    let input = json!({"cases": cases, "status": status, "kind": "application/json"}).to_string();
    let mut node = Command::new("node")
        .arg(folder.path().join("harness.mjs"))
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .expect("Node");
    node.stdin
        .take()
        .expect("its input")
        .write_all(input.as_bytes())
        .expect("sent cases");
    let output = node.wait_with_output().expect("its answers");
    let answers: Vec<Value> = serde_json::from_slice(&output.stdout).expect("JSON");
    let text = |value: &Value| value.as_str().expect("text").to_owned();
    let outcome = |answer: Value| Outcome {
        status: answer["status"].as_u64().expect("a status"),
        code: code(&text(&answer["body"])),
        headers: answer["headers"]
            .as_object()
            .expect("headers")
            .iter()
            .map(|(name, value)| (name.clone(), text(value)))
            .collect(),
        sent: answer["sent"].as_object().map(|sent| {
            (
                text(&sent["method"]),
                text(&sent["target"]),
                text(&sent["headers"]["x-apikey"]),
            )
        }),
    };
    answers.into_iter().map(outcome).collect()
}

async fn in_rust(status: u16) -> Vec<Outcome> {
    let fields = &[
        ("content-type", "application/json"),
        ("retry-after", "7"),
        ("set-cookie", "a=b"),
    ];
    let upstream = Upstream::answering(status, fields, "{}").await;
    let proxy = proxy(upstream.address, |options| options.origins = vec![GOOD.to_owned()]);
    let mut outcomes = Vec::new();
    for (method, path, headers, body) in cases() {
        let before = upstream.seen().len();
        let fields: Vec<String> = headers
            .iter()
            .map(|(name, value)| format!("{name}: {value}\r\n"))
            .collect();
        let raw = request(method, &path, proxy.address, &fields.concat());
        let key = format!("X-Apikey: {KEY}\r\n");
        let reply = exchange(proxy.address, raw.replacen(&key, "", 1) + body).await;
        let own = ["date", "connection", "content-length", "transfer-encoding"];
        let headers = reply.head.lines().filter_map(|line| line.split_once(": "));
        let headers = headers
            .filter(|(name, _)| !own.contains(name))
            .map(|(name, value)| (name.to_owned(), value.to_owned()));
        let seen = upstream.seen();
        let sent = seen.get(before).map(|seen| {
            (
                seen.method.clone(),
                seen.target.clone(),
                seen.headers["x-apikey"].to_str().expect("a key").to_owned(),
            )
        });
        let body = String::from_utf8_lossy(&reply.body);
        outcomes.push(Outcome {
            status: reply.status.into(),
            code: code(&body),
            headers: headers.collect(),
            sent,
        });
    }
    outcomes
}
