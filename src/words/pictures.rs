//! The words of pictures: dates in their order, bars, the map of relations.

use crate::words::report::words;
use crate::words::{english, russian};

type S = &'static str;

words! {
    /// What a picture says in words; the picture repeats it for the eye.
    PictureWords {
        // Dates
        compiled: S = "Compiled, by the program's own account", "Собрана, по данным самой программы";
        signed: S = "Signed, by the signature's own account", "Подписан, по данным самой подписи";
        signer: S = "Signer's certificate is valid", "Сертификат подписавшего действует";
        certificate: S = "HTTPS certificate is valid", "Сертификат HTTPS действует";
        from_to: fn(&str, &str) -> String = |from, to| format!("{from} to {to}"), |from, to| format!("{from} — {to}");
        after_sighting: S =
            "Later than the first sighting, so it was set by hand.",
            "Позже первого появления, значит, дата подделана.";
        out_of_certificate: S =
            "Outside the time in which the signer's certificate is valid.",
            "Вне срока действия сертификата подписавшего.";
        doubted: S = "Dates that cannot be true", "Даты, которые не могут быть верными";
        zero: S = "Zero: no date was written.", "Ноль: дата не записана.";
        before_time: S = "Before 1970, where the count begins.", "Раньше 1970 года, с которого идёт отсчёт.";
        too_early: S = "Before there was anything of the kind.", "Раньше, чем такое вообще появилось.";
        delphi: S = "The fixed date that old Delphi compilers write.", "Постоянная дата, которую пишут старые компиляторы Delphi.";
        largest: S = "The largest number that fits, not a date.", "Наибольшее число, какое помещается, а не дата.";
        never: S = "So far ahead that it means “never”.", "Так далеко впереди, что означает «никогда».";
        future: S = "In the future.", "В будущем.";
        after_minutes: fn(u64) -> String = |n| format!("{n} min later"), |n| format!("через {n} мин");
        after_hours: fn(u64) -> String = |n| format!("{n} h later"), |n| format!("через {n} ч");
        after_days: fn(u64) -> String =
            |n| format!("{n} {} later", english(n, "day", "days")),
            |n| format!("через {n} {}", russian(n, "день", "дня", "дней"));
        after_months: fn(u64) -> String =
            |n| format!("{n} {} later", english(n, "month", "months")),
            |n| format!("через {n} {}", russian(n, "месяц", "месяца", "месяцев"));
        after_years: fn(u64) -> String =
            |n| format!("{n} {} later", english(n, "year", "years")),
            |n| format!("через {n} {}", russian(n, "год", "года", "лет"));

        // Bars
        countries: S = "Countries", "Страны";
        networks: S = "Networks", "Сети";
        places: fn(u64) -> String =
            |n| format!("{n} {}", english(n, "place", "places")),
            |n| format!("{n} {}", russian(n, "место", "места", "мест"));
        of_them_flagged: fn(u64) -> String = |n| format!("{n} flagged"), |n| format!("опасны: {n}");
        more_groups: fn(u64) -> String = |n| format!("and {n} more"), |n| format!("и ещё {n}");

        // The map
        map: S = "Map", "Карта";
        map_about: S =
            "Everything that is loaded in one picture. Drawing it costs nothing.",
            "Всё загруженное на одной картинке. Рисовать её ничего не стоит.";
        keys: S =
            "Arrow keys go from one to the next, Enter opens, + and − zoom, 0 shows all.",
            "Стрелки ведут от одного к другому, Enter открывает, + и − меняют масштаб, 0 показывает всё.";
        whole_map: S = "Map of relations", "Карта связей";
        zoom_in: S = "Zoom in", "Крупнее";
        zoom_out: S = "Zoom out", "Мельче";
        fit: S = "Show all", "Показать всё";
        as_list: S = "As a list", "Списком";
        nothing_known: S =
            "Nothing of what belongs to it is loaded yet.",
            "Пока не загружено ничего из того, что с этим связано.";
        load_more: fn(&str, &str) -> String =
            |list, cost| format!("More: {list} · {cost}"),
            |list, cost| format!("Ещё: {list} · {cost}");
        offers: S = "Load onto the map", "Загрузить на карту";
        not_judged: S = "Verdict not loaded", "Вердикт не загружен";
        leads_to: fn(&str) -> String = |ends| format!("leads to {ends}"), |ends| format!("ведёт на {ends}");
        some_of: fn(&str, &str) -> String = |n, all| format!("{n} of {all}"), |n, all| format!("{n} из {all}");
    }
}
