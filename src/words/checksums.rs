//! The words of comparing files with a checksum list.

use super::report::words;
use crate::words::{english, russian};

type S = &'static str;
/// A count as a number, and as it is written.
type Counted = fn(u64, &str) -> String;

words! {
    /// How files agree with a list.
    ChecksumWords {
        heading: S = "Compare checksums", "Сверить контрольные суммы";
        list: S = "Checksum list, or one digest", "Список контрольных сумм или один хеш";
        about: S =
            "Paste what sha256sum, certutil, Get-FileHash or a download page says. It is compared here; nothing is sent.",
            "Вставьте вывод sha256sum, certutil, Get-FileHash или текст со страницы загрузки. Сравнение идёт здесь, ничего не отправляется.";
        choose: S = "Choose a list", "Выбрать список";
        take: fn(&str) -> String = |name| format!("Take {name}"), |name| format!("Взять {name}");
        clear: S = "Clear", "Очистить";
        too_large: S =
            "This file is too large for a checksum list (32 MB at most).",
            "Файл слишком велик для списка контрольных сумм (не больше 32 МБ).";
        unreadable: S = "The list could not be read.", "Список не удалось прочитать.";
        nothing: S = "There is no digest in this text.", "В этом тексте нет ни одного хеша.";

        // Agreements
        matches: S = "Match", "Совпадает";
        mismatch: S = "Mismatch", "Не совпадает";
        missing: S = "Missing", "Нет файла";
        extra: S = "Not in the list", "Нет в списке";
        unread: S = "Not hashed yet", "Хеш ещё не вычислен";
        alone: S = "A digest that none of these files has", "Хеш, которого нет ни у одного из файлов";
        all_match: Counted =
            |n, text| if n == 1 { "The file is what the list says.".to_owned() } else { format!("All {text} files are what the list says.") },
            |n, text| if n == 1 { "Файл соответствует списку.".to_owned() } else { format!("Все файлы ({text}) соответствуют списку.") };
        some_differ: Counted =
            |n, text| format!("{text} {} not what the list says. Do not open {}.", english(n, "file is", "files are"), english(n, "it", "them")),
            |n, text| format!("{text} {} списку. Не открывайте {}.", russian(n, "файл не соответствует", "файла не соответствуют", "файлов не соответствуют"), russian(n, "его", "их", "их"));
        incomplete: S = "Nothing differs, but not all could be compared.", "Расхождений нет, но сверить удалось не всё.";
        has: fn(&str) -> String =
            |name| format!("{name} has this digest."),
            |name| format!("Это хеш файла {name}.");
        has_not: fn(&str) -> String =
            |name| format!("{name} has another digest. If it should have this one, do not open it."),
            |name| format!("У файла {name} другой хеш. Если должен быть этот, не открывайте файл.");
        may_have: fn(&str) -> String =
            |name| format!("The digest of {name} is not known yet."),
            |name| format!("Хеш файла {name} ещё не вычислен.");
        none_has: fn(&str) -> String =
            |n| format!("None of the {n} files on your list has this digest."),
            |n| format!("Такого хеша нет ни у одного из ваших файлов ({n}).");
        none_has_yet: Counted =
            |n, text| format!("No file of those hashed has this digest; {text} {} not hashed yet.", english(n, "is", "are")),
            |n, text| format!("Такого хеша пока нет ни у одного файла; ещё не прочитано: {text} {}.", russian(n, "файл", "файла", "файлов"));
        compare_with: Counted =
            |n, text| if n == 1 { "Compare with your file".to_owned() } else { format!("Compare with your {text} files") },
            |n, text| if n == 1 { "Сверить с вашим файлом".to_owned() } else { format!("Сверить с вашими файлами ({text})") };
        compared_here: S = "Compared here; nothing is sent.", "Сверка идёт здесь, ничего не отправляется.";
        expected: S = "expected", "должно быть";
        got: S = "is", "есть";
        compared: S = "What was compared", "Что сверено";

        // Lines
        strange: Counted =
            |n, text| format!("{text} {} not understood", english(n, "line was", "lines were")),
            |n, text| format!("Не понято: {text} {}", russian(n, "строка", "строки", "строк"));
        line: fn(&str) -> String = |n| format!("line {n}"), |n| format!("строка {n}");
        other_algorithm: fn(usize) -> String =
            |bits| format!("a digest of {bits} bits: this page computes SHA-256, SHA-1 and MD5"),
            |bits| format!("хеш из {bits} бит: здесь вычисляются SHA-256, SHA-1 и MD5");
        and_more: fn(&str) -> String = |n| format!("and {n} more"), |n| format!("и ещё {n}");
    }
}
