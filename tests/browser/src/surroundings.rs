//! What surrounds a page: the window's size, the preferred colours, the network, the console; and pictures of it all.

use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use fantoccini::wd::WebDriverCompatibleCommand;
use serde_json::{Value, json};

use crate::browser::Browser;
use crate::session::Session;

/// Which colours the browser says that its reader prefers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scheme {
    Light,
    Dark,
}

impl Session {
    pub async fn screenshot(&self, path: &Path) {
        let picture = self.client().screenshot().await.expect("a picture can be taken");
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
        match self.browser() {
            Browser::Chromium => {
                let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
                self.cdp("Emulation.setDeviceMetricsOverride", size).await;
            }
            Browser::Firefox => self
                .client()
                .set_window_size(width, height + 90)
                .await
                .expect("the window changes"),
        }
    }

    pub async fn prefer(&self, scheme: Scheme) {
        match (self.browser(), scheme) {
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

    /// Shows the page as it is printed, or on a screen again.
    pub async fn on_paper(&self, yes: bool) {
        let medium = if yes { "print" } else { "" };
        match self.browser() {
            Browser::Chromium => {
                self.cdp("Emulation.setEmulatedMedia", json!({ "media": medium })).await;
            }
            Browser::Firefox => {
                let script = "Services.wm.getMostRecentWindow('navigator:browser')
                    .gBrowser.selectedBrowser.browsingContext.mediumOverride = arguments[0]";
                self.chrome(script, vec![json!(medium)]).await;
            }
        }
        let query = "return matchMedia('print').matches === arguments[0]";
        self.wait("the medium to change", query, vec![json!(yes)]).await;
    }

    /// The page as a PDF, as a printer would get it.
    pub async fn print(&self) -> Vec<u8> {
        let answer = self.command("print", json!({ "background": false })).await;
        let pdf = STANDARD.decode(answer.as_str().unwrap_or_default());
        pdf.expect("the pages are base64")
    }

    /// Cuts the browser off every network, as pulling the plug does.
    pub async fn offline(&self, yes: bool) {
        match self.browser() {
            Browser::Chromium => {
                let network = json!({ "offline": yes, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
                self.cdp("Network.enable", json!({})).await;
                self.cdp("Network.emulateNetworkConditions", network).await;
            }
            Browser::Firefox => {
                // This first: what is connected to this machine would else stay so.
                self.pref("network.disable-localhost-when-offline", json!(yes)).await;
                self.chrome("Services.io.offline = arguments[0]", vec![json!(yes)])
                    .await;
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
        let answer = self.client().execute(script, given).await;
        self.command("moz/context", json!({ "context": "content" })).await;
        answer.unwrap_or_else(|error| panic!("{script}\n{error}"))
    }

    /// What the page wrote to the console; Firefox's driver does not tell.
    pub async fn console(&self) -> Vec<String> {
        match self.browser() {
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
        match self.client().issue_cmd(command).await {
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
