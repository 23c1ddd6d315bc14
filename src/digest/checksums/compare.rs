//! Compares files with a list: what agrees, what does not, what is listed and absent, what is there and not listed.

use std::collections::BTreeMap;

use super::{Algorithm, Expected, List};
use crate::fold::fold;
use crate::untrusted::Untrusted;

/// A file as far as it is known.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Held {
    /// Folders and name, parted by `/`.
    pub path: Untrusted,
    /// In lower-case hexadecimal, as are the others; none where it is not computed (yet).
    pub sha256: Option<String>,
    pub sha1: Option<String>,
    pub md5: Option<String>,
}

/// How a file and the list agree. The order is that of the results: what needs a look first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Agreement {
    Mismatch,
    /// Listed and not among the files.
    Missing,
    /// The digest that the list gives is not computed (yet).
    Unread,
    /// Among the files and not listed.
    Extra,
    Match,
}

/// A digest that is not the one listed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Wrong {
    pub expected: Expected,
    pub got: String,
}

/// A file, or a name in the list, and how they agree.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Compared {
    pub agreement: Agreement,
    /// The file's path, or the listed name where there is no file; empty where the list has a digest alone.
    pub name: Untrusted,
    /// Its place among the files.
    pub file: Option<usize>,
    /// What the list says of it.
    pub expected: Vec<Expected>,
    /// Of a mismatch: the first digest that disagrees.
    pub wrong: Option<Wrong>,
}

/// Deeper folders are not looked at.
const DEPTH: usize = 32;

/// What a list says of one file.
struct Listed {
    name: Untrusted,
    /// The name and its folders, the name first.
    parts: Vec<String>,
    expected: Vec<Expected>,
    file: Option<usize>,
}

/// The results, sorted by agreement, each group in the order of the list or of the files.
///
/// A listed name means the file that shares the most folders with it, counted from the name up; among several such, the
/// one whose digest agrees. Where the folders contradict each other, it means that file only if the digest agrees, or
/// if nobody else has the name. A digest alone means whatever file has it; where it is the only one in the list, it is
/// compared with each file.
pub fn compare(list: &List, files: &[Held]) -> Vec<Compared> {
    let (mut listed, alone) = by_name(list);
    let mut taken = vec![false; files.len()];
    for known in [str::to_owned, fold] {
        assign(&mut listed, files, &mut taken, known);
    }
    let mut rows: Vec<Compared> = Vec::new();
    for one in listed {
        match one.file.and_then(|at| Some((at, files.get(at)?))) {
            Some((at, file)) => rows.push(judged(at, file, one.expected)),
            None => rows.push(missing(one.name, one.expected)),
        }
    }
    let is_one_file = rows.is_empty() && !alone.is_empty() && is_of_one_file(&alone);
    let mut by_digest: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, file) in files
        .iter()
        .enumerate()
        .filter(|(at, _)| taken.get(*at) == Some(&false))
    {
        for digest in [&file.sha256, &file.sha1, &file.md5].into_iter().flatten() {
            by_digest.entry(digest).or_default().push(at);
        }
    }
    let mut vouched: BTreeMap<usize, Vec<Expected>> = BTreeMap::new();
    if is_one_file {
        vouched.extend((0..files.len()).map(|at| (at, alone.clone())));
        if files.is_empty() {
            rows.push(missing(Untrusted::default(), alone));
        }
    } else {
        for expected in alone {
            match by_digest.get(expected.digest.as_str()) {
                Some(at) => at
                    .iter()
                    .for_each(|at| vouched.entry(*at).or_default().push(expected.clone())),
                None => rows.push(missing(Untrusted::default(), vec![expected])),
            }
        }
    }
    for (at, file) in files
        .iter()
        .enumerate()
        .filter(|(at, _)| taken.get(*at) == Some(&false))
    {
        rows.push(match vouched.remove(&at) {
            Some(expected) => judged(at, file, expected),
            None => Compared {
                agreement: Agreement::Extra,
                name: file.path.clone(),
                file: Some(at),
                expected: Vec::new(),
                wrong: None,
            },
        });
    }
    rows.sort_by_key(|row| row.agreement);
    rows
}

/// What the list says of each name, and the digests that stand alone.
fn by_name(list: &List) -> (Vec<Listed>, Vec<Expected>) {
    let (mut listed, mut alone) = (Vec::<Listed>::new(), Vec::new());
    let mut places: BTreeMap<Vec<String>, usize> = BTreeMap::new();
    for entry in &list.entries {
        let Some(name) = &entry.name else {
            alone.push(entry.expected.clone());
            continue;
        };
        let parts = parts(name.raw());
        let at = *places.entry(parts.clone()).or_insert(listed.len());
        match listed.get_mut(at) {
            Some(known) => known.expected.push(entry.expected.clone()),
            None => listed.push(Listed {
                name: name.clone(),
                parts,
                expected: vec![entry.expected.clone()],
                file: None,
            }),
        }
    }
    (listed, alone)
}

/// The name of a path and its folders, from the name up.
fn parts(path: &str) -> Vec<String> {
    let parts = path.rsplit(['/', '\\']).map(str::trim);
    let named = parts.filter(|part| !part.is_empty() && *part != "." && !is_drive(part));
    named.take(DEPTH).map(str::to_owned).collect()
}

fn is_drive(part: &str) -> bool {
    part.len() == 2 && part.ends_with(':')
}

