//! Relations: each list with the table of its kind, paging to the end, ways to the objects, refusals.

use assay_browser::axe;
use assay_browser::browser::Browser;
use assay_browser::session::Session;
use assay_browser::world::World;
use fantoccini::key::Key;
use serde_json::{Value, json};
use stand_in::fixtures::world;
use stand_in::{Misbehaviour, Options};

use crate::acts;
use crate::stage::{scenarios, shared};

scenarios![
    every_list_has_the_table_of_its_kind,
    every_free_list_of_every_topic_opens,
    a_long_list_is_paged_to_its_end_and_no_further,
    the_next_page_is_asked_of_the_proxy_whatever_the_answer_says,
    a_row_opens_its_object_and_unfolds_what_the_list_holds,
    loaded_rows_are_filtered_and_ordered_for_nothing,
    what_leads_to_one_object_may_lead_to_none,
    gone_entries_and_hostile_ones_stay_harmless,
    a_premium_list_is_refused_once_and_then_only_at_a_wish,
    a_list_that_fails_is_asked_for_again_where_it_failed,
    a_list_waits_for_quota_in_sight_and_can_be_hurried,
    lists_are_gone_through_with_keys_alone,
    axe_finds_nothing_and_nothing_runs_out_of_a_narrow_window,
];

/// Opens a list and waits for its first row.
async fn open(page: &Session, place: &str) {
    acts::go(page, place).await;
    page.finds("#panel-relations:not([hidden]) table tbody tr").await;
}

fn file(list: &str) -> String {
    format!("#/file/{}/relations/{list}", world::FILE)
}

fn domain(list: &str) -> String {
    format!("#/domain/{}/relations/{list}", world::DOMAIN)
}

/// The texts of the column of this title, as far as rows are drawn.
async fn column(page: &Session, title: &str) -> Vec<String> {
    let script = "
        const table = [...document.querySelectorAll('#panel-relations table')].find(shown);
        const at = [...table.querySelectorAll('thead th')].findIndex((cell) => plain(cell.innerText) === arguments[0]);
        return [...table.querySelectorAll('tbody tr')].filter((row) => row.cells.length > at).map((row) => plain(row.cells[at].innerText))";
    let found = page.run(script, vec![json!(title)]).await;
    let texts = found.as_array().expect("a list of texts").iter();
    texts.filter_map(|text| text.as_str().map(str::to_owned)).collect()
}

/// Waits until so many rows are drawn.
async fn rows(page: &Session, count: usize) {
    let script =
        "return [...document.querySelectorAll('#panel-relations tbody tr')].filter(shown).length === arguments[0]";
    page.wait(&format!("{count} rows"), script, vec![json!(count)]).await;
}

/// Presses the button of the problem that stands where rows would be.
async fn try_again(page: &Session) {
    let button = page.finds("#panel-relations .problem-remedies button").await;
    page.click(&button).await;
}

/// What was asked of a list, each time with its query.
fn asked_for(world: &World, list: &str) -> Vec<String> {
    let targets = world.questions().into_iter().map(|seen| seen.target);
    targets
        .filter(|target| target.split('?').next().is_some_and(|path| path.ends_with(list)))
        .collect()
}

async fn every_list_has_the_table_of_its_kind(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    let address = format!("#/ip/{}/relations", world::ADDRESS);
    for (place, headings, first) in [
        (file("dropped_files"), "Name Flagged Type Size First seen", "stage2.bin"),
        (
            file("contacted_domains"),
            "Domain Flagged Registrar Registered Analysed",
            "cdn-viewer[.]example[.]com",
        ),
        (
            file("contacted_ips"),
            "Address Flagged Network Country Range Analysed",
            "192[.]175[.]48[.]47",
        ),
        (
            file("contacted_urls"),
            "URL Flagged Status Title Analysed",
            "hxxps://cdn-viewer[.]example[.]com",
        ),
        (
            file("collections"),
            "Name Owner Tags Created Changed",
            "Quillnab, autumn 2026",
        ),
        (file("graphs"), "Name Owner Created Changed", "Quillnab and its hosts"),
        (
            domain("resolutions"),
            "Host Flagged Address Flagged Resolved Resolver",
            "cdn-viewer[.]example[.]com",
        ),
        (
            domain("historical_whois"),
            "First seen Registrar Country Last updated",
            "UTC",
        ),
        (
            domain("historical_ssl_certificates"),
            "Name Issuer Valid from Valid until Thumbprint",
            "cdn-viewer[.]example[.]com",
        ),
        (domain("related_comments"), "Date Comment Tags Votes", "UTC"),
        (
            format!("{address}/communicating_files"),
            "Name Flagged Type Size First seen",
            ".exe",
        ),
    ] {
        open(&page, &place).await;
        let read = page.text_of("#panel-relations thead tr").await.unwrap_or_default();
        assert_eq!(read.to_lowercase(), headings.to_lowercase(), "{place}");
        let row = page.text_of("#panel-relations tbody tr").await.unwrap_or_default();
        assert!(row.contains(first), "{place}: {row}");
    }
    // Nothing in any list leads out of the page.
    let out = page
        .run("return [...document.querySelectorAll('[role=tabpanel] a[href]')].map((link) => link.getAttribute('href')).filter((href) => !href.startsWith('#/'))", vec![])
        .await;
    assert_eq!(out, json!([]));
    page.breaks_no_policy().await;
}

