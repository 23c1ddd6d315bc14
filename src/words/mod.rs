//! Every sentence of the page, in English and Russian: one typed table, so that a missing translation does not compile.
//!
//! One file a part of the page, each with a struct and its two constants. A sentence with something in it is a
//! function pointer, so that each language orders and inflects as it needs.

pub mod analysis;
pub mod archive;
pub mod attack;
pub mod behaviour;
pub mod checksums;
pub mod community;
pub mod files;
pub mod found;
pub mod history;
pub mod home;
pub mod late;
pub mod later;
pub mod network;
pub mod offers;
pub mod pictures;
pub mod problem;
pub mod quota;
pub mod relations;
pub mod report;
pub mod results;
pub mod saving;
pub mod search;
pub mod settings;
pub mod shell;
pub mod taking;
pub mod traffic;
pub mod trail;
pub mod upload;

use later::Later;

/// A language of the page.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Language {
    #[default]
    English,
    Russian,
}

impl Language {
    pub const ALL: [Self; 2] = [Self::English, Self::Russian];

    /// The BCP 47 tag, for `<html lang>` and storage.
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Russian => "ru",
        }
    }

    /// The language's own name for itself.
    pub fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Russian => "Русский",
        }
    }

    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next().unwrap_or("").to_ascii_lowercase();
        Self::ALL.into_iter().find(|language| language.tag() == primary)
    }

    /// The first of a browser's languages that the page speaks.
    pub fn preferred<'a>(tags: impl IntoIterator<Item = &'a str>) -> Self {
        tags.into_iter().find_map(Self::from_tag).unwrap_or_default()
    }
}

/// The whole table of one language.
#[derive(Clone, Copy)]
pub struct Words {
    pub language: Language,
    pub analysis: Later<analysis::AnalysisWords>,
    pub archive: Later<archive::ArchiveWords>,
    pub attack: Later<attack::AttackWords>,
    pub behaviour: Later<behaviour::BehaviourWords>,
    pub checksums: Later<checksums::ChecksumWords>,
    pub community: Later<community::CommunityWords>,
    pub files: Later<files::FilesWords>,
    pub found: Later<found::FoundWords>,
    pub history: Later<history::HistoryWords>,
    pub home: &'static home::HomeWords,
    pub late: &'static late::LateWords,
    pub network: Later<network::NetworkWords>,
    pub offers: &'static offers::OfferWords,
    pub pictures: Later<pictures::PictureWords>,
    pub relations: Later<relations::RelationWords>,
    pub report: &'static report::ReportWords,
    pub results: Later<results::ResultWords>,
    pub saving: Later<saving::SavingWords>,
    pub search: Later<search::SearchWords>,
    pub settings: Later<settings::SettingsWords>,
    pub problem: &'static problem::ProblemWords,
    pub quota: &'static quota::QuotaWords,
    pub shell: &'static shell::ShellWords,
    pub taking: Later<taking::TakingWords>,
    pub traffic: Later<traffic::TrafficWords>,
    pub trail: &'static trail::TrailWords,
    pub upload: Later<upload::UploadWords>,
}

impl Words {
    pub fn of(language: Language) -> Self {
        match language {
            Language::English => Self {
                language,
                analysis: Later::new(language),
                archive: Later::new(language),
                attack: Later::new(language),
                behaviour: Later::new(language),
                checksums: Later::new(language),
                community: Later::new(language),
                files: Later::new(language),
                found: Later::new(language),
                history: Later::new(language),
                home: &home::ENGLISH,
                late: &late::ENGLISH,
                network: Later::new(language),
                offers: &offers::ENGLISH,
                pictures: Later::new(language),
                relations: Later::new(language),
                report: &report::ENGLISH,
                results: Later::new(language),
                saving: Later::new(language),
                search: Later::new(language),
                settings: Later::new(language),
                problem: &problem::ENGLISH,
                quota: &quota::ENGLISH,
                shell: &shell::ENGLISH,
                taking: Later::new(language),
                traffic: Later::new(language),
                trail: &trail::ENGLISH,
                upload: Later::new(language),
            },
            Language::Russian => Self {
                language,
                analysis: Later::new(language),
                archive: Later::new(language),
                attack: Later::new(language),
                behaviour: Later::new(language),
                checksums: Later::new(language),
                community: Later::new(language),
                files: Later::new(language),
                found: Later::new(language),
                history: Later::new(language),
                home: &home::RUSSIAN,
                late: &late::RUSSIAN,
                network: Later::new(language),
                offers: &offers::RUSSIAN,
                pictures: Later::new(language),
                relations: Later::new(language),
                report: &report::RUSSIAN,
                results: Later::new(language),
                saving: Later::new(language),
                search: Later::new(language),
                settings: Later::new(language),
                problem: &problem::RUSSIAN,
                quota: &quota::RUSSIAN,
                shell: &shell::RUSSIAN,
                taking: Later::new(language),
                traffic: Later::new(language),
                trail: &trail::RUSSIAN,
                upload: Later::new(language),
            },
        }
    }
}

/// `1 engine`, `2 engines`.
pub fn english(count: u64, one: &'static str, many: &'static str) -> &'static str {
    if count == 1 { one } else { many }
}

/// `1 движок`, `2 движка`, `5 движков`, by the rule of CLDR for Russian cardinals.
pub fn russian(count: u64, one: &'static str, few: &'static str, many: &'static str) -> &'static str {
    match (count % 10, count % 100) {
        (1, hundred) if hundred != 11 => one,
        (2..=4, hundred) if !(12..=14).contains(&hundred) => few,
        _ => many,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn russian_counts() {
        for (count, form) in [
            (0, "m"),
            (1, "o"),
            (2, "f"),
            (4, "f"),
            (5, "m"),
            (11, "m"),
            (12, "m"),
            (21, "o"),
            (22, "f"),
            (111, "m"),
            (101, "o"),
        ] {
            assert_eq!(russian(count, "o", "f", "m"), form, "{count}");
        }
    }

    /// Who speaks to the machine says what is to be seen (WCAG 2.5.3).
    #[test]
    fn the_full_name_of_a_control_holds_the_words_on_it() {
        for language in [Language::English, Language::Russian] {
            let words = Words::of(language);
            for (seen, full) in [
                (words.files.first, words.files.first_what),
                (words.files.take_off_short, words.files.take_off),
                (words.found.ask, words.found.ask_about),
                (words.found.do_not, words.found.do_not_ask),
                (words.history.pin_short, words.history.pin),
                (words.history.watch_short, words.history.watch),
                (words.home.cancel, words.home.cancel_what),
                (words.home.open_report, words.home.report_of),
                (words.upload.offer.trim_end_matches('…'), words.upload.offer_named),
            ] {
                let full = full("a.exe");
                assert!(full.contains(seen), "“{seen}” is not in “{full}”");
            }
        }
    }

    #[test]
    fn the_browsers_first_known_language_wins() {
        for (tags, language) in [
            (vec!["de-DE", "ru-RU", "en"], Language::Russian),
            (vec!["en-GB", "ru"], Language::English),
            (vec![], Language::English),
        ] {
            assert_eq!(Language::preferred(tags), language);
        }
    }
}
