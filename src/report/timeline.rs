//! The dates of a report on one scale: each in its place between the first and today, and apart those that cannot be true.

use serde_json::{Map, Value};

use crate::queue::calendar::{DAY, civil};
use crate::report::details::iso;
use crate::report::units::{self, When, when};
use crate::subject::Topic;
use crate::vt::object::Object;
use crate::vt::value::{list, text, time};
use crate::words::Words;

/// All dates of a report that are told in its own answer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Timeline {
    /// In the order in which they happened.
    pub moments: Vec<Moment>,
    pub ticks: Vec<Tick>,
    /// Where today is.
    pub today: u32,
    pub doubted: Vec<Doubted>,
}

/// A moment, or a time from one to another.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Moment {
    pub label: &'static str,
    pub when: When,
    /// In thousandths of the scale.
    pub place: u32,
    /// The end of a time, with its place.
    pub until: Option<(When, u32)>,
    /// How long after the moment before.
    pub after: Option<String>,
    /// What is wrong with it.
    pub note: Option<&'static str>,
}

/// A mark on the scale.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Tick {
    pub place: u32,
    pub label: String,
}

/// A date that cannot be true, as far as it can be written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Doubted {
    pub label: &'static str,
    pub written: Option<String>,
    pub why: &'static str,
}

/// Where the scale begins and ends, in thousandths: a mark at its very end would be cut.
const EDGE: u32 = 15;
const SCALE: u32 = 1_000;
/// 1985: neither such files nor names in the DNS are older.
const EARLIEST: i64 = 473_385_600;
/// What old Delphi compilers write into every program.
const DELPHI: i64 = 708_992_537;
/// From here on to 2^32 a number means "all bits set"; 2^31 - 1 means it exactly.
const LARGEST: std::ops::Range<i64> = 4_294_000_000..4_295_000_000;
const LARGEST_SIGNED: i64 = 2_147_483_647;
/// 2100: an end that lies further ahead means "never".
const FAR: i64 = 4_102_444_800;
/// Clocks differ by so much at most.
const AHEAD: i64 = DAY;

impl Timeline {
    /// Whether a line of this label is there.
    pub fn tells(&self, label: &str) -> bool {
        let mut labels = self.moments.iter().map(|moment| moment.label);
        labels.any(|own| own == label) || self.doubted.iter().any(|doubted| doubted.label == label)
    }
}

/// What an answer says of one moment or time.
struct Told {
    label: &'static str,
    from: i64,
    until: Option<i64>,
    /// Whether it may lie ahead: the end of a certificate does, an analysis does not.
    ahead: bool,
}

/// None where fewer than two dates are told, which need no picture.
pub fn timeline(object: &Object, now: i64, words: Words) -> Option<Timeline> {
    let (believed, doubted): (Vec<Told>, Vec<Told>) = told(object, words)
        .into_iter()
        .partition(|told| doubt(told, now, words).is_none());
    let mut believed: Vec<Told> = believed;
    // What has no end comes before what begins in the same second.
    believed.sort_by_key(|told| (told.from, told.until.is_some()));
    let first = believed.first()?.from;
    if believed.len() + doubted.len() < 2 {
        return None;
    }
    let ends = believed.iter().filter_map(|told| told.until);
    let last = ends.chain(believed.iter().map(|told| told.from)).max()?.max(now);
    let scale = Scale { first, last };
    let mut before: Option<i64> = None;
    let moments = believed.iter().filter_map(|told| {
        let moment = Moment {
            label: told.label,
            when: when(told.from, now, words)?,
            place: scale.place(told.from),
            until: told
                .until
                .and_then(|until| Some((when(until, now, words)?, scale.place(until)))),
            after: before.and_then(|before| after(told.from - before, words)),
            note: note(told, &believed, object, words),
        };
        before = Some(told.from);
        Some(moment)
    });
    let moments = moments.collect();
    let doubted = doubted.into_iter().filter_map(|told| {
        Some(Doubted {
            label: told.label,
            written: when(told.from, now, words).map(|when| when.absolute),
            why: doubt(&told, now, words)?,
        })
    });
    Some(Timeline {
        moments,
        ticks: scale.ticks(),
        today: scale.place(now),
        doubted: doubted.collect(),
    })
}

