//! The measurements that `cargo xtask bench` prints: hashing in Chromium, what large reports take, and what a first visit
//! transfers.
//!
//! Arguments: `--rounds N` (5 at least, 7 without), `--firefox` (another browser, measured and not judged),
//! `--weight` (what a first visit transfers, and nothing else), `--report` (what large reports take, and nothing else).

mod files;
mod page;
mod report;
mod rounds;
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
}

#[tokio::main]
async fn main() -> ExitCode {
    let Some(asked) = asked(std::env::args().skip(1)) else {
        eprintln!("bench: takes --rounds N (5 at least), --firefox, --weight and --report");
        return ExitCode::from(2);
    };
    let mut failures = Vec::new();
    if asked.part != Part::Report {
        failures.extend(weight::check().await);
    }
    if asked.part != Part::Weight {
        failures.extend(report::run(asked.browser, asked.rounds).await);
    }
    if asked.part == Part::All {
        failures.extend(rounds::run(asked.browser, asked.rounds).await);
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
            _ => return None,
        }
    }
    Some(asked)
}
