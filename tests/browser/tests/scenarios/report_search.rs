//! A word in a whole report: counts by tab, a list that leads to each place, by hand and by keys, and nothing is asked.

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
    a_word_is_counted_by_tab_and_leads_to_its_places,
    keys_alone_find_open_and_clear,
    what_is_not_loaded_is_said_and_not_asked_for,
    the_word_is_in_the_address_and_goes_along,
    places_and_the_sample_are_searched_too,
    hostile_texts_stay_texts_in_what_was_found,
    axe_finds_nothing_in_what_was_found,
];

const FIELD: &str = "Search in this report";

async fn open(browser: Browser, fragment: &str) -> (Session, World) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    acts::go(&page, fragment).await;
    page.finds("[role=tablist]").await;
    (page, world)
}

/// The file's report with a behaviour, a list and comments loaded.
async fn loaded(browser: Browser) -> (Session, World) {
    let file = format!("#/file/{}", world::FILE);
    let (page, world) = open(browser, &format!("{file}/behaviour")).await;
    page.sees("Process tree").await;
    acts::go(&page, &format!("{file}/relations/contacted_domains")).await;
    page.sees("cdn-viewer").await;
    acts::go(&page, &format!("{file}/community")).await;
    page.sees("browser passwords").await;
    acts::go(&page, &file).await;
    page.sees("engines call this file").await;
    (page, world)
}

/// Seeks a word and waits until the tabs have its counts.
async fn seek(page: &Session, word: &str) {
    page.fill(FIELD, word).await;
    counted(page, word).await;
}

async fn counted(page: &Session, word: &str) {
    let done = "return decodeURIComponent(location.hash).includes('search=' + arguments[0])
        && document.querySelector('.told[role=status]').innerText !== 'Searching…'
        && !!document.querySelector('[role=tab] .hits') && !!document.querySelector('#found-in-report .found')";
    page.wait(&format!("the counts of {word}"), done, vec![json!(word)])
        .await;
}

/// What the tabs count, by their slugs.
async fn counts(page: &Session) -> Value {
    let script = "return Object.fromEntries([...document.querySelectorAll('[role=tab]')]
        .filter((tab) => tab.querySelector('.hits'))
        .map((tab) => [tab.id.slice(4), tab.querySelector('.hits').innerText]))";
    page.run(script, vec![]).await
}

/// Waits until a tab is open and the line in it that holds a text is marked and has the focus.
async fn stands_on(page: &Session, tab: &str, text: &str) {
    let script = "const tab = document.querySelector('#tab-' + arguments[0]);
        const line = document.querySelector('[data-found]');
        return tab.getAttribute('aria-selected') === 'true' && !!line && line === document.activeElement
            && !!line.closest('#panel-' + arguments[0])
            && line.textContent.toLowerCase().replaceAll('[.]', '.').includes(arguments[1])
            && line.getBoundingClientRect().top >= 0 && line.getBoundingClientRect().bottom <= innerHeight + 1";
    page.wait(
        &format!("{text} to be marked in {tab}"),
        script,
        vec![json!(tab), json!(text)],
    )
    .await;
}

/// Presses the first line of a tab in the list.
async fn choose(page: &Session, tab: &str) {
    let script = "const list = document.querySelector('#found-in-report');
        if (list.hidden) [...document.querySelectorAll('button')].find((one) => one.innerText === 'Show the list').click();
        const own = [...list.querySelectorAll('section.tab')].find((one) => one.querySelector('h2').innerText.startsWith(arguments[0]));
        // What a tab has a filter for is told first; the sandboxes themselves are not filtered.
        (own.querySelector('a.line[href*=\"find\"]') ?? own.querySelector('a.line')).click()";
    page.run(script, vec![json!(tab)]).await;
}

