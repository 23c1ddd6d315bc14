//! The verdict card: one sentence, an honest ratio, and the reasons in order of weight.

pub use crate::report::facts::Fact;
pub use crate::report::reasons::{Reason, Tone};

use crate::report::units::{When, when};
use crate::report::{facts, reasons};
use crate::subject::Topic;
use crate::untrusted::Untrusted;
use crate::vt::engines::Stats;
use crate::vt::object::Object;
use crate::words::Words;

/// The verdict states. The word to show is [`Card::word`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
    Malicious,
    Suspicious,
    /// Engines looked and found nothing: "clean so far", never "clean".
    NothingFound,
    /// Nobody has looked: VirusTotal does not know the file, or no engine gave an opinion.
    NeverSeen,
}

impl Verdict {
    pub const ALL: [Self; 4] = [Self::Malicious, Self::Suspicious, Self::NothingFound, Self::NeverSeen];

    /// The word that stands for it where a machine reads: in styles, in storage, in exports.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Malicious => "malicious",
            Self::Suspicious => "suspicious",
            Self::NothingFound => "nothing-found",
            Self::NeverSeen => "never-seen",
        }
    }
}

/// What stands above the fold.
#[derive(Clone, PartialEq, Debug)]
pub struct Card {
    pub topic: Topic,
    pub verdict: Verdict,
    /// The verdict's word, `Malicious`.
    pub word: &'static str,
    /// A whole sentence.
    pub headline: String,
    /// Engines that hold the object for bad.
    pub flagged: u64,
    /// Engines that gave an opinion.
    pub counted: u64,
    /// How many engines were left out of the ratio, as a sentence; none where all gave an opinion.
    pub left_out: Option<String>,
    /// A file's name; what a URL, a domain or an address is.
    pub name: Option<Untrusted>,
    /// What else it is, in a few words.
    pub facts: Vec<Fact>,
    /// Tags and categories.
    pub labels: Vec<Untrusted>,
    pub analysed: Option<When>,
    /// Said where the analysis is old.
    pub stale: Option<String>,
    /// The id of the answer; of a file, its SHA-256.
    pub id: String,
    pub reasons: Vec<Reason>,
}

/// So many engines are past chance, whatever the denominator: below, false alarms are common.
const CERTAIN: u64 = 3;
/// An analysis older than this many seconds is called old.
const STALE: i64 = 30 * 86_400;

/// The card of a report.
///
/// The verdict, from counts alone, with no score of ours:
/// - *Malicious*: at least three engines say malicious, or at least half of those that gave an opinion.
/// - *Suspicious*: fewer say malicious, or some say suspicious, or none does but a sandbox calls it malicious.
/// - *Nothing found*: engines gave an opinion and none flags it.
/// - *Never seen* (worded "no opinion yet"): VirusTotal knows it, but no engine gave an opinion.
///
/// The ratio is of engines that gave an opinion: malicious, suspicious, undetected, harmless. Those that timed out,
/// failed or do not check the type are left out, and the card says how many.
pub fn card(object: &Object, now: i64, words: Words) -> Card {
    let topic = object.kind.topic().unwrap_or(Topic::File);
    let stats = object.stats();
    let verdict = verdict(&stats, !reasons::malicious_sandboxes(object).is_empty());
    let analysed = object
        .time("last_analysis_date")
        .and_then(|unix| when(unix, now, words));
    let stale = analysed.as_ref().filter(|when| now.saturating_sub(when.unix) > STALE);
    Card {
        topic,
        verdict,
        word: word(verdict, words),
        headline: headline(verdict, topic, &stats, words),
        flagged: stats.flagged(),
        counted: stats.counted(),
        left_out: (stats.no_opinion > 0).then(|| (words.report.card.left_out)(stats.no_opinion)),
        name: facts::name(object, topic),
        facts: facts::facts(object, topic, &stats, now, words),
        labels: facts::labels(object, topic),
        stale: stale
            .and_then(|when| when.relative.as_deref())
            .map(|ago| (words.report.card.stale)(ago)),
        analysed,
        id: object.id.clone(),
        reasons: reasons::reasons(object, &stats, now, words),
    }
}

