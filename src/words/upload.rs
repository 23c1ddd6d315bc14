//! The words of sending: uploads from the sheet to the answer, reanalysing, submitting, and the lock on all of it.

use crate::words::report::words;
use crate::words::{english, russian};

type S = &'static str;

/// What happened and what to do.
type Said = (S, S);

words! {
    /// One field a sentence.
    UploadWords {
        // Buttons
        offer: S = "Upload…", "Загрузить на VirusTotal…";
        offer_named: fn(&str) -> String =
            |name| format!("Upload {name}…"),
            |name| format!("Загрузить на VirusTotal: {name}…");
        reanalyse: S = "Reanalyse · 1 request", "Проанализировать заново · 1 запрос";
        analyse: S = "Have it analysed · 1 request", "Отправить на анализ · 1 запрос";
        submit: S = "Submit this URL…", "Отправить этот URL…";
        submit_means: S =
            "VirusTotal will visit this URL and keep the result for everybody who asks. Links that hold a name, a password or a token do not belong there; the visit may be noticed on the other side.",
            "VirusTotal откроет этот URL и сохранит результат для всех, кто о нём спросит. Ссылкам с именем, паролем или токеном там не место; на другой стороне посещение могут заметить.";
        submit_now: S = "Submit · 1 request", "Отправить · 1 запрос";
        cancel: S = "Cancel", "Отмена";
        dismiss: S = "Dismiss", "Скрыть";
        drop_to_upload: S =
            "To upload the file, drop it on this page: a digest alone is not enough.",
            "Чтобы загрузить файл, перетащите его на эту страницу: одного хеша мало.";

        // The sheet
        heading: S = "Upload this file to VirusTotal?", "Загрузить этот файл на VirusTotal?";
        name: S = "Name", "Имя";
        size: S = "Size", "Размер";
        shared: S =
            "The file becomes available to VirusTotal's customers and to the antivirus companies it works with. They can download it.",
            "Файл станет доступен клиентам VirusTotal и антивирусным компаниям, с которыми он работает. Они смогут его скачать.";
        for_good: S =
            "That cannot be taken back: neither this page nor you can delete it there.",
            "Отменить это нельзя: ни эта страница, ни вы не сможете его оттуда удалить.";
        not_private: S =
            "Files with personal data or of your company do not belong there.",
            "Файлам с личными данными и файлам вашей компании там не место.";
        known_already: S =
            "VirusTotal has this file already. To have it looked at anew, press Reanalyse: nothing is sent for that.",
            "У VirusTotal этот файл уже есть. Чтобы проверить его заново, нажмите «Проанализировать заново»: файл для этого не отправляется.";
        limit: fn(&str, &str) -> String =
            |size, limit| format!("It is {size}; VirusTotal takes up to {limit}."),
            |size, limit| format!("Размер — {size}, VirusTotal принимает до {limit}.");
        cost: fn(u64) -> String =
            |requests| format!("The upload is {requests} {} of the key's quota; following the analysis takes a few more.", english(requests, "request", "requests")),
            |requests| format!("Загрузка — это {requests} {} из квоты ключа; ещё несколько уйдёт на ожидание анализа.", russian(requests, "запрос", "запроса", "запросов"));
        too_large: fn(&str, &str) -> String =
            |size, limit| format!("It is {size}, and VirusTotal takes no more than {limit}. It cannot be uploaded; nothing was sent."),
            |size, limit| format!("Размер — {size}, а VirusTotal принимает не больше {limit}. Загрузить файл нельзя; ничего не отправлено.");
        slow: S = "VirusTotal advises against more than 200 MB: some engines do not open such files.",
            "VirusTotal не советует загружать больше 200 МБ: часть движков такие файлы не открывает.";
        with_name: S = "Send the file's name too. It will stand in the public report.",
            "Отправить и имя файла. Оно будет видно в общедоступном отчёте.";
        password: S = "Password of the ZIP, if it has one", "Пароль к ZIP, если он есть";
        password_hint: S =
            "VirusTotal opens the archive with it and analyses the file inside. It is sent with this upload and kept nowhere.",
            "VirusTotal откроет им архив и проверит файл внутри. Пароль уходит вместе с этой загрузкой и нигде не хранится.";
        confirm: fn(&str) -> String =
            |name| format!("Upload {name} to VirusTotal"),
            |name| format!("Загрузить {name} на VirusTotal");
        close: S = "Close", "Закрыть";

        // On its way
        waiting: S = "The upload waits for its turn", "Загрузка ждёт своей очереди";
        held: S = "The upload waits for the quota", "Загрузка ждёт квоты";
        checking: S = "Checking that the file is still the one that was hashed", "Проверяем, что файл не изменился";
        asking_address: S = "Asking VirusTotal where to send the file", "Узнаём у VirusTotal, куда отправить файл";
        sending: fn(&str) -> String = |name| format!("Uploading {name}"), |name| format!("Загружаем {name}");
        sent_so_far: fn(&str, &str) -> String = |sent, all| format!("{sent} of {all}"), |sent, all| format!("{sent} из {all}");
        answering: S = "The whole file is sent; VirusTotal's answer is awaited", "Файл отправлен целиком, ждём ответа VirusTotal";
        stop: S = "Stop the upload", "Остановить загрузку";
        done: S = "Uploaded. VirusTotal analyses it.", "Загружено. VirusTotal анализирует файл.";
        upload_again: S = "Upload again…", "Загрузить снова…";

        // How it ended otherwise
        cancelled: S = "You stopped the upload.", "Вы остановили загрузку.";
        nothing_sent: S = "Nothing of the file was sent.", "От файла ничего не отправлено.";
        part_sent: fn(&str, &str) -> String =
            |sent, all| format!("{sent} of {all} had gone out. VirusTotal has not got the whole file and makes nothing of a part."),
            |sent, all| format!("Ушло {sent} из {all}. Целого файла у VirusTotal нет, а часть он не принимает.");
        whole_sent: S =
            "The whole file had gone out, so it may have arrived. Ask for the report again before you upload once more.",
            "Файл ушёл целиком и мог дойти. Прежде чем загружать снова, запросите отчёт ещё раз.";
        changed: Said = (
            "The file has changed since it was hashed.",
            "Nothing was sent. Drop the file again: its new digest is looked up first."
        ), (
            "Файл изменился после вычисления хеша.",
            "Ничего не отправлено. Перетащите файл снова: сначала будет найден его новый хеш."
        );
        no_address: fn(&str) -> String =
            |why| format!("VirusTotal gave no address for the upload. {why}"),
            |why| format!("VirusTotal не дал адреса для загрузки. {why}");
        strange_address: Said = (
            "The address for the upload is none of VirusTotal's.",
            "Nothing was sent there. Check the proxy: it, or somebody behind it, changed the answer."
        ), (
            "Адрес для загрузки не принадлежит VirusTotal.",
            "Туда ничего не отправлено. Проверьте прокси: он или кто-то за ним изменил ответ."
        );
        too_large_for_proxy: Said = (
            "The file is too large for the way to VirusTotal.",
            "The proxy, or a server before it, takes less. Whoever runs it can raise its limit; the smallest of all counts."
        ), (
            "Файл слишком велик для пути к VirusTotal.",
            "Прокси или сервер перед ним принимает меньше. Предел может поднять их владелец; действует самый низкий из всех."
        );
        refused: Said = (
            "VirusTotal did not take the file.",
            "Its reason stands below. If the file is a ZIP with a password, check the password; more than one file in it is refused too."
        ), (
            "VirusTotal не принял файл.",
            "Причина указана ниже. Если это ZIP с паролем, проверьте пароль; архив с несколькими файлами тоже не принимается."
        );
        broke: S = "The connection broke during the upload.", "Соединение оборвалось во время загрузки.";
        stalled: S = "The upload stood still for too long and was ended.", "Загрузка слишком долго стояла на месте и прервана.";

        // Other acts
        reanalyse_unknown: Said = (
            "VirusTotal does not know this, so it cannot analyse it anew.",
            "Ask for the report again to see whether it is still there."
        ), (
            "VirusTotal этого не знает и не может проанализировать заново.",
            "Запросите отчёт снова, чтобы увидеть, на месте ли он."
        );
        refused_url: Said = (
            "VirusTotal does not accept this URL.",
            "Its reason stands below. Check how the URL is written."
        ), (
            "VirusTotal не принимает этот URL.",
            "Причина указана ниже. Проверьте, как записан URL."
        );
        act_forbidden: Said = (
            "This API key may not do that.",
            "VirusTotal refuses it for this account. Its own page may allow it."
        ), (
            "С этим ключом API это сделать нельзя.",
            "VirusTotal не разрешает это для вашей учётной записи. Возможно, это разрешено на его сайте."
        );
        act_exists: Said = (
            "VirusTotal has this from you already.",
            "An analysis may be under way. Ask for the report again in a minute."
        ), (
            "У VirusTotal это от вас уже есть.",
            "Возможно, анализ уже идёт. Запросите отчёт через минуту."
        );
        act_uncertain: S =
            "It may have arrived all the same: ask for the report again before you repeat it.",
            "Запрос всё же мог дойти: прежде чем повторять, запросите отчёт снова.";
        try_again: S = "Try again", "Попробовать снова";

        // Lookup only
        lookup_only: S = "Lookup only: this page uploads, submits and posts nothing.",
            "Только поиск: страница ничего не загружает, не отправляет на анализ и не публикует.";
        lookup_only_short: S = "Lookup only", "Только поиск";
        lookup_only_here: S =
            "Lookup only is on, so nothing can be sent from here.",
            "Включён режим «только поиск», поэтому отсюда ничего нельзя отправить.";
        by_host: S = "Whoever runs this page has set it so; it cannot be switched off here.",
            "Так настроил владелец страницы; выключить это здесь нельзя.";
        by_reader: S = "You have set it so.", "Так настроили вы.";
        to_settings: S = "Change it in the settings", "Изменить в настройках";
        lock_heading: S = "Lookup only", "Только поиск";
        lock_switch: S = "Never send anything but questions", "Не отправлять ничего, кроме запросов";
        lock_means: S =
            "Uploads, submissions, new analyses, comments and votes are taken away everywhere. Looking up still tells VirusTotal which digest, URL, domain or address you ask about.",
            "Загрузки, отправка на анализ, повторный анализ, комментарии и голоса убираются отовсюду. При поиске VirusTotal по-прежнему узнаёт хеш, URL, домен или адрес, о котором вы спрашиваете.";
    }
}
