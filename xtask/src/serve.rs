//! `serve`: the page and the proxy on one address, until Ctrl-C.

use std::{
    io::{BufRead as _, BufReader},
    process::{Child, Command, Stdio},
    sync::mpsc,
    thread,
    time::Duration,
};

use crate::{
    build, place,
    steps::{Done, Steps, Stop, cargo, run},
};

struct Wish {
    stand_in: bool,
    listen: String,
}

fn wish(arguments: &[String]) -> Done<Wish> {
    let mut wish = Wish {
        stand_in: false,
        listen: "127.0.0.1:8744".to_owned(),
    };
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match (argument.as_str(), argument.strip_prefix("--listen=")) {
            ("--stand-in", _) => wish.stand_in = true,
            ("--listen", _) => match rest.next() {
                Some(address) => wish.listen.clone_from(address),
                None => return Err(Stop::usage("--listen needs an ADDR:PORT")),
            },
            (_, Some(address)) => address.clone_into(&mut wish.listen),
            _ => return Err(Stop::usage(format!("serve does not know {argument:?}"))),
        }
    }
    Ok(wish)
}

/// Builds, starts, stays up.
pub fn serve(steps: &mut Steps, arguments: &[String]) -> Done {
    let wish = wish(arguments)?;
    let folder = place::dist();
    build::page(steps, &folder)?;
    // The development profile: it compiles in a fraction of the time, and forwarding a few requests a minute is no work.
    let programs: &[&str] = if wish.stand_in {
        &[
            "--package=assay-proxy",
            "--bin=assay-proxy",
            "--package=stand-in",
            "--bin=stand-in",
        ]
    } else {
        &["--package=assay-proxy", "--bin=assay-proxy"]
    };
    steps.step("compiling the proxy", || {
        run(cargo().arg("build").args(programs), "the build of the proxy")
    })?;

    let (say, heard) = mpsc::channel();
    ctrlc::set_handler(move || {
        let _ = say.send(());
    })
    .map_err(|error| Stop::new(format!("Ctrl-C cannot be listened for: {error}")))?;

    let mut running = Vec::new();
    let mut proxy = Command::new(place::built("assay-proxy"));
    proxy.arg("--listen").arg(&wish.listen).arg("--serve").arg(&folder);
    if wish.stand_in {
        let mut stand_in = Command::new(place::built("stand-in"));
        stand_in.args(["--listen", "127.0.0.1:0"]);
        let upstream = start(&mut running, "the stand-in", &mut stand_in)?;
        proxy.arg("--upstream").arg(upstream);
    }
    let address = start(&mut running, "the proxy", &mut proxy)?;
    steps.summary();
    if wish.stand_in {
        println!("Answers are made up; any key will do, for example: demo");
    }
    println!("Assay is at {address}\nCtrl-C ends it.");
    loop {
        match heard.recv_timeout(Duration::from_millis(300)) {
            Err(mpsc::RecvTimeoutError::Timeout) => {}
            Ok(()) | Err(mpsc::RecvTimeoutError::Disconnected) => return Ok(()),
        }
        for Running { name, child } in &mut running {
            if let Ok(Some(status)) = child.try_wait() {
                return Err(Stop::new(format!("{name} has ended ({status}), so this ends too")));
            }
        }
    }
}

/// A program that we started and that ends with us.
struct Running {
    name: &'static str,
    child: Child,
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Starts a server and waits for its first line, which ends in its address.
fn start(running: &mut Vec<Running>, name: &'static str, command: &mut Command) -> Done<String> {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| Stop::new(format!("{name} could not be started: {error}")))?;
    let out = child.stdout.take();
    running.push(Running { name, child });
    let mut lines = BufReader::new(out.ok_or_else(|| Stop::new(format!("{name} has no output")))?).lines();
    let first = lines.next().and_then(Result::ok).unwrap_or_default();
    // Whatever else it says must be read, or it would block once the pipe is full.
    thread::spawn(move || lines.map_while(Result::ok).for_each(|line| println!("{line}")));
    match first.split_once("listening on ") {
        Some((_, address)) => Ok(address.trim().to_owned()),
        None => Err(Stop::new(format!(
            "{name} did not start; its own words are above (--listen chooses another address)"
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wishes() {
        let of = |text: &str| wish(&text.split_whitespace().map(str::to_owned).collect::<Vec<_>>());
        assert!(of("").is_ok_and(|wish| !wish.stand_in && wish.listen == "127.0.0.1:8744"));
        assert!(of("--listen [::1]:1 --stand-in").is_ok_and(|wish| wish.stand_in && wish.listen == "[::1]:1"));
        assert!(of("--listen=127.0.0.1:0").is_ok_and(|wish| wish.listen == "127.0.0.1:0"));
        assert!(of("--listen").is_err_and(|stop| stop.code == Stop::USAGE));
        assert!(of("--loud").is_err_and(|stop| stop.code == Stop::USAGE));
    }
}
