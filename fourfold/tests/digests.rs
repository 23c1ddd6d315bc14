//! Four at a time comes to what one after another comes to, whatever lies beside it.

use std::fmt::Write as _;

use md5::Md5;
use proptest::collection::vec;
use proptest::prelude::*;
use sha1::Sha1;
use sha2::{Digest, Sha256};

/// Byte `i` is the lowest byte of `7 i + 3`.
fn pattern(length: usize) -> Vec<u8> {
    (0..length).map(|i| (7 * i + 3).to_le_bytes()[0]).collect()
}

fn check(messages: &[&[u8]]) {
    fn each<D: Digest>(messages: &[&[u8]]) -> Vec<Vec<u8>> {
        messages.iter().map(|message| D::digest(message).to_vec()).collect()
    }
    assert_eq!(fourfold::sha256(messages), each::<Sha256>(messages));
    assert_eq!(fourfold::sha1(messages), each::<Sha1>(messages));
    assert_eq!(fourfold::md5(messages), each::<Md5>(messages));
}

fn hexadecimal(digests: &[Vec<u8>]) -> String {
    digests.concat().iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[test]
fn the_examples_of_the_standards() {
    let abc: &[u8] = b"abc";
    assert_eq!(
        hexadecimal(&fourfold::sha256(&[abc])),
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    );
    assert_eq!(
        hexadecimal(&fourfold::sha1(&[abc])),
        "a9993e364706816aba3e25717850c26c9cd0d89d"
    );
    assert_eq!(hexadecimal(&fourfold::md5(&[abc])), "900150983cd24fb0d6963f7d28e17f72");
}

#[test]
fn every_length_up_to_two_blocks_and_one_byte_in_every_lane() {
    let pattern = pattern(200);
    check(&[]);
    for length in 0..=129 {
        for before in 0..4 {
            let mut messages = vec![&pattern[60..191]; before];
            messages.push(&pattern[..length]);
            messages.extend([&pattern[..0], &pattern[1..65], &pattern[2..], &pattern[..129 - length]]);
            check(&messages);
        }
    }
}

#[test]
fn one_far_longer_than_all_others() {
    let pattern = pattern(1 << 20);
    let mut messages = vec![&pattern[..]];
    messages.extend(
        (0..40)
            .map(|at| &pattern[at..at * 77])
            .filter(|message| !message.is_empty()),
    );
    check(&messages);
    messages.rotate_left(7);
    check(&messages);
}

proptest! {
    #[test]
    fn any_messages(messages in vec(vec(any::<u8>(), 0..400), 0..24)) {
        check(&messages.iter().map(Vec::as_slice).collect::<Vec<_>>());
    }
}
