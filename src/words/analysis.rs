//! The words of analyses: on their way, over, and the new report after them.

use crate::words::report::words;
use crate::words::{english, russian};

type S = &'static str;

/// What happened and what to do.
type Said = (S, S);

words! {
    /// One field a sentence.
    AnalysisWords {
        heading: S = "Analysis", "Анализ";
        asking: S = "Asking VirusTotal about the analysis", "Запрашиваем у VirusTotal сведения об анализе";
        of: S = "Of", "Объект";
        id: S = "Id", "Идентификатор";
        begun: S = "Begun", "Начат";
        status: S = "Status", "Состояние";
        open_report: S = "Open the report", "Открыть отчёт";
        open_analysis: S = "See it", "Посмотреть";
        item_unknown: S = "VirusTotal did not say what it is about.", "VirusTotal не сообщил, к чему он относится.";

        queued: S = "Queued", "В очереди";
        queued_means: S = "VirusTotal has taken it and has not begun yet.", "VirusTotal принял объект, но ещё не начал.";
        in_progress: S = "In progress", "Идёт";
        /// Of `engines` that have answered, so many flag it.
        in_progress_means: fn(u64, u64) -> String =
            |engines, flagged| format!("{engines} {} answered so far; flagged by {flagged}.", english(engines, "engine has", "engines have")),
            |engines, flagged| format!("Пока {} {engines} {}; тревогу подняли: {flagged}.",
                russian(engines, "ответил", "ответили", "ответило"), russian(engines, "движок", "движка", "движков"));
        completed: S = "Completed", "Завершён";
        completed_means: fn(u64, u64) -> String =
            |engines, flagged| format!("{engines} {}; flagged by {flagged}.", english(engines, "engine answered", "engines answered")),
            |engines, flagged| format!("{} {engines} {}; тревогу подняли: {flagged}.",
                russian(engines, "Ответил", "Ответили", "Ответило"), russian(engines, "движок", "движка", "движков"));
        unknown_means: S = "VirusTotal uses a word for this state that this page does not know.",
            "VirusTotal называет это состояние словом, которого страница не знает.";
        no_results: S = "No engine has answered yet.", "Ни один движок ещё не ответил.";

        // Being followed
        followed: S = "Analyses under way", "Идущие анализы";
        beginning: S = "Asking VirusTotal for an analysis", "Просим VirusTotal провести анализ";
        next_look: fn(&str) -> String =
            |time| format!("The page looks again in {time}."),
            |time| format!("Страница проверит снова через {time}.");
        look_held: S = "The next look waits for the quota.", "Следующая проверка ждёт квоты.";
        looking: S = "Looking…", "Проверяем…";
        last_look_failed: fn(&str) -> String =
            |why| format!("The last look failed ({why}) The page goes on."),
            |why| format!("Последняя проверка не удалась ({why}) Страница продолжит.");
        look_now: S = "Look now · 1 request", "Проверить сейчас · 1 запрос";
        stop: S = "Stop following", "Не следить";
        refreshing: S = "The analysis is over; fetching the new report.", "Анализ завершён, получаем новый отчёт.";
        refreshing_again: fn(&str) -> String =
            |time| format!("The analysis is over, but VirusTotal still shows the old report. The page asks again in {time}."),
            |time| format!("Анализ завершён, но VirusTotal ещё показывает старый отчёт. Страница спросит снова через {time}.");
        news: S = "The analysis is over. This is the new report.", "Анализ завершён. Это новый отчёт.";
        news_elsewhere: S = "The analysis is over; the new report is there.", "Анализ завершён, новый отчёт готов.";
        said_news: fn(&str) -> String =
            |name| format!("The new report on {name} is there."),
            |name| format!("Новый отчёт о {name} готов.");
        old_still: Said = (
            "The analysis is over, but VirusTotal still shows the old report.",
            "It catches up sooner or later: ask again in a few minutes."
        ), (
            "Анализ завершён, но VirusTotal всё ещё показывает старый отчёт.",
            "Рано или поздно он обновится: запросите снова через несколько минут."
        );
        too_long: Said = (
            "The analysis has not ended in six hours, so the page follows it no longer.",
            "Nothing is lost: look at it again whenever you like."
        ), (
            "За шесть часов анализ не закончился, поэтому страница за ним больше не следит.",
            "Ничего не потеряно: проверить можно в любой момент."
        );
        other_file: Said = (
            "What VirusTotal received is another file than the one that was hashed here.",
            "It changed while it was sent. Drop it again to see what it is now."
        ), (
            "VirusTotal получил не тот файл, хеш которого вычислен здесь.",
            "Он изменился во время отправки. Перетащите его снова, чтобы узнать, какой он теперь."
        );
        inside: Said = (
            "The analysis is over. VirusTotal opened the archive and looked at the file inside.",
            "The report is on that file, not on the archive."
        ), (
            "Анализ завершён. VirusTotal открыл архив и проверил файл внутри.",
            "Отчёт относится к этому файлу, а не к архиву."
        );
        stopped: S = "The page does not follow this analysis any more.", "Страница больше не следит за этим анализом.";
        not_found: Said = (
            "VirusTotal knows no analysis of this id.",
            "Analyses are kept for a while only. The report of what was analysed stays."
        ), (
            "VirusTotal не знает анализа с таким идентификатором.",
            "Анализы хранятся недолго. Отчёт о самом объекте остаётся."
        );
    }
}
