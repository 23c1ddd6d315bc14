//! `test`: every test there is, or the named parts of them.

use std::process::Command;

use crate::{
    browsers::{self, Browsers},
    build, debian, place,
    steps::{Done, Steps, Stop, answer_of, cargo, run},
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
    if native {
        python(steps)?;
    }
    // Both in one call where both are wanted: apart, cargo would compile what they share twice, with other features.
    let (what, which): (_, &[&str]) = match (native, browser) {
        (true, true) => ("tests, native and in browsers", &["--workspace"]),
        (true, false) => ("native tests", &["--workspace", "--exclude=assay-browser"]),
        (false, true) => ("browser tests", &["--package=assay-browser"]),
        (false, false) => ("", &[]),
    };
    if !which.is_empty() {
        let compile = [&["test", "--no-run"], which].concat();
        let run = [&["test", "--no-fail-fast"], which].concat();
        if note(&mut failed, steps, &format!("compiling the {what}"), &compile, None) {
            note(
                &mut failed,
                steps,
                &format!("running the {what}"),
                &run,
                browsers.as_ref(),
            );
        }
    }
    steps.summary();
    if failed.is_empty() {
        println!("Everything passed.");
        return Ok(());
    }
    Err(Stop::new(format!("these failed: {}", failed.join("; "))))
}

/// Python runs public clients of the API against ours; without it their test says what to install.
fn python(steps: &mut Steps) -> Done {
    let there = answer_of(Command::new("python3").args(["-c", "import venv, ensurepip"])).is_some();
    if there || !debian::is_ours() {
        return Ok(());
    }
    debian::install(steps, &["python3", "python3-venv"])
}

/// One step of the tests; a failure is noted, and the next step runs all the same. Whether it passed is the answer.
fn note(
    failed: &mut Vec<String>,
    steps: &mut Steps,
    what: &str,
    arguments: &[&str],
    browsers: Option<&Browsers>,
) -> bool {
    let mut command = cargo();
    command.args(arguments).env("ASSAY_DIST", place::dist());
    if let Some(browsers) = browsers {
        browsers.name_to(&mut command);
        // Cargo has just built it for the proxy's own tests.
        if arguments.contains(&"--workspace") {
            command.env("ASSAY_PROXY", place::built("assay-proxy"));
        }
    }
    let outcome = steps.step(what, || run(&mut command, what));
    if let Err(stop) = &outcome {
        eprintln!("xtask: {}", stop.sentence);
        failed.push(what.to_owned());
    }
    outcome.is_ok()
}
