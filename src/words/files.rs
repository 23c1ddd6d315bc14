//! The words of the list of files and of the queue that asks about them.

use super::report::words;
use crate::words::{english, russian};

type S = &'static str;
/// A count as a number, and as it is written.
type Counted = fn(u64, &str) -> String;

words! {
    /// The list and its queue.
    FilesWords {
        heading: S = "Files", "Файлы";
        read: fn(&str, &str) -> String =
            |done, all| format!("{done} of {all} read"),
            |done, all| format!("прочитано {done} из {all}");
        folders: Counted =
            |n, text| format!("in {text} {}", english(n, "folder", "folders")),
            |n, text| format!("в {text} {}", russian(n, "папке", "папках", "папках"));
        clear: S = "Clear what is done", "Убрать готовые";
        take_off: fn(&str) -> String = |name| format!("Remove {name} from the list"), |name| format!("Убрать из списка: {name}");
        take_off_short: S = "Remove", "Убрать";
        first: S = "Ask first", "Спросить первым";
        first_what: fn(&str) -> String = |name| format!("Ask first: {name}"), |name| format!("Спросить первым: {name}");

        // What files have come to
        malicious: S = "Malicious", "Вредоносные";
        suspicious: S = "Suspicious", "Подозрительные";
        never_seen: S = "Never seen", "Неизвестные";
        nothing_found: S = "Nothing found", "Ничего не найдено";
        unanswered: S = "No answer", "Без ответа";
        under_way: S = "Under way", "В работе";
        not_read: S = "Not read", "Не прочитаны";
        only: fn(&str) -> String = |state| format!("Show only: {state}"), |state| format!("Показать только: {state}");
        tally: S = "What the files have come to", "Итоги по файлам";

        // The view
        find: S = "Filter by name, folder or digest", "Имя, папка или хеш";
        order: S = "Order", "Порядок";
        order_dropped: S = "as dropped", "как добавлены";
        order_pressing: S = "most pressing first", "сначала важные";
        order_name: S = "by name", "по имени";
        order_folder: S = "by folder", "по папке";
        order_size: S = "largest first", "сначала большие";
        group: S = "Groups", "Группы";
        group_none: S = "no groups", "без групп";
        group_state: S = "by result", "по результату";
        group_folder: S = "by folder", "по папке";
        no_folder: S = "In no folder", "Без папки";
        shown: fn(&str, &str) -> String =
            |shown, all| format!("{shown} of {all} shown"),
            |shown, all| format!("показано {shown} из {all}");
        none_left: S = "No file fits the filter.", "Под фильтр не подходит ни один файл.";

        // The queue
        to_ask: Counted =
            |_, text| format!("{text} to ask"),
            |_, text| format!("осталось спросить: {text}");
        at_pace: fn(&str, u64) -> String =
            |time, pace| format!("{time} at {pace} a minute"),
            |time, pace| format!("{time} при {pace} в минуту");
        long: S = "longer than can be told", "дольше, чем можно предсказать";
        minutes: fn(i64) -> String = |m| format!("{m} min"), |m| format!("{m} мин");
        hours: fn(i64, i64) -> String = |h, m| format!("{h} h {m} min"), |h, m| format!("{h} ч {m} мин");
        days: fn(i64, i64) -> String = |d, h| format!("{d} d {h} h"), |d, h| format!("{d} д {h} ч");
        pauses_day: fn(u64, &str) -> String =
            |allowed, until| format!("pauses at the day's {allowed} until {until}, resumes by itself"),
            |allowed, until| format!("на {allowed} запросах в день остановится до {until} и продолжит сама");
        pauses_month: fn(u64, &str) -> String =
            |allowed, until| format!("pauses at the month's {allowed} until {until}, resumes by itself"),
            |allowed, until| format!("на {allowed} запросах в месяц остановится до {until} и продолжит сама");
        assumed: S =
            "The limits of this key are not known: a free key's are taken.",
            "Лимиты этого ключа неизвестны: взяты лимиты бесплатного.";
        paused: S = "Paused: nothing is asked until you resume.", "Пауза: запросов не будет, пока вы не продолжите.";
        pause: S = "Pause", "Пауза";
        resume: S = "Resume", "Продолжить";
        watches: S = "Another tab of this page does the asking.", "Запросы делает другая вкладка этой страницы.";
        failed: Counted =
            |_, text| format!("{text} without an answer"),
            |_, text| format!("без ответа: {text}");
        retry_failed: S = "Try these again", "Повторить их";
        again: fn(&str) -> String = |cost| format!("Ask again about all · {cost}"), |cost| format!("Спросить обо всех снова · {cost}");
        tell_end: S = "Notify me when it is done", "Уведомить, когда всё готово";
        tell_refused: S =
            "The browser does not let this page notify you. Its settings for this site can change that.",
            "Браузер не разрешает этой странице уведомления. Это можно изменить в его настройках для сайта.";
        stay_awake: S = "Keep the screen on meanwhile", "Пока не гасить экран";
        end: S = "Assay is done", "Assay: всё готово";
        files: Counted =
            |n, text| format!("{text} {}", english(n, "file", "files")),
            |n, text| format!("{text} {}", russian(n, "файл", "файла", "файлов"));
        stopped: S = "Nothing is asked at the moment.", "Сейчас запросов нет.";
        try_now: S = "Try now", "Попробовать сейчас";
        tries_at: fn(&str) -> String =
            |time| format!("The next try is at {time}."),
            |time| format!("Следующая попытка в {time}.");

        // Rows
        place: Counted =
            |_, text| format!("{text} before it"),
            |_, text| format!("перед ним: {text}");
        asked_ago: fn(&str) -> String = |when| format!("asked {when}"), |when| format!("запрошен {when}");

        // Folders
        unread: Counted =
            |n, text| format!("{text} {} could not be opened:", english(n, "entry", "entries")),
            |n, text| format!("Не удалось открыть {text} {}:", russian(n, "запись", "записи", "записей"));
        too_deep: S = "lies too deep, or a link leads back to itself", "лежит слишком глубоко, или ссылка ведёт по кругу";

        // Keeping
        kept_blocked: S =
            "This browser lets the page keep nothing: the list and its results end with this tab.",
            "Браузер не даёт странице ничего хранить: список и результаты исчезнут вместе с вкладкой.";
        kept_full: S =
            "The browser's storage is full: new results are not kept. Free some space, or forget what is kept in the settings.",
            "Хранилище браузера заполнено: новые результаты не сохраняются. Освободите место или удалите сохранённое в настройках.";
        kept_damaged: S =
            "What this browser has kept is damaged. The page works without it; forget it in the settings to begin anew.",
            "Сохранённое в этом браузере повреждено. Страница работает без него; чтобы начать заново, удалите его в настройках.";
        kept_partly: Counted =
            |n, text| format!(
                "{text} {} of what this browser has kept could not be read and {} left out.",
                english(n, "entry", "entries"),
                english(n, "is", "are"),
            ),
            |n, text| format!(
                "Не удалось прочитать {text} {} из сохранённого в браузере: они пропущены.",
                russian(n, "запись", "записи", "записей"),
            );
    }
}
