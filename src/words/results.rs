//! The words of a batch's results as files, and of the menu that saves them.

use super::report::words;
use crate::words::{english, russian};

type S = &'static str;
/// A count as a number, and as it is written.
type Counted = fn(u64, &str) -> String;

words! {
    /// What a batch becomes outside this page.
    ResultWords {
        // The menu
        heading: S = "Save results", "Сохранить результаты";
        about: S =
            "What is known now: files that nobody has seen come first. Nothing is asked for it, and your key is not in it.",
            "То, что известно сейчас: файлы, которых никто не видел, стоят первыми. Для этого ничего не запрашивается, и вашего ключа там нет.";
        as_csv: S = "Table (CSV)", "Таблица (CSV)";
        as_json: S = "JSON", "JSON";
        as_markdown: S = "Summary (Markdown)", "Сводка (Markdown)";
        as_sums: S = "Checksums (sha256sum)", "Контрольные суммы (sha256sum)";

        // In the file
        title: Counted =
            |n, text| format!("Results for {text} {}", english(n, "file", "files")),
            |n, text| format!("Результаты для {text} {}", russian(n, "файла", "файлов", "файлов"));
        saved: fn(&str) -> String = |time| format!("Saved {time} with Assay."), |time| format!("Сохранено {time} в Assay.");
        waiting: S = "Still waiting", "Ещё ждут";
        failed: S = "Could not be looked up", "Не удалось проверить";
        not_read: S = "Could not be read", "Не удалось прочитать";
        never_seen_about: S =
            "VirusTotal has never seen these files. That does not make them safe.",
            "VirusTotal никогда не видел этих файлов. Это не значит, что они безопасны.";
        not_clean: S =
            "“Nothing found” means that no engine flags a file at this time. It is no promise.",
            "«Ничего не найдено» значит, что сейчас ни один движок не отмечает файл. Это не гарантия.";
    }
}
