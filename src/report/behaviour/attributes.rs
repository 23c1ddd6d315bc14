//! The attributes of a sandbox's report: the group that each stands in, and the columns of its entries.

use crate::words::Words;
use crate::words::behaviour::BehaviourWords;

/// What belongs together on the page, in its order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Group {
    Sandboxes,
    Attack,
    Signatures,
    Rules,
    ProcessTree,
    Processes,
    Commands,
    Files,
    Registry,
    Network,
    Services,
    Modules,
    Mutexes,
    Texts,
    Cryptography,
    Android,
    Memory,
    HostsFile,
}

impl Group {
    /// Its name where elements are told apart.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Sandboxes => "sandboxes",
            Self::Attack => "attack",
            Self::Signatures => "signatures",
            Self::Rules => "rules",
            Self::ProcessTree => "process-tree",
            Self::Processes => "processes",
            Self::Commands => "commands",
            Self::Files => "files",
            Self::Registry => "registry",
            Self::Network => "network",
            Self::Services => "services",
            Self::Modules => "modules",
            Self::Mutexes => "mutexes",
            Self::Texts => "texts",
            Self::Cryptography => "cryptography",
            Self::Android => "android",
            Self::Memory => "memory",
            Self::HostsFile => "hosts-file",
        }
    }

    pub fn title(self, words: Words) -> &'static str {
        let words = words.behaviour;
        match self {
            Self::Sandboxes => words.sandboxes,
            Self::Attack => words.techniques,
            Self::Signatures => words.signatures,
            Self::Rules => words.rules,
            Self::ProcessTree => words.process_tree,
            Self::Processes => words.processes,
            Self::Commands => words.command_executions,
            Self::Files => words.files,
            Self::Registry => words.registry,
            Self::Network => words.network,
            Self::Services => words.services,
            Self::Modules => words.modules,
            Self::Mutexes => words.mutexes,
            Self::Texts => words.texts,
            Self::Cryptography => words.cryptography,
            Self::Android => words.android,
            Self::Memory => words.memory,
            Self::HostsFile => words.hosts_file,
        }
    }
}

/// An attribute that is a list.
pub struct Attribute {
    /// Its names in answers: where documentation and answers spell it differently, both.
    pub names: &'static [&'static str],
    pub group: Group,
    pub title: Title,
    pub fields: &'static [Field],
    /// Where an entry says how grave it is; graver ones come first then.
    pub severity: Option<&'static str>,
}

/// A column of an attribute's entries.
pub struct Field {
    pub title: Title,
    /// Where its value stands in the entry, as a JSON pointer. An entry that is a text is the value of the first column.
    pub at: &'static str,
    pub how: How,
}

/// What a value is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum How {
    Text,
    /// What one would take elsewhere: a path, a command.
    Copy,
    Number,
    Size,
    Severity,
    File,
    Url,
    Domain,
    Address,
    /// A list of addresses.
    Addresses,
}

impl How {
    /// Whether the values name what could be visited.
    pub fn is_network(self) -> bool {
        match self {
            Self::Url | Self::Domain | Self::Address | Self::Addresses => true,
            Self::Text | Self::Copy | Self::Number | Self::Size | Self::Severity | Self::File => false,
        }
    }
}

pub type Title = fn(&BehaviourWords) -> &'static str;

const fn field(title: Title, at: &'static str, how: How) -> Field {
    Field { title, at, how }
}

const fn list(
    name: &'static [&'static str],
    group: Group,
    title: Title,
    fields: &'static [Field],
    severity: Option<&'static str>,
) -> Attribute {
    Attribute {
        names: name,
        group,
        title,
        fields,
        severity,
    }
}

const fn plain(names: &'static [&'static str], group: Group, title: Title) -> Attribute {
    list(names, group, title, TEXT, None)
}

const fn table(names: &'static [&'static str], group: Group, title: Title, fields: &'static [Field]) -> Attribute {
    list(names, group, title, fields, None)
}

