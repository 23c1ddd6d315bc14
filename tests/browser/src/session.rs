//! An open browser window: what a person does in it and sees of it. Whatever fails, panics with what was on the page.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant};

use fantoccini::elements::{Element, ElementRef};
use fantoccini::error::CmdError;
use fantoccini::wd::TimeoutConfiguration;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

use crate::browser::{Beginning, Browser};
use crate::driver::Driver;

const EYES: &str = include_str!("eyes.js");

/// Longer than anything that works takes, on a busy machine.
const PATIENCE: Duration = Duration::from_mins(1);
/// A page that is being replaced is there after so long.
const LOOK_AGAIN: Duration = Duration::from_millis(200);

/// One browser with one window.
#[derive(Clone)]
pub struct Session {
    client: Client,
    browser: Browser,
    // Ends with the last copy.
    driver: Arc<Driver>,
}

impl Session {
    pub async fn open(browser: Browser, beginning: &Beginning) -> Self {
        let driver = Arc::new(Driver::start(browser));
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(browser.capabilities(beginning))
            .connect(&driver.address())
            .await
            .unwrap_or_else(|error| panic!("{} does not start: {error}", browser.name()));
        let limits = TimeoutConfiguration::new(
            Some(Duration::from_mins(5)),
            Some(Duration::from_mins(1)),
            Some(Duration::ZERO),
        );
        client.update_timeouts(limits).await.expect("time limits are taken");
        Self {
            client,
            browser,
            driver,
        }
    }

    pub async fn close(self) {
        let _ = self.client.close().await;
    }

    pub fn browser(&self) -> Browser {
        self.browser
    }

    /// The process that the browser's own are below.
    pub fn driver_process(&self) -> u32 {
        self.driver.process()
    }

    pub fn client(&self) -> &Client {
        &self.client
    }

    pub async fn goto(&self, url: &str) {
        self.client
            .goto(url)
            .await
            .unwrap_or_else(|error| panic!("{url} does not open: {error}"));
    }

    pub async fn reload(&self) {
        self.client.refresh().await.expect("the page loads again");
    }

    pub async fn url(&self) -> String {
        self.client
            .current_url()
            .await
            .expect("there is an address")
            .to_string()
    }

    pub async fn title(&self) -> String {
        self.client.title().await.expect("there is a title")
    }

    /// Runs a script's statements in the page; `return` gives the answer. A page that was replaced while it ran has
    /// taken the script with it, or has nothing in it yet (Firefox alone says so): the one that came runs it again.
    /// Nothing else is tried twice.
    pub async fn run(&self, script: &str, given: Vec<Value>) -> Value {
        let mut answer = self.try_run(script, given.clone()).await;
        if let Err(error) = &answer
            && [
                "Document was unloaded",
                "destroyed before query",
                "document.documentElement is null",
            ]
            .iter()
            .any(|gone| error.to_string().contains(gone))
        {
            println!("the page was replaced below a script: {error}");
            tokio::time::sleep(LOOK_AGAIN).await;
            answer = self.try_run(script, given).await;
        }
        match answer {
            Ok(value) => value,
            Err(error) => panic!("{script}\n{error}"),
        }
    }

    pub(crate) async fn try_run(&self, script: &str, given: Vec<Value>) -> Result<Value, CmdError> {
        self.client.execute(&format!("{EYES}\n{script}"), given).await
    }

    /// The same for a script that calls `done(answer)` when it is ready.
    pub async fn run_until_done(&self, script: &str, given: Vec<Value>) -> Value {
        let script = format!("{EYES}\nconst done = arguments[arguments.length - 1];\n{script}");
        match self.client.execute_async(&script, given).await {
            Ok(value) => value,
            Err(error) => panic!("{script}\n{error}"),
        }
    }

    /// Waits until the script returns something true, and gives that.
    pub async fn wait(&self, what: &str, script: &str, given: Vec<Value>) -> Value {
        self.wait_patiently(PATIENCE, what, script, given).await
    }

