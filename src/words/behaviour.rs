//! The words of what sandboxes saw: groups, lists, columns, and what can be asked for.

use crate::words::report::words;
use crate::words::{english, russian};

type S = &'static str;
/// A word of VirusTotal's and what it means.
type Meanings = &'static [(S, S)];

words! {
    /// The behaviour of a file.
    BehaviourWords {
        // What is asked
        reports: S = "reports of the sandboxes", "отчёты песочниц";
        none: S = "No sandbox has reported on this file.", "Ни одна песочница не сообщала об этом файле.";
        none_hint: S =
            "That says nothing about what it does: not every type of file is run, and not every run ends in a report.",
            "О поведении файла это ничего не говорит: запускают не все типы файлов, и не каждый запуск заканчивается отчётом.";
        no_such: S =
            "No sandbox of this name has reported. All reports are shown.",
            "Песочница с таким именем об этом файле не сообщала. Показаны все отчёты.";

        // Whose report
        sandboxes: S = "Sandboxes", "Песочницы";
        whose: S = "Whose report is shown", "Чей отчёт показан";
        all_of: fn(&str) -> String = |n| format!("All {n}"), |n| format!("Все {n}");
        summary: S = "VirusTotal's summary", "Сводка VirusTotal";
        summary_about: S =
            "All sandboxes' reports as VirusTotal itself puts them together, also of those that are not loaded here. It does not say who saw what.",
            "Отчёты всех песочниц, как их сводит сам VirusTotal, включая не загруженные здесь. Кто что видел, в ней не сказано.";
        ask_summary: fn(&str) -> String =
            |cost| format!("Ask for the summary · {cost}"),
            |cost| format!("Запросить сводку · {cost}");
        seen_by: S = "Seen by", "Кто видел";
        seen_of: fn(&str, &str) -> String = |n, all| format!("{n} of {all}"), |n, all| format!("{n} из {all}");
        index: S = "What was seen", "Что было замечено";
        nothing_seen: S =
            "The report holds no observations.",
            "В отчёте нет наблюдений.";
        unnamed: S = "unnamed", "без имени";

        // Of one sandbox
        verdict: S = "Verdict", "Вердикт";
        labels: S = "Malware name", "Имя угрозы";
        confidence: S = "Confidence", "Уверенность";
        noticed: S = "Noticed", "Замечено";
        analysed: S = "Analysed", "Анализ от";
        saw: S = "Observations", "Наблюдений";
        saw_alone: S = "No other saw", "Не видели другие";
        html: S = "HTML report", "HTML-отчёт";
        pcap: S = "network capture (PCAP)", "запись сети (PCAP)";
        evtx: S = "event log (EVTX)", "журнал событий (EVTX)";
        memdump: S = "memory dump", "дамп памяти";
        save_html: fn(&str, &str) -> String =
            |sandbox, cost| format!("Save {sandbox}'s own report (HTML) · {cost}"),
            |sandbox, cost| format!("Сохранить собственный отчёт {sandbox} (HTML) · {cost}");
        html_warning: S =
            "A sandbox's own report is a web page made by others around a file's doings. This page never draws it; opened on your machine, it may run scripts and load things from the network.",
            "Собственный отчёт песочницы — чужая веб-страница о том, что делал файл. Эта страница её не показывает; открытая на вашей машине, она может выполнять скрипты и загружать что-то из сети.";
        html_saved: S = "Saved.", "Сохранено.";
        premium_recordings: fn(&str) -> String =
            |what| format!("Recorded as well: {what}. VirusTotal gives these out to premium keys alone."),
            |what| format!("Есть и записи: {what}. Их VirusTotal отдаёт только по премиум-ключу.");
        whole_report: S = "Everything in this report, as it came", "Всё из этого отчёта в исходном виде";
        unknown: S = "What this page has no place for", "То, для чего на странице нет места";

        // What is left
        seek: S = "Search in what was seen", "Искать в замеченном";
        left: fn(&str, &str) -> String = |n, all| format!("Shown: {n} of {all}"), |n, all| format!("Показано: {n} из {all}");
        nothing_left: S = "Nothing of what was seen fits.", "Среди замеченного ничего не подходит.";
        show_everything: S = "Show everything", "Показать всё";
        all_processes: S = "All processes", "Все процессы";
        picked: S = "Only what is told of", "Только то, что известно о процессе";
        gone_process: S =
            "The address names a process that is not among those seen. All processes are shown.",
            "Процесса, названного в адресе, среди замеченных нет. Показаны все процессы.";
        pick: fn(&str) -> String = |name| format!("Show only {name}"), |name| format!("Показать только {name}");
        untold: S = "not told by process", "без указания процесса";
        by_program: S = "told by the program's name alone", "известно только по имени программы";
        copy_left: fn(&str, &str) -> String = |n, all| format!("Copy {n} of {all}"), |n, all| format!("Копировать {n} из {all}");
        copy_defanged: S = "Copy, defanged", "Копировать обезвреженным";

        // Known noise
        hide_noise: fn(&str) -> String =
            |n| format!("Hide known noise ({n})"),
            |n| format!("Скрыть известный шум ({n})");
        noise_hidden: fn(&str) -> String =
            |n| format!("{n} hidden as known noise · show"),
            |n| format!("Скрыто как известный шум: {n} · показать");
        noise_about: S =
            "What Windows and sandboxes do around every program. It is recognised by narrow rules; hidden rows are left out of copies too.",
            "То, что Windows и песочницы делают вокруг любой программы. Это узнаётся по узким правилам; скрытые строки не попадают и в копии.";
        noise_is: fn(&str) -> String = |why| format!("noise: {why}"), |why| format!("шум: {why}");
        noise_update: S = "Windows Update", "обновление Windows";
        noise_telemetry: S = "telemetry of Windows", "телеметрия Windows";
        noise_connection: S = "Windows looks for a connection", "Windows проверяет связь";
        noise_certificates: S = "check of certificates", "проверка сертификатов";
        noise_time: S = "time server", "сервер времени";
        noise_resolver: S = "public DNS resolver", "публичный DNS-сервер";
        noise_discovery: S = "announcement in the local network", "объявление в локальной сети";
        noise_prefetch: S = "Windows Prefetch", "Windows Prefetch";
        noise_crashes: S = "crash reports of Windows", "отчёты Windows об ошибках";
        noise_console: S = "host of a console window", "узел окна консоли";
        noise_powershell: S = "PowerShell itself", "сам PowerShell";
        noise_loader: S = "the start of any program", "запуск любой программы";
        noise_windows: S = "libraries of Windows", "библиотеки Windows";
        noise_sandbox: S = "tool of the sandbox", "инструмент песочницы";

        // ATT&CK
        techniques: S = "ATT&CK techniques", "Техники ATT&CK";

        // The process tree
        process_tree: S = "Process tree", "Дерево процессов";
        fold_process: fn(&str) -> String =
            |name| format!("What {name} started"),
            |name| format!("Что запустил {name}");
        after: fn(&str) -> String = |s| format!("after {s} s"), |s| format!("через {s} с");
        level: fn(u64) -> String = |n| format!("level {n}"), |n| format!("уровень {n}");
        copy_tree: S = "Copy the tree", "Копировать дерево";

        // Groups
        rules: S = "Rules", "Правила";
        processes: S = "Processes", "Процессы";
        files: S = "Files", "Файлы";
        registry: S = "Registry", "Реестр";
        network: S = "Network", "Сеть";
        services: S = "Services and system", "Службы и система";
        modules: S = "Modules", "Модули";
        mutexes: S = "Mutexes", "Мьютексы";
        texts: S = "Texts, calls and windows", "Тексты, вызовы и окна";
        cryptography: S = "Cryptography", "Криптография";
        android: S = "Android", "Android";
        memory: S = "Memory", "Память";
        hosts_file: S = "Hosts file", "Файл hosts";

        // Lists
        signatures: S = "Signatures", "Сигнатуры";
        command_executions: S = "Commands run", "Выполненные команды";
        processes_created: S = "Processes created", "Созданные процессы";
        processes_terminated: S = "Processes that ended", "Завершившиеся процессы";
        processes_killed: S = "Processes killed", "Принудительно завершённые процессы";
        processes_injected: S = "Processes injected into", "Процессы, в которые внедрён код";
        files_opened: S = "Files opened", "Открытые файлы";
        files_written: S = "Files written", "Записанные файлы";
        files_deleted: S = "Files deleted", "Удалённые файлы";
        files_attribute_changed: S = "Files with changed attributes", "Файлы с изменёнными атрибутами";
        files_copied: S = "Files copied", "Скопированные файлы";
        files_dropped: S = "Files dropped", "Созданные файлы";
        registry_keys_opened: S = "Keys opened", "Открытые ключи";
        registry_keys_set: S = "Values set", "Установленные значения";
        registry_keys_deleted: S = "Keys deleted", "Удалённые ключи";
        dns_lookups: S = "DNS lookups", "DNS-запросы";
        http_conversations: S = "HTTP requests", "HTTP-запросы";
        tls: S = "TLS connections", "TLS-соединения";
        ja3_digests: S = "JA3 digests", "Отпечатки JA3";
        ip_traffic: S = "IP traffic", "IP-трафик";
        ids_alerts: S = "Alerts of network monitors", "Предупреждения сетевых мониторов";
        sigma: S = "Sigma rules", "Правила Sigma";
        memory_pattern_urls: S = "URLs found in memory", "URL, найденные в памяти";
        memory_pattern_domains: S = "Domains found in memory", "Домены, найденные в памяти";
        memory_pattern_ips: S = "Addresses found in memory", "Адреса, найденные в памяти";
        services_opened: S = "Services opened", "Открытые службы";
        services_created: S = "Services created", "Созданные службы";
        services_started: S = "Services started", "Запущенные службы";
        services_stopped: S = "Services stopped", "Остановленные службы";
        services_deleted: S = "Services deleted", "Удалённые службы";
        services_bound: S = "Services bound", "Привязанные службы";
        system_property_lookups: S = "System properties looked up", "Запрошенные свойства системы";
        system_property_sets: S = "System properties set", "Установленные свойства системы";
        modules_loaded: S = "Modules loaded", "Загруженные модули";
        mutexes_created: S = "Mutexes created", "Созданные мьютексы";
        mutexes_opened: S = "Mutexes opened", "Открытые мьютексы";
        calls_highlighted: S = "Calls of interest", "Примечательные вызовы";
        text_highlighted: S = "Texts shown", "Показанные тексты";
        text_decoded: S = "Texts decoded", "Раскодированные тексты";
        windows_searched: S = "Windows searched for", "Окна, которые искали";
        windows_hidden: S = "Windows hidden", "Скрытые окна";
        crypto_algorithms_observed: S = "Encryption algorithms", "Алгоритмы шифрования";
        crypto_keys: S = "Encryption keys", "Ключи шифрования";
        crypto_plain_text: S = "Texts before encryption", "Тексты до шифрования";
        encoding_algorithms_observed: S = "Encodings", "Способы кодирования";
        activities_started: S = "Activities started", "Запущенные активности";
        permissions_requested: S = "Permissions requested", "Запрошенные разрешения";
        permissions_checked: S = "Permissions checked", "Проверенные разрешения";
        content_model_observers: S = "Content observed", "Наблюдаемое содержимое";
        content_model_sets: S = "Content set", "Изменённое содержимое";
        databases_opened: S = "Databases opened", "Открытые базы данных";
        databases_deleted: S = "Databases deleted", "Удалённые базы данных";
        shared_preferences_lookups: S = "Preferences looked up", "Запрошенные настройки";
        shared_preferences_sets: S = "Preferences set", "Установленные настройки";
        signals_hooked: S = "Signals hooked", "Перехваченные сигналы";
        signals_observed: S = "Signals observed", "Полученные сигналы";
        invokes: S = "Methods invoked", "Вызванные методы";
        sms_sent: S = "Messages sent", "Отправленные СМС";
        memory_dumps: S = "Memory dumps", "Дампы памяти";

        // Columns
        sandbox: S = "Sandbox", "Песочница";
        severity: S = "Severity", "Серьёзность";
        name: S = "Name", "Имя";
        description: S = "Description", "Описание";
        author: S = "Author", "Автор";
        source: S = "Source", "Источник";
        destination: S = "Destination", "Куда";
        from: S = "From", "Откуда";
        path: S = "Path", "Путь";
        kind: S = "Type", "Тип";
        process: S = "Process", "Процесс";
        key: S = "Key", "Ключ";
        value: S = "Value", "Значение";
        host: S = "Host", "Узел";
        addresses: S = "Resolved to", "Адреса";
        method: S = "Method", "Метод";
        url: S = "URL", "URL";
        status: S = "Status", "Статус";
        answer: S = "Answer", "Ответ";
        version: S = "Version", "Версия";
        subject: S = "Issued to", "Кому выдан";
        issuer: S = "Issued by", "Кем выдан";
        address: S = "Address", "Адрес";
        port: S = "Port", "Порт";
        protocol: S = "Protocol", "Протокол";
        rule: S = "Rule", "Правило";
        category: S = "Category", "Категория";
        size: S = "Size", "Размер";
        base_address: S = "Base address", "Базовый адрес";
        stage: S = "Stage", "Этап";
        text: S = "Text", "Текст";
        permission: S = "Permission", "Разрешение";
        owner: S = "Owner", "Владелец";
        seen: S = "What was seen", "Что замечено";
        more_of: fn(u64) -> String =
            |n| format!("{n} more {}", english(n, "value", "values")),
            |n| format!("Ещё {n} {}", russian(n, "значение", "значения", "значений"));

        // VirusTotal's words
        severities: [S; 5] =
            ["Critical", "High", "Medium", "Low", "Information"],
            ["Критическая", "Высокая", "Средняя", "Низкая", "Информация"];
        verdicts: Meanings = VERDICTS, VERDICTS_RUSSIAN;
        tags: Meanings = TAGS, TAGS_RUSSIAN;
    }
}

