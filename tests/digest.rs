//! The digests against published answers, however the message is cut.

#[path = "digest/answers.rs"]
mod answers;

use std::fmt::Write as _;

use answers::{STANDARDS, bytes, vectors};
use assay::digest::self_test::{self, digests};
use assay::digest::{Algorithm, Digests};

/// A file of vectors.
fn corpus(path: &str) -> Option<String> {
    answers::corpus(env!("CARGO_MANIFEST_DIR"), path)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn of(algorithm: Algorithm, digests: Digests) -> String {
    match algorithm {
        Algorithm::Sha256 => digests.sha256,
        Algorithm::Sha1 => digests.sha1,
        Algorithm::Md5 => digests.md5,
    }
}

#[test]
fn the_self_test_passes() {
    assert_eq!(self_test::run(), Ok(()));
}

#[test]
fn the_self_test_finds_a_broken_digest() {
    type Break = fn(&mut Digests);
    let breaks: [(Algorithm, Break); 3] = [
        (Algorithm::Sha256, |digests| digests.sha256.replace_range(63.., "x")),
        (Algorithm::Sha1, |digests| digests.sha1.replace_range(..1, "x")),
        (Algorithm::Md5, |digests| digests.md5.clear()),
    ];
    for (algorithm, damage) in breaks {
        let broken = |pieces: &[&[u8]]| {
            let mut digests = digests(pieces);
            // Right for short messages: the long one is there to find what "abc" does not.
            if pieces.concat().len() > 64 {
                damage(&mut digests);
            }
            digests
        };
        assert_eq!(self_test::check(broken), Err(algorithm));
    }
    // Wrong where the last block has no room for the length of the message.
    let short_of_room = |pieces: &[&[u8]]| {
        let mut digests = digests(pieces);
        if pieces.concat().len() == 56 {
            digests.md5.clear();
        }
        digests
    };
    assert_eq!(self_test::check(short_of_room), Err(Algorithm::Md5));
    let forgetful = |pieces: &[&[u8]]| digests(pieces.get(..2).unwrap_or_default());
    assert_eq!(self_test::check(forgetful), Err(Algorithm::Sha256));
}

#[test]
fn known_answers_of_our_own() {
    for (message, sha256, sha1, md5) in [
        (
            String::new(),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "da39a3ee5e6b4b0d3255bfef95601890afd80709",
            "d41d8cd98f00b204e9800998ecf8427e",
        ),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".to_owned(),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
            "84983e441c3bd26ebaae4aa1f95129e5e54670f1",
            "8215ef0796a20bcaaae116d3876c664a",
        ),
        (
            "a".repeat(1_000_000),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0",
            "34aa973cd4c4daa4f61eeb2bdbad27316534016f",
            "7707d6ae4e027c70eea2a935c2296f21",
        ),
    ] {
        let expected = Digests {
            sha256: sha256.into(),
            sha1: sha1.into(),
            md5: md5.into(),
        };
        assert_eq!(digests(&[message.as_bytes()]), expected);
    }
}

/// The test suite of RFC 1321 and the two-block example of FIPS 180, cut everywhere.
#[test]
fn the_examples_of_the_standards() {
    for (name, message, digest) in STANDARDS {
        let algorithm = match name {
            "SHA-256" => Algorithm::Sha256,
            "SHA-1" => Algorithm::Sha1,
            _ => Algorithm::Md5,
        };
        for at in 0..=message.len() {
            let (head, tail) = message.as_bytes().split_at(at);
            assert_eq!(of(algorithm, digests(&[head, tail])), digest, "{message} cut at {at}");
        }
    }
}

#[test]
fn a_cut_does_not_change_a_digest() {
    let message: Vec<u8> = (0..129_u16).map(|i| (7 * i + 3).to_le_bytes()[0]).collect();
    for length in 0..=message.len() {
        let message = &message[..length];
        let whole = digests(&[message]);
        for at in 0..=length {
            let (head, tail) = message.split_at(at);
            assert_eq!(digests(&[head, tail]), whole, "{length} bytes cut at {at}");
            assert_eq!(
                digests(&[head, &[], tail]),
                whole,
                "{length} bytes cut at {at} with nothing between"
            );
        }
        let single: Vec<&[u8]> = message.chunks(1).collect();
        assert_eq!(digests(&single), whole, "{length} single bytes");
    }
}

#[test]
fn nist_and_rfc_messages() {
    for (path, algorithm) in [
        ("nist-cavp-shs/SHA256ShortMsg.rsp", Algorithm::Sha256),
        ("nist-cavp-shs/SHA256LongMsg.rsp", Algorithm::Sha256),
        ("nist-cavp-shs/SHA1ShortMsg.rsp", Algorithm::Sha1),
        ("nist-cavp-shs/SHA1LongMsg.rsp", Algorithm::Sha1),
        ("md5-rfc1321/rfc-1321.rsp", Algorithm::Md5),
    ] {
        let Some(text) = corpus(path) else { continue };
        let vectors = vectors(&text);
        assert!(vectors.len() >= 7, "{path} has only {} messages", vectors.len());
        for (bits, message, digest) in vectors {
            assert_eq!(bits % 8, 0, "{path} has whole bytes only");
            let message = &message[..bits / 8];
            let (head, tail) = message.split_at(message.len() / 3);
            assert_eq!(of(algorithm, digests(&[head, tail])), digest, "{path}, {bits} bits");
        }
    }
}

#[test]
fn nist_monte_carlo() {
    for (path, algorithm) in [
        ("nist-cavp-shs/SHA256Monte.rsp", Algorithm::Sha256),
        ("nist-cavp-shs/SHA1Monte.rsp", Algorithm::Sha1),
    ] {
        let Some(text) = corpus(path) else { continue };
        let seed = text.lines().find_map(|line| line.strip_prefix("Seed = ")).unwrap();
        let mut seed = bytes(seed.trim());
        for (count, (_, _, expected)) in vectors(&text).into_iter().enumerate().take(3) {
            let mut last = [seed.clone(), seed.clone(), seed];
            for _ in 0..1000 {
                let next = bytes(&of(algorithm, digests(&[&last[0], &last[1], &last[2]])));
                last.rotate_left(1);
                last[2] = next;
            }
            seed = last[2].clone();
            assert_eq!(hex(&seed), expected, "{path}, count {count}");
        }
    }
}

#[test]
fn lengths_at_the_edges_of_blocks() {
    let Some(text) = corpus("hash-derived/boundary.json") else {
        return;
    };
    let known: serde_json::Value = serde_json::from_str(&text).unwrap();
    for (length, known) in known.as_object().unwrap() {
        let length: u32 = length.parse().unwrap();
        if length > 1 << 20 && cfg!(debug_assertions) {
            continue;
        }
        let message: Vec<u8> = (0..length)
            .map(|i| i.wrapping_mul(7).wrapping_add(3).to_le_bytes()[0])
            .collect();
        let (head, tail) = message.split_at(message.len() / 2);
        let digests = digests(&[head, tail]);
        for (name, digest) in [("sha256", digests.sha256), ("sha1", digests.sha1), ("md5", digests.md5)] {
            assert_eq!(known[name], digest, "{name} of {length} bytes");
        }
    }
}
