//! Addresses written so that no program takes them for something to visit.

/// `hxxps://a[.]example/b.html`, `192[.]0[.]2[.]1`, `2001[:]db8[:]:1`.
pub fn defang(text: &str) -> String {
    let (scheme, rest) = match text.split_once("://") {
        Some((scheme, rest)) => (format!("{}://", scheme.replace("tt", "xx").replace("TT", "XX")), rest),
        None => (String::new(), text),
    };
    let (host, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    let host = host.replace('.', "[.]");
    let host = if scheme.is_empty() && !host.contains('.') {
        host.replace(':', "[:]")
    } else {
        host
    };
    format!("{scheme}{host}{path}")
}

#[cfg(test)]
mod tests {
    use super::defang;

    #[test]
    fn hosts_are_broken_and_paths_stay() {
        for (text, defanged) in [
            ("https://a.example/b.html", "hxxps://a[.]example/b.html"),
            ("192.0.2.1", "192[.]0[.]2[.]1"),
            ("www.example.com", "www[.]example[.]com"),
            ("http://a.example:8080?x=1.2", "hxxp://a[.]example:8080?x=1.2"),
            ("", ""),
        ] {
            assert_eq!(defang(text), defanged);
        }
    }
}
