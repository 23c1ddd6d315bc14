//! A client that knows no HTTP library: it shows what really came over the wire.

#![allow(dead_code, reason = "each test file takes the part that it needs")]

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};

use serde_json::Value;

/// An answer, cut at the empty line.
#[derive(Debug)]
pub struct Heard {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Heard {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (own, value) = line.split_once(':')?;
            own.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error} in {}", self.head))
    }

    pub fn code(&self) -> String {
        self.json()["error"]["code"].as_str().unwrap_or_default().to_owned()
    }
}

/// Sends these bytes and hears whatever comes until the other side closes; `None` where that is nothing.
pub fn raw(address: SocketAddr, request: &[u8]) -> Option<Heard> {
    let mut stream = TcpStream::connect(address).expect("a connection");
    stream.write_all(request).expect("the request is sent");
    let mut bytes = Vec::new();
    // A connection that breaks is an answer too, as far as it came.
    let _ = stream.read_to_end(&mut bytes);
    let split = bytes.windows(4).position(|window| window == b"\r\n\r\n")?;
    let head = String::from_utf8(bytes[..split].to_vec()).expect("a head in UTF-8");
    let status = head
        .split(' ')
        .nth(1)
        .and_then(|status| status.parse().ok())
        .expect("a status line");
    Some(Heard {
        status,
        head,
        body: bytes[split + 4..].to_vec(),
    })
}

pub fn ask(address: SocketAddr, method: &str, target: &str, key: Option<&str>, more: &str) -> Option<Heard> {
    let key = key.map(|key| format!("x-apikey: {key}\r\n")).unwrap_or_default();
    raw(
        address,
        format!("{method} {target} HTTP/1.1\r\nHost: {address}\r\n{key}{more}Connection: close\r\n\r\n").as_bytes(),
    )
}

/// Asks for a file with a good key.
pub fn file(address: SocketAddr, digest: &str) -> Heard {
    get(address, &format!("files/{digest}"))
}

/// Asks for what stands behind `/api/v3/` with a good key.
pub fn get(address: SocketAddr, path: &str) -> Heard {
    ask(address, "GET", &format!("/api/v3/{path}"), Some("good"), "").expect("an answer")
}

/// Sends a body with a good key to what stands behind `/api/v3/`.
pub fn post(address: SocketAddr, path: &str, content_type: &str, body: &[u8]) -> Heard {
    post_to(address, &format!("/api/v3/{path}"), content_type, body).expect("an answer")
}

/// Sends a body to any target with a good key; `None` where the other side breaks off.
pub fn post_to(address: SocketAddr, target: &str, content_type: &str, body: &[u8]) -> Option<Heard> {
    let head = format!(
        "POST {target} HTTP/1.1\r\nHost: {address}\r\nx-apikey: good\r\nContent-Type: {content_type}\r\n\
         Content-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    raw(address, &[head.as_bytes(), body].concat())
}

/// Sends JSON.
pub fn post_json(address: SocketAddr, path: &str, body: &Value) -> Heard {
    post(address, path, "application/json", body.to_string().as_bytes())
}

/// A form with files (name of the field, of the file, content) and fields.
pub fn form(files: &[(&str, &str, &[u8])], fields: &[(&str, &str)]) -> (String, Vec<u8>) {
    let mut body = Vec::new();
    for (name, file, content) in files {
        // As browsers write quotes in names.
        let file = file.replace('"', "%22");
        let disposition = format!("Content-Disposition: form-data; name=\"{name}\"; filename=\"{file}\"");
        body.extend(format!("--b0undary\r\n{disposition}\r\nContent-Type: application/octet-stream\r\n\r\n").bytes());
        body.extend_from_slice(content);
        body.extend(b"\r\n");
    }
    for (name, value) in fields {
        body.extend(
            format!("--b0undary\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes(),
        );
    }
    body.extend(b"--b0undary--\r\n");
    ("multipart/form-data; boundary=b0undary".to_owned(), body)
}
