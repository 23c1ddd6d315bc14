//! In a page: mount the app; in a worker: run the hasher. Nothing else.

fn main() {
    if web_sys::window().is_some() {
        #[cfg(feature = "bench")]
        assay::browser::bench::offer();
        assay::ui::mount();
    } else {
        assay::browser::duty::run();
    }
}
