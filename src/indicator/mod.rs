//! What was typed or pasted: files, URLs, domains and addresses, one or many, defanged or not, in prose or alone.

mod context;
mod defang;
mod digests;
mod extract;
mod host;
mod names;
mod numbers;
mod parse;
mod readings;
mod refang;
mod reserved;
mod scan;
mod token;
mod top_level;
mod url;
mod url_end;
mod virustotal;

pub use defang::defang;
pub use extract::{Extraction, Found, LeftOut, extract};
pub use host::{Host, ToAscii};
pub use parse::{Entered, at_once, parse, read};
pub use refang::refang;
pub use reserved::{Reserved, reserved};
pub use url::Url;
pub use virustotal::analysed;

use crate::subject::Subject;

/// Something that VirusTotal can be asked about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Indicator {
    Subject(Subject),
    /// The id of an analysis.
    Analysis(String),
    /// A text to search for: `#tag`.
    Search(String),
}

/// Why a text is no indicator that this page can ask about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum NotAnIndicator {
    Empty,
    /// Hexadecimal of a length that no digest has; holds the number of digits.
    WrongLength(usize),
    /// A VirusTotal link that names nothing to ask about.
    LinkWithoutObject,
    /// An IPv6 address with the name of a network card, `fe80::1%eth0`.
    ZoneId,
    /// None of the forms that are known.
    Unrecognised,
}

/// Why something in a text was not taken for an indicator.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum WhyNot {
    FileName,
    /// A version, or another number with dots in it.
    Version,
    /// A number with dots that no address is.
    NotAnAddress,
    /// A network, `192.0.2.0/24`.
    Network,
    /// An address with a zone, `fe80::1%eth0`.
    ZoneId,
    Email,
    /// No top-level domain ends so.
    UnknownEnding,
    /// A product, a detection, a piece of a program.
    Code,
    /// Two sentences without a space between them.
    Sentence,
    /// A single ` dot ` between words.
    SpelledOut,
    /// A digest of something else than a file.
    OtherDigest,
    /// A link into VirusTotal that names nothing to ask about.
    VirusTotalLink,
    /// A URL longer than any server takes.
    TooLong,
}
