//! In a page: mount the app; in a worker: run the hasher. Nothing else.

fn main() {
    if web_sys::window().is_some() {
        assay::ui::mount();
    } else {
        assay::browser::duty::run();
    }
}
