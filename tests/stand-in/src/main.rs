//! The stand-in as a program: any key that does not begin with `wrong`, the quota of a free key, made-up reports.

use std::ffi::OsString;
use std::io::{self, Write as _};
use std::process::ExitCode;
use std::time::Duration;

use lexopt::prelude::{Long, Short, ValueExt as _};
use stand_in::{Options, Pace, StandIn};

const HELP: &str = "\
stand-in speaks VirusTotal's API v3 with invented content; VirusTotal is never asked.

  --listen ADDR:PORT   where to listen (127.0.0.1:8745; port 0 takes a free one)
  --per-minute N       lookups a minute for each key; 0 counts none (4)
  --per-day N          lookups a day for each key; 0 counts none (500)
  --per-month N        lookups a month for each key; 0 counts none (15500)
  --premium            the key may ask for what costs
  --user NAME          whose key it is (reader)
  --at-once            analyses are completed when they are asked for; otherwise they take half a minute
  --big-files          upload addresses are at https://bigfiles.virustotal.com, as VirusTotal's are, not here
  --latency MS         waits before each answer (0)
  --known-only         answers about the fixtures alone
  --help

Without --known-only the first digit of a digest decides what is made up about it:
0-3 never seen, 4-7 malicious, 8-b suspicious, c-f clean. The digest of a URL, a domain or
an address is SHA-256 of its canonical text; a domain or URL that holds the word never-seen,
malicious, suspicious or clean decides for itself.";

const WRONG_CALL: u8 = 2;

#[tokio::main]
async fn main() -> ExitCode {
    let options = match parse(std::env::args_os().skip(1)) {
        Ok(Some(options)) => options,
        Ok(None) => {
            say(HELP);
            return ExitCode::SUCCESS;
        }
        Err(error) => return fail(&format!("{error}; --help lists the flags")),
    };
    let listen = options.listen;
    let stand_in = match StandIn::start(options).await {
        Ok(stand_in) => stand_in,
        Err(error) => return fail(&format!("cannot listen on {listen}: {error}")),
    };
    say(&format!("stand-in listening on {}", stand_in.url()));
    match tokio::signal::ctrl_c().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(&format!("cannot wait for a signal: {error}")),
    }
}

fn parse(arguments: impl Iterator<Item = OsString>) -> Result<Option<Options>, lexopt::Error> {
    let mut options = Options {
        listen: ([127, 0, 0, 1], 8745).into(),
        per_minute: Some(4),
        per_day: Some(500),
        per_month: Some(15_500),
        made_up: true,
        pace: Pace::Clock {
            queued: Duration::from_secs(10),
            in_progress: Duration::from_secs(20),
        },
        ..Options::default()
    };
    let mut arguments = lexopt::Parser::from_args(arguments);
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("listen") => options.listen = arguments.value()?.parse()?,
            Long("per-minute") => options.per_minute = Some(arguments.value()?.parse()?).filter(|most| *most > 0),
            Long("per-day") => options.per_day = Some(arguments.value()?.parse()?).filter(|most| *most > 0),
            Long("per-month") => options.per_month = Some(arguments.value()?.parse()?).filter(|most| *most > 0),
            Long("premium") => options.premium = true,
            Long("user") => options.user = arguments.value()?.string()?,
            Long("at-once") => options.pace = Pace::AtOnce,
            Long("big-files") => options.big_files = true,
            Long("latency") => options.latency = Duration::from_millis(arguments.value()?.parse()?),
            Long("known-only") => options.made_up = false,
            Long("help") | Short('h') => return Ok(None),
            Long(_) | Short(_) | lexopt::Arg::Value(_) => return Err(argument.unexpected()),
        }
    }
    Ok(Some(options))
}

/// Whoever reads our output may be gone; that is no reason to stop.
fn say(text: &str) {
    let mut out = io::stdout().lock();
    let _ = writeln!(out, "{text}").and_then(|()| out.flush());
}

fn fail(sentence: &str) -> ExitCode {
    let _ = writeln!(io::stderr(), "stand-in: {sentence}");
    ExitCode::from(WRONG_CALL)
}
