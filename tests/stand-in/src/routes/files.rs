//! Files: `GET /files/{id}` by MD5, SHA-1 or SHA-256.

use crate::answer::Answer;
use crate::{Shared, held, made_up};

pub(super) fn report(shared: &Shared, id: &str) -> Answer {
    let mut known = held(&shared.known);
    if let Some(body) = known.get(id) {
        return Answer::json(200, body);
    }
    if shared.options.made_up
        && is_digest(id)
        && let Some(report) = made_up::report(id)
    {
        known.add(&report);
        if let Some(body) = known.get(id) {
            return Answer::json(200, body);
        }
    }
    Answer::error_saying("NotFoundError", &format!("File \"{id}\" not found"))
}

fn is_digest(id: &str) -> bool {
    matches!(id.len(), 32 | 40 | 64) && id.bytes().all(|byte| byte.is_ascii_hexdigit())
}
