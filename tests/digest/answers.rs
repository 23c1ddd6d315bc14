//! Published answers: the examples of RFC 1321 and FIPS 180, and how NIST's response files are read.

use std::fs;
use std::path::Path;

/// What an algorithm makes of a message: the test suite of RFC 1321, the examples of FIPS 180.
pub const STANDARDS: [(&str, &str, &str); 9] = [
    ("MD5", "", "d41d8cd98f00b204e9800998ecf8427e"),
    ("MD5", "a", "0cc175b9c0f1b6a831c399e269772661"),
    ("MD5", "abc", "900150983cd24fb0d6963f7d28e17f72"),
    ("MD5", "message digest", "f96b697d7cb7938d525a2f31aaf161d0"),
    ("MD5", "abcdefghijklmnopqrstuvwxyz", "c3fcd3d76192e4007dfb496cca67e13b"),
    (
        "MD5",
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
        "d174ab98d277d9f5a5611c2c9f419d9f",
    ),
    (
        "MD5",
        "12345678901234567890123456789012345678901234567890123456789012345678901234567890",
        "57edf4a22be3c955ac49da2e2107b67a",
    ),
    (
        "SHA-256",
        "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
        "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1",
    ),
    (
        "SHA-1",
        "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
        "a49b2446a02c645bf419f995b67091253a04a259",
    ),
];

/// A file of the collected test vectors, where this machine has them; `root` is the project's.
pub fn corpus(root: &str, path: &str) -> Option<String> {
    fs::read_to_string(Path::new(root).join("../shared/corpora").join(path)).ok()
}

pub fn bytes(hex: &str) -> Vec<u8> {
    (0..hex.len() / 2)
        .map(|at| u8::from_str_radix(&hex[2 * at..2 * at + 2], 16).expect("hexadecimal"))
        .collect()
}

/// The (length in bits, message, digest) triples of a response file.
pub fn vectors(text: &str) -> Vec<(usize, Vec<u8>, String)> {
    let mut found = Vec::new();
    let (mut bits, mut message) = (0, Vec::new());
    for line in text.lines() {
        match line.split_once(" = ") {
            Some(("Len", value)) => bits = value.trim().parse().expect("a length"),
            Some(("Msg", value)) => message = bytes(value.trim()),
            Some(("MD", value)) => found.push((bits, message.clone(), value.trim().to_ascii_lowercase())),
            _ => {}
        }
    }
    found
}
