//! Static hosts of every kind: the root, a deep path, with and without `index.html`.

use assay_browser::browser::Browser;
use assay_browser::world::World;

use crate::acts;
use crate::stage::{scenarios, shared};

scenarios![the_page_works_under_every_path];

async fn the_page_works_under_every_path(browser: Browser) {
    let page = shared(browser).await;
    for (under, document) in [
        ("/", ""),
        ("/", "index.html"),
        ("/deep/er/", ""),
        ("/deep/er/", "index.html"),
    ] {
        let world = World::apart(under).await;
        page.goto(&format!("{}{document}", world.page())).await;
        page.run(
            "localStorage.setItem('assay.key', arguments[0])",
            vec![assay_browser::world::KEY.into()],
        )
        .await;
        page.reload().await;
        acts::started(&page).await;
        let sample = acts::file_of(world.disk(), "clean-pdf", "paper.pdf");
        page.drop_files(&[&sample.path]).await;
        page.sees("found anything in this file").await;
        let address = page.url().await;
        assert!(
            address.starts_with(&format!("{}{document}#/file/", world.page())),
            "{address}"
        );
        page.reload().await;
        page.sees("found anything in this file").await;
        let host = world.host.as_ref().expect("a host of its own");
        for path in host.asked() {
            assert!(
                path.starts_with(under) || path == "/favicon.ico",
                "asked outside of {under}: {path}"
            );
        }
        page.breaks_no_policy().await;
    }
}
