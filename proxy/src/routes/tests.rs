//! The table of routes: what passes, as what, and what does not.

use super::*;

const SHA: &str = "275a021bbfb6489e54d471899f7db9d1663fc695ec2fe2a2c4538aabf651fd0f";

#[test]
fn every_template_names_kinds_that_exist() {
    for route in TABLE {
        let lists = route.query.iter().filter_map(|known| Some(known.split_once('=')?.1));
        let parts = route.template.trim_end_matches("{upload}").split('/');
        for kind in parts.chain(lists).filter_map(Kind::named) {
            assert!(kind.is_known(), "{}", route.template);
        }
        assert!(is_forwarded(route.template), "{}", route.template);
        assert!(!route.methods.is_empty());
    }
}

#[test]
fn allowed_paths_are_built_anew() {
    for (path, template, built) in [
        ("/api/v3/files/{sha}", "/api/v3/files/{digest}", "/api/v3/files/{sha}"),
        (
            "/api/v3/files/%3275a021bbfb6489e54d471899f7db9d1663fc695ec2fe2a2c4538aabf651fd0f",
            "/api/v3/files/{digest}",
            "/api/v3/files/{sha}",
        ),
        (
            "/api/v3/files/upload_url",
            "/api/v3/files/upload_url",
            "/api/v3/files/upload_url",
        ),
        (
            "/api/v3/files/{sha}/contacted_ips",
            "/api/v3/files/{digest}/{file_relation}",
            "/api/v3/files/{sha}/contacted_ips",
        ),
        (
            "/api/v3/file_behaviours/{sha}_VirusTotal%20Jujubox",
            "/api/v3/file_behaviours/{behaviour}",
            "/api/v3/file_behaviours/{sha}_VirusTotal%20Jujubox",
        ),
        (
            "/api/v3/urls/aHR0cDovL2V4YW1wbGUuY29tLw",
            "/api/v3/urls/{url}",
            "/api/v3/urls/aHR0cDovL2V4YW1wbGUuY29tLw",
        ),
        (
            "/api/v3/domains/example.com/siblings",
            "/api/v3/domains/{domain}/{domain_relation}",
            "/api/v3/domains/example.com/siblings",
        ),
        (
            "/api/v3/ip_addresses/2001:db8::1",
            "/api/v3/ip_addresses/{ip}",
            "/api/v3/ip_addresses/2001:db8::1",
        ),
        (
            "/api/v3/ip_addresses/2001%3Adb8%3A%3A1",
            "/api/v3/ip_addresses/{ip}",
            "/api/v3/ip_addresses/2001:db8::1",
        ),
        (
            "/api/v3/resolutions/192.0.2.1example.com",
            "/api/v3/resolutions/{resolution}",
            "/api/v3/resolutions/192.0.2.1example.com",
        ),
        (
            "/api/v3/analyses/ZmY6MQ%3D%3D",
            "/api/v3/analyses/{analysis}",
            "/api/v3/analyses/ZmY6MQ==",
        ),
        (
            "/api/v3/comments/f-{sha}-9a8b7c6d",
            "/api/v3/comments/{comment}",
            "/api/v3/comments/f-{sha}-9a8b7c6d",
        ),
        (
            "/api/v3/users/somebody/overall_quotas",
            "/api/v3/users/{user}/overall_quotas",
            "/api/v3/users/somebody/overall_quotas",
        ),
        (
            "/api/v3/sigma_rules/{sha}",
            "/api/v3/sigma_rules/{rule}",
            "/api/v3/sigma_rules/{sha}",
        ),
        ("/api/v3/metadata", "/api/v3/metadata", "/api/v3/metadata"),
        // What VirusTotal gives out passes as it is.
        ("/bigfiles/a%2Bb/c=/", "/bigfiles/{upload}", "/bigfiles/a%2Bb/c=/"),
        ("/_ah/upload/AMmf-_/", "/_ah/upload/{upload}", "/_ah/upload/AMmf-_/"),
    ] {
        let (route, sent) = find(&path.replace("{sha}", SHA)).unwrap_or_else(|| panic!("refused: {path}"));
        assert_eq!(route.template, template);
        assert_eq!(sent, built.replace("{sha}", SHA));
    }
}

