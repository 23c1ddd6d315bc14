//! What begins an analysis: asking for a new one, and submitting a URL.

use leptos::prelude::*;

use crate::report::act::{Act, describe_act};
use crate::subject::{Subject, Topic};
use crate::ui::asking::{Phase, Priority};
use crate::ui::state::State;
use crate::vt::analysis;
use crate::vt::error::ApiError;
use crate::vt::request::{self, Request};

/// Where the wish for an analysis stands.
#[derive(Clone, PartialEq, Debug)]
pub struct Begun {
    pub act: Act,
    pub phase: Phase,
}

impl Default for Begun {
    fn default() -> Self {
        Self {
            act: Act::Reanalyse,
            phase: Phase::Idle,
        }
    }
}

impl State {
    /// Where the wish to have a subject analysed stands.
    pub fn begun(self, subject: &Subject) -> RwSignal<Begun, LocalStorage> {
        self.analyses.begun.of(subject)
    }

    /// Has a subject that VirusTotal knows looked at anew.
    pub fn reanalyse(self, subject: &Subject) {
        self.begin(subject, Act::Reanalyse, request::reanalyse(subject));
    }

    /// Has a URL looked at that VirusTotal may not know.
    pub fn submit(self, subject: &Subject) {
        if subject.topic() == Topic::Url {
            self.begin(subject, Act::Submit, request::submit_url(&subject.name()));
        }
    }

    /// Does again what failed.
    pub fn begin_again(self, subject: &Subject) {
        match self.begun(subject).with_untracked(|begun| begun.act) {
            Act::Submit => self.submit(subject),
            Act::Reanalyse | Act::Look | Act::Quota => self.reanalyse(subject),
        }
    }

    fn begin(self, subject: &Subject, act: Act, question: Request) {
        let begun = self.begun(subject);
        if begun.with_untracked(|begun| begun.phase.is_under_way()) {
            return;
        }
        begun.update(|begun| begun.act = act);
        let subject = subject.clone();
        self.ask(
            question,
            Priority::Reader,
            move |phase| begun.update(|begun| begun.phase = phase),
            move |outcome| {
                let key = self.settings.with_untracked(|settings| settings.key.clone());
                let phase = match outcome.and_then(|answer| analysis::begun(&answer, key.as_ref())) {
                    Ok(id) => {
                        self.follow_analysis(id, &subject);
                        Phase::Done
                    }
                    Err(error) => self.not_begun(act, error),
                };
                begun.update(|begun| begun.phase = phase);
            },
        );
    }

    fn not_begun(self, act: Act, error: ApiError) -> Phase {
        self.say(describe_act(&error, act, self.words_untracked()).title);
        Phase::Failed(error)
    }
}
