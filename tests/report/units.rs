//! Sizes, counts, speeds and moments.

use assay::report::units;

use crate::{DAY, NOW, english, russian};

#[test]
fn sizes_counts_and_speeds() {
    let (en, ru) = (english(), russian());
    for (bytes, english, russian) in [
        (0, "0 bytes", "0\u{A0}байт"),
        (1, "1 byte", "1\u{A0}байт"),
        (2, "2 bytes", "2\u{A0}байта"),
        (999, "999 bytes", "999\u{A0}байт"),
        (
            1_234_567,
            "1.2\u{A0}MB (1,234,567 bytes)",
            "1,2\u{A0}МБ (1\u{A0}234\u{A0}567\u{A0}байт)",
        ),
        (
            999_950,
            "1.0\u{A0}MB (999,950 bytes)",
            "1,0\u{A0}МБ (999\u{A0}950\u{A0}байт)",
        ),
        (
            4_294_967_297,
            "4.3\u{A0}GB (4,294,967,297 bytes)",
            "4,3\u{A0}ГБ (4\u{A0}294\u{A0}967\u{A0}297\u{A0}байт)",
        ),
    ] {
        assert_eq!(units::size_exact(bytes, en), english);
        assert_eq!(units::size_exact(bytes, ru), russian);
    }
    assert!(units::size(u64::MAX, en).ends_with("TB"));
    assert_eq!(units::decimal(-1234.5, 1, en), "−1,234.5");
    assert_eq!(units::decimal(6.62, 2, ru), "6,62");
    assert_eq!(units::speed(85_300_000.0, en).as_deref(), Some("85.3\u{A0}MB/s"));
    for none in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        assert_eq!(
            (units::speed(none, en), units::time_left(1_000, none, en)),
            (None, None),
            "{none}"
        );
    }
    for (left, speed, english) in [
        (100, 100.0, "1 s left"),
        (12_500, 100.0, "2 min 5 s left"),
        (400_000, 100.0, "1 h 6 min left"),
    ] {
        assert_eq!(units::time_left(left, speed, en).as_deref(), Some(english));
    }
}

#[test]
fn moments_are_never_absurd() {
    let (en, ru) = (english(), russian());
    for (unix, absolute, relative) in [
        (NOW, "2026-11-18 11:06 UTC", Some("just now")),
        (NOW + 60, "2026-11-18 11:07 UTC", Some("just now")),
        (NOW + DAY, "2026-11-19 11:06 UTC", None),
        (NOW - 60, "2026-11-18 11:05 UTC", Some("1 minute ago")),
        (NOW - 7_200, "2026-11-18 09:06 UTC", Some("2 hours ago")),
        (NOW - 3 * DAY, "2026-11-15 11:06 UTC", Some("3 days ago")),
        (NOW - 61 * DAY, "2026-09-18 11:06 UTC", Some("61 days ago")),
        (NOW - 92 * DAY, "2026-08-18 11:06 UTC", Some("3 months ago")),
        (951_782_400, "2000-02-29 00:00 UTC", Some("26 years ago")),
        (0, "1970-01-01 00:00 UTC", None),
        (2_147_483_648, "2038-01-19 03:14 UTC", None),
        (253_402_300_799, "9999-12-31 23:59 UTC", None),
    ] {
        let when = units::when(unix, NOW, en).unwrap();
        assert_eq!(
            (when.absolute.as_str(), when.relative.as_deref()),
            (absolute, relative),
            "{unix}"
        );
    }
    for unix in [-1, i64::MIN, i64::MAX, NOW * 1_000, 253_402_300_800] {
        assert_eq!(units::when(unix, NOW, en), None, "{unix}");
    }
    for clock in [0, i64::MIN, i64::MAX] {
        let when = units::when(NOW, clock, en).unwrap();
        assert_eq!(when.absolute, "2026-11-18 11:06 UTC", "a wrong clock changes no date");
    }
    for (days, russian) in [
        (1, "1 день назад"),
        (3, "3 дня назад"),
        (11, "11 дней назад"),
        (21, "21 день назад"),
    ] {
        assert_eq!(
            units::when(NOW - days * DAY, NOW, ru).unwrap().relative.as_deref(),
            Some(russian)
        );
    }
    assert_eq!(units::until(NOW + 60, NOW), "11:07 UTC");
    assert_eq!(units::until(NOW + DAY, NOW), "2026-11-19 11:06 UTC");
    for (seconds, shown) in [(0, "0:00"), (59, "0:59"), (61, "1:01"), (43_385, "12:03:05")] {
        assert_eq!(units::countdown(seconds), shown);
    }
}
