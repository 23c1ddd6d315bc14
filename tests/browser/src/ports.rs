//! Ports that are used once: a browser remembers what a page stored at an origin, and a port is most of an origin here.

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::sync::Mutex;

use tokio::net::TcpListener;

static USED: Mutex<BTreeSet<u16>> = Mutex::new(BTreeSet::new());

/// Whether no page came from this port yet; from now on one did.
pub fn is_new(port: u16) -> bool {
    USED.lock().expect("nobody panicked").insert(port)
}

/// A listener on this machine at a port of its own.
pub async fn listener() -> (TcpListener, SocketAddr) {
    loop {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
        let address = listener.local_addr().expect("it has an address");
        if is_new(address.port()) {
            return (listener, address);
        }
    }
}
