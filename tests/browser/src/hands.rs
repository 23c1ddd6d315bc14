//! What a person's hands do: press, fill, type.

use std::time::Duration;

use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::elements::Element;
use fantoccini::error::CmdError;
use fantoccini::key::Key;
use serde_json::{Value, json};

use crate::session::Session;

/// So often a click is tried.
const TRIES: usize = 20;

impl Session {
    /// Clicks the button, link or tab of this name.
    pub async fn press(&self, name: &str) {
        let mut last = None;
        for _ in 0..TRIES {
            let thing = self
                .element(
                    &format!("something to press called “{name}”"),
                    // Who sees a thing greyed out waits.
                    "const it = called(PRESSED, arguments[0]); return it && !it.disabled ? it : null",
                    name,
                )
                .await;
            match self.click_once(&thing).await {
                Ok(true) => return,
                Ok(false) => last = None,
                Err(error) => last = Some(error),
            }
            self.bring_into_reach(&thing).await;
        }
        self.gives_up(last).await;
    }

    /// Clicks like a person: on what is shown, after it has come to rest.
    pub async fn click(&self, thing: &Element) {
        let mut last = None;
        for _ in 0..TRIES {
            match self.click_once(thing).await {
                Ok(true) => return,
                Ok(false) => last = None,
                Err(error) => last = Some(error),
            }
            self.bring_into_reach(thing).await;
        }
        self.gives_up(last).await;
    }

    /// Whether the click met its aim: a driver looks where a thing is, and clicks there though it has moved meanwhile.
    async fn click_once(&self, thing: &Element) -> Result<bool, CmdError> {
        let own = vec![json!(thing)];
        let listen = "const it = arguments[0];
            it.isHit = false;
            it.addEventListener('click', () => { it.isHit = true; }, { capture: true, once: true });";
        self.try_run(listen, own.clone()).await?;
        thing.click().await?;
        // What the click took away, alone or with its whole page, was met.
        let met = self
            .try_run("return arguments[0].isHit || !arguments[0].isConnected", own)
            .await;
        Ok(met.map_or(true, |met| met != Value::Bool(false)))
    }

    /// A driver brings a thing to the window's edge, where the bar may lie over it.
    async fn bring_into_reach(&self, thing: &Element) {
        let reference = json!(thing);
        let _ = self
            .try_run("arguments[0].scrollIntoView({ block: 'center' })", vec![reference])
            .await;
        tokio::time::sleep(Duration::from_millis(100)).await;
    }

    async fn gives_up(&self, last: Option<CmdError>) {
        let why = last.map_or("every click fell beside it".to_owned(), |error| error.to_string());
        panic!(
            "it cannot be clicked: {why}; the page says:\n{}",
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
        self.client().perform_actions(actions).await.expect("keys are taken");
    }

    async fn strike(&self, keys: impl Iterator<Item = char>) {
        let mut actions = KeyActions::new("keyboard".to_owned());
        for value in keys {
            actions = actions.then(KeyAction::Down { value }).then(KeyAction::Up { value });
        }
        self.client().perform_actions(actions).await.expect("keys are taken");
    }
}
