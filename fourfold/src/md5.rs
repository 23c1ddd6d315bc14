//! MD5 of four blocks at a time, by RFC 1321.

use crate::lanes::{Block, Kind, each};
use crate::quad::Quad;

pub const KIND: Kind = Kind {
    start: [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476, 0, 0, 0, 0],
    words: 4,
    big: false,
    take,
};

/// The sines of 1 to 64, without their signs, times 2^32.
static SINES: [[u32; 16]; 4] = [
    [
        0xd76a_a478,
        0xe8c7_b756,
        0x2420_70db,
        0xc1bd_ceee,
        0xf57c_0faf,
        0x4787_c62a,
        0xa830_4613,
        0xfd46_9501,
        0x6980_98d8,
        0x8b44_f7af,
        0xffff_5bb1,
        0x895c_d7be,
        0x6b90_1122,
        0xfd98_7193,
        0xa679_438e,
        0x49b4_0821,
    ],
    [
        0xf61e_2562,
        0xc040_b340,
        0x265e_5a51,
        0xe9b6_c7aa,
        0xd62f_105d,
        0x0244_1453,
        0xd8a1_e681,
        0xe7d3_fbc8,
        0x21e1_cde6,
        0xc337_07d6,
        0xf4d5_0d87,
        0x455a_14ed,
        0xa9e3_e905,
        0xfcef_a3f8,
        0x676f_02d9,
        0x8d2a_4c8a,
    ],
    [
        0xfffa_3942,
        0x8771_f681,
        0x6d9d_6122,
        0xfde5_380c,
        0xa4be_ea44,
        0x4bde_cfa9,
        0xf6bb_4b60,
        0xbebf_bc70,
        0x289b_7ec6,
        0xeaa1_27fa,
        0xd4ef_3085,
        0x0488_1d05,
        0xd9d4_d039,
        0xe6db_99e5,
        0x1fa2_7cf8,
        0xc4ac_5665,
    ],
    [
        0xf429_2244,
        0x432a_ff97,
        0xab94_23a7,
        0xfc93_a039,
        0x655b_59c3,
        0x8f0c_cc92,
        0xffef_f47d,
        0x8584_5dd1,
        0x6fa8_7e4f,
        0xfe2c_e6e0,
        0xa301_4314,
        0x4e08_11a1,
        0xf753_7e82,
        0xbd3a_f235,
        0x2ad7_d2bb,
        0xeb86_d391,
    ],
];

fn take(state: &mut [Quad; 8], blocks: [&[Block]; 4]) {
    each(blocks, false, |block| compress(state, &block));
}

#[inline(always)]
fn compress(state: &mut [Quad; 8], block: &[Quad; 16]) {
    let [a, b, c, d, ..] = *state;
    let mut words = [a, b, c, d];
    let all = Quad::same(u32::MAX);
    quarter(&mut words, block, &SINES[0], (0, 1), [7, 12, 17, 22], |b, c, d| {
        d.xor(b.and(c.xor(d)))
    });
    quarter(&mut words, block, &SINES[1], (1, 5), [5, 9, 14, 20], |b, c, d| {
        c.xor(d.and(b.xor(c)))
    });
    quarter(&mut words, block, &SINES[2], (5, 3), [4, 11, 16, 23], |b, c, d| {
        b.xor(c).xor(d)
    });
    quarter(&mut words, block, &SINES[3], (0, 7), [6, 10, 15, 21], |b, c, d| {
        c.xor(b.or(d.xor(all)))
    });
    for (word, new) in state.iter_mut().zip(words) {
        *word = word.plus(new);
    }
}

/// Sixteen rounds. They take the words of the block from one on, every so many.
#[inline(always)]
fn quarter(
    state: &mut [Quad; 4],
    block: &[Quad; 16],
    sines: &[u32; 16],
    (mut from, every): (usize, usize),
    turns: [u32; 4],
    mix: impl Fn(Quad, Quad, Quad) -> Quad,
) {
    let [mut a, mut b, mut c, mut d] = *state;
    // Instead of moving four words on, the next round is told where each lies.
    macro_rules! round {
        ($at:literal: $a:ident $b:ident $c:ident $d:ident, $sines:ident) => {
            let word = block[(from + $at * every) % 16];
            let sum = $a.plus(Quad::same($sines[$at])).plus(word).plus(mix($b, $c, $d));
            $a = $b.plus(sum.turned(turns[$at]));
        };
    }
    for sines in sines.as_chunks::<4>().0 {
        round!(0: a b c d, sines);
        round!(1: d a b c, sines);
        round!(2: c d a b, sines);
        round!(3: b c d a, sines);
        from += 4 * every;
    }
    *state = [a, b, c, d];
}
