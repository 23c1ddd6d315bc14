//! A sandbox's own page as bytes that are saved and never drawn.

use crate::settings::ApiKey;
use crate::untrusted::Untrusted;
use crate::vt::error::{Answer, ApiError, NotTheApi};
use crate::vt::read;

/// The page's text, the key blotted out; an error of the API for every other answer.
pub fn page(answer: &Answer, key: Option<&ApiKey>) -> Result<String, ApiError> {
    let kind = answer.content_type.split(';').next().unwrap_or_default().trim();
    if (200..300).contains(&answer.status) && kind.eq_ignore_ascii_case("text/html") && !answer.body.is_empty() {
        let text = String::from_utf8_lossy(&answer.body);
        return Ok(key.map_or_else(|| text.to_string(), |key| key.blot(&text).into_owned()));
    }
    match read::json(answer, key) {
        Err(error) => Err(error),
        Ok(_) => Err(ApiError::NotTheApi {
            status: answer.status,
            why: NotTheApi::WrongType(Untrusted::new(kind)),
            begins: Untrusted::default(),
        }),
    }
}

/// The name of the file that it is saved under: nothing in it that a file system reads.
pub fn file_name(id: &str) -> String {
    let safe = |sign: char| {
        if sign.is_ascii_alphanumeric() || matches!(sign, '-' | '_') {
            sign
        } else {
            '_'
        }
    };
    format!("{}.html", id.chars().take(120).map(safe).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vt::error::Code;

    fn answer(status: u16, content_type: &str, body: &str) -> Answer {
        Answer {
            status,
            content_type: content_type.to_owned(),
            retry_after: None,
            body: body.as_bytes().to_vec(),
        }
    }

    #[test]
    fn a_page_is_a_text_and_everything_else_an_error() {
        let html = page(&answer(200, "text/html; charset=utf-8", "<p>hello</p>"), None);
        assert_eq!(html, Ok("<p>hello</p>".to_owned()));
        let refused = r#"{"error":{"code":"NotFoundError","message":"x"}}"#;
        for (answer, found) in [
            (answer(404, "application/json", refused), true),
            (answer(404, "text/html", "<html>"), false),
            (answer(200, "application/json", "{}"), false),
            (answer(200, "text/html", ""), false),
        ] {
            let error = page(&answer, None).expect_err("no page");
            assert_eq!(
                matches!(
                    error,
                    ApiError::Refused {
                        code: Code::NotFound,
                        ..
                    }
                ),
                found,
                "{error:?}"
            );
        }
    }

    #[test]
    fn a_file_name_leads_nowhere() {
        assert_eq!(file_name("ab_Virus Total/../x\u{202E}"), "ab_Virus_Total____x_.html");
    }
}
