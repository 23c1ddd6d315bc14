//! Titles, labels and columns of the details.

type S = &'static str;

words! {
    /// One name a thing; names of formats and algorithms stay as they are.
    PanelWords {
        identity: S = "Identity", "Идентификация";
    }
}
