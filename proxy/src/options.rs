//! The flags: what the proxy is told when it starts, and what is wrong with it in a sentence.

use std::ffi::OsString;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use hyper::Uri;

use crate::log::Log;
use crate::{hosts, origins};

const HELP: &str = "\
assay-proxy forwards the page's questions to the VirusTotal API and nothing else.

  --listen ADDR:PORT     where to listen (127.0.0.1:8744; port 0 takes a free one)
  --host NAME[:PORT]     another name this proxy is called by, behind a web server for example; may be repeated
  --allow-origin ORIGIN  a page that may ask, such as https://assay.example; may be repeated
  --serve DIR            serve the page from this folder too
  --upstream URL         https://www.virustotal.com unless told otherwise
  --bigfiles URL         where files above 32 MB go: https://bigfiles.virustotal.com, or another upstream's own address
  --help, --version

Each request is one line on stderr: time, method, route, status, bytes out, milliseconds, bytes in.
No key and nothing that was looked up is ever written.";

/// Room for what stands around a file in a form.
const ENVELOPE: u64 = 64 << 10;

/// What the proxy runs with.
#[derive(Clone)]
pub struct Options {
    pub listen: SocketAddr,
    pub upstream: Upstream,
    /// The host that takes large files, where it is another than VirusTotal's own, or than `upstream` if that is.
    pub bigfiles: Option<Upstream>,
    /// Origins as browsers write them: lower case, no default port, no path.
    pub origins: Vec<String>,
    /// Names besides loopback and `listen`, as they stand in a Host header.
    pub hosts: Vec<String>,
    /// The folder of the page.
    pub serve: Option<PathBuf>,
    pub limits: Limits,
    pub log: Log,
}

/// Times and sizes past which the proxy gives up. Tests shorten them; there are no flags for them.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// For the whole head of a request, and for a kept connection without one.
    pub head: Duration,
    /// Without a byte of a request's body, or with an answer that nobody takes.
    pub client_idle: Duration,
    /// For reaching upstream.
    pub connect: Duration,
    /// Without a byte of the answer after the whole question was sent.
    pub first_byte: Duration,
    /// The same after an uploaded file, which VirusTotal takes in before it answers.
    pub taking_in: Duration,
    /// Without a byte in the middle of an answer.
    pub answer_idle: Duration,
    /// For requests that are under way when the proxy is told to stop.
    pub drain: Duration,
    /// For a client that still sends after its answer, so that it gets to read it.
    pub linger: Duration,
    pub connections: usize,
    /// Bytes of a file with its envelope that is sent straight to the API.
    pub upload: u64,
    /// The same of one that is sent to an address given out for it.
    pub large: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            head: Duration::from_secs(5),
            client_idle: Duration::from_secs(20),
            connect: Duration::from_secs(5),
            first_byte: Duration::from_secs(30),
            taking_in: Duration::from_mins(2),
            answer_idle: Duration::from_secs(30),
            drain: Duration::from_secs(10),
            linger: Duration::from_secs(30),
            connections: 256,
            upload: (32 << 20) + ENVELOPE,
            large: (650 << 20) + ENVELOPE,
        }
    }
}

impl Default for Options {
    fn default() -> Self {
        Self {
            listen: SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 8744),
            upstream: Upstream::virustotal(Upstream::API),
            bigfiles: None,
            origins: Vec::new(),
            hosts: Vec::new(),
            serve: None,
            limits: Limits::default(),
            log: Log::stderr(),
        }
    }
}

/// What a command line asks for.
pub enum Wanted {
    Serve(Box<Options>),
    /// Help or version, to be printed.
    Text(String),
}

