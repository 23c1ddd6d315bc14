//! Every table of a report is narrowed, ordered, shared by its address and copied: to the sign, plain and defanged.

use assay_browser::axe;
use assay_browser::browser::Browser;
use assay_browser::session::Session;
use assay_browser::surroundings::Scheme;
use assay_browser::world::World;
use fantoccini::key::Key;
use serde_json::{Value, json};
use stand_in::fixtures::world;

use crate::acts;
use crate::stage::{scenarios, shared};

scenarios![
    a_table_of_the_details_is_shared_and_copied,
    a_list_of_relations_is_shared_and_copied,
    places_of_the_network_are_shared_and_copied,
    votes_are_shared_and_copied,
    what_is_open_in_a_row_stays_open,
    tables_need_no_mouse_and_axe_finds_nothing,
];

/// The shown rows of the first table behind a selector, cell by cell.
async fn rows(page: &Session, table: &str) -> Vec<Vec<String>> {
    let script = "
        const table = [...document.querySelectorAll(arguments[0])].find(shown);
        const rows = table ? [...table.querySelectorAll('tbody tr')] : [];
        return rows.filter(shown).map((row) => [...row.cells].map((cell) => plain(cell.innerText)))";
    let found = page.run(script, vec![json!(table)]).await;
    serde_json::from_value(found).expect("rows of texts")
}

/// The texts of a column.
async fn column(page: &Session, table: &str, at: usize) -> Vec<String> {
    let rows = rows(page, table).await;
    rows.into_iter().filter_map(|row| row.get(at).cloned()).collect()
}

async fn has_rows(page: &Session, table: &str, count: usize) {
    let script = "
        const table = [...document.querySelectorAll(arguments[0])].find(shown);
        return table && [...table.querySelectorAll('tbody tr')].filter(shown).length === arguments[1]";
    page.wait(&format!("{count} rows"), script, vec![json!(table), json!(count)])
        .await;
}

async fn address_holds(page: &Session, what: &str) {
    let script = "return location.hash.includes(arguments[0])";
    page.wait(&format!("the address to hold {what}"), script, vec![json!(what)])
        .await;
}

/// Presses a heading of a table until it is sorted this way.
async fn sort(page: &Session, table: &str, heading: &str, way: &str) {
    let script = "
        const table = [...document.querySelectorAll(arguments[0])].find(shown);
        const cell = [...table.querySelectorAll('thead th')].find((cell) => plain(cell.innerText).replace(/[↑↓]/, '').trim() === arguments[1]);
        if (cell.getAttribute('aria-sort') === arguments[2]) return true;
        cell.querySelector('button').click();
        return false";
    page.wait(
        &format!("{heading} to be {way}"),
        script,
        vec![json!(table), json!(heading), json!(way)],
    )
    .await;
}

/// Types into a filter and leaves it, so that the address takes it.
async fn filter(page: &Session, field: &str, text: &str) {
    page.fill(field, text).await;
    page.keys(&[Key::Tab]).await;
}

/// The page as somebody finds it who was sent its address.
async fn open_cold(page: &Session) {
    page.reload().await;
    acts::started(page).await;
}

