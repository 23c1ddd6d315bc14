//! SHA-1 of four blocks at a time, by FIPS 180-4.

use crate::lanes::{Block, Kind, each};
use crate::quad::Quad;

pub const KIND: Kind = Kind {
    start: [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476, 0xc3d2_e1f0, 0, 0, 0],
    words: 5,
    big: true,
    take,
};

fn take(state: &mut [Quad; 8], blocks: [&[Block]; 4]) {
    each(blocks, true, |block| compress(state, &block));
}

#[inline(always)]
fn compress(state: &mut [Quad; 8], block: &[Quad; 16]) {
    let mut schedule = [Quad::same(0); 80];
    schedule[..16].copy_from_slice(block);
    for at in 16..80 {
        let earlier = schedule[at - 16].xor(schedule[at - 14]).xor(schedule[at - 8]);
        schedule[at] = earlier.xor(schedule[at - 3]).turned(1);
    }
    let choice = |b: Quad, c: Quad, d: Quad| d.xor(b.and(c.xor(d)));
    let parity = |b: Quad, c: Quad, d: Quad| b.xor(c).xor(d);
    let majority = |b: Quad, c: Quad, d: Quad| b.and(c).or(d.and(b.or(c)));
    let [a, b, c, d, e, ..] = *state;
    let mut words = [a, b, c, d, e];
    let quarters = schedule.as_chunks().0;
    quarter(&mut words, &quarters[0], 0x5a82_7999, choice);
    quarter(&mut words, &quarters[1], 0x6ed9_eba1, parity);
    quarter(&mut words, &quarters[2], 0x8f1b_bcdc, majority);
    quarter(&mut words, &quarters[3], 0xca62_c1d6, parity);
    for (word, new) in state.iter_mut().zip(words) {
        *word = word.plus(new);
    }
}

/// Twenty rounds.
#[inline(always)]
fn quarter(state: &mut [Quad; 5], schedule: &[Quad; 20], constant: u32, mix: impl Fn(Quad, Quad, Quad) -> Quad) {
    let [mut a, mut b, mut c, mut d, mut e] = *state;
    let constant = Quad::same(constant);
    // Instead of moving five words on, the next round is told where each lies.
    macro_rules! round {
        ($word:expr, $a:ident $b:ident $c:ident $d:ident $e:ident) => {
            $e = $e
                .plus(constant)
                .plus($word)
                .plus($a.turned(5))
                .plus(mix($b, $c, $d));
            $b = $b.turned(30);
        };
    }
    for words in schedule.as_chunks::<5>().0 {
        round!(words[0], a b c d e);
        round!(words[1], e a b c d);
        round!(words[2], d e a b c);
        round!(words[3], c d e a b);
        round!(words[4], b c d e a);
    }
    *state = [a, b, c, d, e];
}
