//! Texts and the indicators in them, by tables in `tests/indicator`, and laws that hold for every text.
//!
//! A line of a table is `text => what is found`. In a text `⏎` stands for a line break, `⇥` for a tab, `⟨200B⟩` for
//! the sign of this code, `{SHA256}` and the like for a digest. What is found: `domain a.example`, with `×2` where it
//! stands there twice and `!private` where the reader is asked first; `no file-name a.exe` for what is left out, with
//! `~ domain a.zip` for what it could be. A line that begins with `##` is a remark.

use assay::indicator::{Entered, Extraction, Indicator, Reserved, WhyNot, defang, extract, parse, read, refang};
use assay::subject::Subject;

const DIGESTS: [(&str, &str); 6] = [
    ("{MD5}", "d41d8cd98f00b204e9800998ecf8427e"),
    ("{MD5b}", "0cc175b9c0f1b6a831c399e269772661"),
    ("{SHA1}", "da39a3ee5e6b4b0d3255bfef95601890afd80709"),
    (
        "{SHA256}",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    ),
    (
        "{SHA256b}",
        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    ),
    (
        "{SHA512}",
        "cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e",
    ),
];

/// In the page the browser does this.
fn to_ascii(host: &str) -> Option<String> {
    idna::domain_to_ascii(host).ok().filter(|ascii| !ascii.is_empty())
}

fn kebab(name: &str) -> String {
    let mut made = String::new();
    for (at, sign) in name.chars().enumerate() {
        if sign.is_ascii_uppercase() && at > 0 {
            made.push('-');
        }
        made.push(sign.to_ascii_lowercase());
    }
    made
}

fn subject(subject: &Subject) -> String {
    format!("{} {}", subject.topic().slug(), subject.name())
}

fn with(times: usize, reserved: Option<Reserved>) -> String {
    let times = if times > 1 {
        format!(" ×{times}")
    } else {
        String::new()
    };
    let reserved = reserved
        .map(|why| format!(" !{}", kebab(&format!("{why:?}"))))
        .unwrap_or_default();
    times + &reserved
}

fn why(why: WhyNot) -> String {
    kebab(&format!("{why:?}"))
}

/// An extraction as the tables write it.
fn told(extraction: &Extraction) -> String {
    let found = extraction
        .found
        .iter()
        .map(|found| format!("{}{}", subject(&found.indicator), with(found.times, found.reserved)));
    let left = extraction.left_out.iter().map(|left| {
        let could_be = left
            .could_be
            .as_ref()
            .map(|could| format!(" ~ {}", subject(could)))
            .unwrap_or_default();
        format!(
            "no {} {}{}{could_be}",
            why(left.why),
            left.written,
            with(left.times, None)
        )
    });
    let all: Vec<String> = found.chain(left).collect();
    if all.is_empty() {
        "nothing".to_owned()
    } else {
        all.join(" + ")
    }
}

/// What the box makes of a text, as the tables write it.
fn entered(text: &str) -> String {
    match (parse(text, to_ascii), read(text, to_ascii)) {
        (Ok(parsed), Entered::One(one)) => {
            assert_eq!(parsed, one, "{text}");
            match one {
                Indicator::Subject(one) => subject(&one),
                Indicator::Analysis(id) => format!("analysis {id}"),
                Indicator::Search(text) => format!("search {text}"),
            }
        }
        (Ok(Indicator::Subject(_)), Entered::Several(extraction)) => {
            let asks = extraction.found.iter().any(|found| found.reserved.is_some());
            assert!(asks && extraction.found.len() == 1, "{text}: {extraction:?}");
            told(&extraction)
        }
        (Err(_), Entered::Several(extraction)) => format!("list: {}", told(&extraction)),
        (Err(why), Entered::Nothing(same)) => {
            assert_eq!(why, same, "{text}");
            format!("error {}", kebab(&format!("{why:?}")))
        }
        (parsed, read) => panic!("{text}: {parsed:?} and {read:?} do not go together"),
    }
}

