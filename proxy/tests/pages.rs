//! The page as it is served: headers, types, what is kept, and nothing from outside the folder.

mod upstream;

use std::fs;

use assay_proxy::page_headers;
use upstream::{exchange, get, proxy, request};

struct Site {
    _home: tempfile::TempDir,
    proxy: assay_proxy::Running,
}

fn site() -> Site {
    let home = tempfile::tempdir().expect("a folder");
    let root = home.path().join("dist");
    fs::create_dir_all(root.join("deep")).expect("a folder");
    for (name, text) in [
        ("index.html", "<!doctype html>"),
        ("deep/index.html", "deep"),
        ("assay-1f2e3d4c5b6a7980.js", "js"),
        ("assay-1f2e3d4c5b6a7980_bg.wasm", "wasm"),
        ("base-1f2e3d4c5b6a7980.css", "css"),
        ("boot.js", "boot"),
        ("icon.svg", "<svg/>"),
        ("config.json", "{\"proxy\": null}"),
        ("odd.bin", "odd"),
        (".secret", "hidden"),
        ("../secret.txt", "outside"),
    ] {
        fs::write(root.join(name), text).expect("a file");
    }
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("../secret.txt", root.join("link.txt")).expect("a link");
        std::os::unix::fs::symlink("..", root.join("up")).expect("a link");
    }
    let proxy = proxy("127.0.0.1:1".parse().expect("an address"), |options| {
        options.serve = Some(root);
    });
    Site { _home: home, proxy }
}

#[tokio::test]
async fn every_answer_wears_every_header() {
    let site = site();
    for path in [
        "/",
        "/index.html",
        "/deep/",
        "/assay-1f2e3d4c5b6a7980_bg.wasm",
        "/config.json",
        "/nothing-here",
    ] {
        let reply = get(site.proxy.address, path, "").await;
        for (name, value) in page_headers() {
            assert_eq!(reply.header(name), Some(value), "{path}");
        }
    }
}

const KEPT: &str = "public, max-age=31536000, immutable";

#[tokio::test]
async fn types_are_right_and_only_hashed_names_are_kept() {
    let site = site();
    for (path, body, kind, kept) in [
        ("/", "<!doctype html>", "text/html; charset=utf-8", "no-cache"),
        ("/index.html", "<!doctype html>", "text/html; charset=utf-8", "no-cache"),
        ("/?query", "<!doctype html>", "text/html; charset=utf-8", "no-cache"),
        ("/deep/", "deep", "text/html; charset=utf-8", "no-cache"),
        ("/boot.js", "boot", "text/javascript; charset=utf-8", "no-cache"),
        (
            "/assay-1f2e3d4c5b6a7980.js",
            "js",
            "text/javascript; charset=utf-8",
            KEPT,
        ),
        ("/assay-1f2e3d4c5b6a7980_bg.wasm", "wasm", "application/wasm", KEPT),
        ("/base-1f2e3d4c5b6a7980.css", "css", "text/css; charset=utf-8", KEPT),
        ("/icon.svg", "<svg/>", "image/svg+xml", "no-cache"),
        ("/config.json", "{\"proxy\":\"./\"}", "application/json", "no-cache"),
        ("/odd.bin", "odd", "application/octet-stream", "no-cache"),
    ] {
        let reply = get(site.proxy.address, path, "").await;
        assert_eq!(
            (reply.status, String::from_utf8_lossy(&reply.body).as_ref()),
            (200, body),
            "{path}"
        );
        assert_eq!(reply.header("content-type"), Some(kind), "{path}");
        assert_eq!(reply.header("cache-control"), Some(kept), "{path}");
        let known = format!("If-None-Match: {}\r\n", reply.header("etag").expect("a mark"));
        let again = get(site.proxy.address, path, &known).await;
        assert_eq!((again.status, again.body.len()), (304, 0), "{path}");
    }
}

#[tokio::test]
async fn nothing_outside_and_nothing_hidden_is_served() {
    let site = site();
    for path in [
        "/../secret.txt",
        "/deep/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/deep/..%2f..%2fsecret.txt",
        "/..%5csecret.txt",
        "/..\\secret.txt",
        "/%2e%2e%2fsecret.txt",
        "//secret.txt",
        "/link.txt",
        "/up/secret.txt",
        "/up/dist/index.html/../../secret.txt",
        "/.secret",
        "/%2esecret",
        "/deep",
        "/index.html/",
        "/index.html%00.txt",
        "/%",
    ] {
        let reply = get(site.proxy.address, path, "").await;
        assert_eq!(reply.status, 404, "{path}");
        assert!(!String::from_utf8_lossy(&reply.body).contains("outside"));
    }
}

#[tokio::test]
async fn a_foreign_page_gets_no_file_and_can_tell_that_somebody_is_here() {
    let site = site();
    for (fields, status) in [
        ("Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\n", 403),
        ("Sec-Fetch-Site: same-site\r\nSec-Fetch-Mode: no-cors\r\n", 403),
        ("Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\n", 200),
        ("Sec-Fetch-Site: same-origin\r\nSec-Fetch-Mode: no-cors\r\n", 200),
    ] {
        let reply = get(site.proxy.address, "/", fields).await;
        assert_eq!(reply.status, status, "{fields}");
        let policy = if status == 403 { "cross-origin" } else { "same-origin" };
        assert_eq!(reply.header("cross-origin-resource-policy"), Some(policy));
    }
}

#[tokio::test]
async fn the_page_is_only_read() {
    let site = site();
    let address = site.proxy.address;
    let head = exchange(address, request("HEAD", "/", address, "")).await;
    assert_eq!(
        (head.status, head.header("content-length"), head.body.len()),
        (200, Some("15"), 0)
    );
    for method in ["POST", "PUT", "DELETE", "OPTIONS"] {
        let reply = exchange(address, request(method, "/", address, "")).await;
        assert_eq!(
            (reply.status, reply.header("allow")),
            (405, Some("GET, HEAD")),
            "{method}"
        );
    }
}

#[tokio::test]
async fn without_a_folder_there_is_no_page_and_a_config_may_be_missing() {
    let bare = proxy("127.0.0.1:1".parse().expect("an address"), |_| {});
    let reply = get(bare.address, "/", "").await;
    assert_eq!((reply.status, reply.code().as_str()), (404, "ProxyErrorRoute"));

    let empty = tempfile::tempdir().expect("a folder");
    let served = proxy("127.0.0.1:1".parse().expect("an address"), |options| {
        options.serve = Some(empty.path().to_owned());
    });
    let reply = get(served.address, "/config.json", "").await;
    assert_eq!(
        (reply.status, reply.body.as_slice()),
        (200, b"{\"proxy\":\"./\"}".as_slice())
    );
    assert_eq!(get(served.address, "/", "").await.status, 404);
}
