//! The words of the reasons on the verdict card.

use crate::words::{english, russian};

type S = &'static str;

words! {
    /// A reason that names somebody else's word ends with a colon; the name is drawn after it.
    ReasonWords {
        engines_flag: fn(u64, u64) -> String =
            |n, of| format!("{n} of {of} engines {} it", english(n, "flags", "flag")),
            |n, of| format!("{} {n} из {of} {}", russian(n, "Отметил", "Отметили", "Отметили"),
                russian(of, "движка", "движков", "движков"));
        engines_silent: fn(u64) -> String =
            |of| format!("None of {of} engines flags it"),
            |of| format!("Не отметил ни один из {of} {}", russian(of, "движка", "движков", "движков"));
        config: S = "Settings of a known malware were found in it:", "В нём найдены настройки известной вредоносной программы:";
        family: fn(u64) -> String =
            |n| format!("{n} {} agree on the family:", english(n, "engine", "engines")),
            |n| format!("{n} {} на семействе:", russian(n, "движок сходится", "движка сходятся", "движков сходятся"));
        labelled: S = "Engines call it:", "Движки называют его:";
        sandboxes: fn(u64) -> String =
            |n| format!("{n} {} it malicious:", english(n, "sandbox calls", "sandboxes call")),
            |n| format!("{n} {} его вредоносным:",
                russian(n, "песочница считает", "песочницы считают", "песочниц считают"));
        yara: fn(u64) -> String =
            |n| format!("{n} YARA {}:", english(n, "rule matches", "rules match")),
            |n| format!("{} {n} {} YARA:", russian(n, "Сработало", "Сработали", "Сработало"),
                russian(n, "правило", "правила", "правил"));
        sigma: fn(u64) -> String =
            |n| format!("{n} Sigma {} of high or critical level", english(n, "match", "matches")),
            |n| format!("{n} {} Sigma высокого или критического уровня",
                russian(n, "срабатывание", "срабатывания", "срабатываний"));
        sigma_named: fn(u64) -> String =
            |n| format!("{n} Sigma {} of high or critical level:", english(n, "match", "matches")),
            |n| format!("{n} {} Sigma высокого или критического уровня:",
                russian(n, "срабатывание", "срабатывания", "срабатываний"));
        ids: fn(u64) -> String =
            |n| format!("{n} network {} of high severity:", english(n, "alert", "alerts")),
            |n| format!("{n} {} высокой важности:",
                russian(n, "сетевое оповещение", "сетевых оповещения", "сетевых оповещений"));
        signature_bad: S = "Its signature does not hold:", "Подпись недействительна:";
        signature_good: S = "Signed, and the signature holds:", "Подписан, подпись действительна:";
        signature_good_alone: S = "Signed, and the signature holds", "Подписан, подпись действительна";
        unsigned: S = "Not signed", "Не подписан";
        trusted: S = "Known as good to:", "Известен как надёжный:";
        distributor: S = "Comes from a known distributor:", "Есть у известного распространителя:";
        nsrl: S = "Stands in the NSRL list of published software", "Входит в список изданных программ NSRL";
        new: fn(&str) -> String =
            |when| format!("First given to VirusTotal only {when}"),
            |when| format!("Впервые передан VirusTotal совсем недавно: {when}");
        new_domain: fn(&str) -> String =
            |when| format!("Registered only {when}"),
            |when| format!("Зарегистрирован совсем недавно: {when}");
        notes: fn(u64) -> String =
            |n| format!("{n} {} of the crowd {} of it:", english(n, "note", "notes"), english(n, "warns", "warn")),
            |n| format!("{n} {} сообщества об опасности:", russian(n, "заметка", "заметки", "заметок"));
        threat_names: S = "Engines name the threat:", "Движки называют угрозу:";
        brand: S = "Poses as:", "Выдаёт себя за:";
        filters: S = "Web filters file it under:", "Веб-фильтры относят его к категории:";
        popular: fn(&str) -> String =
            |rank| format!("Much visited, place {rank} in:"),
            |rank| format!("Часто посещаемый, {rank}-е место в списке:");
        tags: S = "What VirusTotal noticed:", "Что заметил VirusTotal:";
        votes_bad: fn(u64, u64) -> String =
            |bad, good| format!("The community votes {bad} to {good} for malicious"),
            |bad, good| format!("Голоса сообщества: {bad} за «вредоносный», {good} за «безвредный»");
        votes_good: fn(u64, u64) -> String =
            |good, bad| format!("The community votes {good} to {bad} for harmless"),
            |good, bad| format!("Голоса сообщества: {good} за «безвредный», {bad} за «вредоносный»");
    }
}
