//! `bench`: what hashing and large reports take in Chromium, and what a first visit transfers.

use crate::{
    browsers, build, place,
    steps::{Done, Steps, cargo, run},
    tools::{self, Package},
};

/// What ours is measured against.
const HASH_WASM: Package = Package {
    name: "hash-wasm",
    version: "4.13.0",
    integrity: "sha512-GrWl7wsV46fKIXQZB5ebskLZLAmKL6d9RS0fspCxDeQyjoNu1AfTJTMLPOJyfzaQm0ldFiwFN21/w+sE/kgEFQ==",
};

pub fn bench(steps: &mut Steps, arguments: &[String]) -> Done {
    let browsers = browsers::for_tests(steps)?;
    let hash_wasm = tools::npm(steps, &HASH_WASM)?;
    build::page(steps, &place::dist())?;
    let mut bench = cargo();
    // The development profile: what is measured runs in the browser.
    bench
        .args(["run", "--package=assay-browser", "--bin=bench", "--"])
        .args(arguments)
        .env("ASSAY_DIST", place::dist())
        .env("ASSAY_HASH_WASM", hash_wasm);
    browsers.name_to(&mut bench);
    let outcome = steps.step("measuring", || run(&mut bench, "the measurement"));
    steps.summary();
    outcome
}