    /// The same with a patience of its own, for what takes long by nature.
    pub async fn wait_patiently(&self, patience: Duration, what: &str, script: &str, given: Vec<Value>) -> Value {
        let start = Instant::now();
        let mut pause = Duration::from_millis(30);
        loop {
            // A page that is just being replaced has nothing to run a script in.
            let answer = self.try_run(script, given.clone()).await;
            let yes = match &answer {
                Ok(Value::Null | Value::Bool(false)) | Err(_) => false,
                Ok(Value::String(text)) => !text.is_empty(),
                Ok(_) => true,
            };
            if let (true, Ok(value)) = (yes, &answer) {
                return value.clone();
            }
            if start.elapsed() > patience {
                let last = answer.map_or_else(|error| format!("{error}"), |value| value.to_string());
                panic!(
                    "waited in vain for {what} (last: {last}); the page says:\n{}",
                    self.beginning().await
                );
            }
            tokio::time::sleep(pause).await;
            pause = (pause * 2).min(Duration::from_millis(250));
        }
    }

    /// What can be read on the page, white space folded.
    pub async fn text(&self) -> String {
        self.try_run("return plain(document.body ? document.body.innerText : '')", vec![])
            .await
            .ok()
            .and_then(|value| value.as_str().map(str::to_owned))
            .unwrap_or_default()
    }

    /// As much of the page as a failed test needs to show.
    pub(crate) async fn beginning(&self) -> String {
        let broke = self.last_words().await.map(|words| format!("(it broke: {words})\n"));
        broke
            .into_iter()
            .chain([self.text().await])
            .collect::<String>()
            .chars()
            .take(900)
            .collect()
    }

    /// The text of the first element that the selector finds, if one is shown.
    pub async fn text_of(&self, selector: &str) -> Option<String> {
        let found = self
            .run(
                "const thing = [...document.querySelectorAll(arguments[0])].find(shown); return thing ? plain(thing.innerText) : null",
                vec![json!(selector)],
            )
            .await;
        found.as_str().map(str::to_owned)
    }

    /// Waits until the text can be read somewhere on the page; case and white space do not matter.
    pub async fn sees(&self, text: &str) {
        self.sees_within(PATIENCE, text).await;
    }

    pub async fn sees_within(&self, patience: Duration, text: &str) {
        let script = "return plain(document.body.innerText).toLowerCase().includes(plain(arguments[0]).toLowerCase())";
        self.wait_patiently(patience, &format!("the words “{text}”"), script, vec![json!(text)])
            .await;
    }

    pub async fn does_not_see(&self, text: &str) {
        let page = self.text().await;
        assert!(
            !page.to_lowercase().contains(&text.to_lowercase()),
            "“{text}” stands on the page:\n{page}"
        );
    }

    /// Waits until the text has gone; for what an act takes away.
    pub async fn no_longer_sees(&self, text: &str) {
        self.wait(
            &format!("“{text}” to go"),
            "return !plain(document.body.innerText).toLowerCase().includes(plain(arguments[0]).toLowerCase())",
            vec![json!(text)],
        )
        .await;
    }

    /// Waits until the selector finds something that is shown.
    pub async fn finds(&self, selector: &str) -> Element {
        self.element(
            &format!("“{selector}”"),
            "return [...document.querySelectorAll(arguments[0])].find(shown) || null",
            selector,
        )
        .await
    }

    /// Waits until the selector finds nothing that is shown.
    pub async fn loses(&self, selector: &str) {
        self.wait(
            &format!("“{selector}” to go"),
            "return ![...document.querySelectorAll(arguments[0])].some(shown)",
            vec![json!(selector)],
        )
        .await;
    }

    /// Waits until the script finds an element.
    pub(crate) async fn element(&self, what: &str, script: &str, given: &str) -> Element {
        let found = self.wait(what, script, vec![json!(given)]).await;
        let reference = found
            .as_object()
            .and_then(|object| object.values().next())
            .and_then(Value::as_str)
            .unwrap_or_else(|| panic!("{what} is no element: {found}"));
        Element::from_element_id(self.client.clone(), ElementRef::from(reference.to_owned()))
    }

    pub async fn one(&self, selector: &str) -> Option<Element> {
        self.client.find(Locator::Css(selector)).await.ok()
    }

    pub async fn count(&self, selector: &str) -> usize {
        let count = self
            .run(
                "return document.querySelectorAll(arguments[0]).length",
                vec![json!(selector)],
            )
            .await;
        count
            .as_u64()
            .and_then(|count| usize::try_from(count).ok())
            .unwrap_or(0)
    }
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Session({})", self.browser.name())
    }
}
