//! The words of the verdict card.

use crate::words::{english, russian};

type S = &'static str;

words! {
    /// Verdicts, headlines and the lines beside them.
    CardWords {
        malicious: S = "Malicious", "Вредоносный";
        suspicious: S = "Suspicious", "Подозрительный";
        nothing_found: S = "Nothing found", "Ничего не найдено";
        never_seen: S = "Never seen", "Ещё не встречался";
        no_opinion: S = "No opinion yet", "Вердиктов пока нет";

        flagged: fn(u64, u64) -> String =
            |n, of| format!("{n} of {of} {} {} this file malicious.", english(of, "engine", "engines"), english(n, "calls", "call")),
            |n, of| format!("{n} из {of} {} {} этот файл вредоносным.",
                russian(of, "движка", "движков", "движков"), russian(n, "считает", "считают", "считают"));
        flagged_or_suspected: fn(u64, u64) -> String =
            |n, of| format!("{n} of {of} {} {} this file malicious or suspicious.",
                english(of, "engine", "engines"), english(n, "calls", "call")),
            |n, of| format!("{n} из {of} {} {} этот файл вредоносным или подозрительным.",
                russian(of, "движка", "движков", "движков"), russian(n, "считает", "считают", "считают"));
        few_flag: fn(u64, u64) -> String =
            |n, of| format!("{n} of {of} {} {} this file. So few are often a false alarm.",
                english(of, "engine", "engines"), english(n, "flags", "flag")),
            |n, of| format!("{n} из {of} {} {} этот файл. Так мало срабатываний часто означает ложную тревогу.",
                russian(of, "движка", "движков", "движков"), russian(n, "отметил", "отметили", "отметили"));
        sandbox_alone: fn(u64) -> String =
            |of| format!("None of {of} {} flags this file, but a sandbox calls it malicious.", english(of, "engine", "engines")),
            |of| format!("Ни один из {of} {} не отметил этот файл, но песочница считает его вредоносным.",
                russian(of, "движка", "движков", "движков"));
        none_flag: fn(u64) -> String =
            |of| format!("None of {of} {} found anything in this file.", english(of, "engine", "engines")),
            |of| format!("Ни один из {of} {} ничего не нашёл в этом файле.", russian(of, "движка", "движков", "движков"));
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
            |when| format!("The analysis is old ({when}). Engines have learned since; a new one may say something else."),
            |when| format!("Проверка давняя ({when}). С тех пор движки узнали новое, и новая проверка может дать другой ответ.");
        family: S = "family", "семейство";
        why: S = "Why", "Почему";
        bytes_sent: fn(&str) -> String = |n| format!("File bytes sent: {n}"), |n| format!("Отправлено байтов файла: {n}");

        // The page for what nobody has seen
        never_seen_file: S =
            "The file was hashed here and nothing of it was sent. Only its digest was asked for.",
            "Хеш файла вычислен здесь, сам файл никуда не отправлялся. Запрошен был только хеш.";
        never_seen_meaning: S =
            "Nobody has given this file to VirusTotal, so no engine has looked at it. New malware is unknown as well, on its first day.",
            "Никто ещё не передавал этот файл VirusTotal, и ни один движок его не проверял. Новая вредоносная программа в первый день тоже неизвестна.";
        never_seen_typed: S =
            "If the digest was typed or pasted, a single wrong sign makes it another one.",
            "Если хеш введён или вставлен вручную, одна ошибка в знаке делает его другим.";
        step_compare: S =
            "Compare the digest with the one that the author publishes, on the author's own page.",
            "Сравните хеш с тем, который публикует автор, — на странице самого автора.";
        step_original: S =
            "Get the file again from where it is made. A file that many people have is seldom unknown.",
            "Скачайте файл заново с сайта производителя. Файл, который есть у многих, редко бывает неизвестен.";
        step_wait: S =
            "If it can wait, ask again later: others may have given the file to VirusTotal by then.",
            "Если время терпит, спросите позже: к тому времени файл могут передать VirusTotal другие.";
        step_virustotal: S =
            "On its own page VirusTotal takes the file itself. A file given to it can be read by its partners and customers: do it only with one that you may share.",
            "На своём сайте VirusTotal примет сам файл. Переданный файл доступен партнёрам и клиентам VirusTotal: отправляйте только то, чем вправе делиться.";
        step_other: S = "Check another file or digest.", "Проверьте другой файл или хеш.";
    }
}
