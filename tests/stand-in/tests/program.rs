//! The stand-in as a program of its own: flags, first line, control by other processes.

mod ask;

use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};

use ask::{Heard, ask, file, raw};
use serde_json::{Value, json};

/// Ends with the test that started it.
struct Running(Child, SocketAddr);

impl Running {
    fn start(flags: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_stand-in"))
            .args(["--listen", "127.0.0.1:0"])
            .args(flags)
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("a pipe"))
            .read_line(&mut line)
            .expect("a first line");
        let address = line
            .trim()
            .strip_prefix("stand-in listening on http://")
            .and_then(|address| address.parse().ok())
            .unwrap_or_else(|| panic!("{line}"));
        Self(child, address)
    }

    fn control(&self, method: &str, what: &str, body: &Value) -> Heard {
        let body = body.to_string();
        let head = format!(
            "{method} /stand-in/{what} HTTP/1.1\r\nHost: h\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
            body.len()
        );
        raw(self.1, (head + &body).as_bytes()).expect("an answer")
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn it_starts_as_a_free_key_finds_virustotal() {
    let stand_in = Running::start(&[]);
    let statuses: Vec<_> = (0..5).map(|_| file(stand_in.1, &"7".repeat(64)).status).collect();
    assert_eq!(statuses, [200, 200, 200, 200, 429]);
    assert_eq!(
        ask(stand_in.1, "GET", "/api/v3/files/x", Some("wrong one"), "")
            .unwrap()
            .code(),
        "WrongCredentialsError"
    );
    assert_eq!(stand_in.control("POST", "advance", &json!({"seconds": 61})).status, 200);
    assert_eq!(file(stand_in.1, &"7".repeat(64)).status, 200);
}

#[test]
fn other_processes_control_it_and_leave_no_trace() {
    let stand_in = Running::start(&["--per-minute", "0", "--known-only"]);
    let id = "7".repeat(64);
    assert_eq!(file(stand_in.1, &id).status, 404);
    let report = json!({"data": {"type": "file", "id": id, "attributes": {"sha256": id}}});
    for (what, body) in [
        ("add", report.clone()),
        ("misbehave", json!({"how": {"error": "TransientError"}})),
        ("misbehave", json!({"how": "close-before-answer"})),
        (
            "misbehave",
            json!({"how": {"drip": {"piece": 5, "every_ms": 1}}, "always": true}),
        ),
    ] {
        assert_eq!(stand_in.control("POST", what, &body).status, 200, "{what}");
    }
    assert_eq!(file(stand_in.1, &id).status, 503);
    assert!(ask(stand_in.1, "GET", "/api/v3/files/x", Some("k"), "").is_none());
    assert_eq!(file(stand_in.1, &id).json(), report);
    let heard = stand_in.control("GET", "record", &Value::Null);
    assert_eq!(heard.header("content-type"), Some("application/json"));
    let record = heard.json();
    let statuses: Vec<_> = record
        .as_array()
        .unwrap()
        .iter()
        .map(|seen| seen["status"].as_u64().unwrap())
        .collect();
    assert_eq!(statuses, [404, 503, 0, 200]);
    assert_eq!(record[0]["target"], format!("/api/v3/files/{id}"));
    assert_eq!(record[0]["body"], "");
    stand_in.control("POST", "forget", &Value::Null);
    assert_eq!(stand_in.control("GET", "record", &Value::Null).json(), json!([]));
    let object = json!({"type": "domain", "id": "own.example.org", "attributes": {}});
    let set =
        json!({"collection": "domains", "id": "own.example.org", "relation": "siblings", "entries": [object.clone()]});
    for (what, body) in [
        ("add-object", object.clone()),
        ("set-relation", set),
        (
            "misbehave",
            json!({"how": {"error": "DeadlineExceededError"}, "on": ["POST", "domains/"]}),
        ),
    ] {
        assert_eq!(stand_in.control("POST", what, &body).status, 200, "{what}");
    }
    let siblings = ask::get(stand_in.1, "domains/own.example.org/siblings").json();
    assert_eq!(siblings["data"], json!([object]));
    let statuses = [(); 2].map(|()| ask::post(stand_in.1, "domains/own.example.org/analyse", "", b"").status);
    assert_eq!(statuses, [504, 200]);
    let writes = stand_in.control("GET", "writes", &Value::Null).json();
    assert_eq!(writes.as_array().map(Vec::len), Some(2));
    assert_eq!(writes[1]["target"], "/api/v3/domains/own.example.org/analyse");
    for (what, status) in [("misbehave", 400), ("set-relation", 400), ("nothing", 404)] {
        assert_eq!(
            stand_in.control("POST", what, &json!({"how": "unheard-of"})).status,
            status
        );
    }
}

#[test]
fn a_wrong_call_ends_with_a_sentence_and_code_two() {
    let taken = Running::start(&[]);
    let address = taken.1.to_string();
    for flags in [
        &["--nonsense"][..],
        &["--listen", "nowhere"],
        &["--per-minute", "many"],
        &["--listen", &address],
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_stand-in"))
            .args(flags)
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(2), "{flags:?}");
        assert!(output.stderr.starts_with(b"stand-in: "), "{flags:?}");
    }
}
