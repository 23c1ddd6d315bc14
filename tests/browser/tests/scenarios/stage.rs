//! Where a scenario plays: one open browser of each kind, lent out in turn, closed at the end.

use std::any::Any;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Mutex, OnceLock};

use assay_browser::browser::{Beginning, Browser, workspace};
use assay_browser::session::Session;
use assay_browser::surroundings::Scheme;
use libtest_mimic::{Failed, Trial};
use tokio::runtime::Runtime;

pub type Playing = Pin<Box<dyn Future<Output = ()> + Send>>;

/// A scenario: its name, the browsers that it is played in, and what happens.
pub struct Scenario {
    pub name: String,
    pub browsers: &'static [Browser],
    pub play: fn(Browser) -> Playing,
}

/// Lists the scenarios of a module under its name: each is an `async fn(Browser)`.
macro_rules! scenarios {
    ($($name:ident),+ $(,)?) => {
        pub fn all() -> Vec<crate::stage::Scenario> {
            let module = module_path!().rsplit("::").next().unwrap_or_default();
            vec![$(crate::stage::Scenario {
                name: format!("{module}::{}", stringify!($name)),
                browsers: &assay_browser::browser::Browser::ALL,
                play: |browser| Box::pin($name(browser)),
            }),+]
        }
    };
}
pub(crate) use scenarios;

static SESSIONS: [Mutex<Option<Session>>; 2] = [Mutex::new(None), Mutex::new(None)];
static TURNS: [tokio::sync::Mutex<()>; 2] = [tokio::sync::Mutex::const_new(()), tokio::sync::Mutex::const_new(())];

fn runtime() -> &'static Runtime {
    static RUNTIME: OnceLock<Runtime> = OnceLock::new();
    RUNTIME.get_or_init(|| Runtime::new().expect("a runtime starts"))
}

fn place(browser: Browser) -> usize {
    match browser {
        Browser::Chromium => 0,
        Browser::Firefox => 1,
    }
}

/// The browser that the scenarios share. Every world has ports of its own, and so an origin without any past.
pub async fn shared(browser: Browser) -> Session {
    let held = SESSIONS[place(browser)].lock().expect("nobody panicked").clone();
    let session = if let Some(session) = held {
        session
    } else {
        let session = Session::open(browser, &Beginning::default()).await;
        *SESSIONS[place(browser)].lock().expect("nobody panicked") = Some(session.clone());
        session
    };
    session.resize(1280, 900).await;
    session.prefer(Scheme::Light).await;
    session
}

/// The scenarios as trials, the browsers in alternation, so that both work.
pub fn trials(scenarios: Vec<Scenario>) -> Vec<Trial> {
    let mut trials = Vec::new();
    for scenario in scenarios {
        for &browser in scenario.browsers {
            let name = scenario.name.clone();
            let play = scenario.play;
            trials.push(Trial::test(format!("{}::{name}", browser.name()), move || {
                run(browser, &name, play)
            }));
        }
    }
    trials
}

fn run(browser: Browser, name: &str, play: fn(Browser) -> Playing) -> Result<(), Failed> {
    runtime().block_on(async {
        let _turn = TURNS[place(browser)].lock().await;
        // A task of its own: what panics in it can be looked at before the browser moves on.
        let Err(error) = tokio::spawn(play(browser)).await else {
            return Ok(());
        };
        let held = SESSIONS[place(browser)].lock().expect("nobody panicked").take();
        if let Some(session) = held {
            let file = format!("{}-{}.png", browser.name(), name.replace("::", "-"));
            let path = workspace().join("target/screenshots/failed").join(file);
            let _ = tokio::spawn(async move {
                session.screenshot(&path).await;
                for line in session.console().await {
                    eprintln!("console: {line}");
                }
                session.close().await;
            })
            .await;
        }
        Err(Failed::from(said(error.into_panic().as_ref())))
    })
}

fn said(panic: &(dyn Any + Send)) -> String {
    panic
        .downcast_ref::<String>()
        .cloned()
        .or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()))
        .unwrap_or_else(|| "it panicked".to_owned())
}

/// Closes the browsers; without it their processes would outlive the tests.
pub fn close() {
    runtime().block_on(async {
        for held in &SESSIONS {
            let session = held.lock().expect("nobody panicked").take();
            if let Some(session) = session {
                session.close().await;
            }
        }
    });
}
