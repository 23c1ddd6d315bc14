//! A connection that gives up on a client which takes nothing for too long, and hears one out which still sends.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use hyper::rt::{Read, ReadBuf, ReadBufCursor, Write};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio::time::{Sleep, sleep};

/// After the end, one that sends nothing for so long has read it.
const QUIET: Duration = Duration::from_secs(2);

/// Writing is timed here; reading is timed where heads and bodies are read.
pub(crate) struct Stall {
    inner: TokioIo<TcpStream>,
    patience: Duration,
    alarm: Option<Pin<Box<Sleep>>>,
    linger: Duration,
    /// Set when our side is closed.
    end: Option<Pin<Box<Sleep>>>,
}

impl Stall {
    pub(crate) fn new(stream: TcpStream, patience: Duration, linger: Duration) -> Self {
        Self {
            inner: TokioIo::new(stream),
            patience,
            alarm: None,
            linger,
            end: None,
        }
    }

    /// Reads into nothing until the client closes too, is quiet, or its time is over.
    fn poll_linger(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        let linger = self.linger;
        let end = self.end.get_or_insert_with(|| Box::pin(sleep(linger)));
        if end.as_mut().poll(cx).is_ready() {
            return Poll::Ready(());
        }
        loop {
            let mut piece = [0; 8 << 10];
            let mut buffer = ReadBuf::new(&mut piece);
            match Pin::new(&mut self.inner).poll_read(cx, buffer.unfilled()) {
                Poll::Ready(Ok(())) if !buffer.filled().is_empty() => self.alarm = None,
                Poll::Ready(Ok(()) | Err(_)) => return Poll::Ready(()),
                Poll::Pending => {
                    let alarm = self.alarm.get_or_insert_with(|| Box::pin(sleep(QUIET)));
                    return alarm.as_mut().poll(cx);
                }
            }
        }
    }

    fn timed<T>(&mut self, cx: &mut Context<'_>, written: Poll<io::Result<T>>) -> Poll<io::Result<T>> {
        if written.is_ready() {
            self.alarm = None;
            return written;
        }
        let patience = self.patience;
        let alarm = self.alarm.get_or_insert_with(|| Box::pin(sleep(patience)));
        alarm.as_mut().poll(cx).map(|()| Err(io::ErrorKind::TimedOut.into()))
    }
}

impl Read for Stall {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: ReadBufCursor<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_read(cx, buffer)
    }
}

impl Write for Stall {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.inner).poll_write(cx, bytes);
        self.timed(cx, written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.inner).poll_write_vectored(cx, slices);
        self.timed(cx, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.inner.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let flushed = Pin::new(&mut self.inner).poll_flush(cx);
        self.timed(cx, flushed)
    }

    /// A socket that is closed on bytes nobody read resets the connection, and a client that still sends its file then
    /// loses the answer which says why nobody wants it.
    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        if self.end.is_none() {
            self.alarm = None;
            ready!(Pin::new(&mut self.inner).poll_shutdown(cx))?;
        }
        self.poll_linger(cx).map(Ok)
    }
}
