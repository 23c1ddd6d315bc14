//! One object of each kind, by every id that it has, and what is said where there is none.

mod ask;

use ask::Heard;
use base64::Engine as _;
use base64::engine::general_purpose::{URL_SAFE, URL_SAFE_NO_PAD};
use serde_json::{Value, json};
use stand_in::fixtures::{Identity, content, identity, world};
use stand_in::{Options, StandIn};

async fn started() -> StandIn {
    StandIn::start(Options::default()).await.expect("a free port")
}

fn get(stand_in: &StandIn, path: &str) -> Heard {
    ask::get(stand_in.address(), path)
}

fn data(stand_in: &StandIn, path: &str) -> Value {
    let heard = get(stand_in, path);
    assert_eq!(heard.status, 200, "{path}");
    heard.json()["data"].clone()
}

#[test]
fn the_constants_are_what_they_say() {
    let sha256 = |name: &str| Identity::of(&content(name)).sha256;
    assert_eq!(world::FILE, sha256("malicious-pe"));
    assert_eq!(world::FILE_CLEAN, sha256("clean-signed-pe"));
    assert_eq!(world::FILE_HOSTILE, sha256("hostile"));
    assert_eq!(world::ANDROID, sha256("android-apk"));
    assert_eq!(world::URL_ID, identity::sha256(world::URL));
}

