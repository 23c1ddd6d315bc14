//! While files are read and asked about the screen may stay on; when the last of them is done somebody may be told.

use std::collections::BTreeMap;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::awake::{self, Awake};
use crate::browser::notice;
use crate::report::batch::State as Come;
use crate::report::units;
use crate::ui::batch::Role;
use crate::ui::state::State;

impl State {
    /// Follows the work of this tab from now on.
    pub(super) fn follow_work(self) {
        let busy = Memo::new(move |_| {
            let unread = self.dropped.items.with(Vec::len) > self.dropped.over.get();
            unread || self.batch.told.get().left > 0
        });
        let returns = RwSignal::new(0_u32);
        awake::on_return(move || returns.update(|returns| *returns = returns.wrapping_add(1)));
        let held = StoredValue::new_local(None::<Awake>);
        Effect::new(move |_| {
            returns.track();
            let wanted = busy.get() && self.settings.with(|settings| settings.wishes.stays_awake);
            held.set_value(None);
            if wanted {
                spawn_local(async move {
                    let lock = awake::stay().await;
                    // The work may have ended meanwhile.
                    if busy.get_untracked() {
                        held.set_value(lock);
                    }
                });
            }
        });
        Effect::new(move |before: Option<bool>| {
            let busy = busy.get();
            let asks = self.batch.role.get_untracked() == Role::Asks;
            if before == Some(true)
                && !busy
                && asks
                && self.settings.with_untracked(|settings| settings.wishes.tells_end)
            {
                let words = self.words_untracked();
                notice::tell(words.files.end, &self.told_of_files());
            }
            busy
        });
    }

    /// `412 files: 3 malicious, 409 nothing found`.
    fn told_of_files(self) -> String {
        let words = self.words_untracked();
        let mut counts: BTreeMap<Come, u64> = BTreeMap::new();
        let all = self.dropped.items.with_untracked(|items| {
            for item in items {
                *counts.entry(self.batch.come_to(item)).or_default() += 1;
            }
            items.len() as u64
        });
        let number = |count: u64| units::count(count, words);
        let parts: Vec<String> = counts
            .iter()
            .map(|(come, count)| format!("{}: {}", come.word(words), number(*count)))
            .collect();
        format!("{}. {}", (words.files.files)(all, &number(all)), parts.join(", "))
    }
}