const VERDICTS: Meanings = &[
    ("CLEAN", "Clean"),
    ("MALWARE", "Malware"),
    ("GREYWARE", "Greyware"),
    ("RANSOM", "Ransomware"),
    ("PHISHING", "Phishing"),
    ("BANKER", "Banking trojan"),
    ("ADWARE", "Adware"),
    ("EXPLOIT", "Exploit"),
    ("EVADER", "Evades analysis"),
    ("RAT", "Remote access trojan"),
    ("TROJAN", "Trojan"),
    ("SPREADER", "Spreads itself"),
    ("UNKNOWN_VERDICT", "No verdict"),
];
const VERDICTS_RUSSIAN: Meanings = &[
    ("CLEAN", "Чистый"),
    ("MALWARE", "Вредоносный"),
    ("GREYWARE", "Нежелательный"),
    ("RANSOM", "Вымогатель"),
    ("PHISHING", "Фишинг"),
    ("BANKER", "Банковский троян"),
    ("ADWARE", "Рекламный"),
    ("EXPLOIT", "Эксплойт"),
    ("EVADER", "Уклоняется от анализа"),
    ("RAT", "Троян удалённого доступа"),
    ("TROJAN", "Троян"),
    ("SPREADER", "Распространяется сам"),
    ("UNKNOWN_VERDICT", "Без вердикта"),
];

