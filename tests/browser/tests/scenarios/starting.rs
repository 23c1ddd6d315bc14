//! A page that must not start, or cannot: damaged, framed, without WebAssembly; it says which.

use assay_browser::browser::{Beginning, Browser};
use assay_browser::host::{Host, Serving};
use assay_browser::session::Session;
use assay_browser::world::{KEY, World, dist};
use serde_json::json;

use crate::acts;
use crate::stage::{scenarios, shared};

scenarios![
    changed_parts_do_not_run,
    a_browser_without_wasm_is_told_so,
    a_policy_without_wasm_is_named,
    a_framed_page_refuses,
];

async fn changed_parts_do_not_run(browser: Browser) {
    let page = shared(browser).await;
    let index = std::fs::read_to_string(dist().join("index.html")).expect("the page is built");
    let wasm = attribute(&index, "data-first");
    let glue = attribute(&index, "data-js");
    let read = |name: &str| std::fs::read(dist().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    // Still valid WebAssembly, with a section that says nothing: only its digest tells.
    let changed_wasm = [read(&wasm), vec![0, 5, 4, b't', b'e', b's', b't']].concat();
    let changed_glue = [
        read(&glue),
        b"\n;document.documentElement.dataset.harmed = 'glue';".to_vec(),
    ]
    .concat();
    let changed_boot = [
        read("boot.js"),
        b"\n;document.documentElement.dataset.harmed = 'boot';".to_vec(),
    ]
    .concat();
    for (name, content, sentence) in [
        (
            wasm.as_str(),
            changed_wasm,
            "A file of the page is not the one that was published",
        ),
        (
            glue.as_str(),
            changed_glue,
            "A file of the page is not the one that was published",
        ),
        // What would say it did not run itself; the text that stands in the page from the start has to.
        ("boot.js", changed_boot, "was changed on its way"),
    ] {
        let mut serving = Serving::plain(&dist(), "/");
        serving.instead.insert(name.to_owned(), content);
        let host = Host::start(serving).await;
        page.goto(&host.page()).await;
        page.sees(sentence).await;
        let stands = page
            .run(
                "return [!!document.querySelector('main'), document.documentElement.dataset.harmed || '']",
                vec![],
            )
            .await;
        assert_eq!(stands, json!([false, ""]), "{name} ran");
    }
    // A file that is not there is another matter.
    let mut serving = Serving::plain(&dist(), "/");
    serving.folder = tempfile::tempdir().expect("a folder").keep();
    for name in ["index.html", "boot.js", &glue] {
        serving.instead.insert(name.to_owned(), read(name));
    }
    let host = Host::start(serving).await;
    page.goto(&host.page()).await;
    page.sees("A file of the page is missing on the server").await;
}

async fn a_browser_without_wasm_is_told_so(browser: Browser) {
    let beginning = Beginning {
        wasm: false,
        ..Beginning::default()
    };
    let page = Session::open(browser, &beginning).await;
    let host = Host::start(Serving::plain(&dist(), "/")).await;
    page.goto(&host.page()).await;
    page.sees("This browser has no WebAssembly, or it is switched off.")
        .await;
    page.close().await;
}

async fn a_policy_without_wasm_is_named(browser: Browser) {
    let page = shared(browser).await;
    let mut serving = Serving::plain(&dist(), "/");
    let policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'";
    serving.headers.push(("content-security-policy", policy.to_owned()));
    let host = Host::start(serving).await;
    page.goto(&host.page()).await;
    page.sees("The server must allow 'wasm-unsafe-eval' in script-src.")
        .await;
}

async fn a_framed_page_refuses(browser: Browser) {
    let page = shared(browser).await;
    let mut serving = Serving::plain(&dist(), "/");
    let outer = "<!doctype html><title>around</title><iframe src=\"./index.html\" width=900 height=600></iframe>";
    serving
        .instead
        .insert("around.html".to_owned(), outer.as_bytes().to_vec());
    let world = World::apart_with(serving, true).await;
    acts::open_with_key(&page, &world).await;
    page.goto(&format!("{}around.html#/settings", world.page())).await;
    let inside = page
        .wait(
            "words in the frame",
            "const start = document.querySelector('iframe').contentDocument?.getElementById('start');
             return start && /tab of its own/.test(start.innerText) ? start.ownerDocument.documentElement.outerHTML : ''",
            vec![],
        )
        .await;
    let inside = inside.as_str().unwrap_or_default();
    assert!(inside.contains("Assay does not run inside another page"), "{inside}");
    assert!(
        !inside.contains("<main") && !inside.contains(&KEY[..12]) && !inside.contains(&KEY[60..]),
        "{inside}"
    );
    let host = world.host.as_ref().expect("a host of its own");
    let since = host
        .asked()
        .iter()
        .rposition(|path| path == "/around.html")
        .expect("the frame was asked for");
    let loaded: Vec<_> = host
        .asked()
        .into_iter()
        .skip(since)
        .filter(|path| path.contains(".wasm"))
        .collect();
    assert_eq!(loaded, Vec::<String>::new(), "a framed page loads no program");
    assert!(world.questions().is_empty());

    // Under the proxy's headers the browser itself refuses.
    let world = World::served().await;
    let mut around = Serving {
        under: "/".to_owned(),
        ..Serving::default()
    };
    around.instead.insert(
        "index.html".to_owned(),
        format!("<iframe src=\"{}\"></iframe>", world.page()).into_bytes(),
    );
    let around = Host::start(around).await;
    page.goto(&around.page()).await;
    page.wait(
        "the browser to refuse",
        "try { return document.querySelector('iframe').contentDocument?.getElementById('start') === undefined; } catch { return true; }",
        vec![],
    )
    .await;
    assert!(!world.proxy.log().contains(".wasm"), "{}", world.proxy.log());
}

fn attribute(html: &str, name: &str) -> String {
    let start = html
        .find(&format!("{name}=\""))
        .unwrap_or_else(|| panic!("no {name} in index.html"))
        + name.len()
        + 2;
    html[start..]
        .chars()
        .take_while(|sign| *sign != '"')
        .collect::<String>()
        .trim_start_matches("./")
        .to_owned()
}
