//! Which rows the data ascribe to which process of the tree.

use std::collections::BTreeMap;
use std::rc::Rc;

use serde_json::Value;

use crate::report::behaviour::Section;
use crate::report::behaviour::attributes::Group;
use crate::report::behaviour::merge::key;
use crate::report::behaviour::process::{self, Line, image, parents};
use crate::untrusted::Untrusted;
use crate::vt::object::Object;
use crate::vt::value::{list, text};

/// How the rows of a section are told by process.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum By {
    /// They name their process by its id, or stand at it in the tree.
    Process,
    /// They are commands and programs, and told by the program alone: two processes of one program share them.
    Program,
    /// Nothing in them says which process it was.
    #[default]
    Nobody,
}

/// What is ascribed to whom.
#[derive(Default)]
pub struct Ascribed {
    by: Vec<By>,
    /// By line of the tree: sections and rows, in their order.
    rows: BTreeMap<usize, Vec<(usize, usize)>>,
}

impl Ascribed {
    /// How a section is told.
    pub fn by(&self, section: usize) -> By {
        self.by.get(section).copied().unwrap_or_default()
    }

    /// The rows of a section that are a line's.
    pub fn rows(&self, line: usize, section: usize) -> Vec<usize> {
        let own = self.rows.get(&line).map_or(&[][..], Vec::as_slice);
        own.iter()
            .filter(|(of, _)| *of == section)
            .map(|(_, row)| *row)
            .collect()
    }

    /// What a line's process did, as far as that is told by process.
    pub fn did(&self, line: usize, sections: &[Rc<Section>]) -> Vec<(Group, usize)> {
        let mut did: BTreeMap<Group, usize> = BTreeMap::new();
        for (place, _) in self.rows.get(&line).into_iter().flatten() {
            if let (By::Process, Some(section)) = (self.by(*place), sections.get(*place)) {
                *did.entry(section.group).or_default() += 1;
            }
        }
        did.into_iter().collect()
    }

    fn add(&mut self, line: usize, section: usize, row: usize) {
        let own = self.rows.entry(line).or_default();
        if own.last() != Some(&(section, row)) {
            own.push((section, row));
        }
    }
}

/// Ascribes the rows of the sections to the lines, both made from these reports.
pub fn ascribed(sections: &[Section], lines: &[Line], reports: &[Rc<Object>]) -> Ascribed {
    let mut ascribed = Ascribed {
        by: vec![By::Nobody; sections.len()],
        rows: BTreeMap::new(),
    };
    let (known, parents) = (Known::of(lines), parents(lines));
    let nodes = process::nodes(reports);
    for (place, section) in sections.iter().enumerate() {
        let Some((names, entries)) = section.entries() else {
            continue;
        };
        let program = Program::of(names);
        let mut by = By::Nobody;
        for (row, entry) in entries.iter().enumerate() {
            let Some(value) = entry.value(reports) else { continue };
            for &report in &entry.seen {
                match value {
                    Value::String(command) => {
                        let Some(program) = program else { break };
                        by = By::Program;
                        for line in known.started(report, command) {
                            let whose = match program {
                                Program::Itself => Some(line),
                                Program::Parent => parents.get(line).copied().flatten(),
                            };
                            let process = |line: &usize| lines.get(*line).is_some_and(|line| !line.sandbox);
                            if let Some(line) = whose.filter(process) {
                                ascribed.add(line, place, row);
                            }
                        }
                    }
                    Value::Object(_) => {
                        let Some(named) = Named::of(value) else { break };
                        by = By::Process;
                        for line in known.named(report, &named) {
                            ascribed.add(line, place, row);
                        }
                    }
                    Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => break,
                }
            }
        }
        // What stands at a process in the tree is its own, whatever it says.
        let own = nodes.iter().enumerate().filter_map(|(line, node)| {
            let lists = names.iter().filter_map(|name| node.1.get(*name));
            let entries: Vec<&Value> = lists.flat_map(list).collect();
            (!entries.is_empty()).then_some((line, entries))
        });
        let own: Vec<(usize, Vec<&Value>)> = own.collect();
        if !own.is_empty() {
            by = By::Process;
            let keyed = entries.iter().enumerate();
            let keyed = keyed.filter_map(|(row, entry)| Some((key(entry.value(reports)?)?, row)));
            let keyed: BTreeMap<_, usize> = keyed.collect();
            for (line, values) in own {
                for row in values.into_iter().filter_map(|value| keyed.get(&key(value)?)) {
                    ascribed.add(line, place, *row);
                }
            }
        }
        if let Some(said) = ascribed.by.get_mut(place) {
            *said = by;
        }
    }
    for rows in ascribed.rows.values_mut() {
        rows.sort_unstable();
        rows.dedup();
    }
    ascribed
}

