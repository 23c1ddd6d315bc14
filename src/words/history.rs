//! The words of the history: what was asked about, pins, notes, what is watched.

use super::report::words;
use crate::words::{english, russian};

type S = &'static str;
/// A count as a number, and as it is written.
type Counted = fn(u64, &str) -> String;

words! {
    /// The list of what this browser has asked about.
    HistoryWords {
        heading: S = "History", "История";
        told: Counted =
            |n, text| format!("{text} {} in this browser", english(n, "answer is kept", "answers are kept")),
            |n, text| format!("{text} {} в этом браузере", russian(n, "ответ хранится", "ответа хранятся", "ответов хранятся"));
        empty: S = "Nothing has been asked yet", "Пока ничего не спрашивали";
        empty_advice: S =
            "What you look up is listed here with its age, so that you find it again without asking twice.",
            "Здесь появится всё, о чём вы спросите, с возрастом ответа: второй раз спрашивать не придётся.";
        off: S =
            "Nothing is kept: you have set it so.",
            "Ничего не хранится: так задано в настройках.";
        find: S = "Filter by name, digest, family or note", "Имя, хеш, семейство или заметка";
        only: S = "Show", "Показать";
        only_all: S = "everything", "всё";
        only_pinned: S = "pinned", "закреплённое";
        only_watched: S = "watched", "отслеживаемое";
        only_changed: S = "changed", "изменившееся";
        only_malicious: S = "malicious", "вредоносное";
        only_suspicious: S = "suspicious", "подозрительное";
        only_nothing: S = "nothing found", "ничего не найдено";
        only_never: S = "never seen", "неизвестное";
        shown: fn(&str, &str) -> String =
            |shown, all| format!("{shown} of {all} shown"),
            |shown, all| format!("показано {shown} из {all}");
        none_left: S = "Nothing fits the filter.", "Под фильтр ничего не подходит.";
        asked: fn(&str) -> String = |when| format!("asked {when}"), |when| format!("спрошено {when}");
        pin: fn(&str) -> String = |name| format!("Pin {name}"), |name| format!("Закрепить: {name}");
        pin_short: S = "Pin", "Закрепить";
        watch: fn(&str) -> String = |name| format!("Watch {name}"), |name| format!("Отслеживать: {name}");
        watch_short: S = "Watch", "Отслеживать";
        watch_why: S =
            "What is watched is asked about again once a day, one request each, while the page is open and a fifth of the day's quota is left.",
            "Отслеживаемое спрашивается снова раз в день, по запросу на каждое, пока страница открыта и остаётся пятая часть дневной квоты.";
        note: S = "Note", "Заметка";
        note_of: fn(&str) -> String = |name| format!("Note on {name}"), |name| format!("Заметка: {name}");
        remove: fn(&str) -> String = |name| format!("Remove {name} from the history"), |name| format!("Убрать из истории: {name}");
        changed: fn(u64, u64, u64, u64, &str) -> String =
            |was, of, now, all, when| format!("Changed since {when}: {was} of {of} → {now} of {all}"),
            |was, of, now, all, when| format!("Изменилось с {when}: {was} из {of} → {now} из {all}");
        appeared: fn(u64, u64, &str) -> String =
            |now, all, when| format!("Nobody had seen it on {when}; now {now} of {all} flag it"),
            |now, all, when| format!("{when} его никто не видел; теперь отмечают {now} из {all}");
        seen: S = "Seen", "Понятно";
    }
}
