//! The process tree as lines, parents before their children: any depth, since nothing here calls itself.

use std::rc::Rc;

use serde_json::Value;

use crate::report::behaviour::leaves::leaves;
use crate::report::behaviour::shown::Picked;
use crate::untrusted::Untrusted;
use crate::vt::object::Object;
use crate::vt::value::text;

/// A line of the tree.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Line {
    pub depth: usize,
    /// The line behind the last one that stands below this one.
    pub end: usize,
    /// The report that it is from, by its place.
    pub report: usize,
    /// A sandbox stands above its own processes where there are several.
    pub sandbox: bool,
    /// The program, or the whole command that started it.
    pub name: Option<Untrusted>,
    pub pid: Option<Untrusted>,
    /// Seconds after the start.
    pub offset: Option<Untrusted>,
    /// What a process has besides, each with its name.
    pub more: Vec<Untrusted>,
}

/// The trees of the reports, one below the other. `names` are the sandboxes'; of one alone the name is left out.
pub fn lines(reports: &[Rc<Object>], names: &[Untrusted]) -> Vec<Line> {
    let several = reports.len() > 1;
    let mut lines = Vec::new();
    for (at, (report, name)) in reports.iter().zip(names).enumerate() {
        let nodes = preorder(report);
        if several && !nodes.is_empty() {
            lines.push(Line {
                report: at,
                sandbox: true,
                name: Some(name.clone()),
                ..Line::default()
            });
        }
        lines.extend(nodes.into_iter().map(|(depth, node)| Line {
            report: at,
            ..line(node, depth + usize::from(several))
        }));
    }
    close(&mut lines);
    lines
}

/// What stands in the reports at the processes of [`lines`], in their order, each with its report's place; null for a
/// sandbox's own line.
pub fn nodes(reports: &[Rc<Object>]) -> Vec<(usize, &Value)> {
    let mut nodes = Vec::new();
    for (at, report) in reports.iter().enumerate() {
        let own = preorder(report);
        if reports.len() > 1 && !own.is_empty() {
            nodes.push((at, &Value::Null));
        }
        nodes.extend(own.into_iter().map(|(_, node)| (at, node)));
    }
    nodes
}

/// The nodes of a report's tree with their depth, parents before their children.
fn preorder(report: &Object) -> Vec<(usize, &Value)> {
    let mut nodes = Vec::new();
    // A stack of our own: the trees are as deep as somebody wishes, and a browser's stack is not.
    let mut open = vec![report.list("processes_tree").iter()];
    while let Some(siblings) = open.last_mut() {
        let Some(node) = siblings.next() else {
            open.pop();
            continue;
        };
        if !node.is_null() {
            nodes.push((open.len() - 1, node));
            let children = node.get("children").and_then(Value::as_array);
            open.push(children.map_or(&[][..], Vec::as_slice).iter());
        }
    }
    nodes
}

