//! The panels of every format, drawn: in both languages, without markup of others.

use assay::report::details;
use assay::ui::report::details::DetailPanels;
use assay::words::{Language, Words};
use leptos::prelude::*;
use serde_json::{Value, json};

use crate::{NOW, file, format, formats, words};

fn drawn(attributes: Value, language: Language) -> String {
    let panels = details::details(&file(attributes), NOW, words(language));
    Owner::new().with(|| {
        provide_context(Words::of(language));
        let html = view! { <DetailPanels panels open=Signal::stored(true) /> }
            .into_view()
            .to_html();
        // Leptos marks the ends of texts.
        html.replace("<!>", "")
    })
}

#[test]
fn every_format_is_drawn_in_both_languages() {
    for (name, attributes) in formats() {
        for language in Language::ALL {
            let html = drawn(attributes.clone(), language);
            let panels = details::details(&format(&name), NOW, words(language));
            assert_eq!(html.matches("<section").count(), panels.len(), "{name}");
            for panel in panels {
                assert!(html.contains(&format!("details-{}", panel.id)), "{name} {}", panel.id);
            }
        }
    }
    let document = drawn(formats().remove("doc").unwrap(), Language::Russian);
    for word in ["Макросы", "Подозрительное", "Слов", "Потоки"] {
        assert!(document.contains(word), "{word}");
    }
}

#[test]
fn code_is_drawn_line_by_line() {
    let html = drawn(formats().remove("doc").unwrap(), Language::English);
    assert!(html.contains("Sub AutoOpen()</bdi>"), "each line by itself");
    assert!(html.contains("    Shell"), "a tab is a space");
    assert!(!html.contains("U+000D") && !html.contains("U+000A"));
    let long = json!({"jar_info": {"manifest": "line\n".repeat(300)}});
    let html = drawn(long, Language::Russian);
    assert_eq!(html.matches("line</bdi>").count(), 24);
    assert!(html.contains("Показать все: 300 строк"));
}

#[test]
fn nothing_of_others_becomes_markup_or_turns_the_text() {
    let evil = "<img src=x onerror=alert(1)>\u{202E}\0";
    let html = drawn(
        json!({
            "office_info": {"ole": {"macros": [{"vba_code": evil, "vba_filename": evil, "properties": [evil]}]}},
            "macho_info": [{"headers": {"cpu_type": evil}}, {"headers": {"cpu_type": evil}, evil: evil}],
            "malware_config": {"families": [{"family": evil, "configs": [{"txt_configs": [format!("{{\"ip\": {}}}", json!(evil))]}]}]},
            "crowdsourced_ai_results": [{"analysis": evil, "verdict": evil}],
            "bundle_info": {"extensions": {evil: 3}},
        }),
        Language::English,
    );
    assert!(!html.contains("<img"), "text stays text");
    assert!(
        !html.contains('\u{202E}') && !html.contains('\0'),
        "hidden signs are spelled"
    );
    assert!(html.contains("U+202E"));
}
