//! What a first visit transfers: everything that the browser asks for until the page stands and rests, and the worker.
//! What a reader has to do something for is listed as well, and not counted.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::Duration;
use std::{env, fs};

use assay_browser::browser::{Beginning, Browser, workspace};
use assay_browser::host::{Host, Serving};
use assay_browser::session::Session;
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;

const AT_MOST: usize = 300_000;
/// How long the page is left alone after all that it does by itself.
const REST: Duration = Duration::from_secs(5);

/// Prints the weights; returns what is too heavy.
pub async fn check() -> Vec<String> {
    let dist = env::var_os("ASSAY_DIST").map_or_else(|| workspace().join("dist"), PathBuf::from);
    println!("\nA first visit transfers (bytes: plain, gzip, brotli):");
    let mut sum = [0; 3];
    let asked = asked(&dist).await;
    for name in &asked {
        // What is not there has no weight, and the tests say whether that is right.
        let Some(sizes) = sizes(&dist.join(name)) else { continue };
        print(name, sizes);
        for (sum, size) in sum.iter_mut().zip(sizes) {
            *sum += size;
        }
    }
    print("together", sum);
    println!("Later, where a reader comes to it:");
    let later = fs::read_dir(&dist).into_iter().flatten().flatten();
    let later: BTreeSet<String> = later
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    // The file is the host's, no browser asks for it.
    for name in later.difference(&asked).filter(|name| *name != "_headers") {
        if let Some(sizes) = sizes(&dist.join(name)) {
            print(name, sizes);
        }
    }
    if sum[0] == 0 {
        return vec![format!("{} holds no page", dist.display())];
    }
    if sum[2] > AT_MOST {
        return vec![format!(
            "a first visit transfers {} bytes with brotli, at most {AT_MOST} are wanted",
            sum[2]
        )];
    }
    Vec::new()
}

/// The files that a first visit asks for.
async fn asked(dist: &Path) -> BTreeSet<String> {
    let host = Host::start(Serving::plain(dist, "/")).await;
    let session = Session::open(Browser::Chromium, &Beginning::default()).await;
    session.goto(&host.page()).await;
    session.loses("#start").await;
    // The page fetches its workers when it has nothing else to do; whatever it fetched by itself after that would count.
    let workers = "return performance.getEntriesByType('resource').some((entry) => entry.name.endsWith('/worker.js'))";
    session.wait("the workers to load", workers, vec![]).await;
    tokio::time::sleep(REST).await;
    let icon = session
        .run(
            "return document.querySelector('link[rel~=icon]')?.getAttribute('href') ?? ''",
            vec![],
        )
        .await;
    session.close().await;
    // A browser without a tab to show asks for no icon.
    let unasked = ["index.html", icon.as_str().unwrap_or_default()];
    host.asked()
        .iter()
        .map(|path| path.trim_start_matches('/'))
        .chain(unasked.map(|name| name.trim_start_matches("./")))
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Plain, gzip, brotli.
fn sizes(file: &Path) -> Option<[usize; 3]> {
    let content = fs::read(file).ok()?;
    Some([content.len(), gzip(&content), brotli(&content)])
}

fn print(name: &str, [plain, gzip, brotli]: [usize; 3]) {
    println!("  {name:<44} {plain:>9} {gzip:>9} {brotli:>9}");
}

fn gzip(content: &[u8]) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content).expect("memory takes it");
    encoder.finish().expect("memory takes it").len()
}

fn brotli(content: &[u8]) -> usize {
    let mut packed = Vec::new();
    let best = BrotliEncoderParams::default();
    brotli::BrotliCompress(&mut &content[..], &mut packed, &best).expect("memory takes it");
    packed.len()
}
