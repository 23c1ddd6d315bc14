//! Members that were chosen, and how far each of them is: one after another they are unpacked, hashed and looked up.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::archive::Archive;
use crate::browser::archive::{Trouble, Unpacker};
use crate::browser::files::File;
use crate::queue::Rank;
use crate::subject::Subject;
use crate::ui::state::State;

/// How far a member is.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Stage {
    Waiting,
    /// So many bytes of it are hashed.
    Unpacking(u64),
    /// Its SHA-256.
    Done(String),
    Failed(Trouble),
}

#[derive(Clone, Copy)]
pub(super) struct Work {
    file: StoredValue<File, LocalStorage>,
    /// By their places in the directory.
    pub(super) chosen: RwSignal<BTreeSet<usize>>,
    pub(super) stages: RwSignal<BTreeMap<usize, Stage>>,
    running: StoredValue<bool>,
}

impl Work {
    pub(super) fn new(file: File) -> Self {
        Self {
            file: StoredValue::new_local(file),
            chosen: RwSignal::new(BTreeSet::new()),
            stages: RwSignal::new(BTreeMap::new()),
            running: StoredValue::new(false),
        }
    }

    /// Those that were chosen and not begun, or in vain for a cause that may pass; reactive.
    pub(super) fn wanted(self) -> Vec<usize> {
        let is_new = |stages: &BTreeMap<usize, Stage>, at: &usize| match stages.get(at) {
            None | Some(Stage::Failed(Trouble::Failed(_))) => true,
            Some(
                Stage::Failed(Trouble::Refused(_) | Trouble::Flawed(_) | Trouble::Contradiction)
                | Stage::Waiting
                | Stage::Unpacking(_)
                | Stage::Done(_),
            ) => false,
        };
        let chosen = self.chosen.get();
        self.stages
            .with(|stages| chosen.into_iter().filter(|at| is_new(stages, at)).collect())
    }

    /// Begins with what is wanted.
    pub(super) fn begin(self, state: State, archive: Rc<Archive>) {
        let wanted = untrack(|| self.wanted());
        self.stages
            .update(|stages| stages.extend(wanted.into_iter().map(|at| (at, Stage::Waiting))));
        if self.running.get_value() {
            return;
        }
        self.running.set_value(true);
        spawn_local(async move {
            if let Err(trouble) = self.go_on(state, &archive).await {
                self.stages.try_update(|stages| {
                    let left = |stage: &&mut Stage| matches!(stage, Stage::Waiting | Stage::Unpacking(_));
                    for stage in stages.values_mut().filter(left) {
                        *stage = Stage::Failed(trouble.clone());
                    }
                });
            }
            self.running.try_set_value(false);
        });
    }

    /// Takes one after another, until none waits or the view is gone.
    async fn go_on(self, state: State, archive: &Archive) -> Result<(), Trouble> {
        let mut idle = None;
        while let (Some(at), Some(file)) = (self.next(), self.file.try_get_value()) {
            let Some(member) = archive.members.get(at) else { break };
            self.set(at, Stage::Unpacking(0));
            let hear = |done| self.set(at, Stage::Unpacking(done));
            let unpacker = match idle.take() {
                Some(unpacker) => unpacker,
                None => Unpacker::start().await?,
            };
            let stage = match unpacker.digests(&file, member, hear).await {
                Ok([sha256, ..]) => {
                    if let Some(subject) = Subject::file(&sha256) {
                        state.wish_for_all(std::slice::from_ref(&subject), Rank::Reader);
                    }
                    idle = Some(unpacker);
                    Stage::Done(sha256)
                }
                // The worker may have stopped: the next one begins with another.
                Err(trouble @ Trouble::Failed(_)) => Stage::Failed(trouble),
                Err(trouble) => {
                    idle = Some(unpacker);
                    Stage::Failed(trouble)
                }
            };
            self.set(at, stage);
        }
        Ok(())
    }

    fn next(self) -> Option<usize> {
        self.stages.try_with_untracked(|stages| {
            let mut waiting = stages.iter().filter(|(_, stage)| **stage == Stage::Waiting);
            waiting.next().map(|(at, _)| *at)
        })?
    }

    fn set(self, at: usize, stage: Stage) {
        self.stages.try_update(|stages| stages.insert(at, stage));
    }
}