impl Options {
    /// Reads the arguments, program name excluded.
    ///
    /// # Errors
    /// A sentence that names the flag and what is wrong with it.
    pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Wanted, String> {
        use lexopt::prelude::{Long, Short};

        let mut options = Self::default();
        let mut arguments = lexopt::Parser::from_args(arguments);
        while let Some(argument) = arguments.next().map_err(sentence)? {
            match argument {
                Long("listen") => options.listen = listen(&text(&mut arguments)?)?,
                Long("upstream") => options.upstream = upstream("--upstream", &mut arguments)?,
                Long("bigfiles") => options.bigfiles = Some(upstream("--bigfiles", &mut arguments)?),
                Long("allow-origin") => options.origins.push(origins::checked(&text(&mut arguments)?)?),
                Long("host") => options.hosts.push(hosts::checked(&text(&mut arguments)?)?),
                Long("serve") => options.serve = Some(PathBuf::from(arguments.value().map_err(sentence)?)),
                Long("version") | Short('V') => {
                    return Ok(Wanted::Text(
                        concat!("assay-proxy ", env!("CARGO_PKG_VERSION")).to_owned(),
                    ));
                }
                Long("help") | Short('h') => return Ok(Wanted::Text(HELP.to_owned())),
                lexopt::Arg::Short(_) | lexopt::Arg::Long(_) | lexopt::Arg::Value(_) => {
                    return Err(format!("{}; --help lists the flags", argument.unexpected()));
                }
            }
        }
        if options.listen.ip().is_unspecified() && options.hosts.is_empty() {
            return Err(format!(
                "--listen {} can be reached from other machines: say with --host NAME by which name they call it",
                options.listen
            ));
        }
        if let Some(folder) = &options.serve
            && !folder.is_dir()
        {
            return Err(format!("--serve {}: there is no such folder", folder.display()));
        }
        Ok(Wanted::Serve(Box::new(options)))
    }
}

fn text(arguments: &mut lexopt::Parser) -> Result<String, String> {
    arguments.value().and_then(lexopt::ValueExt::string).map_err(sentence)
}

fn upstream(flag: &str, arguments: &mut lexopt::Parser) -> Result<Upstream, String> {
    let text = text(arguments)?;
    text.parse().map_err(|why: String| format!("{flag} {text}: {why}"))
}

fn sentence(error: lexopt::Error) -> String {
    format!("{error}; --help lists the flags")
}

fn listen(text: &str) -> Result<SocketAddr, String> {
    text.replacen("localhost:", "127.0.0.1:", 1)
        .parse()
        .map_err(|_| format!("--listen {text}: expected an address and a port, such as 127.0.0.1:8744"))
}

/// Where the questions go. TLS is checked; plain http is for this machine alone.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Upstream {
    pub(crate) scheme: &'static str,
    pub(crate) authority: String,
}

impl Upstream {
    pub(crate) const API: &str = "www.virustotal.com";
    pub(crate) const BIG_FILES: &str = "bigfiles.virustotal.com";

    fn virustotal(host: &str) -> Self {
        Self {
            scheme: "https",
            authority: host.to_owned(),
        }
    }

    /// Where large files go when nobody says so.
    pub(crate) fn own_bigfiles(&self) -> Self {
        if *self == Self::virustotal(Self::API) {
            Self::virustotal(Self::BIG_FILES)
        } else {
            self.clone()
        }
    }
}

impl FromStr for Upstream {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        const NAMELESS: &str = "an address begins with https://";
        let uri: Uri = text.parse().map_err(|_| "this is no address")?;
        let authority = uri.authority().ok_or(NAMELESS)?;
        if authority.as_str().contains('@') || !matches!(uri.path(), "" | "/") || uri.query().is_some() {
            return Err("only scheme, name and port belong here, such as https://www.virustotal.com".into());
        }
        let scheme = match uri.scheme_str() {
            Some("https") => "https",
            Some("http") if is_loopback(authority.host()) => "http",
            Some("http") => {
                return Err("plain http would show the API key to the network; it is for this machine alone".into());
            }
            Some(_) | None => return Err(NAMELESS.into()),
        };
        Ok(Self {
            scheme,
            authority: authority.as_str().to_owned(),
        })
    }
}

fn is_loopback(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || bare.parse().is_ok_and(|address: IpAddr| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_http_is_for_this_machine_alone() {
        for (text, good) in [
            ("https://www.virustotal.com", true),
            ("https://www.virustotal.com/", true),
            ("http://127.0.0.1:9000", true),
            ("http://[::1]:9000", true),
            ("http://localhost:9000", true),
            ("http://www.virustotal.com", false),
            ("http://127.0.0.1.evil.example", false),
            ("http://localhost.evil.example", false),
            ("http://127.0.0.1@evil.example", false),
            ("https://user:word@www.virustotal.com", false),
            ("https://www.virustotal.com/api/v3", false),
            ("https://www.virustotal.com/?a", false),
            ("ftp://www.virustotal.com", false),
            ("www.virustotal.com", false),
            ("", false),
        ] {
            assert_eq!(text.parse::<Upstream>().is_ok(), good, "{text}");
        }
    }
}
