// The search page: asks the index that was built with the site, in the visitor's browser. Nothing leaves it.
import { Words, understand } from "./search-query.js";

const SHOWN_AT_ONCE = 10;
const ALWAYS_SHOWN = 5;
// Pages that match only some of the words are worth showing only if they come near the best.
const WORTH_SHOWING = 0.25;
const RANKING = {
  pageLength: 0.4,
  termSimilarity: 1,
  metaWeights: { title: 5, label: 4, words: 4, summary: 1, section: 0.5 },
};

// What it adds that the query stands on a page word for word: "ich kann nicht mehr" says nothing in single words.
const WORD_FOR_WORD = 0.5;
// Pages in Leichte Sprache say the same in few words, so they would come first; their twins link to them.
const EASY_LANGUAGE = 0.5;

const form = document.querySelector("main form[role=search]");
const input = form.elements.q;
const status = document.getElementById("dk-suche-status");
const section = document.getElementById("dk-suche-ergebnisse");
const list = section.querySelector("ol");
const more = section.querySelector("button");
const help = document.getElementById("dk-suche-hilfe");
const template = document.getElementById("dk-suche-ergebnis");
const title = document.title;

let index; // promise of {pagefind, words}: loaded with the first search
let running = 0; // number of the latest search; what belongs to an earlier one is dropped

function loadIndex() {
  index ??= Promise.all([
    import("/pagefind/pagefind.js").then(async (pagefind) => {
      await pagefind.options({ noWorker: true, ranking: RANKING });
      await pagefind.init();
      return pagefind;
    }),
    fetch("/pagefind/words.json").then((response) => response.json()),
  ]).then(async ([pagefind, { parts, words }]) => {
    // a large site's index comes in parts; the first is where Pagefind looked by itself
    const others = Array.from({ length: parts - 1 }, (_, place) => `/pagefind/${place + 1}/`);
    await Promise.all(others.map((part) => pagefind.mergeIndex(part, { ranking: RANKING })));
    return { pagefind, words: new Words(words) };
  });
  return index;
}

/** Pages for a query, best first, each {score, load}, with what was understood of the query. */
async function find(query) {
  const { pagefind, words } = await loadIndex();
  const understood = understand(query, words);
  const pages = new Map(); // by id
  for (const terms of understood.lookups) {
    for (const [id, { score, load }] of await lookUp(pagefind, terms)) {
      const page = pages.get(id) ?? { score: 0, words: 0, load };
      pages.set(id, { score: page.score + score, words: page.words + 1, load });
    }
  }
  const asked = understood.lookups.length;
  for (const page of pages.values()) page.score *= page.words / asked;
  const isAskedFor = understood.lookups.flat().some((term) => term.toLowerCase().startsWith("leicht"));
  const easy = await pagefind.search(null, { filters: { easy: "ja" } });
  for (const { id } of isAskedFor ? [] : easy.results) if (pages.has(id)) pages.get(id).score *= EASY_LANGUAGE;
  const best = Math.max(0, ...[...pages.values()].map(({ score }) => score));
  const literal = /\s/.test(query) ? await pagefind.search(`"${query.replaceAll('"', " ")}"`) : { results: [] };
  for (const { id, data } of literal.results) {
    const page = pages.get(id) ?? { score: 0, load: data };
    pages.set(id, { score: page.score + (best || 1) * WORD_FOR_WORD, words: asked, load: page.load });
  }
  const ranked = [...pages.values()].sort((one, other) => other.score - one.score);
  const least = ranked.length ? ranked[0].score * WORTH_SHOWING : 0;
  return { ...understood, pages: ranked.filter((page, place) => place < ALWAYS_SHOWN || page.words === asked || page.score >= least) };
}

/** What one typed word finds. Its weight is evened out, else a rare word beside the point would decide alone. */
async function lookUp(pagefind, terms) {
  const found = new Map();
  for (const term of terms) {
    for (const { id, score, data } of (await pagefind.search(term)).results) {
      found.set(id, { score: (found.get(id)?.score ?? 0) + score, load: data });
    }
  }
  const best = Math.max(0, ...[...found.values()].map(({ score }) => score));
  for (const page of found.values()) page.score /= Math.sqrt(best) || 1;
  return found;
}

async function show(query) {
  const search = ++running;
  list.replaceChildren();
  section.hidden = help.hidden = more.hidden = true;
  status.textContent = "";
  document.title = query ? `${query} – ${title}` : title;
  if (!query) return;
  let found;
  try {
    found = await find(query);
    if (search !== running) return;
    await append(found.pages, search);
  } catch (error) {
    index = undefined; // the next search tries to load it again
    status.textContent = "Die Suche antwortet gerade nicht.";
    help.hidden = false;
    throw error;
  }
  if (search !== running) return;
  status.textContent = inWords(query, found);
  section.hidden = !found.pages.length;
  help.hidden = found.pages.length > 0;
}

function inWords(query, { pages, corrected, unknown }) {
  const count = pages.length;
  const sentences = corrected.map(([typed, meant]) => `Gesucht wurde „${meant}“ statt „${typed}“.`);
  if (count && unknown.length) sentences.push(`Zu „${unknown.join(" ")}“ gibt es nichts.`);
  const found = count === 1 ? "1 Seite gefunden" : count ? `${count} Seiten gefunden` : "Keine Seite gefunden";
  return [`${found} zu „${query}“.`, ...sentences].join(" ");
}

/** Append the next results and offer the rest. Gives the first of them. */
async function append(pages, search) {
  const next = await Promise.all(pages.slice(0, SHOWN_AT_ONCE).map((page) => page.load()));
  if (search !== running) return null;
  const items = next.map(item);
  list.append(...items);
  const rest = pages.slice(SHOWN_AT_ONCE);
  more.hidden = !rest.length;
  more.onclick = async () => {
    const first = await append(rest, search);
    first?.querySelector("a").focus();
  };
  return items[0];
}

function item({ meta }) {
  const result = template.content.firstElementChild.cloneNode(true);
  const link = result.querySelector("a");
  link.href = meta.url;
  link.textContent = meta.title;
  const [summary, place] = result.querySelectorAll("p");
  summary.textContent = meta.summary;
  const section = meta.section ?? "";
  place.textContent = meta.easy && !section.includes("Leichte Sprache") ? `Leichte Sprache ${section}` : section;
  place.hidden = !place.textContent;
  return result;
}

function queryOfAddress() {
  return (new URLSearchParams(location.search).get("q") ?? "").trim();
}

function showAddress() {
  input.value = queryOfAddress();
  show(input.value);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const query = input.value.trim();
  if (query !== queryOfAddress()) history.pushState(null, "", query ? `?q=${encodeURIComponent(query)}` : location.pathname);
  show(query);
});
form.addEventListener("focusin", loadIndex, { once: true });
addEventListener("popstate", showAddress);
showAddress();
