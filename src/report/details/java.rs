//! Panels on Java: an archive of classes, and a single class.

use crate::report::details::archive::counted;
use crate::report::details::build::{Fields, Site, panel};
use crate::report::details::parts::{groups, titled};
use crate::report::details::reader::Reader;
use crate::report::details::{Panel, Part};
use crate::vt::object::Object;

pub fn jar(file: &Object, site: Site) -> Option<Panel> {
    let words = site.words.report.formats;
    let mut jar = Reader::new(file.map("jar_info")?);
    let fields = Fields::default()
        .cell(words.children, jar.count("total_files", site))
        .cell(words.folders, jar.count("total_dirs", site))
        .cell(words.depth, jar.count("max_depth", site))
        .cell(words.oldest, jar.written_time("min_date", site))
        .cell(words.newest, jar.written_time("max_date", site));
    let mut parts = vec![
        fields.part(),
        counted(
            words.by_type,
            site.words.report.panels.kind,
            &mut jar,
            "files_by_type",
            site,
        ),
    ];
    parts.extend(titled(words.manifest, jar.text("manifest").map(Part::Code)));
    let lists = groups([
        (words.packages, jar.texts("packages")),
        (site.words.report.panels.file_names, jar.texts("filenames")),
        (words.strings, jar.texts("strings")),
    ]);
    parts.push(lists);
    parts.extend(jar.rest(site));
    panel("jar", "JAR", None, parts)
}

pub fn class(file: &Object, site: Site) -> Option<Panel> {
    let words = site.words.report.formats;
    let mut class = Reader::new(file.map("class_info")?);
    let fields = Fields::default()
        .cell(site.words.report.panels.name, class.copy("name"))
        .cell(words.extends, class.outside("extends"))
        .cell(words.platform, class.outside("platform"));
    let lists = groups([
        (words.methods, class.texts("methods")),
        (words.provides, class.texts("provides")),
        (words.requires, class.texts("requires")),
        (words.constants, class.texts("constants")),
    ]);
    let parts = [fields.part(), lists].into_iter().chain(class.rest(site));
    panel("class", words.java_class, None, parts)
}
