//! The header set of `deploy/headers.txt`: as it stands, as a policy in the page, as a `_headers` file.

use std::fmt::Write as _;

use crate::steps::{Done, Stop};

const SOURCE: &str = include_str!("../../deploy/headers.txt");

/// Where a page on a static host may have its proxy: anywhere, until boot.js narrows it to the chosen one. A policy
/// cannot name an IPv6 address.
const ANY_PROXY: &str = "connect-src 'self' https: http://localhost:* http://127.0.0.1:*";

/// Every header with its value.
pub fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
    SOURCE
        .lines()
        .filter(|line| !line.trim_start().starts_with('#'))
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.trim(), value.trim()))
}

/// The policy for hosts whose proxy is elsewhere.
fn policy_for_any_proxy() -> Done<String> {
    let (_, policy) = all()
        .find(|(name, _)| name.eq_ignore_ascii_case("content-security-policy"))
        .ok_or_else(|| Stop::new("deploy/headers.txt has no Content-Security-Policy"))?;
    let widened: Vec<&str> = policy
        .split(';')
        .map(str::trim)
        .map(|directive| {
            if directive.starts_with("connect-src") {
                ANY_PROXY
            } else {
                directive
            }
        })
        .collect();
    Ok(widened.join("; "))
}

/// The policy that the page carries itself, for hosts that send no headers.
pub fn meta_policy() -> Done<String> {
    Ok(policy_for_any_proxy()?
        .split("; ")
        // A browser ignores it in a meta tag, and says so in its console.
        .filter(|directive| !directive.starts_with("frame-ancestors"))
        .collect::<Vec<_>>()
        .join("; "))
}

/// The file that some static hosts read. `hashed` are the files whose names change with their contents.
pub fn underscore_headers(hashed: &[String]) -> Done<String> {
    let mut text = String::from("/*\n");
    for (name, value) in all() {
        if name.eq_ignore_ascii_case("content-security-policy") {
            let _ = writeln!(text, "  {name}: {}", policy_for_any_proxy()?);
        } else {
            let _ = writeln!(text, "  {name}: {value}");
        }
    }
    // No two of these match one file: some hosts would send both values.
    for path in ["", "index.html", "boot.js", "worker.js", "config.json"] {
        let _ = writeln!(text, "/{path}\n  Cache-Control: no-cache");
    }
    for path in hashed {
        let _ = writeln!(text, "/{path}\n  Cache-Control: public, max-age=31536000, immutable");
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_carries_what_a_meta_tag_can() {
        let policy = meta_policy().unwrap();
        for wanted in [
            "default-src 'none'",
            "script-src 'self' 'wasm-unsafe-eval'",
            "require-trusted-types-for 'script'",
            ANY_PROXY,
        ] {
            assert!(policy.split("; ").any(|directive| directive == wanted), "{policy}");
        }
        for unwanted in [
            "frame-ancestors",
            "'unsafe-inline'",
            "'unsafe-eval'",
            "data:",
            "blob:",
            "\"",
        ] {
            assert!(!policy.contains(unwanted), "{policy}");
        }
    }

    #[test]
    fn hosts_get_every_header_once() {
        let text = underscore_headers(&["assay-1.js".to_owned()]).unwrap();
        for (name, _) in all() {
            assert_eq!(text.matches(&format!("  {name}: ")).count(), 1, "{name}");
        }
        assert!(text.contains("frame-ancestors 'none'"));
        assert!(text.contains("/assay-1.js\n  Cache-Control: public"));
    }
}
