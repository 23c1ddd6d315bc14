//! Where a URL ends in a text: before quotes and brackets that belong to the sentence, behind those that belong to it.

/// Signs that end a URL wherever they stand.
fn ends(sign: char) -> bool {
    sign.is_whitespace()
        || sign.is_control()
        || matches!(sign, '<' | '>' | '"' | '`' | '|' | '\\' | '^')
        || matches!(u32::from(sign),
            0xAB | 0xBB | 0x2018..=0x201F | 0x2026 | 0x2039 | 0x203A | 0x3001 | 0x3002 | 0x3008..=0x3011)
        || matches!(
            u32::from(sign),
            0xFF01 | 0xFF08 | 0xFF09 | 0xFF0C | 0xFF1A | 0xFF1B | 0xFF1F
        )
}

/// The sign that closes what was opened before a URL.
fn closing(open: char) -> Option<char> {
    match open {
        '(' => Some(')'),
        '[' => Some(']'),
        '{' => Some('}'),
        '\'' | ',' | ';' | '*' => Some(open),
        _ => None,
    }
}

/// Finds the end of a URL that begins at `start` and whose host begins at `host`.
pub fn url_end(text: &str, start: usize, host: usize) -> usize {
    let before = text.get(..start).and_then(|before| before.chars().next_back());
    let close = before.and_then(|open| closing(open).map(|close| (open, close)));
    let path = host + super::url::end_of_authority(text.get(host..).unwrap_or_default());
    let mut depth = 0_usize;
    let mut end = text.len();
    for (offset, sign) in text.get(host..).unwrap_or_default().char_indices() {
        let at = host + offset;
        let in_host = at < path && !is_of_authority(sign);
        let is_list = matches!(sign, ',' | ';') && next_url(text, at + 1);
        let closes = match close {
            Some((open, close)) if open != close && sign == open => {
                depth += 1;
                false
            }
            Some((open, close)) if open != close && sign == close && depth > 0 => {
                depth -= 1;
                false
            }
            Some((_, close)) => sign == close,
            None => false,
        };
        if ends(sign) || in_host || is_list || closes {
            end = at;
            break;
        }
    }
    trimmed(text, host, end)
}

fn is_of_authority(sign: char) -> bool {
    sign.is_ascii_alphanumeric()
        || !sign.is_ascii()
        || matches!(
            sign,
            '.' | '-' | '_' | '~' | '%' | '!' | '$' | '&' | '*' | '+' | '=' | ':' | '@' | '[' | ']'
        )
}

fn next_url(text: &str, at: usize) -> bool {
    let rest = text.get(at..).unwrap_or_default();
    ["http://", "https://", "ftp://"]
        .iter()
        .any(|scheme| rest.starts_with(scheme))
}

/// Without the punctuation of the sentence, and without brackets that nothing in the URL opens.
fn trimmed(text: &str, host: usize, end: usize) -> usize {
    let mut end = end;
    let whole = text.get(host..end).unwrap_or_default();
    let mut surplus = [('(', ')'), ('[', ']'), ('{', '}')].map(|(open, close)| {
        let count = |sign| whole.matches(sign).count();
        (close, count(close).saturating_sub(count(open)))
    });
    while let Some(last) = text.get(host..end).and_then(|url| url.chars().next_back()) {
        let is_surplus = surplus.iter_mut().any(|(close, left)| {
            let is = *close == last && *left > 0;
            *left -= usize::from(is);
            is
        });
        if !is_surplus && !matches!(last, '.' | ',' | ':' | ';' | '!' | '?' | '\'' | '*' | '~') {
            break;
        }
        end -= last.len_utf8();
    }
    end
}
