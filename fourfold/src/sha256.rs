//! SHA-256 of four blocks at a time, by FIPS 180-4.

use crate::lanes::{Block, Kind, each};
use crate::quad::Quad;

pub const KIND: Kind = Kind {
    start: [
        0x6a09_e667,
        0xbb67_ae85,
        0x3c6e_f372,
        0xa54f_f53a,
        0x510e_527f,
        0x9b05_688c,
        0x1f83_d9ab,
        0x5be0_cd19,
    ],
    words: 8,
    big: true,
    take,
};

static CONSTANTS: [[u32; 8]; 8] = [
    [
        0x428a_2f98,
        0x7137_4491,
        0xb5c0_fbcf,
        0xe9b5_dba5,
        0x3956_c25b,
        0x59f1_11f1,
        0x923f_82a4,
        0xab1c_5ed5,
    ],
    [
        0xd807_aa98,
        0x1283_5b01,
        0x2431_85be,
        0x550c_7dc3,
        0x72be_5d74,
        0x80de_b1fe,
        0x9bdc_06a7,
        0xc19b_f174,
    ],
    [
        0xe49b_69c1,
        0xefbe_4786,
        0x0fc1_9dc6,
        0x240c_a1cc,
        0x2de9_2c6f,
        0x4a74_84aa,
        0x5cb0_a9dc,
        0x76f9_88da,
    ],
    [
        0x983e_5152,
        0xa831_c66d,
        0xb003_27c8,
        0xbf59_7fc7,
        0xc6e0_0bf3,
        0xd5a7_9147,
        0x06ca_6351,
        0x1429_2967,
    ],
    [
        0x27b7_0a85,
        0x2e1b_2138,
        0x4d2c_6dfc,
        0x5338_0d13,
        0x650a_7354,
        0x766a_0abb,
        0x81c2_c92e,
        0x9272_2c85,
    ],
    [
        0xa2bf_e8a1,
        0xa81a_664b,
        0xc24b_8b70,
        0xc76c_51a3,
        0xd192_e819,
        0xd699_0624,
        0xf40e_3585,
        0x106a_a070,
    ],
    [
        0x19a4_c116,
        0x1e37_6c08,
        0x2748_774c,
        0x34b0_bcb5,
        0x391c_0cb3,
        0x4ed8_aa4a,
        0x5b9c_ca4f,
        0x682e_6ff3,
    ],
    [
        0x748f_82ee,
        0x78a5_636f,
        0x84c8_7814,
        0x8cc7_0208,
        0x90be_fffa,
        0xa450_6ceb,
        0xbef9_a3f7,
        0xc671_78f2,
    ],
];

fn take(state: &mut [Quad; 8], blocks: [&[Block]; 4]) {
    each(blocks, true, |block| compress(state, &block));
}

#[inline(always)]
fn compress(state: &mut [Quad; 8], block: &[Quad; 16]) {
    let mut schedule = [Quad::same(0); 64];
    schedule[..16].copy_from_slice(block);
    for at in 16..64 {
        let (early, late) = (schedule[at - 15], schedule[at - 2]);
        let early = early.turned(25).xor(early.turned(14)).xor(early.right(3));
        let late = late.turned(15).xor(late.turned(13)).xor(late.right(10));
        schedule[at] = schedule[at - 16].plus(early).plus(schedule[at - 7]).plus(late);
    }
    let [mut a, mut b, mut c, mut d, mut e, mut f, mut g, mut h] = *state;
    // Instead of moving eight words on, the next round is told where each lies.
    macro_rules! round {
        ($at:literal: $a:ident $b:ident $c:ident $d:ident $e:ident $f:ident $g:ident $h:ident, $words:ident $constants:ident) => {
            let choice = $g.xor($e.and($f.xor($g)));
            let turned = $e.turned(26).xor($e.turned(21)).xor($e.turned(7));
            $h = $h
                .plus($words[$at])
                .plus(Quad::same($constants[$at]))
                .plus(choice)
                .plus(turned);
            $d = $d.plus($h);
            let majority = $a.and($b).xor($c.and($a.xor($b)));
            let turned = $a.turned(30).xor($a.turned(19)).xor($a.turned(10));
            $h = $h.plus(turned).plus(majority);
        };
    }
    for (words, constants) in schedule.as_chunks::<8>().0.iter().zip(&CONSTANTS) {
        round!(0: a b c d e f g h, words constants);
        round!(1: h a b c d e f g, words constants);
        round!(2: g h a b c d e f, words constants);
        round!(3: f g h a b c d e, words constants);
        round!(4: e f g h a b c d, words constants);
        round!(5: d e f g h a b c, words constants);
        round!(6: c d e f g h a b, words constants);
        round!(7: b c d e f g h a, words constants);
    }
    for (word, new) in state.iter_mut().zip([a, b, c, d, e, f, g, h]) {
        *word = word.plus(new);
    }
}
