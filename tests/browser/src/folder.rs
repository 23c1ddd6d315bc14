//! A folder of thousands from a hand that has none.

/// Drops a folder tree that exists in the page alone: a browser under test takes no folder from a hand. It is handed out
/// as a browser does it, a hundred entries at a time, with a folder that holds itself and a file that cannot be opened.
pub const DROP: &str = "
  const [files, distinct] = arguments;
  const file = (name, at) => ({ isFile: true, isDirectory: false, name,
    file: (taken) => setTimeout(() => taken(new File([`content ${at % distinct}`], name, { lastModified: 1e12 + at }))) });
  const folder = (name, inside) => ({ isFile: false, isDirectory: true, name, createReader: () => {
    let at = 0;
    return { readEntries: (taken) => setTimeout(() => { const some = inside.slice(at, at + 100); at += 100; taken(some); }) };
  } });
  const boxes = [];
  for (let box = 0; box < files / 100; box += 1) {
    const some = [];
    for (let at = 0; at < 100; at += 1) some.push(file(`file-${box}-${at}.bin`, box * 100 + at));
    boxes.push(folder(`box-${box}`, some));
  }
  const broken = { isFile: true, isDirectory: false, name: 'locked.bin', file: (_, refused) => setTimeout(() => refused(new DOMException('no', 'NotReadableError'))) };
  const ring = folder('ring', []);
  ring.createReader = () => { let told = false; return { readEntries: (taken) => { const some = told ? [] : [ring]; told = true; setTimeout(() => taken(some)); } }; };
  const root = folder('audit', [...boxes, broken, ring]);
  const carried = { types: ['Files'], files: null, items: { length: 1, 0: { webkitGetAsEntry: () => root } }, getData: () => '' };
  const event = new DragEvent('drop', { bubbles: true, cancelable: true });
  Object.defineProperty(event, 'dataTransfer', { value: carried });
  document.body.dispatchEvent(event);";

/// Watches from now on how long the page is busy at a stretch: milliseconds in `window.busy`, the most so far. Chromium
/// tells of each task that takes more than 50; elsewhere a timer that comes late tells of all that came before it.
pub const BUSY: &str = "
  window.busy = 0;
  const note = (time) => { window.busy = Math.max(window.busy, time); };
  if (PerformanceObserver.supportedEntryTypes.includes('longtask')) {
    new PerformanceObserver((list) => list.getEntries().forEach((task) => note(task.duration))).observe({ type: 'longtask' });
  } else {
    let last = performance.now();
    const beat = () => { const now = performance.now(); note(now - last - 4); last = now; setTimeout(beat, 4); };
    setTimeout(beat, 4);
  }";
