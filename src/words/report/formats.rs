//! Labels of the panels on the inside of files, format by format.

use crate::words::{english, russian};

type S = &'static str;

words! {
    /// Names of formats, of their fields and of programs stay as they are.
    FormatWords {
        amount: S = "Count", "Число";
        tool: S = "Tool", "Инструмент";
        setting: S = "Setting", "Параметр";
        whole_text: fn(u64, &str) -> String =
            |n, text| format!("Show all {text} {}", english(n, "line", "lines")),
            |n, text| format!("Показать все: {text} {}", russian(n, "строка", "строки", "строк"));

        // Who knows the file
        known_distributors: S = "Known distributors", "Известные распространители";
        nsrl: S = "National Software Reference Library (NIST)", "Национальная библиотека эталонного ПО (NIST)";
        monitor: S = "VirusTotal Monitor", "VirusTotal Monitor";

        // Threat
        autostart: S = "Starts itself with the system", "Запускается вместе с системой";
        entry: S = "Entry", "Запись";
        place: S = "Place", "Место";
        more_severity: S = "Grounds of the severity", "На чём основана оценка опасности";
        assessment: S = "Google Threat Intelligence", "Google Threat Intelligence";
        tools: S = "Examined with", "Чем исследован";

        // Signature
        wrong: S = "What is wrong", "Что не так";

        // Programs
        rich_header: S = "Rich header: tools that made it", "Заголовок Rich: чем собран";
        libraries: S = "Libraries", "Библиотеки";
        segments: S = "Segments", "Сегменты";
        segment: S = "Segment", "Сегмент";
        commands: S = "Load commands", "Команды загрузки";
        class: S = "Class", "Класс";
        abi: S = "System", "Система";
        byte_order: S = "Byte order", "Порядок байтов";
        machine_kind: S = "Processor model", "Модель процессора";

        // .NET
        metadata_version: S = "Metadata version", "Версия метаданных";
        external_modules: S = "External modules", "Внешние модули";
        references: S = "Assemblies that it refers to", "Сборки, на которые ссылается";
        types: S = "Types by namespace", "Типы по пространствам имён";
        native_calls: S = "Calls to native code", "Вызовы машинного кода";
        streams: S = "Streams", "Потоки";

        // Android
        package: S = "Package", "Пакет";
        main_activity: S = "Main activity", "Главная активность";
        version_name: S = "Version", "Версия";
        version_code: S = "Version code", "Код версии";
        sdk_least: S = "Minimum SDK", "Минимальный SDK";
        sdk_target: S = "Target SDK", "Целевой SDK";
        risks: S = "Signs of risk", "Признаки риска";
        certificate: S = "Certificate", "Сертификат";
        permissions: S = "Permissions", "Разрешения";
        permission: S = "Permission", "Разрешение";
        danger: S = "Danger", "Опасность";
        allows: S = "Allows to", "Позволяет";
        components: S = "Components", "Компоненты";
        component: S = "Component", "Компонент";
        activities: S = "Activities", "Активности";
        services: S = "Services", "Службы";
        receivers: S = "Receivers", "Приёмники";
        providers: S = "Providers", "Поставщики данных";
        intents: S = "What starts them", "Что их запускает";
        actions: S = "Actions", "Действия";
        categories: S = "Categories", "Категории";
        strings: S = "Strings", "Строки";

        // Documents
        document: S = "Document", "Документ";
        macros: S = "Macros", "Макросы";
        suspicious: S = "Suspicious", "Подозрительное";
        inside_of: S = "Inside of", "Внутри";
        length: S = "Length", "Длина";
        content_types: S = "Content types", "Типы частей";
        relations: S = "References between parts", "Ссылки между частями";
        password: S = "Password", "Пароль";
        title: S = "Title", "Заголовок";
        author: S = "Author", "Автор";
        last_author: S = "Last changed by", "Кто изменил последним";
        company: S = "Company", "Организация";
        application: S = "Made with", "Чем создан";
        template: S = "Template", "Шаблон";
        revision: S = "Revision", "Редакция";
        pages: S = "Pages", "Страниц";
        word_count: S = "Words", "Слов";
        signs: S = "Characters", "Знаков";
        code_page: S = "Code page", "Кодовая страница";
        made: S = "Made", "Создан";
        saved: S = "Changed", "Изменён";
        printed: S = "Printed", "Напечатан";
        opened: S = "Opened", "Открыт";

        // PDF
        pdf_header: S = "Header", "Заголовок файла";
        pdf_lively: S = "What can act or hide", "Что может действовать или скрывать";
        pdf_js: S = "JavaScript (/JS)", "JavaScript (/JS)";
        pdf_javascript: S = "JavaScript (/JavaScript)", "JavaScript (/JavaScript)";
        pdf_open_action: S = "Action on opening (/OpenAction)", "Действие при открытии (/OpenAction)";
        pdf_auto_action: S = "Actions by themselves (/AA)", "Автоматические действия (/AA)";
        pdf_launch: S = "Starts of programs (/Launch)", "Запуск программ (/Launch)";
        pdf_embedded: S = "Embedded files (/EmbeddedFile)", "Вложенные файлы (/EmbeddedFile)";
        pdf_flash: S = "Flash", "Flash";
        pdf_jbig2: S = "JBIG2 compression", "Сжатие JBIG2";
        pdf_colours: S = "Suspicious colours", "Подозрительные цвета";
        pdf_xfa: S = "XFA forms", "Формы XFA";
        pdf_forms: S = "AcroForm forms", "Формы AcroForm";
        pdf_encrypted: S = "Encryption", "Шифрование";

        // What holds others
        bundle: S = "What is inside", "Что внутри";
        children: S = "Files inside", "Файлов внутри";
        items: S = "Entries inside", "Записей внутри";
        folders: S = "Folders inside", "Папок внутри";
        depth: S = "Folder depth", "Глубина папок";
        unpacked: S = "Size unpacked", "Размер без сжатия";
        ratio: S = "Compression", "Степень сжатия";
        oldest: S = "Oldest date inside", "Самая ранняя дата внутри";
        newest: S = "Newest date inside", "Самая поздняя дата внутри";
        by_type: S = "By type", "По типам";
        by_extension: S = "By extension", "По расширениям";
        extension: S = "Extension", "Расширение";
        volume: S = "Volume", "Том";
        volume_set: S = "Volume set", "Набор томов";
        preparer: S = "Prepared by", "Кем подготовлен";
        system: S = "System", "Система";
        effective: S = "In force from", "Действует с";
        expires: S = "Expires", "Истекает";
        debian: S = "Debian package", "Пакет Debian";
        architecture: S = "Architecture", "Архитектура";
        maintainer: S = "Maintainer", "Сопровождающий";
        homepage: S = "Home page", "Домашняя страница";
        depends: S = "Depends on", "Зависит от";
        changelog: S = "Last change", "Последнее изменение";
        history: S = "Versions", "Версии";
        distributions: S = "Distributions", "Дистрибутивы";
        urgency: S = "Urgency", "Срочность";

        // Java
        java_class: S = "Java class", "Класс Java";
        manifest: S = "Manifest", "Манифест";
        packages: S = "Packages", "Пакеты";
        extends: S = "Extends", "Расширяет";
        platform: S = "Platform", "Платформа";
        methods: S = "Methods", "Методы";
        provides: S = "Provides", "Предоставляет";
        requires: S = "Requires", "Использует";
        constants: S = "Constants", "Константы";

        // Shortcuts
        shortcut: S = "Windows shortcut", "Ярлык Windows";
        target: S = "Leads to", "Ведёт к";
        local_path: S = "Local path", "Локальный путь";
        relative_path: S = "Relative path", "Относительный путь";
        working_folder: S = "Working folder", "Рабочая папка";
        link_flags: S = "Flags", "Флаги";
        window: S = "Window", "Окно";
        hot_key: S = "Hot key", "Сочетание клавиш";
        target_size: S = "Target size", "Размер цели";
        machine_name: S = "Made on machine", "Создан на машине";
        mac: S = "MAC address", "MAC-адрес";
        mac_vendor: S = "Network card vendor", "Производитель сетевой карты";
        volume_serial: S = "Volume serial number", "Серийный номер тома";
        steps: S = "Path to the target", "Шаги к цели";

        // Scripts, pages, films
        cmdlets: S = "Cmdlets", "Командлеты";
        aliases: S = "Aliases", "Псевдонимы";
        dotnet_calls: S = "Calls to .NET", "Вызовы .NET";
        functions: S = "Functions", "Функции";
        variables: S = "Variables", "Переменные";
        frames: S = "Frames", "Фреймы";
        scripts: S = "Scripts", "Скрипты";
        compression: S = "Compression", "Сжатие";
        frame_size: S = "Frame size", "Размер кадра";
        frame_count: S = "Number of frames", "Кадров";
        seconds: S = "Seconds", "Секунд";
        swf_tags: S = "Tags", "Тегов";
        swf_unknown: S = "Unknown tags", "Неизвестных тегов";
        suspicious_urls: S = "Suspicious URLs", "Подозрительные URL";

        // Captures
        capture: S = "Captured traffic", "Записанный трафик";
        alerts: S = "Rules that fired on the traffic", "Правила, сработавшие на трафике";
        encapsulation: S = "Encapsulation", "Инкапсуляция";
        packets: S = "Packets", "Пакетов";
        started: S = "First packet", "Первый пакет";
        ended: S = "Last packet", "Последний пакет";
        duration: S = "Duration", "Длительность";
        addresses: S = "Addresses", "Адреса";
        method: S = "Method", "Метод";
        answer: S = "Answer", "Ответ";
        server: S = "Server", "Сервер";
    }
}
