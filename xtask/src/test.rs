//! `test`: every test there is, or the named parts of them.

use crate::{
    browsers::{self, Browsers},
    build, place,
    steps::{Done, Steps, Stop, cargo, run},
    tools,
};

const PARTS: [&str; 4] = ["fmt", "clippy", "native", "browser"];
const NO_WARNINGS: [&str; 3] = ["--", "-D", "warnings"];

/// Runs them all even if one fails, so that one run shows everything that is wrong.
pub fn test(steps: &mut Steps, parts: &[String]) -> Done {
    if let Some(unknown) = parts.iter().find(|part| !PARTS.contains(&part.as_str())) {
        return Err(Stop::usage(format!("there is no part {unknown:?} of the tests")));
    }
    let wanted = |part: &str| parts.is_empty() || parts.iter().any(|named| named == part);
    let (native, browser) = (wanted("native"), wanted("browser"));
    tools::components(steps)?;
    let mut failed = Vec::new();
    if wanted("fmt") {
        note(
            &mut failed,
            steps,
            "checking the format",
            &["fmt", "--all", "--check"],
            None,
        );
    }
    if wanted("clippy") {
        let all = [&["clippy", "--workspace", "--all-targets"][..], &NO_WARNINGS].concat();
        note(&mut failed, steps, "clippy, native", &all, None);
        tools::wasm_target(steps)?;
        let page = [
            &["clippy", "--package=assay", "--target", tools::WASM][..],
            &NO_WARNINGS,
        ]
        .concat();
        note(&mut failed, steps, "clippy, wasm32", &page, None);
    }
    let browsers = if browser {
        let found = browsers::for_tests(steps)?;
        build::page(steps, &place::dist())?;
        Some(found)
    } else {
        None
    };
    // Both in one call where both are wanted: apart, cargo would compile what they share twice, with other features.
    let (what, which): (_, &[&str]) = match (native, browser) {
        (true, true) => ("all tests, native and in browsers", &["--workspace"]),
        (true, false) => ("native tests", &["--workspace", "--exclude=assay-browser"]),
        (false, true) => ("browser tests", &["--package=assay-browser"]),
        (false, false) => ("", &[]),
    };
    if !which.is_empty() {
        let arguments = [&["test", "--no-fail-fast"], which].concat();
        note(&mut failed, steps, what, &arguments, browsers.as_ref());
    }
    steps.summary();
    if failed.is_empty() {
        println!("Everything passed.");
        return Ok(());
    }
    Err(Stop::new(format!("these failed: {}", failed.join("; "))))
}

fn note(failed: &mut Vec<String>, steps: &mut Steps, what: &str, arguments: &[&str], browsers: Option<&Browsers>) {
    let mut command = cargo();
    command.args(arguments).env("ASSAY_DIST", place::dist());
    if let Some(browsers) = browsers {
        browsers.name_to(&mut command);
    }
    if let Err(stop) = steps.step(what, || run(&mut command, what)) {
        eprintln!("xtask: {}", stop.sentence);
        failed.push(what.to_owned());
    }
}
