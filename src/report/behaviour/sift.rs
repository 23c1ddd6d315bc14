//! What is left of the rows when a process is picked, a text is sought, or known noise is hidden.

use std::rc::Rc;
use std::sync::Arc;

use serde_json::Value;

use crate::fold::fold;
use crate::report::behaviour::Seen;
use crate::report::behaviour::ascribed::By;
use crate::report::behaviour::attributes::Group;
use crate::report::behaviour::noise;
use crate::report::behaviour::process::{Line, parents};
use crate::report::behaviour::shown::Shown;
use crate::vt::object::Object;

/// What is left of everything.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Left {
    /// The line of the tree that is picked.
    pub picked: Option<usize>,
    /// By section.
    pub sections: Vec<Kept>,
    /// Lines of the tree.
    pub lines: Arc<[usize]>,
    /// Those among them that are there for what stands below them.
    pub above: Arc<[usize]>,
    /// What is hidden because it is known noise.
    pub hidden: usize,
}

/// What is left of a section.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum Kept {
    #[default]
    All,
    Rows(Arc<[usize]>),
    /// A process is picked, and nothing in the rows says whose they are.
    Untold,
}

impl Kept {
    /// How many rows of `total` are left.
    pub fn count(&self, total: usize) -> usize {
        match self {
            Self::All => total,
            Self::Rows(rows) => rows.len(),
            Self::Untold => 0,
        }
    }
}

/// Sifts what was seen.
pub fn sift(seen: &Seen, shown: &Shown, picked: Option<usize>, reports: &[Rc<Object>]) -> Left {
    let sought = fold(shown.sought.trim());
    let mut hidden = 0;
    let sections = seen.sections.iter().enumerate().map(|(place, section)| {
        // Whose reports are shown is no observation.
        if section.group == Group::Sandboxes || (picked.is_none() && sought.is_empty() && !shown.quiet) {
            return Kept::All;
        }
        let among: Vec<usize> = match picked.map(|line| (line, seen.ascribed.by(place))) {
            Some((_, By::Nobody)) => return Kept::Untold,
            Some((line, By::Process | By::Program)) => seen.ascribed.rows(line, place),
            None => (0..section.len()).collect(),
        };
        let fits = among
            .into_iter()
            .filter(|row| sought.is_empty() || section.holds(*row, &sought, reports));
        let rows = fits.filter(|row| {
            let noise = shown.quiet && section.noise(*row, reports).is_some();
            hidden += usize::from(noise);
            !noise
        });
        let rows: Vec<usize> = rows.collect();
        if rows.len() == section.len() {
            Kept::All
        } else {
            Kept::Rows(rows.into())
        }
    });
    let sections = sections.collect();
    let (lines, above) = tree(&seen.lines, shown.quiet, &sought, picked, &mut hidden);
    Left {
        picked,
        sections,
        lines: lines.into(),
        above: above.into(),
        hidden,
    }
}

/// The lines that are left of the tree, and those of them that only lead to others.
fn tree(
    lines: &[Line],
    quiet: bool,
    sought: &str,
    picked: Option<usize>,
    hidden: &mut usize,
) -> (Vec<usize>, Vec<usize>) {
    let below = picked.and_then(|at| Some(at..lines.get(at)?.end));
    let mut wanted = vec![true; lines.len()];
    for (at, (line, wanted)) in lines.iter().zip(&mut wanted).enumerate() {
        let in_branch = below.as_ref().is_none_or(|branch| branch.contains(&at));
        *wanted = in_branch && (sought.is_empty() || (!line.sandbox && line_holds(line, sought)));
        // A process that started others is needed to see whose they are.
        if *wanted && quiet && !line.has_below(at) && is_noise(line) {
            *wanted = false;
            *hidden += 1;
        }
    }
    let parents = parents(lines);
    let mut above = vec![false; lines.len()];
    for at in (0..lines.len()).filter(|at| wanted.get(*at) == Some(&true)) {
        let mut up = parents.get(at).copied().flatten();
        while let Some(parent) = up {
            match above.get_mut(parent) {
                // What leads to this one leads to the ones above it already.
                Some(true) | None => break,
                Some(leads) => *leads = true,
            }
            up = parents.get(parent).copied().flatten();
        }
    }
    let is = |marks: &[bool], at: usize| marks.get(at) == Some(&true);
    let left = (0..lines.len()).filter(|at| is(&wanted, *at) || is(&above, *at));
    let only_above = (0..lines.len()).filter(|at| is(&above, *at) && !is(&wanted, *at));
    (left.collect(), only_above.collect())
}

/// Whether a line says nothing but what is known of every program.
pub fn is_noise(line: &Line) -> bool {
    let why = line.name.as_ref().and_then(|name| noise::of_process(name.raw()));
    !line.sandbox && line.more.is_empty() && why.is_some()
}

fn line_holds(line: &Line, sought: &str) -> bool {
    let own = [&line.name, &line.pid].into_iter().flatten().chain(&line.more);
    own.into_iter().any(|text| fold(text.raw()).contains(sought))
}

/// Whether one of the values of an entry holds a folded text.
pub fn holds(entry: &Value, sought: &str) -> bool {
    // A stack of our own: entries can be deep, and a browser's stack is not.
    let mut open = vec![entry];
    while let Some(value) = open.pop() {
        let found = match value {
            Value::String(text) => fold(text).contains(sought),
            Value::Number(number) => number.as_str().contains(sought),
            Value::Bool(truth) => truth.to_string().contains(sought),
            Value::Null => false,
            Value::Array(list) => {
                open.extend(list);
                false
            }
            Value::Object(map) => {
                open.extend(map.values());
                false
            }
        };
        if found {
            return true;
        }
    }
    false
}
