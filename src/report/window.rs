//! Which blocks of a long list are drawn, the ones near the reader's eyes, and how high the gaps between them are.

use std::ops::Range;

/// Rows that come and go together: few, so that a leap draws little more than what is in sight.
pub const BLOCK: usize = 10;
/// A list of no more rows is drawn whole in the end, so that the browser's own search finds everything in it.
pub const WHOLE: usize = 300;
/// So many rows of a list are printed.
pub const PRINTED: usize = 1_000;

/// A row's height until a block has been seen.
const GUESS: f64 = 28.0;

/// A part of a list that is one element of the document.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stretch {
    /// A block that is drawn, by its place.
    Block(usize),
    /// Blocks that are not.
    Gap,
}

/// What a run of blocks is made of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Run {
    /// It lies behind the list's end.
    Nothing,
    /// None of it is drawn; it would be so many pixels high.
    Gap(u32),
    /// It is one block, which is drawn.
    Block,
    /// Look at its halves.
    Halves,
}

/// A run of several blocks cut in two.
pub fn halves(blocks: Range<usize>) -> (Range<usize>, Range<usize>) {
    let middle = blocks.start + blocks.len().div_ceil(2);
    (blocks.start..middle, middle..blocks.end)
}

/// Where the window stands over a list, in pixels from the list's top.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Sight {
    pub top: f64,
    pub height: f64,
}

/// What is to be drawn now.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Choice {
    /// Blocks by their places, in order.
    pub drawn: Vec<usize>,
    /// There is more to draw when the browser has time.
    pub more: bool,
}

/// The heights of a list's blocks, seen or guessed.
#[derive(Clone, PartialEq, Debug)]
pub struct Heights {
    rows: usize,
    guess: Option<f64>,
    seen: Vec<Option<f64>>,
    width: f64,
}

impl Heights {
    pub fn new(rows: usize) -> Self {
        Self {
            rows,
            guess: None,
            seen: vec![None; rows.div_ceil(BLOCK)],
            width: 0.0,
        }
    }

    /// The list has become longer or shorter: what was seen of its blocks holds no more.
    pub fn resize(&mut self, rows: usize) {
        self.rows = rows;
        self.seen.clear();
        self.seen.resize(rows.div_ceil(BLOCK), None);
    }

    /// How many blocks there are.
    pub fn blocks(&self) -> usize {
        self.seen.len()
    }

    /// The rows of a block.
    pub fn rows(&self, block: usize) -> Range<usize> {
        rows(block, self.rows)
    }

    /// Takes over what was seen at this width. Texts wrap elsewhere at another one: whether it is another.
    pub fn learn(&mut self, width: f64, blocks: impl IntoIterator<Item = (usize, f64)>) -> bool {
        let other = (width - self.width).abs() > 0.5;
        if other {
            self.width = width;
            self.seen.fill(None);
            self.guess = None;
        }
        for (block, height) in blocks {
            let rows = self.rows(block).len();
            if let Some(seen) = self.seen.get_mut(block).filter(|_| height > 0.0) {
                *seen = Some(height);
                // The first one is held to: a guess that changed would move everything above the reader's eyes.
                self.guess.get_or_insert(height / count(rows.max(1)));
            }
        }
        other
    }

    fn height(&self, block: usize) -> f64 {
        let seen = self.seen.get(block).copied().flatten();
        seen.unwrap_or_else(|| self.guess.unwrap_or(GUESS) * count(self.rows(block).len()))
    }

    /// The blocks that touch a stretch of pixels.
    fn touched(&self, from: f64, to: f64) -> Range<usize> {
        let (mut top, mut first, mut end) = (0.0, self.blocks(), self.blocks());
        for block in 0..self.blocks() {
            let bottom = top + self.height(block);
            if bottom > from && first == self.blocks() {
                first = block;
            }
            if top >= to {
                end = block;
                break;
            }
            top = bottom;
        }
        first.min(end)..end
    }

