//! The Worker in deploy/ answers as the proxy does.

mod upstream;

use std::collections::BTreeMap;
use std::process::Command;

use serde_json::{Value, json};
use upstream::{KEY, SHA, Upstream, exchange, proxy, request};

const GOOD: &str = "https://assay.example";

/// Runs the Worker's own code in Node with `fetch` replaced, one question after another.
const HARNESS: &str = r#"
import worker from "./worker.mjs";
import { readFileSync } from "node:fs";
const { cases, status, answer: said } = JSON.parse(readFileSync(0));
const out = [];
for (const { method, path, headers, body } of cases) {
  let sent = null;
  globalThis.fetch = async (url, options) => {
    const target = url.replace("https://www.virustotal.com", "").replace("https://bigfiles.virustotal.com", "big");
    sent = { method: options.method, target, headers: options.headers };
    return new Response(said, { status, headers: { "content-type": "application/json", "retry-after": "7", "set-cookie": "a=b" } });
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
    /// What is in the answer besides.
    data: Value,
    headers: BTreeMap<String, String>,
    /// Method, path and key, where upstream was asked.
    sent: Option<(String, String, String)>,
}

fn code_and_data(body: &str) -> (Option<String>, Value) {
    let json: Value = serde_json::from_str(body).unwrap_or_default();
    (json["error"]["code"].as_str().map(str::to_owned), json["data"].clone())
}

/// Method, path, headers, body.
type Case = (&'static str, String, Vec<(&'static str, String)>, &'static str);

fn cases() -> Vec<Case> {
    [asking(), sending()].concat()
}

fn key() -> (&'static str, String) {
    ("x-apikey", KEY.to_owned())
}

/// Who may ask, and for what.
fn asking() -> Vec<Case> {
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
        ("DELETE", "/api/v3/comments/f-1-2".to_owned(), vec![key()], ""),
    ];
    for path in [
        "/bigfiles/a",
        "/api/v3/metadata",
        "/api/v3/metadata/",
        "/api/v3//metadata",
        "/api/v3/intelligence/search?query=x",
        "/api/v3/files/upload_url",
        "/api/v3/files/275a",
        "/api/v3/files/{sha}/download",
        "/api/v3/files/{sha}/download_url",
        "/api/v3/files/{sha}/contacted_ips?limit=5&cursor=Cg%3D%3D",
        "/api/v3/files/{sha}?limit=5",
        "/api/v3/files/{sha}?relationships=votes,comments",
        "/api/v3/files/{sha}?relationships=votes,votes",
        "/api/v3/files/{sha}?relationships=siblings",
        "/api/v3/files/{sha}?relationships=",
        "/api/v3/files/{sha}?relationships",
        "/api/v3/domains/example.com?relationships=siblings,subdomains",
        "/api/v3/comments/f-1-2?relationships=author,item",
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

/// Bodies, and where they may go.
fn sending() -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut sending = |path: &str, kind: &str, body: &'static str| {
        let fields = vec![
            key(),
            ("content-type", kind.to_owned()),
            ("content-length", body.len().to_string()),
        ];
        cases.push(("POST", path.replace("{sha}", SHA), fields, body));
    };
    let (form, json) = ("application/x-www-form-urlencoded", "Application/JSON; charset=utf-8");
    let parts = "multipart/form-data; boundary=x";
    let long: &'static str = Box::leak("a".repeat((64 << 10) + 1).into_boxed_str());
    sending("/api/v3/urls", form, "url=a");
    sending("/api/v3/urls", parts, "--x--");
    sending("/api/v3/urls", json, "{}");
    sending("/api/v3/urls", "", "url=a");
    sending("/api/v3/urls", form, long);
    sending("/api/v3/files/{sha}/votes", json, "{}");
    sending("/api/v3/files/{sha}/votes", "text/plain", "{}");
    sending("/api/v3/files/{sha}/analyse", "application/octet-stream", "");
    sending("/api/v3/files/{sha}/analyse", json, "{}");
    sending("/api/v3/comments/f-1-2/vote", json, "{}");
    sending("/api/v3/files", parts, "--x--");
    sending("/api/v3/files", json, "{}");
    for path in [
        "/bigfiles/a",
        "/bigfiles/a/b-_=%20/?c=d%2B&e",
        "/bigfiles/_ah/upload/AMmf/",
        "/_ah/upload/AMmf/",
        "/_ah/upload/",
        "/_ah/other/AMmf",
        "/bigfiles/",
        "/bigfiles//a",
        "/bigfiles/a//b",
        "/bigfiles/a%2fb",
        "/bigfiles/a%5Cb",
        "/bigfiles/a%0ab",
        "/bigfiles/a%25b",
        "/bigfiles/a%zz",
        "/bigfiles/a;b",
        "/bigfiles/a?b=%00",
        "/bigfiles/a?b=%2F",
        "/bigfiles/a?b=%7f",
        "/bigfiles/a?b;c",
        "/bigfiles/...",
    ] {
        sending(path, parts, "--x--");
    }
    cases
}