const TAGS: Meanings = &[
    ("DETECT_DEBUG_ENVIRONMENT", "looks for a debugger"),
    ("DIRECT_CPU_CLOCK_ACCESS", "reads the processor's clock"),
    ("LONG_SLEEPS", "sleeps long"),
    ("SELF_DELETE", "deletes itself"),
    ("HOSTS_MODIFIER", "changes the hosts file"),
    ("INSTALLS_BROWSER_EXTENSION", "installs a browser extension"),
    ("PASSWORD_DIALOG", "asks for a password"),
    ("SUDO", "asks for root"),
    ("PERSISTENCE", "makes itself permanent"),
    ("SENDS_SMS", "sends SMS"),
    ("CHECKS_GPS", "reads the location"),
    ("FTP_COMMUNICATION", "speaks FTP"),
    ("SSH_COMMUNICATION", "speaks SSH"),
    ("TELNET_COMMUNICATION", "speaks Telnet"),
    ("SMTP_COMMUNICATION", "sends mail"),
    ("MYSQL_COMMUNICAION", "speaks MySQL"),
    ("MYSQL_COMMUNICATION", "speaks MySQL"),
    ("IRC_COMMUNICATION", "speaks IRC"),
    ("SUSPICIOUS_DNS", "suspicious DNS"),
    ("SUSPICIOUS_UDP", "suspicious UDP"),
    ("BIG_UPSTREAM", "sends much"),
    ("TUNNELING", "tunnels"),
    ("CRYPTO", "encrypts"),
    ("TELEPHONY", "uses the telephone"),
    ("RUNTIME_MODULES", "loads modules at run time"),
    ("REFLECTION", "uses reflection"),
];
const TAGS_RUSSIAN: Meanings = &[
    ("DETECT_DEBUG_ENVIRONMENT", "ищет отладчик"),
    ("DIRECT_CPU_CLOCK_ACCESS", "читает счётчик процессора"),
    ("LONG_SLEEPS", "подолгу спит"),
    ("SELF_DELETE", "удаляет себя"),
    ("HOSTS_MODIFIER", "меняет файл hosts"),
    ("INSTALLS_BROWSER_EXTENSION", "ставит расширение браузера"),
    ("PASSWORD_DIALOG", "спрашивает пароль"),
    ("SUDO", "просит права root"),
    ("PERSISTENCE", "закрепляется в системе"),
    ("SENDS_SMS", "отправляет СМС"),
    ("CHECKS_GPS", "узнаёт местоположение"),
    ("FTP_COMMUNICATION", "общается по FTP"),
    ("SSH_COMMUNICATION", "общается по SSH"),
    ("TELNET_COMMUNICATION", "общается по Telnet"),
    ("SMTP_COMMUNICATION", "отправляет почту"),
    ("MYSQL_COMMUNICAION", "общается с MySQL"),
    ("MYSQL_COMMUNICATION", "общается с MySQL"),
    ("IRC_COMMUNICATION", "общается по IRC"),
    ("SUSPICIOUS_DNS", "подозрительный DNS"),
    ("SUSPICIOUS_UDP", "подозрительный UDP"),
    ("BIG_UPSTREAM", "много отправляет"),
    ("TUNNELING", "строит туннели"),
    ("CRYPTO", "шифрует"),
    ("TELEPHONY", "пользуется телефонией"),
    ("RUNTIME_MODULES", "загружает модули на ходу"),
    ("REFLECTION", "использует рефлексию"),
];