fn unescaped(text: &str) -> String {
    let mut text = text.replace('⏎', "\n").replace('⇥', "\t");
    for (name, digest) in DIGESTS {
        text = text.replace(name, digest);
    }
    while let Some((before, rest)) = text.clone().split_once('⟨') {
        let (code, behind) = rest.split_once('⟩').expect("a code is closed");
        let sign = char::from_u32(u32::from_str_radix(code, 16).expect("a code is hexadecimal")).expect("a sign");
        text = format!("{before}{sign}{behind}");
    }
    text
}

/// Goes through a table: how many lines it has, and those that are not as written.
fn table(name: &str, text: &str, told: impl Fn(&str) -> String, wrong: &mut Vec<String>) -> usize {
    let lines = text.lines().enumerate();
    let lines = lines.filter(|(_, line)| !line.trim().is_empty() && !line.starts_with("##"));
    let mut count = 0;
    for (at, line) in lines {
        let place = format!("{name}:{}", at + 1);
        let (text, expected) = line
            .rsplit_once(" => ")
            .unwrap_or_else(|| panic!("{place}: no arrow in {line}"));
        let (found, expected) = (told(&unescaped(text)), unescaped(expected.trim()));
        count += 1;
        if found != expected {
            wrong.push(format!(
                "{place}: {text}\n    expected {expected}\n    found    {found}"
            ));
        }
    }
    count
}

const TABLES: [(&str, &str); 5] = [
    ("defanged.txt", include_str!("indicator/defanged.txt")),
    ("prose.txt", include_str!("indicator/prose.txt")),
    ("addresses.txt", include_str!("indicator/addresses.txt")),
    ("names.txt", include_str!("indicator/names.txt")),
    ("urls.txt", include_str!("indicator/urls.txt")),
];
const ALONE: &str = include_str!("indicator/alone.txt");

#[test]
fn texts_and_what_is_found_in_them() {
    let mut wrong = Vec::new();
    let mut count = table("alone.txt", ALONE, entered, &mut wrong);
    for (name, text) in TABLES {
        count += table(name, text, |text| told(&extract(text, to_ascii)), &mut wrong);
    }
    assert!(
        wrong.is_empty(),
        "{} of {count} lines\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert!(count >= 300, "{count} lines");
}

/// A generator of our own: the same numbers each time.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits fit") % most
    }
}

/// What texts are made of that come near to indicators.
const BITS: [&str; 60] = [
    "http",
    "https",
    "hxxp",
    "h**p",
    "meow",
    "ftp",
    "://",
    ":",
    "//",
    "/",
    "\\",
    "\\\\",
    ".",
    "[.]",
    "(.)",
    "[dot]",
    " dot ",
    "[:]",
    "[",
    "]",
    "(",
    ")",
    "{",
    "}",
    "<",
    ">",
    "@",
    "[@]",
    "evil",
    "com",
    "www",
    "xn--",
    "рф",
    "ü",
    "例",
    "。",
    "１",
    "\u{200B}",
    "\u{202E}",
    "\0",
    " ",
    "\n",
    "\r\n",
    "\t",
    "1.2.3.4",
    "2001:db8::",
    "::",
    "fe80::1%",
    "/24",
    "d41d8cd98f00b204e9800998ecf8427e",
    "deadbeef",
    "-1700000000",
    "virustotal.com/gui/",
    "file/",
    "url/",
    "&amp;",
    "&#46;",
    "%41",
    "#",
    "?a=b&c=",
];

/// Whatever is said about a text has to be in it, and nothing may panic.
fn check(text: &str) {
    let extraction = extract(text, to_ascii);
    let written = extraction.found.iter().map(|found| &found.written);
    for written in written.chain(extraction.left_out.iter().map(|left| &left.written)) {
        assert!(
            !written.is_empty() && text.contains(written.as_str()),
            "{text:?}: {written:?}"
        );
    }
    for found in &extraction.found {
        let name = found.indicator.name();
        assert_eq!(
            Subject::new(found.indicator.topic(), found.indicator.id()).as_ref(),
            Some(&found.indicator),
            "{text:?}"
        );
        assert!(!name.contains(char::is_whitespace), "{text:?}: {name:?}");
    }
    let one = parse(text, to_ascii);
    if let Entered::One(read) = read(text, to_ascii) {
        assert_eq!(one, Ok(read), "{text:?}");
    }
    refang(&defang(text));
}

