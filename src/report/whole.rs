//! A report as it is taken away: its card, and all that is loaded in chapters of panels, cut where paper would be wasted.

mod behaviour;

use std::rc::Rc;

use crate::indicator::defang;
use crate::report::card::{Card, card};
use crate::report::community::{comment, newest_first, vote, vote_columns};
use crate::report::details::build::{Site, words_column};
use crate::report::details::{self, Cell, Group, Panel, Part, Table, details};
use crate::report::detections::{Column, Detections, Group as Opinion, detections};
use crate::report::reasons::Tone;
use crate::report::relation::elsewhere;
use crate::report::relation::kinds::name_column;
use crate::report::relation::name::Name;
use crate::report::relation::sheet;
use crate::report::units;
use crate::subject::Topic;
use crate::untrusted::Untrusted;
use crate::vt::object::Object;
use crate::vt::relation::Relation;
use crate::words::{Words, relations};

/// A list as far as it is loaded.
pub struct List {
    pub relation: Relation,
    pub objects: Vec<Rc<Object>>,
    /// VirusTotal has more of it.
    pub more: bool,
}

/// What is known outside the answers.
#[derive(Clone, Copy)]
pub struct Circumstances {
    /// When the report came.
    pub fetched: i64,
    pub now: i64,
    /// Requests that the page has made so far; none where it makes none.
    pub requests: Option<u64>,
}

/// Everything of a report that is loaded.
pub struct Whole {
    pub card: Card,
    pub chapters: Vec<Chapter>,
    /// When it was fetched and saved, and what that took.
    pub made: String,
    /// The places that a file contacted, as far as they are loaded, defanged.
    pub contacted: Vec<Untrusted>,
    pub flagged_by: Vec<(Untrusted, Option<Untrusted>)>,
}

/// A titled run of panels.
pub struct Chapter {
    pub title: &'static str,
    pub panels: Vec<Panel>,
}

/// Rows of a table and entries of a list; more is told by its number.
pub const ROWS: usize = 2_000;

pub fn whole(object: &Object, lists: &[List], circumstances: Circumstances, words: Words) -> Whole {
    let site = Site {
        now: circumstances.now,
        words,
    };
    let own = words.report;
    let engines = detections(object, words);
    let chapters = [
        (own.detections, engine_panel(&engines, words).into_iter().collect()),
        (own.details, details(object, circumstances.now, words)),
        (
            own.relations,
            lists.iter().filter_map(|list| relation(list, site)).collect(),
        ),
        (own.behaviour, behaviour::panels(lists, site)),
        (own.community, community(lists, site)),
    ];
    let chapters = chapters.into_iter().map(|(title, panels): (_, Vec<Panel>)| Chapter {
        title,
        panels: panels.into_iter().map(|panel| cut(panel, words)).collect(),
    });
    Whole {
        card: card(object, circumstances.now, words),
        chapters: chapters.filter(|chapter| !chapter.panels.is_empty()).collect(),
        made: made(circumstances, words),
        contacted: contacted(lists),
        flagged_by: flagged_by(&engines),
    }
}

fn made(circumstances: Circumstances, words: Words) -> String {
    let own = words.saving;
    let mut said = vec![
        (own.fetched)(&units::absolute(circumstances.fetched)),
        (own.saved)(&units::absolute(circumstances.now)),
    ];
    said.extend(circumstances.requests.map(own.requests));
    said.join(" · ")
}

fn engine_panel(engines: &Detections, words: Words) -> Option<Panel> {
    let columns = engines.columns.iter().map(|column| words_column(column.word(words)));
    let rows = engines.rows.iter().map(|row| {
        let cells = engines.columns.iter().map(|column| match (column, row.cell(*column)) {
            (Column::Opinion, Some(word)) => Cell::OutsideState(tone(row.group), word.clone()),
            (_, Some(text)) => Cell::Outside(text.clone()),
            (_, None) => Cell::Empty,
        });
        cells.collect()
    });
    panel("engines", words.report.detections, columns.collect(), rows.collect())
}

fn tone(opinion: Opinion) -> Tone {
    match opinion {
        Opinion::Malicious => Tone::Bad,
        Opinion::Suspicious => Tone::Warn,
        Opinion::Harmless => Tone::Good,
        Opinion::Undetected | Opinion::NoOpinion => Tone::Plain,
    }
}

fn flagged_by(engines: &Detections) -> Vec<(Untrusted, Option<Untrusted>)> {
    let flagged = engines.rows.iter().filter(|row| match row.group {
        Opinion::Malicious | Opinion::Suspicious => true,
        Opinion::Undetected | Opinion::Harmless | Opinion::NoOpinion => false,
    });
    flagged.map(|row| (row.engine.clone(), row.label.clone())).collect()
}

fn contacted(lists: &[List]) -> Vec<Untrusted> {
    let places = ["contacted_domains", "contacted_ips", "contacted_urls"];
    let lists = lists.iter().filter(|list| places.contains(&list.relation.name));
    let names = lists.flat_map(|list| &list.objects).map(|object| Name::of(object).text);
    names.map(|name| Untrusted::new(defang(name.raw()))).collect()
}

