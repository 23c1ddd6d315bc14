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
}

/// In the order in which they are told of.
pub const MAIN: [View; 5] = [
    View {
        name: "report",
        part: "",
        until: "#panel-detections table",
    },
    View {
        name: "details",
        part: "/details",
        until: "svg.track",
    },
    View {
        name: "behaviour",
        part: "/behaviour",
        until: "#panel-behaviour .process",
    },
    View {
        name: "network",
        part: "/network",
        until: "#panel-network table",
    },
    View {
        name: "map",
        part: "/relations/map",
        until: "a.node",
    },
];

impl View {
    /// Opens it, at the top of the report or of its part.
    pub async fn open(&self, page: &Session) {
        let place = format!("#/file/{}{}", world::FILE, self.part);
        page.run("location.hash = arguments[0]", vec![json!(place)]).await;
        page.finds(self.until).await;
        let top = "const tabs = arguments[0] ? document.querySelector('[role=tablist]') : null;
            const top = tabs ? tabs.getBoundingClientRect().top + scrollY - document.querySelector('header').offsetHeight - 16 : 0;
            scrollTo({ top, behavior: 'instant' })";
        page.run(top, vec![json!(self.part)]).await;
    }
}
