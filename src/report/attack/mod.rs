//! MITRE ATT&CK: its tactics in their order, its techniques by name, and what of them sandboxes saw.

pub mod findings;
pub mod layer;
pub mod matrix;
pub mod table;

use crate::words::Words;

/// The matrices that techniques of files stand in. An id stands in one of them only.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Domain {
    Enterprise,
    Mobile,
}

impl Domain {
    pub const ALL: [Self; 2] = [Self::Enterprise, Self::Mobile];

    /// MITRE's own word for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Enterprise => "Enterprise",
            Self::Mobile => "Mobile",
        }
    }

    /// What the layers of the Navigator call it.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Enterprise => "enterprise-attack",
            Self::Mobile => "mobile-attack",
        }
    }
}

/// What a technique is for, in the framework's order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Tactic {
    Reconnaissance,
    ResourceDevelopment,
    InitialAccess,
    Execution,
    Persistence,
    PrivilegeEscalation,
    DefenseEvasion,
    DefenseImpairment,
    CredentialAccess,
    Discovery,
    LateralMovement,
    Collection,
    CommandAndControl,
    Exfiltration,
    Impact,
    NetworkEffects,
    RemoteServiceEffects,
}

/// A tactic's facts: letter in the table, id in the Enterprise matrix, id in the Mobile one.
type Facts = (Tactic, u8, Option<&'static str>, Option<&'static str>);

const FACTS: [Facts; 17] = [
    (Tactic::Reconnaissance, b'r', Some("TA0043"), None),
    (Tactic::ResourceDevelopment, b'v', Some("TA0042"), None),
    (Tactic::InitialAccess, b'a', Some("TA0001"), Some("TA0027")),
    (Tactic::Execution, b'x', Some("TA0002"), Some("TA0041")),
    (Tactic::Persistence, b'p', Some("TA0003"), Some("TA0028")),
    (Tactic::PrivilegeEscalation, b'u', Some("TA0004"), Some("TA0029")),
    (Tactic::DefenseEvasion, b'e', Some("TA0005"), Some("TA0030")),
    (Tactic::DefenseImpairment, b'm', Some("TA0112"), None),
    (Tactic::CredentialAccess, b'k', Some("TA0006"), Some("TA0031")),
    (Tactic::Discovery, b'd', Some("TA0007"), Some("TA0032")),
    (Tactic::LateralMovement, b'l', Some("TA0008"), Some("TA0033")),
    (Tactic::Collection, b'c', Some("TA0009"), Some("TA0035")),
    (Tactic::CommandAndControl, b'o', Some("TA0011"), Some("TA0037")),
    (Tactic::Exfiltration, b'f', Some("TA0010"), Some("TA0036")),
    (Tactic::Impact, b'i', Some("TA0040"), Some("TA0034")),
    (Tactic::NetworkEffects, b'n', None, Some("TA0038")),
    (Tactic::RemoteServiceEffects, b's', None, Some("TA0039")),
];

impl Tactic {
    pub fn all() -> impl Iterator<Item = Self> {
        FACTS.iter().map(|facts| facts.0)
    }

    fn of_letter(letter: u8) -> Option<Self> {
        FACTS.iter().find(|facts| facts.1 == letter).map(|facts| facts.0)
    }

    /// The tactic with this id, in whichever matrix.
    pub fn of_id(id: &str) -> Option<(Domain, Self)> {
        FACTS.iter().find_map(|facts| match id {
            _ if facts.2 == Some(id) => Some((Domain::Enterprise, facts.0)),
            _ if facts.3 == Some(id) => Some((Domain::Mobile, facts.0)),
            _ => None,
        })
    }

    pub fn id(self, domain: Domain) -> Option<&'static str> {
        let facts = FACTS.iter().find(|facts| facts.0 == self)?;
        match domain {
            Domain::Enterprise => facts.2,
            Domain::Mobile => facts.3,
        }
    }

    pub fn name(self, words: Words) -> &'static str {
        let words = words.attack;
        match self {
            Self::Reconnaissance => words.reconnaissance,
            Self::ResourceDevelopment => words.resource_development,
            Self::InitialAccess => words.initial_access,
            Self::Execution => words.execution,
            Self::Persistence => words.persistence,
            Self::PrivilegeEscalation => words.privilege_escalation,
            Self::DefenseEvasion => words.defense_evasion,
            Self::DefenseImpairment => words.defense_impairment,
            Self::CredentialAccess => words.credential_access,
            Self::Discovery => words.discovery,
            Self::LateralMovement => words.lateral_movement,
            Self::Collection => words.collection,
            Self::CommandAndControl => words.command_and_control,
            Self::Exfiltration => words.exfiltration,
            Self::Impact => words.impact,
            Self::NetworkEffects => words.network_effects,
            Self::RemoteServiceEffects => words.remote_service_effects,
        }
    }

    /// What the layers of the Navigator call it.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Reconnaissance => "reconnaissance",
            Self::ResourceDevelopment => "resource-development",
            Self::InitialAccess => "initial-access",
            Self::Execution => "execution",
            Self::Persistence => "persistence",
            Self::PrivilegeEscalation => "privilege-escalation",
            Self::DefenseEvasion => "defense-evasion",
            Self::DefenseImpairment => "defense-impairment",
            Self::CredentialAccess => "credential-access",
            Self::Discovery => "discovery",
            Self::LateralMovement => "lateral-movement",
            Self::Collection => "collection",
            Self::CommandAndControl => "command-and-control",
            Self::Exfiltration => "exfiltration",
            Self::Impact => "impact",
            Self::NetworkEffects => "network-effects",
            Self::RemoteServiceEffects => "remote-service-effects",
        }
    }
}

/// The technique that a sub-technique refines: `T1055` of `T1055.012`.
pub fn parent(id: &str) -> Option<&str> {
    let digits = |text: &str| text.len() == 4 && text.bytes().all(|sign| sign.is_ascii_digit());
    let (parent, _) = id.split_once('.')?;
    parent.strip_prefix('T').is_some_and(digits).then_some(parent)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tactics_stand_in_their_order_and_no_sign_twice() {
        assert!(FACTS.windows(2).all(|pair| pair[0].0 < pair[1].0));
        let mut signs: Vec<String> = FACTS
            .iter()
            .flat_map(|facts| [facts.2, facts.3].into_iter().flatten().map(str::to_owned))
            .chain(FACTS.iter().map(|facts| char::from(facts.1).to_string()))
            .collect();
        let all = signs.len();
        signs.sort_unstable();
        signs.dedup();
        assert_eq!(signs.len(), all);
        assert_eq!(Tactic::of_id("TA0030"), Some((Domain::Mobile, Tactic::DefenseEvasion)));
        assert_eq!(Tactic::of_id("TA9999"), None);
    }

    #[test]
    fn only_ids_have_parents() {
        for (id, above) in [
            ("T1055.012", Some("T1055")),
            ("T1055.", Some("T1055")),
            ("T1055", None),
            ("T10555.001", None),
            ("evil.example", None),
            (".", None),
        ] {
            assert_eq!(parent(id), above, "{id}");
        }
    }
}