/// The dates that an answer has, in no order.
fn told(object: &Object, words: Words) -> Vec<Told> {
    let (panels, places, own) = (words.report.panels, words.report.places, words.pictures);
    let domain = object.kind.topic() == Some(Topic::Domain);
    let made = if domain { places.registered } else { panels.created };
    let at = |name: &str| object.attributes.get(name).and_then(time);
    let mut all = Vec::new();
    let mut one = |label, from: Option<i64>, ahead| {
        all.extend(from.map(|from| Told {
            label,
            from,
            until: None,
            ahead,
        }));
    };
    one(made, at("creation_date"), false);
    let compiled = object
        .map("pe_info")
        .and_then(|info| info.get("timestamp"))
        .and_then(time);
    one(
        own.compiled,
        compiled.filter(|compiled| Some(*compiled) != at("creation_date")),
        false,
    );
    one(places.registration_changed, at("last_update_date"), false);
    one(places.expires, at("expiration_date"), true);
    one(panels.first_wild, at("first_seen_itw_date"), false);
    one(places.last_wild, at("last_seen_itw_date"), false);
    one(panels.first_submitted, at("first_submission_date"), false);
    one(panels.last_submitted, at("last_submission_date"), false);
    one(panels.last_analysed, at("last_analysis_date"), false);
    one(panels.last_modified, at("last_modification_date"), false);
    one(places.dns_from, at("last_dns_records_date"), false);
    one(places.certificate_from, at("last_https_certificate_date"), false);
    one(places.whois_from, at("whois_date"), false);
    one(own.signed, signing(object), false);
    let mut span = |label, span: Option<(i64, i64)>| {
        all.extend(span.map(|(from, until)| Told {
            label,
            from,
            until: Some(until),
            ahead: true,
        }));
    };
    span(own.signer, signer(object));
    span(own.certificate, certificate(object));
    all
}

fn written(value: Option<&Value>) -> Option<i64> {
    iso::moment(text(value?)?.raw())
}

/// When a file was signed, as its signature has it.
fn signing(file: &Object) -> Option<i64> {
    written(file.map("signature_info")?.get("signing date"))
}

/// When the certificate of the one who signed is valid: the first of the chain.
fn signer(file: &Object) -> Option<(i64, i64)> {
    let chain = file.map("signature_info")?.get("signers details").map(list)?;
    let own = chain.first()?.as_object()?;
    span(own, "valid from", "valid to")
}

/// When the certificate that a host showed last is valid.
fn certificate(host: &Object) -> Option<(i64, i64)> {
    let validity = host.map("last_https_certificate")?.get("validity")?.as_object()?;
    span(validity, "not_before", "not_after")
}

fn span(of: &Map<String, Value>, from: &str, until: &str) -> Option<(i64, i64)> {
    let (from, until) = (written(of.get(from))?, written(of.get(until))?);
    (from <= until).then_some((from, until))
}

/// Why a date cannot be true.
fn doubt(told: &Told, now: i64, words: Words) -> Option<&'static str> {
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
fn note(told: &Told, all: &[Told], object: &Object, words: Words) -> Option<&'static str> {
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

/// How long after the moment before, in one unit; none within the same minute.
fn after(seconds: i64, words: Words) -> Option<String> {
    let own = words.pictures;
    let of = |length: i64| u64::try_from(seconds / length).unwrap_or(0);
    Some(match seconds {
        ..60 => return None,
        60..3_600 => (own.after_minutes)(of(60)),
        3_600..86_400 => (own.after_hours)(of(3_600)),
        86_400..=5_356_799 => (own.after_days)(of(DAY)),
        5_356_800..=63_071_999 => (own.after_months)(of(2_629_746)),
        _ => (own.after_years)(of(31_556_952)),
    })
}