/// The collections, their word in the address, and an object of each.
const KINDS: [(&str, &str, &str); 4] = [
    ("files", "file", world::FILE),
    ("urls", "url", world::URL_ID),
    ("domains", "domain", world::DOMAIN),
    ("ip_addresses", "ip", world::ADDRESS),
];
/// Every list that a free key may read, behind its collection.
const LISTS: [(&str, &str); 27] = [
    ("files", "bundled_files"),
    ("files", "collections"),
    ("files", "contacted_domains"),
    ("files", "contacted_ips"),
    ("files", "contacted_urls"),
    ("files", "dropped_files"),
    ("files", "execution_parents"),
    ("files", "graphs"),
    ("files", "pe_resource_children"),
    ("files", "pe_resource_parents"),
    ("urls", "graphs"),
    ("urls", "related_comments"),
    ("domains", "communicating_files"),
    ("domains", "graphs"),
    ("domains", "historical_ssl_certificates"),
    ("domains", "historical_whois"),
    ("domains", "referrer_files"),
    ("domains", "related_comments"),
    ("domains", "resolutions"),
    ("domains", "siblings"),
    ("domains", "subdomains"),
    ("ip_addresses", "communicating_files"),
    ("ip_addresses", "historical_ssl_certificates"),
    ("ip_addresses", "historical_whois"),
    ("ip_addresses", "referrer_files"),
    ("ip_addresses", "related_comments"),
    ("ip_addresses", "resolutions"),
];

/// The one entry of a list, which tells where it is from.
fn marked(collection: &str, list: &str) -> Value {
    let kind = match list {
        "contacted_domains" | "siblings" | "subdomains" => "domain",
        "contacted_ips" => "ip_address",
        "contacted_urls" => "url",
        "historical_whois" => "whois",
        "historical_ssl_certificates" => "ssl_cert",
        "related_comments" => "comment",
        "resolutions" => "resolution",
        "collections" => "collection",
        "graphs" => "graph",
        _ => "file",
    };
    json!({"type": kind, "id": format!("{list}-of-{collection}"), "attributes": {"date": 1_790_000_000}})
}

async fn every_free_list_of_every_topic_opens(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served_by(Options {
        per_minute: None,
        ..Options::default()
    })
    .await;
    for (collection, list) in LISTS {
        let (_, _, id) = KINDS.iter().find(|known| known.0 == collection).expect("a collection");
        world
            .stand_in
            .set_relation(collection, id, list, vec![marked(collection, list)]);
    }
    acts::open_with_key(&page, &world).await;
    for (collection, list) in LISTS {
        let (_, slug, id) = KINDS.iter().find(|known| known.0 == collection).expect("a collection");
        open(&page, &format!("#/{slug}/{id}/relations/{list}")).await;
        rows(&page, 1).await;
        // What has neither a name nor an id to show is unfolded.
        let mark = format!("{list}-of-{collection}");
        let opener = page.finds("#panel-relations .opener").await;
        page.click(&opener).await;
        page.wait(
            &mark,
            "return document.querySelector('#panel-relations').innerText.replaceAll('[.]', '.').includes(arguments[0])",
            vec![json!(mark)],
        )
        .await;
        let asked: Vec<String> = asked_for(&world, &format!("/{list}"))
            .into_iter()
            .filter(|target| target.contains(&format!("/{collection}/")))
            .collect();
        assert_eq!(asked.len(), 1, "{collection} {list}: {asked:?}");
    }
    // What leads to one object.
    for (place, path, name) in [
        (
            format!("#/url/{}/relations/network_location", world::URL_ID),
            "/network_location",
            world::DOMAIN,
        ),
        (
            format!("#/url/{}/relations/last_serving_ip_address", world::URL_ID),
            "/last_serving_ip_address",
            world::ADDRESS,
        ),
        (domain("parent"), "/parent", "example.com"),
        (domain("immediate_parent"), "/immediate_parent", "example.com"),
    ] {
        open(&page, &place).await;
        page.sees(&name.replace('.', "[.]")).await;
        assert_eq!(asked_for(&world, path).len(), 1, "{path}");
    }
    page.breaks_no_policy().await;
}

