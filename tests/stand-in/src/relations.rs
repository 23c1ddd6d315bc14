//! Which relations each kind of object has, and what they cost, by the vendor's tables.

use crate::kind::Kind;

/// A relation of a kind of object.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Relation {
    pub(crate) name: &'static str,
    /// Refused to a free key.
    pub(crate) premium: bool,
    /// Leads to one object or to none, never to a list.
    pub(crate) single: bool,
}

/// Names that everyone may ask for, names that lead to one object (also for everyone), names that cost.
type Names = (
    &'static [&'static str],
    &'static [&'static str],
    &'static [&'static str],
);

const FILE: Names = (
    &[
        "behaviours",
        "bundled_files",
        "collections",
        "comments",
        "contacted_domains",
        "contacted_ips",
        "contacted_urls",
        "dropped_files",
        "execution_parents",
        "graphs",
        "pe_resource_children",
        "pe_resource_parents",
        "votes",
    ],
    &[],
    &[
        "analyses",
        "carbonblack_children",
        "carbonblack_parents",
        "ciphered_bundled_files",
        "ciphered_parents",
        "clues",
        "code_blocks",
        "compressed_parents",
        "distributors",
        "email_attachments",
        "email_parents",
        "email_senders",
        "embedded_domains",
        "embedded_ips",
        "embedded_urls",
        "hash_collisions",
        "itw_domains",
        "itw_ips",
        "itw_urls",
        "memory_pattern_domains",
        "memory_pattern_ips",
        "memory_pattern_urls",
        "overlay_children",
        "overlay_parents",
        "pcap_children",
        "pcap_parents",
        "related_attack_techniques",
        "related_references",
        "related_threat_actors",
        "screenshots",
        "sigma_analysis",
        "similar_files",
        "submissions",
        "urls_for_embedded_js",
        "user_votes",
    ],
);

const URL: Names = (
    &[
        "collections",
        "comments",
        "graphs",
        "related_comments",
        "user_votes",
        "votes",
    ],
    &["last_serving_ip_address", "network_location"],
    &[
        "analyses",
        "communicating_files",
        "contacted_domains",
        "contacted_ips",
        "downloaded_files",
        "redirecting_urls",
        "redirects_to",
        "referrer_files",
        "referrer_urls",
        "related_references",
        "related_threat_actors",
        "submissions",
    ],
);

const DOMAIN: Names = (
    &[
        "collections",
        "comments",
        "communicating_files",
        "graphs",
        "historical_ssl_certificates",
        "historical_whois",
        "referrer_files",
        "related_comments",
        "resolutions",
        "siblings",
        "subdomains",
        "user_votes",
        "votes",
    ],
    &["immediate_parent", "parent"],
    &[
        "caa_records",
        "cname_records",
        "downloaded_files",
        "mx_records",
        "ns_records",
        "related_references",
        "related_threat_actors",
        "soa_records",
        "urls",
    ],
);

const ADDRESS: Names = (
    &[
        "collections",
        "comments",
        "communicating_files",
        "graphs",
        "historical_ssl_certificates",
        "historical_whois",
        "referrer_files",
        "related_comments",
        "resolutions",
        "user_votes",
        "votes",
    ],
    &[],
    &[
        "downloaded_files",
        "related_references",
        "related_threat_actors",
        "urls",
    ],
);

const COLLECTION: Names = (
    &["comments", "domains", "files", "ip_addresses", "urls"],
    &["owner"],
    &["related_references", "threat_actors"],
);

const USER: Names = (&["collections", "comments", "graphs", "mentions", "votes"], &[], &[]);
const ANALYSIS: Names = (&[], &["item"], &[]);
const COMMENT: Names = (&[], &["author", "item"], &[]);
const BEHAVIOUR: Names = (&["attack_techniques"], &["file"], &[]);
const GRAPH: Names = (&["comments", "items"], &["owner"], &[]);
const NONE: Names = (&[], &[], &[]);

fn names(kind: Kind) -> Names {
    match kind {
        Kind::File => FILE,
        Kind::Url => URL,
        Kind::Domain => DOMAIN,
        Kind::Address => ADDRESS,
        Kind::Collection => COLLECTION,
        Kind::User => USER,
        Kind::Analysis => ANALYSIS,
        Kind::Comment | Kind::Vote => COMMENT,
        Kind::Behaviour => BEHAVIOUR,
        Kind::Graph => GRAPH,
        Kind::Resolution
        | Kind::SigmaRule
        | Kind::YaraRuleset
        | Kind::Whois
        | Kind::Certificate
        | Kind::Submission
        | Kind::Technique => NONE,
    }
}

/// Every relation of a kind.
pub(crate) fn of(kind: Kind) -> impl Iterator<Item = Relation> {
    let (lists, singles, premium) = names(kind);
    let made = |name, single, premium| Relation { name, premium, single };
    lists
        .iter()
        .map(move |name| made(*name, false, false))
        .chain(singles.iter().map(move |name| made(*name, true, false)))
        .chain(premium.iter().map(move |name| made(*name, false, true)))
}

pub(crate) fn named(kind: Kind, name: &str) -> Option<Relation> {
    of(kind).find(|relation| relation.name == name)
}
