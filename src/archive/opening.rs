//! Opening an archive: which bytes are needed next, until its directory is known.

use super::directory::{begins, read};
use super::end::{self, End, TAIL, Tail, WIDE_LENGTH};
use super::{Archive, Refusal};

/// What comes next.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Step {
    /// The bytes of the file from the first number up to but without the second are to be given to [`Opening::take`].
    Read(u64, u64),
    Done(Archive),
    Refused(Refusal),
}

/// An archive of which not everything is known yet.
pub struct Opening {
    size: u64,
    stage: Stage,
    asked: (u64, u64),
}

enum Stage {
    Tail,
    /// The wide end where it is said to be, or else right before its locator at `at`.
    Wide {
        at: u64,
        second: bool,
    },
    /// The directory right before its end, or else where it is said to be.
    Directory {
        end: End,
        second: bool,
    },
}

impl Opening {
    /// Of a file of so many bytes; the step says what to read first.
    pub fn new(size: u64) -> (Self, Step) {
        let asked = (size.saturating_sub(TAIL), size);
        let opening = Self {
            size,
            stage: Stage::Tail,
            asked,
        };
        (opening, Step::Read(asked.0, asked.1))
    }

    /// Takes the bytes that were asked for.
    pub fn take(&mut self, bytes: &[u8]) -> Step {
        if bytes.len() as u64 != self.asked.1.saturating_sub(self.asked.0) {
            return Step::Refused(Refusal::CutShort);
        }
        self.step(bytes).unwrap_or_else(Step::Refused)
    }

    fn step(&mut self, bytes: &[u8]) -> Result<Step, Refusal> {
        match self.stage {
            Stage::Tail => match end::tail(bytes, self.asked.0)? {
                Tail::Here(end) => self.directory(end),
                Tail::Wide { offset, at } => {
                    self.stage = Stage::Wide { at, second: false };
                    // Where that lies outside, only the other place is left.
                    let from = Some(offset).filter(|from| from.saturating_add(WIDE_LENGTH) <= at);
                    self.ask(from.unwrap_or(at.saturating_sub(WIDE_LENGTH)), WIDE_LENGTH)
                }
            },
            Stage::Wide { at, second } => match end::wide(bytes, self.asked.0) {
                Some(end) => self.directory(end?),
                None if second => Err(Refusal::Damaged),
                None => {
                    self.stage = Stage::Wide { at, second: true };
                    self.ask(at.saturating_sub(WIDE_LENGTH), WIDE_LENGTH)
                }
            },
            Stage::Directory { end, second } => {
                let start = self.asked.0;
                if end.members > 0 && !begins(bytes) {
                    if second {
                        return Err(Refusal::Damaged);
                    }
                    self.stage = Stage::Directory { end, second: true };
                    return self.ask(end.offset, end.length);
                }
                let before = start.checked_sub(end.offset).ok_or(Refusal::Damaged)?;
                read(bytes, end.members, before, start).map(Step::Done)
            }
        }
    }

    fn directory(&mut self, end: End) -> Result<Step, Refusal> {
        let end = end.check()?;
        self.stage = Stage::Directory { end, second: false };
        self.ask(end.at.saturating_sub(end.length), end.length)
    }

    fn ask(&mut self, from: u64, length: u64) -> Result<Step, Refusal> {
        let to = from.checked_add(length).filter(|to| *to <= self.size);
        self.asked = (from, to.ok_or(Refusal::Damaged)?);
        Ok(Step::Read(self.asked.0, self.asked.1))
    }
}
