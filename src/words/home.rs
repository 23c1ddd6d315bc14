//! The words of the home view.

/// See the constants below; one field a sentence.
pub struct HomeWords {}

pub const ENGLISH: HomeWords = HomeWords {};

pub const RUSSIAN: HomeWords = HomeWords {};
