//! Recorded answers to something that was done, by doing it.

use assay_browser::samples::Sample;
use assay_browser::session::Session;
use assay_browser::world::World;

use super::Recording;
use super::drawn::{reload, subject};
use crate::acts;

/// The answer to something that was done, by doing it.
pub(super) async fn acted(page: &Session, world: &World, all: &[Recording], recording: &Recording) {
    let (slug, what) = recording.about().split_once('-').expect("topic and deed");
    if what == "post" {
        let sample = Sample::write(world.disk(), "recorded.bin", b"recorded");
        page.drop_files(&[&sample.path]).await;
        page.sees("VirusTotal has never seen this file.").await;
        world.stand_in.misbehave_on("POST", "files", recording.body(200));
        page.press("Upload recorded.bin…").await;
        page.press("Upload recorded.bin to VirusTotal").await;
        page.sees("The page looks again in").await;
    } else if what == "votes-post" {
        let (place, collection) = subject(page, world, all, slug).await;
        let id = place.rsplit('/').next().unwrap_or_default();
        world
            .stand_in
            .misbehave_on("POST", &format!("{collection}/{id}/votes"), recording.body(200));
        acts::go(page, &format!("#/{place}/community")).await;
        page.press("Vote “harmless”").await;
        page.press("Cast the vote · 1 request").await;
        page.sees("You voted “harmless”.").await;
    } else {
        let (place, collection) = subject(page, world, all, slug).await;
        let id = place.rsplit('/').next().unwrap_or_default();
        world
            .stand_in
            .misbehave_on("POST", &format!("{collection}/{id}/analyse"), recording.body(200));
        acts::go(page, &format!("#/{place}")).await;
        page.press("Reanalyse · 1 request").await;
        page.sees("The page looks again in").await;
    }
    page.run("localStorage.removeItem('assay.analyses')", vec![]).await;
    reload(page).await;
}

/// Where a large file may be sent: it goes there through the proxy, and nowhere else.
pub(super) async fn upload_address(page: &Session, world: &World, recording: &Recording) {
    let address = recording.data().as_str().unwrap_or_default();
    let path = address
        .split_once("virustotal.com")
        .map(|(_, path)| path)
        .unwrap_or_default();
    let sample = Sample::sparse(world.disk(), "recorded.iso", 33 << 20);
    page.drop_files(&[&sample]).await;
    page.sees("VirusTotal has never seen this file.").await;
    world
        .stand_in
        .misbehave_on("GET", "files/upload_url", recording.body(200));
    page.press("Upload recorded.iso…").await;
    page.press("Upload recorded.iso to VirusTotal").await;
    // Nobody gave this address out here: the stand-in refuses it, and the page says so.
    page.sees("Upload again…").await;
    let targets: Vec<String> = world.stand_in.writes().iter().map(|seen| seen.target.clone()).collect();
    assert!(targets.iter().any(|target| target == path), "{path}: {targets:?}");
    reload(page).await;
}