async fn a_long_list_is_paged_to_its_end_and_no_further(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    open(&page, &format!("#/ip/{}/relations/resolutions", world::ADDRESS)).await;
    for (loaded, label) in [
        (40, "Load 40 more · 1 request"),
        (80, "Load 40 more · 1 request"),
        (120, "Load 10 more · 1 request"),
    ] {
        rows(&page, loaded).await;
        page.sees(&format!("{loaded} of 130")).await;
        page.press(label).await;
    }
    rows(&page, 130).await;
    page.sees("130 entries").await;
    page.does_not_see("more · 1 request").await;
    let asked = asked_for(&world, "/resolutions");
    assert_eq!(asked.len(), 4, "{asked:?}");
    assert!(asked.iter().all(|target| target.contains("limit=40")), "{asked:?}");
    let cursors: std::collections::BTreeSet<&String> = asked.iter().collect();
    assert_eq!(cursors.len(), 4, "each page is asked for once: {asked:?}");
    // The names are those of 130 different rows, in the order of the list.
    let names = column(&page, "Host").await;
    let distinct: std::collections::BTreeSet<&String> = names.iter().collect();
    assert_eq!(distinct.len(), 130);
    assert!(names[129].contains("host-129"), "{}", names[129]);
    // Coming back finds all of it.
    acts::go(&page, "#/").await;
    page.finds("h1").await;
    open(&page, &format!("#/ip/{}/relations/resolutions", world::ADDRESS)).await;
    rows(&page, 130).await;
    assert_eq!(asked_for(&world, "/resolutions").len(), 4);
    page.press("Ask again · 1 request").await;
    rows(&page, 40).await;
    assert_eq!(asked_for(&world, "/resolutions").len(), 5);
}

async fn the_next_page_is_asked_of_the_proxy_whatever_the_answer_says(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    // Another host, which must never hear of it.
    let elsewhere = World::served().await;
    acts::open_with_key(&page, &world).await;
    let first = json!({
        "data": [{"type": "domain", "id": "one.example.com", "attributes": {}}],
        "meta": {"cursor": "the next one"},
        "links": {"next": format!("{}/api/v3/domains/x/subdomains?cursor=stolen", elsewhere.stand_in.url())},
    });
    let body = |value: &Value| Misbehaviour::Body {
        status: 200,
        content_type: "application/json".into(),
        body: value.to_string(),
    };
    let path = format!("domains/{}/subdomains", world::DOMAIN);
    world.stand_in.misbehave_on("GET", &path, body(&first));
    open(&page, &domain("subdomains")).await;
    page.sees("one[.]example[.]com").await;
    // Only a link and no cursor: there is nothing to go on with.
    let second =
        json!({"data": [{"type": "domain", "id": "two.example.com", "attributes": {}}], "links": first["links"]});
    world.stand_in.misbehave_on("GET", &path, body(&second));
    page.press("Load 40 more · 1 request").await;
    page.sees("two[.]example[.]com").await;
    page.does_not_see("more · 1 request").await;
    let asked = asked_for(&world, "/subdomains");
    assert_eq!(asked.len(), 2);
    assert!(asked[1].contains("cursor=the%20next%20one"), "{asked:?}");
    assert!(elsewhere.stand_in.received().is_empty(), "another host was asked");
    page.breaks_no_policy().await;
}

async fn a_row_opens_its_object_and_unfolds_what_the_list_holds(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    open(&page, &file("contacted_domains")).await;
    let before = world.questions().len();
    page.press("All that is known of cdn-viewer.example.com").await;
    page.sees("last_dns_records").await;
    page.sees("Copy defanged").await;
    page.press("last_dns_records").await;
    assert_eq!(world.questions().len(), before, "what the list holds costs nothing");
    // An entry with words of the list itself.
    open(&page, &domain("historical_ssl_certificates")).await;
    page.sees("first_seen_date").await;
    open(&page, &file("contacted_domains")).await;
    page.press("cdn-viewer[.]example[.]com").await;
    page.sees("engines call this domain").await;
    assert!(page.url().await.ends_with(&format!("#/domain/{}", world::DOMAIN)));
    page.breaks_no_policy().await;
}

