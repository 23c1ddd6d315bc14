//! The socket: connections with limits and timers, and an orderly end.

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioTimer;
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tokio::task::JoinHandle;

use crate::forward::Forward;
use crate::gate::Gate;
use crate::hosts::Hosts;
use crate::options::{Limits, Options};
use crate::pages::Pages;
use crate::stall::Stall;

const MOST_HEADERS: usize = 64;
const LONGEST_HEAD: usize = 16 << 10;

/// A proxy that has its port and waits to be run.
pub struct Proxy {
    listener: std::net::TcpListener,
    address: SocketAddr,
    gate: Arc<Gate>,
    limits: Limits,
}

impl Proxy {
    /// Takes the port. Needs no runtime yet.
    ///
    /// # Errors
    /// Where the port is taken, or the folder of the page cannot be found.
    pub fn bind(options: Options) -> io::Result<Self> {
        let Options {
            listen,
            upstream,
            bigfiles,
            origins,
            hosts,
            serve,
            limits,
            log,
        } = options;
        let listener = std::net::TcpListener::bind(listen)?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let gate = Gate {
            hosts: Hosts::new(address, &hosts),
            origins,
            forward: Forward::new(upstream, bigfiles, limits).map_err(io::Error::other)?,
            pages: serve.map(|folder| Pages::new(&folder)).transpose()?,
            limits,
            log,
        };
        Ok(Self {
            listener,
            address,
            gate: Arc::new(gate),
            limits,
        })
    }

    /// Where it listens; the port is the real one where 0 was asked for.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Serves for ever.
    pub async fn run(self) {
        self.run_until(std::future::pending()).await;
    }

    /// Serves in the background of the current runtime until what is returned is dropped.
    pub fn spawn(self) -> Running {
        Running {
            address: self.address,
            task: tokio::spawn(self.run()),
        }
    }

    /// Serves until `stop` is ready; requests under way then get `Limits::drain` to end.
    pub async fn run_until(self, stop: impl Future<Output = ()>) {
        let Ok(listener) = TcpListener::from_std(self.listener) else {
            return;
        };
        let graceful = GracefulShutdown::new();
        let places = Arc::new(Semaphore::new(self.limits.connections));
        let mut stop = std::pin::pin!(stop);
        loop {
            let accepted = async {
                let place = Arc::clone(&places).acquire_owned().await;
                (place, listener.accept().await)
            };
            let (place, stream) = tokio::select! {
                (place, accepted) = accepted => {
                    let Ok((stream, _)) = accepted else {
                        // Out of descriptors, or a client that left at once: others may have better luck soon.
                        tokio::time::sleep(Duration::from_millis(20)).await;
                        continue;
                    };
                    (place, stream)
                }
                () = &mut stop => break,
            };
            let _ = stream.set_nodelay(true);
            let gate = Arc::clone(&self.gate);
            let connection = http1::Builder::new()
                .timer(TokioTimer::new())
                .header_read_timeout(self.limits.head)
                .max_headers(MOST_HEADERS)
                .max_header_size(LONGEST_HEAD)
                .max_buf_size(64 << 10)
                .serve_connection(
                    Stall::new(stream, self.limits.client_idle, self.limits.linger),
                    service_fn(move |request| Arc::clone(&gate).answer(request)),
                );
            let connection = graceful.watch(connection);
            tokio::spawn(async move {
                // What went wrong with one client is no news for anybody else.
                let _ = connection.await;
                drop(place);
            });
        }
        drop(listener);
        let _ = tokio::time::timeout(self.limits.drain, graceful.shutdown()).await;
    }
}

/// A proxy that serves in the background.
pub struct Running {
    pub address: SocketAddr,
    task: JoinHandle<()>,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.task.abort();
    }
}
