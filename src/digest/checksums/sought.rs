//! Whether one of the files has a digest that somebody entered.

use super::compare::Held;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sought {
    /// The first file that has it, by its place.
    Had(usize),
    /// Every file has another one.
    Lacking,
    /// None of those whose digest is known; of so many it is not, or not yet.
    Open(usize),
}

/// Looks for a digest, in lower-case hexadecimal, among files; `None` where there are none, or no digest has its length.
pub fn seek(digest: &str, files: &[Held]) -> Option<Sought> {
    let own = |file: &Held| match digest.len() {
        64 => Some(file.sha256.clone()),
        40 => Some(file.sha1.clone()),
        32 => Some(file.md5.clone()),
        _ => None,
    };
    let known: Vec<Option<String>> = files.iter().map(own).collect::<Option<_>>()?;
    if known.is_empty() {
        return None;
    }
    let had = known.iter().position(|known| known.as_deref() == Some(digest));
    let unknown = known.iter().filter(|known| known.is_none()).count();
    Some(match (had, unknown) {
        (Some(at), _) => Sought::Had(at),
        (None, 0) => Sought::Lacking,
        (None, unknown) => Sought::Open(unknown),
    })
}
