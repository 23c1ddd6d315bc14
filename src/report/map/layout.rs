//! Where each node of the map stands: blocks in a column on either side of the middle, nothing over anything else, the
//! same for the same sizes; and which node an arrow key leads to.

/// Units are pixels at the size that the map is made for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Point {
    pub x: i32,
    pub y: i32,
}

/// On which side of the middle a block stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Side {
    /// What the object comes from, at the left.
    From,
    /// What belongs to it, at the right.
    To,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Plan {
    pub width: i32,
    pub height: i32,
    pub centre: Point,
    /// One for each size, in their order.
    pub blocks: Vec<Block>,
}

/// The nodes of a group under its title.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Block {
    /// The corner at the top left, and the size.
    pub corner: Point,
    pub width: i32,
    pub height: i32,
    /// Where the line from the middle ends.
    pub joint: Point,
    /// The title's baseline.
    pub title: Point,
    pub nodes: Vec<Point>,
    /// Few nodes have their names beside them, one a line.
    pub named: bool,
}

/// The middle's own size.
pub const CENTRE: (i32, i32) = (176, 64);
/// Half of a node's width.
pub const RADIUS: i32 = 8;
/// A group of more has no names on the map.
const NAMED: usize = 8;
/// From node to node.
const PITCH: i32 = 24;
const COLUMNS: i32 = 9;
const SLOT: i32 = COLUMNS * PITCH;
const PAD: i32 = 8;
/// A node with its name.
pub const NAMED_WIDTH: i32 = SLOT;
const TITLE: i32 = 26;
const GAP: i32 = 20;
/// Between the middle and a block.
const REACH: i32 = 72;
const MARGIN: i32 = 16;

/// Places blocks of so many nodes.
pub fn plan(sizes: &[(Side, usize)]) -> Plan {
    let column = |side: Side| -> i32 {
        let heights = sizes.iter().filter(|(own, _)| *own == side);
        let heights: Vec<i32> = heights.map(|(_, count)| height(*count)).collect();
        heights.iter().sum::<i32>() + GAP * i32::try_from(heights.len().saturating_sub(1)).unwrap_or(0)
    };
    let (left, right) = (column(Side::From), column(Side::To));
    let block_width = SLOT + 2 * PAD;
    let room = |tall: i32| if tall > 0 { block_width + REACH } else { 0 };
    let inside = left.max(right).max(CENTRE.1);
    let centre = Point {
        x: MARGIN + room(left) + CENTRE.0 / 2,
        y: MARGIN + inside / 2,
    };
    let mut next = [MARGIN + (inside - left) / 2, MARGIN + (inside - right) / 2];
    let blocks = sizes.iter().map(|&(side, count)| {
        let [from, to] = &mut next;
        let (top, x) = match side {
            Side::From => (from, MARGIN),
            Side::To => (to, centre.x + CENTRE.0 / 2 + REACH),
        };
        let corner = Point { x, y: *top };
        *top += height(count) + GAP;
        block(side, corner, count)
    });
    Plan {
        blocks: blocks.collect(),
        width: centre.x + CENTRE.0 / 2 + room(right) + MARGIN,
        height: inside + 2 * MARGIN,
        centre,
    }
}

fn lines(count: usize) -> i32 {
    let count = i32::try_from(count).unwrap_or(i32::MAX / PITCH - 10);
    if count <= i32::try_from(NAMED).unwrap_or(0) {
        count
    } else {
        (count + COLUMNS - 1) / COLUMNS
    }
}

fn height(count: usize) -> i32 {
    TITLE + lines(count) * PITCH + PAD
}