/// Whose a row with a program in it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Program {
    Itself,
    /// The process that started it.
    Parent,
}

impl Program {
    fn of(names: &[&str]) -> Option<Self> {
        match names.first().copied().unwrap_or_default() {
            "processes_created" => Some(Self::Parent),
            "command_executions" | "processes_terminated" | "processes_killed" | "processes_injected" => {
                Some(Self::Itself)
            }
            _ => None,
        }
    }
}

/// The process that an entry names.
#[derive(Default)]
struct Named {
    pid: Option<Untrusted>,
    program: Option<Untrusted>,
}

impl Named {
    /// Read from the entry's own fields, and from what an event of Windows had that a rule fits.
    fn of(entry: &Value) -> Option<Self> {
        let events = entry.get("match_context").map_or(&[][..], list).iter();
        let events = events.filter_map(|event| event.get("values"));
        let mut named = Self::default();
        for (field, value) in std::iter::once(entry)
            .chain(events)
            .filter_map(Value::as_object)
            .flatten()
        {
            let is = |names: &[&str]| {
                let plain = || {
                    field
                        .bytes()
                        .filter(|sign| *sign != b'_')
                        .map(|sign| sign.to_ascii_lowercase())
                };
                names.iter().any(|name| plain().eq(name.bytes()))
            };
            if is(&["processid", "pid"]) {
                named.pid = named.pid.or_else(|| text(value));
            } else if is(&["processname", "process", "image"]) {
                named.program = named.program.or_else(|| text(value));
            }
        }
        (named.pid.is_some() || named.program.is_some()).then_some(named)
    }
}

/// The lines by what rows know of them, each with its report.
#[derive(Default)]
struct Known<'a> {
    pids: BTreeMap<(usize, &'a str), Vec<usize>>,
    names: BTreeMap<(usize, &'a str), Vec<usize>>,
    images: BTreeMap<(usize, String), Vec<usize>>,
}

impl<'a> Known<'a> {
    fn of(lines: &'a [Line]) -> Self {
        let mut known = Self::default();
        for (at, line) in lines.iter().enumerate().filter(|(_, line)| !line.sandbox) {
            if let Some(pid) = &line.pid {
                known.pids.entry((line.report, pid.raw().trim())).or_default().push(at);
            }
            if let Some(name) = &line.name {
                known
                    .names
                    .entry((line.report, name.raw().trim()))
                    .or_default()
                    .push(at);
                known
                    .images
                    .entry((line.report, image(name.raw())))
                    .or_default()
                    .push(at);
            }
        }
        known
    }

    /// The processes that a command started: those with just this command, or else all of its program.
    fn started(&self, report: usize, command: &str) -> Vec<usize> {
        let same = self.names.get(&(report, command.trim()));
        same.or_else(|| self.images.get(&(report, image(command))))
            .cloned()
            .unwrap_or_default()
    }

    /// The processes of an id; where an id was given twice, those of the program too.
    fn named(&self, report: usize, named: &Named) -> Vec<usize> {
        let program = named.program.as_ref();
        let images = program.and_then(|name| self.images.get(&(report, image(name.raw()))));
        let Some(pid) = &named.pid else {
            return images.cloned().unwrap_or_default();
        };
        let lines = self.pids.get(&(report, pid.raw().trim())).cloned().unwrap_or_default();
        let both = |line: &usize| images.is_some_and(|images| images.contains(line));
        if lines.len() > 1 && lines.iter().any(both) {
            return lines.into_iter().filter(both).collect();
        }
        lines
    }
}
