//! Titles, labels and columns of the details.

type S = &'static str;

words! {
    /// One name a thing; names of formats and algorithms stay as they are.
    PanelWords {
        // Panels
        identity: S = "Identity", "Идентификация";
        names: S = "Names", "Имена";
        dates: S = "Dates", "Даты";
        kind: S = "Type", "Тип";
        tags: S = "Tags", "Метки";
        standing: S = "Submissions and reputation", "Отправки и репутация";
        threat: S = "Threat", "Угроза";
        signature: S = "Signature", "Подпись";
        rules: S = "Rules that match", "Сработавшие правила";
        sandboxes: S = "Sandboxes", "Песочницы";
        packers: S = "Packers and compilers", "Упаковщики и компиляторы";
        program: S = "Windows program", "Программа Windows";
        sections: S = "Sections", "Секции";
        imports: S = "Imports", "Импорт";
        exports: S = "Exports", "Экспорт";
        resources: S = "Resources", "Ресурсы";
        overlay: S = "Overlay", "Оверлей";
        debug: S = "Debug data", "Отладочные данные";
        exiftool: S = "ExifTool", "ExifTool";
        known: S = "Known software", "Известное ПО";

        // Identity
        size: S = "Size", "Размер";
        authentihash: S = "Authentihash", "Authentihash";
        imphash: S = "Imphash", "Imphash";
        rich_hash: S = "Rich header hash", "Хеш заголовка Rich";
        icon_md5: S = "Icon, MD5", "Значок, MD5";
        icon_dhash: S = "Icon, dhash", "Значок, dhash";

        zero_bytes: S =
            "The file is empty: every file of zero bytes has these digests.",
            "Файл пуст: такие хеши у любого файла в ноль байт.";

        // Dates
        created: S = "Made, by the file's own account", "Создан, по данным самого файла";
        first_wild: S = "First seen in the wild", "Впервые замечен в обороте";
        first_submitted: S = "First given to VirusTotal", "Впервые передан VirusTotal";
        last_submitted: S = "Last given to VirusTotal", "Последняя передача VirusTotal";
        last_analysed: S = "Last analysis", "Последняя проверка";
        last_modified: S = "Report last changed", "Отчёт изменён";

        // Type
        described: S = "Type", "Тип";
        extension: S = "Usual extension", "Обычное расширение";
        type_tags: S = "Type tags", "Метки типа";
        probability: S = "Probability", "Вероятность";
        format: S = "Format", "Формат";

        // Submissions and reputation
        submitted: S = "Times submitted", "Передан раз";
        sources: S = "From sources", "Из источников";
        reputation: S = "Reputation", "Репутация";
        votes_bad: S = "Votes for malicious", "Голосов «вредоносный»";
        votes_good: S = "Votes for harmless", "Голосов «безвредный»";
        capabilities: S = "Capabilities", "Возможности";

        // Threat
        label: S = "Label", "Название";
        category: S = "Category", "Категория";
        families: S = "Families", "Семейства";
        engines: S = "Engines", "Движков";
        severity: S = "Severity", "Опасность";
        severity_why: S = "Why", "Почему";
        found_config: S = "Settings of malware", "Настройки вредоносной программы";
        analysis_by_ai: S = "Analyses by AI (Code Insight)", "Разборы ИИ (Code Insight)";
        source: S = "Source", "Источник";
        text: S = "Text", "Текст";

        // Signature
        state: S = "State", "Состояние";
        signed: S = "Signed, and the signature holds", "Подписан, подпись действительна";
        unsigned: S = "Not signed", "Не подписан";
        unchecked: S =
            "Carries certificates; the report does not say whether they hold",
            "Содержит сертификаты; действительны ли они, в отчёте не сказано";
        product: S = "Product", "Продукт";
        description: S = "Description", "Описание";
        original_name: S = "Original name", "Исходное имя";
        internal_name: S = "Internal name", "Внутреннее имя";
        file_version: S = "File version", "Версия файла";
        copyright: S = "Copyright", "Авторские права";
        publisher: S = "Publisher", "Издатель";
        comments: S = "Comments", "Комментарии";
        signed_on: S = "Signed on", "Дата подписи";
        signers: S = "Signers", "Подписавшие";
        counter_signers: S = "Counter signers", "Заверители времени";
        certificates: S = "Certificates", "Сертификаты";
        name: S = "Name", "Имя";
        usage: S = "Usage", "Назначение";
        valid_from: S = "Valid from", "Действует с";
        valid_to: S = "Valid to", "Действует по";
        algorithm: S = "Algorithm", "Алгоритм";
        issuer: S = "Issuer", "Кем выдан";
        serial: S = "Serial number", "Серийный номер";
        thumbprint: S = "Thumbprint", "Отпечаток";

        // Rules and sandboxes
        yara: S = "YARA", "YARA";
        sigma: S = "Sigma", "Sigma";
        ids: S = "Network alerts", "Сетевые оповещения";
        rule: S = "Rule", "Правило";
        ruleset: S = "Rule set", "Набор правил";
        author: S = "Author", "Автор";
        level: S = "Level", "Уровень";
        context: S = "Seen with", "Где замечено";
        sandbox: S = "Sandbox", "Песочница";
        opinion: S = "Verdict", "Вердикт";
        classes: S = "Classes", "Классы";
        malware_names: S = "Malware", "Вредоносные программы";
        confidence: S = "Confidence", "Уверенность";

        // Programs
        machine: S = "Machine", "Процессор";
        entry_point: S = "Entry point", "Точка входа";
        linked: S = "Linked", "Собран";
        virtual_address: S = "Address", "Адрес";
        virtual_size: S = "Size in memory", "Размер в памяти";
        raw_size: S = "Size in the file", "Размер в файле";
        entropy: S = "Entropy", "Энтропия";
        chi2: S = "Chi²", "χ²";
        flags: S = "Flags", "Флаги";
        offset: S = "Offset", "Смещение";
        language: S = "Language", "Язык";
        languages: S = "Languages", "Языки";
        time: S = "Time", "Время";
        version: S = "Version", "Версия";
        details: S = "Details", "Подробности";

        // Known software
        trusted: S = "Vouched for by", "Кто ручается";
        trusted_as: S = "Their verdict", "Их вердикт";
        distributors: S = "Distributors", "Распространители";
        products: S = "Products", "Продукты";
        file_names: S = "File names", "Имена файлов";
        data_sources: S = "Lists", "Списки";
        links: S = "Links", "Ссылки";
    }
}