async fn a_table_of_the_details_is_shared_and_copied(browser: Browser) {
    const DNS: &str = "section[aria-labelledby=details-dns] table";
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    acts::go(&page, &format!("#/domain/{}/details", world::DOMAIN)).await;
    has_rows(&page, DNS, 10).await;
    let came = rows(&page, DNS).await;
    sort(&page, DNS, "TTL, s", "descending").await;
    address_holds(&page, "?dns.sort=-3").await;
    filter(&page, "Filter: DNS records", "example.net").await;
    address_holds(&page, "dns.find=example.net&dns.sort=-3").await;
    has_rows(&page, DNS, 6).await;
    page.sees("6 of 10 rows").await;
    let shared_rows = rows(&page, DNS).await;
    let values: Vec<&str> = shared_rows
        .iter()
        .map(|row| row[1].split(' ').next().unwrap_or_default())
        .collect();
    assert_eq!(
        values,
        [
            "ns1[.]example[.]net",
            "ns2[.]example[.]net",
            "mail[.]example[.]net",
            "ns1[.]example[.]net",
            "edge[.]files[.]example[.]net",
            "letters.example.net",
        ]
    );

    open_cold(&page).await;
    has_rows(&page, DNS, 6).await;
    assert_eq!(rows(&page, DNS).await, shared_rows);
    let copied = acts::copied(&page, "Copy 6 of 10 rows").await;
    assert!(copied.contains("\nNS\tns1.example.net\t21,600\t\t\n"), "{copied}");
    let copied = acts::copied(&page, "Copy the table defanged").await;
    assert!(copied.contains("\nNS\tns1[.]example[.]net\t21,600\t\t\n"), "{copied}");

    page.fill("Filter: DNS records", "no such record").await;
    page.sees("No row fits this filter.").await;
    page.press("Clear the filter").await;
    has_rows(&page, DNS, 10).await;
    sort(&page, DNS, "TTL, s", "none").await;
    assert_eq!(rows(&page, DNS).await, came);
    assert!(!page.url().await.contains('?'));
    page.client().back().await.expect("there is a way back");
    address_holds(&page, "dns.sort=-3").await;
    page.breaks_no_policy().await;
}

async fn votes_are_shared_and_copied(browser: Browser) {
    const VOTES: &str = "#panel-community table";
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    acts::go(&page, &format!("#/file/{}/community", world::FILE)).await;
    page.press("Show the single votes · 1 request").await;
    page.sees("13 entries").await;
    let came = rows(&page, VOTES).await;
    assert_eq!(came.len(), 13);
    sort(&page, VOTES, "Weight", "descending").await;
    address_holds(&page, "?sort=-2").await;
    let weights: Vec<i64> = column(&page, VOTES, 1)
        .await
        .iter()
        .map(|text| text.replace('−', "-").replace('+', "").parse().expect("a weight"))
        .collect();
    assert!(weights.is_sorted_by(|one, other| one >= other), "{weights:?}");
    assert!(weights.first() > weights.last(), "{weights:?}");
    filter(&page, "Filter: Votes", "harmless").await;
    address_holds(&page, "find=harmless&sort=-2").await;
    let harmless = came.iter().filter(|row| row[0] == "harmless").count();
    assert!((1..13).contains(&harmless), "{came:?}");
    has_rows(&page, VOTES, harmless).await;
    let left = rows(&page, VOTES).await;
    let copied = acts::copied(&page, &format!("Copy {harmless} of 13 rows")).await;
    assert_eq!(copied.lines().count(), harmless + 1, "{copied}");

    open_cold(&page).await;
    page.press("Show the single votes · 1 request").await;
    has_rows(&page, VOTES, harmless).await;
    assert_eq!(rows(&page, VOTES).await, left);
    page.breaks_no_policy().await;
}

