//! Panels on what readers of formats found, as they found it.

use crate::report::details::build::{Site, panel};
use crate::report::details::reader::Reader;
use crate::report::details::{Panel, Part};
use crate::vt::object::Object;
use crate::vt::value::text;

pub fn exiftool(file: &Object, site: Site) -> Option<Panel> {
    let found = Reader::new(file.map("exiftool")?);
    panel("exiftool", site.words.report.panels.exiftool, None, found.rest(site))
}

/// Attributes that are rare or have no fixed shape, and what they are called.
const PLAIN: [(&str, &str); 8] = [
    ("asf_info", "ASF"),
    ("dmg_info", "Apple Disk Image"),
    ("filecondis", "FileConDis"),
    ("image_code_injections", "Image code injections"),
    ("ipa_info", "iOS App Store Package"),
    ("javascript_info", "JavaScript"),
    ("rombios_info", "ROM BIOS"),
    ("saferpickle", "SaferPickle"),
];

/// Everything under these attributes, by its own names.
pub fn plain(file: &Object, site: Site) -> impl Iterator<Item = Panel> {
    PLAIN.iter().filter_map(move |&(name, title)| {
        let value = file.attributes.get(name)?;
        let parts = match value.as_object() {
            Some(map) => Reader::new(map).rest(site),
            None => match text(value) {
                // Code that was found in a picture.
                Some(text) => vec![Some(Part::Code(text))],
                None => Reader::alone(name, value).rest(site),
            },
        };
        panel(name, title, None, parts)
    })
}