async fn loaded_rows_are_filtered_and_ordered_for_nothing(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    open(&page, &file("dropped_files")).await;
    let before = world.questions().len();
    page.fill("Filter what is loaded", "nss3").await;
    rows(&page, 1).await;
    assert_eq!(column(&page, "Type").await, ["Win32 DLL"]);
    page.fill("Filter what is loaded", "no such thing").await;
    page.sees("Nothing that is loaded fits this filter.").await;
    page.fill("Filter what is loaded", " ").await;
    rows(&page, 13).await;
    page.press("Flagged").await;
    page.press("Flagged").await;
    page.wait(
        "the most flagged to come first",
        "return [...document.querySelectorAll('#panel-relations tbody tr')].slice(0, 4).map((row) => plain(row.cells[1].innerText).match(/\\d+/)[0]).join() === '12,11,7,2'",
        vec![],
    )
    .await;
    page.press("Name").await;
    page.wait(
        "names in order",
        "const names = [...document.querySelectorAll('#panel-relations tbody tr')].map((row) => plain(row.cells[0].innerText)); return names.indexOf(names.find((name) => name.startsWith('config.dat'))) < names.indexOf(names.find((name) => name.startsWith('stage2.bin')))",
        vec![],
    )
    .await;
    assert_eq!(world.questions().len(), before);
}

async fn what_leads_to_one_object_may_lead_to_none(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    let url = format!("#/url/{}/relations", world::URL_ID);
    open(&page, &format!("{url}/network_location")).await;
    rows(&page, 1).await;
    page.sees("1 entry").await;
    assert_eq!(column(&page, "Domain").await, ["cdn-viewer[.]example[.]com"]);
    let asked = asked_for(&world, "/network_location");
    assert_eq!(asked.len(), 1);
    assert!(!asked[0].contains('?'), "one object is no page: {asked:?}");
    // Null where there is none.
    world.stand_in.misbehave_on(
        "GET",
        &format!("urls/{}/last_serving_ip_address", world::URL_ID),
        Misbehaviour::Body {
            status: 200,
            content_type: "application/json".into(),
            body: r#"{"data": null}"#.into(),
        },
    );
    acts::go(&page, &format!("{url}/last_serving_ip_address")).await;
    page.sees("VirusTotal has nothing here.").await;
}

async fn gone_entries_and_hostile_ones_stay_harmless(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    world.stand_in.set_relation(
        "files",
        world::FILE,
        "contacted_urls",
        vec![
            json!({"type": "url", "id": world::URL_ID}),
            json!({"type": "url", "id": "f".repeat(64), "error": {"code": "NotFoundError", "message": "<img src=x onerror=document.title='harmed'>"}}),
        ],
    );
    let evil = "\u{202E}<script>document.title='harmed'</script>";
    let entries: Vec<Value> = (0..3)
        .map(|at| {
            let id = format!("{at}").repeat(64);
            let url = ["javascript:document.title='harmed'", "http://a\u{0}b.example.com/\u{202E}gpj.exe", "data:text/html,<b>x</b>"][at];
            world.stand_in.add_object(&json!({"type": "url", "id": id, "attributes": {
                "url": url, "title": evil.repeat(400), "last_http_response_code": {"no": "number"}, "last_analysis_stats": [1, 2],
            }}));
            json!({"type": "url", "id": id, "context_attributes": {evil: evil, "timestamp": -1e300, "nested": {evil: [evil]}}})
        })
        .collect();
    world
        .stand_in
        .set_relation("files", world::FILE, "dropped_files", entries);
    acts::open_with_key(&page, &world).await;
    open(&page, &file("contacted_urls")).await;
    page.sees("no longer found").await;
    page.press(&format!("All that is known of {}", &"f".repeat(19))).await;
    page.sees("<img src=x onerror").await;
    open(&page, &file("dropped_files")).await;
    page.sees("⟨U+202E⟩").await;
    page.run(acts::OPEN_EVERYTHING, vec![]).await;
    page.run(acts::OPEN_EVERYTHING, vec![]).await;
    let links = page
        .run("return [...document.querySelectorAll('main a[href]')].map((link) => link.getAttribute('href')).filter((href) => !href.startsWith('#/') && !href.startsWith('https://www.virustotal.com/gui/'))", vec![])
        .await;
    assert_eq!(links, json!([]));
    assert!(!page.title().await.contains("harmed"));
    page.breaks_no_policy().await;
}

