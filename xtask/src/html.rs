//! Just enough HTML to edit our own index.html: where its tags are and what their attributes say.

use std::ops::Range;

/// Where the tags of this name stand, comments left out.
pub fn tags(page: &str, name: &str) -> Vec<Range<usize>> {
    let open = format!("<{name}");
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = page[at..].find('<').map(|start| at + start) {
        let rest = &page[start..];
        let close = if rest.starts_with("<!--") { "-->" } else { ">" };
        let end = rest.find(close).map_or(page.len(), |end| start + end + close.len());
        let named = rest
            .strip_prefix(&open)
            .is_some_and(|after| after.starts_with(|sign: char| sign.is_whitespace() || matches!(sign, '>' | '/')));
        if named {
            found.push(start..end);
        }
        at = end;
    }
    found
}

/// What a tag says under this name, in double quotes.
pub fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let start = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    tag[start..].split('"').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_attributes() {
        let page = "<head><!-- <link a> --><link rel=\"x\" href=\"./y.css\"/><linked><link\nrel=\"z\"></head>";
        let links: Vec<&str> = tags(page, "link").into_iter().map(|range| &page[range]).collect();
        assert_eq!(links, ["<link rel=\"x\" href=\"./y.css\"/>", "<link\nrel=\"z\">"]);
        assert_eq!(attribute(links[0], "href"), Some("./y.css"));
        assert_eq!(attribute(links[0], "rel"), Some("x"));
        assert_eq!(attribute(links[0], "el"), None);
        assert_eq!(tags(page, "head").first(), Some(&(0..6)));
    }
}
