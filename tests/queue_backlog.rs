//! The queue that outlives the page, by tables: what is asked next, what a failure leads to, when it will be done.

use assay::queue::calendar::{DAY, next_day, next_month};
use assay::queue::{
    Backlog, Change, Failure, Forecast, Ledger, Limits, Pause, Question, Rank, Spent, Standing, Told, forecast,
};
use assay::subject::Subject;

/// 2026-11-22 12:00:00 UTC.
const NOON: i64 = 1_795_348_800;

fn file(number: u8) -> Subject {
    Subject::file(&format!("{number:064x}")).expect("a digest")
}

fn carry_out(backlog: &mut Backlog, changes: Vec<Change>) {
    for change in changes {
        backlog.apply(&change);
    }
}

fn with(wishes: &[(u8, Rank)]) -> Backlog {
    let mut backlog = Backlog::default();
    for (number, rank) in wishes {
        let changes = backlog.wish(&[file(*number)], *rank, NOON);
        carry_out(&mut backlog, changes);
    }
    backlog
}

fn order(backlog: &Backlog) -> Vec<Subject> {
    backlog.waiting().map(|question| question.subject.clone()).collect()
}

#[test]
fn the_reader_goes_before_the_batch_and_the_batch_before_refreshes() {
    let mut backlog = with(&[
        (1, Rank::Refresh),
        (2, Rank::Batch),
        (3, Rank::Reader),
        (4, Rank::Batch),
        (2, Rank::Refresh),
    ]);
    assert_eq!(order(&backlog), [file(3), file(2), file(4), file(1)]);
    let changes = backlog.first(&[file(4), file(1)]);
    carry_out(&mut backlog, changes);
    assert_eq!(order(&backlog), [file(3), file(4), file(2), file(1)]);
    let place = |number| {
        backlog
            .question(&file(number))
            .and_then(|question| backlog.before(question))
    };
    assert_eq!(
        (place(3), place(4), place(1), place(9)),
        (Some(0), Some(1), Some(3), None)
    );
    let changes = backlog.wish(&[file(1)], Rank::Reader, NOON);
    carry_out(&mut backlog, changes);
    assert_eq!(order(&backlog), [file(3), file(1), file(4), file(2)]);
}

#[test]
fn what_was_answered_is_asked_again_as_a_refresh_alone() {
    let mut backlog = with(&[(1, Rank::Batch)]);
    backlog.begin(&file(1));
    let changes = backlog.answered(&file(1), NOON + 5);
    carry_out(&mut backlog, changes);
    assert_eq!(backlog.waiting_count(), 0);
    for (rank, now, asked) in [
        (Rank::Batch, NOON + 9, false),
        (Rank::Reader, NOON + 9, false),
        (Rank::Refresh, NOON + 5, false),
        (Rank::Refresh, NOON + 9, true),
    ] {
        assert_eq!(
            !backlog.wish(&[file(1)], rank, now).is_empty(),
            asked,
            "{rank:?} at {now}"
        );
    }
    // A wish that another tab wrote before it heard of the answer.
    let late = Question {
        subject: file(1),
        rank: Rank::Batch,
        place: 7,
        wished: NOON,
        standing: Standing::Waiting,
        tries: 0,
        not_before: 0,
    };
    backlog.apply(&Change::Put(late));
    assert_eq!(backlog.next(NOON + 9), None);
}

#[test]
fn a_passing_failure_is_tried_three_times_and_a_lasting_one_once() {
    let mut backlog = with(&[(1, Rank::Batch), (2, Rank::Batch)]);
    let mut now = NOON;
    for tries in 1..=3 {
        assert_eq!(backlog.next(now), Some(file(1)), "try {tries}");
        backlog.begin(&file(1));
        let changes = backlog.failed(&file(1), Failure::Passing("503".into()), now);
        carry_out(&mut backlog, changes);
        // Others need not wait for it.
        assert_eq!(backlog.next(now), Some(file(2)));
        now += 120;
    }
    assert_eq!(backlog.failed_count(), 1);
    backlog.begin(&file(2));
    let changes = backlog.failed(&file(2), Failure::Lasting("400".into()), now);
    carry_out(&mut backlog, changes);
    assert_eq!((backlog.failed_count(), backlog.next(now)), (2, None));
    let changes = backlog.retry_failed();
    carry_out(&mut backlog, changes);
    assert_eq!((backlog.failed_count(), backlog.next(now)), (0, Some(file(1))));
}