/// Says of each line where what stands below it ends.
fn close(lines: &mut [Line]) {
    let depths: Vec<usize> = lines.iter().map(|line| line.depth).chain([0]).collect();
    let mut open: Vec<usize> = Vec::new();
    for (at, depth) in depths.into_iter().enumerate() {
        while let Some(line) = open.last().and_then(|above| lines.get_mut(*above)) {
            if line.depth < depth {
                break;
            }
            line.end = at;
            open.pop();
        }
        open.push(at);
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

    /// The program's file without its folder; nothing where the name is none of a program's.
    pub fn image(&self) -> Option<Untrusted> {
        let file = file(program(self.name.as_ref()?.raw()));
        (!file.is_empty()).then(|| Untrusted::new(file))
    }
}

/// The program of a command: what is quoted, or goes as far as the first blank; of a path with blanks in it as far as an
/// ending of programs.
fn program(command: &str) -> &str {
    let command = command.trim_start();
    if let Some(quoted) = command.strip_prefix('"') {
        return quoted.split('"').next().unwrap_or(quoted);
    }
    let word = command.split(' ').next().unwrap_or(command);
    if !word.contains('\\') {
        return word;
    }
    let blanks = command.match_indices(' ').map(|(at, _)| at).chain([command.len()]);
    let ended = blanks.filter_map(|at| command.get(..at)).find(|start| {
        let ending = start.rsplit('.').next().unwrap_or_default();
        ["exe", "com", "scr", "bat", "cmd", "dll", "msi", "tmp"]
            .iter()
            .any(|known| ending.eq_ignore_ascii_case(known))
    });
    ended.unwrap_or(word)
}

fn file(path: &str) -> &str {
    path.rsplit(['\\', '/']).next().unwrap_or(path)
}

/// What two names of one program have in common: `cmd` of `C:\Windows\System32\CMD.EXE /c dir`.
pub fn image(command: &str) -> String {
    let mut image = file(program(command)).to_ascii_lowercase();
    if let Some(stem) = image.strip_suffix(".exe") {
        image.truncate(stem.len());
    }
    if image == "%comspec%" { "cmd".to_owned() } else { image }
}

/// The lines above each one, the nearest alone.
pub fn parents(lines: &[Line]) -> Vec<Option<usize>> {
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut parents = Vec::with_capacity(lines.len());
    for (at, line) in lines.iter().enumerate() {
        while open.last().is_some_and(|(_, depth)| *depth >= line.depth) {
            open.pop();
        }
        parents.push(open.last().map(|(above, _)| *above));
        open.push((at, line.depth));
    }
    parents
}

/// How the address names the process of a line: by its id where no other has it. `several` sandboxes are named too.
pub fn picked(lines: &[Line], at: usize, names: &[Untrusted]) -> Option<Picked> {
    let line = lines.get(at).filter(|line| !line.sandbox)?;
    let own = || {
        lines
            .iter()
            .enumerate()
            .filter(|(_, other)| other.report == line.report && !other.sandbox)
    };
    let same = own().filter(|(_, other)| other.pid == line.pid).count();
    let key = match &line.pid {
        Some(pid) if same == 1 && !pid.raw().starts_with('#') => pid.raw().to_owned(),
        Some(_) | None => format!("#{}", own().take_while(|(place, _)| *place <= at).count()),
    };
    let sandbox = (names.len() > 1).then(|| names.get(line.report).map(|name| name.raw().to_owned()));
    Some(Picked {
        key,
        sandbox: sandbox.flatten(),
    })
}

/// The line that the address names; none where no such process was seen.
pub fn find(lines: &[Line], picked: &Picked, names: &[Untrusted]) -> Option<usize> {
    let report = match &picked.sandbox {
        Some(sandbox) => Some(names.iter().position(|name| name.raw() == sandbox)?),
        None => None,
    };
    let mut own = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| !line.sandbox && report.is_none_or(|report| line.report == report));
    let found = match picked.key.strip_prefix('#') {
        Some(number) => own.nth(number.parse::<usize>().ok()?.checked_sub(1)?),
        None => own.find(|(_, line)| line.pid.as_ref().is_some_and(|pid| pid.raw() == picked.key)),
    };
    found.map(|(at, _)| at)
}

/// The lines to be seen where those of `closed` are folded.
pub fn open_lines(lines: &[Line], among: &[usize], closed: &[usize]) -> Vec<usize> {
    let mut seen = Vec::new();
    let mut folded_until = 0;
    for &at in among.iter().filter(|at| **at < lines.len()) {
        if at < folded_until {
            continue;
        }
        seen.push(at);
        if let Some(line) = lines.get(at).filter(|_| closed.contains(&at)) {
            folded_until = line.end;
        }
    }
    seen
}

/// How many processes there are.
pub fn count(lines: &[Line]) -> usize {
    lines.iter().filter(|line| !line.sandbox).count()
}

/// Some lines of the tree as indented text.
pub fn written(lines: &[Line], among: &[usize]) -> String {
    let mut out = String::new();
    for line in among.iter().filter_map(|at| lines.get(*at)) {
        out.push_str(&"  ".repeat(line.depth));
        let parts = [&line.pid, &line.name].into_iter().flatten().map(Untrusted::raw);
        out.push_str(&parts.collect::<Vec<&str>>().join(" "));
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_names_its_program() {
        for (command, file, image_of_it) in [
            ("C:\\Windows\\System32\\CMD.EXE /c dir", "CMD.EXE", "cmd"),
            ("\"C:\\Program Files\\A b\\c.exe\" -x d.exe", "c.exe", "c"),
            ("C:\\Program Files\\A b\\c.exe -x d.exe", "c.exe", "c"),
            ("%TEMP%\\a.tmp", "a.tmp", "a.tmp"),
            ("schtasks /create /tr C:\\x.exe y", "schtasks", "schtasks"),
            ("powershell -NoP", "powershell", "powershell"),
            ("\"%ComSpec%\" /c x", "%ComSpec%", "cmd"),
            ("/usr/bin/curl -s", "curl", "curl"),
            ("", "", ""),
            ("\"", "", ""),
        ] {
            assert_eq!(
                (self::file(program(command)), image(command).as_str()),
                (file, image_of_it),
                "{command}"
            );
        }
    }
}
