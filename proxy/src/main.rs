//! `assay-proxy`: reads the flags, says where it listens, serves until it is told to stop.

use std::io::Write;
use std::process::ExitCode;

use assay_proxy::{Options, Proxy, Wanted};

/// What a shell takes for "you called me wrongly".
const WRONG_CALL: u8 = 2;

fn main() -> ExitCode {
    let options = match Options::parse(std::env::args_os().skip(1)) {
        Ok(Wanted::Serve(options)) => options,
        Ok(Wanted::Text(text)) => {
            say(&text);
            return ExitCode::SUCCESS;
        }
        Err(sentence) => return fail(&sentence),
    };
    let listen = options.listen;
    let proxy = match Proxy::bind(*options) {
        Ok(proxy) => proxy,
        Err(error) => return fail(&format!("cannot listen on {listen}: {error}")),
    };
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return fail(&format!("cannot start: {error}")),
    };
    say(&format!("assay-proxy listening on http://{}", proxy.address()));
    runtime.block_on(proxy.run_until(told_to_stop()));
    ExitCode::SUCCESS
}

/// Whoever reads our output may be gone; that is no reason to stop.
fn say(text: &str) {
    let mut out = std::io::stdout().lock();
    let _ = writeln!(out, "{text}").and_then(|()| out.flush());
}

fn fail(sentence: &str) -> ExitCode {
    let _ = writeln!(std::io::stderr(), "assay-proxy: {sentence}");
    ExitCode::from(WRONG_CALL)
}

async fn told_to_stop() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminated) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = interrupted => {}
                _ = terminated.recv() => {}
            }
            return;
        }
    }
    #[cfg(not(unix))]
    let _ = interrupted.await;
    #[cfg(unix)]
    std::future::pending::<()>().await;
}
