//! SHA-256, SHA-1 and MD5 of many whole messages, four of them at a time.
//!
//! A digest is one long chain in which each step waits for the one before, so a processor does little of what it could.
//! Four messages are four chains, and a SIMD register has room for a word of each. Slower than one after another for
//! fewer than three messages, and where one is longer than a third of them all.

#![expect(
    clippy::inline_always,
    reason = "a call between two steps would cost more than the steps"
)]
#![expect(
    clippy::many_single_char_names,
    reason = "the standards name the words of a state so"
)]

mod lanes;
mod md5;
mod quad;
mod sha1;
mod sha256;

/// The SHA-256 of each message: 32 bytes (FIPS 180-4).
pub fn sha256(messages: &[&[u8]]) -> Vec<Vec<u8>> {
    lanes::digests(&sha256::KIND, messages)
}

/// The SHA-1 of each message: 20 bytes (FIPS 180-4).
pub fn sha1(messages: &[&[u8]]) -> Vec<Vec<u8>> {
    lanes::digests(&sha1::KIND, messages)
}

/// The MD5 of each message: 16 bytes (RFC 1321).
pub fn md5(messages: &[&[u8]]) -> Vec<Vec<u8>> {
    lanes::digests(&md5::KIND, messages)
}
