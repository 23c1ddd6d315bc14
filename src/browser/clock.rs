//! The time, and waiting.

/// Milliseconds since 1970.
pub fn now_ms() -> f64 {
    #[cfg(target_arch = "wasm32")]
    return js_sys::Date::now();
    // Components are drawn natively in tests.
    #[cfg(not(target_arch = "wasm32"))]
    return std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .map_or(0.0, |passed| passed.as_secs_f64() * 1_000.0);
}

/// Waits for so many milliseconds; longer where the tab is in the background.
pub async fn sleep(ms: i32) {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        if let Some(window) = web_sys::window() {
            // A browser that cannot set a timer never resolves this, and nothing else of the page would work either.
            let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, ms);
        }
    });
    let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
}

/// A number that no other tab has: when this one began, and chance.
pub fn session() -> u64 {
    #[cfg(target_arch = "wasm32")]
    let chance = js_sys::Math::random();
    #[cfg(not(target_arch = "wasm32"))]
    let chance = 0.0;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "milliseconds since 1970 fit for longer than clocks run"
    )]
    {
        now_ms() as u64 * 1_000 + (chance * 1_000.0) as u64
    }
}
