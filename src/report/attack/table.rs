//! The techniques of ATT&CK by their ids: a table that is shipped with the page and read when it is first wanted.

use crate::report::attack::{Domain, Tactic};

const TEXT: &str = include_str!("techniques.txt");

/// The release of ATT&CK that the table is of.
pub const RELEASE: &str = "17";

/// A technique or a sub-technique.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Technique {
    pub id: &'static str,
    pub name: &'static str,
    pub domain: Domain,
    letters: &'static str,
    /// MITRE has taken it back.
    pub withdrawn: bool,
    /// What it became then.
    pub became: Option<&'static str>,
}

impl Technique {
    pub fn tactics(&self) -> impl Iterator<Item = Tactic> + use<> {
        self.letters.bytes().filter_map(Tactic::of_letter)
    }
}

/// All techniques, by id.
pub struct Table(Vec<Technique>);

impl Table {
    pub fn read() -> Self {
        let mut domain = Domain::Enterprise;
        let mut all = Vec::new();
        for line in TEXT.lines() {
            match line {
                "[enterprise]" => domain = Domain::Enterprise,
                "[mobile]" => domain = Domain::Mobile,
                _ => all.extend(technique(line, domain)),
            }
        }
        all.sort_unstable_by_key(|technique: &Technique| technique.id);
        Self(all)
    }

    pub fn find(&self, id: &str) -> Option<&Technique> {
        let at = self.0.binary_search_by_key(&id, |technique| technique.id).ok()?;
        self.0.get(at)
    }
}

fn technique(line: &'static str, domain: Domain) -> Option<Technique> {
    let (id, rest) = line.split_once(' ').filter(|(id, _)| *id != "#")?;
    let (letters, name) = rest.split_once(' ')?;
    let (name, became) = match name.split_once(" >") {
        Some((name, became)) => (name, Some(became.trim_start())),
        None => (name, None),
    };
    Some(Technique {
        id,
        name,
        domain,
        letters,
        withdrawn: became.is_some(),
        became: became.filter(|became| !became.is_empty()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::attack::parent;

    fn is_id(id: &str) -> bool {
        let (main, sub) = id.split_once('.').unwrap_or((id, "000"));
        let digits = |text: &str, count: usize| text.len() == count && text.bytes().all(|sign| sign.is_ascii_digit());
        main.strip_prefix('T').is_some_and(|main| digits(main, 4)) && digits(sub, 3)
    }

    #[test]
    fn every_line_of_the_table_is_a_technique_in_its_place() {
        let table = Table::read();
        let lines = TEXT.lines().filter(|line| line.starts_with('T')).count();
        assert_eq!(table.0.len(), lines);
        let other = |line: &&str| !line.starts_with('T') && !line.starts_with('#');
        assert_eq!(
            TEXT.lines().filter(other).collect::<Vec<_>>(),
            ["[enterprise]", "[mobile]"]
        );
        for domain in Domain::ALL {
            let ids: Vec<&str> = TEXT
                .lines()
                .filter_map(|line| technique(line, domain))
                .filter(|technique| table.find(technique.id).is_some_and(|found| found.domain == domain))
                .map(|technique| technique.id)
                .collect();
            assert!(ids.windows(2).all(|pair| pair[0] < pair[1]), "{domain:?}");
            assert!(ids.len() > 100, "{domain:?}");
        }
        for technique in &table.0 {
            let Technique { id, name, .. } = technique;
            assert!(is_id(id), "{id}");
            assert!(
                !name.is_empty() && name.trim() == *name && !name.contains('>'),
                "{id} {name}"
            );
            let known = technique.tactics().count();
            assert!(known == technique.letters.len() || technique.letters == "-", "{id}");
            let ordered: Vec<Tactic> = technique.tactics().collect();
            assert!(ordered.is_sorted(), "{id}");
            assert!(
                ordered.iter().all(|tactic| tactic.id(technique.domain).is_some()),
                "{id}"
            );
            if let Some(above) = parent(id) {
                assert!(table.find(above).is_some(), "{id}");
            }
            if let Some(became) = technique.became {
                assert!(table.find(became).is_some(), "{id}");
            }
        }
    }

    #[test]
    fn techniques_are_found_by_their_ids() {
        let table = Table::read();
        let standing = table.0.iter().filter(|technique| !technique.withdrawn);
        assert!(
            standing
                .filter(|technique| technique.domain == Domain::Enterprise)
                .count()
                > 600
        );
        let injection = table.find("T1055").unwrap();
        assert_eq!(injection.name, "Process Injection");
        assert_eq!(
            injection.tactics().collect::<Vec<_>>(),
            [Tactic::PrivilegeEscalation, Tactic::DefenseEvasion]
        );
        let old = table.find("T1088").unwrap();
        assert_eq!((old.withdrawn, old.became), (true, Some("T1548.002")));
        assert_eq!(table.find("T1064").unwrap().became, None);
        assert_eq!(table.find("T1418").unwrap().domain, Domain::Mobile);
        for unknown in ["", "T", "T9999", "t1055", "T1055.999", "[mobile]", "#"] {
            assert_eq!(table.find(unknown), None, "{unknown}");
        }
    }
}
