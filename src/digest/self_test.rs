//! Known answers: every worker must give them before one digest of it is believed.

use super::{Algorithm, Digests, Running, Share, abreast};

struct Known {
    sha256: &'static str,
    sha1: &'static str,
    md5: &'static str,
}

/// The example of FIPS 180 and RFC 1321.
const ABC: Known = Known {
    sha256: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    sha1: "a9993e364706816aba3e25717850c26c9cd0d89d",
    md5: "900150983cd24fb0d6963f7d28e17f72",
};

/// 16,385 bytes of [`pattern`]: many blocks at once, and one byte more.
const PATTERN: Known = Known {
    sha256: "5f5832559fd52d110c9c1b979698907b2204297aef4f7e35ec3eed4bfa7dd1b8",
    sha1: "2d463ad714edff0da1d6e360814dc4e75ab81837",
    md5: "24f56994f6cb15127416e68eeba1402c",
};
const PATTERN_LENGTH: u16 = 16_385;

/// The digests, written one after another, of the first 0 to 129 bytes of [`pattern`], digested themselves: every way to
/// fill up the last blocks.
const LENGTHS: Known = Known {
    sha256: "417bafa972bf70d91d99263f3746a4a63241dec532460cb1f50f4fe60a50d20b",
    sha1: "751a9829ea21b68a8090866e6af85f72e2a1cea8",
    md5: "2351ee0424a997c2fa15753f2f7bb48d",
};
const LONGEST: u16 = 129;

/// Runs the test on the code that will hash, both ways.
pub fn run() -> Result<(), Algorithm> {
    check(digests)?;
    check(digests_abreast)
}

/// Runs the test on `compute`, which gets a message in pieces.
pub fn check(compute: impl Fn(&[&[u8]]) -> Digests) -> Result<(), Algorithm> {
    let pattern = pattern(PATTERN_LENGTH);
    let (head, tail) = pattern.split_at(4_099);
    let (middle, end) = tail.split_at(64);
    for (pieces, known) in [([&b"a"[..], &b""[..], &b"bc"[..]], ABC), ([head, middle, end], PATTERN)] {
        compare(&compute(&pieces), &known)?;
    }
    let mut all = Digests::default();
    let pattern = self::pattern(LONGEST);
    for length in 0..=pattern.len() {
        // Cut elsewhere each time.
        let message = pattern.get(..length).unwrap_or_default();
        let (head, tail) = message.split_at(length * 7 % (length + 1));
        let digests = compute(&[head, tail]);
        all.sha256 += &digests.sha256;
        all.sha1 += &digests.sha1;
        all.md5 += &digests.md5;
    }
    let of = |text: &str| compute(&[text.as_bytes()]);
    let all = Digests {
        sha256: of(&all.sha256).sha256,
        sha1: of(&all.sha1).sha1,
        md5: of(&all.md5).md5,
    };
    compare(&all, &LENGTHS)
}

fn compare(digests: &Digests, known: &Known) -> Result<(), Algorithm> {
    for (algorithm, got, expected) in [
        (Algorithm::Sha256, &digests.sha256, known.sha256),
        (Algorithm::Sha1, &digests.sha1, known.sha1),
        (Algorithm::Md5, &digests.md5, known.md5),
    ] {
        if got != expected {
            return Err(algorithm);
        }
    }
    Ok(())
}

/// All three digests of a message in pieces.
pub fn digests(pieces: &[&[u8]]) -> Digests {
    let mut digests = Digests::default();
    for share in [Share::Sha256, Share::Sha1Md5] {
        let mut running = Running::new(share);
        for piece in pieces {
            running.update(piece);
        }
        digests.put(running.finish());
    }
    digests
}

/// All three digests of a message that four files hold; none where they do not agree.
pub fn digests_abreast(pieces: &[&[u8]]) -> Digests {
    let mut digests = Digests::default();
    let message = pieces.concat();
    for share in [Share::Sha256, Share::Sha1Md5] {
        let mut finished = abreast::finish(share, &[&message[..]; 4]);
        finished.dedup();
        if let [one] = &mut finished[..] {
            digests.put(one.clone());
        }
    }
    digests
}

/// Byte `i` is the lowest byte of `7 i + 3`.
fn pattern(length: u16) -> Vec<u8> {
    (0..length)
        .map(|i| i.wrapping_mul(7).wrapping_add(3).to_le_bytes()[0])
        .collect()
}