/// The free names and the free files that share a path as far as it is looked at.
#[derive(Default)]
struct Group {
    listed: Vec<usize>,
    files: Vec<usize>,
}

/// Finds the file of each listed name, with names compared as `known` has them.
fn assign(listed: &mut [Listed], files: &[Held], taken: &mut [bool], known: fn(&str) -> String) {
    let keys = |parts: &[String]| parts.iter().map(|part| known(part)).collect::<Vec<_>>();
    let names: Vec<Vec<String>> = listed.iter().map(|one| keys(&one.parts)).collect();
    let paths: Vec<Vec<String>> = files.iter().map(|file| keys(&parts(file.path.raw()))).collect();
    let groups = |depth: usize, listed: &[Listed], taken: &[bool]| {
        let mut groups: BTreeMap<Vec<String>, Group> = BTreeMap::new();
        for (at, parts) in names.iter().enumerate() {
            if let (Some(key), Some(None)) = (parts.get(..depth), listed.get(at).map(|one| one.file)) {
                groups.entry(key.to_vec()).or_default().listed.push(at);
            }
        }
        for (at, parts) in paths.iter().enumerate() {
            if let (Some(key), Some(false)) = (parts.get(..depth), taken.get(at))
                && let Some(group) = groups.get_mut(key)
            {
                group.files.push(at);
            }
        }
        groups.retain(|_, group| !group.files.is_empty());
        groups
    };
    let alone: Vec<String> = groups(1, listed, taken)
        .into_iter()
        .filter(|(_, group)| group.listed.len() == 1 && group.files.len() == 1)
        .filter_map(|(key, _)| key.into_iter().next())
        .collect();
    let deepest = names.iter().map(Vec::len).max().unwrap_or(0);
    for depth in (1..=deepest).rev() {
        for (key, group) in groups(depth, listed, taken) {
            let is_alone = key.first().is_some_and(|name| alone.binary_search(name).is_ok());
            // Nothing of the shorter of the two paths contradicts the other.
            let whole = |one: usize, file: usize| {
                let lengths = (names.get(one).map(Vec::len), paths.get(file).map(Vec::len));
                lengths.0 == Some(depth) || lengths.1 == Some(depth)
            };
            let mut left = agreeing(&group, listed, files, taken).into_iter().peekable();
            for at in group.listed {
                let Some(one) = listed.get_mut(at).filter(|one| one.file.is_none()) else {
                    continue;
                };
                if let Some(file) = left.next_if(|file| is_alone || whole(at, *file)) {
                    one.file = Some(file);
                    if let Some(taken) = taken.get_mut(file) {
                        *taken = true;
                    }
                }
            }
        }
    }
}

/// Assigns the files of a group that have what is listed; gives those that are left.
fn agreeing(group: &Group, listed: &mut [Listed], files: &[Held], taken: &mut [bool]) -> Vec<usize> {
    let mut by_digest: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for at in group.files.iter().rev() {
        let digests = files.get(*at).map(|file| [&file.sha256, &file.sha1, &file.md5]);
        for digest in digests.into_iter().flatten().flatten() {
            by_digest.entry(digest).or_default().push(*at);
        }
    }
    for at in &group.listed {
        let Some(one) = listed.get_mut(*at) else { continue };
        let Some(first) = one.expected.first() else { continue };
        let Some(with) = by_digest.get_mut(first.digest.as_str()) else {
            continue;
        };
        while let Some(file) = with.pop() {
            let agrees = files
                .get(file)
                .is_some_and(|file| judge(file, &one.expected).0 == Agreement::Match);
            if let (true, Some(taken @ false)) = (agrees, taken.get_mut(file)) {
                *taken = true;
                one.file = Some(file);
                break;
            }
        }
    }
    let free = |at: &&usize| taken.get(**at) == Some(&false);
    group.files.iter().filter(free).copied().collect()
}

/// Whether digests without names can be those of one file: none stands there twice.
fn is_of_one_file(alone: &[Expected]) -> bool {
    [Algorithm::Sha256, Algorithm::Sha1, Algorithm::Md5]
        .into_iter()
        .all(|algorithm| alone.iter().filter(|expected| expected.algorithm == algorithm).count() <= 1)
}

fn missing(name: Untrusted, expected: Vec<Expected>) -> Compared {
    Compared {
        agreement: Agreement::Missing,
        name,
        file: None,
        expected,
        wrong: None,
    }
}

fn judged(at: usize, file: &Held, expected: Vec<Expected>) -> Compared {
    let (agreement, wrong) = judge(file, &expected);
    Compared {
        agreement,
        name: file.path.clone(),
        file: Some(at),
        expected,
        wrong,
    }
}

fn judge(file: &Held, expected: &[Expected]) -> (Agreement, Option<Wrong>) {
    let mut unread = false;
    for expected in expected {
        let got = match expected.algorithm {
            Algorithm::Sha256 => &file.sha256,
            Algorithm::Sha1 => &file.sha1,
            Algorithm::Md5 => &file.md5,
        };
        match got {
            None => unread = true,
            Some(got) if *got == expected.digest => {}
            Some(got) => {
                let wrong = Wrong {
                    expected: expected.clone(),
                    got: got.clone(),
                };
                return (Agreement::Mismatch, Some(wrong));
            }
        }
    }
    let agreement = if unread { Agreement::Unread } else { Agreement::Match };
    (agreement, None)
}
