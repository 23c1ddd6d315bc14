//! Host names with signs outside ASCII in the form that servers know.

use web_sys::Url;

/// Writes a host name in its A-labels, `xn--…`, by the browser's own URL parser; an address that is spelled in other
/// digits becomes an address.
pub fn to_ascii(name: &str) -> Option<String> {
    let url = Url::new(&format!("http://{name}/")).ok()?;
    Some(url.hostname()).filter(|host| !host.is_empty())
}
