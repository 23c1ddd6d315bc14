//! Which message is in which lane: whenever one ends, the longest that is left takes its place.

use std::ops::Range;

use crate::quad::Quad;

pub type Block = [u8; 64];

/// What a digest is, apart from its steps.
pub struct Kind {
    /// The words that it starts from, as many as `words` says.
    pub start: [u32; 8],
    pub words: usize,
    /// Words are read, and lengths and digests written, with the highest byte first.
    pub big: bool,
    /// Takes in one block of each lane after another; there are as many of each.
    pub take: fn(&mut [Quad; 8], [&[Block]; 4]),
}

/// A message that is being digested, or nothing.
struct Lane<'a> {
    /// Its place among all.
    place: Option<usize>,
    whole: &'a [Block],
    /// Its last bytes, and what the standards add behind them.
    end: [Block; 2],
    ends: Range<usize>,
}

const IDLE: Lane = Lane {
    place: None,
    whole: &[],
    end: [[0; 64]; 2],
    ends: 0..0,
};

impl<'a> Lane<'a> {
    fn new(place: usize, message: &'a [u8], big: bool) -> Self {
        let (whole, rest) = message.as_chunks();
        let bits = (message.len() as u64).wrapping_mul(8);
        let bits = if big { bits.to_be_bytes() } else { bits.to_le_bytes() };
        // One bit, and then as few zeros as let the length end a block.
        let ends = if rest.len() + 1 + bits.len() <= 64 { 1 } else { 2 };
        let mut end = [[0; 64]; 2];
        let behind = rest.iter().chain(&[0x80]);
        for (room, byte) in end.as_flattened_mut().iter_mut().zip(behind) {
            *room = *byte;
        }
        let last = end.as_flattened_mut().iter_mut().take(64 * ends).rev();
        for (room, byte) in last.zip(bits.iter().rev()) {
            *room = *byte;
        }
        Self {
            place: Some(place),
            whole,
            end,
            ends: 0..ends,
        }
    }

    /// The blocks that come next.
    fn next(&self) -> &[Block] {
        if self.whole.is_empty() {
            self.end.get(self.ends.clone()).unwrap_or_default()
        } else {
            self.whole
        }
    }

    fn pass(&mut self, blocks: usize) {
        if self.whole.is_empty() {
            self.ends.start += blocks;
        } else {
            self.whole = self.whole.get(blocks..).unwrap_or_default();
        }
    }
}

pub fn digests(kind: &Kind, messages: &[&[u8]]) -> Vec<Vec<u8>> {
    let mut left: Vec<(usize, &[u8])> = messages.iter().copied().enumerate().collect();
    let mut digests = vec![Vec::new(); messages.len()];
    let mut lanes = [IDLE; 4];
    let mut state = [Quad::same(0); 8];
    loop {
        for (at, lane) in lanes.iter_mut().enumerate() {
            if lane.next().is_empty() {
                if let Some(digest) = lane.place.and_then(|place| digests.get_mut(place)) {
                    *digest = written(kind, &state, at);
                }
                *lane = longest(&mut left).map_or(IDLE, |(place, message)| Lane::new(place, message, kind.big));
                for (quad, word) in state.iter_mut().zip(kind.start) {
                    let mut words = quad.words();
                    words[at] = word;
                    *quad = Quad::new(words);
                }
            }
        }
        let busy = lanes.iter().map(Lane::next).filter(|blocks| !blocks.is_empty());
        let Some(shortest) = busy.min_by_key(|blocks| blocks.len()) else {
            return digests;
        };
        let count = shortest.len();
        // An idle lane does what another does, and nobody asks what came of it.
        let blocks = lanes
            .each_ref()
            .map(|lane| lane.next().get(..count).unwrap_or(shortest));
        (kind.take)(&mut state, blocks);
        for lane in &mut lanes {
            lane.pass(count);
        }
    }
}

fn longest<'a>(left: &mut Vec<(usize, &'a [u8])>) -> Option<(usize, &'a [u8])> {
    let (at, _) = left.iter().enumerate().max_by_key(|(_, (_, message))| message.len())?;
    Some(left.swap_remove(at))
}

fn written(kind: &Kind, state: &[Quad; 8], lane: usize) -> Vec<u8> {
    let words = state.iter().take(kind.words).map(|quad| quad.words()[lane]);
    words
        .flat_map(|word| {
            if kind.big {
                word.to_be_bytes()
            } else {
                word.to_le_bytes()
            }
        })
        .collect()
}

/// Hands on one block of each lane after another, word by word.
#[inline(always)]
pub fn each(blocks: [&[Block]; 4], big: bool, mut take: impl FnMut([Quad; 16])) {
    let [first, second, third, fourth] = blocks;
    for (((first, second), third), fourth) in first.iter().zip(second).zip(third).zip(fourth) {
        let [first, second, third, fourth] = [first, second, third, fourth].map(|block| block.as_chunks().0);
        let words = first.iter().zip(second).zip(third).zip(fourth);
        let mut block = [Quad::same(0); 16];
        for (quad, (((first, second), third), fourth)) in block.iter_mut().zip(words) {
            let words = Quad::new([first, second, third, fourth].map(|word| u32::from_le_bytes(*word)));
            *quad = if big { words.swapped() } else { words };
        }
        take(block);
    }
}
