//! The measurements that `cargo xtask bench` prints: hashing, its speed and its memory, what large reports take, and what a
//! first visit transfers.
//!
//! Arguments: `--rounds N` (5 at least, 7 without), `--firefox` (another browser, measured and not judged), and for one
//! part alone `--weight` (what a first visit transfers), `--report` (what large reports take), `--hash` or `--batch` (a folder
//! of thousands).

mod batch;
mod files;
mod hashing;
mod memory;
mod page;
mod report;
mod rounds;
mod sent;
mod weight;

use std::process::ExitCode;

use assay_browser::browser::Browser;

struct Asked {
    rounds: usize,
    browser: Browser,
    part: Part,
}

/// What is measured.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    All,
    Weight,
    Report,
    Hash,
    Batch,
}

#[tokio::main]
async fn main() -> ExitCode {
    let Some(asked) = asked(std::env::args().skip(1)) else {
        eprintln!("bench: takes --rounds N (5 at least), --firefox, --weight, --report, --hash and --batch");
        return ExitCode::from(2);
    };
    let mut failures = Vec::new();
    if matches!(asked.part, Part::All | Part::Weight) {
        failures.extend(weight::check().await);
    }
    if matches!(asked.part, Part::All | Part::Report) {
        failures.extend(report::run(asked.browser, asked.rounds).await);
    }
    if matches!(asked.part, Part::All | Part::Hash) {
        failures.extend(hashing::run(asked.browser, asked.rounds).await);
    }
    if matches!(asked.part, Part::All | Part::Batch) {
        failures.extend(batch::run(asked.browser, asked.rounds).await);
    }
    for failure in &failures {
        eprintln!("bench: {failure}");
    }
    if failures.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn asked(mut arguments: impl Iterator<Item = String>) -> Option<Asked> {
    let mut asked = Asked {
        rounds: 7,
        browser: Browser::Chromium,
        part: Part::All,
    };
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--rounds" => asked.rounds = arguments.next()?.parse().ok().filter(|rounds| *rounds >= 5)?,
            "--firefox" => asked.browser = Browser::Firefox,
            "--weight" => asked.part = Part::Weight,
            "--report" => asked.part = Part::Report,
            "--hash" => asked.part = Part::Hash,
            "--batch" => asked.part = Part::Batch,
            _ => return None,
        }
    }
    Some(asked)
}