/// From the first second to the last.
struct Scale {
    first: i64,
    last: i64,
}

impl Scale {
    fn place(&self, unix: i64) -> u32 {
        let length = self.last - self.first;
        if length <= 0 {
            return SCALE / 2;
        }
        let inside = i64::from(SCALE - 2 * EDGE);
        let along = (unix.clamp(self.first, self.last) - self.first).saturating_mul(inside) / length;
        EDGE + u32::try_from(along).unwrap_or(0)
    }

    /// Years, months or days, as many as can be read beside each other.
    fn ticks(&self) -> Vec<Tick> {
        const MOST: i64 = 5;
        let days = (self.last - self.first) / DAY;
        let (step, unit) = match days {
            ..2 => return Vec::new(),
            2..90 => (step(days, &[1, 2, 5, 10, 15, 30], MOST - 1), Unit::Day),
            90..1_100 => (step(days / 30, &[1, 2, 3, 6, 12], MOST), Unit::Month),
            _ => (
                step(days / 365, &[1, 2, 5, 10, 20, 50, 100, 1_000, 10_000], MOST),
                Unit::Year,
            ),
        };
        let (year, month, _) = civil(self.first.div_euclid(DAY));
        let count = |at: i64| match unit {
            Unit::Day => (self.first.div_euclid(DAY) + 1 + at * step) * DAY,
            Unit::Month => month_start(((year * 12 + month - 1) / step + 1 + at) * step),
            Unit::Year => month_start((year / step + 1 + at) * step * 12),
        };
        let label = |unix: i64| {
            let date = units::date(unix);
            let signs = match unit {
                Unit::Day => 10,
                Unit::Month => 7,
                Unit::Year => 4,
            };
            date.get(..signs).unwrap_or(&date).to_owned()
        };
        (0..=MOST + 1)
            .map(count)
            .take_while(|unix| *unix <= self.last)
            .map(|unix| Tick {
                place: self.place(unix),
                label: label(unix),
            })
            // A label hangs on both sides of its mark.
            .filter(|tick| (60..=SCALE - 60).contains(&tick.place))
            .collect()
    }
}

#[derive(Clone, Copy)]
enum Unit {
    Day,
    Month,
    Year,
}

/// The first step of which no more than `most` lie in `length`.
fn step(length: i64, steps: &[i64], most: i64) -> i64 {
    let fits = steps.iter().copied().find(|step| length / step <= most);
    fits.or(steps.last().copied()).unwrap_or(1)
}

