//! The words of relations: what each list is, its columns, its cost.

use crate::words::report::words;
use crate::words::{english, russian};

type S = &'static str;
/// A relation as the API calls it, its title, and one line of what it is.
type Names = &'static [(S, S, S)];

words! {
    /// Lists of related objects.
    RelationWords {
        names: Names = NAMES, NAMES_RUSSIAN;

        // The shelf
        heading: S = "What belongs to it", "Что с этим связано";
        intro: S =
            "Opening a list takes one request; what is known to be empty takes none.",
            "Открытие списка стоит одного запроса; заведомо пустой список не стоит ничего.";
        empty_heading: S = "Known to be empty", "Заведомо пустые";
        premium_heading: fn(u64) -> String =
            |n| format!("{n} {} a premium key", english(n, "list needs", "lists need")),
            |n| format!("{n} {} премиум-ключа", russian(n, "список требует", "списка требуют", "списков требуют"));
        premium_intro: S =
            "VirusTotal gives these to paying customers. One request shows whether your key is among them.",
            "Эти списки VirusTotal отдаёт платным клиентам. Один запрос покажет, относится ли к ним ваш ключ.";
        forbidden: fn(&str) -> String =
            |list| format!("VirusTotal refused “{list}” to this key, so these lists are not asked for any more."),
            |list| format!("VirusTotal отказал этому ключу в списке «{list}», поэтому такие списки больше не запрашиваются.");
        choose: S = "Choose a list.", "Выберите список.";
        back: S = "All lists", "Все списки";
        no_such: fn(&str) -> String =
            |name| format!("There is no list named “{name}” here."),
            |name| format!("Списка «{name}» здесь нет.");
        in_community: S = "Comments and votes have a tab of their own.", "Для комментариев и голосов есть своя вкладка.";
        in_behaviour: S = "What sandboxes saw has a tab of its own.", "Для наблюдений песочниц есть своя вкладка.";
        open_tab: fn(&str) -> String = |tab| format!("Open “{tab}”"), |tab| format!("Открыть «{tab}»");

        // How many
        none: S = "none", "нет";
        unknown_count: S = "how many is not known yet", "сколько, пока неизвестно";
        or_more: fn(&str) -> String = |n| format!("{n} or more"), |n| format!("{n} или больше");
        shown_of: fn(&str, &str) -> String = |n, all| format!("{n} of {all}"), |n, all| format!("{n} из {all}");
        in_all: fn(u64, &str) -> String =
            |n, text| format!("{text} {}", english(n, "entry", "entries")),
            |n, text| format!("{text} {}", russian(n, "запись", "записи", "записей"));
        unreadable: fn(u64) -> String =
            |n| format!("{n} {} no type or no id and cannot be shown.", english(n, "entry had", "entries had")),
            |n| format!(
                "{n} {} без типа или идентификатора, показать {} нельзя.",
                russian(n, "запись пришла", "записи пришли", "записей пришло"),
                russian(n, "её", "их", "их"),
            );

        // What is asked
        asking: fn(&str) -> String = |list| format!("Asking for “{list}”"), |list| format!("Запрашиваем «{list}»");
        queued: S = "Waits for its turn.", "Ждёт своей очереди.";
        load: fn(&str) -> String = |n| format!("Load · {n}"), |n| format!("Загрузить · {n}");
        load_more: fn(u64, &str) -> String =
            |n, cost| format!("Load {n} more · {cost}"),
            |n, cost| format!("Загрузить ещё {n} · {cost}");
        ask_anyway: fn(&str) -> String = |n| format!("Ask anyway · {n}"), |n| format!("Всё равно запросить · {n}");
        ask_again: fn(&str) -> String = |n| format!("Ask again · {n}"), |n| format!("Запросить снова · {n}");
        requests: fn(u64) -> String =
            |n| format!("{n} {}", english(n, "request", "requests")),
            |n| format!("{n} {}", russian(n, "запрос", "запроса", "запросов"));
        known_empty: S =
            "VirusTotal said so together with the report; nothing was asked for it.",
            "VirusTotal сообщил об этом вместе с отчётом; отдельного запроса не было.";
        asked_empty: S = "VirusTotal has nothing here.", "Здесь у VirusTotal ничего нет.";
        address_gives: S =
            "Whoever opens this address within the hour gets the file itself, harmful or not. This page does not open it: copy it to where samples are kept safely.",
            "Кто откроет этот адрес в течение часа, получит сам файл, каким бы опасным он ни был. Эта страница его не открывает: скопируйте адрес туда, где образцы хранят безопасно.";
        ask_address: fn(&str) -> String = |n| format!("Ask for the address · {n}"), |n| format!("Запросить адрес · {n}");
        no_address: S = "The answer holds no address.", "В ответе нет адреса.";

        // The table
        name: S = "Name", "Имя";
        host: S = "Host", "Хост";
        date: S = "Date", "Дата";
        flagged: S = "Flagged", "Вердикт";
        of_engines: fn(&str, &str) -> String = |n, all| format!("{n} of {all}"), |n, all| format!("{n} из {all}");
        kind: S = "Type", "Тип";
        size: S = "Size", "Размер";
        first_seen: S = "First seen", "Впервые замечен";
        status: S = "Status", "Статус";
        page_title: S = "Title", "Заголовок";
        analysed: S = "Analysed", "Проверен";
        registrar: S = "Registrar", "Регистратор";
        registered: S = "Registered", "Зарегистрирован";
        system: S = "Network", "Сеть";
        country: S = "Country", "Страна";
        block: S = "Range", "Диапазон";
        address: S = "Address", "Адрес";
        resolved: S = "Resolved", "Разрешён";
        resolver: S = "Resolver", "Кто разрешил";
        last_seen: S = "Last updated", "Обновлено";
        issuer: S = "Issuer", "Издатель";
        valid_from: S = "Valid from", "Действует с";
        valid_until: S = "Valid until", "Действует до";
        thumbprint: S = "Thumbprint", "Отпечаток";
        owner: S = "Owner", "Владелец";
        tags: S = "Tags", "Метки";
        created: S = "Created", "Создано";
        changed: S = "Changed", "Изменено";
        interface: S = "Through", "Способ";
        source: S = "Source", "Источник";
        comment: S = "Comment", "Комментарий";
        votes: S = "Votes", "Голоса";
        opinion: S = "Verdict", "Вердикт";
        weight: S = "Weight", "Вес";
        reputation: S = "Reputation", "Репутация";
        member_since: S = "Member since", "Участник с";
        gone: S = "no longer found", "больше не найден";
        of_kind: fn(&str) -> String = |kind| format!("Entries of type “{kind}”"), |kind| format!("Записи типа «{kind}»");

        // A row, opened
        more_about: fn(&str) -> String = |name| format!("All that is known of {name}"), |name| format!("Всё, что известно о {name}");
        copy: S = "Copy", "Копировать";
        copy_defanged: S = "Copy defanged", "Копировать обезвреженным";
        copy_list: S = "Copy the list", "Копировать список";
        copy_names: fn(&str, &str) -> String =
            |shown, total| format!("Copy the list: {shown} of {total}"),
            |shown, total| format!("Копировать список: {shown} из {total}");
        copy_list_defanged: S = "Copy the list defanged", "Копировать список обезвреженным";
        id: S = "Id", "Идентификатор";
        nothing_else: S = "The list tells nothing else of it.", "Больше в списке о нём ничего не сказано.";

        // Finding and ordering
        filter: S = "Filter what is loaded", "Фильтр по загруженному";
        nothing_fits: S = "Nothing that is loaded fits this filter.", "Из загруженного под этот фильтр ничего не подходит.";

        // Kinds
        file: S = "File", "Файл";
        url: S = "URL", "URL";
        domain: S = "Domain", "Домен";
        ip: S = "Address", "Адрес";
    }
}

