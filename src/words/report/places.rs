//! Titles, labels and columns of the details of URLs, domains and IP addresses.

type S = &'static str;

words! {
    /// What a report on a place of the net is made of; abbreviations of the trade stay as they are.
    PlaceWords {
        // Panels
        url: S = "URL", "URL";
        domain: S = "Domain", "Домен";
        address: S = "IP address", "IP-адрес";
        response: S = "Answer of the server", "Ответ сервера";
        redirects: S = "Way of redirects", "Цепочка переадресаций";
        page: S = "Page", "Страница";
        links: S = "Links on the page", "Ссылки на странице";
        opinions: S = "What others say", "Мнения других";
        dns: S = "DNS records", "Записи DNS";
        ranks: S = "Popularity", "Популярность";
        certificate: S = "HTTPS certificate", "Сертификат HTTPS";
        whois: S = "WHOIS", "WHOIS";
        rdap: S = "RDAP", "RDAP";

        // Identity
        final_url: S = "Leads to", "Ведёт на";
        location: S = "Host", "Узел";
        serving: S = "Served by", "Отвечает адрес";
        title: S = "Title", "Заголовок";
        tld: S = "Top-level domain", "Домен верхнего уровня";
        url_id: S = "VirusTotal's id", "Идентификатор VirusTotal";
        web_category: S = "Kind of page", "Вид страницы";
        registrar: S = "Registrar", "Регистратор";
        jarm: S = "JARM fingerprint", "Отпечаток JARM";
        favicon_md5: S = "Favicon, MD5", "Значок сайта, MD5";
        favicon_dhash: S = "Favicon, dhash", "Значок сайта, dhash";
        system: S = "Autonomous system", "Автономная система";
        owner: S = "Its owner", "Её владелец";
        network: S = "Network", "Сеть";
        country: S = "Country", "Страна";
        continent: S = "Continent", "Континент";
        registry: S = "Registry", "Реестр";

        // Dates
        registered: S = "Registered", "Зарегистрирован";
        expires: S = "Registration ends", "Регистрация истекает";
        registration_changed: S = "Registration last changed", "Регистрация изменена";
        last_wild: S = "Last seen in the wild", "Последний раз замечен в обороте";
        dns_from: S = "DNS records fetched", "Записи DNS получены";
        certificate_from: S = "Certificate fetched", "Сертификат получен";
        whois_from: S = "WHOIS fetched", "WHOIS получен";

        // Answer of the server
        status: S = "HTTP status", "Код HTTP";
        length: S = "Length", "Длина";
        content: S = "SHA-256 of the content", "SHA-256 содержимого";
        has_content: S = "Has content", "Есть содержимое";
        proxy_country: S = "Fetched from", "Запрошено из";
        user_agent: S = "Fetched as", "Запрошено как";
        headers: S = "Headers", "Заголовки";
        cookies: S = "Cookies", "Cookie";
        domain_of: S = "Domain", "Домен";
        valid_until: S = "Expires", "Истекает";
        marks: S = "Marks", "Признаки";

        // Page
        meta: S = "Meta tags", "Метатеги";
        trackers: S = "Trackers", "Трекеры";
        seen: S = "Seen", "Замечен";
        variables: S = "JavaScript variables", "Переменные JavaScript";
        console: S = "Console messages", "Сообщения консоли";
        value: S = "Value", "Значение";

        // What others say
        threat_names: S = "Names of the threat", "Названия угрозы";
        brand: S = "Poses as", "Выдаёт себя за";
        filters: S = "Web filters", "Веб-фильтры";
        context: S = "Notes of the crowd", "Заметки сообщества";
        note: S = "Note", "Заметка";
        gti_verdict: S = "Google Threat Intelligence", "Google Threat Intelligence";
        gti_severity: S = "Its severity", "Опасность по ней";
        gti_score: S = "Its threat score", "Её оценка угрозы";
        gti_factors: S = "Its grounds", "Её основания";
        mandiant: S = "Mandiant score", "Оценка Mandiant";
        list: S = "List", "Список";
        rank: S = "Rank", "Место";

        // DNS
        ttl: S = "TTL, s", "TTL, с";
        priority: S = "Priority", "Приоритет";

        // Certificate
        issued_to: S = "Issued to", "Кому выдан";
        names: S = "Valid for", "Действует для";
        expired: S =
            "The certificate had run out when VirusTotal fetched it.",
            "На момент получения сертификат уже истёк.";
        signed_with: S = "Signed with", "Чем подписан";
        key: S = "Key", "Ключ";
        key_usage: S = "Key usage", "Назначение ключа";
        fingerprint_256: S = "SHA-256 fingerprint", "Отпечаток SHA-256";
        fingerprint_1: S = "SHA-1 fingerprint", "Отпечаток SHA-1";
        authority: S = "May sign others", "Может подписывать другие";
        policies: S = "Policies", "Политики";
        revocation: S = "Revocation lists", "Списки отзыва";
        issuers_site: S = "Issuer's services", "Службы издателя";

        // RDAP
        events: S = "Events", "События";
        event: S = "Event", "Событие";
        handle: S = "Handle", "Дескриптор";
        name_servers: S = "Name servers", "Серверы имён";
        contacts: S = "Contacts", "Контакты";
        roles: S = "Roles", "Роли";
        organisation: S = "Organisation", "Организация";
        contact: S = "E-mail, phone", "Почта, телефон";
        notices: S = "Notices", "Примечания";
    }
}
