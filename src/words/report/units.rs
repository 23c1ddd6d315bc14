//! Numbers, sizes and times in words.

use crate::words::{english, russian};

type S = &'static str;

words! {
    /// How numbers are written.
    UnitWords {
        decimal: char = '.', ',';
        thousands: char = ',', '\u{A0}';
        /// Bytes, thousands of them, millions, …
        sizes: [S; 5] = ["bytes", "kB", "MB", "GB", "TB"], ["байт", "кБ", "МБ", "ГБ", "ТБ"];
        bytes: fn(u64, &str) -> String =
            |n, text| format!("{text} {}", english(n, "byte", "bytes")),
            |n, text| format!("{text}\u{A0}{}", russian(n, "байт", "байта", "байт"));
        per_second: fn(&str) -> String = |size| format!("{size}/s"), |size| format!("{size}/с");
        unknown_time: S = "unknown", "неизвестно";
        just_now: S = "just now", "только что";
        minutes_ago: fn(u64) -> String =
            |n| format!("{n} {} ago", english(n, "minute", "minutes")),
            |n| format!("{n} {} назад", russian(n, "минуту", "минуты", "минут"));
        hours_ago: fn(u64) -> String =
            |n| format!("{n} {} ago", english(n, "hour", "hours")),
            |n| format!("{n} {} назад", russian(n, "час", "часа", "часов"));
        days_ago: fn(u64) -> String =
            |n| format!("{n} {} ago", english(n, "day", "days")),
            |n| format!("{n} {} назад", russian(n, "день", "дня", "дней"));
        months_ago: fn(u64) -> String =
            |n| format!("{n} {} ago", english(n, "month", "months")),
            |n| format!("{n} {} назад", russian(n, "месяц", "месяца", "месяцев"));
        years_ago: fn(u64) -> String =
            |n| format!("{n} {} ago", english(n, "year", "years")),
            |n| format!("{n} {} назад", russian(n, "год", "года", "лет"));
        seconds_left: fn(u64) -> String = |n| format!("{n} s left"), |n| format!("осталось {n} с");
        minutes_left: fn(u64, u64) -> String =
            |m, s| format!("{m} min {s} s left"),
            |m, s| format!("осталось {m} мин {s} с");
        hours_left: fn(u64, u64) -> String =
            |h, m| format!("{h} h {m} min left"),
            |h, m| format!("осталось {h} ч {m} мин");
    }
}
