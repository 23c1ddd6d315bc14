//! The project's commands: fetch the pinned tools, build the page, serve it, test it, measure it.

mod bench;
mod browsers;
mod build;
mod debian;
mod headers;
mod html;
mod lean;
mod place;
mod seal;
mod serve;
mod split;
mod steps;
mod test;
mod tools;

use std::process::ExitCode;

use steps::{Done, Steps, Stop};

const HELP: &str = "\
cargo xtask serve [--stand-in] [--listen ADDR:PORT]
    builds the page, starts the proxy, serves both on one address and stays up;
    --stand-in answers with made-up reports, without a key and without a network
cargo xtask test [fmt | clippy | native | browser]…
    runs every test there is, or the named parts
cargo xtask bench [ARGUMENTS]
    measures hashing (its speed and its memory) and large reports in Chromium, and what a first visit transfers
cargo xtask dist [FOLDER]
    builds the page into dist/ or FOLDER, ready for any static server
cargo xtask parts [TEXT]
    says what the page loads at its start, by weight; of functions and texts with TEXT in them, what leads to them
cargo xtask tools
    fetches what the commands above need and says where it is
cargo xtask seal
    called by Trunk at the end of a build: writes policy and hashes into the page
";

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let command = arguments.next().unwrap_or_default();
    let rest: Vec<String> = arguments.collect();
    let mut steps = Steps::new();
    let outcome = match command.as_str() {
        "serve" => serve::serve(&mut steps, &rest),
        "test" => test::test(&mut steps, &rest),
        "bench" => bench::bench(&mut steps, &rest),
        "dist" => dist(&mut steps, &rest),
        "parts" => parts(&rest),
        "tools" => tools_alone(&mut steps, &rest),
        "seal" => none_of(&rest).and_then(|()| seal::seal()),
        "" | "help" | "-h" | "--help" => {
            print!("{HELP}");
            Ok(())
        }
        other => Err(Stop::usage(format!("there is no command {other:?}"))),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(stop) => {
            eprintln!("xtask: {}", stop.sentence);
            if stop.code == Stop::USAGE {
                eprint!("\n{HELP}");
            }
            ExitCode::from(stop.code)
        }
    }
}

fn dist(steps: &mut Steps, rest: &[String]) -> Done {
    let folder = match rest {
        [] => place::dist(),
        [folder] if !folder.starts_with('-') => std::path::absolute(folder)
            .map_err(|error| Stop::new(format!("the folder {folder:?} cannot be used: {error}")))?,
        _ => return Err(Stop::usage("dist takes at most a folder")),
    };
    build::page(steps, &folder)?;
    steps.summary();
    println!("The page is in {}", folder.display());
    Ok(())
}

fn parts(rest: &[String]) -> Done {
    let sought = match rest {
        [] => None,
        [sought] => Some(sought.as_str()),
        _ => return Err(Stop::usage("parts takes at most one text")),
    };
    build::parts(sought)
}

fn tools_alone(steps: &mut Steps, rest: &[String]) -> Done {
    none_of(rest)?;
    let tools = tools::for_build(steps)?;
    let browsers = browsers::for_tests(steps)?;
    steps.summary();
    println!("{tools}{browsers}");
    Ok(())
}

fn none_of(rest: &[String]) -> Done {
    match rest.first() {
        None => Ok(()),
        Some(extra) => Err(Stop::usage(format!("{extra:?} is not understood here"))),
    }
}