/// What a line has of a card.
pub struct Brief {
    pub verdict: Verdict,
    pub word: &'static str,
    pub headline: String,
    pub flagged: u64,
    pub counted: u64,
}

/// A card in a line, where no report is drawn.
pub fn brief(object: &Object, words: Words) -> Brief {
    let stats = object.stats();
    let verdict = verdict(&stats, !reasons::malicious_sandboxes(object).is_empty());
    Brief {
        verdict,
        word: word(verdict, words),
        headline: headline(verdict, object.kind.topic().unwrap_or(Topic::File), &stats, words),
        flagged: stats.flagged(),
        counted: stats.counted(),
    }
}

/// The rule of [`card`].
pub fn verdict(stats: &Stats, sandbox: bool) -> Verdict {
    let counted = stats.counted();
    if counted == 0 {
        Verdict::NeverSeen
    } else if stats.malicious >= CERTAIN || stats.malicious.saturating_mul(2) >= counted {
        Verdict::Malicious
    } else if stats.flagged() > 0 || sandbox {
        Verdict::Suspicious
    } else {
        Verdict::NothingFound
    }
}

/// The word for a verdict where nothing else is at hand; `known` says whether VirusTotal knows the subject at all.
pub fn word_of(verdict: Verdict, known: bool, words: Words) -> &'static str {
    if known {
        word(verdict, words)
    } else {
        words.report.card.never_seen
    }
}

fn word(verdict: Verdict, words: Words) -> &'static str {
    match verdict {
        Verdict::Malicious => words.report.card.malicious,
        Verdict::Suspicious => words.report.card.suspicious,
        Verdict::NothingFound => words.report.card.nothing_found,
        Verdict::NeverSeen => words.report.card.no_opinion,
    }
}

fn headline(verdict: Verdict, topic: Topic, stats: &Stats, words: Words) -> String {
    let card = words.report.card;
    let this = (card.this)(topic);
    let (flagged, counted) = (stats.flagged(), stats.counted());
    match verdict {
        Verdict::NeverSeen => (card.none_opines)(this),
        Verdict::NothingFound if topic == Topic::File => (card.none_flag_file)(counted),
        Verdict::NothingFound => (card.none_flag)(counted, this),
        Verdict::Malicious if stats.suspicious == 0 => (card.flagged)(flagged, counted, this),
        Verdict::Suspicious if flagged == 0 => (card.sandbox_alone)(counted),
        Verdict::Suspicious if flagged < CERTAIN => (card.few_flag)(flagged, counted, this),
        Verdict::Malicious | Verdict::Suspicious => (card.flagged_or_suspected)(flagged, counted, this),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rule_of_the_verdict() {
        for (malicious, suspicious, undetected, no_opinion, sandbox, expected) in [
            (0, 0, 0, 0, false, Verdict::NeverSeen),
            (0, 0, 0, 75, true, Verdict::NeverSeen),
            (0, 0, 70, 5, false, Verdict::NothingFound),
            (0, 0, 70, 5, true, Verdict::Suspicious),
            (1, 0, 69, 0, false, Verdict::Suspicious),
            (2, 0, 68, 0, false, Verdict::Suspicious),
            (3, 0, 67, 0, false, Verdict::Malicious),
            (0, 1, 69, 0, false, Verdict::Suspicious),
            (0, 9, 60, 0, false, Verdict::Suspicious),
            (1, 0, 1, 70, false, Verdict::Malicious),
            (58, 1, 12, 3, true, Verdict::Malicious),
            (u64::MAX, u64::MAX, 1, 1, false, Verdict::Malicious),
        ] {
            let stats = Stats {
                malicious,
                suspicious,
                undetected,
                harmless: 0,
                no_opinion,
            };
            assert_eq!(verdict(&stats, sandbox), expected, "{stats:?}");
        }
    }
}
