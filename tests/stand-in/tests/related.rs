//! The relations of objects: what they lead to, in which form, by how many at a time, and who may ask.

mod ask;

use ask::Heard;
use serde_json::{Value, json};
use stand_in::fixtures::world;
use stand_in::{Options, StandIn};

async fn started() -> StandIn {
    StandIn::start(Options::default()).await.expect("a free port")
}

fn get(stand_in: &StandIn, path: &str) -> Heard {
    ask::get(stand_in.address(), path)
}

fn body(stand_in: &StandIn, path: &str) -> Value {
    let heard = get(stand_in, path);
    assert_eq!(heard.status, 200, "{path}");
    heard.json()
}

/// Every free relation of vt-api.md's tables, and how many entries the main object of its kind has.
#[tokio::test(flavor = "multi_thread")]
async fn every_free_relation_of_the_main_objects() {
    let stand_in = started().await;
    for (object, relations) in [
        (
            format!("files/{}", world::FILE),
            &[
                ("behaviours", 3),
                ("bundled_files", 3),
                ("collections", 1),
                ("comments", 26),
                ("contacted_domains", 4),
                ("contacted_ips", 8),
                ("contacted_urls", 8),
                ("dropped_files", 13),
                ("execution_parents", 2),
                ("graphs", 1),
                ("pe_resource_children", 3),
                ("pe_resource_parents", 0),
                ("votes", 13),
            ][..],
        ),
        (
            format!("urls/{}", world::URL_ID),
            &[
                ("comments", 1),
                ("graphs", 1),
                ("related_comments", 1),
                ("votes", 4),
                ("collections", 1),
            ],
        ),
        (
            format!("domains/{}", world::DOMAIN),
            &[
                ("comments", 1),
                ("communicating_files", 45),
                ("graphs", 1),
                ("historical_ssl_certificates", 2),
                ("historical_whois", 3),
                ("referrer_files", 1),
                ("related_comments", 1),
                ("resolutions", 4),
                ("siblings", 2),
                ("subdomains", 25),
                ("user_votes", 0),
                ("votes", 4),
            ],
        ),
        (
            format!("ip_addresses/{}", world::ADDRESS),
            &[
                ("comments", 1),
                ("communicating_files", 12),
                ("graphs", 0),
                ("historical_ssl_certificates", 2),
                ("historical_whois", 3),
                ("referrer_files", 1),
                ("resolutions", 130),
                ("votes", 4),
            ],
        ),
        (
            format!("collections/{}", world::COLLECTION),
            &[("files", 1), ("urls", 1), ("domains", 1), ("ip_addresses", 1)],
        ),
    ] {
        for (relation, count) in relations {
            let page = body(&stand_in, &format!("{object}/{relation}"));
            assert_eq!(page["meta"]["count"], *count, "{object}/{relation}");
            let entries = page["data"].as_array().unwrap();
            assert_eq!(entries.len(), (*count).min(10), "{object}/{relation}");
            assert!(
                entries
                    .iter()
                    .all(|entry| entry["attributes"].is_object() || entry["error"].is_object())
            );
            let short = body(&stand_in, &format!("{object}/relationships/{relation}"));
            for (short, entry) in short["data"].as_array().unwrap().iter().zip(entries) {
                assert_eq!((&short["type"], &short["id"]), (&entry["type"], &entry["id"]));
                assert!(short["attributes"].is_null());
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_are_gone_through_by_cursor_and_by_link() {
    let stand_in = started().await;
    let path = format!("ip_addresses/{}/resolutions", world::ADDRESS);
    let (mut seen, mut query) = (Vec::new(), "limit=40".to_owned());
    for length in [40, 40, 40, 10] {
        let page = body(&stand_in, &format!("{path}?{query}"));
        let data = page["data"].as_array().unwrap();
        assert_eq!(data.len(), length);
        seen.extend(data.iter().map(|entry| entry["id"].as_str().unwrap().to_owned()));
        let Some(cursor) = page["meta"]["cursor"].as_str() else {
            assert!(page["links"]["next"].is_null());
            break;
        };
        assert!(cursor.contains('-') && cursor.contains('_') && cursor.ends_with("=="));
        query = format!("limit=40&cursor={}", cursor.replace('=', "%3D"));
        let next = format!("https://www.virustotal.com/api/v3/{path}?{query}");
        assert_eq!(page["links"]["next"], next);
    }
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 130);
    for none in ["cursor=", "cursor=%22%22"] {
        assert_eq!(
            body(&stand_in, &format!("{path}?{none}"))["data"]
                .as_array()
                .map(Vec::len),
            Some(10)
        );
    }
    for (query, message) in [
        ("limit=41", "Limit must be between 1 and 40"),
        ("limit=x", "Limit \"x\" is not a number"),
        ("cursor=x", "Invalid cursor"),
    ] {
        let heard = get(&stand_in, &format!("{path}?{query}"));
        assert_eq!(
            (heard.status, heard.code().as_str()),
            (400, "InvalidArgumentError"),
            "{query}"
        );
        assert_eq!(heard.json()["error"]["message"], message);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn relations_that_lead_to_one_object_or_to_none() {
    let stand_in = started().await;
    for (path, id) in [
        (format!("urls/{}/network_location", world::URL_ID), world::DOMAIN),
        (
            format!("urls/{}/last_serving_ip_address", world::URL_ID),
            world::ADDRESS,
        ),
        (format!("domains/{}/parent", world::DOMAIN), world::DOMAIN_PARENT),
        (format!("domains/n07.{}/immediate_parent", world::DOMAIN), world::DOMAIN),
        (format!("comments/{}/author", world::COMMENT), "ana_lyst"),
        (format!("comments/{}/item", world::COMMENT), world::FILE),
        (format!("analyses/{}/item", world::ANALYSIS_COMPLETED), world::FILE),
        (format!("analyses/{}/item", world::ANALYSIS_URL), world::URL_ID),
    ] {
        let answer = body(&stand_in, &path);
        assert_eq!(answer["data"]["id"], id, "{path}");
        assert!(answer["data"]["attributes"].is_object());
        assert_eq!(
            answer["links"]["self"],
            format!("https://www.virustotal.com/api/v3/{path}")
        );
        let (object, relation) = path.rsplit_once('/').unwrap();
        let short = body(&stand_in, &format!("{object}/relationships/{relation}"));
        assert_eq!(short["data"]["id"], id);
        assert!(short["data"]["attributes"].is_null());
    }
    let none = body(&stand_in, &format!("domains/{}/parent", world::DOMAIN_PARENT));
    assert_eq!(none["data"], Value::Null);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_costs_is_refused_to_a_free_key() {
    let free = started().await;
    let premium = StandIn::start(Options {
        premium: true,
        ..Options::default()
    })
    .await
    .unwrap();
    for (path, count) in [
        (format!("files/{}/similar_files", world::FILE), 2),
        (format!("files/{}/itw_urls", world::FILE), 1),
        (format!("files/{}/submissions", world::FILE), 0),
        (format!("urls/{}/redirects_to", world::URL_ID), 1),
        (format!("domains/{}/urls", world::DOMAIN), 1),
        (format!("ip_addresses/{}/downloaded_files", world::ADDRESS), 0),
    ] {
        let (object, relation) = path.rsplit_once('/').unwrap();
        for path in [
            path.clone(),
            format!("{object}/relationships/{relation}"),
            format!("{object}?relationships={relation}"),
        ] {
            let heard = get(&free, &path);
            assert_eq!((heard.status, heard.code().as_str()), (403, "ForbiddenError"), "{path}");
        }
        assert_eq!(body(&premium, &path)["meta"]["count"], count, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn relations_along_with_a_report() {
    let stand_in = started().await;
    let names = "comments,pe_resource_parents,dropped_files";
    let whole = body(&stand_in, &format!("files/{}?relationships={names}", world::FILE));
    assert!(whole["data"]["attributes"]["sha256"].is_string());
    let relations = whole["data"]["relationships"].as_object().unwrap();
    assert_eq!(relations.len(), 3);
    let comments = &relations["comments"];
    assert_eq!(comments["data"].as_array().map(Vec::len), Some(10));
    assert_eq!(comments["data"][0], json!({"type": "comment", "id": world::COMMENT}));
    assert_eq!(comments["meta"]["count"], 26);
    let base = format!("https://www.virustotal.com/api/v3/files/{}", world::FILE);
    assert_eq!(comments["links"]["self"], format!("{base}/relationships/comments"));
    assert_eq!(comments["links"]["related"], format!("{base}/comments"));
    let next = comments["links"]["next"].as_str().unwrap();
    let path = next.strip_prefix("https://www.virustotal.com/api/v3/").unwrap();
    assert_eq!(
        body(&stand_in, path)["data"][0]["id"],
        body(&stand_in, &format!("files/{}/comments?limit=11", world::FILE))["data"][10]["id"]
    );
    assert_eq!(relations["pe_resource_parents"]["data"], json!([]));

    let url = body(
        &stand_in,
        &format!("urls/{}?relationships=network_location,graphs", world::URL_ID),
    );
    assert_eq!(
        url["data"]["relationships"]["network_location"]["data"],
        json!({"type": "domain", "id": world::DOMAIN})
    );
    let heard = get(
        &stand_in,
        &format!("files/{}?relationships=comments,friends", world::FILE),
    );
    assert_eq!((heard.status, heard.code().as_str()), (400, "InvalidArgumentError"));
    assert_eq!(get(&stand_in, &format!("files/{}/friends", world::FILE)).status, 400);
    assert_eq!(
        get(&stand_in, &format!("files/{}/comments", world::FILE_NEVER)).status,
        404
    );
    // A body that no parser takes keeps every byte.
    let plain = get(&stand_in, &format!("files/{}", world::FILE_HOSTILE)).body;
    let more = get(&stand_in, &format!("files/{}?relationships=votes", world::FILE_HOSTILE)).body;
    let (at, length) = more
        .windows(15)
        .position(|window| window == b"\"relationships\"")
        .map(|at| (at, more.len() - plain.len()))
        .unwrap();
    assert_eq!([&more[..at], &more[at + length..]].concat(), plain);
}

#[tokio::test(flavor = "multi_thread")]
async fn relations_of_ones_own() {
    let stand_in = started().await;
    let whole = json!({"type": "domain", "id": "own.example.org", "attributes": {"reputation": 7}, "context_attributes": {"x": 1}});
    let gone =
        json!({"type": "domain", "id": "gone.example.org", "error": {"code": "NotFoundError", "message": "gone"}});
    stand_in.set_relation(
        "files",
        world::FILE,
        "contacted_domains",
        vec![
            whole.clone(),
            gone.clone(),
            json!({"type": "domain", "id": world::DOMAIN, "context_attributes": {"seen": "often"}}),
            json!({"type": "domain", "id": "unknown.example.org"}),
        ],
    );
    let page = body(&stand_in, &format!("files/{}/contacted_domains", world::FILE));
    assert_eq!((&page["data"][0], &page["data"][1]), (&whole, &gone));
    assert_eq!(page["data"][2]["context_attributes"], json!({"seen": "often"}));
    assert!(page["data"][2]["attributes"]["whois"].is_string());
    assert_eq!(
        page["data"][3]["error"]["message"],
        "Domain \"unknown.example.org\" not found"
    );
    let short = body(
        &stand_in,
        &format!("files/{}/relationships/contacted_domains", world::FILE),
    );
    assert_eq!(
        short["data"][0],
        json!({"type": "domain", "id": "own.example.org", "context_attributes": {"x": 1}})
    );
    let alone = body(&stand_in, "domains/own.example.org");
    assert_eq!(alone["data"]["attributes"]["reputation"], 7);
    assert!(alone["data"]["context_attributes"].is_null());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_world_hangs_together() {
    let stand_in = started().await;
    let file = format!("files/{}", world::FILE);
    // What is contacted says its URL even where only ids are given, and one of each kind of file cannot be had.
    let urls = body(&stand_in, &format!("{file}/relationships/contacted_urls"));
    assert!(
        urls["data"]
            .as_array()
            .unwrap()
            .iter()
            .all(|entry| entry["context_attributes"]["url"].is_string())
    );
    for (relation, kind, gone) in [
        ("contacted_domains", "domains", 0),
        ("contacted_ips", "ip_addresses", 0),
        ("contacted_urls", "urls", 1),
        ("dropped_files", "files", 1),
        ("bundled_files", "files", 0),
        ("execution_parents", "files", 0),
        ("pe_resource_children", "files", 0),
        ("behaviours", "file_behaviours", 0),
        ("collections", "collections", 0),
        ("graphs", "graphs", 0),
        ("comments", "comments", 0),
        ("votes", "votes", 0),
    ] {
        let page = body(&stand_in, &format!("{file}/{relation}?limit=40"));
        let entries = page["data"].as_array().unwrap();
        let (here, missing): (Vec<_>, Vec<_>) = entries.iter().partition(|entry| entry["error"].is_null());
        assert_eq!(missing.len(), gone, "{relation}");
        for entry in here {
            let id = entry["id"].as_str().unwrap().replace(' ', "%20");
            let alone = body(&stand_in, &format!("{kind}/{id}"));
            assert_eq!(alone["data"]["attributes"], entry["attributes"], "{kind}/{id}");
        }
    }
    // Those who came in come back: the sandbox's report to its file, the archive to what it holds.
    let parents = body(&stand_in, &format!("{file}/relationships/execution_parents"));
    for parent in parents["data"].as_array().unwrap() {
        let id = parent["id"].as_str().unwrap();
        let held = body(&stand_in, &format!("files/{id}/relationships/bundled_files"));
        assert_eq!(held["data"][0]["id"], world::FILE);
    }
}
