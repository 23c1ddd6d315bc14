//! When to ask next: counts, limits, refusals, the looks at an analysis. All of it by tables; the clock is an argument.

use assay::queue::calendar::{DAY, next_day, next_month};
use assay::queue::followed::{Followed, next_refresh, parse, to_json};
use assay::queue::{Hold, Ledger, Limits, Spent, Told, Why, paced, refused};
use assay::subject::{Subject, Topic};

/// 2026-11-22 12:00:00 UTC.
const NOON: i64 = 1_795_348_800;

fn ledger(limits: Limits, asked: &[i64]) -> Ledger {
    let mut ledger = Ledger::default();
    ledger.tell(
        Told {
            limits,
            ..Told::default()
        },
        NOON,
    );
    for at in asked {
        ledger.count(*at);
    }
    ledger
}

fn limits(minute: u64, day: u64, month: u64) -> Limits {
    let known = |limit| (limit > 0).then_some(limit);
    Limits {
        minute: known(minute),
        day: known(day),
        month: known(month),
    }
}

#[test]
fn the_minute_slides_and_the_day_and_the_month_begin_anew() {
    let mut ledger = Ledger::default();
    for second in [0, 10, 20, 59] {
        ledger.count(NOON + second);
    }
    for (second, minute, today, month) in [
        (59, 4, 4, 4),
        (60, 4, 4, 4),
        (61, 3, 4, 4),
        (120, 0, 4, 4),
        (DAY / 2 - 1, 0, 4, 4),
        (DAY / 2, 0, 0, 4),
        (8 * DAY, 0, 0, 4),
        (9 * DAY, 0, 0, 0),
        // A clock that was set back counts nothing of the future against the minute.
        (-5, 0, 4, 4),
    ] {
        let now = NOON + second;
        assert_eq!(
            (ledger.in_minute(now), ledger.today(now), ledger.this_month(now)),
            (minute, today, month),
            "{second} s after noon"
        );
    }
}

#[test]
fn the_servers_figures_take_the_place_of_ours() {
    let mut ledger = ledger(Limits::default(), &[NOON, NOON]);
    ledger.tell(
        Told {
            limits: limits(4, 500, 0),
            today: Some(212),
            this_month: None,
        },
        NOON + 5,
    );
    ledger.count(NOON + 6);
    assert_eq!((ledger.today(NOON + 6), ledger.this_month(NOON + 6)), (213, 3));
    assert_eq!(ledger.limits(NOON + 6), limits(4, 500, 0));
}

#[test]
fn a_pace_is_kept_where_the_limits_are_known() {
    for (limits, asked, now, hold) in [
        (limits(0, 0, 0), vec![0; 100], 0, None),
        (limits(4, 0, 0), vec![0, 1, 2], 3, None),
        (limits(4, 0, 0), vec![0, 1, 2, 3], 3, Some((61, Spent::Minute, 4, 4))),
        (
            limits(4, 0, 0),
            vec![0, 1, 2, 3, 30],
            40,
            Some((62, Spent::Minute, 5, 4)),
        ),
        (limits(4, 0, 0), vec![0, 1, 2, 3], 61, None),
        (limits(1, 0, 0), vec![0], 1, Some((61, Spent::Minute, 1, 1))),
        (
            limits(4, 5, 0),
            vec![-300, -200, -100, 0, 1],
            2,
            Some((DAY / 2, Spent::Day, 5, 5)),
        ),
        (
            limits(4, 5, 5),
            vec![-300, -200, -100, 0, 1],
            2,
            Some((next_month(NOON) - NOON, Spent::Month, 5, 5)),
        ),
        (limits(0, 5, 0), vec![-DAY, -DAY, -DAY, -DAY, -DAY], 0, None),
    ] {
        let asked: Vec<i64> = asked.into_iter().map(|at| NOON + at).collect();
        let expected = hold.map(|(until, spent, asked, allowed)| Hold {
            until: NOON + until,
            spent,
            why: Why::Counted { asked, allowed },
        });
        assert_eq!(
            paced(NOON + now, &ledger(limits, &asked)),
            expected,
            "{limits:?} {asked:?}"
        );
    }
}

