// What `report.rs` runs in the page: how long it is from an answer's last byte to its paint, and how scrolling feels.

// The tasks that were long enough to be felt, and a promise of the moment after the frame in which `selector` is there.
const watch = (selector) => {
  const tasks = [];
  const seen = new PerformanceObserver((list) => {
    for (const task of list.getEntries()) tasks.push({ start: task.startTime, length: task.duration });
  });
  if (PerformanceObserver.supportedEntryTypes.includes("longtask")) seen.observe({ type: "longtask" });
  const painted = new Promise((resolve) => {
    const look = () => {
      if (!document.querySelector(selector)) return requestAnimationFrame(look);
      const after = new MessageChannel();
      after.port1.onmessage = () => resolve(performance.now());
      after.port2.postMessage(0);
    };
    requestAnimationFrame(look);
  });
  return { tasks, painted };
};

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

// Milliseconds from the last byte of the answer to `path` to the first paint with `selector` in it, and the longest task
// in the `rest` milliseconds after that.
const opened = async (fragment, path, selector, rest) => {
  performance.clearResourceTimings();
  const { tasks, painted } = watch(selector);
  location.hash = fragment;
  const paint = await painted;
  await pause(rest);
  const answer = performance.getEntriesByType("resource").filter((entry) => entry.name.includes(path)).at(-1);
  const after = tasks.filter((task) => task.start >= paint).map((task) => task.length);
  return { paint: paint - answer.responseEnd, bytes: answer.decodedBodySize, task: Math.max(0, ...after) };
};

// Scrolls two thirds of a window a frame, many times, and then in a hundred leaps to the end; the longest frame, and the
// one that all but a hundredth do not exceed.
const scrolled = async () => {
  const frames = [];
  let last = await new Promise(requestAnimationFrame);
  const to = async (top) => {
    scrollTo({ top, behavior: "instant" });
    const now = await new Promise(requestAnimationFrame);
    frames.push(now - last);
    last = now;
  };
  for (let step = 0; step < 300; step += 1) await to(scrollY + innerHeight * 2 / 3);
  for (let leap = 1; leap <= 100; leap += 1) await to(document.documentElement.scrollHeight * leap / 100);
  frames.sort((one, other) => one - other);
  return { longest: frames.at(-1), most: frames[Math.floor(frames.length * 0.99)] };
};

// The same bytes without us: parsed, and as a plain table of all rows.
const bare = async (path, key) => {
  const text = await (await fetch(path, { headers: { "x-apikey": key } })).text();
  const start = performance.now();
  const data = JSON.parse(text).data;
  const parsed = performance.now();
  const table = document.createElement("table");
  for (const object of Array.isArray(data) ? data : [data]) {
    for (const [name, list] of Object.entries(object.attributes)) {
      for (const entry of Array.isArray(list) ? list : [list]) {
        const row = table.insertRow();
        row.insertCell().textContent = name;
        row.insertCell().textContent = typeof entry === "string" ? entry : JSON.stringify(entry);
      }
    }
  }
  document.body.replaceChildren(table);
  await new Promise(requestAnimationFrame);
  await new Promise((resolve) => {
    const after = new MessageChannel();
    after.port1.onmessage = resolve;
    after.port2.postMessage(0);
  });
  return { parse: parsed - start, table: performance.now() - parsed, rows: table.rows.length };
};
