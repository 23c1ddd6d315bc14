//! What is opened in a table's rows, kept apart from the rows: a filter, an order or a window draws them anew.

use std::collections::BTreeMap;

use leptos::prelude::*;

/// By row and place in it.
#[derive(Clone, Copy)]
pub struct Opened {
    places: StoredValue<BTreeMap<(usize, usize), RwSignal<bool>>>,
    /// Rows come and go; what they opened must not go with them.
    owner: StoredValue<Owner>,
}

/// One thing that opens.
#[derive(Clone, Copy)]
pub struct Place {
    opened: Opened,
    row: usize,
    at: usize,
}

impl Opened {
    pub fn new() -> Self {
        Self {
            places: StoredValue::new(BTreeMap::new()),
            owner: StoredValue::new(Owner::current().unwrap_or_default()),
        }
    }

    pub fn place(self, row: usize, at: usize) -> Place {
        Place { opened: self, row, at }
    }
}

impl Default for Opened {
    fn default() -> Self {
        Self::new()
    }
}

impl Place {
    /// Whether it is open.
    pub fn signal(self) -> RwSignal<bool> {
        let Self { opened, row, at } = self;
        if let Some(known) = opened.places.with_value(|places| places.get(&(row, at)).copied()) {
            return known;
        }
        let new = opened.owner.with_value(|owner| owner.with(|| RwSignal::new(false)));
        opened.places.update_value(|places| {
            places.insert((row, at), new);
        });
        new
    }

    /// Of what need not be remembered, one of its own.
    pub fn signal_of(place: Option<Self>) -> RwSignal<bool> {
        place.map_or_else(|| RwSignal::new(false), Self::signal)
    }
}
