//! What a line shows of each kind of value.

use assay::untrusted::Untrusted;
use serde_json::json;

use crate::{cells, report, rows};

#[test]
#[expect(clippy::too_many_lines, reason = "a table")]
fn a_line_shows_each_value_as_what_it_is() {
    let sha256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    for (name, entry, title, expected, more) in [
        ("files_opened", json!("C:\\a"), "Files opened", vec!["C:\\a"], vec![]),
        (
            "files_opened",
            json!({"path": "C:\\a"}),
            "Files opened",
            vec![""],
            vec!["path: C:\\a"],
        ),
        (
            "command_executions",
            json!("cmd /c"),
            "Commands run",
            vec!["copy cmd /c"],
            vec![],
        ),
        (
            "files_dropped",
            json!({"path": "p", "sha256": sha256, "type": "PE", "process_id": "7"}),
            "Files dropped",
            vec!["copy p", &format!("file {sha256}"), "PE", ""],
            vec!["process_id: 7"],
        ),
        (
            "files_dropped",
            json!("p"),
            "Files dropped",
            vec!["copy p", "", "", ""],
            vec![],
        ),
        (
            "files_dropped",
            json!({"path": "p", "sha256": "short"}),
            "Files dropped",
            vec!["copy p", "copy short", "", ""],
            vec![],
        ),
        (
            "dns_lookups",
            json!({"hostname": "a.example", "resolved_ips": ["192.0.2.1", "2001:db8::1", "?"]}),
            "DNS lookups",
            vec!["domain a.example", "ip 192.0.2.1 + ip 2001:db8::1 + copy ?"],
            vec![],
        ),
        (
            "dns_lookups",
            json!({"hostname": ["x"], "resolved_ips": [["y"]]}),
            "DNS lookups",
            vec!["", ""],
            vec!["hostname[1]: x", "resolved_ips[1][1]: y"],
        ),
        (
            "http_conversations",
            json!({"url": "https://a.example/p", "request_method": "GET", "response_status_code": 200, "request_headers": {"Host": "a.example"}}),
            "HTTP requests",
            vec!["GET", "url https://a.example/p", "200", ""],
            vec![],
        ),
        (
            "http_conversations",
            json!({"url": "a.example:443/p", "request_method": "CONNECT"}),
            "HTTP requests",
            vec!["CONNECT", "copy a.example:443/p", "", ""],
            vec![],
        ),
        (
            "ip_traffic",
            json!({"destination_ip": "192.0.2.1", "destination_port": 443, "transport_layer_protocol": "TCP"}),
            "IP traffic",
            vec!["ip 192.0.2.1", "443", "TCP"],
            vec![],
        ),
        (
            "tls",
            json!({"sni": "a.example", "subject": {"CN": "a.example", "O": "A"}, "ja3": "x", "ja4": "y"}),
            "TLS connections",
            vec!["domain a.example", "", "a.example", "", "copy x"],
            vec![],
        ),
        (
            "ids_results",
            json!({"rule_msg": "m", "alert_severity": "medium", "alert_context": {"dest_ip": "192.0.2.1", "src_port": 1}}),
            "Alerts of network monitors",
            vec!["Warn Medium", "m", "", "", "ip 192.0.2.1", ""],
            vec![],
        ),
        (
            "signature_matches",
            json!({"id": "90", "description": "d", "severity": "IMPACT_SEVERITY_HIGH", "refs": [{"value": "1"}]}),
            "Signatures",
            vec!["Bad High", "", "d"],
            vec!["id: 90", "refs[1].value: 1"],
        ),
        (
            "memory_dumps",
            json!({"file_name": "f", "size": 4096}),
            "Memory dumps",
            vec!["copy f", "", "", "4.1\u{A0}kB (4,096 bytes)", "", ""],
            vec![],
        ),
        (
            "memory_pattern_urls",
            json!("http://a.example/"),
            "URLs found in memory",
            vec!["url http://a.example/"],
            vec![],
        ),
    ] {
        let reports = [report("One", json!({name: [entry]}))];
        let row = rows(&reports, title).remove(0);
        assert_eq!(cells(&row), expected, "{name}");
        assert_eq!(row.more.iter().map(Untrusted::raw).collect::<Vec<_>>(), more, "{name}");
    }
}