    /// What is drawn next where `drawn` is: everything in sight at once, what is near by and by, what is far no more,
    /// unless the reader `holds` it: has the focus there, or has opened something. What stands around the `focus` is
    /// drawn wherever the window is, because that is where the Tab key goes next.
    pub fn choose(&self, drawn: &[usize], sight: Sight, focus: Option<usize>, holds: impl Fn(usize) -> bool) -> Choice {
        let bottom = sight.top + sight.height;
        let seen = self.touched(sight.top - sight.height / 4.0, bottom + sight.height / 4.0);
        let near = if self.rows <= WHOLE {
            0..self.blocks()
        } else {
            self.touched(sight.top - sight.height, bottom + sight.height)
        };
        let stays = |block: &usize| near.contains(block) || (*block < self.blocks() && holds(*block));
        let mut chosen: Vec<usize> = drawn.iter().copied().filter(stays).collect();
        chosen.extend(seen.clone());
        let around = focus.map_or(0..0, |focus| focus.saturating_sub(1)..(focus + 2).min(self.blocks()));
        chosen.extend(around);
        chosen.sort_unstable();
        chosen.dedup();
        let far = |block: &usize| seen.start.abs_diff(*block);
        let mut missing: Vec<usize> = near.filter(|block| chosen.binary_search(block).is_err()).collect();
        missing.sort_by_key(far);
        // What is in sight was drawn just now, and that was enough for a frame.
        let busy = seen.clone().any(|block| !drawn.contains(&block));
        let next = missing.first().filter(|_| !busy).copied();
        if let Some(next) = next {
            let at = chosen.partition_point(|block| *block < next);
            chosen.insert(at, next);
        }
        Choice {
            drawn: chosen,
            more: missing.len() > usize::from(next.is_some()),
        }
    }

    /// The blocks that are printed.
    pub fn printed(&self) -> Vec<usize> {
        first(self.rows.min(PRINTED))
    }

    /// What a run of blocks is where these are drawn; runs are halved until they are one block or a gap. A list that
    /// is drawn so never moves what stays, and what is moved loses the focus.
    pub fn run(&self, blocks: &Range<usize>, drawn: &[usize]) -> Run {
        let blocks = blocks.start..blocks.end.min(self.blocks());
        if blocks.is_empty() {
            return Run::Nothing;
        }
        let next = drawn.get(drawn.partition_point(|block| *block < blocks.start));
        match next {
            Some(next) if blocks.contains(next) && blocks.len() == 1 => Run::Block,
            Some(next) if blocks.contains(next) => Run::Halves,
            Some(_) | None => Run::Gap(self.gap(blocks)),
        }
    }

    /// The elements of a list, where these blocks are drawn.
    pub fn stretches(&self, all: Range<usize>, drawn: &[usize]) -> Vec<Stretch> {
        let mut stretches = Vec::new();
        let mut open = vec![all];
        while let Some(blocks) = open.pop() {
            match self.run(&blocks, drawn) {
                Run::Nothing => {}
                Run::Gap(_) => stretches.push(Stretch::Gap),
                Run::Block => stretches.push(Stretch::Block(blocks.start)),
                Run::Halves => {
                    let (one, other) = halves(blocks);
                    open.extend([other, one]);
                }
            }
        }
        stretches
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "pixels of a document, and a cast of floats saturates"
    )]
    fn gap(&self, blocks: Range<usize>) -> u32 {
        let height: f64 = blocks.map(|block| self.height(block)).sum();
        height.round() as u32
    }
}

/// The rows of a block of a list.
pub fn rows(block: usize, of: usize) -> Range<usize> {
    let start = (block * BLOCK).min(of);
    start..(start + BLOCK).min(of)
}

/// The blocks that a list begins with.
pub fn first(rows: usize) -> Vec<usize> {
    (0..rows.div_ceil(BLOCK)).collect()
}

/// Whether rows of a list this long come and go, so that each has to say which one it is.
pub fn comes_and_goes(rows: usize) -> bool {
    rows > WHOLE
}

