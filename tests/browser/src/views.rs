//! The views that a reader spends the time in: the README shows them, and axe reads them in every colour and width.

use serde_json::json;
use stand_in::fixtures::world;

use crate::session::Session;

/// The widths of windows, wide and narrow, with their heights.
pub const WINDOWS: [(u32, u32); 2] = [(1280, 980), (390, 844)];

/// One of the views.
pub struct View {
    pub name: &'static str,
    /// What of a file's report it is, as the address says it.
    part: &'static str,
    /// It is there once this is.
    until: &'static str,
    /// What it begins with.
    top: &'static str,
}

/// In the order in which they are told of.
pub const MAIN: [View; 5] = [
    View {
        name: "report",
        part: "",
        until: "#panel-detections table",
        top: "body",
    },
    View {
        name: "details",
        part: "/details",
        until: "svg.track",
        top: "[role=tablist]",
    },
    View {
        name: "behaviour",
        part: "/behaviour",
        until: "#panel-behaviour .process",
        top: "[role=tablist]",
    },
    View {
        name: "network",
        part: "/network",
        until: "#panel-network table",
        top: "[role=tablist]",
    },
    View {
        name: "map",
        part: "/relations/map",
        until: "a.node",
        top: "#panel-relations .bar",
    },
];

impl View {
    /// Opens it, and scrolls to where it begins.
    pub async fn open(&self, page: &Session) {
        let place = format!("#/file/{}{}", world::FILE, self.part);
        page.run("location.hash = arguments[0]", vec![json!(place)]).await;
        page.finds(self.until).await;
        let begin = "const top = document.querySelector(arguments[0]).getBoundingClientRect().top + scrollY;
            scrollTo({ top: top - document.querySelector('header').offsetHeight - 16, behavior: 'instant' })";
        page.run(begin, vec![json!(self.top)]).await;
    }
}
