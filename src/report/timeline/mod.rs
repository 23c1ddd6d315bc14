//! The dates of a report on one scale: each in its place between the first and today, and apart those that cannot be true.

mod doubt;
mod scale;
mod told;

use crate::queue::calendar::DAY;
use crate::report::units::{When, when};
use crate::vt::object::Object;
use crate::words::Words;
use doubt::{doubt, note};
use scale::Scale;
pub use scale::Tick;
use told::{Told, told};

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

/// A date that cannot be true, as far as it can be written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Doubted {
    pub label: &'static str,
    pub written: Option<String>,
    pub why: &'static str,
}

impl Timeline {
    /// Whether a line of this label is there.
    pub fn tells(&self, label: &str) -> bool {
        let mut labels = self.moments.iter().map(|moment| moment.label);
        labels.any(|own| own == label) || self.doubted.iter().any(|doubted| doubted.label == label)
    }
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
}
