//! The panel on a Windows shortcut: where it leads, and on which machine it was made.

use crate::report::details::Panel;
use crate::report::details::build::{Fields, Site, panel, rows, words_column};
use crate::report::details::reader::Reader;
use crate::vt::object::Object;

pub fn shortcut(file: &Object, site: Site) -> Option<Panel> {
    let words = site.words.report.formats;
    let mut link = Reader::new(file.map("lnk_info")?);
    let leads = Fields::default()
        .cell(words.target, link.copy("target_path"))
        .cell(words.local_path, link.copy("local_path"))
        .cell(words.relative_path, link.copy("relative_path"))
        .cell(words.working_folder, link.copy("working_directory"))
        .cell(words.link_flags, link.chips("link_flags"));
    let header = link.inside("header", |header| {
        Fields::default()
            .cell(words.window, header.outside("show_window_str"))
            .cell(words.hot_key, header.outside("hot_key"))
            .cell(words.target_size, header.size("file_size", site))
            .part()
    });
    let made = Fields::default()
        .cell(words.made, link.written_time("creation_date", site))
        .cell(words.saved, link.written_time("modification_date", site))
        .cell(words.opened, link.written_time("access_date", site))
        .cell(words.machine_name, link.copy("machine_id"))
        .cell(words.mac, link.copy("mac_address"))
        .cell(words.mac_vendor, link.outside("mac_vendor_name"))
        .cell(words.volume_serial, link.copy("volume_serial_number"));
    let steps = link.rows("link_target_id_list", |step| {
        vec![step.outside("item_type_str"), step.copy("clsid"), step.more()]
    });
    let columns = [site.words.report.panels.kind, "CLSID", site.words.report.panels.details].map(words_column);
    let parts = [
        leads.part(),
        header.flatten(),
        made.part(),
        rows(Some(words.steps), columns, steps),
    ];
    panel(
        "shortcut",
        words.shortcut,
        None,
        parts.into_iter().chain(link.rest(site)),
    )
}
