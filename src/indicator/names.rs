//! Words with dots between them: which of them are names of hosts, and which are files, code or two sentences.

use super::WhyNot;
use super::context::{Context, Place};
use super::reserved::is_special_ending;
use super::top_level::is_top_level;
use crate::fold::fold;

/// What a word with dots in it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Name {
    Domain,
    /// It could be a domain, but more likely is not.
    Other(WhyNot),
    /// It is none, and nobody would take it for one.
    Nothing,
}

/// Endings of files that are no top-level domains; not all there are, but all that reports are full of.
const FILES: &str = " \
    exe dll sys scr bat cmd ps1 psm1 psd1 vbs vbe js jse mjs wsf wsh hta lnk pif cpl ocx drv msi msp msix appx jar \
    class apk dex ipa elf dylib bin dat db sqlite log txt csv tsv json jsonl xml xsl xsd yml yaml toml ini cfg \
    conf config reg inf plist pdf doc docx docm dotx dotm xls xlsx xlsm xlsb xll xlam ppt pptx pptm ppsx rtf odt \
    ods odp eml msg ics html htm xhtml mht mhtml shtml php php3 phtml asp aspx ashx asmx jsp jspx css scss ts tsx \
    jsx vue cpp cxx hpp cs vb go kt swift rb lua pyc pyd pyw sql bash awk tcl el hs png jpg jpeg gif bmp ico svg \
    webp tif tiff mp3 mp4 avi mkv wav flac webm rar 7z gz tgz bz2 xz zst tar iso img vhd vhdx vmdk dmg pkg deb rpm \
    crx xpi nupkg whl egg pcap pcapng evtx evt dmp tmp bak old lock rst tex ttf otf woff woff2 wasm torrent crt \
    cer pem key pfx p12 csr asc sig gpg chm hlp url desktop service yar yara sig ko efi mui nls asar lib obj pdb \
    git ";

/// Top-level domains that are endings of files too, and of files more often.
const MOSTLY_FILES: &str = " zip mov py rs sh md so ps pm cab map java pub inc ";

/// Top-level domains that are endings of files too, but of names more often.
const MOSTLY_NAMES: &str = " com pl cc ml in mk tf am la ac app one st bz ai ad mm tt mo do ph vi ";

/// Before an ending of `MOSTLY_NAMES`: what programmers call their files.
const STEMS: &str = " \
    main index install installer setup readme license changelog test tests config configure makefile cmakelists \
    script run build init variables outputs providers util utils module ";

/// The programs of DOS, which end in `.com`.
const DOS: &str = " command format more tree mode chcp diskcomp diskcopy edit keyb loadfix graftabl graphics kb16 ";

/// Products that are written like names.
const PRODUCTS: &str = " \
    asp.net vb.net ado.net paint.net system.net microsoft.net system.io system.web socket.io ml.net xml.org w3.css ";

/// Objects whose members look like names.
const OBJECTS: &str = " \
    this self cls document window console math os sys navigator location string array event args kwargs obj req \
    res ctx ";

/// Words for things that have members, which names of hosts may begin with as well.
const HOLDERS: &str = " \
    data meta links storage response result request config options settings attributes params props state node \
    element item user file error ";

/// Members that are top-level domains.
const MEMBERS: &str = " \
    id is in name map call open run target data next date day win host info link media search select show style \
    page no cat bar move top live watch play stream store post parts properties protection total to read save see \
    now here local ";

/// Families and platforms that a detection begins with.
const DETECTIONS: &str = " \
    trojan win32 win64 w32 w64 backdoor worm ransom ransomware adware heur gen virus pua pup riskware exploit \
    hacktool msil downloader dropper spyware malware generic trojandownloader trojandropper trojanspy pws \
    infostealer rogue ";

