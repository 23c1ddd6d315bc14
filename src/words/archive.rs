//! The words of archives: what is in one, and why not.

use super::report::words;
use crate::words::{english, russian};

type S = &'static str;
/// A count as a number, and as it is written.
type Counted = fn(u64, &str) -> String;

words! {
    /// A ZIP file from inside.
    ArchiveWords {
        opening: S = "Reading the directory", "Чтение оглавления";
        heading: S = "In the archive", "В архиве";
        files: Counted =
            |n, text| format!("{text} {}", english(n, "file", "files")),
            |n, text| format!("{text} {}", russian(n, "файл", "файла", "файлов"));
        unpacked: fn(&str) -> String = |size| format!("{size} unpacked"), |size| format!("{size} после распаковки");
        empty: S = "There is no file in it.", "В нём нет файлов.";
        find: S = "Find a name", "Найти имя";
        none_found: S = "No name holds this text.", "Ни одно имя не содержит этого текста.";
        choose_all: S = "Choose all that can be unpacked", "Выбрать все, что можно распаковать";
        choose: fn(&str) -> String = |name| format!("Choose {name}"), |name| format!("Выбрать {name}");
        choose_first: S = "Choose files to look up", "Выберите файлы для проверки";
        look_up: Counted =
            |n, text| format!("Hash and look up {text} · {text} {} at most", english(n, "request", "requests")),
            |n, text| format!("Вычислить и проверить: {text} · не больше {text} {}", russian(n, "запроса", "запросов", "запросов"));
        stays: S =
            "They are unpacked and hashed in this browser; only digests leave it.",
            "Распаковка и вычисление хешей идут в этом браузере; наружу уходят только хеши.";
        packed: fn(&str) -> String = |size| format!("packed {size}"), |size| format!("сжат до {size}");
        waiting: S = "Waiting", "Ждёт";
        unpacking: fn(&str) -> String = |percent| format!("Hashing {percent} %"), |percent| format!("Хеширование {percent} %");

        // Marks
        is_archive: S = "archive", "архив";
        is_duplicate: S = "same name again", "повтор имени";
        folder: S = "folder", "папка";
        encrypted: S = "encrypted", "зашифрован";
        method: fn(u16) -> String = |n| format!("packed by method {n}"), |n| format!("сжат методом {n}");
        too_large: S = "larger than 4 GB", "больше 4 ГБ";
        ratio: S = "a bomb: over 250 times its packed size", "бомба: больше чем в 250 раз крупнее сжатого";
        shares: S = "shares bytes with others", "делит байты с другими";
        contradiction: S = "its sizes contradict each other", "его размеры противоречат друг другу";

        // Of the whole
        overlapping: S =
            "Files in this archive share the same bytes: it is made to become endless when it is unpacked. It is only listed.",
            "Файлы в архиве занимают одни и те же байты: он сделан так, чтобы распаковываться без конца. Показан только список.";
        any_encrypted: S =
            "Encrypted files are listed only: without the password their digests cannot be known.",
            "Зашифрованные файлы только перечислены: без пароля их хеши узнать нельзя.";
        before: fn(&str) -> String =
            |size| format!("The archive begins after {size} of something else, such as a program that unpacks it."),
            |size| format!("Архив начинается после {size} другого содержимого, например программы-распаковщика.");

        // Refusals
        no_directory: S =
            "This is not a whole ZIP file: the directory at its end is missing. It may not have been downloaded to the end.",
            "Это не целый ZIP-файл: в конце нет оглавления. Возможно, он скачан не до конца.";
        several: S =
            "This is one part of an archive over several files. Such archives are not read here.",
            "Это одна часть многотомного архива. Такие архивы здесь не читаются.";
        damaged: S = "The directory of this archive is damaged.", "Оглавление архива повреждено.";
        too_many: S =
            "This archive lists more than 200,000 files or has a directory above 64 MB. It is not opened.",
            "В архиве больше 200 000 файлов или оглавление больше 64 МБ. Он не открывается.";
        cut_short: S =
            "The file gave fewer bytes than it had: it was changed or taken away meanwhile.",
            "Файл отдал меньше байтов, чем в нём было: его изменили или убрали.";

        // Of a member
        longer: S = "Longer than the directory says: not read on", "Длиннее, чем сказано в оглавлении: чтение прервано";
        shorter: S = "Shorter than the directory says", "Короче, чем сказано в оглавлении";
        check_sum: S = "The check sum is wrong: damaged", "Контрольная сумма неверна: повреждён";
        failed: S = "Could not be unpacked", "Не удалось распаковать";
    }
}
