//! The picture itself, walked by arrow keys and the mouse.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::svg;

use crate::report::map::Map;
use crate::report::map::layout::{Point, Way, next};
use crate::ui::outside::Outside;
use crate::ui::pictures::map::marks::{GroupMark, Joins, NodeMark};
use crate::ui::pictures::map::verdicts::{slug, verdict_shape, verdict_word};
use crate::ui::pictures::map::view::View;
use crate::ui::report::shapes::ShapeMark;
use crate::ui::state::use_words;

#[component]
pub fn Drawing(map: Map) -> impl IntoView {
    let words = use_words();
    let view = View::new();
    let size = (map.width, map.height);
    let centre = map.centre.at;
    let nodes = map.nodes();
    let points: Vec<Point> = nodes.iter().map(|(_, node)| node.at).collect();
    let references: Vec<NodeRef<svg::A>> = nodes.iter().map(|_| NodeRef::new()).collect();
    let drawn = nodes
        .iter()
        .enumerate()
        .zip(&references)
        .map(|((at, (group, node)), reference)| {
            let group = group.and_then(|group| map.groups.get(group));
            let (node, reference) = ((*node).clone(), *reference);
            let mut said = vec![
                node.text.elided(80).spelled(),
                verdict_word(node.verdict, words).to_owned(),
            ];
            said.extend(group.map(|group| group.title.to_owned()));
            said.extend(map.leads_to(at, words));
            let label = said.join(", ");
            let beside = group.filter(|group| group.block.named).map(|group| group.side);
            view! { class = "pictures-map", <NodeMark node at label beside view reference middle=group.is_none() /> }
        });
    let drawn = drawn.collect_view();
    let blocks = map.groups.iter().map(|group| {
        let group = group.clone();
        view! { class = "pictures-map", <g><GroupMark group centre /></g> }
    });
    let blocks = blocks.collect_view();
    let joins = map.joins.clone();
    let ends = points.clone();
    let last = points.len().saturating_sub(1);
    let keys = move |event: KeyboardEvent| {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let key = event.key();
        let to = match key.as_str() {
            "+" | "=" => return press(&event, || view.step(true)),
            "-" => return press(&event, || view.step(false)),
            "0" => {
                return press(&event, || view.show_all(size));
            }
            "Home" => Some(0),
            "End" => Some(last),
            key => Way::of_key(key).and_then(|way| next(&points, view.chosen.get_untracked(), way)),
        };
        let Some(link) = to.and_then(|to| references.get(to)).and_then(NodeRef::get_untracked) else {
            return;
        };
        event.prevent_default();
        let _ = link.focus();
    };
    // Drawn to text, there is no frame that could be looked at.
    if cfg!(target_arch = "wasm32") {
        request_animation_frame(move || view.begin(size, centre));
    }
    let pixels = move |length: i32| format!("{}px", length * view.zoom.get() / 100);
    view! { class = "pictures-map",
        <div class="bar">
            <button type="button" class="button" aria-label=words.pictures.zoom_out title=words.pictures.zoom_out on:click=move |_| view.step(false)>"−"</button>
            <button type="button" class="button" aria-label=words.pictures.zoom_in title=words.pictures.zoom_in on:click=move |_| view.step(true)>"+"</button>
            <button type="button" class="button" on:click=move |_| view.show_all(size)>{words.pictures.fit}</button>
            <span class="quiet small keys">{words.pictures.keys}</span>
        </div>
        <div
            class="frame"
            node_ref=view.frame
            on:keydown=keys
            on:pointerdown=move |event| view.hold(&event)
            on:pointermove=move |event| view.drag(&event)
            on:pointerup=move |_| view.release()
            on:pointerleave=move |_| view.release()
            on:dragstart=move |event| event.prevent_default()
        >
            <svg
                class="drawing"
                role="group"
                aria-label=words.pictures.whole_map
                viewBox=format!("0 0 {} {}", size.0, size.1)
                style:inline-size=move || pixels(size.0)
                style:block-size=move || pixels(size.1)
            >
                {blocks}
                <Joins joins points=ends middle=centre view />
                {drawn}
            </svg>
        </div>
        <Chosen map view />
    }
    .into_any()
}

fn press(event: &KeyboardEvent, act: impl FnOnce()) {
    event.prevent_default();
    act();
}

/// The node in hand or under the mouse, in words. Ears have heard it from the node itself.
#[component]
fn Chosen(map: Map, view: View) -> impl IntoView {
    let words = use_words();
    let map = StoredValue::new(map);
    let drawn = move || {
        let at = view.in_hand();
        map.with_value(|map| {
            let (group, node) = map.nodes().get(at).copied()?;
            let (verdict, text) = (node.verdict, node.text.clone());
            let group = group.and_then(|group| map.groups.get(group));
            let group = group.map(|group| view! { class = "pictures-map", <span class="quiet">{group.title}</span> });
            let leads = map.leads_to(at, words);
            let leads = leads.map(|leads| view! { class = "pictures-map", <span class="quiet">{leads}</span> });
            Some(view! { class = "pictures-map",
                <span class="judged" data-verdict=slug(verdict)>
                    <ShapeMark shape=verdict_shape(verdict) />{verdict_word(verdict, words)}
                </span>
                <span class="chosen-name"><Outside text short=120 /></span>
                {group}
                {leads}
            })
        })
    };
    view! { class = "pictures-map", <p class="chosen" aria-hidden="true">{drawn}</p> }.into_any()
}
