// Runs the hasher: the page's own compiled module a second time, away from the window.
addEventListener("message", async ({ data }) => {
  try {
    const js = new URL(data.js);
    // Code of another origin would run with this page's rights.
    if (js.origin !== location.origin) throw new Error("the worker refuses code of another origin");
    const glue = await import(js.href);
    await glue.default({ module_or_path: data.module });
  } catch (error) {
    // A rejected promise would never reach the page; a reported error arrives at the worker's `onerror` there.
    reportError(error);
  }
}, { once: true });
