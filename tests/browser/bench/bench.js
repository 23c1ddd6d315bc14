// The bench page: the same chosen files, hashed in several ways, each timed from its files to its digests.

// The built page beside this one says where its parts lie; built with the feature `bench`, it offers `benchHash`.
const page = new DOMParser().parseFromString(await (await fetch("index.html")).text(), "text/html");
Object.assign(document.getElementById("boot").dataset, page.getElementById("boot").dataset);
const { js, first } = document.getElementById("boot").dataset;
const glue = await import(new URL(js, document.baseURI));
await glue.default({ module_or_path: new URL(first, document.baseURI) });

// In a worker of its own, as anyone would who does not want the page to freeze.
const hashWasm = new Worker("hash-wasm-worker.js", { type: "module" });
await new Promise((ready) => { hashWasm.onmessage = ready; });

const byHashWasm = (read) => (files, wanted) => new Promise((resolve, reject) => {
  hashWasm.onmessage = ({ data }) => (data.error ? reject(new Error(data.error)) : resolve(data.digests));
  hashWasm.postMessage({ files, wanted, read });
});

const ways = {
  "ours": (files, wanted) => benchHash[wanted](files),
  "hash-wasm streaming": byHashWasm("stream"),
  "hash-wasm reading whole": byHashWasm("whole"),
  "crypto.subtle": async (files, wanted) => {
    const digests = [];
    for (const file of files) {
      const bytes = await file.arrayBuffer();
      const of = async (name) => new Uint8Array(await crypto.subtle.digest(name, bytes)).toHex();
      // It has no MD5.
      digests.push(wanted === "all"
        ? { sha256: await of("SHA-256"), sha1: await of("SHA-1") }
        : { sha256: await of("SHA-256") });
    }
    return digests;
  },
};

// What the driver of the bench calls.
globalThis.measure = async (way, wanted, input) => {
  const files = [...document.getElementById(input).files];
  const start = performance.now();
  const digests = await ways[way](files, wanted);
  return { milliseconds: performance.now() - start, bytes: files.reduce((sum, file) => sum + file.size, 0), digests };
};
document.documentElement.dataset.ready = "yes";
