//! What stands between the colons of a word: a name, a number, a digest.

use std::net::{IpAddr, Ipv4Addr};
use std::ops::Range;

use super::{Scan, What, network, of_address, port};
use crate::indicator::WhyNot;
use crate::indicator::context::{self, Context, Place};
use crate::indicator::host::Host;
use crate::indicator::names::{Name, among, judge};
use crate::indicator::numbers;
use crate::indicator::token::trimmed;
use crate::subject::{Subject, is_digest};

/// Words that go before the word “dot”.
const ARTICLES: &str = " \
    the a an this that his her its our their your my each every one no and or of in on with to for red green blue ";

impl Scan<'_> {
    /// What stands between the colons of a token that ends at `token_end`.
    pub fn part(&mut self, part: Range<usize>, token_end: usize) -> usize {
        let range = trimmed(self.text, part.clone());
        let text = self.get(range.clone());
        if text.is_empty() {
            return part.end;
        }
        if text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
            return self.number(range, part, token_end);
        }
        if let Some(address) = numbers::version(text) {
            self.push(range, What::Left(WhyNot::Version, of_address(address.into())));
            return part.end;
        }
        if let Some(behind) = self.numbers_between_dashes(&range) {
            return behind;
        }
        // Whatever is neither a name nor a digest is nothing.
        if !text.contains('.') && text.len() < 32 {
            return part.end;
        }
        let words = context::before(self.text, range.start);
        let context = self.context(&words, &range);
        let judged = if text.contains('.') {
            judge(text, &context)
        } else {
            Name::Nothing
        };
        if judged == Name::Domain {
            return self.domain(range, token_end).unwrap_or(part.end);
        }
        let other = context.says_other_digest();
        if self.digests(&range, other) {
            return part.end;
        }
        if let Name::Other(why) = judged
            && self.refanged.spelled_dots(&range) == 0
        {
            let subject = Host::read(self.get(range.clone()), self.to_ascii).and_then(|host| host.subject());
            self.push(range, What::Left(why, subject));
        }
        part.end
    }

    fn context<'c>(&self, words: &'c str, range: &Range<usize>) -> Context<'c> {
        let mut context = Context::new(words);
        let (before, earlier) = self.signs_before(range.start);
        let is_variable = before == Some('$') || (before == Some('>') && earlier[0] == Some('-'));
        if self.refanged.is_defanged(range) || self.refanged.spelled_dots(range) > 1 {
            context.place = Place::Defanged;
        } else if range.start != self.behind_scheme && is_in_path(before, earlier) {
            context.place = Place::Path;
        } else if is_variable || self.rest(range.end).starts_with('(') {
            context.place = Place::Program;
        }
        context
    }

    /// The sign before a place, and the two before that.
    fn signs_before(&self, at: usize) -> (Option<char>, [Option<char>; 2]) {
        let mut signs = self.text.get(..at).unwrap_or_default().chars().rev();
        (signs.next(), [signs.next(), signs.next()])
    }

    /// Where a host's port ends, and whether a path follows.
    fn behind_host(&self, end: usize, token_end: usize) -> (usize, bool) {
        let behind = end + port(self.get(end..token_end));
        (behind, behind == token_end && self.rest(behind).starts_with('/'))
    }

    fn domain(&mut self, range: Range<usize>, token_end: usize) -> Option<usize> {
        let (behind, has_path) = self.behind_host(range.end, token_end);
        let has_path = has_path && range.start != self.behind_scheme;
        let subject = Host::read(self.get(range.clone()), self.to_ascii)?.subject()?;
        let spelled = self.refanged.spelled_dots(&range) == 1 && !self.refanged.is_defanged(&range);
        if spelled {
            let first = self
                .get(range.clone())
                .split('.')
                .next()
                .unwrap_or_default()
                .to_ascii_lowercase();
            if !among(ARTICLES, &first) {
                self.push(range, What::Left(WhyNot::SpelledOut, Some(subject)));
            }
            return Some(behind);
        }
        if has_path {
            return self.url(range.start, range.start);
        }
        self.push(range.start..behind, What::Found(subject));
        Some(behind)
    }

    /// Digits and dots.
    fn number(&mut self, range: Range<usize>, part: Range<usize>, token_end: usize) -> usize {
        let text = self.get(range.clone());
        let dots = text.matches('.').count();
        if dots < 3 {
            self.digests(&range, false);
            return part.end;
        }
        let defanged = self.refanged.is_defanged(&range);
        let decimal = numbers::decimal(text).map(IpAddr::from).and_then(of_address);
        let words = context::before(self.text, range.start);
        let (before, earlier) = self.signs_before(range.start);
        let product = before == Some('/') && earlier[0].is_some_and(|sign| sign.is_ascii_alphanumeric());
        let is_version = !defanged && (product || before == Some('.') || Context::new(&words).says_version());
        if dots > 3 || is_version || text.split('.').any(|part| part.len() > 3) {
            self.push(range, What::Left(WhyNot::Version, decimal));
            return part.end;
        }
        let Ok(address) = text.parse::<Ipv4Addr>() else {
            self.push(range, What::Left(WhyNot::NotAnAddress, decimal));
            return part.end;
        };
        let (behind, has_path) = self.behind_host(range.end, token_end);
        if let Some(length) = network(self.rest(behind), 32).filter(|_| behind == range.end) {
            self.push(range.start..behind + length, What::Left(WhyNot::Network, decimal));
            return behind + length;
        }
        if has_path
            && range.start != self.behind_scheme
            && let Some(end) = self.url(range.start, range.start)
        {
            return end;
        }
        if let Some(subject) = of_address(address.into()) {
            self.push(range.start..behind, What::Found(subject));
        }
        behind.max(part.end)
    }

    /// `192.0.2.1-192.0.2.9`, `1.2.3.4-beta`.
    fn numbers_between_dashes(&mut self, range: &Range<usize>) -> Option<usize> {
        let text = self.get(range.clone());
        let (first, rest) = text.split_once(['-', '_'])?;
        let address = numbers::decimal(first)?;
        let second = rest.parse::<Ipv4Addr>().ok();
        let middle = range.start + first.len();
        let what = match second {
            None if rest.starts_with(|sign: char| sign.is_ascii_alphabetic()) => {
                What::Left(WhyNot::Version, of_address(address.into()))
            }
            _ => What::Found(of_address(address.into())?),
        };
        self.push(range.start..middle, what);
        if let Some(second) = second.map(IpAddr::from).and_then(of_address) {
            self.push(middle + 1..range.end, What::Found(second));
        }
        Some(range.end)
    }

    /// Digests in a word: `9f86….exe`, `VirusShare_d41d…`. Whether there were any.
    fn digests(&mut self, range: &Range<usize>, other: bool) -> bool {
        let (mut at, mut any) = (range.start, false);
        for run in self
            .get(range.clone())
            .split(|sign: char| sign.is_ascii() && !sign.is_ascii_alphanumeric())
        {
            let here = at..at + run.len();
            at = here.end + 1;
            // A number is no digest: of ten million one would be.
            let is_hex =
                run.bytes().all(|byte| byte.is_ascii_hexdigit()) && !run.bytes().all(|byte| byte.is_ascii_digit());
            let what = match run.len() {
                32 | 40 | 64 if is_hex && is_digest(run) => match Subject::file(run) {
                    Some(file) if other => What::Left(WhyNot::OtherDigest, Some(file)),
                    Some(file) => What::Found(file),
                    None => continue,
                },
                56 | 96 | 128 if is_hex => What::Left(WhyNot::OtherDigest, None),
                _ => continue,
            };
            self.push(here, what);
            any = true;
        }
        any
    }
}

/// Behind a `/` or `\`, but not behind two of them, where hosts stand. In JSON each `\` of a path is written twice.
fn is_in_path(before: Option<char>, earlier: [Option<char>; 2]) -> bool {
    match (before, earlier) {
        (Some('/'), [Some('/'), _]) => false,
        (Some('\\'), [Some('\\'), third]) => third.is_some_and(|sign| sign.is_ascii_alphanumeric() || sign == ':'),
        _ => matches!(before, Some('/' | '\\')),
    }
}