#[test]
fn what_would_meet_every_question_stops_them_all_and_costs_none_its_place() {
    let mut backlog = with(&[(1, Rank::Batch), (2, Rank::Batch)]);
    let mut now = NOON;
    for wait in [5, 10, 20, 40, 80, 160, 300, 300] {
        assert_eq!(backlog.next(now), Some(file(1)));
        backlog.begin(&file(1));
        assert_eq!(backlog.failed(&file(1), Failure::OfAll { passes: true }, now), []);
        assert_eq!(backlog.next(now + wait - 1), None);
        assert_eq!(backlog.wakes(now), Some(now + wait));
        now += wait;
    }
    backlog.begin(&file(1));
    backlog.failed(&file(1), Failure::OfAll { passes: false }, now);
    assert_eq!((backlog.next(now + DAY), backlog.wakes(now)), (None, None));
    backlog.revive();
    assert_eq!(backlog.next(now), Some(file(1)));
}

#[test]
fn a_question_is_read_as_it_was_written_and_a_damaged_one_is_none() {
    let question = Question {
        subject: file(7),
        rank: Rank::Refresh,
        place: -3,
        wished: NOON,
        standing: Standing::Failed("5\u{202E}03".into()),
        tries: 2,
        not_before: NOON + 9,
    };
    let name = question.subject.to_string();
    assert_eq!(Question::parse(&name, &question.to_json()), Some(question.clone()));
    for (name, json) in [
        (name.as_str(), ""),
        (name.as_str(), "7"),
        (
            name.as_str(),
            "{\"rank\":\"king\",\"place\":1,\"standing\":\"waiting\"}",
        ),
        (
            name.as_str(),
            "{\"rank\":\"batch\",\"place\":1e99,\"standing\":\"waiting\"}",
        ),
        ("file/7", question.to_json().as_str()),
        ("", question.to_json().as_str()),
        ("person/7", question.to_json().as_str()),
    ] {
        assert_eq!(Question::parse(name, json), None, "{name} {json}");
    }
}

fn ledger(minute: Option<u64>, day: Option<u64>, month: Option<u64>, asked: u64) -> Ledger {
    let mut ledger = Ledger::default();
    let limits = Limits { minute, day, month };
    ledger.tell(
        Told {
            limits,
            today: Some(asked),
            this_month: Some(asked),
        },
        NOON,
    );
    ledger
}

#[test]
fn the_end_is_foretold_by_minute_day_and_month() {
    let pause = |spent, allowed, until| Some(Pause { spent, allowed, until });
    let (midnight, first) = (next_day(NOON), next_month(NOON));
    for (ledger, count, expected) in [
        // 412 at 4 a minute: 102 minutes of 61 seconds, after the first four.
        (
            ledger(Some(4), Some(500), None, 0),
            412,
            Forecast {
                done_at: Some(NOON + 102 * 61),
                pace: Some(4),
                pause: None,
                assumed: false,
            },
        ),
        (
            ledger(Some(4), Some(500), None, 100),
            412,
            Forecast {
                done_at: Some(midnight + 2 * 61),
                pace: Some(4),
                pause: pause(Spent::Day, 500, midnight),
                assumed: false,
            },
        ),
        (
            ledger(Some(4), Some(500), Some(450), 449),
            2,
            Forecast {
                done_at: Some(first),
                pace: Some(4),
                pause: pause(Spent::Month, 450, first),
                assumed: false,
            },
        ),
        // Nothing is known: a free key's limits.
        (
            Ledger::default(),
            5,
            Forecast {
                done_at: Some(NOON + 61),
                pace: Some(4),
                pause: None,
                assumed: true,
            },
        ),
        // No limit but the day's.
        (
            ledger(None, Some(10), None, 0),
            25,
            Forecast {
                done_at: Some(midnight + DAY),
                pace: None,
                pause: pause(Spent::Day, 10, midnight),
                assumed: false,
            },
        ),
        // Longer than anybody plans.
        (
            ledger(Some(1), Some(1), None, 0),
            5_000,
            Forecast {
                done_at: None,
                pace: Some(1),
                pause: pause(Spent::Day, 1, midnight),
                assumed: false,
            },
        ),
    ] {
        assert_eq!(forecast(NOON, &ledger, count), expected, "{count} of {ledger:?}");
    }
}
