//! The process tree as lines, parents before their children: any depth, since nothing here calls itself.

use std::rc::Rc;

use serde_json::Value;

use crate::report::behaviour::leaves::leaves;
use crate::untrusted::Untrusted;
use crate::vt::object::Object;
use crate::vt::value::text;

/// A line of the tree.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Line {
    pub depth: usize,
    /// The line behind the last one that stands below this one.
    pub end: usize,
    /// A sandbox stands above its own processes where there are several.
    pub sandbox: bool,
    pub name: Option<Untrusted>,
    pub pid: Option<Untrusted>,
    /// Seconds after the start.
    pub offset: Option<Untrusted>,
    /// What a process has besides, each with its name.
    pub more: Vec<Untrusted>,
}

/// The trees of the reports, one below the other. `names` are the sandboxes'; of one alone the name is left out.
pub fn lines(reports: &[Rc<Object>], names: &[Untrusted]) -> Vec<Line> {
    let mut lines = Vec::new();
    for (report, name) in reports.iter().zip(names) {
        let roots = report.list("processes_tree");
        if roots.iter().all(Value::is_null) {
            continue;
        }
        let several = reports.len() > 1;
        let first = lines.len();
        if several {
            lines.push(Line {
                sandbox: true,
                name: Some(name.clone()),
                ..Line::default()
            });
        }
        add(&mut lines, roots, usize::from(several));
        let end = lines.len();
        if let Some(line) = lines.get_mut(first).filter(|line| line.sandbox) {
            line.end = end;
        }
    }
    lines
}

fn add(lines: &mut Vec<Line>, roots: &[Value], depth: usize) {
    // A stack of our own: the trees are as deep as somebody wishes, and a browser's stack is not.
    let mut open = vec![(None, roots.iter())];
    while let Some((parent, nodes)) = open.last_mut() {
        let Some(node) = nodes.next() else {
            let end = lines.len();
            if let Some(line) = parent.and_then(|at: usize| lines.get_mut(at)) {
                line.end = end;
            }
            open.pop();
            continue;
        };
        if node.is_null() {
            continue;
        }
        let at = lines.len();
        lines.push(line(node, depth + open.len() - 1));
        let children = node.get("children").and_then(Value::as_array);
        open.push((Some(at), children.map_or(&[][..], Vec::as_slice).iter()));
    }
}

fn line(node: &Value, depth: usize) -> Line {
    let alone = text(node);
    let field = |pointer: &str| node.pointer(pointer).and_then(text);
    let mut shown = vec!["/name", "/process_id", "/time_offset"];
    shown.retain(|pointer| field(pointer).is_some());
    if node.get("children").is_some_and(Value::is_array) {
        shown.push("/children");
    }
    Line {
        depth,
        more: if alone.is_some() {
            Vec::new()
        } else {
            leaves(node, &shown)
        },
        name: alone.or_else(|| field("/name")),
        pid: field("/process_id"),
        offset: field("/time_offset"),
        ..Line::default()
    }
}

impl Line {
    /// Whether something stands below line `at`, which this is.
    pub fn has_below(&self, at: usize) -> bool {
        self.end > at + 1
    }
}

/// The lines to be seen where those of `closed` are folded.
pub fn open_lines(lines: &[Line], closed: &[usize]) -> Vec<usize> {
    let mut seen = Vec::new();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        seen.push(at);
        at = if closed.contains(&at) {
            line.end.max(at + 1)
        } else {
            at + 1
        };
    }
    seen
}

/// How many processes there are.
pub fn count(lines: &[Line]) -> usize {
    lines.iter().filter(|line| !line.sandbox).count()
}

/// The tree as indented text.
pub fn written(lines: &[Line]) -> String {
    let mut out = String::new();
    for line in lines {
        out.push_str(&"  ".repeat(line.depth));
        let parts = [&line.pid, &line.name].into_iter().flatten().map(Untrusted::raw);
        out.push_str(&parts.collect::<Vec<&str>>().join(" "));
        out.push('\n');
    }
    out
}
