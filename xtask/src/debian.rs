//! Packages of Debian, where installing them is ours to do: as root on Debian itself.

use std::{fs, process::Command};

use crate::{
    place,
    steps::{Done, Steps, answer_of, run},
};

/// Whether `install` may be called here.
pub fn is_ours() -> bool {
    // Ubuntu's browser packages only point at another package system.
    let debian = fs::read_to_string("/etc/os-release").is_ok_and(|text| text.lines().any(|line| line == "ID=debian"));
    let root = cfg!(unix) && answer_of(Command::new("id").arg("-u")).as_deref() == Some("0");
    debian && root && place::in_path(&["apt-get"]).is_some()
}

pub fn install(steps: &mut Steps, packages: &[&str]) -> Done {
    steps.step(&format!("installing {} with apt-get", packages.join(", ")), || {
        apt(&["update", "-qq"])?;
        apt(&[&["install", "-qq", "-y", "--no-install-recommends"], packages].concat())
    })
}

fn apt(arguments: &[&str]) -> Done {
    run(
        Command::new("apt-get")
            .args(arguments)
            .env("DEBIAN_FRONTEND", "noninteractive"),
        "apt-get",
    )
}
