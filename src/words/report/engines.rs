//! The words around the engines' table: what labels say together, the reader's own tiers, analyses seen before.

use crate::words::{english, russian};

type S = &'static str;

words! {
    /// What the types of the vocabulary are called stands in `types`, by their names there.
    EngineWords {
        // What the labels say
        labels_heading: S = "What the labels say", "Что говорят обозначения";
        labelled: fn(u64, &str) -> String =
            |n, text| format!("{text} {} it and {} a label.", english(n, "engine flags", "engines flag"), english(n, "gives", "give")),
            |n, text| format!("{} {text} {}, указав обозначение.", russian(n, "Отметил", "Отметили", "Отметили"),
                russian(n, "движок", "движка", "движков"));
        family: S = "Family", "Семейство";
        kind: S = "Type", "Тип";
        platform: S = "Platform", "Платформа";
        no_family: S = "No family is named by two different labels.", "Ни одно семейство не названо в двух разных обозначениях.";
        generic: S = "name no family", "не называют семейства";
        own: S = "use a name of their own", "дают своё, ни с кем не общее имя";
        wordings: fn(u64, &str, u64, &str) -> String =
            |n, engines, m, labels| format!("{engines} {} in {labels} {}",
                english(n, "engine", "engines"), english(m, "label", "different labels")),
            |n, engines, m, labels| format!("{engines} {} в {labels} {}",
                russian(n, "движок", "движка", "движков"),
                russian(m, "обозначении", "разных обозначениях", "разных обозначениях"));
        how_counted: S = "How this is counted", "Как это посчитано";
        how_cut: S =
            "Each label is cut at its marks, and each word is looked up in a list of types, platforms, generic words and other names of families. A word that is not in the list counts as a family once two different labels have it.",
            "Каждое обозначение разрезано по знакам, и каждое слово ищется в списке типов, платформ, общих слов и других имён семейств. Слово, которого в списке нет, считается семейством, если оно есть в двух разных обозначениях.";
        how_shared: S =
            "Some engines share the detection of another and repeat its label letter by letter, so each count also says in how many different labels the word stands.",
            "Некоторые движки пользуются чужим детектом и повторяют обозначение буква в букву, поэтому у каждого числа сказано и в скольких разных обозначениях стоит слово.";
        how_plain: S = "These are counts, not a score.", "Это подсчёт, а не оценка.";
        more_words: fn(&str) -> String = |n| format!("{n} more"), |n| format!("Ещё {n}");

        // The reader's tiers
        tier: S = "For you", "Для вас";
        tier_of: fn(&str) -> String =
            |engine| format!("How you hold {engine}"),
            |engine| format!("Как вы относитесь к {engine}");
        trusted: S = "Trusted", "Доверяю";
        ordinary: S = "Ordinary", "Обычный";
        ignored: S = "Ignored", "Не учитываю";
        trusted_say: fn(u64, u64) -> String =
            |flagged, of| match (flagged, of) {
                (0, 1) => "The engine you trust does not flag it.".to_owned(),
                (_, 1) => "The engine you trust flags it.".to_owned(),
                (_, _) => format!("{flagged} of the {of} engines you trust {} it.", english(flagged, "flags", "flag")),
            },
            |flagged, of| format!("Из движков, которым вы доверяете, {} {flagged} из {of}.",
                russian(flagged, "отметил", "отметили", "отметили"));
        trusted_silent: S = "No engine that you trust gave an opinion.", "Ни один движок, которому вы доверяете, не дал вердикта.";
        ignored_say: fn(u64, u64) -> String =
            |flagged, of| format!("You ignore {of} {} here, {flagged} of which {} it. The ratio counts them all the same.",
                english(of, "engine", "engines"), english(flagged, "flags", "flag")),
            |flagged, of| format!("Вы не учитываете {of} {}, из них {} {flagged}. В общем счёте они остаются.",
                russian(of, "движок", "движка", "движков"), russian(flagged, "отметил", "отметили", "отметили"));
        ignored_absent: S = "No engine that you ignore is in this report.", "Движков, которые вы не учитываете, в этом отчёте нет.";
        yours: S = "Your engines", "Ваши движки";

        // Analyses seen before
        seen_heading: S = "Analyses seen in this browser", "Анализы, которые видел этот браузер";
        seen_reading: S = "Reading what this browser has seen before.", "Читаю, что этот браузер видел раньше.";
        seen_first: S =
            "This is the first analysis of it that this browser has seen. Once there is another, the difference stands here.",
            "Это первый его анализ, который видел этот браузер. Когда появится другой, здесь будет разница.";
        seen_off: S =
            "The settings say that analyses are not kept, so there is nothing to compare with.",
            "В настройках выключено хранение анализов, поэтому сравнивать не с чем.";
        seen_blocked: S =
            "The browser does not let the page keep analyses, so there is nothing to compare with.",
            "Браузер не разрешает странице хранить анализы, поэтому сравнивать не с чем.";
        seen_store_damaged: S =
            "What this browser kept of analyses is damaged, so there is nothing to compare with. The settings can throw it away.",
            "То, что этот браузер хранил об анализах, повреждено, поэтому сравнивать не с чем. В настройках это можно выбросить.";
        seen_full: S =
            "The browser's storage is full: this analysis was not kept.",
            "Хранилище браузера заполнено: этот анализ не сохранён.";
        seen_damaged: fn(u64) -> String =
            |n| format!("{n} kept {} could not be read and {} left out.", english(n, "analysis", "analyses"), english(n, "is", "are")),
            |n| format!("Не удалось прочитать {n} {}.",
                russian(n, "сохранённый анализ", "сохранённых анализа", "сохранённых анализов"));
        seen_from: S = "Earlier", "Раньше";
        seen_to: S = "Later", "Позже";
        seen_choice: fn(&str, &str, &str) -> String =
            |date, flagged, of| format!("{date}: {flagged} of {of}"),
            |date, flagged, of| format!("{date}: {flagged} из {of}");
        seen_new: S = "Flag it now, not before", "Отмечают теперь, раньше не отмечали";
        seen_gone: S = "Flagged it before, no more", "Отмечали раньше, теперь нет";
        seen_changed: S = "Call it something else", "Называют иначе";
        seen_nothing: S = "No engine has changed its mind between the two.", "Между ними ни один движок не изменил мнения.";
        seen_same: fn(u64, &str) -> String =
            |n, text| format!("{text} {} the same in both.", english(n, "engine says", "engines say")),
            |n, text| format!("{text} {} одно и то же в обоих.", russian(n, "движок говорит", "движка говорят", "движков говорят"));
        seen_before: S = "Before", "Было";
        seen_after: S = "After", "Стало";
        seen_absent: S = "Was not asked", "Не участвовал";

        // Settings
        engines_heading: S = "Engines you trust or ignore", "Движки: доверие";
        engines_why: S =
            "What the engines you trust say is shown beside the ratio of all engines; it never replaces it. Engines you ignore are dimmed in the table and still counted. Nothing is preset: every engine is ordinary until you say otherwise, here or in the table of a report.",
            "Слово движков, которым вы доверяете, показывается рядом с общим счётом и никогда его не заменяет. Неучитываемые движки в таблице бледные, но считаются. Заранее ничего не выбрано: каждый движок обычный, пока вы не решите иначе — здесь или в таблице отчёта.";
        engines_name: S = "Name of an engine", "Название движка";
        engines_trust: S = "Trust", "Доверять";
        engines_ignore: S = "Ignore", "Не учитывать";
        engines_none: S = "None yet.", "Пока никого.";
        engines_remove: fn(&str) -> String =
            |engine| format!("Make {engine} ordinary again"),
            |engine| format!("Снова считать {engine} обычным");
        engine_empty: S = "Enter the name that the engine has in reports.", "Введите название движка, как в отчётах.";
        engine_too_long: S = "No engine has so long a name.", "Таких длинных названий у движков нет.";
        engine_odd: S = "There is a sign in it that cannot be seen.", "В названии есть невидимый знак.";
        engine_too_many: S = "More engines than these are not kept.", "Больше движков не сохраняется.";
        store_heading: S = "Kept in this browser", "Хранится в этом браузере";
        store_why: S =
            "Reports that you open, the list of your files and their results are kept here, so that nothing is asked twice, work goes on after a reload, and a later analysis can be compared. Nobody else gets them, and your key is not among them.",
            "Здесь хранятся открытые отчёты, список ваших файлов и их результаты: ничего не запрашивается дважды, работа продолжается после перезагрузки, и новый анализ можно сравнить с прежним. Больше они никуда не попадают, вашего ключа среди них нет.";
        store_keep: S = "Keep reports, files and analyses", "Хранить отчёты, файлы и анализы";
        store_used: fn(&str) -> String =
            |size| format!("The browser counts {size} in all."),
            |size| format!("Всего браузер насчитывает {size}.");
        store_holds: fn(u64, &str, &str) -> String =
            |n, text, size| format!("{text} {} kept, {size}.", english(n, "analysis is", "analyses are")),
            |n, text, size| format!("{} {text} {}, {size}.", russian(n, "Сохранён", "Сохранено", "Сохранено"),
                russian(n, "анализ", "анализа", "анализов"));
        store_empty: S = "No analysis is kept.", "Ни одного анализа не сохранено.";
        store_forget: S = "Forget it all", "Забыть всё";
        store_forgotten: S = "Forgotten.", "Забыто.";
        store_damaged: S =
            "What was kept is damaged and cannot be read. Forget it all, and it is kept again from then on.",
            "Сохранённое повреждено и не читается. Забудьте всё, и новое снова будет храниться.";
        store_blocked: S = "The browser does not let the page keep any.", "Браузер не разрешает странице их хранить.";

        types: &'static [(&'static str, &'static str)] = &[
            ("trojan", "trojan"), ("virus", "virus"), ("worm", "worm"), ("backdoor", "backdoor"), ("rat", "remote access"),
            ("ransomware", "ransomware"), ("downloader", "downloader"), ("dropper", "dropper"), ("spyware", "spyware or stealer"),
            ("banker", "banker"), ("keylogger", "keylogger"), ("miner", "miner"), ("bot", "bot"), ("rootkit", "rootkit"),
            ("bootkit", "bootkit"), ("exploit", "exploit"), ("loader", "loader"), ("injector", "injector"),
            ("packed", "packed or hidden"), ("adware", "adware"), ("unwanted", "unwanted or risky"), ("hacktool", "hacking tool"),
            ("phishing", "phishing"), ("hoax", "hoax"), ("dialer", "dialer"), ("wiper", "wiper"), ("clicker", "clicker"),
            ("fakealert", "false alarm for money"), ("proxy", "proxy"), ("bomb", "archive bomb"), ("webshell", "web shell"),
        ], &[
            ("trojan", "троян"), ("virus", "вирус"), ("worm", "червь"), ("backdoor", "бэкдор"), ("rat", "удалённое управление"),
            ("ransomware", "вымогатель"), ("downloader", "загрузчик из сети"), ("dropper", "дроппер"), ("spyware", "шпион или вор данных"),
            ("banker", "банковский"), ("keylogger", "клавиатурный шпион"), ("miner", "майнер"), ("bot", "бот"), ("rootkit", "руткит"),
            ("bootkit", "буткит"), ("exploit", "эксплойт"), ("loader", "загрузчик"), ("injector", "инжектор"),
            ("packed", "упакован или скрыт"), ("adware", "рекламный"), ("unwanted", "нежелательный или опасный"),
            ("hacktool", "хакерский инструмент"), ("phishing", "фишинг"), ("hoax", "обманка"), ("dialer", "дозвонщик"),
            ("wiper", "уничтожитель данных"), ("clicker", "накрутчик"), ("fakealert", "ложная тревога ради денег"),
            ("proxy", "прокси"), ("bomb", "архивная бомба"), ("webshell", "веб-шелл"),
        ];
    }
}

impl EngineWords {
    /// A type of the vocabulary in the reader's language.
    pub fn type_named(&self, name: &str) -> Option<S> {
        self.types
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, word)| *word)
    }
}
