//! The race: every way in every round, so that a noisy machine is noisy for all of them.

use std::collections::BTreeMap;

use assay_browser::browser::Browser;
use serde_json::Value;

use crate::files::Files;
use crate::page::{Measured, Page};

const OURS: &str = "ours";
const STREAMING: &str = "hash-wasm streaming";
const WHOLE: &str = "hash-wasm reading whole";
const SUBTLE: &str = "crypto.subtle";

/// What is hashed, in which ways, and how many times as fast as the first of the others ours must be.
struct Race {
    input: &'static str,
    wanted: &'static str,
    title: &'static str,
    others: &'static [&'static str],
    at_least: f64,
    /// How many times each is measured in a round: what takes half a second differs more than what takes three.
    turns: usize,
}

const RACES: [Race; 4] = [
    Race {
        input: "large",
        wanted: "sha256",
        title: "1 GiB, SHA-256 alone",
        others: &[STREAMING, SUBTLE],
        at_least: 1.4,
        turns: 1,
    },
    Race {
        input: "large",
        wanted: "all",
        title: "1 GiB, all three digests",
        others: &[STREAMING],
        at_least: 1.9,
        turns: 1,
    },
    Race {
        input: "small",
        wanted: "sha256",
        title: "2,000 files of 4 to 64 KiB, SHA-256 alone",
        others: &[WHOLE, STREAMING, SUBTLE],
        at_least: 3.0,
        turns: 3,
    },
    Race {
        input: "small",
        wanted: "all",
        title: "2,000 files of 4 to 64 KiB, all three digests (crypto.subtle has no MD5)",
        others: &[WHOLE, STREAMING, SUBTLE],
        at_least: 3.0,
        turns: 3,
    },
];

/// Runs the races and prints them; returns what fell short.
pub async fn run(page: &Page, files: &Files, browser: Browser, rounds: usize) -> Vec<String> {
    page.choose("large", &files.large).await;
    page.choose("small", &files.small).await;
    println!("\nFrom a File to its digests in {}, {rounds} rounds:", browser.name());
    let mut failures = Vec::new();
    for race in RACES {
        let ratio = run_race(page, &race, rounds).await;
        if ratio < race.at_least {
            failures.push(format!(
                "{}: ours is {ratio:.2} times as fast as {}, at least {} is wanted",
                race.title, race.others[0], race.at_least
            ));
        }
    }
    failures
}

async fn run_race(page: &Page, race: &Race, rounds: usize) -> f64 {
    let ways: Vec<&str> = [OURS].iter().chain(race.others).copied().collect();
    let mut speeds: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    // One round more, which nobody counts: it fills the caches of files and code.
    let counted = rounds * race.turns;
    for round in 0..=counted {
        let mut digests: Option<Vec<Value>> = None;
        for turn in 0..ways.len() {
            let way = ways[(turn + round) % ways.len()];
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
    println!("\n{}, each {counted} times", race.title);
    // By rounds: whatever slowed a round down, slowed all ways down.
    let ratio = |way: &str| median(speeds[OURS].iter().zip(&speeds[way]).map(|(ours, other)| ours / other));
    for way in ways {
        let all: Vec<String> = speeds[way].iter().map(|speed| format!("{speed:.0}")).collect();
        println!(
            "  {way:<24} {:>5.0} MB/s, ours is {:>5.2} times that   ({})",
            median(speeds[way].iter().copied()),
            ratio(way),
            all.join(" ")
        );
    }
    ratio(race.others[0])
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
