//! The ATT&CK matrix and the network in full: read, opened without a mouse, taken along, joined to what is loaded.

use assay_browser::axe;
use assay_browser::browser::Browser;
use assay_browser::session::Session;
use assay_browser::world::World;
use fantoccini::key::Key;
use serde_json::{Value, json};
use stand_in::fixtures::world::FILE;

use crate::acts;
use crate::stage::{scenarios, shared};

scenarios![
    a_technique_opens_and_closes_without_a_mouse,
    a_layer_for_the_navigator_is_saved,
    headers_and_certificates_open,
    hosts_are_joined_to_what_is_loaded,
    the_matrix_is_a_list_where_it_is_narrow,
];

async fn open(browser: Browser, rest: &str) -> (Session, World) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    acts::go(&page, &format!("#/file/{FILE}/behaviour{rest}")).await;
    page.sees("Nothing seen of: Reconnaissance").await;
    (page, world)
}

/// Sets the focus on the cell of a technique.
const FOCUS: &str = "[...document.querySelectorAll('[data-group=attack] button')].find((cell) => cell.innerText.includes(arguments[0])).focus()";
const FOCUSED: &str = "return plain(document.activeElement?.innerText)";

async fn focused(page: &Session) -> String {
    page.run(FOCUSED, vec![]).await.as_str().unwrap_or_default().to_owned()
}

async fn a_technique_opens_and_closes_without_a_mouse(browser: Browser) {
    let (page, world) = open(browser, "").await;
    let asked = world.questions().len();
    page.run(FOCUS, vec![json!("T1555.003")]).await;
    page.keys(&[Key::Enter]).await;
    page.sees("Back to the matrix").await;
    page.sees("logins.json").await;
    assert!(
        focused(&page)
            .await
            .starts_with("Credentials from Web Browsers T1555.003")
    );
    // Another one takes its place.
    page.run(FOCUS, vec![json!("T1056.001")]).await;
    page.keys(&[Key::Enter]).await;
    page.wait(
        "the other technique",
        // Its place in the matrix says the same.
        "const at = document.activeElement;
         return !at.matches('.cell') && plain(at.innerText).startsWith('Keylogging T1056.001')",
        vec![],
    )
    .await;
    assert_eq!(
        page.count("[data-group=attack] [aria-expanded=true].cell").await,
        2,
        "in both of its tactics"
    );
    // From the heading the first stop is the copy of the id, the second the way back.
    page.keys(&[Key::Tab]).await;
    page.keys(&[Key::Tab]).await;
    assert_eq!(focused(&page).await, "Back to the matrix");
    page.keys(&[Key::Enter]).await;
    page.does_not_see("Back to the matrix").await;
    assert!(focused(&page).await.contains("T1056.001"), "the focus is where it was");
    assert_eq!(world.questions().len(), asked, "nothing is asked for names");
    page.breaks_no_policy().await;
}

async fn a_layer_for_the_navigator_is_saved(browser: Browser) {
    let (page, _world) = open(browser, "/Zenbox").await;
    let look = "const make = URL.createObjectURL; URL.createObjectURL = (blob) => { window.handed = blob; return make.call(URL, blob); }; \
        HTMLAnchorElement.prototype.click = function () { window.named = this.download; };";
    page.run(look, vec![]).await;
    page.press("Save as a Navigator layer").await;
    page.wait("the layer", "return !!window.named", vec![]).await;
    let saved = "window.handed.text().then((text) => done([window.named, window.handed.type, text]))";
    let saved = page.run_until_done(saved, vec![]).await;
    assert_eq!(saved[0], json!(format!("{}-enterprise-attack.json", &FILE[..16])));
    assert_eq!(saved[1], json!("application/json"));
    let layer: Value = serde_json::from_str(saved[2].as_str().unwrap_or_default()).expect("the layer is JSON");
    assert_eq!(layer["name"], json!(FILE));
    assert_eq!(
        layer["versions"],
        json!({"attack": "17", "navigator": "5.1.0", "layer": "4.5"})
    );
    let techniques = layer["techniques"].as_array().cloned().unwrap_or_default();
    let of = |id: &str| {
        techniques
            .iter()
            .find(|one| one["techniqueID"] == id)
            .cloned()
            .unwrap_or_default()
    };
    assert_eq!(of("T1055")["score"], json!(75));
    assert_eq!(
        of("T1055")["comment"],
        json!("High: Writes into another process (Zenbox)")
    );
    assert_eq!(of("T1555")["showSubtechniques"], json!(true));
    assert_eq!(of("T1056.001"), Value::Null, "another sandbox saw that");
    page.breaks_no_policy().await;
}

async fn headers_and_certificates_open(browser: Browser) {
    let (page, _world) = open(browser, "/Zenbox").await;
    page.does_not_see("Request headers").await;
    page.run(acts::OPEN_EVERYTHING, vec![]).await;
    for said in [
        "Request headers",
        "PaymentViewer/3.1",
        "Response headers",
        "4D5A9000030000000400 MZ........",
        "JA3S",
        "t12d190800_d83cc789557e_7af1ed941c26",
        "Invented Trust Services",
        "port 49812",
        "Matched event",
        "EventID",
        "Ports and protocols",
    ] {
        page.sees(said).await;
    }
    page.breaks_no_policy().await;
}

async fn hosts_are_joined_to_what_is_loaded(browser: Browser) {
    let (page, world) = open(browser, "").await;
    let asked = world.questions().len();
    let known = "return document.querySelectorAll('[data-group=network] .beside').length";
    assert_eq!(page.run(known, vec![]).await, json!(0));
    acts::go(&page, &format!("#/file/{FILE}/network")).await;
    page.press("Load the other 2 lists · 2 requests").await;
    page.sees("203[.]0[.]113[.]48").await;
    page.no_longer_sees("Asking").await;
    assert_eq!(world.questions().len(), asked + 3, "the network's own three lists");
    acts::go(&page, &format!("#/file/{FILE}/behaviour")).await;
    page.wait(
        "verdicts beside the hosts",
        "return [...document.querySelectorAll('[data-group=network] .beside')].some((one) => shown(one) && plain(one.innerText).startsWith('Malicious'))",
        vec![],
    )
    .await;
    assert_eq!(world.questions().len(), asked + 3);
}

async fn the_matrix_is_a_list_where_it_is_narrow(browser: Browser) {
    let (page, _world) = open(browser, "").await;
    let lefts = "return new Set([...document.querySelectorAll('[data-group=attack] .column')].map((column) => column.getBoundingClientRect().left)).size";
    assert!(
        page.run(lefts, vec![]).await.as_u64() > Some(4),
        "tactics stand side by side"
    );
    page.run(FOCUS, vec![json!("T1055")]).await;
    page.keys(&[Key::Enter]).await;
    page.sees("Back to the matrix").await;
    if let Some(script) = axe::script() {
        assert_eq!(page.axe(script).await, Vec::<String>::new());
    }
    page.resize(390, 844).await;
    assert_eq!(page.run(lefts, vec![]).await, json!(1));
    let over = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
    assert_eq!(page.run(over, vec![]).await, json!(0));
    if let Some(script) = axe::script() {
        assert_eq!(page.axe(script).await, Vec::<String>::new());
    }
}