/// The first second of a month, counted from the year 0.
fn month_start(month: i64) -> i64 {
    iso::days_since_1970(month.div_euclid(12), month.rem_euclid(12) + 1, 1) * DAY
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::vt::object::Kind;
    use crate::words::Language;

    /// 2026-11-20.
    const NOW: i64 = 1_795_132_800;

    fn of(kind: Kind, attributes: serde_json::Value) -> Option<Timeline> {
        let serde_json::Value::Object(attributes) = attributes else {
            return None;
        };
        timeline(&Object::new(kind, "x", attributes), NOW, Words::of(Language::English))
    }

    #[test]
    fn dates_stand_in_their_order_and_at_their_place() {
        let line = of(
            Kind::File,
            json!({
                "last_analysis_date": NOW - DAY,
                "creation_date": NOW - 1_000 * DAY,
                "first_submission_date": NOW - 500 * DAY,
            }),
        )
        .expect("a line");
        let places: Vec<u32> = line.moments.iter().map(|moment| moment.place).collect();
        assert_eq!(places, [15, 500, 984]);
        assert_eq!(line.today, 985);
        let gaps: Vec<_> = line.moments.iter().map(|moment| moment.after.as_deref()).collect();
        assert_eq!(gaps, [None, Some("16 months later"), Some("16 months later")]);
    }

    #[test]
    fn what_cannot_be_true_stands_apart() {
        let words = Words::of(Language::English);
        for (unix, why) in [
            (0, Some(words.pictures.zero)),
            (-1, Some(words.pictures.before_time)),
            (1, Some(words.pictures.too_early)),
            (315_532_800, Some(words.pictures.too_early)),
            (708_992_537, Some(words.pictures.delphi)),
            (708_992_538, None),
            (2_147_483_647, Some(words.pictures.largest)),
            (4_294_967_295, Some(words.pictures.largest)),
            (999_999_999_999, Some(words.pictures.largest)),
            (NOW + 3 * DAY, Some(words.pictures.future)),
            (NOW + 60, None),
            (NOW - 60, None),
        ] {
            let line = of(
                Kind::File,
                json!({ "creation_date": unix, "last_analysis_date": NOW - DAY }),
            )
            .expect("a line");
            assert_eq!(line.doubted.first().map(|doubted| doubted.why), why, "{unix}");
            assert_eq!(line.moments.len() + line.doubted.len(), 2, "{unix}: none is lost");
        }
        // An end may lie ahead.
        let line = of(
            Kind::Domain,
            json!({ "creation_date": NOW - 900 * DAY, "expiration_date": NOW + 100 * DAY }),
        )
        .expect("a line");
        assert!(line.doubted.is_empty());
        let never = of(
            Kind::Domain,
            json!({ "creation_date": NOW - 900 * DAY, "expiration_date": 253_402_300_799_i64 }),
        )
        .expect("a line");
        assert_eq!(
            never.doubted.first().map(|doubted| doubted.why),
            Some(Words::of(Language::English).pictures.never)
        );
        assert_eq!(line.today, 15 + 970 * 900 / 1_000);
    }

    #[test]
    fn one_date_gives_away_another() {
        let words = Words::of(Language::English);
        for (made, seen, note) in [
            (NOW - 9 * DAY, NOW - 90 * DAY, Some(words.pictures.after_sighting)),
            (NOW - 90 * DAY, NOW - 9 * DAY, None),
        ] {
            let line = of(
                Kind::File,
                json!({ "creation_date": made, "first_submission_date": seen }),
            )
            .expect("a line");
            assert_eq!(line.moments.iter().find_map(|moment| moment.note), note);
        }
        for (signed, note) in [
            ("11:42 AM 10/20/2025", None),
            ("11:42 AM 10/20/2021", Some(words.pictures.out_of_certificate)),
        ] {
            let line = of(
                Kind::File,
                json!({ "signature_info": {
                    "signing date": signed,
                    "signers details": [{ "valid from": "12:00 AM 02/11/2025", "valid to": "11:59 PM 02/11/2027" }],
                } }),
            )
            .expect("a line");
            assert_eq!(line.moments.iter().find_map(|moment| moment.note), note, "{signed}");
        }
    }

    #[test]
    fn one_date_alone_or_none_needs_no_picture() {
        assert_eq!(of(Kind::File, json!({})), None);
        assert_eq!(of(Kind::File, json!({ "last_analysis_date": NOW })), None);
        assert_eq!(
            of(Kind::File, json!({ "last_analysis_date": "soon", "creation_date": [] })),
            None
        );
    }

    #[test]
    fn marks_stand_apart_whatever_the_length() {
        for days in [0, 1, 2, 3, 10, 40, 89, 90, 300, 1_099, 1_100, 4_000, 15_000, 42_000] {
            let scale = Scale {
                first: NOW,
                last: NOW + days * DAY,
            };
            let ticks = scale.ticks();
            assert!(ticks.len() <= 6, "{days}: {ticks:?}");
            assert!(days < 5 || !ticks.is_empty(), "{days}");
            for pair in ticks.windows(2) {
                assert!(pair[1].place >= pair[0].place + 100, "{days}: {ticks:?}");
            }
            assert!(ticks.iter().all(|tick| tick.place >= 60 && tick.place <= 940), "{days}");
        }
    }
}
