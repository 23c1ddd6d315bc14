//! The policy: what it lets through, what it stops, and what the page says when it cannot start.

use std::sync::{Arc, Mutex};

use assay_browser::browser::Browser;
use assay_browser::host::{Host, Serving};
use assay_browser::session::Session;
use assay_browser::world::{World, dist};
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use crate::acts;
use crate::stage::{scenarios, shared};

scenarios![
    no_other_address_can_be_asked,
    no_other_address_can_be_asked_under_the_meta_policy,
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