#[test]
#[expect(clippy::too_many_lines, reason = "one table, a case a line")]
fn a_refusal_is_put_down_to_the_allowance_that_it_fits() {
    let day_in_vain = Hold {
        until: NOON - 60,
        spent: Spent::Day,
        why: Why::MinutesInVain,
    };
    let day_cut_short = Hold {
        until: NOON + 60,
        ..day_in_vain
    };
    let month_before = Hold {
        spent: Spent::Month,
        ..day_cut_short
    };
    let midnight = next_day(NOON);
    let first = next_month(NOON);
    let counted = |asked, allowed| Why::Counted { asked, allowed };
    for (what, limits, asked, refusals, before, retry_after, until, spent, why) in [
        (
            "nothing known",
            limits(0, 0, 0),
            0,
            1,
            None,
            None,
            NOON + 60,
            Spent::Minute,
            Why::Unknown,
        ),
        (
            "twice",
            limits(0, 0, 0),
            4,
            3,
            None,
            None,
            NOON + 60,
            Spent::Minute,
            Why::Unknown,
        ),
        (
            "minute reached",
            limits(4, 0, 0),
            4,
            1,
            None,
            None,
            NOON + 60,
            Spent::Minute,
            counted(4, 4),
        ),
        (
            "minute not reached",
            limits(4, 0, 0),
            1,
            1,
            None,
            None,
            NOON + 60,
            Spent::Minute,
            Why::Unknown,
        ),
        (
            "day reached",
            limits(4, 4, 0),
            4,
            1,
            None,
            None,
            midnight,
            Spent::Day,
            counted(4, 4),
        ),
        (
            "month reached",
            limits(4, 4, 3),
            4,
            1,
            None,
            None,
            first,
            Spent::Month,
            counted(4, 3),
        ),
        (
            "minutes in vain",
            limits(0, 0, 0),
            0,
            4,
            None,
            None,
            midnight,
            Spent::Day,
            Why::MinutesInVain,
        ),
        (
            "minutes in vain, day not reached",
            limits(4, 500, 0),
            1,
            4,
            None,
            None,
            midnight,
            Spent::Day,
            Why::MinutesInVain,
        ),
        (
            "a day in vain",
            limits(0, 0, 0),
            0,
            5,
            Some(day_in_vain),
            None,
            first,
            Spent::Month,
            Why::DayInVain,
        ),
        (
            "asked before the day was over",
            limits(0, 0, 0),
            0,
            5,
            Some(day_cut_short),
            None,
            midnight,
            Spent::Day,
            Why::MinutesInVain,
        ),
        (
            "asked before the month was over",
            limits(0, 0, 0),
            0,
            6,
            Some(month_before),
            None,
            first,
            Spent::Month,
            Why::DayInVain,
        ),
        (
            "seconds told",
            limits(4, 4, 4),
            4,
            1,
            None,
            Some(7),
            NOON + 7,
            Spent::Minute,
            Why::ServerSaid,
        ),
        (
            "an hour told",
            limits(0, 0, 0),
            0,
            1,
            None,
            Some(3600),
            NOON + 3600,
            Spent::Day,
            Why::ServerSaid,
        ),
        (
            "days told",
            limits(0, 0, 0),
            0,
            1,
            None,
            Some(200_000),
            NOON + 200_000,
            Spent::Month,
            Why::ServerSaid,
        ),
        (
            "zero told",
            limits(0, 0, 0),
            0,
            1,
            None,
            Some(0),
            NOON + 60,
            Spent::Minute,
            Why::Unknown,
        ),
        (
            "nonsense told",
            limits(0, 0, 0),
            0,
            1,
            None,
            Some(u64::MAX),
            NOON + 60,
            Spent::Minute,
            Why::Unknown,
        ),
    ] {
        let asked = vec![NOON; asked];
        let hold = refused(NOON, &ledger(limits, &asked), refusals, before, retry_after);
        assert_eq!(hold, Hold { until, spent, why }, "{what}");
    }
}

