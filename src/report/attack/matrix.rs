//! The matrix: one column a tactic, techniques in it with the graver first, sub-techniques under their parents.

use std::collections::BTreeMap;

use crate::report::attack::findings::Finding;
use crate::report::attack::table::{Table, Technique};
use crate::report::attack::{Domain, Tactic, parent};
use crate::report::behaviour::severity::Severity;
use crate::untrusted::Untrusted;
use crate::words::Words;

/// Where a technique stands. Known tactics come first, in the framework's order.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Place {
    Known(Tactic),
    /// A tactic of tomorrow, with its id.
    Outside(Untrusted, Untrusted),
    /// Nobody says what it is for.
    Unknown,
}

impl Place {
    /// The tactic that an answer names.
    pub fn read(id: Option<Untrusted>, name: Option<Untrusted>) -> Self {
        match (id.as_ref().and_then(|id| Tactic::of_id(id.raw())), &id, &name) {
            (Some((_, tactic)), ..) => Self::Known(tactic),
            (None, None, None) => Self::Unknown,
            (None, ..) => Self::Outside(name.unwrap_or_default(), id.unwrap_or_default()),
        }
    }

    /// What stands above its column, and its id.
    pub fn title(&self, domain: Domain, words: Words) -> (Untrusted, Option<Untrusted>) {
        match self {
            Self::Known(tactic) => (
                Untrusted::new(tactic.name(words)),
                tactic.id(domain).map(Untrusted::new),
            ),
            Self::Outside(name, id) if name.is_empty() => (id.clone(), None),
            Self::Outside(name, id) => (name.clone(), Some(id.clone()).filter(|id| !id.is_empty())),
            Self::Unknown => (Untrusted::new(words.attack.no_tactic), None),
        }
    }
}

/// A matrix of the framework, as far as something was seen of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Matrix {
    pub domain: Domain,
    pub columns: Vec<Column>,
    /// Tactics that nothing was seen of.
    pub unseen: Vec<Tactic>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Column {
    pub place: Place,
    pub cells: Vec<Cell>,
}

/// A technique in a column.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cell {
    pub id: Untrusted,
    pub name: Option<Untrusted>,
    /// Its place among the findings; none for a parent that only its sub-techniques stand under.
    pub finding: Option<usize>,
    /// Of the gravest sign.
    pub severity: Severity,
    pub signs: usize,
    /// What the table knows of it.
    pub technique: Option<Technique>,
    /// Its sub-techniques.
    pub below: Vec<Self>,
}

impl Cell {
    /// How grave it is with what stands below it.
    fn weight(&self) -> Severity {
        let below = self.below.iter().map(|cell| cell.severity.clone());
        below.chain([self.severity.clone()]).min().unwrap_or(Severity::Unsaid)
    }
}

/// The matrices that something was seen of.
pub fn matrices(findings: &[Finding], table: &Table) -> Vec<Matrix> {
    let mut columns: BTreeMap<(Domain, Place), BTreeMap<String, Cell>> = BTreeMap::new();
    for (at, finding) in findings.iter().enumerate() {
        let domain = domain(finding, table);
        for place in places(finding, table) {
            let cells = columns.entry((domain, place)).or_default();
            let own = cell(finding.id.raw(), table);
            let cell = match parent(finding.id.raw()) {
                Some(above) => {
                    let above = cells.entry(above.to_owned()).or_insert_with(|| cell(above, table));
                    above.below.push(own);
                    above.below.last_mut()
                }
                None => Some(cells.entry(finding.id.raw().to_owned()).or_insert(own)),
            };
            if let Some(cell) = cell {
                cell.name = cell.name.take().or_else(|| finding.name.clone());
                cell.finding = Some(at);
                cell.severity = finding.severity();
                cell.signs = finding.signs.len();
            }
        }
    }
    let mut matrices: Vec<Matrix> = Vec::new();
    for ((domain, place), cells) in columns {
        if matrices.last().is_none_or(|matrix| matrix.domain != domain) {
            matrices.push(Matrix {
                domain,
                columns: Vec::new(),
                unseen: Tactic::all().filter(|tactic| tactic.id(domain).is_some()).collect(),
            });
        }
        if let Some(matrix) = matrices.last_mut() {
            matrix.unseen.retain(|tactic| Place::Known(*tactic) != place);
            let mut cells: Vec<Cell> = cells.into_values().collect();
            cells.sort_by_cached_key(Cell::weight);
            for cell in &mut cells {
                cell.below.sort_by_cached_key(Cell::weight);
            }
            matrix.columns.push(Column { place, cells });
        }
    }
    matrices
}

fn cell(id: &str, table: &Table) -> Cell {
    let technique = table.find(id);
    Cell {
        id: Untrusted::new(id),
        name: technique.map(|technique| Untrusted::new(technique.name)),
        finding: None,
        severity: Severity::Unsaid,
        signs: 0,
        technique: technique.copied(),
        below: Vec::new(),
    }
}

/// The matrix that a technique stands in, by its id or by the tactics that it is said to have.
fn domain(finding: &Finding, table: &Table) -> Domain {
    let id = finding.id.raw();
    let technique = table.find(id).or_else(|| table.find(parent(id)?));
    technique.map_or(Domain::Enterprise, |technique| technique.domain)
}

/// The tactics of the table, of the parent where it has none, and those of the answer.
fn places(finding: &Finding, table: &Table) -> Vec<Place> {
    let id = finding.id.raw();
    let of = |id: &str| -> Vec<Place> {
        let technique = table.find(id);
        technique.map_or_else(Vec::new, |technique| technique.tactics().map(Place::Known).collect())
    };
    let mut places = of(id);
    for place in &finding.places {
        if !places.contains(place) {
            places.push(place.clone());
        }
    }
    if places.is_empty() {
        places = parent(id).map_or_else(Vec::new, of);
    }
    if places.is_empty() {
        places.push(Place::Unknown);
    }
    places
}

/// The matrices as indented text.
pub fn written(matrices: &[Matrix], words: Words) -> String {
    let mut out = String::new();
    for matrix in matrices {
        if matrices.len() > 1 {
            line(&mut out, 0, [Some(matrix.domain.name().to_owned())]);
        }
        for column in &matrix.columns {
            let (title, id) = column.place.title(matrix.domain, words);
            line(
                &mut out,
                0,
                [id.map(|id| id.raw().to_owned()), Some(title.raw().to_owned())],
            );
            for cell in &column.cells {
                written_cell(&mut out, 1, cell, words);
                for below in &cell.below {
                    written_cell(&mut out, 2, below, words);
                }
            }
        }
    }
    out
}

fn written_cell(out: &mut String, depth: usize, cell: &Cell, words: Words) {
    let own = |text: &Untrusted| Some(text.raw().to_owned()).filter(|text| !text.is_empty());
    let said = cell.finding.map(|_| {
        let signs = (words.attack.signs)(cell.signs as u64);
        match cell.severity.word(words) {
            Some(severity) => format!("({}, {signs})", severity.raw()),
            None => format!("({signs})"),
        }
    });
    line(out, depth, [own(&cell.id), cell.name.as_ref().and_then(own), said]);
}

fn line<const N: usize>(out: &mut String, depth: usize, parts: [Option<String>; N]) {
    out.push_str(&"  ".repeat(depth));
    out.push_str(&parts.into_iter().flatten().collect::<Vec<String>>().join(" "));
    out.push('\n');
}
