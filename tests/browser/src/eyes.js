// What a person would call the things on a page. Put before every script that a test runs in it.
const plain = (text) => (text || "").replace(/\s+/g, " ").trim();
const shown = (thing) => thing.checkVisibility({ visibilityProperty: true }) && thing.getClientRects().length > 0;
const nameOf = (thing) => {
  const label = thing.getAttribute("aria-label");
  if (label) return plain(label);
  const by = thing.getAttribute("aria-labelledby");
  if (by) return plain(by.split(/\s+/).map((id) => document.getElementById(id)?.innerText || "").join(" "));
  if (thing.labels && thing.labels.length) return plain([...thing.labels].map((one) => one.innerText).join(" "));
  return plain(thing.innerText) || plain(thing.title) || plain(thing.placeholder);
};
const called = (kinds, name, within) => {
  const all = [...(within || document).querySelectorAll(kinds)].filter(shown);
  const wanted = plain(name).toLowerCase();
  return all.find((thing) => nameOf(thing).toLowerCase() === wanted)
    || all.find((thing) => nameOf(thing).toLowerCase().startsWith(wanted))
    || all.find((thing) => nameOf(thing).toLowerCase().includes(wanted));
};
const PRESSED = "button, a[href], summary, [role=button], [role=tab], [role=link], [role=radio], [role=switch], [role=checkbox], label, input[type=checkbox], input[type=radio]";
const FILLED = "input:not([type=file]):not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable=true]";