#[test]
fn everything_else_is_refused() {
    for path in [
        "",
        "/",
        "*",
        "//evil.example/api/v3/metadata",
        "/\\evil.example",
        "\\\\evil.example",
        "https://evil.example/api/v3/metadata",
        "/api/v3",
        "/api/v3/",
        "/api/v3/metadata/",
        "/api//v3/metadata",
        "/api/v3//metadata",
        "/API/v3/metadata",
        "/api/v2/metadata",
        "/ui/api/v3/metadata",
        "/%61pi/v3/metadata",
        "/api/v3/%6Detadata",
        "/api/v3/../../ui",
        "/api/v3/%2e%2e/ui",
        "/api/v3/files/..",
        "/api/v3/files/%2e%2e",
        "/api/v3/domains/..",
        "/api/v3/domains/%2e%2e",
        "/api/v3/domains/%2E",
        "/api/v3/domains/a%2fb",
        "/api/v3/domains/a%5cb",
        "/api/v3/domains/a%00b",
        "/api/v3/domains/a%0d%0ab",
        "/api/v3/domains/a%3fb",
        "/api/v3/domains/a%23b",
        "/api/v3/domains/a%25b",
        "/api/v3/domains/a%",
        "/api/v3/domains/%d0%bf",
        "/api/v3/domains/a;b",
        "/api/v3/users/me@evil.example%2f",
        "/api/v3/ip_addresses/192.0.2",
        "/api/v3/ip_addresses/evil.example",
        "/api/v3/files/275a021b",
        "/api/v3/files/g75a021bbfb6489e54d471899f7db9d1663fc695ec2fe2a2c4538aabf651fd0f",
        "/api/v3/files/{sha}/download",
        "/api/v3/files/{sha}/download_url/more",
        "/api/v3/files/{sha}/nothing",
        "/api/v3/files/{sha}/votes/more",
        "/api/v3/file_behaviours/{sha}_Zenbox/pcap",
        "/api/v3/file_behaviours/{sha}_",
        "/api/v3/intelligence/search",
        "/api/v3/private/files",
        "/api/v3/feeds/files/2020",
        "/bigfiles/",
        "/bigfiles//",
        "/bigfiles//a",
        "/bigfiles/a//",
        "/bigfiles/a//b",
        "/bigfiles/..",
        "/bigfiles/a/../b",
        "/bigfiles/%2e%2e/b",
        "/bigfiles/.%2E/",
        "/bigfiles/a%2Fb",
        "/bigfiles/a%5cb",
        "/bigfiles/a\\b",
        "/bigfiles/a%0d%0ab",
        "/bigfiles/a%252e",
        "/bigfiles/a%+1",
        "/bigfiles/a%",
        "/bigfiles/a;b",
        "/bigfiles/a b",
        "/_ah/upload/",
        "/_ah/upload",
        "/_ah/admin/a",
        "/_AH/upload/a",
    ] {
        let path = path.replace("{sha}", SHA);
        assert!(find(&path).is_none(), "{path}");
    }
}

