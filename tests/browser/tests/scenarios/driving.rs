//! The drivers themselves, on a page of our own: a scenario that passes because nothing happened would prove nothing.

use assay_browser::browser::Browser;
use assay_browser::host::{Host, Serving};
use assay_browser::surroundings::Scheme;

use crate::stage::{scenarios, shared};

scenarios![hands_and_eyes_work];

const PAGE: &str = r##"<!doctype html><title>hands</title><label>Name <input id="name"></label>
<button aria-label="Say it">?</button><button id="moves">Moves away</button><p id="moved"></p><p id="said"></p><p id="got"></p><p id="pasted"></p>
<script>
moves.addEventListener("pointermove", () => { moves.style.marginLeft = "300px"; }, { once: true });
moves.onclick = () => { moved.textContent += "caught"; };
document.querySelector("button").onclick = () => { said.textContent = "said " + document.querySelector("#name").value; };
addEventListener("dragover", (event) => event.preventDefault());
addEventListener("drop", async (event) => {
  event.preventDefault();
  const all = [];
  for (const file of event.dataTransfer.files) all.push(file.name + "=" + await file.text());
  got.textContent = all.join(" & ");
});
addEventListener("paste", (event) => { pasted.textContent = "pasted " + event.clipboardData.getData("text/plain"); });
localStorage.setItem("left", "behind");
</script>"##;

async fn hands_and_eyes_work(browser: Browser) {
    let page = shared(browser).await;
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("index.html"), PAGE).expect("it is written");
    let (first, second) = (folder.path().join("one.txt"), folder.path().join("two.txt"));
    std::fs::write(&first, "first").expect("it is written");
    std::fs::write(&second, "second").expect("it is written");
    let host = Host::start(Serving::plain(folder.path(), "/deep/")).await;
    page.goto(&host.page()).await;
    assert_eq!(page.title().await, "hands");

    page.drop_files(&[&first, &second]).await;
    page.sees("one.txt=first & two.txt=second").await;
    page.fill("name", "Ada").await;
    page.press("say it").await;
    page.sees("said Ada").await;
    // The pointer's coming moves it, as an answer that comes does.
    page.press("Moves away").await;
    assert_eq!(page.text_of("#moved").await.as_deref(), Some("caught"));
    page.paste_text("a digest").await;
    page.sees("pasted a digest").await;

    for (scheme, dark) in [(Scheme::Dark, true), (Scheme::Light, false)] {
        page.prefer(scheme).await;
        let seen = page
            .run("return matchMedia('(prefers-color-scheme: dark)').matches", vec![])
            .await;
        assert_eq!(seen, dark, "{scheme:?}");
    }
    for (offline, online) in [(true, false), (false, true)] {
        page.offline(offline).await;
        page.wait(
            "the browser to notice",
            "return navigator.onLine === arguments[0]",
            vec![online.into()],
        )
        .await;
    }
    let traces = page.traces().await;
    assert_eq!(traces.local_storage.get("left").map(String::as_str), Some("behind"));
    assert!(traces.holding("Ada", "").contains(&"fields".to_owned()), "{traces:?}");
    assert!(host.asked().contains(&"/deep/".to_owned()));
}
