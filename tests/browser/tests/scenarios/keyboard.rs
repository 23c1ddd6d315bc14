//! Without a mouse, and by the rules of accessibility that a program can check.

use assay_browser::axe;
use assay_browser::browser::Browser;
use assay_browser::session::Session;
use assay_browser::surroundings::Scheme;
use assay_browser::world::{KEY, World};
use fantoccini::key::Key;
use stand_in::fixtures::{Identity, file, world};

use crate::acts;
use crate::stage::{scenarios, shared};

scenarios![the_main_job_needs_no_mouse, axe_finds_nothing];

/// Presses Tab until the focus is where the script says; what has the focus must be seen to have it.
async fn tab_to(page: &Session, what: &str, script: &str) {
    let mut passed = Vec::new();
    for _ in 0..80 {
        page.keys(&[Key::Tab]).await;
        let at = page
            .run(
                &format!(
                    "const at = document.activeElement;
                     const ring = (thing) => {{ const style = getComputedStyle(thing); return style.outlineStyle !== 'none' || style.boxShadow !== 'none'; }};
                     const ringed = !at || at === document.body || at.tabIndex < 0 || ring(at) || (at.labels && [...at.labels].some(ring)) || ring(at.parentElement);
                     return [!!at && !!(() => {{ {script} }})(), at ? at.localName + ' ' + nameOf(at) : '', ringed]"
                ),
                vec![],
            )
            .await;
        assert_eq!(
            at[2], true,
            "the focus is on {} and cannot be seen, after {passed:?} on the way to {what}",
            at[1]
        );
        if at[0] == true {
            return;
        }
        passed.push(at[1].as_str().unwrap_or_default().to_owned());
    }
    panic!("Tab never comes to {what}; it comes to {passed:#?}");
}

async fn the_main_job_needs_no_mouse(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    page.goto(&world.page()).await;
    acts::started(&page).await;

    tab_to(
        &page,
        "the settings",
        "return at.localName === 'a' && /settings/i.test(nameOf(at))",
    )
    .await;
    page.keys(&[Key::Enter]).await;
    page.sees("VirusTotal API key").await;
    tab_to(
        &page,
        "the key's field",
        "return at.localName === 'input' && /API key/i.test(nameOf(at))",
    )
    .await;
    page.type_text(KEY).await;
    page.keys(&[Key::Enter]).await;
    page.sees("The key is saved.").await;

    page.run("location.hash = '#/'", vec![]).await;
    page.sees("Check a file without uploading it").await;
    // The dialog of a file button belongs to the system; up to there Tab must lead.
    tab_to(&page, "the file button", "return at.type === 'file'").await;
    // From the document's start again.
    page.reload().await;
    acts::started(&page).await;
    let Identity { sha256, .. } = Identity::of(&file("malicious-pe"));
    tab_to(&page, "the box", "return /Hash, URL, domain or IP/.test(nameOf(at))").await;
    page.type_text(&sha256).await;
    page.keys(&[Key::Enter]).await;
    page.sees(&acts::malicious_headline(&acts::report("malicious-pe")))
        .await;

    tab_to(
        &page,
        "the tabs",
        "return at.getAttribute('role') === 'tab' || (at.localName === 'a' && /^Detections/.test(nameOf(at)))",
    )
    .await;
    let is_list = page
        .run("return document.activeElement.getAttribute('role') === 'tab'", vec![])
        .await;
    if is_list == true {
        page.keys(&[Key::Right]).await;
    } else {
        page.keys(&[Key::Tab, Key::Enter]).await;
    }
    page.wait("the details", "return location.hash.endsWith('/details')", vec![])
        .await;
    page.breaks_no_policy().await;
}

async fn axe_finds_nothing(browser: Browser) {
    let Some(axe) = axe::script() else {
        println!("axe: not checked, there is no npm here");
        return;
    };
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    let known = Identity::of(&file("malicious-pe")).sha256;
    let unknown = "0".repeat(64);
    let mut faults = Vec::new();
    for scheme in [Scheme::Light, Scheme::Dark] {
        page.prefer(scheme).await;
        for (place, sees) in [
            ("#/".to_owned(), "Check a file without uploading it"),
            ("#/settings".to_owned(), "VirusTotal API key"),
            (format!("#/file/{known}"), "engines call this file"),
            (format!("#/file/{known}/details"), "SHA-256"),
            (format!("#/file/{known}/attributes"), "last_analysis_stats"),
            (format!("#/file/{known}/raw"), "Copy JSON"),
            (format!("#/file/{unknown}"), "VirusTotal has never seen this file."),
            (format!("#/url/{}", world::URL_ID), "engines call this URL"),
            (format!("#/url/{}/details", world::URL_ID), "Way of redirects"),
            (format!("#/domain/{}/details", world::DOMAIN), "DNS records"),
            (format!("#/ip/{}/details", world::ADDRESS), "Autonomous system"),
            (format!("#/domain/{}", world::DOMAIN_NEVER), "never seen this domain"),
            (format!("#/ip/{}", world::ADDRESS_PRIVATE), "Nothing has been sent yet."),
            ("#/search/quillnab".to_owned(), "6 entries"),
            ("#/sample".to_owned(), "A sample report"),
            ("#/nowhere".to_owned(), "There is nothing at this address"),
        ] {
            acts::go(&page, &place).await;
            page.sees(sees).await;
            for fault in page.axe(axe).await {
                faults.push(format!(
                    "{scheme:?} {}: {fault}",
                    place.replace(&known, "…").replace(&unknown, "0…")
                ));
            }
        }
    }
    world
        .stand_in
        .always_misbehave(stand_in::Misbehaviour::Error("WrongCredentialsError".into()));
    acts::go(&page, &format!("#/file/{}", "1".repeat(64))).await;
    page.sees("VirusTotal does not know this API key.").await;
    faults.extend(
        page.axe(axe)
            .await
            .into_iter()
            .map(|fault| format!("a problem: {fault}")),
    );
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    // That nothing was found means something only if something would be.
    page.run("document.querySelector('main').append(new Image())", vec![])
        .await;
    let found = page.axe(axe).await;
    assert!(found.iter().any(|fault| fault.starts_with("image-alt")), "{found:?}");
}
