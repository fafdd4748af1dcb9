// The list of all entries: combines filters on what the server sent. No index, nothing stored, nothing sent.
// What is chosen stands in the address, so that a link can carry it and the back button takes it back.

const form = document.getElementById("dk-filter");
const list = document.getElementById("dk-eintraege");
const count = document.getElementById("dk-filter-anzahl");
const nothing = document.getElementById("dk-filter-nichts");
const result = document.getElementById("dk-eintraege-titel");

const PAUSE = 400; // ms without a change before the number is announced: nobody wants to hear it at each letter
const entries = [...list.children].map((item) => ({
  item,
  text: folded(`${item.textContent} ${item.dataset.words}`),
}));
let announcing;
let isTyping = false; // one step back takes back a whole word, not its last letter

/** Text as it is compared: without case and accents, and with "ae" for "ä" as people type it. */
function folded(text) {
  const plain = text.toLowerCase().replaceAll("ß", "ss").normalize("NFD").replace(/\p{M}/gu, "");
  return plain.replace(/([aou])e/g, "$1").replace(/\s+/g, " ");
}

/** What is chosen, as the query of an address; "" for nothing. */
function chosen() {
  const fields = [...new FormData(form)].filter(([, value]) => value.trim());
  return String(new URLSearchParams(fields));
}

/** Brings the form to what the address says. A value that no entry has any more counts as not chosen. */
function readAddress() {
  const query = new URLSearchParams(location.search);
  for (const control of form.elements) {
    const value = query.get(control.name) ?? "";
    if (control.type === "checkbox") control.checked = control.value === value;
    else if (control.name) control.value = value;
    if (control.selectedIndex === -1) control.selectedIndex = 0;
  }
}

function matches({ item, text }, fields) {
  return fields.every(([name, value]) =>
    name === "wort"
      ? folded(value).split(" ").every((word) => text.includes(word))
      : (item.dataset[name] ?? "").split(" ").includes(value),
  );
}

function show() {
  const fields = [...new URLSearchParams(chosen())];
  let shown = 0;
  for (const entry of entries) {
    const isShown = matches(entry, fields);
    entry.item.hidden = !isShown;
    shown += isShown;
  }
  nothing.hidden = shown > 0;
  clearTimeout(announcing);
  announcing = setTimeout(() => announce(shown), PAUSE);
}

function announce(shown) {
  const total = entries.length;
  const text = shown === total ? `${total} Einträge` : `${shown || "Keiner"} von ${total} Einträgen`;
  if (count.textContent !== text) count.textContent = text;
}

/** Shows what is chosen now and remembers it in the address: as a step of its own, or in place of the last one. */
function remember(isNewStep) {
  show();
  const query = chosen();
  if (query === String(new URLSearchParams(location.search))) return;
  const address = query ? `?${query}` : location.pathname;
  if (isNewStep) history.pushState(null, "", address);
  else history.replaceState(null, "", address);
}

form.addEventListener("input", ({ target }) => {
  if (target.type !== "search") return;
  remember(!isTyping);
  isTyping = true;
});
form.addEventListener("change", ({ target }) => {
  isTyping = false;
  if (target.type !== "search") remember(true);
});
form.addEventListener("reset", () => setTimeout(() => remember(true))); // the form is empty only after this event
form.addEventListener("submit", (event) => {
  event.preventDefault();
  result.focus();
});
addEventListener("popstate", () => {
  readAddress();
  show();
});

document.getElementById("dk-filter-ohne-skript").hidden = true;
form.hidden = false;
readAddress();
show();
