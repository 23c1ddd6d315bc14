//! The words of errors: what happened, what to do.

/// See the constants below; one field a sentence.
pub struct ProblemWords {}

pub const ENGLISH: ProblemWords = ProblemWords {};

pub const RUSSIAN: ProblemWords = ProblemWords {};
