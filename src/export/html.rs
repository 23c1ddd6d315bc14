//! A report as one page without script, link or load: to keep, to send, to print.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::export::markup::Markup;
use crate::export::named;
use crate::report::card::{Card, Verdict};
use crate::report::details::{Cell, Field, Group, Label, Panel, Part, Table};
use crate::report::reasons::Tone;
use crate::report::units;
use crate::report::whole::{Whole, written};
use crate::subject::Topic;
use crate::untrusted::Untrusted;
use crate::words::Words;

/// The colours are the page's own; the layout is that of a document.
const STYLE: &str = concat!(include_str!("../../style/tokens.css"), include_str!("report.css"));

/// The whole file.
pub fn html(whole: &Whole, words: Words) -> String {
    let mut page = Markup::default();
    let title = named(whole, words);
    page.constant("<!doctype html>\n<html lang=\"");
    page.text(words.language.tag());
    page.constant("\">\n<head>\n<meta charset=\"utf-8\">\n");
    page.constant(&format!(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n",
        policy()
    ));
    page.constant(concat!(
        "<meta name=\"referrer\" content=\"no-referrer\">\n",
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n",
        "<meta name=\"color-scheme\" content=\"light dark\">\n",
        "<meta name=\"format-detection\" content=\"telephone=no\">\n",
    ));
    page.ours("title", "", &title);
    page.constant("\n<style>");
    page.constant(STYLE);
    page.constant("</style>\n</head>\n<body>\n");
    page.element("main", "", |page| {
        card(page, whole, &title, words);
        for chapter in &whole.chapters {
            page.element("section", "chapter", |page| {
                page.ours("h2", "", chapter.title);
                for own in &chapter.panels {
                    // A chapter of one panel needs no second title.
                    panel(page, own, own.title != chapter.title, words);
                }
            });
        }
        page.element("footer", "", |page| {
            page.ours("p", "", &whole.made);
            page.ours("p", "", words.saving.only_loaded);
            page.ours("p", "", words.saving.harmless);
        });
    });
    page.constant("\n</body>\n</html>\n");
    page.finish()
}

/// Nothing may be loaded, run or sent; of styles the one that stands in the file.
pub fn policy() -> String {
    let digest = STANDARD.encode(Sha256::digest(STYLE.as_bytes()));
    format!("default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'")
}

fn card(page: &mut Markup, whole: &Whole, title: &str, words: Words) {
    let Card {
        topic,
        verdict,
        word,
        headline,
        left_out,
        facts,
        labels,
        analysed,
        stale,
        id,
        reasons,
        ..
    } = &whole.card;
    let (class, mark) = match verdict {
        Verdict::Malicious => ("card malicious", "mark octagon"),
        Verdict::Suspicious => ("card suspicious", "mark triangle"),
        Verdict::NothingFound => ("card nothing-found", "mark disc"),
        Verdict::NeverSeen => ("card never-seen", "mark ring"),
    };
    let quiet = |page: &mut Markup, text: &Option<String>| {
        if let Some(text) = text {
            page.ours("p", "quiet", text);
        }
    };
    page.element("header", class, |page| {
        page.element("p", "word", |page| {
            page.ours("span", mark, "");
            page.text(word);
        });
        page.ours("h1", "", headline);
        quiet(page, left_out);
        page.ours("p", "name", title);
        if *topic == Topic::File {
            page.element("p", "digest", |page| {
                page.text("SHA-256 ");
                page.outside(&Untrusted::new(id.as_str()));
            });
        }
        let analysed = analysed
            .as_ref()
            .map(|when| (words.report.card.analysed)(&when.absolute));
        quiet(page, &analysed);
        quiet(page, stale);
        page.element("ul", "facts", |page| {
            for fact in facts {
                page.element("li", "", |page| {
                    page.text(fact.label.as_deref().unwrap_or_default());
                    cell(page, &fact.cell);
                });
            }
        });
        if !labels.is_empty() {
            page.element("ul", "chips", |page| {
                for label in labels {
                    page.element("li", "", |page| page.outside(label));
                }
            });
        }
        if !reasons.is_empty() {
            page.ours("h2", "why", words.report.card.why);
            page.element("ul", "reasons", |page| {
                for reason in reasons {
                    page.element("li", tone(reason.tone), |page| {
                        page.text(&reason.text);
                        if let Some(named) = &reason.named {
                            page.text(" ");
                            page.outside(named);
                        }
                    });
                }
            });
        }
    });
}

