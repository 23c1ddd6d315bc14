//! The words of the trail.

use crate::words::report::words;

type S = &'static str;

words! {
    /// The line above a report that a walk has led to.
    TrailWords {
        way: S = "The way here", "Путь сюда";
        file: S = "File", "Файл";
        url: S = "URL", "URL";
        domain: S = "Domain", "Домен";
        address: S = "Address", "Адрес";
    }
}
