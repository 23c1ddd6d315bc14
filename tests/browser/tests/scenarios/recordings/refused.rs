//! Recorded refusals, and what is no answer of API v3: a sentence stands where the report would.

use assay_browser::session::Session;
use assay_browser::world::World;
use serde_json::json;

use super::Recording;
use super::drawn::reload;
use crate::acts;

pub(super) async fn refused(page: &Session, world: &World, recording: &Recording, status: u16, at: usize) {
    world.stand_in.always_misbehave(recording.body(status));
    // Another digest each time, so that nothing is remembered.
    let digest = format!("{:032x}", 0xabc + at);
    acts::go(page, &format!("#/file/{digest}")).await;
    page.wait(
        &format!("something said to {}", recording.name),
        "const said = document.querySelector('main [role=alert], main [role=timer]') || [...document.querySelectorAll('main h1, main h2')]
           .find((head) => /never seen/i.test(head.innerText));
         return location.hash.includes(arguments[0]) && said && plain(said.innerText)",
        vec![json!(digest)],
    )
    .await;
    world.stand_in.behave();
    reload(page).await;
}

pub(super) async fn foreign(page: &Session, world: &World, recording: &Recording, at: usize) {
    world
        .stand_in
        .misbehave_on("GET", &format!("files/{:064x}", 0xdef + at), recording.body(200));
    acts::go(page, &format!("#/file/{:064x}", 0xdef + at)).await;
    page.sees("not what VirusTotal's API v3 answers").await;
}
