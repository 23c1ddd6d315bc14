//! What stands on the map: groups, nodes, and lines between them.

use leptos::ev::MouseEvent;
use leptos::prelude::*;
use leptos::svg;

use crate::report::map::joins::Join;
use crate::report::map::layout::{CENTRE, NAMED_WIDTH, Point, RADIUS, Side};
use crate::report::map::{Group, Node};
use crate::ui::pictures::map::titled;
use crate::ui::pictures::map::verdicts::{slug, verdict_shape};
use crate::ui::pictures::map::view::View;
use crate::ui::state::use_words;

/// Signs of a name beside its node.
const NAME_AT_MOST: usize = 24;
const CENTRE_AT_MOST: usize = 19;
/// More joins at once are a tangle: those of the node in hand are drawn then.
const JOINS_AT_MOST: usize = 60;

/// The line from the middle, the box, and the title of a group.
#[component]
pub fn GroupMark(group: Group, centre: Point) -> impl IntoView {
    let words = use_words();
    let title = titled(&group, words);
    let block = &group.block;
    let (joint, half) = (block.joint, CENTRE.0 / 2);
    let (start, anchor) = match group.side {
        Side::From => (centre.x - half, "end"),
        Side::To => (centre.x + half, "start"),
    };
    let bend = i32::midpoint(start, joint.x);
    let line = format!(
        "M{start} {} C{bend} {} {bend} {} {} {}",
        centre.y, centre.y, joint.y, joint.x, joint.y
    );
    // What it comes from leads to the middle, what belongs to it away from there.
    let tip = match group.side {
        Side::From => format!("M{} {} l-9 -5 v10z", start, centre.y),
        Side::To => format!("M{} {} l-9 -5 v10z", joint.x, joint.y),
    };
    view! { class = "pictures-map",
        <g aria-hidden="true">
            <path data-part="edge" d=line />
            <path data-part="tip" d=tip />
            <rect data-part="block" x=block.corner.x y=block.corner.y width=block.width height=block.height rx="8" />
            <text data-part="title" x=block.title.x y=block.title.y text-anchor=anchor>{title}</text>
        </g>
    }
    .into_any()
}

/// The lines from what leads somewhere to where it leads; those of the node in hand stand out.
#[component]
pub fn Joins(joins: Vec<Join>, points: Vec<Point>, middle: Point, view: View) -> impl IntoView {
    let drawn = StoredValue::new((joins, points));
    let path = move |wanted: &dyn Fn(&Join) -> bool| -> String {
        drawn.with_value(|(joins, points)| {
            let wanted = joins.iter().filter(|join| wanted(join));
            let lines = wanted.filter_map(|join| Some(line(*points.get(join.from)?, *points.get(join.to)?, middle)));
            lines.collect()
        })
    };
    let few = drawn.with_value(|(joins, _)| joins.len() <= JOINS_AT_MOST);
    let all = few.then(|| view! { class = "pictures-map", <path data-part="join" d=path(&|_| true) /> });
    let in_hand = move || {
        let at = view.in_hand();
        path(&|join| join.from == at || join.to == at)
    };
    view! { class = "pictures-map", <g aria-hidden="true">{all}<path data-part="join" data-lit="true" d=in_hand /></g> }
        .into_any()
}

/// A line from node to node that leaves names alone: it bends to the side of the middle, where none are.
fn line(from: Point, to: Point, middle: Point) -> String {
    let reach = 24 + ((from.y - to.y).abs() / 8).min(40);
    let bend = if from.x > middle.x { -reach } else { reach };
    format!(
        "M{} {} C{} {} {} {} {} {} ",
        from.x,
        from.y,
        from.x + bend,
        from.y,
        to.x + bend,
        to.y,
        to.x,
        to.y
    )
}

/// A node: a link where there is something to open.
#[component]
pub fn NodeMark(
    node: Node,
    at: usize,
    label: String,
    /// On which side its name stands, where it has one.
    beside: Option<Side>,
    view: View,
    reference: NodeRef<svg::A>,
    middle: bool,
) -> impl IntoView {
    let Node {
        text,
        verdict,
        to,
        at: Point { x, y },
        ..
    } = node;
    let href = to.filter(|_| !middle).map(|to| to.to_string());
    let role = href.is_none().then_some("img");
    let outline = verdict_shape(verdict).outline();
    let (inner, written) = if middle {
        let (width, height) = CENTRE;
        let inner = view! { class = "pictures-map",
            <g>
                <rect data-part="middle" x=x - width / 2 y=y - height / 2 width=width height=height rx="10" />
                <path data-part="shape" fill-rule="evenodd" d=outline transform=format!("translate({} {}) scale(.75)", x - 9, y - 26) />
            </g>
        };
        (inner.into_any(), Some((x, y + 17, "middle", CENTRE_AT_MOST)))
    } else {
        let hit = beside.map(|side| {
            let left = match side {
                Side::From => x + RADIUS - NAMED_WIDTH,
                Side::To => x - RADIUS,
            };
            // One place to press, from the node to the end of its name.
            view! { class = "pictures-map",
                <rect data-part="hit" x=left y=y - RADIUS - 3 width=NAMED_WIDTH height=2 * RADIUS + 6 rx="6" />
            }
        });
        let inner = view! { class = "pictures-map",
            <g>
                {hit}
                <circle data-part="ring" cx=x cy=y r=RADIUS + 4 />
                <path data-part="shape" fill-rule="evenodd" d=outline transform=format!("translate({} {}) scale(.6667)", x - RADIUS, y - RADIUS) />
            </g>
        };
        let written = beside.map(|side| match side {
            Side::From => (x - RADIUS - 6, y + 4, "end", NAME_AT_MOST),
            Side::To => (x + RADIUS + 6, y + 4, "start", NAME_AT_MOST),
        });
        (inner.into_any(), written)
    };
    // Beside the link, not in it: what is cut for the eye is no part of what the link is called.
    let written = written.map(|(x, y, anchor, at_most)| {
        let name = text.elided(at_most).spelled();
        view! { class = "pictures-map",
            <text data-part="name" aria-hidden="true" x=x y=y text-anchor=anchor>{name}</text>
        }
    });
    let open = move |event: MouseEvent| {
        if view.was_dragged() {
            event.prevent_default();
        }
    };
    // Alone in its group: beside a sibling the macro takes it for a link of HTML.
    let link = view! { class = "pictures-map",
        <g>
            <a
                class="node"
                href=href
                role=role
                aria-label=label
                data-verdict=slug(verdict)
                tabindex=move || if view.chosen.get() == at { "0" } else { "-1" }
                node_ref=reference
                on:focus=move |_| view.chosen.set(at)
                on:click=open
                on:mouseenter=move |_| view.looked.set(Some(at))
                on:mouseleave=move |_| view.looked.set(None)
            >
                {inner}
            </a>
        </g>
    };
    view! { class = "pictures-map", <g class="mark">{link}{written}</g> }.into_any()
}
