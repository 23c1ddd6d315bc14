//! The real program, started with flags.

#![allow(dead_code, reason = "each test file uses its part")]

use std::io::{BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};

pub struct Program {
    pub child: Child,
    pub address: SocketAddr,
}

impl Program {
    pub fn start(flags: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_assay-proxy"))
            .args(["--listen", "127.0.0.1:0"])
            .args(flags)
            .env("RUST_LOG", "trace")
            .env("RUST_BACKTRACE", "1")
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program");
        let mut line = String::new();
        // One byte at a time: what follows stays in the pipe.
        let out = child.stdout.as_mut().expect("its output");
        BufReader::with_capacity(1, out)
            .read_line(&mut line)
            .expect("its first line");
        let address = line.strip_prefix("assay-proxy listening on http://").map(str::trim_end);
        let address = address
            .and_then(|address| address.parse().ok())
            .unwrap_or_else(|| panic!("said {line:?}"));
        Self { child, address }
    }

    /// Ends it and gives everything it wrote.
    pub fn end(mut self) -> String {
        self.child.kill().expect("the end");
        let mut all = String::new();
        self.child
            .stdout
            .take()
            .expect("its output")
            .read_to_string(&mut all)
            .expect("text");
        self.child
            .stderr
            .take()
            .expect("its log")
            .read_to_string(&mut all)
            .expect("text");
        self.child.wait().expect("the end");
        all
    }

    /// The most memory it ever had, in KiB; 0 where the system does not say.
    pub fn peak(&self) -> usize {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        line.and_then(|line| line.trim().strip_suffix(" kB")?.parse().ok())
            .unwrap_or(0)
    }
}