#[expect(clippy::cast_precision_loss, reason = "rows of a list")]
fn count(rows: usize) -> f64 {
    rows as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 404 rows in 41 blocks, of which the last has 4 rows; every row has 50 pixels, a block 500.
    fn long() -> Heights {
        let mut heights = Heights::new(404);
        heights.learn(800.0, [(0, 500.0)]);
        heights
    }

    fn chosen(heights: &Heights, drawn: &[usize], top: f64) -> (Vec<usize>, bool) {
        let Choice { drawn, more } = heights.choose(drawn, Sight { top, height: 1_000.0 }, None, |_| false);
        (drawn, more)
    }

    #[test]
    fn blocks_cover_the_rows_once() {
        for (total, last) in [
            (0, None),
            (1, Some(0..1)),
            (10, Some(0..10)),
            (11, Some(10..11)),
            (404, Some(400..404)),
        ] {
            let heights = Heights::new(total);
            let all: Vec<usize> = (0..heights.blocks()).flat_map(|block| heights.rows(block)).collect();
            assert_eq!(all, (0..total).collect::<Vec<_>>(), "{total}");
            assert_eq!(
                heights.blocks().checked_sub(1).map(|block| heights.rows(block)),
                last,
                "{total}"
            );
        }
    }

    #[test]
    fn what_is_in_sight_is_drawn_at_once_and_what_is_near_by_and_by() {
        let heights = long();
        for (top, first, then) in [
            // At the top; far above the list; in its middle; at its end; far below it.
            (0.0, vec![0, 1, 2], vec![0, 1, 2, 3]),
            (-5_000.0, vec![], vec![]),
            (10_000.0, vec![19, 20, 21, 22], vec![18, 19, 20, 21, 22]),
            (19_200.0, vec![37, 38, 39, 40], vec![36, 37, 38, 39, 40]),
            (40_000.0, vec![], vec![]),
        ] {
            let (drawn, more) = chosen(&heights, &[], top);
            assert_eq!(drawn, first, "{top}");
            assert_eq!(more, drawn != then, "{top}");
            assert_eq!(chosen(&heights, &first, top).0, then, "{top}");
        }
    }

    #[test]
    fn what_is_far_goes_unless_it_is_held() {
        let heights = long();
        assert_eq!(
            chosen(&heights, &[0, 1, 18, 19, 20, 21, 22, 23], 10_000.0).0,
            (18..=23).collect::<Vec<_>>()
        );
        let sight = Sight {
            top: 10_000.0,
            height: 1_000.0,
        };
        let before = [0, 1, 18, 19, 20, 21, 22, 23, 99];
        let held = heights.choose(&before, sight, None, |block| block == 1 || block == 99);
        assert_eq!(held.drawn, [1, 18, 19, 20, 21, 22, 23]);
        assert!(!held.more);
        // Around the focus, up to the list's ends.
        for (focus, drawn) in [
            (4, vec![3, 4, 5, 18, 19, 20, 21, 22, 23]),
            (0, vec![0, 1, 18, 19, 20, 21, 22, 23]),
            (40, vec![18, 19, 20, 21, 22, 23, 39, 40]),
        ] {
            let held = heights.choose(&before, sight, Some(focus), |block| block == focus);
            assert_eq!(held.drawn, drawn, "{focus}");
        }
    }

    #[test]
    fn a_list_of_some_hundreds_is_drawn_whole_a_block_at_a_time() {
        let heights = Heights::new(WHOLE);
        let mut drawn = vec![0];
        let mut steps = 0;
        loop {
            let (next, more) = chosen(&heights, &drawn, -50_000.0);
            assert!(next.len() <= drawn.len() + 1, "{next:?}");
            drawn = next;
            steps += 1;
            if !more {
                break;
            }
        }
        assert_eq!(drawn, first(WHOLE));
        assert_eq!(steps, WHOLE.div_ceil(BLOCK) - 1);
    }

    #[test]
    fn gaps_have_the_height_of_what_is_not_there() {
        let mut heights = long();
        for (blocks, drawn, run) in [
            (0..64, vec![], Run::Gap(20_200)),
            (0..64, vec![3], Run::Halves),
            (3..4, vec![1, 3], Run::Block),
            (0..3, vec![3], Run::Gap(1_500)),
            (40..44, vec![3], Run::Gap(200)),
            (41..64, vec![3], Run::Nothing),
        ] {
            assert_eq!(heights.run(&blocks, &drawn), run, "{blocks:?} of {drawn:?}");
        }
        // A block that was seen higher keeps its height when it goes; the guess for the others stays.
        assert!(!heights.learn(800.0, [(1, 900.4), (2, 0.0)]));
        assert_eq!(heights.run(&(0..64), &[]), Run::Gap(20_600));
        // At another width nothing of that holds.
        assert!(heights.learn(400.0, [(3, 1_000.0)]));
        assert_eq!(heights.run(&(0..64), &[]), Run::Gap(40_400));
        heights.resize(14);
        assert_eq!(heights.run(&(1..2), &[0, 5]), Run::Gap(400));
    }

    #[test]
    fn every_drawn_block_stands_once_and_in_order_between_gaps() {
        let heights = long();
        for drawn in [
            vec![],
            vec![0],
            vec![40],
            vec![3, 4, 5],
            vec![0, 7, 20, 21, 40],
            first(404),
        ] {
            let stretches = heights.stretches(0..64, &drawn);
            let blocks = stretches.iter().filter_map(|stretch| match stretch {
                Stretch::Block(block) => Some(*block),
                Stretch::Gap => None,
            });
            assert_eq!(blocks.collect::<Vec<_>>(), drawn);
        }
        assert_eq!(heights.stretches(0..64, &[]), [Stretch::Gap]);
        assert_eq!(Heights::new(0).stretches(0..1, &[0]), []);
    }
}
