//! What passes and for whom: paths, methods, origins, preflights, headers, redirects.

mod upstream;

use upstream::{KEY, SHA, Upstream, exchange, get, proxy, request};

const GOOD: &str = "https://assay.example";

#[tokio::test]
async fn allowed_questions_arrive_as_they_were_asked() {
    let upstream = Upstream::ok().await;
    let proxy = proxy(upstream.address, |_| {});
    for (path, sent) in [
        ("/api/v3/files/{sha}", "/api/v3/files/{sha}"),
        (
            "/api/v3/files/{sha}?relationships=votes,comments",
            "/api/v3/files/{sha}?relationships=votes%2Ccomments",
        ),
        (
            "/api/v3/files/{sha}/comments?limit=5&cursor=Cg%3D%3D",
            "/api/v3/files/{sha}/comments?limit=5&cursor=Cg%3D%3D",
        ),
        ("/api/v3/ip_addresses/%3A%3A1", "/api/v3/ip_addresses/::1"),
        ("/api/v3/search?query=a+b", "/api/v3/search?query=a%20b"),
    ] {
        let reply = get(proxy.address, &path.replace("{sha}", SHA), "").await;
        assert_eq!(
            (reply.status, reply.body.as_slice()),
            (200, br#"{"data":{}}"#.as_slice()),
            "{path}"
        );
        let seen = upstream.seen();
        let last = seen.last().expect("a question");
        assert_eq!(
            (last.method.as_str(), &last.target),
            ("GET", &sent.replace("{sha}", SHA))
        );
    }
}

#[tokio::test]
async fn nothing_else_reaches_upstream_or_anybody() {
    let (upstream, evil) = (Upstream::ok().await, Upstream::ok().await);
    let proxy = proxy(upstream.address, |_| {});
    let away = evil.address;
    for (path, status) in [
        (format!("//{away}/api/v3/metadata"), 404),
        (format!("/\\{away}/api/v3/metadata"), 404),
        (format!("\\\\{away}/"), 400),
        (format!("http://{away}/api/v3/metadata"), 400),
        (format!("https://{away}/api/v3/metadata"), 400),
        (format!("/api/v3/http://{away}/"), 404),
        (format!("/api/v3/domains/{away}%2f"), 404),
        (format!("/api/v3/metadata?url=http://{away}/"), 400),
        (format!("@{away}/api/v3/metadata"), 400),
        ("*".to_owned(), 404),
        ("/api/v3/../../ui".to_owned(), 404),
        ("/api/v3/%2e%2e/ui".to_owned(), 404),
        ("/api/v3/%2e%2e/%2e%2e/ui".to_owned(), 404),
        ("/api/v3/files/..".to_owned(), 404),
        ("/api/v3//metadata".to_owned(), 404),
        ("/api/v2/file/report".to_owned(), 404),
        ("/ui/files".to_owned(), 404),
        (format!("/api/v3/files/{SHA}/download"), 404),
        ("/api/v3/intelligence/search?query=x".to_owned(), 404),
    ] {
        let reply = get(proxy.address, &path, "").await;
        assert_eq!(reply.status, status, "{path}: {}", reply.head);
    }
    for (method, path) in [
        ("PUT", "/api/v3/metadata"),
        ("POST", "/api/v3/metadata"),
        ("DELETE", "/api/v3/metadata"),
        ("HEAD", "/api/v3/metadata"),
        ("BREW", "/api/v3/metadata"),
    ] {
        let reply = exchange(proxy.address, request(method, path, proxy.address, "")).await;
        assert_eq!((reply.status, reply.header("allow")), (405, Some("GET")), "{method}");
    }
    assert_eq!((upstream.seen().len(), evil.seen().len()), (0, 0));
}

#[tokio::test]
async fn without_a_key_nobody_is_asked() {
    let upstream = Upstream::ok().await;
    let proxy = proxy(upstream.address, |_| {});
    let address = proxy.address;
    for (field, status, code) in [
        ("", 401, "AuthenticationRequiredError"),
        ("x-apikey: \r\n", 401, "AuthenticationRequiredError"),
        ("x-apikey: one\r\nx-apikey: two\r\n", 400, "ProxyErrorRequest"),
    ] {
        let raw = format!("GET /api/v3/metadata HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n{field}\r\n");
        let reply = exchange(address, raw).await;
        assert_eq!((reply.status, reply.code().as_str()), (status, code));
    }
    assert!(upstream.seen().is_empty());
}

#[tokio::test]
async fn only_allowed_pages_and_our_own_may_ask() {
    let upstream = Upstream::ok().await;
    let proxy = proxy(upstream.address, |options| {
        options.origins = vec![GOOD.to_owned()];
        options.hosts = vec!["proxy.example".to_owned()];
    });
    let own = format!("http://{}", proxy.address);
    for (fields, allowed) in [
        (String::new(), None),
        (format!("Origin: {GOOD}\r\n"), Some(GOOD)),
        (
            format!("Origin: {GOOD}\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: cors\r\n"),
            Some(GOOD),
        ),
        (
            format!("Origin: {own}\r\nSec-Fetch-Site: same-origin\r\n"),
            Some(own.as_str()),
        ),
        (
            "Sec-Fetch-Site: same-origin\r\nSec-Fetch-Mode: cors\r\n".to_owned(),
            None,
        ),
        ("Sec-Fetch-Site: none\r\nSec-Fetch-Mode: cors\r\n".to_owned(), None),
    ] {
        let reply = get(proxy.address, "/api/v3/metadata", &fields).await;
        assert_eq!(reply.status, 200, "{fields}");
        assert_eq!(reply.header("access-control-allow-origin"), allowed);
        assert_eq!(
            reply.header("access-control-expose-headers"),
            allowed.map(|_| "Retry-After")
        );
        assert_eq!(reply.header("access-control-allow-credentials"), None);
        assert_eq!(reply.header("vary"), Some("Origin"));
    }
    let asked = upstream.seen().len();
    for fields in [
        "Origin: null\r\n",
        "Origin: \r\n",
        "Origin: https://evil.example\r\n",
        "Origin: https://assay.example.evil.example\r\n",
        "Origin: https://assay.example/\r\n",
        "Origin: https://assay.example.\r\n",
        "Origin: https://ASSAY.example\r\n",
        "Origin: https://assay.exampl%65\r\n",
        "Origin: https://assay.example:8443\r\n",
        "Origin: http://assay.example\r\n",
        "Origin: https://proxy.example\r\n",
        "Origin: https://assay.example\r\nOrigin: https://evil.example\r\n",
        "Sec-Fetch-Site: cross-site\r\n",
        "Sec-Fetch-Site: same-site\r\n",
        "Sec-Fetch-Site: none\r\nSec-Fetch-Mode: navigate\r\n",
        "Sec-Fetch-Site: same-origin\r\nSec-Fetch-Mode: navigate\r\n",
    ] {
        let reply = get(proxy.address, "/api/v3/metadata", fields).await;
        assert_eq!(
            (reply.status, reply.code().as_str()),
            (403, "ProxyErrorOrigin"),
            "{fields}"
        );
        assert_eq!(reply.header("access-control-allow-origin"), None);
        // A page that may not ask can still find out, by `no-cors`, that somebody is there.
        assert_eq!(reply.header("cross-origin-resource-policy"), Some("cross-origin"));
    }
    assert_eq!(upstream.seen().len(), asked);
    let raw = request(
        "GET",
        "/api/v3/metadata",
        proxy.address,
        "Origin: https://proxy.example\r\n",
    );
    let reply = exchange(proxy.address, raw.replace(&proxy.address.to_string(), "proxy.example")).await;
    assert_eq!(
        reply.header("access-control-allow-origin"),
        Some("https://proxy.example")
    );
}

#[tokio::test]
async fn preflights_are_answered_here() {
    let upstream = Upstream::ok().await;
    let proxy = proxy(upstream.address, |options| options.origins = vec![GOOD.to_owned()]);
    let preflight = |path: &str, fields: &str| {
        let address = proxy.address;
        exchange(
            address,
            format!("OPTIONS {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n{fields}\r\n"),
        )
    };
    let asks =
        format!("Origin: {GOOD}\r\nAccess-Control-Request-Method: GET\r\nAccess-Control-Request-Headers: x-apikey\r\n");
    for (path, methods) in [
        (format!("/api/v3/files/{SHA}"), "GET"),
        ("/api/v3/files".to_owned(), "POST"),
        (format!("/api/v3/files/{SHA}/votes"), "GET, POST"),
        ("/api/v3/comments/f-1-2".to_owned(), "GET, DELETE"),
        ("/api/v3/unheard".to_owned(), "GET, POST, DELETE"),
    ] {
        let reply = preflight(&path, &asks).await;
        assert_eq!((reply.status, reply.body.len()), (204, 0));
        assert_eq!(reply.header("access-control-allow-methods"), Some(methods), "{path}");
        assert_eq!(reply.header("access-control-allow-origin"), Some(GOOD));
        assert_eq!(
            reply.header("access-control-allow-headers"),
            Some("x-apikey, content-type, accept, x-tool")
        );
        assert_eq!(reply.header("access-control-max-age"), Some("7200"));
        assert_eq!(reply.header("access-control-allow-credentials"), None);
        assert_eq!(reply.header("vary"), Some("Origin"));
    }
    let evil = preflight("/api/v3/metadata", &asks.replace(GOOD, "https://evil.example")).await;
    assert_eq!((evil.status, evil.header("access-control-allow-origin")), (403, None));
    assert_eq!(
        preflight("/api/v3/metadata", &format!("Origin: {GOOD}\r\n"))
            .await
            .status,
        405
    );
    assert!(upstream.seen().is_empty());
}

#[tokio::test]
async fn headers_pass_by_name_each_way() {
    let upstream = Upstream::answering(
        429,
        &[
            ("content-type", "application/json"),
            ("retry-after", "7"),
            ("set-cookie", "id=1"),
            ("access-control-allow-origin", "*"),
            ("access-control-allow-credentials", "true"),
            ("content-security-policy", "script-src *"),
            ("cache-control", "public"),
            ("server", "Google Frontend"),
            ("via", "1.1 google"),
            ("alt-svc", "h3"),
            ("x-cloud-trace-context", "0"),
            ("location", "https://evil.example/"),
            ("refresh", "0"),
            ("link", "<https://evil.example/>; rel=preload"),
            ("clear-site-data", "*"),
        ],
        r#"{"error":{"code":"QuotaExceededError","message":"Quota exceeded"}}"#,
    )
    .await;
    let proxy = proxy(upstream.address, |options| options.origins = vec![GOOD.to_owned()]);
    let more = "Origin: https://assay.example\r\nCookie: a=b\r\nAuthorization: Basic eA==\r\nReferer: https://x/\r\n\
        User-Agent: me\r\nX-Forwarded-For: 192.0.2.1\r\nForwarded: for=192.0.2.1\r\nVia: 1.1 me\r\nTE: trailers\r\n\
        X-HTTP-Method-Override: DELETE\r\nRange: bytes=0-1\r\nIf-None-Match: x\r\nUpgrade: h2c\r\nX-Host: evil.example\r\n\
        Accept: application/json\r\nAccept-Encoding: br, gzip\r\nX-Tool: assay\r\nAccept-Language: ru\r\n";
    let reply = get(proxy.address, "/api/v3/metadata", more).await;

    let seen = upstream.seen();
    let sent = &seen.last().expect("a question").headers;
    let mut names: Vec<_> = sent.keys().map(hyper::header::HeaderName::as_str).collect();
    names.sort_unstable();
    assert_eq!(
        names,
        ["accept", "accept-encoding", "host", "user-agent", "x-apikey", "x-tool"]
    );
    assert_eq!(sent["x-apikey"], KEY);
    assert_eq!(sent["host"], upstream.address.to_string());
    assert_eq!(sent["accept-encoding"], "gzip");
    assert!(
        sent["user-agent"]
            .to_str()
            .is_ok_and(|who| who.starts_with("assay-proxy/") && who.contains("gzip"))
    );

    let mut names: Vec<_> = reply
        .head
        .lines()
        .filter_map(|line| line.split_once(": "))
        .map(|(name, _)| name)
        .collect();
    names.sort_unstable();
    let expected = [
        "access-control-allow-origin",
        "access-control-expose-headers",
        "cache-control",
        "connection",
        "content-disposition",
        "content-length",
        "content-security-policy",
        "content-type",
        "cross-origin-resource-policy",
        "date",
        "retry-after",
        "vary",
        "x-content-type-options",
    ];
    assert_eq!(names, expected);
    for (name, value) in [
        ("retry-after", "7"),
        ("cache-control", "no-store"),
        ("content-type", "application/json"),
        ("content-disposition", "attachment"),
        (
            "content-security-policy",
            "default-src 'none'; sandbox; frame-ancestors 'none'",
        ),
        ("cross-origin-resource-policy", "same-origin"),
        ("x-content-type-options", "nosniff"),
        ("access-control-allow-origin", GOOD),
    ] {
        assert_eq!(reply.header(name), Some(value));
    }
    assert_eq!((reply.status, reply.code().as_str()), (429, "QuotaExceededError"));
}

#[tokio::test]
async fn answers_pass_whatever_they_are() {
    for (status, kind, body) in [
        (200, "text/html", "<script>alert(1)</script>"),
        (200, "application/json", ""),
        (400, "application/json", "{}"),
        (401, "application/json", "{\"error\""),
        (404, "text/plain", "no"),
        (503, "text/html; charset=utf-8", "<h1>down"),
        (504, "application/octet-stream", "\u{1}\u{2}"),
    ] {
        let fields: &'static [(&'static str, &'static str)] = Box::leak(Box::new([("content-type", kind)]));
        let upstream = Upstream::answering(status, fields, body).await;
        let proxy = proxy(upstream.address, |_| {});
        let reply = get(proxy.address, "/api/v3/metadata", "").await;
        assert_eq!((reply.status, reply.header("content-type")), (status, Some(kind)));
        assert_eq!(reply.body, body.as_bytes());
        // Opened as a page it would be dead.
        assert_eq!(
            reply.header("content-security-policy"),
            Some("default-src 'none'; sandbox; frame-ancestors 'none'")
        );
        assert_eq!(reply.header("content-disposition"), Some("attachment"));
    }
}

#[tokio::test]
async fn redirects_are_told_and_not_followed() {
    let evil = Upstream::ok().await;
    let to: &'static str = Box::leak(format!("http://{}/", evil.address).into_boxed_str());
    let fields: &'static [(&'static str, &'static str)] = Box::leak(Box::new([("location", to)]));
    for status in [300, 301, 302, 303, 304, 307, 308] {
        let upstream = Upstream::answering(status, fields, "").await;
        let proxy = proxy(upstream.address, |_| {});
        let reply = get(proxy.address, "/api/v3/metadata", "").await;
        assert_eq!((reply.status, reply.code().as_str()), (502, "ProxyErrorRedirect"));
        assert_eq!(reply.header("location"), None);
        assert!(String::from_utf8_lossy(&reply.body).contains(&format!("redirect (status {status})")));
    }
    assert!(evil.seen().is_empty());
}
