//! The words of taking everything along that is kept.

use super::report::words;
use crate::words::{english, russian};

type S = &'static str;
/// A count as a number, and as it is written.
type Counted = fn(u64, &str) -> String;

words! {
    /// Export and import of what is kept.
    TakingWords {
        save: S = "Save it all as a file", "Сохранить всё в файл";
        take: S = "Take in such a file", "Загрузить из файла";
        reading: S = "Reading the file…", "Читаем файл…";
        taken: Counted =
            |n, text| format!("{text} {} taken in.", english(n, "entry was", "entries were")),
            |n, text| format!("Загружено: {text} {}.", russian(n, "запись", "записи", "записей"));
        left_out: Counted =
            |n, text| format!("{text} {} not be read and {} left out.", english(n, "could", "could"), english(n, "was", "were")),
            |n, text| format!("Не удалось прочитать {text} {}: они пропущены.", russian(n, "запись", "записи", "записей"));
        other: S =
            "This is no file that Assay has saved. Choose one that \"Save it all as a file\" has made.",
            "Этот файл сохранён не Assay. Выберите тот, что создан кнопкой «Сохранить всё в файл».";
        newer: S =
            "A newer version of this page has saved this file. Open it there.",
            "Этот файл сохранён более новой версией страницы. Откройте его в ней.";
        full: S =
            "The browser's storage is full: a part of the file was not taken in. Free some space and try again.",
            "Хранилище браузера заполнено: часть файла не загружена. Освободите место и повторите.";
        cannot_read: S =
            "The browser does not let the page read what it keeps.",
            "Браузер не даёт странице прочитать сохранённое.";
        cannot_read_file: S =
            "The file could not be read, or is larger than 512 MB.",
            "Файл не читается или больше 512 МБ.";
    }
}