fn block(side: Side, corner: Point, count: usize) -> Block {
    let named = count <= NAMED;
    let (width, height) = (SLOT + 2 * PAD, height(count));
    let nodes = (0..i32::try_from(count).unwrap_or(0)).map(|at| {
        let (line, place) = if named { (at, 0) } else { (at / COLUMNS, at % COLUMNS) };
        let inset = PAD + PITCH / 2 + place * PITCH;
        Point {
            // At the left of the middle everything is mirrored: the gravest stands nearest to it.
            x: match side {
                Side::From => corner.x + width - inset,
                Side::To => corner.x + inset,
            },
            y: corner.y + TITLE + PITCH / 2 + line * PITCH,
        }
    });
    let edge = match side {
        Side::From => corner.x + width,
        Side::To => corner.x,
    };
    let inset = match side {
        Side::From => -PAD,
        Side::To => PAD,
    };
    Block {
        corner,
        width,
        height,
        joint: Point {
            x: edge,
            y: corner.y + TITLE / 2 + 2,
        },
        title: Point {
            x: edge + inset,
            y: corner.y + TITLE / 2 + 6,
        },
        nodes: nodes.collect(),
        named,
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Way {
    Up,
    Down,
    Left,
    Right,
}

impl Way {
    /// What a key of this name asks for.
    pub fn of_key(key: &str) -> Option<Self> {
        match key {
            "ArrowUp" => Some(Self::Up),
            "ArrowDown" => Some(Self::Down),
            "ArrowLeft" => Some(Self::Left),
            "ArrowRight" => Some(Self::Right),
            _ => None,
        }
    }
}

/// The node that lies next in a direction: the nearest, where going aside counts three times.
pub fn next(points: &[Point], from: usize, way: Way) -> Option<usize> {
    let start = points.get(from)?;
    let cost = |(at, point): (usize, &Point)| {
        let (right, down) = (point.x - start.x, point.y - start.y);
        let (ahead, aside) = match way {
            Way::Up => (-down, right),
            Way::Down => (down, right),
            Way::Left => (-right, down),
            Way::Right => (right, down),
        };
        (ahead > 0).then_some((ahead.saturating_add(aside.abs().saturating_mul(3)), at))
    };
    points.iter().enumerate().filter_map(cost).min().map(|(_, at)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZES: [&[(Side, usize)]; 7] = [
        &[],
        &[(Side::To, 1)],
        &[(Side::From, 3)],
        &[(Side::To, 8), (Side::From, 9), (Side::To, 40)],
        &[
            (Side::To, 120),
            (Side::To, 120),
            (Side::From, 120),
            (Side::To, 120),
            (Side::From, 20),
        ],
        &[(Side::From, 1), (Side::From, 1), (Side::From, 1), (Side::From, 500)],
        &[(Side::To, 600)],
    ];

    fn points(plan: &Plan) -> Vec<Point> {
        let members = plan.blocks.iter().flat_map(|block| block.nodes.iter().copied());
        std::iter::once(plan.centre).chain(members).collect()
    }

    #[test]
    fn nothing_lies_over_anything_else() {
        for sizes in SIZES {
            let plan = plan(sizes);
            let points = points(&plan);
            assert_eq!(points.len(), 1 + sizes.iter().map(|(_, count)| count).sum::<usize>());
            for (at, one) in points.iter().enumerate().skip(1) {
                for other in points.iter().skip(at + 1) {
                    let apart = (one.x - other.x).abs().max((one.y - other.y).abs());
                    assert!(apart > 2 * RADIUS, "{sizes:?}: {one:?} {other:?}");
                }
                let aside = (one.x - plan.centre.x).abs();
                assert!(aside > CENTRE.0 / 2 + RADIUS, "{sizes:?}: {one:?} lies over the middle");
            }
            for (at, one) in plan.blocks.iter().enumerate() {
                for other in plan.blocks.iter().skip(at + 1) {
                    let beside =
                        one.corner.x + one.width <= other.corner.x || other.corner.x + other.width <= one.corner.x;
                    let below =
                        one.corner.y + one.height <= other.corner.y || other.corner.y + other.height <= one.corner.y;
                    assert!(beside || below, "{sizes:?}");
                }
            }
        }
    }

    #[test]
    fn everything_lies_inside_and_in_its_block() {
        for sizes in SIZES {
            let plan = plan(sizes);
            for block in &plan.blocks {
                assert!(
                    block.corner.x >= 0 && block.corner.x + block.width <= plan.width,
                    "{sizes:?}"
                );
                assert!(
                    block.corner.y >= 0 && block.corner.y + block.height <= plan.height,
                    "{sizes:?}"
                );
                for node in &block.nodes {
                    assert!(node.x - RADIUS >= block.corner.x && node.x + RADIUS <= block.corner.x + block.width);
                    assert!(node.y - RADIUS >= block.corner.y && node.y + RADIUS <= block.corner.y + block.height);
                }
            }
        }
    }

    #[test]
    fn the_same_sizes_have_the_same_plan() {
        for sizes in SIZES {
            assert_eq!(plan(sizes), plan(sizes));
        }
    }

    #[test]
    fn arrow_keys_reach_every_node_and_lead_in_their_direction() {
        for sizes in SIZES {
            let points = points(&plan(sizes));
            let mut reached = vec![false; points.len()];
            let mut open = vec![0];
            while let Some(at) = open.pop() {
                if std::mem::replace(&mut reached[at], true) {
                    continue;
                }
                for way in [Way::Up, Way::Down, Way::Left, Way::Right] {
                    let Some(to) = next(&points, at, way) else { continue };
                    let ahead = match way {
                        Way::Up => points[at].y - points[to].y,
                        Way::Down => points[to].y - points[at].y,
                        Way::Left => points[at].x - points[to].x,
                        Way::Right => points[to].x - points[at].x,
                    };
                    assert!(ahead > 0, "{way:?} from {at} to {to}");
                    open.push(to);
                }
            }
            let lost: Vec<usize> = (0..points.len()).filter(|at| !reached[*at]).collect();
            assert!(lost.is_empty(), "{sizes:?}: no key leads to {lost:?}");
        }
    }
}
