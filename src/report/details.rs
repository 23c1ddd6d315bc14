//! The panels of the details: what each holds is decided in the files of this folder.

mod address;
mod android;
mod archive;
pub mod build;
mod capture;
pub mod certificate;
mod domain;
mod dotnet;
mod elf;
mod identity;
pub mod iso;
mod java;
mod known;
mod macho;
mod malware;
mod office;
mod opinion;
mod origin;
mod parts;
mod pdf;
mod program;
mod reader;
mod registration;
mod script;
mod shortcut;
mod signature;
mod threat;
mod url;

use crate::indicator::defang;
use crate::report::details::build::{Site, has_scheme};
use crate::report::reasons::Tone;
use crate::report::table::Copied;
use crate::report::units::When;
use crate::subject::{Subject, Topic};
use crate::untrusted::Untrusted;
use crate::vt::object::Object;
use crate::words::Words;

/// A titled part of the details.
#[derive(Clone, PartialEq, Debug)]
pub struct Panel {
    /// Stable, for anchors and classes.
    pub id: &'static str,
    pub title: &'static str,
    /// How many entries, where that says something.
    pub count: Option<u64>,
    pub parts: Vec<Part>,
}

#[derive(Clone, PartialEq, Debug)]
pub enum Part {
    /// Labels with their values.
    Fields(Vec<Field>),
    Table(Table),
    /// Titled lists: libraries with their functions.
    Groups(Vec<Group>),
    /// A plain list, possibly of many thousands.
    List(Vec<Untrusted>),
    /// A sentence of ours.
    Note(Tone, String),
    /// Over what follows, where a panel has several lists, or several of the same.
    Heading(Label),
    /// Somebody's paragraphs.
    Prose(Untrusted),
    /// Lines of a program or of settings, as they stand in their file.
    Code(Untrusted),
}

#[derive(Clone, PartialEq, Debug)]
pub struct Field {
    pub label: Label,
    /// One value a line.
    pub cells: Vec<Cell>,
}

#[derive(Clone, PartialEq, Debug)]
pub enum Label {
    Ours(&'static str),
    Outside(Untrusted),
}

#[derive(Clone, PartialEq, Debug)]
pub struct Table {
    /// Above the table, where a panel has several.
    pub title: Option<&'static str>,
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<Cell>>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Column {
    pub title: &'static str,
    /// Right-aligned.
    pub numeric: bool,
}

/// A titled list; long ones are drawn a window at a time.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Group {
    pub title: Untrusted,
    pub items: Vec<Untrusted>,
}

/// A value.
#[derive(Clone, PartialEq, Debug)]
pub enum Cell {
    Empty,
    /// Words of ours.
    Ours(String),
    /// Words of somebody else.
    Outside(Untrusted),
    /// The same, of the kind that is copied: a digest, a path; monospace with a copy button.
    Copy(Untrusted),
    Time(When),
    /// A length of `value` on a scale from 0 to `max`, with its number.
    Bar {
        value: f64,
        max: f64,
        text: String,
    },
    /// A word of ours that means good or bad.
    State(Tone, String),
    /// Somebody else's word that means good or bad.
    OutsideState(Tone, Untrusted),
    /// Small labels in a row.
    Chips(Vec<Untrusted>),
    /// What has a report of its own, under the name that it has here.
    Subject(Subject, Untrusted),
}

impl Cell {
    /// All of it as a text: what it is sought and copied by.
    pub fn text(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Ours(text) | Self::State(_, text) | Self::Bar { text, .. } => text.clone(),
            Self::Outside(text) | Self::Copy(text) | Self::OutsideState(_, text) | Self::Subject(_, text) => {
                text.raw().to_owned()
            }
            Self::Time(when) => when.absolute.clone(),
            Self::Chips(chips) => chips.iter().map(Untrusted::raw).collect::<Vec<&str>>().join(" "),
        }
    }

