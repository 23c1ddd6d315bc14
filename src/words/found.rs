//! The words of what was found in a text, of what was left out, and of the question before a private one is asked about.

use super::report::words;
use crate::words::{english, russian};

type S = &'static str;
/// A count as a number, and as it is written.
type Counted = fn(u64, &str) -> String;

words! {
    /// What was found in a pasted text.
    FoundWords {
        heading: S = "Found in the text", "Найдено в тексте";
        nothing: S = "Nothing is listed here", "Здесь ничего нет";
        nothing_advice: S =
            "The text itself is not kept in the address. Paste it again, or enter a hash, a URL, a domain or an IP address above.",
            "Сам текст в адресе страницы не хранится. Вставьте его снова или введите хеш, URL, домен или IP-адрес в поле наверху.";

        // Kinds
        files: S = "Files", "Файлы";
        urls: S = "URLs", "URL";
        domains: S = "Domains", "Домены";
        addresses: S = "IP addresses", "IP-адреса";
        count_files: Counted =
            |n, text| format!("{text} {}", english(n, "file", "files")),
            |n, text| format!("{text} {}", russian(n, "файл", "файла", "файлов"));
        count_urls: Counted =
            |n, text| format!("{text} {}", english(n, "URL", "URLs")),
            |_, text| format!("{text} URL");
        count_domains: Counted =
            |n, text| format!("{text} {}", english(n, "domain", "domains")),
            |n, text| format!("{text} {}", russian(n, "домен", "домена", "доменов"));
        count_addresses: Counted =
            |n, text| format!("{text} {}", english(n, "IP address", "IP addresses")),
            |n, text| format!("{text} {}", russian(n, "IP-адрес", "IP-адреса", "IP-адресов"));
        count_left_out: Counted =
            |_, text| format!("{text} left out"),
            |_, text| format!("не взято: {text}");

        // Rows
        choose: fn(&str) -> String = |name| format!("Choose {name}"), |name| format!("Выбрать {name}");
        choose_all: fn(&str) -> String = |kind| format!("Choose all: {kind}"), |kind| format!("Выбрать все: {kind}");
        times: Counted =
            |_, text| format!("{text} times"),
            |n, text| format!("{text} {}", russian(n, "раз", "раза", "раз"));
        written: fn(&str) -> String = |text| format!("written {text}"), |text| format!("в тексте: {text}");

        // Looking up
        look_up: Counted =
            |n, text| format!("Look up {text} ({text} {})", english(n, "request", "requests")),
            |n, text| format!("Запросить {text} ({text} {})", russian(n, "запрос", "запроса", "запросов"));
        look_up_none: S = "Look up the chosen ones", "Запросить выбранное";
        looked_up: S = "The chosen ones are looked up", "Всё выбранное запрошено";
        told_files: S =
            "Of a file only its digest is sent.",
            "О файле отправляется только его хеш.";
        told_names: S =
            "A URL, a domain or an address is itself what is sent: VirusTotal learns that somebody is interested in it.",
            "URL, домен или адрес отправляются сами: VirusTotal узнаёт, что ими кто-то интересуется.";
        copy_defanged: S = "Copy defanged", "Скопировать обезвреженными";
        copy_plain: S = "Copy as they are", "Скопировать как есть";

        // The question
        ask_first: S = "Ask about these?", "Спрашивать об этих?";
        ask_first_why: S =
            "Nothing has been sent about them. If you ask, VirusTotal learns that you did, and will hardly know anything.",
            "О них ничего не отправлено. Если спросить, VirusTotal узнает о вашем интересе и вряд ли сможет что-то сказать.";
        ask_this: S = "Ask about it all the same?", "Всё равно спросить?";
        ask_this_why: S =
            "Nothing has been sent yet. If you ask, VirusTotal learns that you did, and will hardly know anything.",
            "Пока ничего не отправлено. Если спросить, VirusTotal узнает о вашем интересе и вряд ли сможет что-то сказать.";
        ask_this_cost: S = "Ask · 1 request", "Спросить · 1 запрос";
        ask: S = "Ask", "Спросить";
        ask_about: fn(&str) -> String = |name| format!("Ask about {name}"), |name| format!("Спросить о {name}");
        do_not: S = "Don't", "Не спрашивать";
        do_not_ask: fn(&str) -> String = |name| format!("Don't ask about {name}"), |name| format!("Не спрашивать о {name}");
        private: S = "A private address, of your network or somebody else's", "Частный адрес вашей или чужой сети";
        loopback: S = "This very machine", "Сам этот компьютер";
        link_local: S = "An address inside one network segment", "Адрес внутри одного сегмента сети";
        shared: S = "An address between a provider and its customers", "Адрес между провайдером и его абонентами";
        documentation: S = "Kept for examples in books", "Отведён под примеры в книгах";
        multicast: S = "A multicast group", "Группа многоадресной рассылки";
        unassigned: S = "A block that belongs to nobody", "Блок, который никому не принадлежит";
        single_label: S = "A name without a dot, of your own network", "Имя без точки, из вашей собственной сети";
        local_name: S = "A name of an internal network", "Имя из внутренней сети";
        special_name: S = "A name kept for special use", "Имя, отведённое для особых целей";
        onion: S = "An onion service: whoever knows the address knows the service", "Onion-сервис: кто знает адрес, знает и сервис";
        credentials: S = "The URL holds a user name or a password", "В URL есть имя пользователя или пароль";

        // Left out
        left_out: S = "Left out", "Не взято";
        ask_anyway: S = "Ask anyway", "Всё равно спросить";
        file_name: S = "looks like a file name", "похоже на имя файла";
        version: S = "looks like a version number", "похоже на номер версии";
        not_an_address: S = "is no IPv4 address", "не является адресом IPv4";
        network: S = "is a network, not an address", "это сеть, а не адрес";
        zone_id: S = "names a network card of one machine", "называет сетевую карту одной машины";
        email: S = "is an e-mail address; its domain can be asked about", "это адрес почты; можно спросить о его домене";
        unknown_ending: S = "has an ending that is no top-level domain", "окончание не является доменом верхнего уровня";
        code: S = "looks like a piece of code or the name of a product", "похоже на фрагмент кода или название продукта";
        sentence: S = "looks like two sentences without a space", "похоже на два предложения без пробела";
        spelled_out: S = "may be the English word “dot”", "возможно, это английское слово «dot»";
        other_digest: S = "is a digest of something else than a file", "это хеш не файла, а чего-то другого";
        virus_total_link: S = "is a link into VirusTotal that names no object", "ссылка на VirusTotal, которая не указывает на объект";
        too_long: S = "is longer than any server takes", "длиннее, чем принимает любой сервер";
    }
}
