//! In a page: mount the app; in a worker: run the hasher. Nothing else.

fn main() {}
