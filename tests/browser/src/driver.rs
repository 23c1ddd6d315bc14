//! The driver process behind a browser: started on a free port, gone when dropped.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use crate::browser::Browser;

/// A running chromedriver or geckodriver.
pub struct Driver {
    process: Child,
    port: u16,
}

impl Driver {
    /// Starts the driver and waits for the line in which it names its port.
    pub fn start(browser: Browser) -> Self {
        let program = browser.driver();
        let mut command = Command::new(&program);
        match browser {
            Browser::Chromium => command.arg("--port=0"),
            // The second port is for another protocol; its fixed default would allow one driver a machine. System
            // access lets a test set a preference while the browser runs.
            Browser::Firefox => command.args(["--port", "0", "--websocket-port", "0", "--allow-system-access"]),
        };
        let mut process = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("{} does not start: {error}", program.display()));
        let output = process.stdout.take().expect("its output is a pipe");
        let (found, port) = mpsc::channel();
        // Read to the end, lest the driver stop at a full pipe.
        thread::spawn(move || {
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                if let Some(port) = port_in(&line) {
                    let _ = found.send(port);
                }
            }
        });
        let port = port
            .recv_timeout(Duration::from_mins(1))
            .unwrap_or_else(|_| panic!("{} never said where it listens", program.display()));
        Self { process, port }
    }

    /// The process that the browser's own are below.
    pub fn process(&self) -> u32 {
        self.process.id()
    }

    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// `ChromeDriver was started successfully on port 4711.` and `… Listening on 127.0.0.1:4711`.
fn port_in(line: &str) -> Option<u16> {
    let rest = line
        .split_once("successfully on port ")
        .or_else(|| line.split_once("Listening on 127.0.0.1:"))?
        .1;
    rest.trim_end().trim_end_matches('.').parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_drivers_name_their_port() {
        for (line, port) in [
            ("ChromeDriver was started successfully on port 40123.", Some(40123)),
            (
                "1700000000000\tgeckodriver\tINFO\tListening on 127.0.0.1:4444",
                Some(4444),
            ),
            ("Starting ChromeDriver 156 on port 0", None),
        ] {
            assert_eq!(port_in(line), port, "{line}");
        }
    }
}
