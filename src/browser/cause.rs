//! Why a fetch failed: a browser says the same few words for every cause, so the causes are told apart by trying.
//!
//! The trials carry no key, and there are none but after a failure.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Navigator, RequestMode, RequestRedirect, ResponseType};

use super::fetch::{Cancel, Patience, builder};
use super::{address, clock};
use crate::settings::ProxyUrl;
use crate::vt::error::Network;

const TRIAL_MS: i32 = 8_000;
/// A breach of the policy is told to the page a little after the fetch has failed.
const BREACH_TOLD_MS: i32 = 60;

/// How often the page's policy has been breached so far; boot.js counts.
pub(super) fn breaches() -> String {
    dataset("violations")
}

/// Names the cause of a fetch that failed without an answer.
pub(super) async fn of_failed_fetch(proxy: &ProxyUrl, url: &str, breaches_before: &str) -> Network {
    clock::sleep(BREACH_TOLD_MS).await;
    if breaches() != breaches_before && dataset("violated").starts_with("connect-src") {
        return Network::Policy;
    }
    if redirects(url).await {
        return Network::Redirected;
    }
    let elsewhere = proxy.origin().is_some_and(|origin| origin != address::origin());
    if elsewhere && answers_at_all(proxy).await {
        return Network::Cors;
    }
    let Some(navigator) = web_sys::window().map(|window| window.navigator()) else {
        return Network::Unreachable;
    };
    if !navigator.on_line() {
        return Network::Offline;
    }
    if elsewhere && !address::is_this_machine() && withholds_local_addresses(&navigator).await {
        return Network::LocalNetworkAccess;
    }
    Network::Unreachable
}

/// Whether the address answers with a redirect, which the page refuses to follow.
async fn redirects(url: &str) -> bool {
    let cancel = Cancel::new();
    let patience = Patience::new(&cancel);
    patience.wait(TRIAL_MS);
    let trial = builder(url, &cancel)
        .mode(RequestMode::Cors)
        .redirect(RequestRedirect::Manual);
    match trial.build() {
        Ok(request) => request
            .send()
            .await
            .is_ok_and(|response| response.type_() == ResponseType::Opaqueredirect),
        Err(_) => false,
    }
}

/// Whether anything answers there, were it only not to this page.
async fn answers_at_all(proxy: &ProxyUrl) -> bool {
    let cancel = Cancel::new();
    let patience = Patience::new(&cancel);
    patience.wait(TRIAL_MS);
    // A path of the API: what a host serves at its root may be a page that no other page may embed, which would read
    // as silence. There is no key with it, so nobody's quota is touched.
    let trial = builder(&proxy.join("/api/v3/metadata"), &cancel).mode(RequestMode::NoCors);
    match trial.build() {
        Ok(request) => request.send().await.is_ok(),
        Err(_) => false,
    }
}

/// Whether the browser keeps pages of the internet from addresses of this machine and its network.
async fn withholds_local_addresses(navigator: &Navigator) -> bool {
    for name in ["loopback-network", "local-network"] {
        if permission(navigator, name)
            .await
            .is_some_and(|state| state != "granted")
        {
            return true;
        }
    }
    false
}

/// A permission's state by a name that web-sys does not know yet; none where the browser does not know it either.
async fn permission(navigator: &Navigator, name: &str) -> Option<String> {
    let permissions = js_sys::Reflect::get(navigator, &JsValue::from_str("permissions")).ok()?;
    let query: js_sys::Function = js_sys::Reflect::get(&permissions, &JsValue::from_str("query"))
        .ok()?
        .dyn_into()
        .ok()?;
    let wanted = js_sys::Object::new();
    js_sys::Reflect::set(&wanted, &JsValue::from_str("name"), &JsValue::from_str(name)).ok()?;
    let promise: js_sys::Promise = query.call1(&permissions, &wanted).ok()?.dyn_into().ok()?;
    let status = JsFuture::from(promise).await.ok()?;
    js_sys::Reflect::get(&status, &JsValue::from_str("state"))
        .ok()?
        .as_string()
}

fn dataset(name: &str) -> String {
    web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.document_element())
        .and_then(|root| root.get_attribute(&format!("data-{name}")))
        .unwrap_or_default()
}