async fn a_premium_list_is_refused_once_and_then_only_at_a_wish(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    acts::go(&page, &file("similar_files")).await;
    page.sees("This API key may not ask that.").await;
    assert_eq!(asked_for(&world, "/similar_files").len(), 1);
    acts::go(&page, &file("download_url")).await;
    page.press("Ask for the address · 1 request").await;
    page.sees("This API key may not ask that.").await;
    assert_eq!(asked_for(&world, "/download_url").len(), 1);
    // The others are grey from now on, with the reason, and none of them is asked for.
    page.finds("#panel-relations [data-refused]").await;
    page.sees("VirusTotal refused “Similar files” to this key").await;
    page.press("Overlay parents").await;
    page.sees("Ask anyway · 1 request").await;
    assert!(asked_for(&world, "/overlay_parents").is_empty());
    page.press("Ask anyway · 1 request").await;
    page.sees("This API key may not ask that.").await;
    assert_eq!(asked_for(&world, "/overlay_parents").len(), 1);
    // What is free is not touched by that.
    open(&page, &file("dropped_files")).await;
    page.sees("stage2.bin").await;
    // Another key is another matter.
    acts::go(&page, "#/settings").await;
    page.finds("h1").await;
    let other = "7".repeat(64);
    page.fill("Replace it with another key", &other).await;
    page.press("Save").await;
    acts::go(&page, &file("similar_files")).await;
    page.sees("This API key may not ask that.").await;
    let asked = asked_for(&world, "/similar_files");
    assert_eq!(asked.len(), 2, "{asked:?}");
}

async fn a_list_that_fails_is_asked_for_again_where_it_failed(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    let path = format!("domains/{}/communicating_files", world::DOMAIN);
    world
        .stand_in
        .misbehave_on("GET", &path, Misbehaviour::Error("TransientError".into()));
    acts::go(&page, &domain("communicating_files")).await;
    page.finds("#panel-relations [role=alert]").await;
    try_again(&page).await;
    rows(&page, 40).await;
    world.stand_in.misbehave_on("GET", &path, Misbehaviour::Truncated);
    page.press("Load 5 more · 1 request").await;
    page.finds("#panel-relations [role=alert]").await;
    rows(&page, 40).await;
    try_again(&page).await;
    rows(&page, 45).await;
    let asked = asked_for(&world, "/communicating_files");
    assert_eq!(asked.len(), 4, "{asked:?}");
    assert_eq!(asked[2], asked[3], "the page that failed, not another");
}

async fn a_list_waits_for_quota_in_sight_and_can_be_hurried(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    let path = format!("domains/{}/subdomains", world::DOMAIN);
    world.stand_in.misbehave_on("GET", &path, Misbehaviour::RetryAfter(600));
    acts::go(&page, &domain("subdomains")).await;
    page.finds("#panel-relations [role=timer]").await;
    assert_eq!(asked_for(&world, "/subdomains").len(), 1);
    try_again(&page).await;
    rows(&page, 25).await;
    assert_eq!(asked_for(&world, "/subdomains").len(), 2);
}

async fn lists_are_gone_through_with_keys_alone(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    acts::go(&page, &file("bundled_files")).await;
    page.finds("#panel-relations:not([hidden]) table tbody tr").await;
    page.run("document.querySelector('#panel-relations .opener').focus()", vec![])
        .await;
    page.keys(&[Key::Enter]).await;
    page.finds("#panel-relations .whole").await;
    page.keys(&[Key::Enter]).await;
    page.loses("#panel-relations .whole").await;
    page.keys(&[Key::Tab]).await;
    page.keys(&[Key::Enter]).await;
    page.wait(
        "the file to open",
        "return location.hash.split('/').length === 3 && !location.hash.includes(arguments[0])",
        vec![json!(world::FILE)],
    )
    .await;
    page.sees("engines").await;
}

async fn axe_finds_nothing_and_nothing_runs_out_of_a_narrow_window(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    for place in [
        file("similar_files"),
        file("dropped_files"),
        file("contacted_urls"),
        format!("#/ip/{}/relations/resolutions", world::ADDRESS),
        format!("#/file/{}/network", world::FILE),
        format!("#/url/{}/network", world::URL_ID),
    ] {
        page.resize(1280, 900).await;
        acts::go(&page, &place).await;
        page.finds("[role=tabpanel]:not([hidden]) :is(table tbody tr, ol li, [role=alert])")
            .await;
        page.run(acts::OPEN_EVERYTHING, vec![]).await;
        if let Some(script) = axe::script() {
            assert_eq!(page.axe(script).await, Vec::<String>::new(), "{place}");
        }
        page.resize(390, 844).await;
        let over = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
        assert_eq!(page.run(over, vec![]).await, json!(0), "{place}");
    }
}
