//! What large bodies cost the real program: next to nothing.

mod running;
mod upstream;

use std::time::Duration;

use bytes::Bytes;
use http_body_util::BodyExt;
use hyper::Response;
use running::Program;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use upstream::{Upstream, get, request, whole};

/// As much as VirusTotal takes.
const SIZE: usize = 650 << 20;

const MOST: usize = 32 << 10;

#[tokio::test]
async fn a_file_passes_through_little_memory() {
    // It takes the first pieces slowly, so that the rest has every reason to pile up.
    let upstream = Upstream::start(|request| async move {
        let mut body = request.into_body();
        let (mut count, mut pieces) = (0, 0);
        while let Some(Ok(frame)) = body.frame().await {
            count += frame.data_ref().map_or(0, Bytes::len);
            pieces += 1;
            if pieces < 100 {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        }
        Response::new(whole(count.to_string()))
    })
    .await;
    let program = Program::start(&["--upstream", &format!("http://{}", upstream.address)]);
    let address = program.address;
    assert_eq!(get(address, "/api/v3/nothing", "").await.status, 404);
    let before = program.peak();

    let mut stream = TcpStream::connect(address).await.expect("a connection");
    let fields = format!("Content-Type: multipart/form-data; boundary=x\r\nContent-Length: {SIZE}\r\n");
    let head = request("POST", "/_ah/upload/token/", address, &fields);
    stream.write_all(head.as_bytes()).await.expect("a sent head");
    let piece = vec![b'y'; 1 << 20];
    for _ in 0..SIZE >> 20 {
        stream.write_all(&piece).await.expect("a sent piece");
    }
    assert_eq!(upstream::read(&mut stream).await.body, SIZE.to_string().as_bytes());
    let grown = program.peak() - before;
    assert!(grown < MOST, "{grown} KiB more after {SIZE} bytes");
    println!("{grown} KiB for {} MiB", SIZE >> 20);
    let written = program.end();
    assert!(
        written.contains("POST /_ah/upload/{upload} 200 9 ") && written.contains(&format!(" {SIZE}\n")),
        "{written}"
    );
}

#[tokio::test]
async fn an_answer_passes_through_little_memory() {
    const SIZE: usize = 256 << 20;
    let piece = Bytes::from(vec![b'x'; SIZE]);
    let upstream = Upstream::start(move |_| {
        let piece = piece.clone();
        async { Response::new(whole(piece)) }
    })
    .await;
    let program = Program::start(&["--upstream", &format!("http://{}", upstream.address)]);
    let address = program.address;
    assert_eq!(get(address, "/api/v3/nothing", "").await.status, 404);
    let before = program.peak();

    let mut stream = TcpStream::connect(address).await.expect("a connection");
    stream
        .write_all(request("GET", "/api/v3/metadata", address, "").as_bytes())
        .await
        .expect("a sent request");
    let (mut count, mut some) = (0, vec![0; 1 << 20]);
    while let Ok(more @ 1..) = stream.read(&mut some).await {
        count += more;
    }
    assert!(count > SIZE);
    let grown = program.peak() - before;
    assert!(grown < MOST, "{grown} KiB more after {SIZE} bytes");
}
