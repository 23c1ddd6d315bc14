//! Pictures in SVG, each a list that can be read without it.

pub mod bars;
pub mod map;
pub mod timeline;

/// Thousandths as SVG and styles write them: `12.5%`.
fn percent(thousandths: u32) -> String {
    format!("{}.{}%", thousandths / 10, thousandths % 10)
}
