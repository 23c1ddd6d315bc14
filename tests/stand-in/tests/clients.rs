//! Public clients that know nothing of us get along with the stand-in, and with it through our proxy.
//!
//! That says that both are right: the stand-in speaks API v3, and the proxy changes nothing of it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use assay_proxy::Proxy;
use stand_in::fixtures::{Identity, content};
use stand_in::{Keys, Options, Seen, StandIn};

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

async fn stand_in() -> StandIn {
    let keys = Keys::These(vec!["k".repeat(64)]);
    StandIn::start(Options {
        keys,
        per_minute: Some(2),
        ..Options::default()
    })
    .await
    .expect("a free port")
}

/// Runs the client against an address; its own assertions end it where something is wrong.
fn vt_py(host: &str) -> Option<String> {
    let script = root().join("tests/clients/vt_py.py");
    let fixture = root().join("tests/fixtures/malicious-pe.json");
    Some(run(Command::new(interpreter()?).arg(script).arg(host).arg(fixture)).unwrap_or_else(|error| panic!("{error}")))
}

/// The four questions as the stand-in saw them, and nothing besides.
fn asked_as_it_should(record: &[Seen]) {
    let (good, wrong) = ("k".repeat(64), "w".repeat(64));
    let known = Identity::of(&content("malicious-pe")).md5;
    let never = "0".repeat(64);
    let seen: Vec<_> = record
        .iter()
        .map(|seen| {
            (
                seen.method.as_str(),
                seen.target.as_str(),
                seen.header("x-apikey"),
                seen.status,
            )
        })
        .collect();
    let (known, never) = (format!("/api/v3/files/{known}"), format!("/api/v3/files/{never}"));
    assert_eq!(
        seen,
        [
            ("GET", known.as_str(), Some(good.as_str()), 200),
            ("GET", never.as_str(), Some(good.as_str()), 404),
            ("GET", never.as_str(), Some(good.as_str()), 429),
            ("GET", never.as_str(), Some(wrong.as_str()), 401),
        ]
    );
    assert!(record.iter().all(|seen| seen.body.is_empty()), "{record:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn vt_py_directly() {
    let stand_in = stand_in().await;
    if let Some(said) = vt_py(&stand_in.url()) {
        asked_as_it_should(&stand_in.record());
        println!("vt-py directly: {said}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn vt_py_through_the_proxy() {
    let stand_in = stand_in().await;
    let options = assay_proxy::Options {
        listen: ([127, 0, 0, 1], 0).into(),
        upstream: stand_in.url().parse().expect("a loopback address"),
        ..assay_proxy::Options::default()
    };
    let proxy = Proxy::bind(options).expect("a free port").spawn();
    if let Some(said) = vt_py(&format!("http://{}", proxy.address)) {
        asked_as_it_should(&stand_in.record());
        println!("vt-py through the proxy: {said}");
    }
}
