//! Takes out of the page's files what only their makers read: comments, indentation, random digits in names.

use std::collections::BTreeMap;

/// Gives plain numbers to the names by which the script and the wasm know each other. wasm-bindgen ends them in sixteen
/// random digits, twice each, which no compression can shorten; numbers of the same length leave the wasm's shape alone.
pub fn number_names(js: &str, wasm: &mut [u8]) -> String {
    let mut numbered = BTreeMap::new();
    for name in words(js).filter(|name| is_random(name)) {
        if numbered.contains_key(name) {
            continue;
        }
        let plain = format!("{}{:016}", &name[..name.len() - DIGITS], numbered.len());
        // A name stands in the wasm behind its length. Once, or something here is not as we think: hands off then.
        let Ok(length) = u8::try_from(name.len()) else { continue };
        let wanted = [&[length], name.as_bytes()].concat();
        let mut places = wasm
            .windows(wanted.len())
            .enumerate()
            .filter(|(_, window)| *window == wanted)
            .map(|(at, _)| at + 1);
        let (Some(at), None) = (places.next(), places.next()) else {
            continue;
        };
        wasm[at..at + plain.len()].copy_from_slice(plain.as_bytes());
        numbered.insert(name, plain);
    }
    let (mut text, mut at) = (String::with_capacity(js.len()), 0);
    for word in words(js) {
        if let Some(plain) = numbered.get(word) {
            let start = word.as_ptr() as usize - js.as_ptr() as usize;
            text += &js[at..start];
            text += plain;
            at = start + word.len();
        }
    }
    text + &js[at..]
}

const DIGITS: usize = 16;

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|sign: char| !(sign.is_ascii_alphanumeric() || matches!(sign, '_' | '$')))
}

fn is_random(name: &str) -> bool {
    let digits = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    (name.starts_with("__wbg_") || name.starts_with("wasm_bindgen__"))
        // Above this a length takes two bytes.
        && (DIGITS + 1..128).contains(&name.len())
        && name.bytes().rev().take(DIGITS).all(digits)
}

/// The script without comments of its own line and without indentation.
pub fn script(js: &str) -> String {
    // A text over several lines would lose its spaces; wasm-bindgen writes none, and if it should, all stays as it is.
    if js.lines().any(|line| line.matches('`').count() % 2 == 1) {
        return js.to_owned();
    }
    let (mut text, mut in_comment) = (String::with_capacity(js.len()), false);
    for line in js.lines().map(str::trim) {
        if in_comment || line.starts_with("/*") {
            in_comment = !line.ends_with("*/");
        } else if !line.is_empty() && !line.starts_with("//") {
            text += line;
            text.push('\n');
        }
    }
    text
}

/// The style sheet without comments, and with spaces only where they mean something.
pub fn styles(css: &str) -> String {
    let mut text = String::with_capacity(css.len());
    let mut rest = css.char_indices().peekable();
    let mut space = false;
    while let Some((at, sign)) = rest.next() {
        if css[at..].starts_with("/*") {
            let end = css[at..].find("*/").map_or(css.len(), |end| at + end + 2);
            while rest.next_if(|(next, _)| *next < end).is_some() {}
            continue;
        }
        if sign.is_whitespace() {
            space = true;
            continue;
        }
        if space && !text.ends_with(['{', '}', ';', ',', '(', ':']) && !matches!(sign, '{' | '}' | ';' | ',' | ')') {
            text.push(' ');
        }
        space = false;
        text.push(sign);
        if matches!(sign, '"' | '\'') {
            while let Some((_, inside)) = rest.next() {
                text.push(inside);
                if inside == '\\' {
                    text.extend(rest.next().map(|(_, escaped)| escaped));
                } else if inside == sign {
                    break;
                }
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_numbered_on_both_sides_or_on_none() {
        let js = "x = { __wbg_get_0123456789abcdef: f, __wbg_set_ffffffffffffffff: g }; __wbg_get_0123456789abcdef();";
        let mut wasm = b"\0asm\x1a__wbg_get_0123456789abcdef\x00".to_vec();
        let js = number_names(js, &mut wasm);
        assert_eq!(wasm, b"\0asm\x1a__wbg_get_0000000000000000\x00");
        assert_eq!(
            js,
            "x = { __wbg_get_0000000000000000: f, __wbg_set_ffffffffffffffff: g }; __wbg_get_0000000000000000();"
        );
    }

    #[test]
    fn scripts_lose_what_is_not_run() {
        let js = "/* @x */\n/**\n * says\n */\nfunction f() {\n    // why\n    return `a  b`; // kept\n}\n";
        assert_eq!(script(js), "function f() {\nreturn `a  b`; // kept\n}\n");
        let text = "x = `a\n   b`;";
        assert_eq!(script(text), text);
    }

    #[test]
    fn styles_lose_no_meaning() {
        for (css, lean) in [
            (
                "a  :hover , b > c {\n  color : red ;\n}\n",
                "a :hover,b > c{color :red;}",
            ),
            (
                "/* x */ @media ( width > 3px ) and (hover) { }",
                "@media (width > 3px) and (hover){}",
            ),
            (
                "a{content:\" ,  \\\" /* */\"; margin: calc( 1px + 2px )}",
                "a{content:\" ,  \\\" /* */\";margin:calc(1px + 2px)}",
            ),
            (
                "@layer a , b ;\nx/* y */z { font: 1px / 2 'A  B' }",
                "@layer a,b;xz{font:1px / 2 'A  B'}",
            ),
        ] {
            assert_eq!(styles(css).trim(), lean, "{css}");
        }
    }
}