fn panel(page: &mut Markup, panel: &Panel, titled: bool, words: Words) {
    page.element("section", "panel", |page| {
        if titled {
            page.element("h3", "", |page| {
                page.text(panel.title);
                if let Some(count) = panel.count {
                    page.text(" ");
                    page.ours("span", "quiet", &units::count(count, words));
                }
            });
        }
        for part in &panel.parts {
            match part {
                Part::Fields(list) => fields(page, list),
                Part::Table(own) => table(page, own),
                Part::Groups(groups) => groups.iter().for_each(|own| group(page, own)),
                Part::List(items) => items_of(page, items),
                Part::Heading(Label::Ours(text)) => page.ours("h4", "", text),
                Part::Heading(Label::Outside(text)) => page.element("h4", "", |page| page.outside(text)),
                Part::Prose(text) => lines(page, "p", text),
                Part::Code(text) => lines(page, "code", text),
                Part::Note(how, text) => {
                    page.element("p", "note", |page| page.ours("span", tone(*how), text));
                }
            }
        }
    });
}

/// A text of several lines, each on its own.
fn lines(page: &mut Markup, tag: &'static str, text: &Untrusted) {
    page.element("ul", "items", |page| {
        for line in text.raw().lines() {
            let line = Untrusted::new(line);
            page.element("li", "", |page| page.element(tag, "", |page| page.outside(&line)));
        }
    });
}

fn fields(page: &mut Markup, fields: &[Field]) {
    page.element("dl", "", |page| {
        for field in fields {
            page.element("div", "", |page| {
                page.element("dt", "", |page| match &field.label {
                    Label::Ours(text) => page.text(text),
                    Label::Outside(text) => page.outside(text),
                });
                for own in &field.cells {
                    page.element("dd", "", |page| cell(page, own));
                }
            });
        }
    });
}

fn table(page: &mut Markup, table: &Table) {
    if let Some(title) = table.title {
        page.ours("h4", "", title);
    }
    page.element("table", "", |page| {
        page.element("thead", "", |page| {
            page.element("tr", "", |page| {
                for column in &table.columns {
                    page.ours("th", numeric(column.numeric), column.title);
                }
            });
        });
        page.element("tbody", "", |page| {
            for row in &table.rows {
                page.element("tr", "", |page| {
                    for (own, column) in row.iter().zip(&table.columns) {
                        page.element("td", numeric(column.numeric), |page| cell(page, own));
                    }
                });
            }
        });
    });
}

fn numeric(is: bool) -> &'static str {
    if is { "number" } else { "" }
}

fn group(page: &mut Markup, group: &Group) {
    page.element("h4", "", |page| page.outside(&group.title));
    items_of(page, &group.items);
}

fn items_of(page: &mut Markup, items: &[Untrusted]) {
    page.element("ul", "items", |page| {
        for item in items {
            page.element("li", "", |page| page.outside(item));
        }
    });
}

fn cell(page: &mut Markup, cell: &Cell) {
    match cell {
        Cell::Empty => page.text("–"),
        Cell::Ours(text) => page.text(text),
        Cell::Outside(text) => page.outside(text),
        Cell::Copy(text) => page.element("code", "", |page| page.outside(text)),
        Cell::Subject(..) => page.element("code", "", |page| page.outside(&written(cell))),
        Cell::Time(when) => page.text(&when.absolute),
        Cell::Bar { value, max, text } => {
            page.meter(hundredths(*value), hundredths(*max));
            page.text(text);
        }
        Cell::State(how, text) => page.ours("span", tone(*how), text),
        Cell::OutsideState(how, text) => page.element("span", tone(*how), |page| page.outside(text)),
        Cell::Chips(chips) => page.element("ul", "chips", |page| {
            for chip in chips {
                page.element("li", "", |page| page.outside(chip));
            }
        }),
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a float becomes the nearest whole number that there is"
)]
fn hundredths(value: f64) -> u64 {
    (value * 100.0).round() as u64
}

fn tone(tone: Tone) -> &'static str {
    match tone {
        Tone::Bad => "state bad",
        Tone::Warn => "state warn",
        Tone::Good => "state good",
        Tone::Plain => "state",
    }
}
