//! The race: every way in every round, so that a noisy machine is noisy for all of them.

use std::collections::BTreeMap;

use assay_browser::browser::Browser;
use serde_json::Value;

use crate::files::Files;
use crate::page::{Measured, Page};

const OURS: &str = "ours";
const HASH_WASM: &str = "hash-wasm";
const WAYS: [&str; 3] = [OURS, HASH_WASM, "crypto.subtle"];

/// What is hashed, and how many times as fast as hash-wasm ours must be.
struct Race {
    input: &'static str,
    wanted: &'static str,
    title: &'static str,
    at_least: Option<f64>,
}

const RACES: [Race; 4] = [
    Race {
        input: "large",
        wanted: "sha256",
        title: "256 MiB, SHA-256 alone",
        at_least: Some(1.15),
    },
    Race {
        input: "large",
        wanted: "all",
        title: "256 MiB, all three digests (crypto.subtle has no MD5)",
        at_least: Some(1.1),
    },
    Race {
        input: "small",
        wanted: "sha256",
        title: "2,000 files of 4 to 64 KiB, SHA-256 alone",
        at_least: None,
    },
    Race {
        input: "small",
        wanted: "all",
        title: "2,000 files of 4 to 64 KiB, all three digests (crypto.subtle has no MD5)",
        at_least: None,
    },
];

/// Runs the races and prints them; returns what fell short.
pub async fn run(browser: Browser, rounds: usize) -> Vec<String> {
    let files = Files::made();
    let page = Page::open(browser).await;
    // A panic must not leave a browser behind.
    let racing = tokio::spawn(run_all(page.clone(), files, browser, rounds)).await;
    page.close().await;
    racing.unwrap_or_else(|error| vec![error.to_string()])
}

async fn run_all(page: Page, files: Files, browser: Browser, rounds: usize) -> Vec<String> {
    page.choose("large", &files.large).await;
    page.choose("small", &files.small).await;
    println!("\nFrom a File to its digests in {}, {rounds} rounds:", browser.name());
    let mut failures = Vec::new();
    for race in RACES {
        let ratio = run_race(&page, &race, rounds).await;
        if let (Browser::Chromium, Some(at_least)) = (browser, race.at_least)
            && ratio < at_least
        {
            failures.push(format!(
                "{}: ours is {ratio:.2} times as fast as hash-wasm, at least {at_least} is wanted",
                race.title
            ));
        }
    }
    failures
}

async fn run_race(page: &Page, race: &Race, rounds: usize) -> f64 {
    let mut speeds: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    // One round more, which nobody counts: it fills the caches of files and code.
    for round in 0..=rounds {
        let mut digests: Option<Vec<Value>> = None;
        for turn in 0..WAYS.len() {
            let way = WAYS[(turn + round) % WAYS.len()];
            let measured = page.measure(way, race.wanted, race.input).await;
            let before = digests.get_or_insert_with(|| measured.digests.clone());
            assert!(
                agree(before, &measured.digests),
                "{}: the digests of {way} differ",
                race.title
            );
            if round > 0 {
                speeds.entry(way).or_default().push(speed(&measured));
            }
        }
    }
    println!("\n{}", race.title);
    let reference = &speeds[HASH_WASM];
    let mut ours = 0.0;
    for way in WAYS {
        let speeds = &speeds[way];
        // By rounds: whatever slowed a round down, slowed all ways down.
        let ratio = median(speeds.iter().zip(reference).map(|(way, reference)| way / reference));
        if way == OURS {
            ours = ratio;
        }
        let all: Vec<String> = speeds.iter().map(|speed| format!("{speed:.0}")).collect();
        println!(
            "  {way:<14} {:>5.0} MB/s  {ratio:>5.2} x hash-wasm   ({})",
            median(speeds.iter().copied()),
            all.join(" ")
        );
    }
    ours
}

/// Megabytes in a second.
fn speed(measured: &Measured) -> f64 {
    measured.bytes / 1000.0 / measured.milliseconds
}

pub fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// Whether every digest that both have is the same, and there is one in each.
fn agree(one: &[Value], other: &[Value]) -> bool {
    let names = ["sha256", "sha1", "md5"];
    one.len() == other.len()
        && one.iter().zip(other).all(|(one, other)| {
            one["sha256"].is_string()
                && other["sha256"].is_string()
                && names.iter().all(|name| match (one.get(name), other.get(name)) {
                    (Some(one), Some(other)) => one == other,
                    (None, _) | (_, None) => true,
                })
        })
}
