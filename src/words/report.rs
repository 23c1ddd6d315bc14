//! The words of the report view.

/// See the constants below; one field a sentence.
pub struct ReportWords {}

pub const ENGLISH: ReportWords = ReportWords {};

pub const RUSSIAN: ReportWords = ReportWords {};
