//! The words of the search in one report.

use crate::words::{english, russian};

type S = &'static str;

words! {
    /// What was found, tab by tab, and what is not here to be searched.
    SearchWords {
        heading: S = "Found in this report", "Найдено в этом отчёте";
        none: S = "Nothing that is loaded holds it.", "В загруженном этого нет.";
        more: fn(&str, &str) -> String =
            |some, left| format!("Show {some} more of {left}"),
            |some, left| format!("Показать ещё {some} из {left}");
        uncounted: fn(&str) -> String =
            |left| format!("{left} more are counted, not listed; the tab has them"),
            |left| format!("Ещё {left} посчитаны, но не перечислены: они во вкладке");
        unloaded: S = "Not loaded, so not searched", "Не загружено, поэтому не просмотрено";
        free: S =
            "Searching asks VirusTotal for nothing. The JSON holds what stands under “All attributes” and is not counted again.",
            "Поиск ничего не запрашивает у VirusTotal. В JSON то же, что во вкладке «Все атрибуты», второй раз оно не считается.";
        unasked: fn(u64, &str) -> String =
            |n, cost| format!("{n} {} not asked for · {cost}", english(n, "list", "lists")),
            |n, cost| format!("{n} {} · {cost}", russian(n, "список не запрошен", "списка не запрошено", "списков не запрошено"));
        begun: fn(u64, &str) -> String =
            |n, cost| format!("{n} {} on · {cost} a page", english(n, "list goes", "lists go")),
            |n, cost| format!("{n} {} · {cost} за страницу", russian(n, "список загружен не весь", "списка загружены не целиком", "списков загружены не целиком"));
        opens: fn(&str) -> String =
            |tab| format!("Open {tab}"),
            |tab| format!("Открыть: {tab}");
    }
}
