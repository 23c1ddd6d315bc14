//! One step of a command: what it does, how long it took, and what is said when it fails.

use std::{
    process::Command,
    time::{Duration, Instant},
};

/// Why a command ends early.
#[derive(Debug)]
pub struct Stop {
    pub sentence: String,
    pub code: u8,
}

pub type Done<T = ()> = Result<T, Stop>;

impl Stop {
    /// The exit code for a command that was not understood.
    pub const USAGE: u8 = 2;

    pub fn new(sentence: impl Into<String>) -> Self {
        Self {
            sentence: sentence.into(),
            code: 1,
        }
    }

    pub fn usage(sentence: impl Into<String>) -> Self {
        Self {
            sentence: sentence.into(),
            code: Self::USAGE,
        }
    }
}

/// The steps of this run with their times.
pub struct Steps {
    began: Instant,
    taken: Vec<(String, Duration)>,
}

impl Steps {
    pub fn new() -> Self {
        Self {
            began: Instant::now(),
            taken: Vec::new(),
        }
    }

    /// Says `what`, does it, says how long it took.
    pub fn step<T>(&mut self, what: &str, run: impl FnOnce() -> Done<T>) -> Done<T> {
        println!("== {what}");
        let began = Instant::now();
        let outcome = run();
        let took = began.elapsed();
        let end = if outcome.is_ok() { "done in" } else { "failed after" };
        println!("   {end} {}", spoken(took));
        self.taken.push((what.to_owned(), took));
        outcome
    }

    /// The times of all steps once more, longest work visible at a glance.
    pub fn summary(&self) {
        println!("\nTime taken:");
        for (what, took) in &self.taken {
            println!("{:>10}  {what}", spoken(*took));
        }
        println!("{:>10}  in all\n", spoken(self.began.elapsed()));
    }
}

fn spoken(took: Duration) -> String {
    let seconds = took.as_secs();
    match seconds {
        0..10 => format!("{:.1} s", took.as_secs_f64()),
        10..120 => format!("{seconds} s"),
        _ => format!("{} min {:02} s", seconds / 60, seconds % 60),
    }
}

/// Runs a program to its end; `subject` begins the sentence that is said when it fails.
pub fn run(command: &mut Command, subject: &str) -> Done {
    let program = command.get_program().to_string_lossy().into_owned();
    let status = command
        .status()
        .map_err(|error| Stop::new(format!("{subject}: {program} could not be started: {error}")))?;
    if status.success() {
        return Ok(());
    }
    let code = status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(1);
    Err(Stop {
        sentence: format!("{subject} failed ({status}); its own words are above"),
        // 2 would print the help, as if the command had been misspelt.
        code: if code == Stop::USAGE { 1 } else { code.max(1) },
    })
}

/// What a program prints, if it runs and succeeds.
pub fn answer_of(command: &mut Command) -> Option<String> {
    let output = command.output().ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The cargo that runs us, or the one in `PATH`.
pub fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(crate::place::root());
    command
}
