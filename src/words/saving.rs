//! The words of saving and printing a report.

use crate::words::report::words;
use crate::words::{english, russian};

type S = &'static str;

words! {
    /// What a report becomes outside this page.
    SavingWords {
        about: S =
            "Everything that is loaded now. Nothing is asked for it, and your key is not in it.",
            "Всё, что загружено сейчас. Для этого ничего не запрашивается, и вашего ключа там нет.";
        as_html: S = "Save as a page (HTML)", "Сохранить страницей (HTML)";
        as_markdown: S = "Save a summary (Markdown)", "Сохранить сводку (Markdown)";
        copy_markdown: S = "Copy the summary", "Копировать сводку";
        print: S = "Print", "Печать";
        print_about: S =
            "Prints the parts that have been opened, and the details.",
            "Печатаются открытые части и сведения.";

        // In the file
        title: fn(&str) -> String = |name| format!("Report on {name}"), |name| format!("Отчёт: {name}");
        fetched: fn(&str) -> String = |time| format!("Answers of VirusTotal fetched {time}"), |time| format!("Ответы VirusTotal получены {time}");
        saved: fn(&str) -> String = |time| format!("saved {time} with Assay"), |time| format!("сохранено {time} в Assay");
        requests: fn(u64) -> String =
            |n| format!("{n} {} made by then", english(n, "request", "requests")),
            |n| format!("{n} {} к тому времени", russian(n, "запрос", "запроса", "запросов"));
        only_loaded: S =
            "This file holds what was loaded when it was saved. A list that is not here was not loaded, which does not mean that it is empty.",
            "В этом файле то, что было загружено при сохранении. Если списка здесь нет, он не был загружен — это не значит, что он пуст.";
        harmless: S =
            "Indicators — URLs, domains, addresses — are defanged. Free text, such as comments and command lines, stands as it was written. Nothing in this file is a link, a script or a load.",
            "Индикаторы — URL, домены, адреса — обезврежены. Свободный текст, например комментарии и командные строки, оставлен как есть. В файле нет ни ссылок, ни сценариев, ни загрузок.";
        first_of: fn(&str, &str) -> String =
            |shown, all| format!("The first {shown} of {all}; the answer as JSON holds all of them."),
            |shown, all| format!("Первые {shown} из {all}; в ответе JSON есть все.");
        more_there: S =
            "VirusTotal has more of this list than was loaded.",
            "У VirusTotal в этом списке есть ещё записи: они не были загружены.";
        sandboxes_seen: S = "Seen by", "Кто видел";
        besides: S = "Besides", "Кроме того";
        ratio: fn(&str, &str) -> String = |n, all| format!("{n} of {all} engines"), |n, all| format!("Движков: {n} из {all}");
        flagged_by: S = "Flagged by", "Кто считает опасным";
        contacted: S = "Contacted", "Обращался к";
        and_more: fn(&str) -> String = |n| format!("and {n} more"), |n| format!("и ещё {n}");
    }
}