async fn a_word_is_counted_by_tab_and_leads_to_its_places(browser: Browser) {
    let (page, world) = loaded(browser).await;
    let before = world.questions().len();
    seek(&page, "QUILLNAB").await;
    let by_tab = counts(&page).await;
    for tab in ["detections", "details", "behaviour", "community", "attributes"] {
        let count: u64 = by_tab[tab]
            .as_str()
            .unwrap_or_default()
            .trim_end_matches('+')
            .parse()
            .unwrap_or_default();
        assert!(count > 0, "{tab} of {by_tab}");
    }
    for (title, tab) in [
        ("Detections", "detections"),
        ("Details", "details"),
        ("Relations", "relations"),
        ("Network", "network"),
        ("Behaviour", "behaviour"),
        ("Community", "community"),
        ("All attributes", "attributes"),
    ] {
        choose(&page, title).await;
        stands_on(&page, tab, "quillnab").await;
    }
    // The tab's own filters have taken the word over.
    let filters = "return ['behaviour', 'attributes'].map((tab) => document.querySelector('#panel-' + tab + ' input[type=search]').value)";
    let filters = page.run(filters, vec![]).await;
    assert_eq!(filters, json!(["quillnab", "quillnab"]));
    assert_eq!(world.questions().len(), before, "searching asks for nothing");
    page.breaks_no_policy().await;
}

async fn keys_alone_find_open_and_clear(browser: Browser) {
    let (page, world) = loaded(browser).await;
    let before = world.questions().len();
    page.run("document.activeElement.blur()", vec![]).await;
    page.type_text("/").await;
    let focused = "return document.activeElement.getAttribute('aria-label')";
    assert_eq!(page.run(focused, vec![]).await, json!(FIELD));
    page.type_text("hxxps://cdn-viewer[.]exam").await;
    counted(&page, "hxxps://cdn-viewer[.]exam").await;
    page.keys(&[Key::Escape]).await;
    page.loses("[role=tab] .hits").await;
    page.type_text("browser passwords").await;
    counted(&page, "browser passwords").await;
    page.keys(&[Key::Enter]).await;
    page.wait(
        "the first line to have the focus",
        "return document.activeElement.matches('#found-in-report a')",
        vec![],
    )
    .await;
    // The heading of the tab comes first, then its lines.
    for _ in 0..40 {
        let line = "return document.activeElement.matches('a.line')
            && document.activeElement.closest('section').querySelector('h2').innerText.startsWith('Community')";
        if page.run(line, vec![]).await == json!(true) {
            break;
        }
        page.keys(&[Key::Tab]).await;
    }
    page.keys(&[Key::Enter]).await;
    stands_on(&page, "community", "browser passwords").await;
    // In a field a slash is a slash.
    page.type_text("/").await;
    assert_eq!(page.run(focused, vec![]).await, json!(FIELD));
    page.keys(&[Key::Right]).await;
    page.type_text("/").await;
    let value = "return document.activeElement.value";
    assert_eq!(page.run(value, vec![]).await, json!("browser passwords/"));
    page.keys(&[Key::Escape]).await;
    page.loses("[role=tab] .hits").await;
    assert_eq!(page.run(value, vec![]).await, json!(""));
    let clear = "return !location.hash.includes('search') && !document.querySelector('[data-found]')";
    page.wait("nothing to be left of the search", clear, vec![]).await;
    assert_eq!(world.questions().len(), before);
}

async fn what_is_not_loaded_is_said_and_not_asked_for(browser: Browser) {
    let (page, world) = open(browser, &format!("#/file/{}", world::FILE)).await;
    page.sees("engines call this file").await;
    let before = world.questions().len();
    seek(&page, "no such thing at all").await;
    page.sees("No matches in what is loaded").await;
    page.sees("Not loaded, so not searched").await;
    page.sees("1 list not asked for · 1 request").await;
    let by_tab = counts(&page).await;
    assert_eq!(
        [&by_tab["detections"], &by_tab["behaviour"], &by_tab["community"]],
        ["0", "?", "?"],
        "{by_tab}"
    );
    assert_eq!(world.questions().len(), before, "searching asks for nothing");
    // Once a tab is loaded it is searched, without another word.
    seek(&page, "KERNEL32").await;
    page.press("Open Behaviour").await;
    page.sees("Process tree").await;
    page.wait(
        "the behaviour to be counted",
        "return /^\\d/.test(document.querySelector('#tab-behaviour .hits')?.innerText ?? '') && document.querySelector('#tab-behaviour .hits').innerText !== '0'",
        vec![],
    )
    .await;
}

