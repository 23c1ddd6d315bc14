//! The digests of a batch as GNU's `sha256sum` writes and checks them.

use super::Batch;

/// One line a file that has a digest, in the order of the batch.
pub fn sums(batch: &Batch) -> String {
    let mut text = String::new();
    for row in &batch.rows {
        let Some(sha256) = &row.sha256 else { continue };
        let path = row.path();
        let written = escaped(&path);
        // A line that begins with a backslash has a name with escapes.
        if written != path {
            text.push('\\');
        }
        text.push_str(sha256);
        text.push_str("  ");
        text.push_str(&written);
        text.push('\n');
    }
    text
}

fn escaped(path: &str) -> String {
    path.replace('\\', "\\\\").replace('\n', "\\n").replace('\r', "\\r")
}

#[cfg(test)]
mod tests {
    use super::super::tests::row;
    use super::super::{Batch, Outcome};
    use super::*;
    use crate::untrusted::Untrusted;

    #[test]
    fn names_are_written_as_gnu_writes_them() {
        let digest = "ba7816bf".repeat(8);
        for (folder, name, line) in [
            ("", "a.txt", format!("{digest}  a.txt\n")),
            ("x/y", "a b.txt", format!("{digest}  x/y/a b.txt\n")),
            ("", "a\\b", format!("\\{digest}  a\\\\b\n")),
            ("", "a\nb", format!("\\{digest}  a\\nb\n")),
            ("", "a\r\nb", format!("\\{digest}  a\\r\\nb\n")),
            ("", " *-", format!("{digest}   *-\n")),
        ] {
            let mut own = row(name, Outcome::Waiting);
            own.folder = Untrusted::new(folder);
            let mut undigested = own.clone();
            undigested.sha256 = None;
            let batch = Batch {
                rows: vec![undigested, own],
                made_at: 0,
            };
            assert_eq!(sums(&batch), line, "{name:?}");
        }
    }
}
