//! What the tab holds in memory while it hashes ten files of 1 GiB, above what it holds at rest.

use std::collections::BTreeMap;
use std::fs;
use std::time::Duration;

use assay_browser::browser::Browser;

use crate::files::Files;
use crate::page::Page;

const AT_MOST: u64 = 150;

/// Measures on a page that was just opened, and prints; returns what is too much.
pub async fn run(page: &Page, files: &Files, browser: Browser) -> Vec<String> {
    page.choose("sparse", &files.sparse).await;
    tokio::time::sleep(Duration::from_secs(5)).await;
    let held = || held_below(page.driver(), browser);
    let Some(rest) = held() else {
        println!("\nThis system does not say what a tab holds in memory.");
        return Vec::new();
    };
    let mut most = rest;
    let hashing = page.measure("ours", "all", "sparse");
    tokio::pin!(hashing);
    loop {
        tokio::select! {
            _ = &mut hashing => break,
            () = tokio::time::sleep(Duration::from_millis(50)) => most = most.max(held().unwrap_or_default()),
        }
    }
    let above = most.saturating_sub(rest) / 1_000_000;
    println!(
        "\nTen files of 1 GiB in {}: at most {above} MB above the {} MB of rest",
        browser.name(),
        rest / 1_000_000
    );
    if above > AT_MOST {
        return vec![format!(
            "hashing ten files of 1 GiB takes {above} MB, at most {AT_MOST} are wanted"
        )];
    }
    Vec::new()
}

/// The bytes that tabs below this process hold for themselves, and their share of what they share: no code, no caches
/// of files. Nothing where the system does not tell.
fn held_below(root: u32, browser: Browser) -> Option<u64> {
    let mark = match browser {
        Browser::Chromium => "--type=renderer",
        Browser::Firefox => "-contentproc",
    };
    let parents = parents()?;
    let tabs = parents.keys().filter(|process| {
        let line = fs::read(format!("/proc/{process}/cmdline")).unwrap_or_default();
        is_below(**process, root, &parents) && String::from_utf8_lossy(&line).contains(mark)
    });
    let sum: u64 = tabs
        .filter_map(|process| fs::read_to_string(format!("/proc/{process}/smaps_rollup")).ok())
        .map(|rollup| own_bytes(&rollup))
        .sum();
    (sum > 0).then_some(sum)
}

/// Every process of the system and the one that started it.
fn parents() -> Option<BTreeMap<u32, u32>> {
    let processes = fs::read_dir("/proc").ok()?.flatten();
    let parent = |process: u32| {
        let status = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
        // The name before the last bracket may hold anything.
        let rest = status.rsplit_once(") ")?.1;
        rest.split(' ').nth(1)?.parse().ok()
    };
    let known = processes
        .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
        .filter_map(|process| Some((process, parent(process)?)));
    Some(known.collect())
}

fn is_below(process: u32, root: u32, parents: &BTreeMap<u32, u32>) -> bool {
    let mut at = process;
    while let Some(parent) = parents.get(&at) {
        if *parent == root {
            return true;
        }
        at = *parent;
    }
    false
}

fn own_bytes(rollup: &str) -> u64 {
    rollup
        .lines()
        .filter_map(|line| {
            let (name, size) = line.split_once(':')?;
            let size: u64 = size.trim().strip_suffix(" kB")?.parse().ok()?;
            matches!(name, "Pss_Anon" | "Pss_Shmem").then_some(size * 1024)
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_below_a_process_is_found() {
        let parents = BTreeMap::from([(2, 1), (3, 2), (4, 3), (5, 1), (6, 6_000)]);
        for (process, below) in [(2, false), (3, true), (4, true), (5, false), (6, false)] {
            assert_eq!(is_below(process, 2, &parents), below, "{process}");
        }
    }

    #[test]
    fn only_what_no_file_backs_counts() {
        let rollup = "Rss: 900 kB\nPss: 500 kB\nPss_Anon:  3 kB\nPss_File: 400 kB\nPss_Shmem:   4 kB\n";
        assert_eq!(own_bytes(rollup), 7 * 1024);
    }
}
