//! One line as one indicator, and the decision between one and many.

use super::extract::{Extraction, Found, extract};
use super::host::ToAscii;
use super::names::among;
use super::refang::{Refanged, refang};
use super::reserved::reserved;
use super::scan::{What, scan};
use super::token::is_letter;
use super::virustotal::{self, Link};
use super::{Indicator, NotAnIndicator, WhyNot, digests};
use crate::fold::fold;
use crate::subject::{Subject, Topic};

/// What a text is that was typed or pasted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Entered {
    /// One indicator, which can be asked about at once.
    One(Indicator),
    /// Several, or one that needs a question first, or something that is only perhaps one.
    Several(Extraction),
    Nothing(NotAnIndicator),
}

/// A whole book is no single indicator.
const ONE_AT_MOST: usize = 10_000;

/// Reads whatever stands in the box.
pub fn read(text: &str, to_ascii: ToAscii) -> Entered {
    match parse(text, to_ascii) {
        Ok(Indicator::Subject(subject)) => match reserved(&subject, to_ascii) {
            Some(why) => Entered::Several(Extraction {
                found: vec![Found {
                    indicator: subject,
                    written: text.trim().to_owned(),
                    reserved: Some(why),
                    times: 1,
                }],
                left_out: Vec::new(),
            }),
            None => Entered::One(Indicator::Subject(subject)),
        },
        Ok(indicator) => Entered::One(indicator),
        Err(NotAnIndicator::Unrecognised) => {
            let extraction = extract(text, to_ascii);
            if extraction == Extraction::default() {
                Entered::Nothing(NotAnIndicator::Unrecognised)
            } else {
                Entered::Several(extraction)
            }
        }
        Err(why) => Entered::Nothing(why),
    }
}

/// The file whose digest or link a text is: what most people enter, and what is known without all the rest.
pub fn at_once(text: &str) -> Option<Subject> {
    let text = inside(text);
    if text.len() > ONE_AT_MOST {
        return None;
    }
    if !text.contains(char::is_whitespace)
        && let Link::To(Indicator::Subject(subject)) = virustotal::link(text)
    {
        return Some(subject).filter(|subject| subject.topic() == Topic::File);
    }
    Subject::file(&digests::whole(text)?)
}

/// Without the quotes and brackets that people put around something.
fn inside(text: &str) -> &str {
    let text = text.trim().trim_matches(QUOTES);
    text.trim_matches(|sign| matches!(sign, '(' | ')' | '{' | '}' | ',' | ';' | '.'))
}

const QUOTES: [char; 5] = ['"', '\'', '<', '>', '`'];

/// Reads one indicator.
///
/// Taken, defanged or not: digests in any case, with signs between their bytes, with the name of the algorithm before
/// them; URLs, without a scheme as well where they have a path; domains; addresses; links of VirusTotal, old and new,
/// and paths of its API; scan ids of API v2; ids of analyses; tags. Quotes, brackets and a word for what it is may
/// stand around it.
pub fn parse(text: &str, to_ascii: ToAscii) -> Result<Indicator, NotAnIndicator> {
    let text = text.trim().trim_matches(QUOTES);
    if text.is_empty() {
        return Err(NotAnIndicator::Empty);
    }
    if text.len() > ONE_AT_MOST {
        return Err(NotAnIndicator::Unrecognised);
    }
    if let Some(file) = at_once(text) {
        return Ok(Indicator::Subject(file));
    }
    if let Some(analysis) = virustotal::analysis(inside(text)) {
        return Ok(analysis);
    }
    if !text.contains(char::is_whitespace) {
        match virustotal::link(&refang(text)) {
            Link::To(named) => return Ok(named),
            Link::ToNothing => return Err(NotAnIndicator::LinkWithoutObject),
            Link::Elsewhere => {}
        }
    }
    if is_tag(text) {
        return Ok(Indicator::Search(text.to_owned()));
    }
    let refanged = Refanged::new(text);
    let items = scan(&refanged, to_ascii);
    if let [item] = items.as_slice() {
        let whole = refanged.text();
        let before = whole.get(..item.range.start).unwrap_or_default();
        let behind = whole.get(item.range.end..).unwrap_or_default();
        let alone = is_furniture(before) && is_furniture(behind);
        let is_named_for = |subject: &Subject| subject.topic() == Topic::File && !whole.contains(char::is_whitespace);
        match &item.what {
            What::Found(subject) if alone || is_named_for(subject) => return Ok(Indicator::Subject(subject.clone())),
            What::Left(WhyNot::SpelledOut, Some(subject)) if alone => return Ok(Indicator::Subject(subject.clone())),
            What::Left(WhyNot::ZoneId, _) if alone => return Err(NotAnIndicator::ZoneId),
            What::Left(WhyNot::OtherDigest, None) => {}
            What::Found(_) | What::Left(..) => return Err(NotAnIndicator::Unrecognised),
        }
    }
    if items.len() > 1 {
        return Err(NotAnIndicator::Unrecognised);
    }
    Err(digests::digits(text).map_or(NotAnIndicator::Unrecognised, NotAnIndicator::WrongLength))
}

fn is_tag(text: &str) -> bool {
    text.strip_prefix('#').is_some_and(|tag| {
        let inside = |sign: char| is_word(sign) || matches!(sign, '_' | '-' | '.');
        (1..=100).contains(&tag.len()) && tag.chars().all(inside)
    })
}

fn is_word(sign: char) -> bool {
    sign.is_ascii_alphanumeric() || (!sign.is_ascii() && is_letter(u32::from(sign)))
}

/// Words for what stands beside them.
const LABELS: &str = " \
    ip ipv4 ipv6 address addr url uri link domain host hostname hash md5 sha1 sha256 sha ioc iocs c2 indicator \
    file site website адрес домен ссылка хеш файл сайт ";

/// Whether a text around an indicator says nothing of its own: bullets, numbers of a list, brackets, a label.
fn is_furniture(text: &str) -> bool {
    let folded = fold(text);
    let mut words = folded
        .split(|sign: char| !is_word(sign))
        .filter(|word| !word.is_empty());
    text.len() <= 40
        && words.all(|word| among(LABELS, word) || word.len() <= 3 && word.bytes().all(|byte| byte.is_ascii_digit()))
}