const TEXT: &[Field] = &[field(|w| w.value, "", How::Text)];
const COMMAND: &[Field] = &[field(|w| w.value, "", How::Copy)];
const PAIR: &[Field] = &[
    field(|w| w.key, "/key", How::Copy),
    field(|w| w.value, "/value", How::Text),
];
const COPIED: &[Field] = &[
    field(|w| w.from, "/source", How::Copy),
    field(|w| w.destination, "/destination", How::Copy),
];
const DROPPED: &[Field] = &[
    field(|w| w.path, "/path", How::Copy),
    field(|_| "SHA-256", "/sha256", How::File),
    field(|w| w.kind, "/type", How::Text),
    field(|w| w.process, "/process_name", How::Text),
];
const LOOKUP: &[Field] = &[
    field(|w| w.host, "/hostname", How::Domain),
    field(|w| w.addresses, "/resolved_ips", How::Addresses),
];
const CONVERSATION: &[Field] = &[
    field(|w| w.method, "/request_method", How::Text),
    field(|w| w.url, "/url", How::Url),
    field(|w| w.status, "/response_status_code", How::Number),
    field(|w| w.answer, "/response_body_filetype", How::Text),
];
const TLS: &[Field] = &[
    field(|w| w.host, "/sni", How::Domain),
    field(|w| w.version, "/version", How::Text),
    field(|w| w.subject, "/subject/CN", How::Text),
    field(|w| w.issuer, "/issuer/CN", How::Text),
    field(|_| "JA3", "/ja3", How::Copy),
];
const TRAFFIC: &[Field] = &[
    field(|w| w.address, "/destination_ip", How::Address),
    field(|w| w.port, "/destination_port", How::Number),
    field(|w| w.protocol, "/transport_layer_protocol", How::Text),
];
const ALERT: &[Field] = &[
    field(|w| w.severity, "/alert_severity", How::Severity),
    field(|w| w.rule, "/rule_msg", How::Text),
    field(|w| w.category, "/rule_category", How::Text),
    field(|w| w.host, "/alert_context/hostname", How::Domain),
    field(|w| w.address, "/alert_context/dest_ip", How::Address),
    field(|w| w.source, "/rule_source", How::Text),
];
const SIGMA: &[Field] = &[
    field(|w| w.severity, "/rule_level", How::Severity),
    field(|w| w.rule, "/rule_title", How::Text),
    field(|w| w.description, "/rule_description", How::Text),
    field(|w| w.author, "/rule_author", How::Text),
];
const SIGNATURE: &[Field] = &[
    field(|w| w.severity, "/severity", How::Severity),
    field(|w| w.name, "/name", How::Text),
    field(|w| w.description, "/description", How::Text),
];
const MESSAGE: &[Field] = &[
    field(|w| w.destination, "/destination", How::Copy),
    field(|w| w.text, "/body", How::Text),
];
const PERMISSION: &[Field] = &[
    field(|w| w.permission, "/permission", How::Text),
    field(|w| w.owner, "/owner", How::Text),
];
const DUMP: &[Field] = &[
    field(|w| w.name, "/file_name", How::Copy),
    field(|w| w.process, "/process", How::Text),
    field(|_| "PID", "/process_id", How::Text),
    field(|w| w.size, "/size", How::Size),
    field(|w| w.base_address, "/base_address", How::Text),
    field(|w| w.stage, "/stage", How::Text),
];
const URLS: &[Field] = &[field(|w| w.url, "", How::Url)];
const DOMAINS: &[Field] = &[field(|w| w.host, "", How::Domain)];
const ADDRESSES: &[Field] = &[field(|w| w.address, "", How::Address)];

use Group::{
    Android, Commands, Cryptography, Files, Memory, Modules, Mutexes, Network, Processes, Registry, Rules, Services,
    Signatures, Texts,
};