/// Judges a word: labels between dots, as they were written.
pub fn judge(text: &str, context: &Context<'_>) -> Name {
    let folded = fold(text);
    let labels: Vec<&str> = folded.split('.').collect();
    let (Some(ending), Some(stem)) = (labels.last().copied(), labels.first().copied()) else {
        return Name::Nothing;
    };
    let is_label =
        |label: &&str| (1..=63).contains(&label.chars().count()) && !label.starts_with('-') && !label.ends_with('-');
    if labels.len() < 2 || !labels.iter().all(is_label) || text.len() > 253 {
        return Name::Nothing;
    }
    let is_file = among(FILES, ending);
    let letters = ending.starts_with("xn--")
        || ending
            .bytes()
            .all(|byte| byte.is_ascii_alphabetic() || !byte.is_ascii());
    if is_file {
        return Name::Other(WhyNot::FileName);
    }
    if !letters || ending.chars().count() < 2 {
        return Name::Nothing;
    }
    if !is_top_level(ending) && !is_special_ending(ending) {
        // Other scripts write their abbreviations with dots.
        return if ending.is_ascii() {
            Name::Other(WhyNot::UnknownEnding)
        } else {
            Name::Nothing
        };
    }
    // Whoever defangs a name says that it is one.
    if context.place == Place::Defanged {
        return Name::Domain;
    }
    let inner = labels.get(1..labels.len() - 1).unwrap_or_default();
    let could_be_file = among(MOSTLY_FILES, ending) || among(MOSTLY_NAMES, ending);
    if context.place == Place::Path {
        return Name::Other(WhyNot::FileName);
    }
    if could_be_file && (context.says_file() || inner.iter().any(|label| is_any_file(label))) {
        return Name::Other(WhyNot::FileName);
    }
    if stem == "www" || context.says_host() {
        return Name::Domain;
    }
    if is_code(text, &folded, &labels, context) {
        return Name::Other(WhyNot::Code);
    }
    if are_sentences(text, &labels) {
        return Name::Other(WhyNot::Sentence);
    }
    let is_file = labels.len() == 2
        && (among(MOSTLY_FILES, ending)
            || among(MOSTLY_NAMES, ending) && ending != "com" && among(STEMS, stem)
            || ending == "com" && among(DOS, stem))
        || among(MOSTLY_FILES, ending) && stem.contains('_')
        || labels.len() == 2 && stem.starts_with("__");
    if is_file {
        Name::Other(WhyNot::FileName)
    } else {
        Name::Domain
    }
}

/// Whether a word of a list, which has spaces around each.
pub fn among(list: &str, word: &str) -> bool {
    !word.is_empty() && !word.contains(' ') && list.split(' ').any(|known| known == word)
}

fn is_any_file(label: &str) -> bool {
    among(FILES, label) || among(MOSTLY_FILES, label)
}

fn is_code(text: &str, folded: &str, labels: &[&str], context: &Context<'_>) -> bool {
    let (stem, ending) = (
        labels.first().copied().unwrap_or_default(),
        labels.last().copied().unwrap_or_default(),
    );
    let begins_high = text.starts_with(|sign: char| sign.is_ascii_uppercase());
    let is_member = among(MEMBERS, ending);
    let (object, _) = text.rsplit_once('.').unwrap_or_default();
    let camel = object.starts_with(|sign: char| sign.is_ascii_lowercase())
        && object.contains(|sign: char| sign.is_ascii_uppercase());
    let everyday = matches!(ending, "com" | "net" | "org" | "info" | "biz");
    context.place == Place::Program && !everyday
        || among(PRODUCTS, folded)
        || among(DETECTIONS, stem) && begins_high
        || labels.len() == 2 && among(OBJECTS, stem) && !everyday
        || is_member && (camel || labels.len() == 2 && among(HOLDERS, stem))
        || folded.starts_with("e.g.")
        || folded.starts_with("i.e.")
}

/// `the end.In the beginning`: a small letter, a full stop, a capital; `at 5.am`.
fn are_sentences(text: &str, labels: &[&str]) -> bool {
    let (before, after) = text.rsplit_once('.').unwrap_or_default();
    let is_title = |text: &str| {
        let mut signs = text.chars();
        let first = signs.next().is_some_and(is_capital);
        first && !signs.any(is_capital)
    };
    let everyday = ["com", "net", "org", "info", "biz"]
        .iter()
        .any(|known| after.eq_ignore_ascii_case(known));
    let two = is_title(after) && before.contains(|sign| !is_capital(sign)) && !(everyday && is_title(before));
    let numbered =
        labels.len() == 2 && after.len() == 2 && before.len() <= 2 && before.bytes().all(|byte| byte.is_ascii_digit());
    two || numbered
}

fn is_capital(sign: char) -> bool {
    let mut buffer = [0; 4];
    let text: &str = sign.encode_utf8(&mut buffer);
    fold(text) != text
}
