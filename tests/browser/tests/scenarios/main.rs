//! The built page in real browsers: every scenario once in each, with one browser of a kind open at a time.
//!
//! `cargo test -p assay-browser --test scenarios -- <part of a name>` runs some of them. A scenario that fails leaves
//! a picture and the page's text in `target/screenshots/failed`.

mod acts;
mod analyses;
mod archives;
mod attack;
mod batch;
mod behaviour;
mod behaviour_left;
mod checksums;
mod community;
mod cost;
mod driving;
mod engines;
mod errors;
mod formats;
mod history;
mod hostile;
mod hosting;
mod keyboard;
mod large;
mod late;
mod long_lists;
mod main_job;
mod main_views;
mod many_files;
mod network;
mod outages;
mod pictures;
mod pictures_map;
mod planted;
mod policy;
mod quota;
mod reading;
mod recordings;
mod relations;
mod report_search;
mod results;
mod saving;
mod search;
mod settings;
mod stage;
mod starting;
mod storages;
mod subjects;
mod tables;
mod text_box;
mod trail;
mod upload;
mod vectors;

use libtest_mimic::Arguments;

fn main() {
    let mut arguments = Arguments::from_args();
    // One thread a browser: more would wait for a browser anyway.
    arguments.test_threads.get_or_insert(2);
    let trials = stage::trials(
        [
            driving::all(),
            archives::all(),
            checksums::all(),
            results::all(),
            attack::all(),
            batch::all(),
            engines::all(),
            behaviour::all(),
            behaviour_left::all(),
            community::all(),
            main_job::all(),
            main_views::all(),
            text_box::all(),
            pictures::all(),
            pictures_map::all(),
            saving::all(),
            planted::all(),
            policy::all(),
            starting::all(),
            hosting::all(),
            history::all(),
            hostile::all(),
            large::all(),
            report_search::all(),
            late::all(),
            long_lists::all(),
            recordings::all(),
            search::all(),
            subjects::all(),
            tables::all(),
            reading::all(),
            relations::all(),
            network::all(),
            trail::all(),
            cost::all(),
            many_files::all(),
            vectors::all(),
            errors::all(),
            formats::all(),
            outages::all(),
            keyboard::all(),
            settings::all(),
            storages::all(),
            upload::all(),
            analyses::all(),
            quota::all(),
        ]
        .into_iter()
        .flatten()
        .collect(),
    );
    let conclusion = libtest_mimic::run(&arguments, trials);
    stage::close();
    conclusion.exit();
}
