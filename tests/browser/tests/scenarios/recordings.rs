//! Recorded answers of VirusTotal, where that folder is present: every file report and every error is drawn.

use std::path::PathBuf;

use assay_browser::browser::{Browser, workspace};
use assay_browser::world::World;
use serde_json::{Value, json};
use stand_in::Misbehaviour;

use crate::acts;
use crate::stage::{scenarios, shared};

scenarios![every_recorded_answer_is_drawn];

async fn every_recorded_answer_is_drawn(browser: Browser) {
    let folder = workspace().join("../shared/vt-samples");
    let Ok(entries) = std::fs::read_dir(&folder) else {
        println!("recordings: none here, nothing drawn");
        return;
    };
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    files.sort();
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    let (mut reports, mut errors, mut attributes) = (0, 0, 0);
    for file in files {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&file).unwrap_or_default();
        let Ok(answer) = serde_json::from_str::<Value>(&text) else {
            continue;
        };
        if let Some(rest) = name.strip_prefix("error-") {
            let status = rest
                .split('-')
                .next()
                .and_then(|status| status.parse().ok())
                .unwrap_or(500);
            let body = Misbehaviour::Body {
                status,
                content_type: "application/json".to_owned(),
                body: text,
            };
            world.stand_in.always_misbehave(body);
            // Another digest each time, so that nothing is remembered.
            acts::go(&page, &format!("#/file/{:032x}", 0xabc + errors)).await;
            page.wait(
                &format!("something said to {name}"),
                "const said = document.querySelector('main [role=alert], main [role=timer]') || [...document.querySelectorAll('main h1, main h2')]
                   .find((head) => /never seen/i.test(head.innerText));
                 return location.hash.includes(arguments[0]) && said && plain(said.innerText)",
                vec![json!(format!("{:032x}", 0xabc + errors))],
            )
            .await;
            world.stand_in.behave();
            errors += 1;
            continue;
        }
        let Some(known) = answer["data"]["attributes"]
            .as_object()
            .filter(|_| answer["data"]["type"] == "file")
        else {
            continue;
        };
        let digest = [answer["data"].get("id"), known.get("sha256")]
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .find(|id| id.len() == 64 && id.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let Some(digest) = digest else {
            println!("recordings: {name} is about no file that can be asked for");
            continue;
        };
        world.stand_in.add_bytes(&[digest], text.clone());
        draw(&page, &name, digest, known.keys().map(String::as_str)).await;
        attributes += known.len();
        reports += 1;
    }
    page.breaks_no_policy().await;
    println!(
        "recordings: drew {reports} reports with {attributes} attributes and {errors} errors in {}",
        browser.name()
    );
    assert!(reports > 0 && errors > 0, "nothing was drawn");
}

async fn draw(
    page: &assay_browser::session::Session,
    name: &str,
    digest: &str,
    attributes: impl Iterator<Item = &str>,
) {
    acts::go(page, &format!("#/file/{digest}")).await;
    page.wait(
        &format!("the report of {name}"),
        "return location.hash.includes(arguments[0]) && document.querySelector('main').outerHTML.includes(arguments[0])
           && [...document.querySelectorAll('main [role=tab], main nav a')].some((tab) => nameOf(tab).startsWith('Detections'))",
        vec![json!(digest)],
    )
    .await;
    for tab in ["Details", "JSON", "All attributes"] {
        page.press(tab).await;
    }
    for attribute in attributes {
        page.wait(
            &format!("the attribute {attribute} of {name}"),
            "return document.querySelector('main').innerText.includes(arguments[0])",
            vec![json!(attribute)],
        )
        .await;
    }
    page.does_not_see("Something in this page broke").await;
}
