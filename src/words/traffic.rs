//! The words of the network of a behaviour: what stands behind its entries.

use crate::words::report::words;

type S = &'static str;

words! {
    /// Requests, certificates, alerts and matches in full.
    TrafficWords {
        request_headers: S = "Request headers", "Заголовки запроса";
        response_headers: S = "Response headers", "Заголовки ответа";
        body_begins: S = "The body begins with", "Тело начинается с";
        thumbprint: S = "Thumbprint", "Отпечаток";
        serial: S = "Serial number", "Серийный номер";
        from: S = "From", "Откуда";
        to: S = "To", "Куда";
        at_port: fn(&str) -> String = |port| format!("port {port}"), |port| format!("порт {port}");
        rule_id: S = "Rule id", "Идентификатор правила";
        rule_text: S = "Rule", "Правило";
        matched_event: S = "Matched event", "Совпавшее событие";
        ports: S = "Ports and protocols", "Порты и протоколы";
        addresses: S = "Addresses", "Адресов";
    }
}
