//! Results and checksums of dropped files, drawn to HTML: in both languages, every control named.

use assay::settings::Settings;
use assay::ui::checksums::Checksums;
use assay::ui::results::Results;
use assay::ui::state::State;
use assay::words::{Language, Words};
use leptos::prelude::*;

fn drawn(language: Language, view: impl FnOnce() -> AnyView) -> String {
    Owner::new().with(|| {
        let settings = Settings {
            language: Some(language),
            ..Settings::default()
        };
        provide_context(State::new(settings, None, "#/"));
        provide_context(Words::of(language));
        view().to_html()
    })
}

#[test]
fn the_menu_offers_every_kind_of_file() {
    for (language, labels) in [
        (
            Language::English,
            [
                "Save results",
                "Table (CSV)",
                "JSON",
                "Summary (Markdown)",
                "Checksums (sha256sum)",
            ],
        ),
        (
            Language::Russian,
            [
                "Сохранить результаты",
                "Таблица (CSV)",
                "JSON",
                "Сводка (Markdown)",
                "Контрольные суммы (sha256sum)",
            ],
        ),
    ] {
        let html = drawn(language, || view! { class = "results", <Results /> }.into_any());
        for label in labels {
            assert!(html.contains(label), "{label} is not in {html}");
        }
        assert!(html.contains("aria-labelledby=\"results-heading\""));
    }
}

#[test]
fn without_a_list_nothing_is_said_about_files() {
    for (language, heading, about) in [
        (
            Language::English,
            "Compare checksums",
            "It is compared here; nothing is sent.",
        ),
        (
            Language::Russian,
            "Сверить контрольные суммы",
            "Сравнение идёт здесь, ничего не отправляется.",
        ),
    ] {
        let html = drawn(language, || view! { class = "checksums", <Checksums /> }.into_any());
        assert!(html.contains(heading) && html.contains(about), "{html}");
        assert!(html.contains("for=\"checksum-list\"") && html.contains("id=\"checksum-list\""));
        assert!(!html.contains("role=\"status\"") && !html.contains("<li"), "{html}");
    }
}
