//! The real `assay-proxy`, as a process, with everything that it logs.

use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, OnceLock, mpsc};
use std::thread;
use std::time::Duration;

use crate::browser::workspace;
use crate::ports;

/// A running proxy; it stops when dropped.
pub struct Proxy {
    process: Child,
    origin: String,
    log: Arc<Mutex<String>>,
}

/// What the proxy is started with.
#[derive(Clone, Debug, Default)]
pub struct Flags {
    /// Empty: a port that is free.
    pub listen: String,
    pub upstream: String,
    pub serve: Option<PathBuf>,
    pub allow: Vec<String>,
}

impl Proxy {
    pub fn start(flags: &Flags) -> Self {
        loop {
            let proxy = Self::start_anywhere(flags);
            let port = proxy.origin.rsplit(':').next().and_then(|port| port.parse().ok());
            if !flags.listen.is_empty() || port.is_some_and(ports::is_new) {
                return proxy;
            }
        }
    }

    fn start_anywhere(flags: &Flags) -> Self {
        let mut command = Command::new(program());
        let listen = if flags.listen.is_empty() {
            "127.0.0.1:0"
        } else {
            &flags.listen
        };
        command.args(["--listen", listen, "--upstream", &flags.upstream]);
        if let Some(folder) = &flags.serve {
            command.arg("--serve").arg(folder);
        }
        for origin in &flags.allow {
            command.args(["--allow-origin", origin]);
        }
        let mut process = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("assay-proxy starts");
        let log = Arc::new(Mutex::new(String::new()));
        let errors = process.stderr.take().expect("its errors are a pipe");
        follow(BufReader::new(errors), Arc::clone(&log));
        let mut output = BufReader::new(process.stdout.take().expect("its output is a pipe"));
        let (said, first) = mpsc::channel();
        let rest = Arc::clone(&log);
        thread::spawn(move || {
            let mut line = String::new();
            let _ = output.read_line(&mut line);
            let _ = said.send(line);
            follow(output, rest);
        });
        let line = first.recv_timeout(Duration::from_mins(1)).unwrap_or_default();
        let origin = line
            .trim_end()
            .strip_prefix("assay-proxy listening on ")
            .unwrap_or_else(|| {
                panic!(
                    "assay-proxy says “{line}” and {}",
                    log.lock().map(|log| log.clone()).unwrap_or_default()
                )
            })
            .to_owned();
        Self { process, origin, log }
    }

    /// `http://127.0.0.1:4711`
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// All that it wrote after its first line.
    pub fn log(&self) -> String {
        self.log.lock().expect("nobody panicked").clone()
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn follow(mut source: impl Read + Send + 'static, log: Arc<Mutex<String>>) {
    thread::spawn(move || {
        let mut piece = [0; 4096];
        while let Ok(length @ 1..) = source.read(&mut piece) {
            let text = String::from_utf8_lossy(&piece[..length]).into_owned();
            log.lock().expect("nobody panicked").push_str(&text);
        }
    });
}

/// The program, built at first use: cargo gives a test the path of a program of its own package alone.
fn program() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| {
        if let Some(named) = std::env::var_os("ASSAY_PROXY").filter(|value| !value.is_empty()) {
            return PathBuf::from(named);
        }
        // A test lies in <target>/<profile>/deps, a program in <target>/<profile>.
        let target = std::env::current_exe()
            .ok()
            .and_then(|path| {
                let folder = path.parent()?;
                let profile = if folder.ends_with("deps") {
                    folder.parent()?
                } else {
                    folder
                };
                profile.parent().map(Path::to_owned)
            })
            .expect("a test lies in the target folder");
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let built = Command::new(cargo)
            .args(["build", "--quiet", "--package", "assay-proxy", "--bin", "assay-proxy"])
            .arg("--target-dir")
            .arg(&target)
            .current_dir(workspace())
            .status()
            .expect("cargo starts");
        assert!(built.success(), "assay-proxy does not build");
        target
            .join("debug")
            .join(format!("assay-proxy{}", std::env::consts::EXE_SUFFIX))
    })
}
