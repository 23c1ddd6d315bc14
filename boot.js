// Starts the page: checks what it loads, narrows the policy to the chosen proxy, and says in words why a start failed.
// A classic script at the top of the head, so that policy, theme and language stand before the first paint.
"use strict";
(() => {
  const boot = document.currentScript;
  const root = document.documentElement;

  // First of all, so that the tests see every breach of the policy, the start's own included.
  addEventListener("securitypolicyviolation", (event) => {
    root.dataset.violations = Number(root.dataset.violations ?? 0) + 1;
    root.dataset.violated = `${event.effectiveDirective} ${event.blockedURI}`;
  });

  const TEXTS = {
    en: {
      loading: "Assay is loading…",
      slow: "Assay is still loading: the connection is slow.",
      framed: "Assay does not run inside another page: what surrounds it could read along or steer your clicks. Open it in a tab of its own.",
      wasm: "This browser has no WebAssembly, or it is switched off. Assay needs it to compute digests without sending the file.",
      old: "This browser is too old for Assay: it cannot run the page's WebAssembly. A current version of any browser can.",
      policy: "The security policy of this server or browser forbids WebAssembly. The server must allow 'wasm-unsafe-eval' in script-src.",
      damaged: "A file of the page is not the one that was published: it was damaged or changed on its way. It was not run. Reload; if this stays, tell whoever runs this server.",
      missing: "A file of the page is missing on the server. A new version may just have been published: reload.",
      network: "A file of the page could not be fetched. Check the connection and reload.",
      broken: "Assay could not start.",
    },
    ru: {
      loading: "Assay загружается…",
      slow: "Assay всё ещё загружается: соединение медленное.",
      framed: "Assay не работает внутри чужой страницы: та могла бы подглядывать или направлять ваши щелчки. Откройте его в отдельной вкладке.",
      wasm: "В этом браузере нет WebAssembly, или он выключен. Без него Assay не может вычислить хеши, не отправляя файл.",
      old: "Этот браузер слишком стар для Assay: он не может выполнить WebAssembly страницы. Подойдёт свежая версия любого браузера.",
      policy: "Политика безопасности сервера или браузера запрещает WebAssembly. Сервер должен разрешить 'wasm-unsafe-eval' в script-src.",
      damaged: "Файл страницы не тот, что был опубликован: он повреждён или изменён в пути. Он не был запущен. Обновите страницу; если не поможет, сообщите владельцу сервера.",
      missing: "На сервере нет файла страницы. Возможно, только что вышла новая версия: обновите страницу.",
      network: "Не удалось получить файл страницы. Проверьте соединение и обновите страницу.",
      broken: "Assay не смог запуститься.",
    },
  };
  let language = (navigator.languages ?? [navigator.language]).map((tag) => tag.slice(0, 2)).find((tag) => tag in TEXTS) ?? "en";

  /** Draws one of the sentences where the page would be. Text only: a detail may hold what a server said. */
  let shown = "";
  const say = (cause, detail) => {
    shown = cause;
    const draw = () => {
      const place = document.getElementById("start");
      if (!place || shown !== cause) return; // the page has started, or a later sentence stands already
      const lines = detail ? [TEXTS[language][cause], detail] : [TEXTS[language][cause]];
      place.replaceChildren(...lines.map((line) => Object.assign(document.createElement("p"), { textContent: line })));
      place.dataset.cause = cause;
      place.setAttribute("role", cause === "loading" || cause === "slow" ? "status" : "alert");
    };
    if (document.getElementById("start")) draw();
    else addEventListener("DOMContentLoaded", draw, { once: true });
  };
  class Stop extends Error {
    constructor(cause, detail) { super(detail); this.because = cause; }
  }

  // A policy in a meta tag cannot forbid framing. Nothing is read from the storage before this.
  if (window.top !== window.self) { root.lang = language; say("framed"); return; }

  let settings = {};
  try { settings = JSON.parse(localStorage.getItem("assay.settings")) ?? {}; } catch { /* blocked or damaged storage is no reason not to start */ }
  if (Object.hasOwn(TEXTS, settings.language)) language = settings.language;
  root.lang = language;
  if (settings.theme === "light" || settings.theme === "dark") root.dataset.theme = settings.theme;

  say("loading");
  const patience = setTimeout(() => say("slow"), 8000);

  const addressOf = (part) => new URL(part, document.baseURI).href;

  /** What connect-src has to name for a proxy: nothing for the page's own host or for what is no web address. */
  const sourceOf = (proxy) => {
    let url;
    try { url = new URL(proxy, document.baseURI); } catch { return ""; }
    if (url.origin === location.origin) return "";
    // A policy cannot name an IPv6 address, only its scheme.
    if (/^https?:\/\/\[/.test(url.origin)) return url.protocol;
    // A host may hold signs that mean something in a policy.
    return /^https?:\/\/[\w.-]+(:\d+)?$/.test(url.origin) ? url.origin : "";
  };

  /** The policy of the page must admit any proxy; from here on it admits the chosen one alone. */
  const narrow = async () => {
    let preset;
    try {
      const answer = await fetch(addressOf("config.json"), { cache: "no-cache", redirect: "error" });
      if (answer.ok) {
        boot.dataset.config = await answer.text();
        preset = JSON.parse(boot.dataset.config)?.proxy;
      }
    } catch { /* without the file nothing is preset; the page itself says that it is damaged */ }
    const proxy = settings.proxy ?? preset;
    const policy = document.createElement("meta");
    policy.httpEquiv = "Content-Security-Policy";
    policy.content = `connect-src 'self' ${typeof proxy === "string" ? sourceOf(proxy) : ""}`;
    document.head.append(policy);
  };

  /** Fetches a part of the page and refuses it if one byte differs from what was published. */
  const part = async (name, integrity) => {
    const address = addressOf(name);
    try { return await fetch(address, { integrity, redirect: "error" }); } catch { /* looked at below */ }
    // Half a file in the browser's cache is healed by asking past it.
    try { return await fetch(address, { integrity, redirect: "error", cache: "reload" }); } catch { /* and here */ }
    // A browser does not say why it refused; a fetch without the condition tells the cases apart. Its bytes are not used.
    let answer;
    try {
      answer = await fetch(address, { redirect: "error", cache: "no-store" });
      await answer.arrayBuffer();
    } catch { throw new Stop("network", name); }
    throw answer.ok ? new Stop("damaged", name) : new Stop("missing", `${name} (${answer.status})`);
  };

  const compile = async (name) => {
    const answer = await part(boot.dataset[name], boot.dataset[`${name}Integrity`]);
    try {
      // Servers that do not know the file's type are served too.
      const typed = answer.headers.get("content-type")?.startsWith("application/wasm");
      return await (typed ? WebAssembly.compileStreaming(answer) : WebAssembly.compile(await answer.arrayBuffer()));
    } catch (error) {
      // The bytes are the published ones, so it is the policy or the browser.
      const forbidden = /content security policy|\bcsp\b|unsafe-eval/i.test(error.message);
      throw new Stop(forbidden ? "policy" : "old", error.message);
    }
  };

  const glue = async () => {
    // The modulepreload beside this script carries the same hash; this one gives the cause a name.
    await part(boot.dataset.js, boot.dataset.jsIntegrity);
    return import(addressOf(boot.dataset.js));
  };

  const start = async () => {
    if (typeof WebAssembly !== "object") throw new Stop("wasm");
    const [module, { default: init }] = await Promise.all([compile("first"), glue(), narrow()]);
    clearTimeout(patience);
    return init({ module_or_path: module });
  };
  const started = start();

  /** The parts that come when they are needed, in their order: each takes its memory and more from those before it. */
  const LATER = ["soon", "late"];
  /** One style sheet dresses them all. */
  const dress = async () => {
    const { sheet, sheetIntegrity: integrity } = boot.dataset;
    // As with the glue: this names the cause, the tag then finds it in the browser's cache.
    await part(sheet, integrity);
    const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: addressOf(sheet), integrity });
    await new Promise((dressed, refused) => {
      link.onload = dressed;
      link.onerror = () => refused(new Stop("network", sheet));
      document.head.append(link);
    });
  };
  const joined = { first: started };
  /** Those that have come, for workers that need them. */
  boot.parts = [];
  const join = async (name) => {
    const before = ["first", ...LATER.slice(0, LATER.indexOf(name))];
    const [module, ...given] = await Promise.all([compile(name), ...before.map(boot.bring), name === LATER[0] && dress()]);
    const instance = await WebAssembly.instantiate(module, Object.fromEntries(before.map((name, at) => [name, given[at]])));
    boot.parts.push([name, module]);
    return instance.exports;
  };
  /** Once: a second time would undo what the part keeps. A failure may be tried again. */
  boot.bring = (name) => joined[name] ??= join(name).catch((error) => { delete joined[name]; throw error; });

  started.catch((error) => {
    clearTimeout(patience);
    say(error.because ?? "broken", error.message);
  });
})();