/// Every attribute that is a list, in the order of the page (vendor pages "file-behaviour-summary" and those that it
/// names).
pub const LISTS: &[Attribute] = &[
    list(
        &["signature_matches"],
        Signatures,
        |w| w.signatures,
        SIGNATURE,
        Some("/severity"),
    ),
    list(
        &["sigma_analysis_results"],
        Rules,
        |w| w.sigma,
        SIGMA,
        Some("/rule_level"),
    ),
    plain(&["processes_created"], Processes, |w| w.processes_created),
    plain(&["processes_injected"], Processes, |w| w.processes_injected),
    plain(&["processes_terminated"], Processes, |w| w.processes_terminated),
    plain(&["processes_killed"], Processes, |w| w.processes_killed),
    table(&["command_executions"], Commands, |w| w.command_executions, COMMAND),
    table(&["files_dropped"], Files, |w| w.files_dropped, DROPPED),
    plain(&["files_written"], Files, |w| w.files_written),
    plain(&["files_deleted"], Files, |w| w.files_deleted),
    table(&["files_copied"], Files, |w| w.files_copied, COPIED),
    plain(&["files_attribute_changed"], Files, |w| w.files_attribute_changed),
    plain(&["files_opened"], Files, |w| w.files_opened),
    table(&["registry_keys_set"], Registry, |w| w.registry_keys_set, PAIR),
    plain(&["registry_keys_deleted"], Registry, |w| w.registry_keys_deleted),
    plain(&["registry_keys_opened"], Registry, |w| w.registry_keys_opened),
    // The documentation's example spells it `ids_results`.
    list(
        &["ids_alerts", "ids_results"],
        Network,
        |w| w.ids_alerts,
        ALERT,
        Some("/alert_severity"),
    ),
    table(&["dns_lookups"], Network, |w| w.dns_lookups, LOOKUP),
    table(&["http_conversations"], Network, |w| w.http_conversations, CONVERSATION),
    table(&["tls"], Network, |w| w.tls, TLS),
    plain(&["ja3_digests"], Network, |w| w.ja3_digests),
    table(&["ip_traffic"], Network, |w| w.ip_traffic, TRAFFIC),
    table(&["memory_pattern_urls"], Network, |w| w.memory_pattern_urls, URLS),
    table(
        &["memory_pattern_domains"],
        Network,
        |w| w.memory_pattern_domains,
        DOMAINS,
    ),
    table(&["memory_pattern_ips"], Network, |w| w.memory_pattern_ips, ADDRESSES),
    plain(&["services_created"], Services, |w| w.services_created),
    plain(&["services_started"], Services, |w| w.services_started),
    plain(&["services_stopped"], Services, |w| w.services_stopped),
    plain(&["services_deleted"], Services, |w| w.services_deleted),
    plain(&["services_opened"], Services, |w| w.services_opened),
    plain(&["services_bound"], Services, |w| w.services_bound),
    table(&["system_property_sets"], Services, |w| w.system_property_sets, PAIR),
    plain(&["system_property_lookups"], Services, |w| w.system_property_lookups),
    plain(&["modules_loaded"], Modules, |w| w.modules_loaded),
    plain(&["mutexes_created"], Mutexes, |w| w.mutexes_created),
    plain(&["mutexes_opened"], Mutexes, |w| w.mutexes_opened),
    plain(&["calls_highlighted"], Texts, |w| w.calls_highlighted),
    plain(&["text_highlighted"], Texts, |w| w.text_highlighted),
    plain(&["text_decoded"], Texts, |w| w.text_decoded),
    plain(&["windows_searched"], Texts, |w| w.windows_searched),
    plain(&["windows_hidden"], Texts, |w| w.windows_hidden),
    plain(&["crypto_algorithms_observed"], Cryptography, |w| {
        w.crypto_algorithms_observed
    }),
    plain(&["crypto_keys"], Cryptography, |w| w.crypto_keys),
    plain(&["crypto_plain_text"], Cryptography, |w| w.crypto_plain_text),
    plain(&["encoding_algorithms_observed"], Cryptography, |w| {
        w.encoding_algorithms_observed
    }),
    plain(&["activities_started"], Android, |w| w.activities_started),
    plain(&["permissions_requested"], Android, |w| w.permissions_requested),
    table(&["permissions_checked"], Android, |w| w.permissions_checked, PERMISSION),
    table(&["sms_sent"], Android, |w| w.sms_sent, MESSAGE),
    plain(&["invokes"], Android, |w| w.invokes),
    plain(&["signals_hooked"], Android, |w| w.signals_hooked),
    plain(&["signals_observed"], Android, |w| w.signals_observed),
    plain(&["content_model_observers"], Android, |w| w.content_model_observers),
    table(&["content_model_sets"], Android, |w| w.content_model_sets, PAIR),
    plain(&["databases_opened"], Android, |w| w.databases_opened),
    plain(&["databases_deleted"], Android, |w| w.databases_deleted),
    plain(&["shared_preferences_lookups"], Android, |w| {
        w.shared_preferences_lookups
    }),
    table(
        &["shared_preferences_sets"],
        Android,
        |w| w.shared_preferences_sets,
        PAIR,
    ),
    table(&["memory_dumps"], Memory, |w| w.memory_dumps, DUMP),
];

/// The list of this name.
pub fn named(name: &str) -> Option<&'static Attribute> {
    LISTS.iter().find(|list| list.names.contains(&name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_follow_each_other_and_no_name_stands_twice() {
        assert!(LISTS.windows(2).all(|pair| pair[0].group <= pair[1].group));
        let mut names: Vec<&str> = LISTS.iter().flat_map(|list| list.names).copied().collect();
        let before = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), before);
        assert!(LISTS.iter().all(|list| !list.fields.is_empty()));
    }
}
