//! The words of a search for a text.

use crate::words::report::words;

type S = &'static str;

words! {
    /// What VirusTotal finds for a text that names nothing by itself.
    SearchWords {
        heading: S = "Search", "Поиск";
        told: S =
            "The text itself was sent to VirusTotal as the question. Each page of results takes one request.",
            "Сам текст отправлен VirusTotal как вопрос. Каждая страница результатов стоит одного запроса.";
        results: S = "results of the search", "результаты поиска";
        nothing: S = "VirusTotal found nothing.", "VirusTotal ничего не нашёл.";
        nothing_advice: S =
            "Without a premium key it finds files by digest, URLs, domains and addresses by their full text, and comments by #tag. Anything else needs VirusTotal's own pages.",
            "Без премиум-ключа он находит файлы по хешу, URL, домены и адреса по полному тексту и комментарии по #метке. Остальное ищется только на сайте VirusTotal.";
    }
}
