//! The tabs of the page: one asks, the others watch, and each hears what the others write.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::channel::Channel;
use crate::browser::kept::{Store, Write};
use crate::browser::locks::{self, Mode};
use crate::ui::batch::Role;
use crate::ui::state::State;

const CHANNEL: &str = "assay.kept";
/// The tab that has it asks what the queue holds.
const LOCK: &str = "assay.queue";

/// A write as the tabs tell it.
type Told = (String, String, Option<String>);

impl State {
    /// Takes up the queue where the last visit left it, and the asking as soon as no other tab does it.
    pub(super) fn start_batch(self) {
        let channel = Channel::open(CHANNEL, move |text| self.hear_tab(&text));
        self.batch.desk().channel.set_value(channel);
        self.batch.owner().with(|| self.follow_work());
        spawn_local(async move {
            self.read_kept().await;
            self.batch.role.set(Role::Watches);
            self.learn_early_failures();
            let held = locks::wait(LOCK, Mode::Exclusive).await;
            self.batch.desk().lock.set_value(Some(held));
            self.batch.role.set(Role::Asks);
            self.feed();
            self.watch_once();
            self.watch();
        });
    }

    pub(super) fn tell_tabs(self, writes: &[Write]) {
        let told: Vec<Told> = writes
            .iter()
            .filter(|write| write.store != Store::Reports)
            .map(|write| (slug(write.store).to_owned(), write.name.clone(), write.text.clone()))
            .collect();
        if let (false, Ok(text)) = (told.is_empty(), serde_json::to_string(&told)) {
            self.batch.desk().channel.with_value(|channel| {
                if let Some(channel) = channel {
                    channel.tell(&text);
                }
            });
        }
    }

    fn hear_tab(self, text: &str) {
        let told: Vec<Told> = serde_json::from_str(text).unwrap_or_default();
        let writes = told.into_iter().filter_map(|(store, name, text)| {
            let store = Store::ALL.into_iter().find(|known| slug(*known) == store)?;
            Some(Write { store, name, text })
        });
        let writes: Vec<Write> = writes.collect();
        let about_order = writes
            .iter()
            .any(|write| matches!(write.store, Store::Questions | Store::Notes));
        self.take_in(writes);
        if about_order {
            // Another tab may have paused the queue, or wants something else first.
            self.take_back();
        }
        self.feed();
    }
}

fn slug(store: Store) -> &'static str {
    match store {
        Store::Files => "f",
        Store::Questions => "q",
        Store::Answers => "a",
        Store::Reports => "r",
        Store::Notes => "n",
        Store::Marks => "m",
    }
}
