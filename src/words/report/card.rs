//! The words of the verdict card.

use crate::subject::Topic;
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

        /// What the report is about, as the object of a sentence.
        this: fn(Topic) -> &'static str =
            |topic| match topic {
                Topic::File => "this file",
                Topic::Url => "this URL",
                Topic::Domain => "this domain",
                Topic::Address => "this IP address",
            },
            |topic| match topic {
                Topic::File => "этот файл",
                Topic::Url => "этот URL",
                Topic::Domain => "этот домен",
                Topic::Address => "этот IP-адрес",
            };
        flagged: fn(u64, u64, &str) -> String =
            |n, of, this| format!("{n} of {of} {} {} {this} malicious.", english(of, "engine", "engines"), english(n, "calls", "call")),
            |n, of, this| format!("{n} из {of} {} {} {this} вредоносным.",
                russian(of, "движка", "движков", "движков"), russian(n, "считает", "считают", "считают"));
        flagged_or_suspected: fn(u64, u64, &str) -> String =
            |n, of, this| format!("{n} of {of} {} {} {this} malicious or suspicious.",
                english(of, "engine", "engines"), english(n, "calls", "call")),
            |n, of, this| format!("{n} из {of} {} {} {this} вредоносным или подозрительным.",
                russian(of, "движка", "движков", "движков"), russian(n, "считает", "считают", "считают"));
        few_flag: fn(u64, u64, &str) -> String =
            |n, of, this| format!("{n} of {of} {} {} {this}. So few are often a false alarm.",
                english(of, "engine", "engines"), english(n, "flags", "flag")),
            |n, of, this| format!("{n} из {of} {} {} {this}. Так мало срабатываний часто означает ложную тревогу.",
                russian(of, "движка", "движков", "движков"), russian(n, "отметил", "отметили", "отметили"));
        sandbox_alone: fn(u64) -> String =
            |of| format!("None of {of} {} flags this file, but a sandbox calls it malicious.", english(of, "engine", "engines")),
            |of| format!("Ни один из {of} {} не отметил этот файл, но песочница считает его вредоносным.",
                russian(of, "движка", "движков", "движков"));
        none_flag_file: fn(u64) -> String =
            |of| format!("None of {of} {} found anything in this file.", english(of, "engine", "engines")),
            |of| format!("Ни один из {of} {} ничего не нашёл в этом файле.", russian(of, "движка", "движков", "движков"));
        none_flag: fn(u64, &str) -> String =
            |of, this| format!("None of {of} {} flags {this}.", english(of, "engine", "engines")),
            |of, this| format!("Ни один из {of} {} не отметил {this}.", russian(of, "движка", "движков", "движков"));
        none_opines: fn(&str) -> String =
            |this| format!("VirusTotal knows {this}, but no engine has given an opinion on it."),
            |this| format!("VirusTotal знает {this}, но ни один движок не вынес вердикта.");
        never_seen_headline: fn(&str) -> String =
            |this| format!("VirusTotal has never seen {this}. That does not make it safe."),
            |this| format!("VirusTotal ещё не встречал {this}. Это не значит, что он безопасен.");
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
        created: S = "registered", "зарегистрирован";
        country: S = "country", "страна";
        community: S = "community score", "оценка сообщества";
        ranked: fn(&str) -> String = |rank| format!("place {rank} in"), |rank| format!("{rank}-е место в списке");
        labels: S = "Tags and categories", "Метки и категории";
        copy_defanged: S = "Copy defanged", "Копировать обезвреженным";
        told: fn(&str) -> String =
            |this| format!("The lookup itself told VirusTotal about {this}."),
            |this| format!("Сам запрос уже сообщил VirusTotal про {this}.");
        why: S = "Why", "Почему";
        bytes_sent: fn(&str) -> String = |n| format!("File bytes sent: {n}"), |n| format!("Отправлено байтов файла: {n}");

        // The page for what nobody has seen
        never_seen_file: S =
            "The file was hashed here, and only its digest was asked for.",
            "Хеш файла вычислен здесь, и запрошен был только он.";
        never_seen_meaning: fn(Topic) -> &'static str =
            |topic| match topic {
                Topic::File => "Nobody has given this file to VirusTotal, so no engine has looked at it. New malware is unknown as well, on its first day.",
                Topic::Url => "Nobody has had VirusTotal look at this URL, so no engine has an opinion on it. Pages made for one attack are unknown as well, on their first day.",
                Topic::Domain => "VirusTotal has met this domain neither in a file nor in a URL. Domains registered for one attack are unknown as well, on their first day.",
                Topic::Address => "VirusTotal has met this address neither in a file nor in a URL. An address that was rented for one attack is unknown as well, on its first day.",
            },
            |topic| match topic {
                Topic::File => "Никто ещё не передавал этот файл VirusTotal, и ни один движок его не проверял. Новая вредоносная программа в первый день тоже неизвестна.",
                Topic::Url => "Никто ещё не просил VirusTotal проверить этот URL, и ни у одного движка нет о нём мнения. Страница, созданная для одной атаки, в первый день тоже неизвестна.",
                Topic::Domain => "VirusTotal не встречал этот домен ни в файлах, ни в URL. Домен, зарегистрированный для одной атаки, в первый день тоже неизвестен.",
                Topic::Address => "VirusTotal не встречал этот адрес ни в файлах, ни в URL. Адрес, арендованный для одной атаки, в первый день тоже неизвестен.",
            };
        never_seen_typed: fn(Topic) -> &'static str =
            |topic| match topic {
                Topic::File => "If the digest was typed or pasted, a single wrong sign makes it another one.",
                Topic::Url => "A URL is known sign by sign: another path, another parameter or http for https makes it another one. Its domain may be known.",
                Topic::Domain | Topic::Address => "If it was typed by hand, a single wrong sign makes it another one.",
            },
            |topic| match topic {
                Topic::File => "Если хеш введён или вставлен вручную, одна ошибка в знаке делает его другим.",
                Topic::Url => "URL различаются до знака: другой путь, другой параметр или http вместо https — это уже другой URL. Его домен может быть известен.",
                Topic::Domain | Topic::Address => "Если он введён вручную, одна ошибка в знаке делает его другим.",
            };
        step_compare: S =
            "Compare the digest with the one that the author publishes, on the author's own page.",
            "Сравните хеш с тем, который публикует автор, — на странице самого автора.";
        step_original: S =
            "Get the file again from where it is made. A file that many people have is seldom unknown.",
            "Скачайте файл заново с сайта производителя. Файл, который есть у многих, редко бывает неизвестен.";
        step_spelling: S =
            "Compare it sign by sign with where you have it from: look-alike letters make another name.",
            "Сравните его по знакам с источником: похожая буква — это уже другое имя.";
        step_host: S =
            "Look up the URL's host: VirusTotal may know the domain where it does not know the page.",
            "Запросите сам узел: VirusTotal может знать домен, даже если не знает страницу.";
        open_host: S = "Look up the host", "Запросить узел";
        step_wait: fn(Topic) -> &'static str =
            |topic| match topic {
                Topic::File => "If it can wait, ask again later: others may have given the file to VirusTotal by then.",
                Topic::Url | Topic::Domain | Topic::Address => "If it can wait, ask again later: VirusTotal may have met it by then.",
            },
            |topic| match topic {
                Topic::File => "Если время терпит, спросите позже: к тому времени файл могут передать VirusTotal другие.",
                Topic::Url | Topic::Domain | Topic::Address => "Если время терпит, спросите позже: к тому времени VirusTotal может с ним встретиться.",
            };
        step_virustotal: fn(Topic) -> &'static str =
            |topic| match topic {
                Topic::File => "On its own page VirusTotal takes the file itself. A file given to it can be read by its partners and customers: do it only with one that you may share.",
                Topic::Url => "VirusTotal's own page takes URLs as well. What is given to it can be read by others: do it only with a URL that holds nothing private.",
                Topic::Domain | Topic::Address => "See what VirusTotal's own page says.",
            },
            |topic| match topic {
                Topic::File => "На своём сайте VirusTotal примет сам файл. Переданный файл доступен партнёрам и клиентам VirusTotal: отправляйте только то, чем вправе делиться.",
                Topic::Url => "Сайт VirusTotal принимает и URL. Переданное увидят другие: отправляйте только URL, в котором нет ничего личного.",
                Topic::Domain | Topic::Address => "Посмотрите, что говорит сайт VirusTotal.",
            };
        step_other: S = "Check something else.", "Проверьте что-нибудь другое.";
    }
}
