//! The relations of each topic, as the vendor's tables list them: what a free key may read, and what it may not.
//! The address of a file's download stands among them, because it is asked for and refused in the same way.

use crate::subject::Topic;

/// A relation from one object to others.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Relation {
    /// As it stands in a path.
    pub name: &'static str,
    pub tier: Tier,
    pub leads_to: LeadsTo,
}

/// What the answer about a relation holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LeadsTo {
    /// A list of objects, in pages.
    Many,
    /// One object at most.
    One,
    /// An address on another host, as text.
    Address,
}

/// Which keys may read a relation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tier {
    Free,
    Premium,
}

const fn free(name: &'static str) -> Relation {
    Relation {
        name,
        tier: Tier::Free,
        leads_to: LeadsTo::Many,
    }
}

const fn single(name: &'static str) -> Relation {
    Relation {
        name,
        tier: Tier::Free,
        leads_to: LeadsTo::One,
    }
}

const fn premium(name: &'static str) -> Relation {
    Relation {
        name,
        tier: Tier::Premium,
        leads_to: LeadsTo::Many,
    }
}

const fn premium_address(name: &'static str) -> Relation {
    Relation {
        name,
        tier: Tier::Premium,
        leads_to: LeadsTo::Address,
    }
}

/// Vendor pages "files", "url-object", "domains-object", "ip-object".
const FILE: &[Relation] = &[
    free("behaviours"),
    free("contacted_domains"),
    free("contacted_ips"),
    free("contacted_urls"),
    free("dropped_files"),
    free("bundled_files"),
    free("execution_parents"),
    free("pe_resource_children"),
    free("pe_resource_parents"),
    free("collections"),
    free("graphs"),
    free("comments"),
    free("votes"),
    premium("analyses"),
    premium("carbonblack_children"),
    premium("carbonblack_parents"),
    premium("ciphered_bundled_files"),
    premium("ciphered_parents"),
    premium("compressed_parents"),
    premium("email_attachments"),
    premium("email_parents"),
    premium("embedded_domains"),
    premium("embedded_ips"),
    premium("embedded_urls"),
    premium("itw_domains"),
    premium("itw_ips"),
    premium("itw_urls"),
    premium("memory_pattern_domains"),
    premium("memory_pattern_ips"),
    premium("memory_pattern_urls"),
    premium("overlay_children"),
    premium("overlay_parents"),
    premium("pcap_children"),
    premium("pcap_parents"),
    premium("related_references"),
    premium("related_threat_actors"),
    premium("screenshots"),
    premium("similar_files"),
    premium("submissions"),
    premium("urls_for_embedded_js"),
    premium_address("download_url"),
];

const URL: &[Relation] = &[
    single("network_location"),
    single("last_serving_ip_address"),
    free("graphs"),
    free("related_comments"),
    free("comments"),
    premium("analyses"),
    premium("communicating_files"),
    premium("contacted_domains"),
    premium("contacted_ips"),
    premium("downloaded_files"),
    premium("redirecting_urls"),
    premium("redirects_to"),
    premium("referrer_files"),
    premium("referrer_urls"),
    premium("related_references"),
    premium("related_threat_actors"),
    premium("submissions"),
];

const DOMAIN: &[Relation] = &[
    free("resolutions"),
    free("subdomains"),
    free("siblings"),
    single("immediate_parent"),
    single("parent"),
    free("communicating_files"),
    free("referrer_files"),
    free("historical_whois"),
    free("historical_ssl_certificates"),
    free("graphs"),
    free("related_comments"),
    free("comments"),
    premium("caa_records"),
    premium("cname_records"),
    premium("downloaded_files"),
    premium("mx_records"),
    premium("ns_records"),
    premium("related_references"),
    premium("related_threat_actors"),
    premium("soa_records"),
    premium("urls"),
];

const ADDRESS: &[Relation] = &[
    free("resolutions"),
    free("communicating_files"),
    free("referrer_files"),
    free("historical_whois"),
    free("historical_ssl_certificates"),
    free("graphs"),
    free("related_comments"),
    free("comments"),
    premium("downloaded_files"),
    premium("related_references"),
    premium("related_threat_actors"),
    premium("urls"),
];

/// Every relation of a topic, free ones first.
pub fn all(topic: Topic) -> &'static [Relation] {
    match topic {
        Topic::File => FILE,
        Topic::Url => URL,
        Topic::Domain => DOMAIN,
        Topic::Address => ADDRESS,
    }
}

/// A relation of the topic by its name.
pub fn named(topic: Topic, name: &str) -> Option<Relation> {
    all(topic).iter().copied().find(|relation| relation.name == name)
}

/// The relation that a path of API v3 names, `/api/v3/domains/example.com/urls`.
pub fn of_path(path: &str) -> Option<Relation> {
    let mut parts = path.strip_prefix("/api/v3/")?.split('/');
    let (collection, name) = (parts.next()?, parts.next_back()?);
    let topic = Topic::ALL.into_iter().find(|topic| topic.collection() == collection)?;
    named(topic, name)
}

/// The names that a report asks for beside itself, comma-separated: one request then tells what is empty.
pub fn asked_with_report(topic: Topic) -> String {
    let names: Vec<&str> = all(topic)
        .iter()
        .filter(|relation| relation.tier == Tier::Free)
        .map(|relation| relation.name)
        .collect();
    names.join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_a_path_segment_and_stands_once() {
        for topic in Topic::ALL {
            let mut names: Vec<&str> = all(topic).iter().map(|relation| relation.name).collect();
            assert!(
                names
                    .iter()
                    .all(|name| name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'))
            );
            names.sort_unstable();
            let before = names.len();
            names.dedup();
            assert_eq!(names.len(), before, "{topic:?}");
        }
    }

    #[test]
    fn paths_name_relations_of_their_own_topic() {
        for (path, tier) in [
            (
                "/api/v3/files/d41d8cd98f00b204e9800998ecf8427e/contacted_ips",
                Some(Tier::Free),
            ),
            (
                "/api/v3/urls/aHR0cDovL2EuZXhhbXBsZS8/contacted_ips",
                Some(Tier::Premium),
            ),
            ("/api/v3/ip_addresses/2001:db8::1/urls", Some(Tier::Premium)),
            ("/api/v3/domains/example.com/similar_files", None),
            ("/api/v3/search?query=a", None),
            ("/api/v3/files", None),
            ("", None),
        ] {
            assert_eq!(of_path(path).map(|relation| relation.tier), tier, "{path}");
        }
    }

    #[test]
    fn a_report_asks_for_what_a_free_key_may_read() {
        let asked = asked_with_report(Topic::Url);
        assert_eq!(
            asked,
            "network_location,last_serving_ip_address,graphs,related_comments,comments"
        );
        assert!(!asked_with_report(Topic::File).contains("similar_files"));
    }
}