/// A panel of one table, unless that is empty.
fn panel(id: &'static str, title: &'static str, columns: Vec<details::Column>, rows: Vec<Vec<Cell>>) -> Option<Panel> {
    let count = rows.len() as u64;
    let table = Table {
        title: None,
        columns,
        rows,
    };
    (count > 0).then(|| Panel {
        id,
        title,
        count: Some(count),
        parts: vec![Part::Table(table)],
    })
}

/// A list that has no chapter of its own: a table for each kind of its objects.
fn relation(list: &List, site: Site) -> Option<Panel> {
    if elsewhere(list.relation.name).is_some() || list.objects.is_empty() {
        return None;
    }
    let objects = || list.objects.iter().map(Rc::as_ref);
    let tables = sheet::kinds(objects()).into_iter().map(|kind| {
        let mut columns = vec![words_column(name_column(&kind, &site.words.relations))];
        columns.extend(sheet::columns(&kind, site.words));
        let rows = objects()
            .filter(|object| object.kind == kind)
            .map(|object| row(object, site));
        Part::Table(Table {
            title: None,
            columns,
            rows: rows.collect(),
        })
    });
    let more = list
        .more
        .then(|| Part::Note(Tone::Plain, site.words.saving.more_there.to_owned()));
    Some(Panel {
        id: list.relation.name,
        title: relations::named(&site.words.relations, list.relation.name).0,
        count: Some(list.objects.len() as u64),
        parts: tables.chain(more).collect(),
    })
}

fn row(object: &Object, site: Site) -> Vec<Cell> {
    let name = Name::of(object);
    let first = match name.digest() {
        Some(digest) => Cell::Chips(vec![name.text.clone(), digest.clone()]),
        None if name.is_network() => Cell::Outside(Untrusted::new(defang(name.text.raw()))),
        None => Cell::Outside(name.text.clone()),
    };
    if object.missing.is_some() {
        return vec![first, Cell::Ours(site.words.relations.gone.to_owned())];
    }
    std::iter::once(first).chain(sheet::cells(object, site)).collect()
}

/// A cell as text; what could be visited, defanged.
pub fn written(cell: &Cell) -> Untrusted {
    match cell {
        Cell::Empty => Untrusted::default(),
        Cell::Ours(text) | Cell::State(_, text) | Cell::Bar { text, .. } => Untrusted::new(text.as_str()),
        Cell::Outside(text) | Cell::Copy(text) | Cell::OutsideState(_, text) => text.clone(),
        Cell::Time(when) => Untrusted::new(when.absolute.as_str()),
        Cell::Chips(chips) => {
            let texts: Vec<&str> = chips.iter().map(Untrusted::raw).collect();
            Untrusted::new(texts.join(", "))
        }
        Cell::Subject(subject, text) => match subject.topic() {
            Topic::File => text.clone(),
            Topic::Url | Topic::Domain | Topic::Address => Untrusted::new(defang(text.raw())),
        },
    }
}

/// Comments as they were written, and votes.
fn community(lists: &[List], site: Site) -> Vec<Panel> {
    let words = site.words;
    let of = |name: &str| {
        let list = lists.iter().find(|list| list.relation.name == name);
        list.map_or(&[][..], |list| &list.objects)
    };
    let said = of("comments");
    let comments = newest_first(said.iter().map(Rc::as_ref))
        .into_iter()
        .filter_map(|at| said.get(at))
        .map(|object| {
            let comment = comment(object, site);
            let title = comment.date.as_ref().map(written).unwrap_or_default();
            Group {
                title,
                items: comment.lines,
            }
        });
    let comments: Vec<Group> = comments.collect();
    let comments = (!comments.is_empty()).then(|| Panel {
        id: "comments",
        title: words.community.comments,
        count: Some(comments.len() as u64),
        parts: vec![Part::Groups(comments)],
    });
    let votes = of("votes").iter().map(|object| vote(object, site).to_vec());
    let votes = panel(
        "votes",
        words.community.votes,
        vote_columns(words).to_vec(),
        votes.collect(),
    );
    comments.into_iter().chain(votes).collect()
}

fn cut_note(all: usize, words: Words) -> Option<Part> {
    let count = |count: usize| units::count(count as u64, words);
    (all > ROWS).then(|| Part::Note(Tone::Plain, (words.saving.first_of)(&count(ROWS), &count(all))))
}

/// Cuts what is longer than paper should be wasted for, and says so.
fn cut(mut panel: Panel, words: Words) -> Panel {
    let mut parts = Vec::new();
    for mut part in panel.parts {
        let all = match &mut part {
            Part::Fields(_) | Part::Note(..) | Part::Heading(_) | Part::Prose(_) | Part::Code(_) => 0,
            Part::Table(table) => shorten(&mut table.rows),
            Part::List(items) => shorten(items),
            Part::Groups(groups) => {
                let longest = groups.iter_mut().map(|group| shorten(&mut group.items)).max();
                shorten(groups).max(longest.unwrap_or(0))
            }
        };
        parts.push(part);
        parts.extend(cut_note(all, words));
    }
    panel.parts = parts;
    panel
}

fn shorten<T>(list: &mut Vec<T>) -> usize {
    let all = list.len();
    list.truncate(ROWS);
    all
}
