//! The words of the settings view.

/// See the constants below; one field a sentence.
pub struct SettingsWords {}

pub const ENGLISH: SettingsWords = SettingsWords {};

pub const RUSSIAN: SettingsWords = SettingsWords {};
