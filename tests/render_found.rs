//! The list of what was found in a text, drawn to HTML: hostile texts stay texts, and nothing leads out of the page.

use assay::indicator::extract;
use assay::settings::Settings;
use assay::ui::found::FoundView;
use assay::ui::state::State;
use assay::words::{Language, Words};
use leptos::prelude::*;

/// The page after this text was entered.
fn drawn(text: &str, language: Language) -> String {
    Owner::new().with(|| {
        let settings = Settings {
            language: Some(language),
            ..Settings::default()
        };
        let state = State::new(settings, None, "#/found");
        state.findings.set(extract(text, |_| None));
        provide_context(state);
        provide_context(Words::of(language));
        view! { <FoundView /> }.into_view().to_html()
    })
}

/// Without the marks that Leptos puts between texts.
fn seen(html: &str) -> String {
    html.replace("<!>", "").replace("<!---->", "")
}

fn places(html: &str) -> Vec<&str> {
    let starts = html.split(" href=\"").skip(1);
    starts.filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn each_kind_has_its_rows_and_its_words() {
    let text = "d41d8cd98f00b204e9800998ecf8427e hxxp://evil[.]com/a?b=1 evil.com EVIL.com 8.8.8.8 10.0.0.1 main.rs";
    for (language, told) in [
        (
            Language::English,
            [
                "1 file · 1 URL · 1 domain · 2 IP addresses · 1 left out",
                "Look up 4 (4 requests)",
                "2 times",
                "A private address",
                "looks like a file name",
                "Ask anyway",
            ],
        ),
        (
            Language::Russian,
            [
                "1 файл · 1 URL · 1 домен · 2 IP-адреса · не взято: 1",
                "Запросить 4 (4 запроса)",
                "2 раза",
                "Частный адрес",
                "похоже на имя файла",
                "Всё равно спросить",
            ],
        ),
    ] {
        let html = seen(&drawn(text, language));
        for words in told {
            assert!(html.contains(words), "{words}: {html}");
        }
        for name in [
            "hxxp://evil[.]com/a?b=1",
            "evil[.]com",
            "8[.]8[.]8[.]8",
            "10[.]0[.]0[.]1",
        ] {
            assert!(html.contains(name), "{name}: {html}");
        }
        let inside = places(&html);
        let wanted = [
            "#/ip/10.0.0.1",
            "#/file/d41d8cd98f00b204e9800998ecf8427e",
            "#/url/aHR0cDovL2V2aWwuY29tL2E_Yj0x",
            "#/domain/evil.com",
            "#/ip/8.8.8.8",
            "#/domain/main.rs",
        ];
        assert_eq!(inside, wanted);
    }
}

#[test]
fn hostile_texts_stay_texts() {
    for text in [
        "http://evil.com/<script>alert(1)</script>",
        "http://evil.com/'onmouseover='alert(1)",
        "http://evil.com/\u{202E}cod.exe?<svg/onload=alert(1)>",
        "javascript:alert(1) evil.com <img src=x onerror=alert(1)>",
        "a\0.exe \"><img src=x>.exe evil.com",
    ] {
        let html = drawn(text, Language::English);
        assert!(places(&html).iter().all(|place| place.starts_with("#/")), "{html}");
        for markup in ["<script", "<img", "<svg/", "onerror=\"", " onmouseover="] {
            assert!(!html.contains(markup), "{markup}: {html}");
        }
    }
}

#[test]
fn nothing_found_says_what_to_do() {
    for (language, words) in [
        (Language::English, "The text itself is not kept in the address."),
        (Language::Russian, "Сам текст в адресе страницы не хранится."),
    ] {
        assert!(drawn("", language).contains(words));
    }
}