#[test]
fn a_refusal_teaches_the_minutes_limit_for_a_while() {
    let mut ledger = Ledger::default();
    ledger.learn(0, NOON);
    assert_eq!(
        ledger.limits(NOON).minute,
        None,
        "nothing was asked, so nothing is learned"
    );
    for second in [0, 1, 2] {
        ledger.count(NOON + second);
    }
    ledger.learn(3, NOON + 3);
    assert_eq!(ledger.limits(NOON + 3).minute, Some(3));
    assert_eq!(paced(NOON + 3, &ledger).map(|hold| hold.until), Some(NOON + 61));
    assert_eq!(
        ledger.limits(NOON + 3 + 15 * 60).minute,
        None,
        "another program may have been the cause"
    );

    ledger.tell(
        Told {
            limits: limits(4, 500, 0),
            ..Told::default()
        },
        NOON + 4,
    );
    ledger.learn(2, NOON + 5);
    assert_eq!(ledger.limits(NOON + 5).minute, Some(4), "the server knows better");
}

#[test]
fn the_ledger_survives_its_storage_and_its_damage() {
    let mut ledger = ledger(limits(4, 500, 15_500), &[NOON, NOON + 1]);
    ledger.learn(2, NOON + 1);
    let json = ledger.to_json();
    assert_eq!(Ledger::parse(&json), ledger);
    for damaged in ["", "null", "[]", "{\"lately\":7}", "\u{0}"] {
        assert_eq!(Ledger::parse(damaged), Ledger::default(), "{damaged}");
    }
    for at in 0..json.len() {
        let mut bytes = json.clone().into_bytes();
        bytes[at] ^= 1;
        let read = Ledger::parse(&String::from_utf8_lossy(&bytes));
        let _ = (paced(NOON, &read), refused(NOON, &read, 1, None, None));
    }
}

fn followed(before: Option<i64>) -> Followed {
    Followed {
        id: "ZDQxZA==".to_owned(),
        subject: Subject::new(Topic::Address, "2001:db8::1").expect("an address"),
        since: NOON,
        before,
        opened: false,
    }
}

#[test]
fn looks_become_rarer_and_end() {
    let one = followed(None);
    let mut at = NOON;
    let mut looks = Vec::new();
    while let Some(next) = one.next_look(u32::try_from(looks.len()).expect("few"), at) {
        assert!(next - at >= 15, "two looks within {} s", next - at);
        looks.push(next - NOON);
        at = next;
    }
    assert_eq!(looks[..6], [15, 30, 45, 75, 105, 135]);
    assert!(looks.len() < 150, "{} looks would eat up a day's quota", looks.len());
    assert!(looks.last().is_some_and(|last| (5 * 3_600..=6 * 3_600).contains(last)));
    assert!(one.may_be_late(NOON + 599) && !one.may_be_late(NOON + 600));
}

#[test]
fn a_new_report_is_told_from_the_old_one() {
    for (before, analysed, news) in [
        (None, None, true),
        (None, Some(1), true),
        (Some(5), Some(5), false),
        (Some(5), Some(4), false),
        (Some(5), Some(6), true),
        (Some(5), None, false),
    ] {
        assert_eq!(followed(before).is_news(analysed), news, "{before:?} {analysed:?}");
    }
    let tries: Vec<i64> = (0..).map_while(next_refresh).collect();
    assert_eq!(tries, [0, 15, 30, 60]);
}

#[test]
fn followed_analyses_survive_their_storage_and_its_damage() {
    let list = vec![
        followed(Some(7)),
        Followed {
            id: "u-1".to_owned(),
            opened: true,
            subject: Subject::url("http://a.example/?b=c"),
            ..followed(None)
        },
    ];
    let json = to_json(&list);
    assert_eq!(parse(&json, NOON + 60), list);
    assert_eq!(parse(&json, NOON + 7 * 3_600), [], "too old");
    assert_eq!(parse(&json, NOON - 3_600), [], "of a clock that has been set back");
    for damaged in [
        "",
        "{}",
        "[7,null]",
        "[{\"id\":\"\",\"topic\":\"ip\",\"subject\":\"1.1.1.1\",\"since\":1}]",
    ] {
        assert_eq!(parse(damaged, NOON), [], "{damaged}");
    }
    // One damaged entry does not take the others along.
    let half = json.replace("\"topic\":\"ip\"", "\"topic\":\"nonsense\"");
    assert_eq!(parse(&half, NOON), list[1..]);
}
