//! The routes that a free key may use, as the vendor's reference lists them. A premium key finds its relations too.
//! Behind them the two places that take large files.

use super::{Route, Takes};

const GET: &[Takes] = &[Takes::Get];
const ACT: &[Takes] = &[Takes::Act];
const BOTH: &[Takes] = &[Takes::Get, Takes::Json];
const PAGE: &[&str] = &["limit", "cursor"];
const NONE: &[&str] = &[];
pub(super) const ANY: &[&str] = &["*"];

/// The answer is an address on another host; see `handed`.
pub(super) const UPLOAD_URL: &str = "/api/v3/files/upload_url";

const fn route(template: &'static str, methods: &'static [Takes], query: &'static [&'static str]) -> Route {
    Route {
        template,
        methods,
        query,
    }
}

/// The first that fits counts: fixed names stand before relations.
pub(super) const TABLE: &[Route] = &[
    route("/api/v3/files", &[Takes::Upload], NONE),
    route(UPLOAD_URL, GET, NONE),
    route("/api/v3/files/{digest}", GET, &["relationships={file_relation}"]),
    route("/api/v3/files/{digest}/analyse", ACT, NONE),
    route("/api/v3/files/{digest}/comments", BOTH, PAGE),
    route("/api/v3/files/{digest}/votes", BOTH, PAGE),
    route("/api/v3/files/{digest}/behaviours", GET, PAGE),
    route("/api/v3/files/{digest}/behaviour_summary", GET, NONE),
    route("/api/v3/files/{digest}/behaviour_mitre_trees", GET, NONE),
    route("/api/v3/files/{digest}/download_url", GET, NONE),
    route("/api/v3/files/{digest}/{file_relation}", GET, PAGE),
    route("/api/v3/files/{digest}/relationships/{file_relation}", GET, PAGE),
    route(
        "/api/v3/file_behaviours/{behaviour}",
        GET,
        &["relationships={behaviour_relation}"],
    ),
    route("/api/v3/file_behaviours/{behaviour}/html", GET, NONE),
    route("/api/v3/file_behaviours/{behaviour}/{behaviour_relation}", GET, PAGE),
    route(
        "/api/v3/file_behaviours/{behaviour}/relationships/{behaviour_relation}",
        GET,
        PAGE,
    ),
    route("/api/v3/sigma_rules/{rule}", GET, NONE),
    route("/api/v3/yara_rulesets/{rule}", GET, NONE),
    route("/api/v3/urls", &[Takes::Form], NONE),
    route("/api/v3/urls/{url}", GET, &["relationships={url_relation}"]),
    route("/api/v3/urls/{url}/analyse", ACT, NONE),
    route("/api/v3/urls/{url}/comments", BOTH, PAGE),
    route("/api/v3/urls/{url}/votes", BOTH, PAGE),
    route("/api/v3/urls/{url}/{url_relation}", GET, PAGE),
    route("/api/v3/urls/{url}/relationships/{url_relation}", GET, PAGE),
    route("/api/v3/domains/{domain}", GET, &["relationships={domain_relation}"]),
    route("/api/v3/domains/{domain}/analyse", ACT, NONE),
    route("/api/v3/domains/{domain}/comments", BOTH, PAGE),
    route("/api/v3/domains/{domain}/votes", BOTH, PAGE),
    route("/api/v3/domains/{domain}/{domain_relation}", GET, PAGE),
    route("/api/v3/domains/{domain}/relationships/{domain_relation}", GET, PAGE),
    route("/api/v3/ip_addresses/{ip}", GET, &["relationships={ip_relation}"]),
    route("/api/v3/ip_addresses/{ip}/analyse", ACT, NONE),
    route("/api/v3/ip_addresses/{ip}/comments", BOTH, PAGE),
    route("/api/v3/ip_addresses/{ip}/votes", BOTH, PAGE),
    route("/api/v3/ip_addresses/{ip}/{ip_relation}", GET, PAGE),
    route("/api/v3/ip_addresses/{ip}/relationships/{ip_relation}", GET, PAGE),
    route("/api/v3/resolutions/{resolution}", GET, NONE),
    route("/api/v3/analyses/{analysis}", GET, NONE),
    route("/api/v3/analyses/{analysis}/item", GET, NONE),
    route("/api/v3/analyses/{analysis}/relationships/item", GET, NONE),
    route("/api/v3/comments", GET, &["limit", "cursor", "filter"]),
    route(
        "/api/v3/comments/{comment}",
        &[Takes::Get, Takes::Delete],
        &["relationships={comment_relation}"],
    ),
    route("/api/v3/comments/{comment}/vote", &[Takes::Json], NONE),
    route("/api/v3/comments/{comment}/{comment_relation}", GET, PAGE),
    route("/api/v3/search", GET, &["query", "limit", "cursor"]),
    route("/api/v3/metadata", GET, NONE),
    route("/api/v3/users/{user}", GET, NONE),
    route("/api/v3/users/{user}/overall_quotas", GET, NONE),
    route("/api/v3/users/{user}/api_usage", GET, &["start_date", "end_date"]),
    route("/bigfiles/{upload}", &[Takes::Large], ANY),
    route("/_ah/upload/{upload}", &[Takes::Large], ANY),
];

