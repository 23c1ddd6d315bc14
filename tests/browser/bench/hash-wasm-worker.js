// hash-wasm the obvious ways: one file after another, streamed chunk by chunk or read whole, into each digest.

import { createMD5, createSHA1, createSHA256 } from "./hash-wasm.js";

const hashers = { sha256: await createSHA256(), sha1: await createSHA1(), md5: await createMD5() };

const reads = {
  stream: (file) => file.stream(),
  async *whole(file) { yield new Uint8Array(await file.arrayBuffer()); },
};

onmessage = async ({ data: { files, wanted, read } }) => {
  try {
    const names = wanted === "all" ? ["sha256", "sha1", "md5"] : ["sha256"];
    const digests = [];
    for (const file of files) {
      for (const name of names) hashers[name].init();
      for await (const chunk of reads[read](file)) {
        for (const name of names) hashers[name].update(chunk);
      }
      digests.push(Object.fromEntries(names.map((name) => [name, hashers[name].digest()])));
    }
    postMessage({ digests });
  } catch (error) {
    postMessage({ error: String(error) });
  }
};
postMessage("ready");
