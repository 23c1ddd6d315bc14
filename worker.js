// Runs the hasher: the page's own compiled module a second time, away from the window.
addEventListener("message", async ({ data }) => {
  try {
    const js = new URL(data.js);
    // Code of another origin would run with this page's rights.
    if (js.origin !== location.origin) throw new Error("the worker refuses code of another origin");
    const glue = await import(js.href);
    const first = await glue.default({ module_or_path: data.module });
    if (!data.parts) return;
    // The later parts of the page, joined in their order as boot.js does it.
    const given = { first };
    for (const [name, module] of data.parts) given[name] = (await WebAssembly.instantiate(module, given)).exports;
    postMessage("joined");
  } catch (error) {
    // A rejected promise would never reach the page; a reported error arrives at the worker's `onerror` there.
    reportError(error);
  }
}, { once: true });
