//! The policy: what it lets through, what it stops, and what the page says when it cannot start.

use std::sync::{Arc, Mutex};

use assay_browser::browser::{Beginning, Browser};
use assay_browser::host::{Host, Serving};
use assay_browser::session::Session;
use assay_browser::world::{KEY, World, dist};
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use crate::acts;
use crate::stage::{scenarios, shared};

scenarios![
    no_other_address_can_be_asked,
    no_other_address_can_be_asked_under_the_meta_policy,
    changed_parts_do_not_run,
    a_browser_without_wasm_is_told_so,
    a_policy_without_wasm_is_named,
    a_framed_page_refuses,
    markup_and_script_from_strings_are_refused,
];

/// The main job on this world, then the policy's count.
async fn main_job(page: &Session, world: &World) {
    acts::open_with_key(page, world).await;
    let sample = acts::file_of(world.disk(), "malicious-pe", "sample.exe");
    page.drop_files(&[&sample.path]).await;
    page.sees(&acts::malicious_headline(&acts::report("malicious-pe")))
        .await;
    for tab in ["Details", "All attributes", "JSON", "Detections"] {
        page.press(tab).await;
    }
    page.breaks_no_policy().await;
}

async fn no_other_address_can_be_asked(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    main_job(&page, &world).await;
    stays_inside(&page).await;
}

async fn no_other_address_can_be_asked_under_the_meta_policy(browser: Browser) {
    let page = shared(browser).await;
    let world = World::apart("/").await;
    main_job(&page, &world).await;
    assert_eq!(world.questions().len(), 1, "{:?}", world.questions());
    stays_inside(&page).await;
}

/// From inside the page every way out is tried; a listener that nobody may reach counts who comes.
async fn stays_inside(page: &Session) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
    let port = listener.local_addr().expect("it has an address").port();
    let came = Arc::new(Mutex::new(Vec::new()));
    let heard = Arc::clone(&came);
    // Chromium opens connections ahead of a request that it then refuses; what counts is what is said on them.
    let listening = tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let heard = Arc::clone(&heard);
            tokio::spawn(async move {
                let mut piece = [0; 1024];
                while let Ok(length @ 1..) = stream.read(&mut piece).await {
                    heard
                        .lock()
                        .expect("nobody panicked")
                        .extend_from_slice(&piece[..length]);
                    let _ = stream
                        .write_all(b"HTTP/1.1 204 No Content\r\ncontent-length: 0\r\n\r\n")
                        .await;
                }
            });
        }
    });
    let outcome = page
        .run_until_done(
            "const to = arguments[0];
             const outcome = {};
             const image = new Image();
             const seen = new Promise((resolve) => { image.onload = () => resolve('loaded'); image.onerror = () => resolve('refused'); });
             image.src = to + '/image';
             try { navigator.sendBeacon(to + '/beacon', 'x'); } catch {}
             const frame = document.createElement('iframe');
             frame.src = to + '/frame';
             document.body.append(frame);
             const form = document.createElement('form');
             form.action = to + '/form'; form.target = '_self';
             document.body.append(form);
             try { form.submit(); } catch {}
             Promise.all([
               fetch(to + '/fetch', { mode: 'no-cors' }).then(() => 'answered', () => 'refused'),
               seen,
             ]).then(([fetched, image]) => setTimeout(() => { frame.remove(); form.remove(); done({ fetched, image }); }, 500));",
            vec![json!(format!("http://127.0.0.1:{port}"))],
        )
        .await;
    assert_eq!(outcome, json!({ "fetched": "refused", "image": "refused" }));
    let said = String::from_utf8_lossy(&came.lock().expect("nobody panicked")).into_owned();
    assert_eq!(said, "", "somebody got out");
    listening.abort();
    // The counter that the other scenarios trust does count.
    page.wait(
        "the violations to be counted",
        "return Number(document.documentElement.dataset.violations || 0) >= 3",
        vec![],
    )
    .await;
}

async fn changed_parts_do_not_run(browser: Browser) {
    let page = shared(browser).await;
    let index = std::fs::read_to_string(dist().join("index.html")).expect("the page is built");
    let wasm = attribute(&index, "data-wasm");
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
    tokio::time::sleep(std::time::Duration::from_secs(1)).await;
    let refused = page
        .run(
            "try { return document.querySelector('iframe').contentDocument?.getElementById('start') === undefined; } catch { return true; }",
            vec![],
        )
        .await;
    assert_eq!(refused, true);
    assert!(!world.proxy.log().contains(".wasm"), "{}", world.proxy.log());
}

async fn markup_and_script_from_strings_are_refused(browser: Browser) {
    let page = shared(browser).await;
    // Drivers' scripts are excused from the policy; a script of the page's own is not.
    let mut serving = Serving::plain(&dist(), "/");
    let probe = b"
        const tried = {};
        const attempt = (name, act) => { try { act(); tried[name] = 'allowed'; } catch (error) { tried[name] = 'refused'; } };
        attempt('innerHTML', () => { document.createElement('div').innerHTML = '<b>x</b>'; });
        attempt('eval', () => eval('1'));
        attempt('Function', () => new Function('return 1')());
        attempt('Worker', () => new Worker('boot.js'));
        attempt('policy', () => trustedTypes.createPolicy('another', {}));
        document.documentElement.dataset.tried = JSON.stringify(tried);
    ";
    serving.instead.insert("probe.js".to_owned(), probe.to_vec());
    let index = std::fs::read_to_string(dist().join("index.html")).expect("the page is built");
    let probed = index.replacen("</head>", "<script defer src=\"probe.js\"></script></head>", 1);
    assert_ne!(index, probed, "index.html has no head to put a probe into");
    serving.instead.insert("index.html".to_owned(), probed.into_bytes());
    let host = Host::start(serving).await;
    page.goto(&host.page()).await;
    acts::started(&page).await;
    let tried = page
        .wait(
            "the probe",
            "return document.documentElement.dataset.tried || ''",
            vec![],
        )
        .await;
    let tried: serde_json::Value = serde_json::from_str(tried.as_str().unwrap_or_default()).expect("JSON");
    let refused = "refused";
    assert_eq!(
        tried,
        json!({ "innerHTML": refused, "eval": refused, "Function": refused, "Worker": refused, "policy": refused })
    );
}
