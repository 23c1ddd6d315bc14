//! Moments as others write them: `2026-10-28 20:42:13`, `2028-09-14T07:00:00.000+00:00`, `11:59 PM 12/3/2013`.

/// Unix seconds of a date with or without a time of day; UTC where nothing else is said.
pub fn moment(text: &str) -> Option<i64> {
    american(text).or_else(|| written(text))
}

/// As the certificates of programs are dated: the hour first, then month, day and year.
fn american(text: &str) -> Option<i64> {
    let mut parts = text.split_whitespace();
    let (clock, half, date) = (parts.next()?, parts.next()?, parts.next()?);
    let [hour, minute, _] = numbers(&format!("{clock}:0"), ':')?;
    let [month, day, year] = numbers(date, '/')?;
    let afternoon = match half {
        "AM" => 0,
        "PM" => 12,
        _ => return None,
    };
    let sound = (1..=12).contains(&hour) && (0..60).contains(&minute) && parts.next().is_none();
    let days = days(year, month, day).filter(|_| sound)?;
    Some(days * 86_400 + (hour % 12 + afternoon) * 3_600 + minute * 60)
}

fn days(year: i64, month: i64, day: i64) -> Option<i64> {
    let sound = (1..=12).contains(&month) && (1..=31).contains(&day) && (0..10_000).contains(&year);
    sound.then(|| days_since_1970(year, month, day))
}

fn written(text: &str) -> Option<i64> {
    let (date, rest) = text.trim().split_at_checked(10)?;
    let [year, month, day] = numbers(date, '-')?;
    let days = days(year, month, day)?;
    let rest = rest.trim_start_matches(['T', ' ']);
    if rest.is_empty() {
        return Some(days * 86_400);
    }
    let (time, zone) = rest.split_at_checked(8)?;
    let [hour, minute, second] = numbers(time, ':')?;
    if !(0..24).contains(&hour) || !(0..60).contains(&minute) || !(0..=60).contains(&second) {
        return None;
    }
    let zone = zone
        .trim_start_matches(|sign: char| sign == '.' || sign.is_ascii_digit())
        .trim();
    Some(days * 86_400 + hour * 3_600 + minute * 60 + second - offset(zone)?)
}

/// Three numbers of digits alone.
fn numbers(text: &str, between: char) -> Option<[i64; 3]> {
    let mut parts = text.split(between).map(|part| {
        let digits = part.bytes().all(|byte| byte.is_ascii_digit());
        part.parse::<i64>().ok().filter(|_| digits)
    });
    let numbers = [parts.next()??, parts.next()??, parts.next()??];
    parts.next().is_none().then_some(numbers)
}

/// Seconds east of Greenwich.
fn offset(zone: &str) -> Option<i64> {
    let (sign, rest) = match zone.split_at_checked(1) {
        None | Some(("Z", "")) => return Some(0),
        Some(("+", rest)) => (1, rest),
        Some(("-", rest)) => (-1, rest),
        Some(_) => return (zone == "UTC" || zone == "GMT").then_some(0),
    };
    let digits: String = rest.chars().filter(|sign| *sign != ':').collect();
    let (hours, minutes) = digits.split_at_checked(2)?;
    let minutes = if minutes.is_empty() { "0" } else { minutes };
    let [hours, minutes, _] = numbers(&format!("{hours}:{minutes}:0"), ':')?;
    Some(sign * (hours * 3_600 + minutes * 60))
}

/// Howard Hinnant's `days_from_civil`.
pub fn days_since_1970(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::moment;
    use crate::report::units::absolute;

    #[test]
    fn moments_are_read_as_they_are_written() {
        for (text, read) in [
            ("1970-01-01", Some("1970-01-01 00:00 UTC")),
            ("2026-10-28 20:42:13", Some("2026-10-28 20:42 UTC")),
            ("2028-09-14T07:00:00.000+00:00", Some("2028-09-14 07:00 UTC")),
            ("2016-12-29T13:28:19Z", Some("2016-12-29 13:28 UTC")),
            ("2000-02-29T23:30:00+0530", Some("2000-02-29 18:00 UTC")),
            ("1997-09-15 07:00:00-07", Some("1997-09-15 14:00 UTC")),
            ("2019-01-28 00:00:00 UTC", Some("2019-01-28 00:00 UTC")),
            ("11:59 PM 12/3/2013", Some("2013-12-03 23:59 UTC")),
            ("12:00 AM 12/04/2003", Some("2003-12-04 00:00 UTC")),
            ("12:30 PM 07/05/2019", Some("2019-07-05 12:30 UTC")),
            ("13:00 PM 07/05/2019", None),
            ("03:14 XM 07/05/2019", None),
            ("03:14 AM 28/06/2044", None),
            ("03:14 AM 06/28/99999999999", None),
            ("0000-00-00 00:00:00", None),
            ("2026-13-01", None),
            ("2026-10-28 25:00:00", None),
            ("2026-10-28 20:42", None),
            ("2026-10-28 20:42:13 MSK", None),
            ("28.10.2026", None),
            ("+026-10-28", None),
            ("", None),
            ("я2026-10-2", None),
        ] {
            assert_eq!(moment(text).map(absolute).as_deref(), read, "{text}");
        }
    }
}
