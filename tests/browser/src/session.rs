//! An open browser window: what a person does in it and sees of it. Whatever fails, panics with what was on the page.

use std::fmt;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::elements::{Element, ElementRef};
use fantoccini::error::CmdError;
use fantoccini::key::Key;
use fantoccini::wd::{TimeoutConfiguration, WebDriverCompatibleCommand};
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

use crate::browser::{Beginning, Browser};
use crate::driver::Driver;

const EYES: &str = include_str!("eyes.js");

/// Longer than anything that works takes, on a busy machine.
const PATIENCE: Duration = Duration::from_mins(1);

/// Which colours the browser says that its reader prefers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scheme {
    Light,
    Dark,
}

/// One browser with one window.
#[derive(Clone)]
pub struct Session {
    client: Client,
    browser: Browser,
    // Ends the driver with the last copy.
    _driver: Arc<Driver>,
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
            _driver: driver,
        }
    }

    pub async fn close(self) {
        let _ = self.client.close().await;
    }

    pub fn browser(&self) -> Browser {
        self.browser
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

    /// Runs a script's statements in the page; `return` gives the answer.
    pub async fn run(&self, script: &str, given: Vec<Value>) -> Value {
        match self.try_run(script, given).await {
            Ok(value) => value,
            Err(error) => panic!("{script}\n{error}"),
        }
    }

    async fn try_run(&self, script: &str, given: Vec<Value>) -> Result<Value, CmdError> {
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
    async fn beginning(&self) -> String {
        self.text().await.chars().take(900).collect()
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

    /// Clicks the button, link or tab of this name.
    pub async fn press(&self, name: &str) {
        let thing = self
            .element(
                &format!("something to press called “{name}”"),
                "return called(PRESSED, arguments[0]) || null",
                name,
            )
            .await;
        self.click(&thing).await;
    }

    /// Clicks like a person: on what is shown, after it has come to rest.
    pub async fn click(&self, thing: &Element) {
        let mut last = None;
        for _ in 0..20 {
            match thing.click().await {
                Ok(()) => return,
                Err(error) => last = Some(error),
            }
            // A driver brings a thing to the window's edge, where the bar may lie over it.
            let reference = json!(thing);
            let _ = self
                .try_run("arguments[0].scrollIntoView({ block: 'center' })", vec![reference])
                .await;
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!(
            "it cannot be clicked: {last:?}; the page says:\n{}",
            self.beginning().await
        );
    }

    /// The field of this name.
    pub async fn field(&self, name: &str) -> Element {
        self.element(
            &format!("a field called “{name}”"),
            "return called(FILLED, arguments[0]) || null",
            name,
        )
        .await
    }

    /// Empties the field of this name and types into it.
    pub async fn fill(&self, name: &str, text: &str) {
        let field = self.field(name).await;
        field.clear().await.expect("the field can be emptied");
        field.send_keys(text).await.expect("the field takes keys");
    }

    /// Presses keys one after another, wherever the focus is.
    pub async fn keys(&self, keys: &[Key]) {
        self.strike(keys.iter().map(|key| char::from(*key))).await;
    }

    pub async fn type_text(&self, text: &str) {
        self.strike(text.chars()).await;
    }

    /// Presses one key while another is held.
    pub async fn chord(&self, held: Key, value: char) {
        let held = char::from(held);
        let actions = KeyActions::new("keyboard".to_owned())
            .then(KeyAction::Down { value: held })
            .then(KeyAction::Down { value })
            .then(KeyAction::Up { value })
            .then(KeyAction::Up { value: held });
        self.client.perform_actions(actions).await.expect("keys are taken");
    }

    async fn strike(&self, keys: impl Iterator<Item = char>) {
        let mut actions = KeyActions::new("keyboard".to_owned());
        for value in keys {
            actions = actions.then(KeyAction::Down { value }).then(KeyAction::Up { value });
        }
        self.client.perform_actions(actions).await.expect("keys are taken");
    }

    /// Waits until the script finds an element.
    async fn element(&self, what: &str, script: &str, given: &str) -> Element {
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

    pub async fn screenshot(&self, path: &Path) {
        let picture = self.client.screenshot().await.expect("a picture can be taken");
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).expect("the folder for pictures can be made");
        }
        std::fs::write(path, picture).expect("the picture can be written");
    }

    /// The whole page down to this many pixels; Chromium alone can do that.
    pub async fn whole_screenshot(&self, path: &Path, at_most: u32) {
        let size = self
            .run(
                "return [innerWidth, Math.max(innerHeight, document.documentElement.scrollHeight)]",
                vec![],
            )
            .await;
        let height = size[1].as_u64().unwrap_or(900).min(u64::from(at_most));
        let clip = json!({ "x": 0, "y": 0, "width": size[0], "height": height, "scale": 1 });
        let answer = self
            .cdp(
                "Page.captureScreenshot",
                json!({ "format": "png", "captureBeyondViewport": true, "clip": clip }),
            )
            .await;
        let picture = STANDARD
            .decode(answer["data"].as_str().unwrap_or_default())
            .expect("the picture is base64");
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).expect("the folder for pictures can be made");
        }
        std::fs::write(path, picture).expect("the picture can be written");
    }

    /// The page's width and height, below what a window can be made to.
    pub async fn resize(&self, width: u32, height: u32) {
        match self.browser {
            Browser::Chromium => {
                let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
                self.cdp("Emulation.setDeviceMetricsOverride", size).await;
            }
            Browser::Firefox => self
                .client
                .set_window_size(width, height + 90)
                .await
                .expect("the window changes"),
        }
    }

    pub async fn prefer(&self, scheme: Scheme) {
        match (self.browser, scheme) {
            (Browser::Chromium, scheme) => {
                let value = if scheme == Scheme::Dark { "dark" } else { "light" };
                let features = json!({ "features": [{ "name": "prefers-color-scheme", "value": value }] });
                self.cdp("Emulation.setEmulatedMedia", features).await;
            }
            (Browser::Firefox, scheme) => {
                let value = i32::from(scheme == Scheme::Light);
                self.pref("layout.css.prefers-color-scheme.content-override", json!(value))
                    .await;
            }
        }
        let query = "return matchMedia('(prefers-color-scheme: dark)').matches === arguments[0]";
        self.wait("the preference to arrive", query, vec![json!(scheme == Scheme::Dark)])
            .await;
    }

    /// Cuts the browser off every network, as pulling the plug does.
    pub async fn offline(&self, yes: bool) {
        match self.browser {
            Browser::Chromium => {
                let network = json!({ "offline": yes, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
                self.cdp("Network.enable", json!({})).await;
                self.cdp("Network.emulateNetworkConditions", network).await;
            }
            Browser::Firefox => {
                self.chrome("Services.io.offline = arguments[0]", vec![json!(yes)])
                    .await;
                self.pref("network.disable-localhost-when-offline", json!(yes)).await;
            }
        }
    }

    /// A command of Chromium's own protocol.
    pub async fn cdp(&self, command: &str, parameters: Value) -> Value {
        let body = json!({ "cmd": command, "params": parameters });
        self.command("goog/cdp/execute", body).await
    }

    /// Sets a preference of Firefox while it runs.
    pub async fn pref(&self, name: &str, value: Value) {
        let script = "const [name, value] = arguments; \
            if (typeof value === 'boolean') Services.prefs.setBoolPref(name, value); \
            else if (typeof value === 'number') Services.prefs.setIntPref(name, value); \
            else Services.prefs.setStringPref(name, value);";
        self.chrome(script, vec![json!(name), value]).await;
    }

    async fn chrome(&self, script: &str, given: Vec<Value>) -> Value {
        self.command("moz/context", json!({ "context": "chrome" })).await;
        let answer = self.client.execute(script, given).await;
        self.command("moz/context", json!({ "context": "content" })).await;
        answer.unwrap_or_else(|error| panic!("{script}\n{error}"))
    }

    /// What the page wrote to the console; Firefox's driver does not tell.
    pub async fn console(&self) -> Vec<String> {
        match self.browser {
            Browser::Chromium => self
                .command("se/log", json!({ "type": "browser" }))
                .await
                .as_array()
                .map(|lines| {
                    lines
                        .iter()
                        .map(|line| line["message"].as_str().unwrap_or("").to_owned())
                        .collect()
                })
                .unwrap_or_default(),
            Browser::Firefox => Vec::new(),
        }
    }

    async fn command(&self, path: &'static str, body: Value) -> Value {
        let command = Own { path, body };
        match self.client.issue_cmd(command).await {
            Ok(value) => value,
            Err(error) => panic!("{path}: {error}"),
        }
    }
}

/// A driver's own command, beyond the standard's.
#[derive(Debug)]
struct Own {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Own {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or(""), self.path))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(self.body.to_string()))
    }
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Session({})", self.browser.name())
    }
}