    /// Whether a program would make of it something to visit.
    pub fn is_network(&self) -> bool {
        match self {
            Self::Subject(subject, _) => match subject.topic() {
                Topic::Url | Topic::Domain | Topic::Address => true,
                Topic::File => false,
            },
            Self::Outside(text) | Self::Copy(text) => has_scheme(text.raw().trim_start()),
            Self::Empty
            | Self::Ours(_)
            | Self::Time(_)
            | Self::Bar { .. }
            | Self::State(..)
            | Self::OutsideState(..)
            | Self::Chips(_) => false,
        }
    }

    /// As it is copied.
    pub fn copied(&self, how: Copied) -> String {
        match how {
            Copied::Defanged if self.is_network() => defang(&self.text()),
            Copied::Plain | Copied::Defanged => self.text(),
        }
    }
}

/// The panels of a report, in their order; those with nothing in them are left out.
pub fn details(object: &Object, now: i64, words: Words) -> Vec<Panel> {
    let site = Site { now, words };
    match object.kind.topic() {
        Some(Topic::Url) => of_url(object, site),
        Some(Topic::Domain) => of_domain(object, site),
        Some(Topic::Address) => of_address(object, site),
        Some(Topic::File) | None => of_file(object, site),
    }
}

fn of_url(url: &Object, site: Site) -> Vec<Panel> {
    let panels = [
        url::identity(url, site),
        identity::dates(url, site),
        opinion::opinions(url, site),
        url::response(url, site),
        url::redirects(url, site),
        url::page(url, site),
        identity::tags(url, site),
        identity::standing(url, site),
        url::links(url, site),
    ];
    panels.into_iter().flatten().collect()
}

fn of_domain(domain: &Object, site: Site) -> Vec<Panel> {
    let panels = [
        domain::identity(domain, site),
        identity::dates(domain, site),
        opinion::opinions(domain, site),
        domain::dns(domain, site),
        domain::ranks(domain, site),
        identity::tags(domain, site),
        identity::standing(domain, site),
        certificate::certificate(domain, site),
        registration::rdap(domain, site),
        registration::whois(domain, site),
    ];
    panels.into_iter().flatten().collect()
}

fn of_address(address: &Object, site: Site) -> Vec<Panel> {
    let panels = [
        address::identity(address, site),
        identity::dates(address, site),
        opinion::opinions(address, site),
        identity::tags(address, site),
        identity::standing(address, site),
        certificate::certificate(address, site),
        registration::rdap(address, site),
        registration::whois(address, site),
    ];
    panels.into_iter().flatten().collect()
}

fn of_file(file: &Object, site: Site) -> Vec<Panel> {
    let panels = [
        malware::config(file, site),
        identity::identity(file, site),
        identity::names(file, site),
        identity::dates(file, site),
        identity::kind(file, site),
        identity::tags(file, site),
        threat::threat(file, site),
        malware::insight(file, site),
        threat::rules(file, site),
        threat::sandboxes(file, site),
        identity::standing(file, site),
        known::known(file, site),
        signature::signature(file, site),
    ];
    let last = [identity::packers(file, site), origin::exiftool(file, site)];
    let panels = panels.into_iter().chain(inside(file, site)).chain(last);
    panels.flatten().chain(origin::plain(file, site)).collect()
}

/// What is inside, by the file's format; a file of two formats at once has the panels of both.
fn inside(file: &Object, site: Site) -> Vec<Option<Panel>> {
    let mut panels = program::program(file, site);
    panels.push(dotnet::assembly(file, site));
    panels.extend(elf::elf(file, site));
    panels.push(macho::macho(file, site));
    panels.extend(android::android(file, site));
    panels.extend([
        office::office(file, site),
        pdf::pdf(file, site),
        shortcut::shortcut(file, site),
        script::powershell(file, site),
        script::page(file, site),
        script::flash(file, site),
        archive::bundle(file, site),
        archive::disk(file, site),
        archive::debian(file, site),
        java::jar(file, site),
        java::class(file, site),
        capture::capture(file, site),
        capture::alerts(file, site),
    ]);
    panels
}
