//! The words of network locations.

use crate::words::report::words;
use crate::words::{english, russian};

type S = &'static str;

words! {
    /// Where a file talks to and where a URL leads.
    NetworkWords {
        // Which lists
        domains: S = "Domains", "Домены";
        addresses: S = "Addresses", "Адреса";
        urls: S = "URLs", "URL";
        not_loaded: fn(&str) -> String = |n| format!("not loaded ({n})"), |n| format!("не загружено ({n})");
        load_others: fn(u64, &str) -> String =
            |n, cost| if n == 1 { format!("Load the other list · {cost}") } else { format!("Load the other {n} lists · {cost}") },
            |n, cost| if n == 1 { format!("Загрузить ещё один список · {cost}") } else { format!("Загрузить ещё {n} списка · {cost}") };
        load_more_of: fn(&str, &str) -> String =
            |list, cost| format!("Load more: {list} · {cost}"),
            |list, cost| format!("Загрузить ещё: {list} · {cost}");
        load_this: fn(&str, &str) -> String =
            |what, cost| format!("Load: {what} · {cost}"),
            |what, cost| format!("Загрузить: {what} · {cost}");
        sandboxes_unknown: S =
            "Which sandbox saw what is in the behaviour reports, which are not loaded.",
            "Какая песочница что видела, сказано в отчётах о поведении: они не загружены.";
        load_behaviour: fn(&str) -> String =
            |cost| format!("Load behaviour · {cost}"),
            |cost| format!("Загрузить поведение · {cost}");
        nothing_contacted: S =
            "VirusTotal knows of no domain, address or URL that this file contacted.",
            "VirusTotal не знает ни домена, ни адреса, ни URL, к которым обращался этот файл.";

        // Groups
        group_by: S = "Group by", "Группировать";
        by_domain: S = "domain", "по домену";
        by_system: S = "network (AS)", "по сети (AS)";
        by_country: S = "country", "по стране";
        no_name: S = "Addresses without a name", "Адреса без имени";
        no_system: S = "Network not known", "Сеть неизвестна";
        no_country: S = "Country not known", "Страна неизвестна";
        special: S = "Private and reserved", "Частные и зарезервированные";
        counts: fn(u64, u64, u64) -> String =
            |domains, addresses, urls| listed(&[
                (domains, english(domains, "domain", "domains")),
                (addresses, english(addresses, "address", "addresses")),
                (urls, english(urls, "URL", "URLs")),
            ]),
            |domains, addresses, urls| listed(&[
                (domains, russian(domains, "домен", "домена", "доменов")),
                (addresses, russian(addresses, "адрес", "адреса", "адресов")),
                (urls, "URL"),
            ]);
        flagged: fn(u64) -> String =
            |n| format!("{n} flagged"),
            |n| format!("{}: {n}", "опасны");

        // Columns
        location: S = "Location", "Место";
        context: S = "Around it", "Окружение";
        seen_by: S = "Seen by", "Кто видел";
        verdict: S = "Flagged", "Вердикт";
        more_addresses: fn(u64) -> String =
            |n| format!("and {n} more {}", english(n, "address", "addresses")),
            |n| format!("и ещё {n} {}", russian(n, "адрес", "адреса", "адресов"));

        // The way of a URL
        way: S = "Where this URL leads", "Куда ведёт этот URL";
        this_url: S = "This URL", "Этот URL";
        redirects_to: S = "redirects to", "перенаправляет на";
        host: S = "is on the host", "находится на хосте";
        serving: S = "was last served by", "последним отвечал";
        none_known: S = "VirusTotal knows of none.", "VirusTotal такого не знает.";
        answered: fn(u64) -> String = |status| format!("answered {status}"), |status| format!("ответил {status}");
        registered: fn(&str) -> String = |date| format!("registered {date}"), |date| format!("зарегистрирован {date}");
        more_lists: S =
            "Redirects from and to other URLs are lists that need a premium key:",
            "Перенаправления с других URL и на них — списки, которые требуют премиум-ключа:";
    }
}

fn listed(parts: &[(u64, &str)]) -> String {
    let parts: Vec<String> = parts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count} {word}"))
        .collect();
    parts.join(", ")
}
