// hash-wasm's streaming interface the obvious way: one file after another, each chunk into each digest.

import { createMD5, createSHA1, createSHA256 } from "./hash-wasm.js";

const hashers = { sha256: await createSHA256(), sha1: await createSHA1(), md5: await createMD5() };

onmessage = async ({ data: { files, wanted } }) => {
  try {
    const names = wanted === "all" ? ["sha256", "sha1", "md5"] : ["sha256"];
    const digests = [];
    for (const file of files) {
      for (const name of names) hashers[name].init();
      for await (const chunk of file.stream()) {
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
