//! The words of what is folded beside dropped files.

use super::report::words;

type S = &'static str;

words! {
    /// What can be done with files besides looking them up.
    OfferWords {
        batch: S = "Save results, compare checksums", "Сохранить результаты, сверить контрольные суммы";
        look_inside: fn(&str) -> String = |name| format!("Look inside {name}"), |name| format!("Что внутри {name}");
    }
}
