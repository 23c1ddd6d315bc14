//! The words that stand on every view: the bar, the foot, waiting, copying, wrong addresses, a page that broke.

use super::{english, russian};

/// See the constants below; one field a sentence.
pub struct ShellWords {
    pub skip: &'static str,
    pub box_label: &'static str,
    pub box_placeholder: &'static str,
    pub look_up: &'static str,
    pub home_link: &'static str,
    pub settings_link: &'static str,
    pub history_link: &'static str,
    pub history_changed: fn(u64) -> String,
    pub box_empty: &'static str,
    pub box_wrong_length: fn(usize) -> String,
    pub box_link_without_object: &'static str,
    pub box_zone_id: &'static str,
    pub box_unrecognised: &'static str,
    pub box_search: &'static str,
    pub box_hint: &'static str,
    pub title: fn(&str) -> String,
    pub title_settings: &'static str,
    pub title_sample: &'static str,
    pub title_analysis: &'static str,
    pub title_found: &'static str,
    pub title_unknown: &'static str,
    pub unknown_heading: &'static str,
    pub unknown_text: &'static str,
    pub to_home: &'static str,
    pub copy_what: fn(&str) -> String,
    pub copied_what: fn(&str) -> String,
    pub copy_failed: &'static str,
    pub seconds_so_far: fn(u64) -> String,
    pub requests_made: fn(u64) -> String,
    pub file_bytes_sent: fn(&str) -> String,
    pub foot_promise: &'static str,
    pub framed: &'static str,
    pub broke_heading: &'static str,
    pub broke_text: &'static str,
    pub broke_details: &'static str,
    pub reload: &'static str,
    pub resumes_in: fn(&str) -> String,
    pub resumes_at: fn(&str) -> String,
    pub now: &'static str,
}

pub const ENGLISH: ShellWords = ShellWords {
    skip: "Skip to the content",
    box_label: "Hash, URL, domain or IP",
    box_placeholder: "Hash, URL, domain, IP or a text with many",
    look_up: "Look up",
    home_link: "Assay, to the start",
    settings_link: "Settings",
    history_link: "History",
    history_changed: |n| {
        format!(
            "{n} {}",
            english(n, "watched result has changed", "watched results have changed")
        )
    },
    box_empty: "Enter a hash, a URL, a domain or an IP address first.",
    box_wrong_length: |digits| {
        format!("This has {digits} hexadecimal digits. An MD5 has 32, a SHA-1 has 40, a SHA-256 has 64.")
    },
    box_link_without_object: "This VirusTotal link names no file, URL, domain or IP address. Use the link of a report.",
    box_zone_id: "The part after the % sign names a network card of one machine. Enter the address without it.",
    box_unrecognised: "There is no hash, URL, domain or IP address in this.",
    box_search: "Search VirusTotal for this text (1 request)",
    box_hint: "A URL, a domain or an address is sent to VirusTotal as it is. Of a file only the hash is.",
    title: |view| format!("{view} · Assay"),
    title_settings: "Settings",
    title_sample: "Sample report",
    title_analysis: "Analysis",
    title_found: "Found in the text",
    title_unknown: "No such page",
    unknown_heading: "There is nothing at this address",
    unknown_text: "The part of the address after the # sign leads nowhere in this page:",
    to_home: "To the start",
    copy_what: |what| format!("Copy {what}"),
    copied_what: |what| format!("Copied: {what}"),
    copy_failed: "The browser did not allow copying. Select the text and copy it by hand.",
    seconds_so_far: |seconds| format!("for {seconds} s so far"),
    requests_made: |count| format!("{count} {} to VirusTotal", english(count, "request", "requests")),
    file_bytes_sent: |bytes| format!("File bytes sent: {bytes}"),
    foot_promise: "Files are read here, in your browser. None leaves it unless you confirm its upload.",
    framed: "Assay does not run inside another page, so that nobody can have you click on it unseen. Open it in a tab of its own.",
    broke_heading: "Something in this page broke",
    broke_text: "This is a fault of Assay. Your key and settings are untouched. Reload to go on.",
    broke_details: "Details for a bug report",
    reload: "Reload",
    resumes_in: |time| format!("Resumes by itself in {time}."),
    resumes_at: |time| format!("Resumes by itself at {time}."),
    now: "now",
};

pub const RUSSIAN: ShellWords = ShellWords {
    skip: "Перейти к содержанию",
    box_label: "Хеш, URL, домен или IP",
    box_placeholder: "Хеш, URL, домен, IP или текст, где их много",
    look_up: "Найти",
    home_link: "Assay, на главную",
    settings_link: "Настройки",
    history_link: "История",
    history_changed: |n| {
        format!(
            "{} {n} {}",
            russian(n, "изменился", "изменились", "изменились"),
            russian(
                n,
                "отслеживаемый результат",
                "отслеживаемых результата",
                "отслеживаемых результатов"
            )
        )
    },
    box_empty: "Сначала введите хеш, URL, домен или IP-адрес.",
    box_wrong_length: |digits| {
        let word = russian(
            digits as u64,
            "шестнадцатеричная цифра",
            "шестнадцатеричные цифры",
            "шестнадцатеричных цифр",
        );
        format!("Здесь {digits} {word}. В MD5 их 32, в SHA-1 — 40, в SHA-256 — 64.")
    },
    box_link_without_object: "Эта ссылка на VirusTotal не указывает ни на файл, ни на URL, ни на домен, ни на IP-адрес. Нужна ссылка на отчёт.",
    box_zone_id: "Часть после знака % называет сетевую карту одной машины. Введите адрес без неё.",
    box_unrecognised: "Здесь нет ни хеша, ни URL, ни домена, ни IP-адреса.",
    box_search: "Искать этот текст на VirusTotal (1 запрос)",
    box_hint: "URL, домен или адрес отправляются на VirusTotal как есть. От файла — только хеш.",
    title: |view| format!("{view} · Assay"),
    title_settings: "Настройки",
    title_sample: "Пример отчёта",
    title_analysis: "Анализ",
    title_found: "Найдено в тексте",
    title_unknown: "Нет такой страницы",
    unknown_heading: "По этому адресу ничего нет",
    unknown_text: "Часть адреса после знака # никуда не ведёт:",
    to_home: "На главную",
    copy_what: |what| format!("Скопировать {what}"),
    copied_what: |what| format!("Скопировано: {what}"),
    copy_failed: "Браузер не разрешил копирование. Выделите текст и скопируйте его вручную.",
    seconds_so_far: |seconds| format!("уже {seconds} с"),
    requests_made: |count| {
        format!(
            "{count} {} к VirusTotal",
            russian(count, "запрос", "запроса", "запросов")
        )
    },
    file_bytes_sent: |bytes| format!("Отправлено байтов файлов: {bytes}"),
    foot_promise: "Файлы читаются здесь, в вашем браузере. Ни один не уйдёт, пока вы не подтвердите его загрузку.",
    framed: "Assay не работает внутри чужой страницы, чтобы никто не мог незаметно направить ваши нажатия. Откройте её в отдельной вкладке.",
    broke_heading: "На этой странице что-то сломалось",
    broke_text: "Это ошибка Assay. Ваш ключ и настройки не затронуты. Чтобы продолжить, перезагрузите страницу.",
    broke_details: "Подробности для сообщения об ошибке",
    reload: "Перезагрузить",
    resumes_in: |time| format!("Продолжится само через {time}."),
    resumes_at: |time| format!("Продолжится само в {time}."),
    now: "сейчас",
};
