//! What API v3 answers to a good key: one file per kind of object, everything else is not found.

mod files;

use hyper::Method;

use crate::Shared;
use crate::answer::Answer;

/// `path` is what stands behind `/api/v3/`.
pub(crate) fn answer(shared: &Shared, method: &Method, path: &str) -> Answer {
    let segments: Vec<&str> = path.split('/').collect();
    match (method, segments.as_slice()) {
        (&Method::GET, ["files", id]) => files::report(shared, id),
        _ => Answer::error("NotFoundError"),
    }
}
