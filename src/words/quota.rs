//! The words of quotas: the meter in the bar, waits and their reasons, and what the server says of the key.

use crate::words::report::words;
use crate::words::{english, russian};

type S = &'static str;

words! {
    /// One field a sentence.
    QuotaWords {
        // The meter
        of_minute: fn(&str, Option<&str>) -> String =
            |asked, allowed| match allowed {
                Some(allowed) => format!("{asked} of {allowed} this minute"),
                None => format!("{asked} this minute"),
            },
            |asked, allowed| match allowed {
                Some(allowed) => format!("{asked} из {allowed} за минуту"),
                None => format!("{asked} за минуту"),
            };
        of_day: fn(&str, Option<&str>) -> String =
            |asked, allowed| match allowed {
                Some(allowed) => format!("{asked} of {allowed} today"),
                None => format!("{asked} today"),
            },
            |asked, allowed| match allowed {
                Some(allowed) => format!("{asked} из {allowed} сегодня"),
                None => format!("{asked} сегодня"),
            };
        short_minute: S = "min", "мин";
        short_day: S = "day", "сут";
        meter_title: S = "Requests made with your key. The day begins at 00:00 UTC.",
            "Запросы с вашим ключом. Сутки начинаются в 00:00 UTC.";
        meter_waits: fn(&str) -> String =
            |time| format!("waits {time}"),
            |time| format!("ждём {time}");

        // Waits
        day_spent: S = "The quota of this API key is used up for today.", "Суточная квота этого ключа API исчерпана.";
        month_spent: S = "The quota of this API key is used up for this month.", "Месячная квота этого ключа API исчерпана.";
        minute_advice: S =
            "The page goes on by itself; nothing has to be pressed.",
            "Страница продолжит сама, нажимать ничего не нужно.";
        day_advice: S =
            "It begins anew at 00:00 UTC. Until then VirusTotal's own page shows the report without a key.",
            "Она обновится в 00:00 UTC. До тех пор отчёт можно открыть на сайте VirusTotal без ключа.";
        month_advice: S =
            "It begins anew at 00:00 UTC on the first of the month. Until then VirusTotal's own page shows the report without a key.",
            "Она обновится в 00:00 UTC первого числа. До тех пор отчёт можно открыть на сайте VirusTotal без ключа.";
        why_counted: fn(&str, &str) -> String =
            |asked, allowed| format!("{asked} of {allowed} have been asked."),
            |asked, allowed| format!("Сделано {asked} из {allowed}.");
        why_server: S =
            "VirusTotal or the proxy said how long to wait.",
            "VirusTotal или прокси указал, сколько ждать.";
        why_unknown: S =
            "VirusTotal does not say which quota it is; a minute is the shortest wait that can help.",
            "VirusTotal не сообщает, какая квота исчерпана; минута — самое короткое ожидание, которое может помочь.";
        why_minutes: S =
            "Several waits of a minute did not help, so it is taken for the day's.",
            "Несколько ожиданий по минуте не помогли, поэтому считаем, что это суточная квота.";
        why_day: S =
            "Waiting for the next day did not help, so it is taken for the month's.",
            "Следующие сутки не помогли, поэтому считаем, что это месячная квота.";

        // What the server says of the key
        heading: S = "Quotas and privileges of the key", "Квоты и права ключа";
        intro: S =
            "VirusTotal tells them under your user name there. Without it the page counts by itself and learns the limits from refusals.",
            "VirusTotal сообщает их по вашему имени пользователя. Без него страница считает сама и узнаёт пределы из отказов.";
        user: S = "Your user name at VirusTotal", "Ваше имя пользователя на VirusTotal";
        user_hint: S =
            "It stands in the address of your profile page. It is kept in the settings of this browser.",
            "Оно указано в адресе страницы вашего профиля и хранится в настройках этого браузера.";
        user_empty: S = "Enter your user name first.", "Сначала введите имя пользователя.";
        user_odd: S =
            "A user name has letters, digits and - _ . in it. Something else is in this text.",
            "Имя пользователя состоит из латинских букв, цифр и знаков - _ . — в этом тексте есть что-то ещё.";
        user_key: S =
            "This is an API key, not a user name. It is not used: a key in an address would stand in logs.",
            "Это ключ API, а не имя пользователя. Он не используется: ключ в адресе попал бы в журналы.";
        ask: fn(u64) -> String =
            |requests| format!("Ask · {requests} {}", english(requests, "request", "requests")),
            |requests| format!("Запросить · {requests} {}", russian(requests, "запрос", "запроса", "запросов"));
        asking: S = "Asking VirusTotal about the key", "Запрашиваем у VirusTotal сведения о ключе";
        not_yours_title: S =
            "VirusTotal does not show this user's quotas to your key.",
            "VirusTotal не показывает квоты этого пользователя вашему ключу.";
        not_yours: S =
            "Quotas are shown to their owner alone. Check that this is the name of the account that the key belongs to.",
            "Квоты видит только их владелец. Проверьте, что это имя той учётной записи, которой принадлежит ключ.";
        no_such_user: S =
            "VirusTotal knows no user of this name.",
            "VirusTotal не знает пользователя с таким именем.";
        per: S = "Quota", "Квота";
        used: S = "Used", "Использовано";
        allowed: S = "Allowed", "Разрешено";
        shared: S = "Shared with", "Общая с";
        minute: S = "Minute", "Минута";
        hour: S = "Hour", "Час";
        day: S = "Day (UTC)", "Сутки (UTC)";
        month: S = "Month (UTC)", "Месяц (UTC)";
        minute_means: S = "a sixtieth of the hour's", "шестидесятая часть часовой";
        no_limit: S = "no real limit", "без предела";
        not_told: S = "not told", "не указано";
        no_quotas: S = "VirusTotal told no quotas.", "VirusTotal не сообщил квот.";
        privileges: S = "Privileges", "Права";
        until: fn(&str) -> String = |date| format!("until {date}"), |date| format!("до {date}");
        inherited: fn(&str) -> String = |from| format!("from {from}"), |from| format!("от {from}");
        no_privileges: S =
            "None beyond a free key.",
            "Только права бесплатного ключа.";
    }
}