#[test]
fn no_text_is_too_odd() {
    let mut numbers = Numbers(1);
    for _ in 0..6_000 {
        let text: String = (0..=numbers.below(14))
            .map(|_| BITS[numbers.below(BITS.len())])
            .collect();
        check(&text);
        let bytes: Vec<u8> = (0..numbers.below(60))
            .map(|_| u8::try_from(numbers.below(256)).expect("a byte"))
            .collect();
        check(&String::from_utf8_lossy(&bytes));
    }
}

/// Each of these takes minutes where a walk goes back over what it has seen.
#[test]
fn a_long_text_is_read_in_one_walk() {
    for piece in BITS.into_iter().chain([
        "a",
        "a.",
        "a-",
        "a/",
        "a:",
        "0:",
        "a@",
        "http://a ",
        "http://a(",
        "http://a/",
        "evil.com/",
        "x.zip ",
        "1.2.3.4 ",
        "a dot ",
        "0123456789abcdef\n",
    ]) {
        let text = piece.repeat(200_000 / piece.len());
        let extraction = extract(&text, to_ascii);
        let times: usize = extraction.found.iter().map(|found| found.times).sum();
        assert!(times <= text.len(), "{piece:?}");
    }
}

#[test]
fn what_is_made_harmless_can_be_made_whole() {
    for (whole, harmless) in [
        ("https://a.example/b.c?d=e.f#g", "hxxps://a[.]example/b.c?d=e.f#g"),
        ("http://www.a.example", "hxxp://www[.]a[.]example"),
        ("http://user:pw@a.example:8080/", "hxxp://user:pw@a[.]example:8080/"),
        ("ftp://a.example/b", "fxp://a[.]example/b"),
        ("wss://a.example/b", "wss[://]a[.]example/b"),
        ("http://192.0.2.1/a", "hxxp://192[.]0[.]2[.]1/a"),
        ("http://[2001:db8::1]:80/a:b", "hxxp://[2001[:]db8[:][:]1]:80/a:b"),
        ("a.example", "a[.]example"),
        ("bücher.example", "bücher[.]example"),
        ("192.0.2.1", "192[.]0[.]2[.]1"),
        ("2001:db8::1", "2001[:]db8[:][:]1"),
        ("::ffff:192.0.2.1", "[:][:]ffff[:]192[.]0[.]2[.]1"),
        ("bob@a.example", "bob[@]a[.]example"),
        ("d41d8cd98f00b204e9800998ecf8427e", "d41d8cd98f00b204e9800998ecf8427e"),
        ("", ""),
    ] {
        assert_eq!(defang(whole), harmless);
        assert_eq!(refang(harmless), whole);
        assert_eq!(refang(whole), whole, "what is whole stays as it is");
    }
}

/// What was found anywhere in the tables is found again in its harmless form, and nothing else with it.
#[test]
fn found_once_found_again() {
    let mut seen = 0;
    for line in TABLES
        .iter()
        .chain([&("alone.txt", ALONE)])
        .flat_map(|(_, text)| text.lines())
    {
        let text = unescaped(line.rsplit_once(" => ").map_or("", |(text, _)| text));
        for found in extract(&text, to_ascii).found {
            let name = found.indicator.name();
            let url_by_id = found.indicator.topic() == assay::subject::Topic::Url && !name.contains("://");
            if url_by_id || refang(&name) != name {
                continue;
            }
            let again = extract(&defang(&name), to_ascii);
            assert!(again.left_out.is_empty() && again.found.len() == 1, "{name}: {again:?}");
            let (scheme, rest) = name.split_once("://").unwrap_or(("", &name));
            let named = again.found[0].indicator.name();
            assert_eq!(
                named.split_once("://").unwrap_or(("", &named)),
                (scheme.to_ascii_lowercase().as_str(), rest)
            );
            seen += 1;
        }
    }
    assert!(seen > 300, "{seen}");
}
