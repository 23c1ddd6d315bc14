//! Published answers through the page's own hashing workers, cut at every place.

#[path = "../../../digest/answers.rs"]
mod answers;

use answers::{STANDARDS, corpus, vectors};
use assay_browser::browser::{Browser, workspace};
use assay_browser::samples::{Sample, hex, noise};
use assay_browser::world::World;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::acts;
use crate::stage::{scenarios, shared};

scenarios![every_cut_of_published_messages_comes_to_the_published_digests];

/// The last message that a cut can divide differently: two blocks and one byte.
const LONGEST: u16 = 129;

/// Takes down how the page begins a worker, which the policy lets no test do by itself, and lets one be stopped.
const WATCHED: &str = "
    const Own = window.Worker, post = Own.prototype.postMessage;
    window.begun = null;
    window.Worker = function (address, options) {
      const worker = new Own(address, options);
      window.begun = { address, options };
      return worker;
    };
    Own.prototype.postMessage = function (...message) {
      if (Array.isArray(message[0])) window.last = this; else window.begun.first = message[0];
      return post.apply(this, message);
    };
    window.Own = Own;
    window.stopWorkers = () => post.call(window.last, 'what no worker understands');";

/// Gives the messages, each as two parts at each of its cuts, to a SHA-256 worker, what it gives back to one of SHA-1 and
/// MD5, then all of them whole and joined in one buffer, from each of them on, so that each lies in each lane beside others;
/// and tells what each message came to, each different digest once.
const HASHED: &str = "
    const messages = arguments[0].map((hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16)));
    const { address, options, first } = window.begun;
    const come = messages.map(() => [new Set(), new Set(), new Set()]);
    const of = [];
    let left = 0;
    const waiting = [];
    const hasher = (role, landed) => {
      const worker = new window.Own(address, options);
      worker.onerror = (error) => done(String(error.message));
      worker.onmessage = ({ data: [words, bytes] }) => {
        const notice = JSON.parse(words);
        if (notice === 'Ready') {
          worker.postMessage([JSON.stringify({ Hasher: role })]);
          waiting.pop();
          if (waiting.length === 0) begin();
          return;
        }
        if (notice === 'Landed') { landed(bytes); return; }
        for (const [job, { Sha256, Sha1Md5 }] of notice.Finished ?? []) {
          const [sha256, sha1, md5] = come[of[job]];
          if (Sha256) sha256.add(Sha256); else { sha1.add(Sha1Md5.sha1); md5.add(Sha1Md5.md5); }
          if ((left -= 1) === 0) done({ given: of.length, come: come.map((sets) => sets.map((set) => [...set])) });
        }
        if (notice.Panicked || notice.Unfit) done(words);
      };
      waiting.push(worker);
      worker.postMessage(first);
      return worker;
    };
    // Each does one message after another.
    const sent = [];
    const second = hasher({ share: 'Sha1Md5', last: true }, () => {});
    const one = hasher({ share: 'Sha256', last: false }, (bytes) => second.postMessage([sent.shift(), bytes], [bytes.buffer]));
    const give = (parts, bytes) => {
      const words = JSON.stringify({ Bytes: parts });
      sent.push(words);
      one.postMessage([words, bytes], [bytes.buffer]);
    };
    const whole = (from) => {
      const turned = [...messages.slice(from), ...messages.slice(0, from)];
      const bytes = new Uint8Array(turned.reduce((sum, message) => sum + message.length, 0));
      let to = 0;
      const parts = turned.map((message, at) => {
        bytes.set(message, to);
        left += 2;
        to += message.length;
        return { job: of.push((at + from) % messages.length) - 1, from: to - message.length, to, end: true };
      });
      give(parts, bytes);
    };
    const begin = () => { messages.forEach((message, at) => {
      for (let cut = 0; cut <= message.length; cut += 1) {
        const job = of.push(at) - 1;
        left += 2;
        for (const [part, end] of [[message.slice(0, cut), false], [message.slice(cut), true]]) {
          give([{ job, from: 0, to: part.length, end }], part);
        }
      }
      }); messages.forEach((_, from) => whole(from)); };";

/// What each of the three makes of a message, as far as that is published.
type Known = (Vec<u8>, [Option<String>; 3]);

const NAMES: [&str; 3] = ["SHA-256", "SHA-1", "MD5"];

fn known() -> Vec<Known> {
    let one = |name, message: Vec<u8>, digest: &str| {
        let published = NAMES.map(|own| (own == name).then(|| digest.to_owned()));
        (message, published)
    };
    let mut known: Vec<Known> = STANDARDS
        .iter()
        .map(|(name, message, digest)| one(*name, message.as_bytes().to_vec(), digest))
        .collect();
    // Where the last blocks fill up; of SHA-1 and MD5 all cuts must agree.
    let pattern: Vec<u8> = (0..LONGEST).map(|at| (7 * at + 3).to_le_bytes()[0]).collect();
    for length in [55, 56, 63, 64, 65, 119, 120, 127, 128, 129] {
        let message = pattern[..length].to_vec();
        let digest = Sha256::digest(&message);
        known.push(one("SHA-256", message, &hex(&digest)));
    }
    let root = workspace();
    let root = root.to_str().expect("a path");
    for (path, name) in [
        ("nist-cavp-shs/SHA256ShortMsg.rsp", "SHA-256"),
        ("nist-cavp-shs/SHA1ShortMsg.rsp", "SHA-1"),
        ("md5-rfc1321/rfc-1321.rsp", "MD5"),
    ] {
        let Some(text) = corpus(root, path) else { continue };
        known.extend(vectors(&text).into_iter().filter_map(|(bits, message, digest)| {
            let message = message.get(..bits / 8)?;
            (message.len() <= usize::from(LONGEST)).then(|| one(name, message.to_vec(), &digest))
        }));
    }
    known
}

async fn every_cut_of_published_messages_comes_to_the_published_digests(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    page.goto(&world.page()).await;
    acts::started(&page).await;
    page.run(WATCHED, vec![]).await;
    // Workers that were begun before are stopped: the next file begins new ones.
    for seed in 0..2 {
        let sample = Sample::write(world.disk(), &format!("begin-{seed}"), &noise(seed + 40, 3_000));
        page.drop_files(&[&sample.path]).await;
        let read = "return document.body.outerHTML.includes(arguments[0])";
        page.wait("the file's digests", read, vec![json!(sample.sha256)]).await;
        if seed == 0 {
            page.run("stopWorkers()", vec![]).await;
        }
    }
    let known = known();
    let hexes: Vec<String> = known.iter().map(|(message, _)| hex(message)).collect();
    let answer = page.run_until_done(HASHED, vec![json!(hexes)]).await;
    let come: Vec<[Vec<String>; 3]> =
        serde_json::from_value(answer["come"].clone()).unwrap_or_else(|_| panic!("the workers say {answer}"));
    assert_eq!(come.len(), known.len());
    for ((message, published), come) in known.iter().zip(&come) {
        for (digests, published) in come.iter().zip(published) {
            assert_eq!(digests.len(), 1, "cuts of {message:?} come to different digests");
            if let Some(published) = published {
                assert_eq!(digests.first(), Some(published), "of {message:?}");
            }
        }
    }
    let cuts: usize = known.iter().map(|(message, _)| message.len() + 1).sum();
    let beside = known.len().pow(2);
    assert_eq!(answer["given"], Value::from(cuts + beside));
    println!(
        "{}: {cuts} cuts of {} messages, {beside} beside others",
        browser.name(),
        known.len()
    );
    page.breaks_no_policy().await;
}
