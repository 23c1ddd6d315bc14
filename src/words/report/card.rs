//! The words of the verdict card and of its reasons.

use crate::words::{english, russian};

type S = &'static str;

words! {
    /// Verdicts, headlines and reasons. Numbers come formatted, with the count beside them where it inflects.
    CardWords {
        malicious: S = "Malicious", "Вредоносный";
        suspicious: S = "Suspicious", "Подозрительный";
        nothing_found: S = "Nothing found", "Ничего не найдено";
        never_seen: S = "Never seen", "Ещё не встречался";
        no_opinion: S = "No opinion yet", "Вердиктов пока нет";

        flagged: fn(u64, u64) -> String =
            |n, of| format!("{n} of {of} {} this file malicious.", if n == 1 { "engines calls" } else { "engines call" }),
            |n, of| format!("{n} {} из {of} {} этот файл вредоносным.",
                russian(n, "движок", "движка", "движков"), russian(n, "считает", "считают", "считают"));
        few_flag: fn(u64, u64) -> String =
            |n, of| format!("{n} of {of} engines {} this file. So few are often a false alarm.", english(n, "flags", "flag")),
            |n, of| format!("{n} {} из {of} {} этот файл. Так мало — часто ложная тревога.",
                russian(n, "движок", "движка", "движков"), russian(n, "отметил", "отметили", "отметили"));
        some_suspect: fn(u64, u64) -> String =
            |n, of| format!("{n} of {of} engines {} this file.", english(n, "flags", "flag")),
            |n, of| format!("{n} {} из {of} {} этот файл.",
                russian(n, "движок", "движка", "движков"), russian(n, "отметил", "отметили", "отметили"));
        sandbox_alone: fn(u64) -> String =
            |of| format!("None of {of} engines flags this file, but a sandbox calls it malicious."),
            |of| format!("Из движков ({of}) файл не отметил ни один, но песочница считает его вредоносным.");
        none_flag: fn(u64) -> String =
            |of| format!("None of {of} {} anything in this file.", english(of, "engine found", "engines found")),
            |of| format!("Из движков ({of}) ни один ничего не нашёл в этом файле.");
        none_opines: S =
            "VirusTotal knows this file, but no engine has given an opinion on it.",
            "VirusTotal знает этот файл, но ни один движок не вынес вердикта.";
        never_seen_headline: S =
            "VirusTotal has never seen this file. That does not make it safe.",
            "VirusTotal ещё не встречал этот файл. Это не значит, что он безопасен.";
        left_out: fn(u64) -> String =
            |n| format!("{n} more gave no opinion and {} not counted.", english(n, "is", "are")),
            |n| format!("Ещё {n} {} вердикта и не {}.", russian(n, "не вынес", "не вынесли", "не вынесли"),
                russian(n, "учтён", "учтены", "учтены"));
        analysed: fn(&str) -> String = |when| format!("analysed {when}"), |when| format!("проверен {when}");
        never_analysed: S = "date of the analysis unknown", "дата проверки неизвестна";
        stale: fn(&str) -> String =
            |when| format!("The analysis is old ({when}). Engines have learned since; VirusTotal can analyse the file again."),
            |when| format!("Проверка старая ({when}). С тех пор движки узнали новое; VirusTotal может проверить файл заново.");
        family: S = "family", "семейство";
        why: S = "Why", "Почему";
        bytes_sent: fn(&str) -> String = |n| format!("File bytes sent: {n}"), |n| format!("Байтов файла отправлено: {n}");
    }
}