/// A relation's title and line; a name that nobody knows is its own title.
pub fn named<'a>(words: &RelationWords, name: &'a str) -> (&'a str, &'static str) {
    words
        .names
        .iter()
        .find(|(known, _, _)| *known == name)
        .map_or((name, ""), |(_, title, about)| (*title, *about))
}

const NAMES: Names = &[
    ("behaviours", "Sandbox reports", "What the file did when it was run"),
    (
        "contacted_domains",
        "Contacted domains",
        "Domains it asked for when it was run",
    ),
    (
        "contacted_ips",
        "Contacted addresses",
        "Addresses it talked to when it was run",
    ),
    ("contacted_urls", "Contacted URLs", "URLs it fetched when it was run"),
    ("dropped_files", "Dropped files", "Files it wrote when it was run"),
    ("bundled_files", "Bundled files", "Files inside it, as in an archive"),
    ("execution_parents", "Execution parents", "Files that ran it"),
    (
        "pe_resource_children",
        "Resources inside",
        "Files in its resource section",
    ),
    (
        "pe_resource_parents",
        "Resource parents",
        "Programs that carry it as a resource",
    ),
    ("collections", "Collections", "Lists that people put it on"),
    ("graphs", "Graphs", "Investigations that it is part of"),
    ("comments", "Comments", "What people wrote about it"),
    ("votes", "Votes", "Who called it harmless or malicious"),
    (
        "related_comments",
        "Related comments",
        "Comments on what it is connected with",
    ),
    ("analyses", "Analyses", "Every time that engines looked at it"),
    (
        "carbonblack_children",
        "Carbon Black children",
        "Files that it wrote, by Carbon Black's account",
    ),
    (
        "carbonblack_parents",
        "Carbon Black parents",
        "Files that wrote it, by Carbon Black's account",
    ),
    (
        "ciphered_bundled_files",
        "Encrypted contents",
        "Files inside it, behind a password",
    ),
    (
        "ciphered_parents",
        "Encrypted parents",
        "Archives with a password that hold it",
    ),
    ("compressed_parents", "Archives", "Archives that hold it"),
    ("email_attachments", "Attachments", "Files attached to this message"),
    ("email_parents", "Messages", "Messages that it was attached to"),
    ("embedded_domains", "Domains inside", "Domains that are written in it"),
    ("embedded_ips", "Addresses inside", "Addresses that are written in it"),
    ("embedded_urls", "URLs inside", "URLs that are written in it"),
    (
        "itw_domains",
        "Domains it came from",
        "Domains that it was downloaded from",
    ),
    (
        "itw_ips",
        "Addresses it came from",
        "Addresses that it was downloaded from",
    ),
    ("itw_urls", "URLs it came from", "URLs that it was downloaded from"),
    (
        "memory_pattern_domains",
        "Domains in memory",
        "Domains found in its memory",
    ),
    (
        "memory_pattern_ips",
        "Addresses in memory",
        "Addresses found in its memory",
    ),
    ("memory_pattern_urls", "URLs in memory", "URLs found in its memory"),
    ("overlay_children", "Overlay", "Files behind its own end"),
    (
        "overlay_parents",
        "Overlay parents",
        "Files that carry it behind their end",
    ),
    (
        "pcap_children",
        "Captured files",
        "Files seen in this traffic recording",
    ),
    (
        "pcap_parents",
        "Traffic recordings",
        "Recordings of traffic that hold it",
    ),
    ("related_references", "References", "Articles and reports that name it"),
    (
        "related_threat_actors",
        "Threat actors",
        "Groups that it is ascribed to",
    ),
    ("screenshots", "Screenshots", "Pictures taken when it was run"),
    ("similar_files", "Similar files", "Files that resemble it"),
    ("submissions", "Submissions", "When and from where it was sent in"),
    (
        "urls_for_embedded_js",
        "Pages with this script",
        "URLs whose pages carry this script",
    ),
    (
        "download_url",
        "Download address",
        "Where the file itself can be fetched for an hour",
    ),
    ("network_location", "Host", "The domain or address that the URL names"),
    (
        "last_serving_ip_address",
        "Serving address",
        "The address that answered last",
    ),
    (
        "communicating_files",
        "Communicating files",
        "Files that talked to it when they were run",
    ),
    ("downloaded_files", "Downloaded files", "Files that came from there"),
    ("redirecting_urls", "Redirects here", "URLs that lead on to it"),
    ("redirects_to", "Leads to", "The URL that it leads on to"),
    ("referrer_files", "Referring files", "Files that it is written in"),
    ("referrer_urls", "Referring URLs", "Pages that link to it"),
    ("resolutions", "Resolutions", "Which name had which address, and when"),
    ("subdomains", "Subdomains", "Names below it"),
    ("siblings", "Siblings", "Names beside it, under the same parent"),
    ("immediate_parent", "Immediate parent", "The name one step above"),
    ("parent", "Parent", "The registered name above it"),
    ("historical_whois", "WHOIS history", "Who had registered it, and when"),
    (
        "historical_ssl_certificates",
        "Certificate history",
        "Certificates that were seen there",
    ),
    ("caa_records", "CAA records", "Who may issue its certificates"),
    ("cname_records", "CNAME records", "Names that it stands for"),
    ("mx_records", "MX records", "Hosts that take its mail"),
    ("ns_records", "NS records", "Its name servers"),
    ("soa_records", "SOA records", "Who administers its zone"),
    ("urls", "URLs", "URLs on this host"),
];