async fn a_list_of_relations_is_shared_and_copied(browser: Browser) {
    const LIST: &str = "#panel-relations table";
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    acts::go(&page, &format!("#/file/{}/relations/contacted_ips", world::FILE)).await;
    page.finds("#panel-relations tbody tr").await;
    let all = rows(&page, LIST).await;
    let asked = world.questions().len();
    sort(&page, LIST, "Flagged", "descending").await;
    address_holds(&page, "relations/contacted_ips?ip_address.sort=-2").await;
    let flagged = |row: &Vec<String>| -> u64 {
        let digits: String = row[1]
            .chars()
            .skip_while(|sign| !sign.is_ascii_digit())
            .take_while(char::is_ascii_digit)
            .collect();
        digits.parse().unwrap_or(0)
    };
    let sorted = rows(&page, LIST).await;
    assert_eq!(sorted.len(), all.len());
    assert!(
        sorted.windows(2).all(|pair| flagged(&pair[0]) >= flagged(&pair[1])),
        "{sorted:?}"
    );
    assert_ne!(sorted, all, "the fixture is in that order by itself");
    acts::kept(&page, "reports", world::FILE, 1).await;
    open_cold(&page).await;
    has_rows(&page, LIST, all.len()).await;
    assert_eq!(rows(&page, LIST).await, sorted);

    let lines = acts::copied(&page, "Copy the table").await;
    let first: Vec<&str> = lines.lines().take(1).collect();
    assert_eq!(first, ["Address\tFlagged\tNetwork\tCountry\tRange\tAnalysed"]);
    assert_eq!(lines.lines().count(), all.len() + 1);
    let names = acts::copied(&page, "Copy the list").await;
    let defanged = acts::copied(&page, "Copy the table defanged").await;
    assert!(defanged.contains("\n192[.]175[.]48[.]47\t"), "{defanged}");
    assert!(names.lines().any(|name| name == "192.175.48.47"), "{names}");
    // The table's own order.
    let addresses = |text: &str| -> Vec<String> {
        text.lines()
            .skip(1)
            .filter_map(|line| Some(line.split('\t').next()?.replace(['[', ']'], "")))
            .collect()
    };
    let shown: Vec<String> = sorted.iter().map(|row| row[0].replace(['[', ']'], "")).collect();
    for (copied, shown) in addresses(&lines).iter().zip(&shown) {
        assert!(shown.starts_with(copied.as_str()), "{shown} {copied}");
    }
    assert_eq!(addresses(&lines), addresses(&defanged));
    assert_eq!(
        world.questions().len(),
        asked + 1,
        "nothing but the list of the second visit: the report is kept"
    );

    // Another list is another table.
    acts::go(&page, &format!("#/file/{}/relations/dropped_files", world::FILE)).await;
    page.sees("stage2.bin").await;
    assert_eq!(page.count("#panel-relations th[aria-sort=descending]").await, 0);
    page.client().back().await.expect("there is a way back");
    page.finds("#panel-relations th[aria-sort=descending]").await;
    page.breaks_no_policy().await;
}

async fn places_of_the_network_are_shared_and_copied(browser: Browser) {
    const PLACES: &str = "#panel-network table";
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    acts::go(&page, &format!("#/file/{}/network", world::FILE)).await;
    page.finds("#panel-network .group-title").await;
    page.press("network (AS)").await;
    address_holds(&page, "/network?by=as").await;
    let whole = rows(&page, PLACES).await;
    // So few rows need no filter, but an address may bring one.
    acts::go(&page, &format!("#/file/{}/network?by=as&find=cdn-viewer", world::FILE)).await;
    address_holds(&page, "by=as&find=cdn-viewer").await;
    sort(&page, PLACES, "Location", "descending").await;
    address_holds(&page, "&sort=-1").await;
    let narrowed = rows(&page, PLACES).await;
    assert!(narrowed.len() < whole.len(), "{narrowed:?}");
    open_cold(&page).await;
    has_rows(&page, PLACES, narrowed.len()).await;
    assert_eq!(rows(&page, PLACES).await, narrowed);
    page.finds("#panel-network .choice[aria-pressed=true]").await;
    let label = page.text_of("#panel-network .take button").await.unwrap_or_default();
    let plain = acts::copied(&page, &label).await;
    let defanged = acts::copied(&page, "Copy the table defanged").await;
    assert!(plain.contains("\ncdn-viewer.example.com\t"), "{plain}");
    assert!(defanged.contains("\ncdn-viewer[.]example[.]com\t"), "{defanged}");
    assert!(!defanged.contains("viewer.example"), "{defanged}");
    assert_eq!(plain, defanged.replace("[.]", ".").replace("[:]", ":"));
    page.breaks_no_policy().await;
}

