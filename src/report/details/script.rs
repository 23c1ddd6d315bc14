//! Panels on what runs inside of another program: scripts, pages, Flash films.

use crate::report::details::build::{Fields, Site, panel};
use crate::report::details::parts::{groups, listed};
use crate::report::details::reader::Reader;
use crate::report::details::{Panel, Part};
use crate::vt::object::Object;

pub fn powershell(file: &Object, site: Site) -> Option<Panel> {
    let words = site.words.report.formats;
    let mut script = Reader::new(file.map("powershell_info")?);
    let lists = groups([
        (words.cmdlets, script.texts("cmdlets")),
        (words.aliases, script.texts("cmdlets_alias")),
        (words.dotnet_calls, script.texts("dotnet_calls")),
        (words.functions, script.texts("functions")),
        (words.variables, script.texts("ps_variables")),
    ]);
    let parts = std::iter::once(lists).chain(script.rest(site));
    panel("powershell", "PowerShell", None, parts)
}

pub fn page(file: &Object, site: Site) -> Option<Panel> {
    let words = site.words.report.formats;
    let mut page = Reader::new(file.map("html_info")?);
    let fields = Fields::default().cell(words.title, page.outside("title"));
    let lists = groups([
        (site.words.report.panels.links, page.texts("hrefs")),
        (words.frames, page.texts("iframes")),
        (words.scripts, page.texts("scripts")),
    ]);
    let parts = [fields.part(), lists].into_iter().chain(page.rest(site));
    panel("html", "HTML", None, parts)
}

pub fn flash(file: &Object, site: Site) -> Option<Panel> {
    let words = site.words.report.formats;
    let mut film = Reader::new(file.map("swf_info")?);
    let fields = Fields::default()
        .cell(site.words.report.panels.version, film.outside("version"))
        .cell(words.compression, film.outside("compression"))
        .cell(words.frame_size, film.outside("frame_size"))
        .cell(words.frame_count, film.count("frame_count", site))
        .cell(words.seconds, film.decimal("duration", site))
        .cell(words.swf_tags, film.count("num_swf_tags", site))
        .cell(words.swf_unknown, film.count("num_unrecognized_tags", site))
        .cell(site.words.report.panels.flags, film.chips("file_attributes"))
        .cell(site.words.report.panels.tags, film.chips("tags"));
    let mut parts = vec![fields.part()];
    parts.extend(listed(words.suspicious_urls, film.texts("suspicious_urls")));
    parts.extend(listed(words.suspicious, film.texts("suspicious_strings")));
    parts.push(groups([(words.packages, film.texts("flash_packages"))]));
    parts.push(film.text("metadata").map(Part::Code));
    parts.extend(film.rest(site));
    panel("flash", "Flash (SWF)", None, parts)
}