const NAMES_RUSSIAN: Names = &[
    ("behaviours", "Отчёты песочниц", "Что файл делал при запуске"),
    (
        "contacted_domains",
        "Домены, к которым обращался",
        "Имена, которые он запрашивал при запуске",
    ),
    (
        "contacted_ips",
        "Адреса, к которым обращался",
        "IP-адреса, с которыми он связывался при запуске",
    ),
    (
        "contacted_urls",
        "URL, к которым обращался",
        "URL, которые он загружал при запуске",
    ),
    (
        "dropped_files",
        "Созданные файлы",
        "Файлы, которые он записал при запуске",
    ),
    ("bundled_files", "Вложенные файлы", "Файлы внутри него, как в архиве"),
    ("execution_parents", "Кто запускал", "Файлы, которые его запускали"),
    (
        "pe_resource_children",
        "Файлы в ресурсах",
        "Файлы из его секции ресурсов",
    ),
    (
        "pe_resource_parents",
        "Программы с этим ресурсом",
        "Программы, которые несут его в ресурсах",
    ),
    ("collections", "Подборки", "Списки, в которые его внесли люди"),
    ("graphs", "Графы", "Расследования, в которых он участвует"),
    ("comments", "Комментарии", "Что о нём написали"),
    ("votes", "Голоса", "Кто счёл его безвредным или вредоносным"),
    (
        "related_comments",
        "Связанные комментарии",
        "Комментарии к тому, с чем он связан",
    ),
    ("analyses", "Проверки", "Все случаи, когда его проверяли движки"),
    (
        "carbonblack_children",
        "Потомки по Carbon Black",
        "Файлы, которые он записал, по данным Carbon Black",
    ),
    (
        "carbonblack_parents",
        "Родители по Carbon Black",
        "Файлы, которые его записали, по данным Carbon Black",
    ),
    (
        "ciphered_bundled_files",
        "Зашифрованное содержимое",
        "Файлы внутри него, закрытые паролем",
    ),
    (
        "ciphered_parents",
        "Зашифрованные архивы",
        "Архивы с паролем, в которых он лежит",
    ),
    ("compressed_parents", "Архивы", "Архивы, в которых он лежит"),
    ("email_attachments", "Вложения", "Файлы, приложенные к этому письму"),
    ("email_parents", "Письма", "Письма, к которым он был приложен"),
    ("embedded_domains", "Домены внутри", "Домены, записанные в нём"),
    ("embedded_ips", "Адреса внутри", "IP-адреса, записанные в нём"),
    ("embedded_urls", "URL внутри", "URL, записанные в нём"),
    ("itw_domains", "Домены-источники", "Домены, с которых его скачивали"),
    ("itw_ips", "Адреса-источники", "IP-адреса, с которых его скачивали"),
    ("itw_urls", "URL-источники", "URL, с которых его скачивали"),
    (
        "memory_pattern_domains",
        "Домены в памяти",
        "Домены, найденные в его памяти",
    ),
    (
        "memory_pattern_ips",
        "Адреса в памяти",
        "IP-адреса, найденные в его памяти",
    ),
    ("memory_pattern_urls", "URL в памяти", "URL, найденные в его памяти"),
    ("overlay_children", "Оверлей", "Файлы за концом программы"),
    (
        "overlay_parents",
        "Программы с таким оверлеем",
        "Файлы, которые несут его за своим концом",
    ),
    (
        "pcap_children",
        "Файлы из трафика",
        "Файлы, увиденные в этой записи трафика",
    ),
    ("pcap_parents", "Записи трафика", "Записи трафика, в которых он есть"),
    ("related_references", "Публикации", "Статьи и отчёты, где он назван"),
    ("related_threat_actors", "Группировки", "Кому его приписывают"),
    ("screenshots", "Снимки экрана", "Снимки, сделанные при запуске"),
    ("similar_files", "Похожие файлы", "Файлы, которые на него похожи"),
    ("submissions", "Отправки", "Когда и откуда его присылали"),
    (
        "urls_for_embedded_js",
        "Страницы с этим скриптом",
        "URL, на страницах которых есть этот скрипт",
    ),
    (
        "download_url",
        "Адрес для скачивания",
        "Откуда в течение часа можно забрать сам файл",
    ),
    ("network_location", "Хост", "Домен или адрес, указанный в URL"),
    (
        "last_serving_ip_address",
        "Адрес сервера",
        "Адрес, который отвечал последним",
    ),
    (
        "communicating_files",
        "Связывались с ним",
        "Файлы, которые обращались сюда при запуске",
    ),
    ("downloaded_files", "Скачанное отсюда", "Файлы, полученные отсюда"),
    ("redirecting_urls", "Ведут сюда", "URL, которые перенаправляют на этот"),
    ("redirects_to", "Ведёт на", "URL, на который он перенаправляет"),
    ("referrer_files", "Упоминают его", "Файлы, в которых он записан"),
    ("referrer_urls", "Ссылаются на него", "Страницы со ссылкой на него"),
    ("resolutions", "Разрешения имён", "Какое имя имело какой адрес и когда"),
    ("subdomains", "Поддомены", "Имена под ним"),
    ("siblings", "Соседние имена", "Имена рядом с ним под общим родителем"),
    ("immediate_parent", "Имя выше", "Имя на одну ступень выше"),
    ("parent", "Родительский домен", "Зарегистрированное имя над ним"),
    ("historical_whois", "История WHOIS", "Кто его регистрировал и когда"),
    (
        "historical_ssl_certificates",
        "История сертификатов",
        "Сертификаты, которые здесь видели",
    ),
    ("caa_records", "Записи CAA", "Кто вправе выдавать ему сертификаты"),
    ("cname_records", "Записи CNAME", "Имена, которыми он заменяется"),
    ("mx_records", "Записи MX", "Хосты, принимающие его почту"),
    ("ns_records", "Записи NS", "Его серверы имён"),
    ("soa_records", "Записи SOA", "Кто управляет его зоной"),
    ("urls", "URL", "URL на этом хосте"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_told_in_both_languages_in_the_same_order() {
        let names = |table: Names| table.iter().map(|(name, _, _)| *name).collect::<Vec<_>>();
        assert_eq!(names(NAMES), names(NAMES_RUSSIAN));
        assert_eq!(named(&ENGLISH, "dropped_files").0, "Dropped files");
        assert_eq!(named(&ENGLISH, "never_heard_of"), ("never_heard_of", ""));
    }
}