#[test]
fn parameters_pass_by_name_and_are_written_anew() {
    let (comments, _) = find("/api/v3/comments").expect("a route");
    let (file, _) = find(&format!("/api/v3/files/{SHA}")).expect("a route");
    let (search, _) = find("/api/v3/search").expect("a route");
    let (upload, _) = find("/bigfiles/a").expect("a route");
    for (route, raw, sent) in [
        (comments, None, Some("")),
        (comments, Some(""), Some("")),
        (
            comments,
            Some("limit=10&cursor=CrEB%3D%3D"),
            Some("?limit=10&cursor=CrEB%3D%3D"),
        ),
        (comments, Some("cursor=CrEB=="), Some("?cursor=CrEB%3D%3D")),
        (comments, Some("filter=tag:x"), Some("?filter=tag%3Ax")),
        (comments, Some("limit=10&limit=10"), None),
        (comments, Some("limit=ten"), None),
        (comments, Some("limit"), None),
        (comments, Some("apikey=1"), None),
        (comments, Some("cursor=%zz"), None),
        (comments, Some("cursor=%0a"), None),
        (
            file,
            Some("relationships=votes,comments"),
            Some("?relationships=votes%2Ccomments"),
        ),
        (file, Some("relationships=votes"), Some("?relationships=votes")),
        (file, Some("relationships="), None),
        (file, Some("relationships=votes,"), None),
        (file, Some("relationships=votes,votes"), None),
        (file, Some("relationships=siblings"), None),
        (file, Some("relationships=votes%26x%3D1"), None),
        (file, Some("limit=1"), None),
        (upload, None, Some("")),
        (upload, Some("a=b%2Bc&d/e"), Some("?a=b%2Bc&d/e")),
        (upload, Some("a=%0d%0a"), None),
        (upload, Some("a=%2F"), None),
        (upload, Some("a=%zz"), None),
        (upload, Some("a;b"), None),
        (search, Some("query=a+b%26c"), Some("?query=a%20b%26c")),
        (search, Some("query=%D0%BF%23"), Some("?query=%D0%BF%23")),
    ] {
        assert_eq!(route.query(raw).as_deref(), sent, "{raw:?}");
    }
}

#[test]
fn the_page_finds_its_relations_here() {
    // The page's own table, by its text: `free("behaviours")`, `premium("urls")`.
    let page = include_str!("../../../src/vt/relation.rs");
    let named = |text: &'static str| {
        let calls = text.split('"').skip(1).step_by(2);
        calls.collect::<Vec<_>>()
    };
    for (table, path, names) in [
        ("FILE", format!("/api/v3/files/{SHA}"), table::OF_FILES),
        ("URL", "/api/v3/urls/aHR0cDovL2E".to_owned(), table::OF_URLS),
        ("DOMAIN", "/api/v3/domains/example.com".to_owned(), table::OF_DOMAINS),
        (
            "ADDRESS",
            "/api/v3/ip_addresses/192.0.2.1".to_owned(),
            table::OF_ADDRESSES,
        ),
    ] {
        let (_, rest) = page
            .split_once(&format!("const {table}: &[Relation] = &[\n"))
            .expect("a table");
        let wanted = named(rest.split_once("\n];").expect("its end").0);
        assert!(wanted.len() > 9, "{table}: {wanted:?}");
        for name in wanted {
            // An address is no relation that may stand behind `?relationships=`; it has a line of its own.
            assert!(names.contains(&name) || name == "download_url", "{table}: {name}");
            assert!(find(&format!("{path}/{name}")).is_some(), "{table}: {name}");
        }
    }
}

#[test]
fn the_worker_in_deploy_has_the_same_table() {
    let script = include_str!("../../../deploy/worker.js");
    let (_, rest) = script.split_once("const ROUTES = [\n").expect("its table");
    let (table, rest) = rest.split_once("];\n").expect("its end");
    let ours: Vec<String> = TABLE
        .iter()
        .map(|route| {
            let methods: Vec<_> = route
                .methods
                .iter()
                .map(|takes| format!("{takes:?} ").to_uppercase())
                .collect();
            let query = if route.query.is_empty() {
                String::new()
            } else {
                format!(" ?{}", route.query.join("&"))
            };
            format!("  \"{}{}{query}\",\n", methods.concat(), route.template)
        })
        .collect();
    assert_eq!(table, ours.concat());
    for (kind, names) in [
        ("file", table::OF_FILES),
        ("behaviour", table::OF_BEHAVIOURS),
        ("url", table::OF_URLS),
        ("domain", table::OF_DOMAINS),
        ("ip", table::OF_ADDRESSES),
        ("comment", table::OF_COMMENTS),
    ] {
        let line = format!("  {kind}_relation: \"{}\",\n", names.join(" "));
        assert!(rest.contains(&line), "{line}");
    }
}
