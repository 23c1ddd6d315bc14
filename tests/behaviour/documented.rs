//! Every attribute that is documented has its group.

use assay::report::behaviour::attributes::{Group, LISTS};
use assay::report::behaviour::{Seen, sandbox};
use serde_json::{Value, json};

use crate::{report, site};

/// What the vendor's pages and answers of the API have in a sandbox's report: a value of each, and the group that it
/// stands in; none for what says something of the run alone.
#[expect(clippy::too_many_lines, reason = "a table")]
fn documented() -> Vec<(&'static str, Value, Option<Group>)> {
    use Group::{
        Android, Attack, Commands, Cryptography, Files, HostsFile, Memory, Modules, Mutexes, Network, ProcessTree,
        Processes, Registry, Rules, Sandboxes, Services, Signatures, Texts,
    };
    let texts = |group: Group, names: &[&'static str]| -> Vec<_> {
        names.iter().map(|name| (*name, json!(["x"]), Some(group))).collect()
    };
    let pairs = |group: Group, names: &[&'static str]| -> Vec<_> {
        let pair = || json!([{"key": "k", "value": "v"}]);
        names.iter().map(|name| (*name, pair(), Some(group))).collect()
    };
    let mut all = vec![
        ("sandbox_name", json!("One"), Some(Sandboxes)),
        ("verdicts", json!(["MALWARE"]), Some(Sandboxes)),
        ("verdict_labels", json!(["x"]), Some(Sandboxes)),
        ("verdict_confidence", json!(7), Some(Sandboxes)),
        ("tags", json!(["SUDO"]), Some(Sandboxes)),
        ("analysis_date", json!(9), Some(Sandboxes)),
        ("last_modification_date", json!(9), None),
        ("behash", json!("x"), None),
        ("has_html_report", json!(true), None),
        ("has_pcap", json!(true), None),
        ("has_evtx", json!(true), None),
        ("has_memdump", json!(true), None),
        (
            "processes_tree",
            json!([{"process_id": "1", "name": "x"}]),
            Some(ProcessTree),
        ),
        ("mitre_attack_techniques", json!([{"id": "T1"}]), Some(Attack)),
        ("attack_techniques", json!({"T1": [{"severity": "INFO"}]}), Some(Attack)),
        ("signature_matches", json!([{"name": "x"}]), Some(Signatures)),
        ("sigma_analysis_results", json!([{"rule_title": "x"}]), Some(Rules)),
        ("ids_alerts", json!([{"rule_msg": "x"}]), Some(Network)),
        ("ids_results", json!([{"rule_msg": "x"}]), Some(Network)),
        (
            "files_copied",
            json!([{"source": "x", "destination": "y"}]),
            Some(Files),
        ),
        ("files_dropped", json!([{"path": "x"}]), Some(Files)),
        ("dns_lookups", json!([{"hostname": "x.example"}]), Some(Network)),
        ("ip_traffic", json!([{"destination_ip": "192.0.2.1"}]), Some(Network)),
        (
            "http_conversations",
            json!([{"url": "http://x.example/"}]),
            Some(Network),
        ),
        ("tls", json!([{"sni": "x.example", "ja4": "y"}]), Some(Network)),
        ("memory_dumps", json!([{"file_name": "x"}]), Some(Memory)),
        ("hosts_file", json!("127.0.0.1 x"), Some(HostsFile)),
        ("sms_sent", json!([{"destination": "1", "body": "x"}]), Some(Android)),
        (
            "permissions_checked",
            json!([{"permission": "x", "owner": "y"}]),
            Some(Android),
        ),
    ];
    all.extend(texts(Commands, &["command_executions"]));
    all.extend(texts(
        Processes,
        &[
            "processes_created",
            "processes_terminated",
            "processes_killed",
            "processes_injected",
        ],
    ));
    all.extend(texts(
        Files,
        &[
            "files_opened",
            "files_written",
            "files_deleted",
            "files_attribute_changed",
        ],
    ));
    all.extend(texts(Registry, &["registry_keys_opened", "registry_keys_deleted"]));
    all.extend(pairs(Registry, &["registry_keys_set"]));
    all.extend(texts(Mutexes, &["mutexes_created", "mutexes_opened"]));
    all.extend(texts(Modules, &["modules_loaded"]));
    all.extend(texts(
        Texts,
        &[
            "calls_highlighted",
            "text_highlighted",
            "text_decoded",
            "windows_searched",
            "windows_hidden",
        ],
    ));
    all.extend(texts(
        Services,
        &[
            "services_opened",
            "services_created",
            "services_started",
            "services_stopped",
            "services_deleted",
            "services_bound",
            "system_property_lookups",
        ],
    ));
    all.extend(pairs(Services, &["system_property_sets"]));
    all.extend(texts(
        Network,
        &[
            "ja3_digests",
            "memory_pattern_urls",
            "memory_pattern_domains",
            "memory_pattern_ips",
        ],
    ));
    all.extend(texts(
        Cryptography,
        &[
            "crypto_algorithms_observed",
            "crypto_keys",
            "crypto_plain_text",
            "encoding_algorithms_observed",
        ],
    ));
    all.extend(texts(
        Android,
        &[
            "activities_started",
            "permissions_requested",
            "content_model_observers",
            "databases_opened",
            "databases_deleted",
            "shared_preferences_lookups",
            "signals_hooked",
            "signals_observed",
            "invokes",
        ],
    ));
    all.extend(pairs(Android, &["shared_preferences_sets", "content_model_sets"]));
    all
}

#[test]
fn every_documented_attribute_has_its_group() {
    let documented = documented();
    for (name, value, group) in &documented {
        let report = report("One", json!({*name: value}));
        assert!(sandbox::unknown(&report).attributes.is_empty(), "{name} has no place");
        let seen = Seen::read(&[report], &["One".into()], site());
        let groups: Vec<Group> = seen.groups().into_iter().map(|(group, _)| group).collect();
        assert!(group.is_none_or(|group| groups.contains(&group)), "{name}: {groups:?}");
    }
    let listed = |name: &str| documented.iter().any(|(own, ..)| *own == name);
    let unlisted = LISTS.iter().flat_map(|list| list.names).filter(|name| !listed(name));
    assert_eq!(unlisted.collect::<Vec<_>>(), Vec::<&&str>::new());
}