#[tokio::test]
async fn the_worker_answers_as_the_proxy_does() {
    if Command::new("node").arg("--version").output().is_err() {
        println!("skipped: there is no Node to run the Worker in");
        return;
    }
    let good = r#"{"data":"https://bigfiles.virustotal.com/a/b?c=d","links":{"next":"https://www.virustotal.com/x"}}"#;
    for (status, answer) in [
        (200, good),
        (200, r#"{"data":"http://www.virustotal.com/_ah/upload/AMmf-/"}"#),
        (200, r#"{"data":"https://evil.example/_ah/upload/AMmf-/"}"#),
        (200, "{}"),
        (200, "no JSON"),
        (429, good),
        (302, good),
    ] {
        let theirs = in_node(status, answer);
        let ours = in_rust(status, answer).await;
        for ((case, theirs), ours) in cases().iter().zip(theirs).zip(ours) {
            assert_eq!(theirs, ours, "{status} {answer} {:?}", (case.0, &case.1, &case.2));
        }
    }
}

fn in_node(status: u16, answer: &str) -> Vec<Outcome> {
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
    let input = json!({"cases": cases, "status": status, "answer": answer}).to_string();
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
        code: code_and_data(&text(&answer["body"])).0,
        data: code_and_data(&text(&answer["body"]).replace("https://proxy.example", "here")).1,
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

async fn in_rust(status: u16, answer: &'static str) -> Vec<Outcome> {
    let fields = &[
        ("content-type", "application/json"),
        ("retry-after", "7"),
        ("set-cookie", "a=b"),
    ];
    let upstream = Upstream::answering(status, fields, answer).await;
    let bigfiles = Upstream::answering(status, fields, answer).await;
    let proxy = proxy(upstream.address, |options| {
        options.origins = vec![GOOD.to_owned()];
        options.bigfiles = Some(format!("http://{}", bigfiles.address).parse().expect("an upstream"));
    });
    let mut outcomes = Vec::new();
    for (method, path, headers, body) in cases() {
        let before = (upstream.seen().len(), bigfiles.seen().len());
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
        let sent = |place: &str, seen: &upstream::Seen| {
            let key = seen.headers["x-apikey"].to_str().expect("a key").to_owned();
            (seen.method.clone(), format!("{place}{}", seen.target), key)
        };
        let straight = upstream.seen().get(before.0).map(|seen| sent("", seen));
        let sent = straight.or_else(|| bigfiles.seen().get(before.1).map(|seen| sent("big", seen)));
        let body = String::from_utf8_lossy(&reply.body).replace(&format!("http://{}", proxy.address), "here");
        let (code, data) = code_and_data(&body);
        outcomes.push(Outcome {
            status: reply.status.into(),
            code,
            data,
            headers: headers.collect(),
            sent,
        });
    }
    outcomes
}
