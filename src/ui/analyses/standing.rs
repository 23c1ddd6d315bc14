//! What is known of one analysis, and what happens next.

use std::rc::Rc;

use crate::queue::followed::Followed;
use crate::subject::Subject;
use crate::ui::asking::Phase;
use crate::vt::analysis::Analysis;
use crate::vt::error::ApiError;

/// What is known of one analysis.
#[derive(Clone, Default)]
pub struct Standing {
    /// As it was seen last.
    pub seen: Option<Rc<Analysis>>,
    pub step: Step,
    /// The last look failed for a passing cause.
    pub trouble: Option<ApiError>,
    /// Where the question of the moment stands.
    pub phase: Phase,
    pub(super) looks: u32,
    pub(super) refreshes: usize,
    /// Unix seconds of the last question about it.
    pub(super) last: i64,
}

impl Standing {
    /// Whose report is awaited.
    pub(super) fn target(&self, followed: &Followed) -> Subject {
        let inside = self.seen.as_ref().and_then(|seen| seen.item.clone());
        inside
            .filter(|_| followed.opened)
            .unwrap_or_else(|| followed.subject.clone())
    }
}

/// What happens next.
#[derive(Clone, PartialEq, Debug, Default)]
pub enum Step {
    /// Nobody follows it.
    #[default]
    Unfollowed,
    /// The next look is due in this unix second.
    Look {
        at: i64,
    },
    /// It is over; the report is asked for in this unix second.
    Refresh {
        at: i64,
    },
    Over(End),
}

/// How following ended.
#[derive(Clone, PartialEq, Debug)]
pub enum End {
    News,
    /// The report is still the one from before.
    OldStill,
    TooLong,
    /// It is about another file than the one that was uploaded.
    OtherFile(Subject),
    /// The archive was opened; this is the file inside.
    Inside(Subject),
    Failed(ApiError),
    /// The reader's wish.
    Stopped,
}
