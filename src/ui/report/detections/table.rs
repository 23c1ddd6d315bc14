//! The engines' table with all that is chosen about it: columns, order, filters, and the lines that are left.

use leptos::prelude::*;

use crate::report::detections::{Column, Detections, FIND, Row, SHOW, Shown, TIER, WORD};
use crate::report::sheet;
use crate::settings::{Settings, Tiers};
use crate::ui::report::detections::tiers::tier_word;
use crate::ui::state::{State, follow};
use crate::ui::table_address::{Step, TableAddress};
use crate::untrusted::Untrusted;
use crate::words::Words;

/// The table with all that is chosen about it.
#[derive(Clone, Copy)]
pub struct Table {
    pub detections: StoredValue<Detections>,
    pub columns: StoredValue<Vec<Column>>,
    address: TableAddress,
    settings: Option<RwSignal<Settings>>,
    pub chosen: Memo<Shown>,
    /// What is typed takes effect at once and comes into the address when it is done.
    pub text: RwSignal<String>,
    /// The lines to show, by their places.
    pub lines: Memo<Vec<usize>>,
}

impl Table {
    pub fn new(detections: Detections, open: Signal<bool>) -> Self {
        let mut columns = detections.columns.clone();
        // Where no app is around, there are no settings to keep a tier in.
        let settings = use_context::<State>().map(|state| state.settings);
        columns.extend(settings.map(|_| Column::Tier));
        let detections = StoredValue::new(detections);
        let address = TableAddress::new(open);
        let chosen = Memo::new(move |_| address.with(Shown::of));
        let text = RwSignal::new(chosen.with_untracked(|chosen| chosen.text.clone()));
        follow(move |_| {
            let kept = chosen.with(|chosen| chosen.text.clone());
            if text.with_untracked(|text| *text != kept) {
                text.set(kept);
            }
        });
        let lines = Memo::new(move |_| {
            let chosen = Shown {
                text: text.get(),
                ..chosen.get()
            };
            // A line whose tier is changed stays under the reader's hand.
            detections.with_value(|detections| detections.view(&chosen, &tiers(settings)))
        });
        Self {
            detections,
            columns: StoredValue::new(columns),
            address,
            settings,
            chosen,
            text,
            lines,
        }
    }

    pub fn change(self, values: &[(&str, &str)], step: Step) {
        self.address.set(values, step);
    }

    pub fn clear(self) {
        self.text.set(String::new());
        self.change(&[(FIND, ""), (SHOW, ""), (TIER, ""), (WORD, "")], Step::Back);
    }

    /// The lines that are shown, for a spreadsheet.
    pub fn copied(self, words: Words) -> String {
        let tiers = tiers(self.settings);
        let columns = self.columns.get_value().into_iter();
        let columns: Vec<Column> = columns
            .filter(|column| *column != Column::Tier || !tiers.is_empty())
            .collect();
        let headings: Vec<&str> = columns.iter().map(|column| column.word(words)).collect();
        let cell = |row: &Row, column: Column| match column {
            Column::Tier => Untrusted::new(tier_word(tiers.of(row.engine.raw()), words)),
            Column::Engine | Column::Opinion | Column::Label | Column::Version | Column::Updated => {
                row.cell(column).cloned().unwrap_or_default()
            }
        };
        self.detections.with_value(|detections| {
            let rows = self.lines.get_untracked().into_iter();
            let rows = rows.filter_map(|at| detections.rows.get(at));
            sheet::tsv(
                &headings,
                rows.map(|row| columns.iter().map(|column| cell(row, *column)).collect()),
            )
        })
    }
}

/// The reader's tiers as they are just now.
fn tiers(settings: Option<RwSignal<Settings>>) -> Tiers {
    settings.map_or_else(Tiers::default, |settings| {
        settings.with_untracked(|settings| settings.tiers.clone())
    })
}