async fn the_word_is_in_the_address_and_goes_along(browser: Browser) {
    let (page, _world) = open(browser, &format!("#/file/{}?search=quillnab", world::FILE)).await;
    counted(&page, "quillnab").await;
    let before = counts(&page).await;
    page.reload().await;
    counted(&page, "quillnab").await;
    assert_eq!(counts(&page).await, before);
    page.press("Details").await;
    let along = "return location.hash.includes('/details') && location.hash.endsWith('?search=quillnab')";
    page.wait("the word to go along", along, vec![]).await;
    // Another report is another search.
    acts::go(&page, &format!("#/file/{}", world::FILE_CLEAN)).await;
    page.loses("[role=tab] .hits").await;
    let empty = "return document.querySelector('input[aria-label=\"Search in this report\"]')?.value === ''";
    page.wait("another report's empty field", empty, vec![]).await;
    page.run("history.back()", vec![]).await;
    counted(&page, "quillnab").await;
}

async fn places_and_the_sample_are_searched_too(browser: Browser) {
    for (fragment, word) in [
        (format!("#/domain/{}", world::DOMAIN), world::DOMAIN),
        ("#/sample".to_owned(), "pe_info"),
    ] {
        let (page, world) = open(browser, &fragment).await;
        let before = world.questions().len();
        seek(&page, word).await;
        choose(&page, "All attributes").await;
        stands_on(&page, "attributes", word).await;
        assert_eq!(world.questions().len(), before, "{fragment}");
    }
}

async fn hostile_texts_stay_texts_in_what_was_found(browser: Browser) {
    let (page, _world) = open(browser, &format!("#/file/{}", world::FILE_HOSTILE)).await;
    page.sees("engines").await;
    for word in ["<img", "script", "\u{202e}", "javascript:"] {
        page.run(
            "location.hash = location.hash.split('?')[0] + '?search=' + encodeURIComponent(arguments[0])",
            vec![json!(word)],
        )
        .await;
        counted(&page, word).await;
        let list = page
            .run(
                "const list = document.querySelector('#found-in-report');
                 return [list.querySelectorAll('img, script, iframe, object, form').length,
                         [...list.querySelectorAll('a')].filter((one) => !one.getAttribute('href').startsWith('#/')).length,
                         /[\\u202A-\\u202E\\u2066-\\u2069\\u0000]/.test(list.textContent)]",
                vec![],
            )
            .await;
        assert_eq!(list, json!([0, 0, false]), "{word:?}");
    }
    page.breaks_no_policy().await;
}

async fn axe_finds_nothing_in_what_was_found(browser: Browser) {
    let (page, _world) = loaded(browser).await;
    seek(&page, "quillnab").await;
    for scheme in [Scheme::Light, Scheme::Dark] {
        page.prefer(scheme).await;
        if let Some(script) = axe::script() {
            assert_eq!(page.axe(script).await, Vec::<String>::new(), "{scheme:?}");
        }
    }
    page.prefer(Scheme::Light).await;
    choose(&page, "Details").await;
    stands_on(&page, "details", "quillnab").await;
    if let Some(script) = axe::script() {
        assert_eq!(page.axe(script).await, Vec::<String>::new());
    }
    page.resize(390, 844).await;
    let over = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
    assert_eq!(page.run(over, vec![]).await, json!(0));
}