#[tokio::test(flavor = "multi_thread")]
async fn each_kind_by_its_id() {
    let stand_in = started().await;
    for (path, kind, id) in [
        (format!("files/{}", world::ANDROID), "file", world::ANDROID),
        (format!("urls/{}", world::URL_ID), "url", world::URL_ID),
        (format!("domains/{}", world::DOMAIN), "domain", world::DOMAIN),
        ("domains/CDN-Viewer.Example.COM.".to_owned(), "domain", world::DOMAIN),
        (format!("ip_addresses/{}", world::ADDRESS), "ip_address", world::ADDRESS),
        (
            "ip_addresses/2620:4F:8000:0::47".to_owned(),
            "ip_address",
            world::ADDRESS_V6,
        ),
        (
            format!("resolutions/{}", world::RESOLUTION),
            "resolution",
            world::RESOLUTION,
        ),
        (
            format!("file_behaviours/{}", world::BEHAVIOUR),
            "file_behaviour",
            world::BEHAVIOUR,
        ),
        (format!("comments/{}", world::COMMENT), "comment", world::COMMENT),
        (
            format!("collections/{}", world::COLLECTION),
            "collection",
            world::COLLECTION,
        ),
        (format!("graphs/{}", world::GRAPH), "graph", world::GRAPH),
        (
            format!("sigma_rules/{}", world::SIGMA_RULE),
            "sigma_rule",
            world::SIGMA_RULE,
        ),
        (
            format!("yara_rulesets/{}", world::YARA_RULESET),
            "yara_ruleset",
            world::YARA_RULESET,
        ),
        (
            format!("analyses/{}", world::ANALYSIS_QUEUED),
            "analysis",
            world::ANALYSIS_QUEUED,
        ),
        (
            format!("analyses/{}", world::ANALYSIS_URL),
            "analysis",
            world::ANALYSIS_URL,
        ),
        ("users/reader".to_owned(), "user", "reader"),
        ("users/good".to_owned(), "user", "reader"),
    ] {
        let object = data(&stand_in, &path);
        assert_eq!(
            (object["type"].as_str(), object["id"].as_str()),
            (Some(kind), Some(id)),
            "{path}"
        );
        assert!(
            object["links"]["self"]
                .as_str()
                .is_some_and(|link| link.starts_with("https://www.virustotal.com/api/v3/")),
            "{path}"
        );
        assert!(object["attributes"].is_object(), "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_url_by_base64_of_any_spelling() {
    let stand_in = started().await;
    for spelling in [
        world::URL,
        "HTTPS://CDN-Viewer.Example.com:443/pay/invoice?id=88213#top",
    ] {
        for id in [URL_SAFE.encode(spelling), URL_SAFE_NO_PAD.encode(spelling)] {
            let id = id.replace('=', "%3D");
            assert_eq!(data(&stand_in, &format!("urls/{id}"))["id"], world::URL_ID);
        }
    }
    let never = URL_SAFE_NO_PAD.encode(world::URL_NEVER);
    let heard = get(&stand_in, &format!("urls/{never}"));
    assert_eq!(heard.status, 404);
    assert_eq!(heard.json()["error"]["message"], format!("URL \"{never}\" not found"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_there() {
    let stand_in = started().await;
    for (path, status, code) in [
        (format!("files/{}", world::FILE_NEVER), 404, "NotFoundError"),
        (format!("domains/{}", world::DOMAIN_NEVER), 404, "NotFoundError"),
        (format!("ip_addresses/{}", world::ADDRESS_NEVER), 404, "NotFoundError"),
        ("domains/no_domain".to_owned(), 400, "InvalidArgumentError"),
        ("ip_addresses/192.0.2".to_owned(), 400, "InvalidArgumentError"),
        ("comments/none".to_owned(), 404, "NotFoundError"),
        ("analyses/none".to_owned(), 404, "NotFoundError"),
        ("users/somebody".to_owned(), 403, "ForbiddenError"),
        ("users/somebody/overall_quotas".to_owned(), 403, "ForbiddenError"),
        ("attack_techniques/T1059".to_owned(), 403, "ForbiddenError"),
        ("intelligence/search?query=x".to_owned(), 403, "ForbiddenError"),
        (format!("files/{}/download_url", world::FILE), 403, "ForbiddenError"),
        (
            format!("file_behaviours/{}/pcap", world::BEHAVIOUR),
            403,
            "ForbiddenError",
        ),
        ("nothing/at/all".to_owned(), 404, "NotFoundError"),
    ] {
        let heard = get(&stand_in, &path);
        assert_eq!((heard.status, heard.code().as_str()), (status, code), "{path}");
    }
    assert_eq!(
        get(&stand_in, "domains/no_domain").json()["error"]["message"],
        "Domain \"no_domain\" is not a valid domain pattern"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn objects_of_ones_own() {
    let stand_in = started().await;
    let domain = json!({"type": "domain", "id": "own.example.org", "attributes": {"reputation": 7}});
    stand_in.add_object(&domain);
    assert_eq!(data(&stand_in, "domains/own.example.org"), domain);
    let analysis = json!({"data": {"type": "analysis", "id": "a=", "attributes": {}}, "meta": {"x": 1}});
    stand_in.add_object(&analysis);
    assert_eq!(get(&stand_in, "analyses/a%3D").json(), analysis);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_search_finds_what_it_names() {
    let stand_in = started().await;
    let found = |query: &str| {
        let data = data(&stand_in, &format!("search?query={query}"));
        let ids: Vec<_> = data
            .as_array()
            .unwrap()
            .iter()
            .map(|object| {
                format!(
                    "{} {}",
                    object["type"].as_str().unwrap(),
                    object["id"].as_str().unwrap()
                )
            })
            .collect();
        ids
    };
    let md5 = Identity::of(&content("malicious-pe")).md5;
    for (query, expected) in [
        (md5.as_str(), format!("file {}", world::FILE)),
        ("CDN-viewer.example.com", format!("domain {}", world::DOMAIN)),
        ("192.175.48.47", format!("ip_address {}", world::ADDRESS)),
        (
            "https%3A%2F%2Fcdn-viewer.example.com%2Fpay%2Finvoice%3Fid%3D88213",
            format!("url {}", world::URL_ID),
        ),
    ] {
        assert_eq!(found(query), [expected], "{query}");
    }
    assert!(found("nothing.example.org").is_empty());
    assert!(found("no+such+words").is_empty());
    assert!(found("%23quillnab").contains(&format!("comment {}", world::COMMENT)));
    assert_eq!(found("Автоматически"), [""; 0]);
    assert_eq!(get(&stand_in, "search").status, 400);
}

#[tokio::test(flavor = "multi_thread")]
async fn all_comments_the_newest_first() {
    let stand_in = started().await;
    let all = data(&stand_in, "comments?limit=40");
    let dates: Vec<_> = all
        .as_array()
        .unwrap()
        .iter()
        .map(|comment| comment["attributes"]["date"].as_i64().unwrap_or_default())
        .collect();
    assert!(dates.len() > 20 && dates.is_sorted_by(|a, b| a >= b));
    let tagged = data(&stand_in, "comments?filter=tag:stealer");
    assert_eq!(tagged.as_array().map(Vec::len), Some(1));
    assert_eq!(tagged[0]["id"], world::COMMENT);
    assert_eq!(get(&stand_in, "comments?filter=x").status, 400);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_sandboxes_saw() {
    let stand_in = started().await;
    let file = format!("files/{}", world::FILE);
    let all = data(&stand_in, &format!("{file}/behaviours"));
    assert_eq!(all.as_array().map(Vec::len), Some(3));
    let summary = data(&stand_in, &format!("{file}/behaviour_summary"));
    for own in ["sandbox_name", "behash", "analysis_date", "mitre_attack_techniques"] {
        assert!(summary[own].is_null(), "{own}");
    }
    // Two sandboxes wrote it, and it is there once.
    let written = summary["files_written"].as_array().unwrap();
    assert_eq!(written.iter().filter(|path| **path == "%TEMP%\\keys.log").count(), 1);
    assert_eq!(summary["attack_techniques"]["T1497"].as_array().map(Vec::len), Some(2));

    let trees = data(&stand_in, &format!("{file}/behaviour_mitre_trees"));
    assert_eq!(trees["C2AE"], Value::Null);
    let credentials = trees["Zenbox"]["tactics"]
        .as_array()
        .unwrap()
        .iter()
        .find(|tactic| tactic["id"] == "TA0006")
        .unwrap();
    assert_eq!(credentials["techniques"][0]["signatures"][0]["severity"], "HIGH");

    let jujubox = format!("file_behaviours/{}_VirusTotal%20Jujubox", world::FILE);
    assert_eq!(
        data(&stand_in, &jujubox)["attributes"]["sandbox_name"],
        "VirusTotal Jujubox"
    );
    assert_eq!(data(&stand_in, &format!("{jujubox}/file"))["id"], world::FILE);
    assert_eq!(get(&stand_in, &format!("{jujubox}/html")).status, 404);
    let page = get(&stand_in, &format!("file_behaviours/{}/html", world::BEHAVIOUR));
    assert_eq!(
        (page.status, page.header("content-type")),
        (200, Some("text/html; charset=utf-8"))
    );
    assert_eq!(
        get(&stand_in, &format!("files/{}/behaviour_summary", world::FILE_CLEAN)).status,
        404
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_metadata_name_engines_and_relations() {
    let stand_in = started().await;
    let metadata = data(&stand_in, "metadata");
    assert!(metadata["engines"]["Kaspersky"].is_object());
    let relations = metadata["relationships"]["file"].as_array().unwrap();
    assert!(relations.iter().any(|relation| relation["name"] == "contacted_domains"));
}

#[tokio::test(flavor = "multi_thread")]
async fn made_up_names_choose_for_themselves() {
    let stand_in = StandIn::start(Options {
        made_up: true,
        ..Options::default()
    })
    .await
    .unwrap();
    let malicious = |path: &str| {
        let stats = data(&stand_in, path)["attributes"]["last_analysis_stats"].clone();
        (
            stats["malicious"].as_u64().unwrap() > 0,
            stats["suspicious"].as_u64().unwrap() > 0,
        )
    };
    for (name, expected) in [
        ("malicious-one.example.org", (true, true)),
        ("suspicious-one.example.org", (false, true)),
        ("clean-one.example.org", (false, false)),
    ] {
        assert_eq!(malicious(&format!("domains/{name}")), expected, "{name}");
        let url = URL_SAFE_NO_PAD.encode(format!("https://{name}/x"));
        assert_eq!(malicious(&format!("urls/{url}")), expected, "{name}");
    }
    for path in [
        "domains/never-seen-one.example.org".to_owned(),
        format!("urls/{}", URL_SAFE_NO_PAD.encode("https://never-seen.example.org/y")),
    ] {
        assert_eq!(get(&stand_in, &path).status, 404, "{path}");
    }
    // Addresses say nothing of themselves: some are known, some are not, and each stays what it is.
    let statuses: Vec<_> = (1..60)
        .map(|at| get(&stand_in, &format!("ip_addresses/192.0.2.{at}")).status)
        .collect();
    assert!(statuses.contains(&200) && statuses.contains(&404));
    let related = data(&stand_in, "domains/malicious-one.example.org/subdomains?limit=40");
    assert_eq!(related.as_array().map(Vec::len), Some(25));
}
