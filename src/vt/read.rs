//! From an answer's bytes to an object or an error.

use crate::settings::ApiKey;
use crate::untrusted::Untrusted;
use crate::vt::error::{Answer, ApiError, NotTheApi};
use crate::vt::file::File;

/// Reads the answer to a question about a file. `asked` is the digest that the report must carry.
pub fn file(answer: &Answer, asked: Option<&str>, key: Option<&ApiKey>) -> Result<File, ApiError> {
    let _ = (asked, key);
    Err(ApiError::NotTheApi {
        status: answer.status,
        why: NotTheApi::Empty,
        begins: Untrusted::default(),
    })
}
