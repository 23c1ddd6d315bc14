//! Public clients that know nothing of us get along with the stand-in, and with it through our proxy.
//!
//! That says that both are right: the stand-in speaks API v3, and the proxy changes nothing of it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use assay_proxy::{Log, Proxy};
use stand_in::{Keys, Options, Pace, Seen, StandIn};

/// Set by those who cannot have Python; everybody else is told what to install.
const SKIP: &str = "ASSAY_SKIP_PYTHON";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The interpreter of an environment that holds the clients, made once under `target/`.
fn python() -> Result<PathBuf, String> {
    static MADE: OnceLock<Result<PathBuf, String>> = OnceLock::new();
    MADE.get_or_init(|| {
        let wanted =
            fs::read_to_string(root().join("tests/clients/requirements.txt")).map_err(|error| error.to_string())?;
        let folder = root().join("target/clients");
        let interpreter = folder.join(if cfg!(windows) {
            "Scripts/python.exe"
        } else {
            "bin/python"
        });
        let stamp = folder.join("installed.txt");
        if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) && interpreter.exists() {
            return Ok(interpreter);
        }
        let system = if cfg!(windows) { "python" } else { "python3" };
        run(Command::new(system).args(["-m", "venv", "--clear"]).arg(&folder))?;
        let mut pip = Command::new(&interpreter);
        pip.args([
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--requirement",
        ]);
        run(pip.arg(root().join("tests/clients/requirements.txt")))?;
        fs::write(stamp, wanted).map_err(|error| error.to_string())?;
        Ok(interpreter)
    })
    .clone()
}

fn run(command: &mut Command) -> Result<String, String> {
    let output = command.output().map_err(|error| format!("{command:?}: {error}"))?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    if output.status.success() {
        Ok(said)
    } else {
        Err(format!("{command:?}: {said}"))
    }
}

fn interpreter() -> Option<PathBuf> {
    if std::env::var_os(SKIP).is_some_and(|value| value == "1") {
        eprintln!("{SKIP}=1: the Python clients are not run");
        return None;
    }
    Some(python().unwrap_or_else(|error| {
        panic!(
            "The Python clients cannot be installed. They need Python 3.9 or newer with venv and pip (on Debian: \
             apt-get install python3 python3-venv) and a Python package index. {SKIP}=1 goes without them.\n{error}"
        )
    }))
}

/// What one client is run against: every analysis is completed at once, for vt-py waits 20 seconds between its questions.
async fn stand_in(big_files: bool) -> StandIn {
    let keys = Keys::These(vec!["k".repeat(64)]);
    StandIn::start(Options {
        keys,
        per_day: Some(150),
        pace: Pace::AtOnce,
        keep: 1 << 20,
        big_files,
        ..Options::default()
    })
    .await
    .expect("a free port")
}

/// Runs a script against an address; its own assertions end it where something is wrong.
fn client(script: &str, base: &str, stand_in: &StandIn) {
    let Some(interpreter) = interpreter() else { return };
    let script = root().join("tests/clients").join(script);
    let mut command = Command::new(interpreter);
    command
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .arg(script)
        .arg(base)
        .arg("k".repeat(64));
    let said = run(&mut command);
    println!(
        "{}",
        said.unwrap_or_else(|error| panic!("{error}\n{:#?}", stand_in.record()))
    );
    asked_as_it_should(&stand_in.record());
}

/// Every request had a key, nearly all the good one, and what was sent in was sent whole.
fn asked_as_it_should(record: &[Seen]) {
    let (good, wrong) = ("k".repeat(64), "w".repeat(64));
    let with = |key: &str| {
        record
            .iter()
            .filter(|seen| seen.header("x-apikey") == Some(key))
            .count()
    };
    assert_eq!((with(&wrong), with(&good)), (1, record.len() - 1));
    let written: Vec<_> = record.iter().filter(|seen| seen.method != "GET").collect();
    for (method, path) in [
        ("POST", "/api/v3/urls"),
        ("POST", "/comments"),
        ("POST", "/votes"),
        ("POST", "/analyse"),
    ] {
        assert!(
            written
                .iter()
                .any(|seen| seen.method == method && seen.target.ends_with(path) && seen.status == 200),
            "{method} {path}"
        );
    }
    assert!(written.iter().all(|seen| seen.sha256.is_some()));
}

async fn directly(script: &str) {
    let stand_in = stand_in(false).await;
    client(script, &stand_in.url(), &stand_in);
}

/// Large files too: the stand-in gives out the addresses that VirusTotal does, which nobody here could reach.
async fn through_the_proxy(script: &str) {
    let stand_in = stand_in(true).await;
    let options = assay_proxy::Options {
        listen: ([127, 0, 0, 1], 0).into(),
        upstream: stand_in.url().parse().expect("a loopback address"),
        log: Log::to(|_| {}),
        ..assay_proxy::Options::default()
    };
    let proxy = Proxy::bind(options).expect("a free port").spawn();
    client(script, &format!("http://{}", proxy.address), &stand_in);
    let past_it: Vec<_> = stand_in
        .record()
        .into_iter()
        .filter(|seen| {
            !seen
                .header("user-agent")
                .is_some_and(|who| who.starts_with("assay-proxy/"))
        })
        .collect();
    assert!(past_it.is_empty(), "{past_it:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn vt_py_directly() {
    directly("vt_py.py").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn vt_py_through_the_proxy() {
    through_the_proxy("vt_py.py").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn virustotal_python_directly() {
    directly("vtpython.py").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn virustotal_python_through_the_proxy() {
    through_the_proxy("vtpython.py").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn vtapi3_directly() {
    directly("vt_api3.py").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn vtapi3_through_the_proxy() {
    through_the_proxy("vt_api3.py").await;
}
