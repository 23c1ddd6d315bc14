//! Which dates cannot be true, and which give each other away.

use std::ops::Range;

use super::told::Told;
use crate::queue::calendar::DAY;
use crate::report::units;
use crate::subject::Topic;
use crate::vt::object::Object;
use crate::words::Words;

/// 1985: neither such files nor names in the DNS are older.
const EARLIEST: i64 = 473_385_600;
/// What old Delphi compilers write into every program.
const DELPHI: i64 = 708_992_537;
/// From here on to 2^32 a number means "all bits set"; 2^31 - 1 means it exactly.
const LARGEST: Range<i64> = 4_294_000_000..4_295_000_000;
const LARGEST_SIGNED: i64 = 2_147_483_647;
/// 2100: an end that lies further ahead means "never".
const FAR: i64 = 4_102_444_800;
/// Clocks differ by so much at most.
const AHEAD: i64 = DAY;

/// Why a date cannot be true.
pub fn doubt(told: &Told, now: i64, words: Words) -> Option<&'static str> {
    let own = words.pictures;
    let of = |unix: i64, ahead: bool| match unix {
        0 => Some(own.zero),
        ..0 => Some(own.before_time),
        _ if unix < EARLIEST => Some(own.too_early),
        DELPHI => Some(own.delphi),
        LARGEST_SIGNED => Some(own.largest),
        _ if LARGEST.contains(&unix) || unix >= units::YEAR_10000 => Some(own.largest),
        _ if ahead && unix >= FAR => Some(own.never),
        _ if !ahead && unix > now.saturating_add(AHEAD) => Some(own.future),
        _ => None,
    };
    // A certificate may end whenever it likes, but it has begun before it is seen.
    of(told.from, told.ahead && told.until.is_none()).or_else(|| told.until.and_then(|until| of(until, true)))
}

/// What another date makes of this one.
pub fn note(told: &Told, all: &[Told], object: &Object, words: Words) -> Option<&'static str> {
    let (panels, own) = (words.report.panels, words.pictures);
    let of = |label: &str| all.iter().find(|other| other.label == label);
    if told.label == panels.created && object.kind.topic() == Some(Topic::File) || told.label == own.compiled {
        let seen = [panels.first_wild, panels.first_submitted];
        let seen = seen.iter().filter_map(|label| of(label)).map(|seen| seen.from).min()?;
        return (told.from > seen.saturating_add(AHEAD)).then_some(own.after_sighting);
    }
    if told.label == own.signed {
        let certificate = of(own.signer)?;
        let valid = certificate.from..=certificate.until?;
        return (!valid.contains(&told.from)).then_some(own.out_of_certificate);
    }
    None
}
