//! Stand-in, proxy and page, started together: the world that the page runs in.

use std::env;
use std::path::{Path, PathBuf};

use stand_in::{Options, Seen, StandIn};
use tempfile::TempDir;

use crate::browser::workspace;
use crate::clock;
use crate::host::{Host, Serving};
use crate::ports;
use crate::proxy::{Flags, Proxy};
use crate::samples::leaks;

/// A key as VirusTotal gives them out, that can be searched for in everything.
pub const KEY: &str = "c4a41e5bd8f70296c4a41e5bd8f70296c4a41e5bd8f70296c4a41e5bd8f7a9f1";

/// One world; all of it ends when this is dropped.
pub struct World {
    pub stand_in: StandIn,
    pub proxy: Proxy,
    /// Where the page comes from, if it is not the proxy.
    pub host: Option<Host>,
    /// For files of the test.
    pub folder: TempDir,
}

impl World {
    /// The page from the proxy, as `cargo xtask serve` has it.
    pub async fn served() -> Self {
        Self::served_by(Options::default()).await
    }

    pub async fn served_by(options: Options) -> Self {
        Self::served_from(dist(), folder(), options).await
    }

    /// The same with a clock in the page that only [`clock::later`] sets forward.
    pub async fn slowed(options: Options) -> Self {
        let folder = folder();
        let page = clock::slowed(&dist(), folder.path());
        Self::served_from(page, folder, options).await
    }

    async fn served_from(page: PathBuf, folder: TempDir, options: Options) -> Self {
        let stand_in = StandIn::start(options).await.expect("the stand-in starts");
        let flags = Flags {
            upstream: stand_in.url(),
            serve: Some(page),
            ..Flags::default()
        };
        Self {
            proxy: Proxy::start(&flags),
            stand_in,
            host: None,
            folder,
        }
    }

    /// The page from a plain static host under the given path, the proxy at another origin that `config.json` names.
    pub async fn apart(under: &str) -> Self {
        Self::apart_with(Serving::plain(&dist(), under), true).await
    }

    /// The same with a host of its own kind; the proxy lets the page ask only where that is wanted.
    pub async fn apart_with(serving: Serving, allowed: bool) -> Self {
        let stand_in = StandIn::start(Options::default()).await.expect("the stand-in starts");
        // Each needs the other's address, so the page's port is had before its server starts.
        let (listener, address) = ports::listener().await;
        let allow = if allowed {
            vec![format!("http://{address}")]
        } else {
            Vec::new()
        };
        let proxy = Proxy::start(&Flags {
            upstream: stand_in.url(),
            allow,
            ..Flags::default()
        });
        let mut serving = serving;
        let config = format!("{{\"proxy\": \"{}\"}}", proxy.origin());
        serving
            .instead
            .entry("config.json".to_owned())
            .or_insert(config.into_bytes());
        let host = Host::start_on(listener, address, serving);
        Self {
            stand_in,
            proxy,
            host: Some(host),
            folder: folder(),
        }
    }

    /// The page's address, with a slash at its end.
    pub fn page(&self) -> String {
        self.host
            .as_ref()
            .map_or_else(|| format!("{}/", self.proxy.origin()), Host::page)
    }

    /// A place in the page, `#/settings` for example.
    pub fn at(&self, fragment: &str) -> String {
        format!("{}{fragment}", self.page())
    }

    pub fn disk(&self) -> &Path {
        self.folder.path()
    }

    /// What VirusTotal was asked, without the stand-in's other answers.
    pub fn questions(&self) -> Vec<Seen> {
        self.stand_in.record()
    }

    /// No run of 16 bytes of the file arrived at the stand-in, in whatever form.
    pub fn holds_nothing_of(&self, file: &[u8]) {
        for received in self.stand_in.received() {
            assert!(!leaks(file, &received, 16), "bytes of the file went out");
        }
        for seen in self.questions() {
            assert!(seen.body.is_empty(), "a question carried {} bytes", seen.body.len());
        }
    }
}

/// The built page.
pub fn dist() -> PathBuf {
    let folder = env::var_os("ASSAY_DIST").map_or_else(|| workspace().join("dist"), PathBuf::from);
    assert!(
        folder.join("index.html").exists(),
        "no page in {}: `cargo xtask dist` builds it, `cargo xtask test browser` builds and tests it",
        folder.display()
    );
    folder
}

fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder can be made")
}
