//! The page that is measured: the real one with the hasher exported, and beside it what it is measured against.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::{env, fs};

use assay_browser::browser::{Beginning, Browser, workspace};
use assay_browser::host::{Host, Serving};
use assay_browser::session::Session;
use serde_json::{Value, json};

/// An open bench page.
#[derive(Clone)]
pub struct Page {
    session: Session,
    _host: Arc<Host>,
}

/// One way through the files of one input.
pub struct Measured {
    pub milliseconds: f64,
    pub bytes: f64,
    /// `{sha256, sha1, md5}` of each file, as far as the way gives them.
    pub digests: Vec<Value>,
}

impl Page {
    /// Opens what [`built`] gave.
    pub async fn open(browser: Browser, folder: &Path) -> Self {
        let host = Arc::new(Host::start(Serving::plain(folder, "/")).await);
        let session = Session::open(browser, &Beginning::default()).await;
        session.goto(&format!("{}bench.html", host.page())).await;
        session
            .wait(
                "the bench page",
                "return document.documentElement.dataset.ready === 'yes'",
                vec![],
            )
            .await;
        Self { session, _host: host }
    }

    pub async fn choose(&self, input: &str, files: &[PathBuf]) {
        let paths: Vec<_> = files.iter().map(|file| file.to_string_lossy()).collect();
        let element = self
            .session
            .one(&format!("#{input}"))
            .await
            .expect("the input is there");
        element
            .send_keys(&paths.join("\n"))
            .await
            .expect("the input takes the files");
    }

    pub async fn measure(&self, way: &str, wanted: &str, input: &str) -> Measured {
        let answer = self
            .session
            .run_until_done(
                "measure(arguments[0], arguments[1], arguments[2]).then(done, (error) => done(String(error)));",
                vec![json!(way), json!(wanted), json!(input)],
            )
            .await;
        let number = |name: &str| answer.get(name).and_then(Value::as_f64);
        match (
            number("milliseconds"),
            number("bytes"),
            answer.get("digests").and_then(Value::as_array),
        ) {
            (Some(milliseconds), Some(bytes), Some(digests)) => Measured {
                milliseconds,
                bytes,
                digests: digests.clone(),
            },
            _ => panic!("{way} failed: {answer}"),
        }
    }

    /// The process that the browser's own are below.
    pub fn driver(&self) -> u32 {
        self.session.driver_process()
    }

    pub async fn close(self) {
        self.session.close().await;
    }
}

/// Builds the page with the feature `bench`, away from dist/, and lays the bench beside it.
pub fn built() -> PathBuf {
    let folder = workspace().join("target/bench-page");
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo)
        .args(["xtask", "dist"])
        .arg(&folder)
        .current_dir(workspace())
        .env("TRUNK_BUILD_FEATURES", "bench")
        .status()
        .expect("cargo starts");
    assert!(status.success(), "the bench page cannot be built");
    let bench = workspace().join("tests/browser/bench");
    for name in ["bench.html", "bench.js", "hash-wasm-worker.js"] {
        copy(&bench.join(name), &folder.join(name));
    }
    let hash_wasm = env::var_os("ASSAY_HASH_WASM").expect("ASSAY_HASH_WASM says where hash-wasm is: cargo xtask bench");
    copy(
        &Path::new(&hash_wasm).join("dist/index.esm.min.js"),
        &folder.join("hash-wasm.js"),
    );
    folder
}

fn copy(from: &Path, to: &Path) {
    fs::copy(from, to).unwrap_or_else(|error| panic!("{} cannot be copied: {error}", from.display()));
}

/// Measures in a browser of its own. What went wrong is a failure.
pub async fn in_own_browser<M>(browser: Browser, measure: impl FnOnce(Session) -> M) -> Vec<String>
where
    M: Future<Output = Vec<String>> + Send + 'static,
{
    let session = Session::open(browser, &Beginning::default()).await;
    // A panic must not leave a browser behind.
    let measuring = tokio::spawn(measure(session.clone())).await;
    session.close().await;
    measuring.unwrap_or_else(|error| vec![error.to_string()])
}
