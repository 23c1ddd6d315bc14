//! The words of the report: tabs, buttons and tables here; the card, the panels and the units in files of their own.

/// One line a sentence: its name, its type, English, Russian. A missing translation does not compile.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$about:meta])* $field:ident: $kind:ty = $english:expr, $russian:expr;)* }) => {
        $(#[$meta])*
        pub struct $name {
            $($(#[$about])* pub $field: $kind,)*
        }
        pub const ENGLISH: $name = $name { $($field: $english,)* };
        pub const RUSSIAN: $name = $name { $($field: $russian,)* };
        impl crate::words::later::Table for $name {
            fn of(language: crate::words::Language) -> &'static Self {
                match language {
                    crate::words::Language::English => &ENGLISH,
                    crate::words::Language::Russian => &RUSSIAN,
                }
            }
        }
    };
}

pub(crate) use words;

pub mod card;
pub mod engines;
pub mod formats;
pub mod panels;
pub mod places;
pub mod reasons;
pub mod search;
pub mod tables;
pub mod units;

use crate::words::later::Later;
use crate::words::{Language, english, russian};

type S = &'static str;

words! {
    /// Tabs, buttons, columns and notes of the report.
    ReportWords {
        card: &'static card::CardWords = &card::ENGLISH, &card::RUSSIAN;
        reasons: Later<reasons::ReasonWords> = Later::new(Language::English), Later::new(Language::Russian);
        formats: Later<formats::FormatWords> = Later::new(Language::English), Later::new(Language::Russian);
        panels: Later<panels::PanelWords> = Later::new(Language::English), Later::new(Language::Russian);
        places: Later<places::PlaceWords> = Later::new(Language::English), Later::new(Language::Russian);
        engines: Later<engines::EngineWords> = Later::new(Language::English), Later::new(Language::Russian);
        tables: Later<tables::TableWords> = Later::new(Language::English), Later::new(Language::Russian);
        search: Later<search::SearchWords> = Later::new(Language::English), Later::new(Language::Russian);
        units: &'static units::UnitWords = &units::ENGLISH, &units::RUSSIAN;

        // Tabs
        detections: S = "Detections", "Обнаружения";
        details: S = "Details", "Сведения";
        relations: S = "Relations", "Связи";
        network: S = "Network", "Сеть";
        behaviour: S = "Behaviour", "Поведение";
        community: S = "Community", "Сообщество";
        attributes: S = "All attributes", "Все атрибуты";
        raw: S = "JSON", "JSON";
        parts_of_the_report: S = "Parts of the report", "Части отчёта";

        // The search in it
        search_in: S = "Search in this report", "Искать в этом отчёте";
        searching: S = "Searching…", "Идёт поиск…";
        found_none: S = "No matches in what is loaded", "В загруженном совпадений нет";
        found_in_tab: fn(u64, &str) -> String =
            |n, text| format!("{text} {} here", english(n, "match", "matches")),
            |n, text| format!("здесь {text} {}", russian(n, "совпадение", "совпадения", "совпадений"));
        show_list: S = "Show the list", "Показать список";
        hide_list: S = "Hide the list", "Скрыть список";
        not_searched: S = "Not loaded, so not searched", "Не загружено, поэтому не просмотрено";
        not_all_searched: S = "Not all of it is loaded", "Загружено не всё";

        // Buttons and small notes
        copy: S = "Copy", "Копировать";
        copied: S = "Copied", "Скопировано";
        copy_failed: S = "The browser did not allow copying", "Браузер не разрешил копирование";
        save: S = "Save as a file", "Сохранить в файл";
        keep: S = "Save or print", "Сохранить или напечатать";
        show_less: S = "Show less", "Свернуть";
        ask_again: S = "Ask again", "Запросить снова";
        open_virustotal: S = "Open on VirusTotal", "Открыть на VirusTotal";
        mended_utf8: S =
            "Some bytes of the answer were no valid text; they are shown as \u{FFFD}.",
            "Некоторые байты ответа не были корректным текстом, вместо них показан знак \u{FFFD}.";
        mended_surrogates: S =
            "The answer held halves of characters; they are shown as \u{FFFD}.",
            "В ответе встретились половины символов, вместо них показан знак \u{FFFD}.";
        blotted: S =
            "The answer held your API key; it was blotted out. Whoever runs the proxy has seen the key.",
            "В ответе встретился ваш ключ API, он закрыт точками. Владелец прокси видел этот ключ.";

        // Detections
        engine: S = "Engine", "Движок";
        opinion: S = "Verdict", "Вердикт";
        label: S = "Label", "Обозначение";
        version: S = "Version", "Версия";
        updated: S = "Database", "Базы от";
        method: S = "Method", "Метод";
        filter_engines: S = "Filter by engine or label", "Фильтр по движку или обозначению";
        all: S = "All", "Все";
        malicious: S = "Malicious", "Вредоносный";
        suspicious: S = "Suspicious", "Подозрительный";
        undetected: S = "Nothing found", "Ничего не найдено";
        unrated: S = "Unrated", "Без оценки";
        harmless: S = "Harmless", "Безвредный";
        no_opinion: S = "No opinion", "Без вердикта";
        timeout: S = "Timed out", "Не успел";
        failure: S = "Failed", "Сбой";
        type_unsupported: S = "Does not check this type", "Не проверяет этот тип";
        rows_shown: fn(&str, &str) -> String =
            |shown, total| format!("{shown} of {total} engines"),
            |shown, total| format!("Движков: {shown} из {total}");
        no_rows: S = "No engine fits this filter.", "Под этот фильтр не подходит ни один движок.";
        no_engines: S =
            "The report holds no opinions of engines.",
            "В отчёте нет вердиктов движков.";
        sort_by: fn(&str) -> String =
            |column| format!("Sort by: {column}"),
            |column| format!("Сортировать по столбцу «{column}»");

        // Details
        no_details: S = "The report holds no details that this page knows how to lay out. See all attributes.",
            "В отчёте нет сведений, которые страница умеет разложить. Смотрите все атрибуты.";

        // Attributes
        attributes_intro: S =
            "Everything that VirusTotal sent about it, known to this page or not.",
            "Всё, что VirusTotal об этом прислал, — и то, что странице известно, и то, что нет.";
        entries: fn(u64, &str) -> String =
            |n, text| format!("{text} {}", english(n, "entry", "entries")),
            |n, text| format!("{text} {}", russian(n, "запись", "записи", "записей"));
        empty: S = "empty", "пусто";

        // Raw
        raw_intro: S = "The answer of VirusTotal as it came.", "Ответ VirusTotal в том виде, в каком он пришёл.";

        // What the views add
        sample: S =
            "A sample report, made up by this project. Nothing was asked for it and nothing was sent.",
            "Пример отчёта, придуманный этим проектом. Для него ничего не запрашивалось и не отправлялось.";
        printed_of: fn(&str, &str) -> String =
            |some, all| format!("Only the first {some} of {all} rows are printed."),
            |some, all| format!("Напечатаны только первые строки: {some} из {all}.");
        show_all_signs: fn(&str) -> String =
            |n| format!("Show all {n} characters"),
            |n| format!("Показать все знаки ({n})");
        clear_filter: S = "Clear the filter", "Сбросить фильтр";
        copy_table: S = "Copy the table", "Копировать таблицу";
        copy_list: S = "Copy the list", "Копировать список";
        copy_json: S = "Copy JSON", "Копировать JSON";
        value: S = "value", "значение";
        could_not_save: S =
            "The browser did not save the file. Copying it works as well.",
            "Браузер не сохранил файл. Его содержимое можно скопировать.";
        lines: fn(u64, &str) -> String =
            |n, text| format!("{text} {}", english(n, "line", "lines")),
            |n, text| format!("{text} {}", russian(n, "строка", "строки", "строк"));
        filter_attributes: S = "Filter by name or text", "Фильтр по имени или тексту";
        found: fn(u64, &str) -> String =
            |n, text| format!("{text} {}", english(n, "match", "matches")),
            |n, text| format!("{text} {}", russian(n, "совпадение", "совпадения", "совпадений"));
        found_more: fn(&str) -> String =
            |text| format!("The first {text} matches; there are more"),
            |text| format!("Первые {text} совпадений, есть и другие");
        known_here: S = "What is known here", "Что известно здесь";
        next_steps: S = "What you can do next", "Что можно сделать дальше";
    }
}