/// Relations of a file that have no line of their own above or may also stand behind `/relationships/`.
pub(super) const OF_FILES: &[&str] = &[
    "analyses",
    "behaviours",
    "bundled_files",
    "carbonblack_children",
    "carbonblack_parents",
    "ciphered_bundled_files",
    "ciphered_parents",
    "collections",
    "comments",
    "compressed_parents",
    "contacted_domains",
    "contacted_ips",
    "contacted_urls",
    "dropped_files",
    "email_attachments",
    "email_parents",
    "embedded_domains",
    "embedded_ips",
    "embedded_urls",
    "execution_parents",
    "graphs",
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
    "pe_resource_children",
    "pe_resource_parents",
    "related_attack_techniques",
    "related_references",
    "related_threat_actors",
    "screenshots",
    "sigma_analysis",
    "similar_files",
    "submissions",
    "urls_for_embedded_js",
    "user_votes",
    "votes",
];

pub(super) const OF_BEHAVIOURS: &[&str] = &["attack_techniques", "file"];

pub(super) const OF_URLS: &[&str] = &[
    "analyses",
    "collections",
    "comments",
    "communicating_files",
    "contacted_domains",
    "contacted_ips",
    "downloaded_files",
    "graphs",
    "last_serving_ip_address",
    "network_location",
    "redirecting_urls",
    "redirects_to",
    "referrer_files",
    "referrer_urls",
    "related_comments",
    "related_references",
    "related_threat_actors",
    "submissions",
    "user_votes",
    "votes",
];

pub(super) const OF_DOMAINS: &[&str] = &[
    "caa_records",
    "cname_records",
    "collections",
    "comments",
    "communicating_files",
    "downloaded_files",
    "graphs",
    "historical_ssl_certificates",
    "historical_whois",
    "immediate_parent",
    "mx_records",
    "ns_records",
    "parent",
    "referrer_files",
    "related_comments",
    "related_references",
    "related_threat_actors",
    "resolutions",
    "siblings",
    "soa_records",
    "subdomains",
    "urls",
    "user_votes",
    "votes",
];

pub(super) const OF_ADDRESSES: &[&str] = &[
    "collections",
    "comments",
    "communicating_files",
    "downloaded_files",
    "graphs",
    "historical_ssl_certificates",
    "historical_whois",
    "referrer_files",
    "related_comments",
    "related_references",
    "related_threat_actors",
    "resolutions",
    "urls",
    "user_votes",
    "votes",
];

pub(super) const OF_COMMENTS: &[&str] = &["author", "item"];
