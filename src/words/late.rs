//! The words that stand where a part of the page itself is fetched, or did not come.

use super::report::words;

type S = &'static str;
/// What happened, and what to do.
type Said = (S, S);

words! {
    /// See the constants below; one field a sentence.
    LateWords {
        doing: S = "Fetching this part of the page", "Загружается эта часть страницы";
        retry: S = "Try again", "Попробовать снова";
        missing: Said = (
            "This part of the page is no longer on the server.",
            "A new version may just have been published. Load the page again; what you see here would be asked for anew."
        ), (
            "Этой части страницы больше нет на сервере.",
            "Возможно, только что вышла новая версия. Перезагрузите страницу; открытые здесь данные придётся запросить заново."
        );
        damaged: Said = (
            "This part of the page is not what was published.",
            "It was damaged or changed on its way and was not run. Try again; if this stays, tell whoever runs this server."
        ), (
            "Эта часть страницы не та, что была опубликована.",
            "Она повреждена или изменена в пути и не была запущена. Попробуйте снова; если не поможет, сообщите владельцу сервера."
        );
        network: Said = (
            "This part of the page could not be fetched.",
            "Check the connection and try again. What is already open works on."
        ), (
            "Не удалось загрузить эту часть страницы.",
            "Проверьте соединение и попробуйте снова. Всё, что уже открыто, продолжает работать."
        );
        broken: Said = (
            "This part of the page could not be started.",
            "Load the page again; if this stays, use a current version of the browser."
        ), (
            "Не удалось запустить эту часть страницы.",
            "Перезагрузите страницу; если не поможет, возьмите свежую версию браузера."
        );
    }
}
