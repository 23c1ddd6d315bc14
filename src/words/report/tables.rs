//! The words around every table of the report: its filter, its order, what is copied of it.

type S = &'static str;

words! {
    TableWords {
        find_in: fn(&str) -> String = |table| format!("Filter: {table}"), |table| format!("Фильтр: {table}");
        find: S = "Filter", "Фильтр";
        rows: fn(&str, &str) -> String = |shown, total| format!("{shown} of {total} rows"), |shown, total| format!("Строк: {shown} из {total}");
        none: S = "No row fits this filter.", "Под этот фильтр не подходит ни одна строка.";
        order: S = "Order", "Порядок";
        order_of: fn(&str) -> String = |table| format!("Order: {table}"), |table| format!("Порядок: {table}");
        as_it_came: S = "as it came", "как пришло";
        up: fn(&str) -> String = |column| format!("{column}, up"), |column| format!("{column}, по возрастанию");
        down: fn(&str) -> String = |column| format!("{column}, down"), |column| format!("{column}, по убыванию");
        copy_left: fn(&str, &str) -> String =
            |shown, total| format!("Copy {shown} of {total} rows"),
            |shown, total| format!("Копировать строки: {shown} из {total}");
        copy_defanged: S = "Copy the table defanged", "Копировать таблицу обезвреженной";
    }
}
