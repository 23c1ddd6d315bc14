//! The words of errors: what happened, and what to do.

use crate::words::report::words;

type S = &'static str;

/// What happened and what to do.
type Said = (S, S);

words! {
    /// Buttons, and one pair of sentences an error.
    ProblemWords {
        retry: S = "Ask again", "Спросить снова";
        open_settings: S = "Open the settings", "Открыть настройки";
        open_virustotal: S = "Open on VirusTotal", "Открыть на VirusTotal";
        see_sample: S = "See a sample report", "Посмотреть пример отчёта";
        check_another: S = "Check something else", "Проверить другое";
        reload: S = "Load the page again", "Перезагрузить страницу";

        // VirusTotal itself says no
        bad_request: Said = (
            "VirusTotal did not understand the question.",
            "Check what you asked about. If it is right, this is a fault of this page or of the proxy: please report it."
        ), (
            "VirusTotal не понял запрос.",
            "Проверьте, о чём вы спросили. Если всё верно, ошибка в этой странице или в прокси: сообщите о ней, пожалуйста."
        );
        invalid_argument: Said = (
            "VirusTotal does not accept what it was asked about.",
            "Check it sign by sign. Instead of a digest you can choose the file itself: its digest is computed here."
        ), (
            "VirusTotal не принимает то, о чём его спросили.",
            "Сверьте знак за знаком. Вместо хеша можно выбрать сам файл: хеш будет вычислен здесь."
        );
        not_available_yet: Said = (
            "VirusTotal does not have the answer ready yet.",
            "Ask again in a minute."
        ), (
            "У VirusTotal ответ ещё не готов.",
            "Спросите снова через минуту."
        );
        unselective_query: Said = (
            "VirusTotal finds this search too broad.",
            "Look up a digest, a URL, a domain or an address instead."
        ), (
            "VirusTotal считает этот поиск слишком широким.",
            "Ищите по хешу, URL, домену или адресу."
        );
        unsupported_query: Said = (
            "VirusTotal does not support this kind of search.",
            "Look up a digest, a URL, a domain or an address instead."
        ), (
            "VirusTotal не поддерживает такой поиск.",
            "Ищите по хешу, URL, домену или адресу."
        );
        authentication_required: Said = (
            "VirusTotal received the question without the API key.",
            "The proxy does not pass the x-apikey header on. Use another proxy, or let this one pass it."
        ), (
            "VirusTotal получил запрос без ключа API.",
            "Прокси не передаёт заголовок x-apikey. Разрешите его в прокси или возьмите другой прокси."
        );
        user_not_active: Said = (
            "The VirusTotal account of this key is not active.",
            "Open the message that VirusTotal sent when the account was made, and confirm the address."
        ), (
            "Учётная запись VirusTotal с этим ключом не активирована.",
            "Откройте письмо, которое VirusTotal прислал при регистрации, и подтвердите адрес."
        );
        wrong_credentials: Said = (
            "VirusTotal does not know this API key.",
            "Copy the key again from the API key page of your VirusTotal account and enter it in the settings."
        ), (
            "VirusTotal не знает такого ключа API.",
            "Скопируйте ключ заново со страницы ключа в вашей учётной записи VirusTotal и введите его в настройках."
        );
        forbidden: Said = (
            "This API key may not ask that.",
            "Some data needs a premium key. Asking again does not help; the rest of the report is not affected."
        ), (
            "С этим ключом API такой запрос не разрешён.",
            "Часть данных доступна только с премиум-ключом. Повтор не поможет; остальной отчёт не затронут."
        );
        not_found: Said = (
            "VirusTotal has never seen this.",
            "That does not make it safe: nobody has looked at it."
        ), (
            "VirusTotal такого ещё не встречал.",
            "Это не значит, что угрозы нет: никто ещё не проверял."
        );
        already_exists: Said = (
            "VirusTotal already has this from you.",
            "There is nothing more to do."
        ), (
            "У VirusTotal это от вас уже есть.",
            "Больше ничего делать не нужно."
        );
        failed_dependency: Said = (
            "A part of VirusTotal that the answer depends on failed.",
            "Ask again in a minute."
        ), (
            "У VirusTotal отказала служба, от которой зависит ответ.",
            "Спросите снова через минуту."
        );
        quota_minute: Said = (
            "The quota of this API key is used up for now.",
            "A free key may ask 4 times a minute and 500 times a day. The next minute brings a new chance."
        ), (
            "Квота этого ключа API пока исчерпана.",
            "Бесплатный ключ даёт 4 запроса в минуту и 500 в сутки. Через минуту можно спросить снова."
        );
        quota_day: Said = (
            "The quota of this API key is used up for today.",
            "It begins anew at 00:00 UTC. Until then VirusTotal's own page shows the report without a key."
        ), (
            "Суточная квота этого ключа API исчерпана.",
            "Она обновится в 00:00 UTC. До тех пор отчёт можно открыть на сайте VirusTotal без ключа."
        );
        too_many: Said = (
            "Too many questions came at once.",
            "VirusTotal or the proxy asks for a pause. Wait a minute, then ask again."
        ), (
            "Слишком много запросов сразу.",
            "VirusTotal или прокси просит сделать паузу. Подождите минуту и спросите снова."
        );
        transient: Said = (
            "VirusTotal has a passing fault.",
            "Ask again in a moment."
        ), (
            "У VirusTotal временный сбой.",
            "Спросите снова чуть позже."
        );
        deadline_exceeded: Said = (
            "VirusTotal took too long for the answer.",
            "Ask again in a moment."
        ), (
            "VirusTotal не успел подготовить ответ.",
            "Спросите снова чуть позже."
        );
        unknown_code: Said = (
            "VirusTotal refused the question for a reason that this page does not know.",
            "What it said stands below. Ask again, or open VirusTotal's own page."
        ), (
            "VirusTotal отклонил запрос по причине, которой эта страница не знает.",
            "Его слова приведены ниже. Спросите снова или откройте сайт VirusTotal."
        );

        // The proxy says no
        proxy_refused: Said = (
            "The proxy does not pass this question on.",
            "Its reason stands below. If the proxy is yours, check how it was started; else choose another in the settings."
        ), (
            "Прокси не передаёт этот запрос дальше.",
            "Причина указана ниже. Если прокси ваш, проверьте параметры его запуска; если нет, выберите в настройках другой."
        );
        proxy_origin: Said = (
            "The proxy does not allow this page to ask.",
            "Start it with --allow-origin and the address of this page, or open the page that the proxy serves itself."
        ), (
            "Прокси не разрешает этой странице обращаться к нему.",
            "Запустите его с --allow-origin и адресом этой страницы или откройте страницу, которую отдаёт сам прокси."
        );
        proxy_upstream: Said = (
            "The proxy works, but cannot reach VirusTotal.",
            "Check the internet connection of the machine where the proxy runs, then ask again."
        ), (
            "Прокси работает, но не может связаться с VirusTotal.",
            "Проверьте доступ в интернет на машине, где запущен прокси, и спросите снова."
        );
        proxy_timeout: Said = (
            "The proxy waited for VirusTotal in vain.",
            "Ask again in a moment."
        ), (
            "Прокси не дождался ответа VirusTotal.",
            "Спросите снова чуть позже."
        );

        // Something that is not API v3
        html: Said = (
            "A web page came instead of an answer.",
            "At the address of the proxy stands something else, or a sign-in page of the network is in between. Check the proxy's address."
        ), (
            "Вместо ответа пришла веб-страница.",
            "По адресу прокси находится что-то другое, либо мешает страница входа в сеть. Проверьте адрес прокси."
        );
        gateway: Said = (
            "The server in front of the proxy could not pass the question on.",
            "Check that the proxy runs and that it can reach VirusTotal, then ask again."
        ), (
            "Сервер перед прокси не смог передать запрос.",
            "Проверьте, что прокси запущен и связывается с VirusTotal, и спросите снова."
        );
        no_such_address: Said = (
            "There is no proxy at this address.",
            "The server answers, but knows no path /api/v3/. Check the proxy's address in the settings."
        ), (
            "По этому адресу нет прокси.",
            "Сервер отвечает, но пути /api/v3/ не знает. Проверьте адрес прокси в настройках."
        );
        wrong_type: Said = (
            "The answer is not of the type that VirusTotal sends.",
            "JSON was expected. Check the proxy's address; its type and beginning stand below."
        ), (
            "Ответ не того типа, который присылает VirusTotal.",
            "Ожидался JSON. Проверьте адрес прокси; тип и начало ответа приведены ниже."
        );
        empty: Said = (
            "The answer is empty.",
            "That says nothing about what you asked for. Ask again; if it stays so, check the proxy."
        ), (
            "Пришёл пустой ответ.",
            "О том, что вы запросили, это ничего не говорит. Спросите снова; если не поможет, проверьте прокси."
        );
        truncated: Said = (
            "The answer ends too early.",
            "A part of it was lost on the way, so nothing of it is shown. Ask again."
        ), (
            "Ответ обрывается.",
            "Часть его потерялась в пути, поэтому он не показан. Спросите снова."
        );
        malformed: Said = (
            "The answer is no valid JSON.",
            "Something damaged it on the way, or it is not from VirusTotal. Ask again, then check the proxy."
        ), (
            "Ответ не является корректным JSON.",
            "Он повреждён в пути или пришёл не от VirusTotal. Спросите снова, затем проверьте прокси."
        );
        wrong_shape: Said = (
            "The answer is JSON, but not what VirusTotal's API v3 answers.",
            "Check that the proxy's address leads to VirusTotal's API v3, and not to its older one."
        ), (
            "Ответ в формате JSON, но API v3 VirusTotal так не отвечает.",
            "Проверьте, что адрес прокси ведёт к API v3 VirusTotal, а не к старому API."
        );
        too_large: Said = (
            "The answer is larger than this page takes.",
            "The reports of VirusTotal are far smaller. Check the proxy."
        ), (
            "Ответ больше, чем эта страница принимает.",
            "Отчёты VirusTotal намного меньше. Проверьте прокси."
        );
        about_another: Said = (
            "The answer is about something else than what was asked for.",
            "It is not shown: a wrong report is worse than none. Check the proxy, or compare on VirusTotal's own page."
        ), (
            "Ответ относится к другому объекту, не к запрошенному.",
            "Он не показан: чужой отчёт хуже, чем никакого. Проверьте прокси или сверьтесь с сайтом VirusTotal."
        );

        // Nothing came
        unreachable: Said = (
            "The proxy cannot be reached.",
            "Check that it runs and that its address in the settings is right."
        ), (
            "Прокси недоступен.",
            "Проверьте, что он запущен и что его адрес в настройках верен."
        );
        cors: Said = (
            "Something answers at the proxy's address, but does not allow this page to read it.",
            "If it is the proxy, allow the address of this page there (CORS; assay-proxy: --allow-origin). If not, correct the address."
        ), (
            "По адресу прокси кто-то отвечает, но не разрешает этой странице читать ответ.",
            "Если это прокси, разрешите в нём адрес этой страницы (CORS; в assay-proxy — --allow-origin). Если нет, исправьте адрес."
        );
        policy: Said = (
            "The page's own security policy forbids the proxy's address.",
            "Load the page again: the policy follows the settings when the page starts. If it stays so, whoever serves the page allows its own proxy alone: enter ./ in the settings, or ask them."
        ), (
            "Политика безопасности страницы не допускает адрес прокси.",
            "Перезагрузите страницу: политика берёт адрес из настроек при запуске. Если не поможет, владелец страницы разрешает только свой прокси: введите ./ в настройках или обратитесь к нему."
        );
        local_network: Said = (
            "The browser did not let this page reach an address of your own machine or network.",
            "Allow access to the local network when the browser asks, or in the page's permissions; or open the page that the proxy serves itself."
        ), (
            "Браузер не пустил эту страницу к адресу вашей машины или локальной сети.",
            "Разрешите доступ к локальной сети в запросе браузера или в разрешениях страницы; либо откройте страницу, которую отдаёт сам прокси."
        );
        redirected: Said = (
            "The proxy sends this page to another address, and the page does not follow.",
            "Following would hand your API key to that address. Enter the proxy's final address in the settings."
        ), (
            "Прокси перенаправляет на другой адрес, и страница туда не идёт.",
            "Иначе ваш ключ API попал бы по тому адресу. Укажите в настройках окончательный адрес прокси."
        );
        timeout: Said = (
            "No answer came in time.",
            "The network or the proxy is slow, or one of them hangs. Ask again."
        ), (
            "Ответ не пришёл вовремя.",
            "Сеть или прокси работают медленно либо зависли. Спросите снова."
        );
        offline: Said = (
            "This device is offline.",
            "Hashing works without a network. Ask again once there is one."
        ), (
            "Устройство не в сети.",
            "Хеши вычисляются и без сети. Спросите снова, когда она появится."
        );
        broken: Said = (
            "The connection broke in the middle of the answer.",
            "What had come is not shown, since it is not whole. Ask again."
        ), (
            "Соединение оборвалось посреди ответа.",
            "Пришедшая часть не показана, потому что она неполна. Спросите снова."
        );
        cancelled: Said = (
            "You cancelled the question.",
            "Ask again whenever you like."
        ), (
            "Вы отменили запрос.",
            "Спросить снова можно в любой момент."
        );

        // Not set up
        no_key: Said = (
            "There is no API key yet.",
            "VirusTotal answers this page only with a key; a free one comes with an account. Enter it in the settings, or open VirusTotal's own page."
        ), (
            "Ключа API пока нет.",
            "Этой странице VirusTotal отвечает только с ключом; бесплатный прилагается к учётной записи. Введите его в настройках или откройте сайт VirusTotal."
        );
        no_proxy: Said = (
            "There is no proxy yet.",
            "Browsers may not ask VirusTotal directly, so the questions go through a proxy of your choice. Enter its address in the settings."
        ), (
            "Прокси пока не указан.",
            "Браузеру нельзя обращаться к VirusTotal напрямую, поэтому запросы идут через выбранный вами прокси. Укажите его адрес в настройках."
        );
        lookup_only: Said = (
            "Nothing was sent: this page is set to lookup only.",
            "The settings say who set it so, and whether it can be changed."
        ), (
            "Ничего не отправлено: страница работает в режиме «только поиск».",
            "В настройках указано, кто его включил и можно ли его выключить."
        );

        // Files that could not be hashed; the name stands beside the sentence
        changed: Said = (
            "The file changed while it was read.",
            "Its digest would be of no file that ever was. Let whatever writes to it finish, then choose it again."
        ), (
            "Файл изменился во время чтения.",
            "Такой хеш не принадлежал бы ни одному файлу. Дождитесь конца записи и выберите файл снова."
        );
        vanished: Said = (
            "The file is no longer where it was.",
            "It was moved, renamed or deleted. Choose it again."
        ), (
            "Файла больше нет на прежнем месте.",
            "Его переместили, переименовали или удалили. Выберите его снова."
        );
        unreadable: Said = (
            "The browser cannot read the file.",
            "Another program may hold it, it may have changed, or you may not have the right to read it. Choose it again, or a copy of it."
        ), (
            "Браузер не может прочитать файл.",
            "Его может удерживать другая программа, он мог измениться, или на чтение нет прав. Выберите его снова или возьмите копию."
        );
        crashed: Said = (
            "Hashing stopped unexpectedly.",
            "Choose the file again. The other files are not affected."
        ), (
            "Вычисление хеша неожиданно прервалось.",
            "Выберите файл снова. Остальные файлы это не затронуло."
        );
        self_test: Said = (
            "Hashing does not work right in this browser.",
            "A digest of a known text came out wrong, so none is shown. Load the page again; if it stays so, use another browser."
        ), (
            "В этом браузере хеши вычисляются неверно.",
            "Хеш известного текста не сошёлся, поэтому ни один не показан. Перезагрузите страницу; если не поможет, возьмите другой браузер."
        );
        not_started: Said = (
            "The browser did not start the hashing.",
            "Load the page again. If it stays so, an extension or a policy may forbid workers."
        ), (
            "Браузер не запустил вычисление хешей.",
            "Перезагрузите страницу. Если не поможет, рабочие потоки может запрещать расширение или политика."
        );
        bytes_read: fn(&str, &str) -> String =
            |read, expected| format!("Read: {read}, expected: {expected}."),
            |read, expected| format!("Прочитано: {read}, ожидалось: {expected}.");
    }
}