async fn what_is_open_in_a_row_stays_open(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_forgetful(&page, &world).await;
    acts::go(&page, &format!("#/file/{}/relations/dropped_files", world::FILE)).await;
    page.sees("nss3").await;
    let row = "[...document.querySelectorAll('#panel-relations tbody tr')].filter(shown).find((row) => /nss3/.test(row.innerText))";
    page.run(&format!("{row}.querySelector('.opener').click()"), vec![])
        .await;
    page.finds("#panel-relations tr.whole").await;
    for text in ["nss", "no such thing", " "] {
        page.fill("Filter what is loaded", text).await;
        let there = format!("return !!{row} === arguments[0]");
        page.wait("the row to come and go", &there, vec![json!(text != "no such thing")])
            .await;
    }
    sort(&page, "#panel-relations table", "Size", "ascending").await;
    page.finds("#panel-relations tr.whole").await;
    let open = format!("return {row}.querySelector('.opener').getAttribute('aria-expanded')");
    assert_eq!(page.run(&open, vec![]).await, "true");

    // A long text in the details, through an order and a filter.
    let mut report = acts::report("malicious-pe");
    report["data"]["attributes"]["pe_info"]["sections"][0]["name"] = json!(format!("long{}", "x".repeat(900)));
    world.stand_in.add(&report);
    let id = report["data"]["id"].as_str().unwrap_or_default().to_owned();
    acts::go(&page, &format!("#/file/{id}/details")).await;
    open_cold(&page).await;
    let long = "section[aria-labelledby=details-sections] .toggle";
    let toggle = page.finds(long).await;
    page.click(&toggle).await;
    let open = "return document.querySelector(arguments[0])?.getAttribute('aria-expanded') === 'true'";
    page.wait("the text to open", open, vec![json!(long)]).await;
    sort(
        &page,
        "section[aria-labelledby=details-sections] table",
        "Entropy",
        "descending",
    )
    .await;
    page.wait("it to be open still", open, vec![json!(long)]).await;
    page.breaks_no_policy().await;
}

async fn tables_need_no_mouse_and_axe_finds_nothing(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    acts::go(&page, &format!("#/domain/{}/details", world::DOMAIN)).await;
    page.finds("section[aria-labelledby=details-dns] table").await;
    let at =
        "return plain(document.activeElement.innerText) === 'TTL, s' && document.activeElement.localName === 'button'";
    let mut steps = 0;
    while page.run(at, vec![]).await != Value::Bool(true) {
        page.keys(&[Key::Tab]).await;
        steps += 1;
        assert!(steps < 120, "Tab never comes to the heading");
    }
    page.keys(&[Key::Enter]).await;
    address_holds(&page, "dns.sort=3").await;
    page.keys(&[Key::Enter]).await;
    address_holds(&page, "dns.sort=-3").await;
    let first = column(&page, "section[aria-labelledby=details-dns] table", 2).await;
    assert_eq!(first.first().map(String::as_str), Some("21,600"));

    let Some(script) = axe::script() else { return };
    for place in [
        format!("#/domain/{}/details?dns.find=a", world::DOMAIN),
        format!("#/file/{}/details", world::FILE),
        format!("#/file/{}/relations/contacted_ips?ip_address.sort=-2", world::FILE),
        format!("#/file/{}/network?by=as&sort=1", world::FILE),
    ] {
        acts::go(&page, &place).await;
        page.finds("main section:not([hidden]) table tbody tr").await;
        for scheme in [Scheme::Light, Scheme::Dark] {
            page.prefer(scheme).await;
            for width in [1280, 390] {
                page.resize(width, 900).await;
                // Colours go over into each other.
                let still = "return document.getAnimations().every((one) => one.playState !== 'running')";
                page.wait("the colours to stand", still, vec![]).await;
                let faults = page.axe(script).await;
                assert!(faults.is_empty(), "{place} {scheme:?} {width}: {faults:#?}");
                let wide = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
                assert_eq!(
                    page.run(wide, vec![]).await,
                    0,
                    "{place} is wider than its window at {width}"
                );
            }
        }
        page.resize(1280, 900).await;
    }
}
