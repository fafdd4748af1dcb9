// Text that is hidden from everybody, though its place or name says that somebody should hear it: at most 50 elements.
//   kind "class"  named like text for screen readers (sr-only, visually-hidden …) and yet not there for them; `all` says
//                 that this is so for every element with that class name
//   kind "link"   part of a link that can be seen; `visible` is the rest of its text
() => {
  const { describe, oneLine } = globalThis.dreiklick;
  const MOST = 50;
  const MOST_LINKS = 2000;
  const NAME = /^(?:[a-z0-9]+[-_]{1,2})?(?:sr[-_]?only|visually[-_]?hidden|screen[-_]?reader(?:[-_]?(?:text|only))?|assistive[-_]?text|element[-_]invisible|nur[-_]screenreader)$/i;
  const ROUGHLY = ["sr", "hidden", "reader", "assistive", "invisible"].map((part) => `[class*="${part}" i]`).join();
  const isThere = (element) => element !== null && element.checkVisibility({ visibilityProperty: true });
  const classOf = (element) => [...element.classList].find((name) => NAME.test(name)) ?? "";
  const isReferred = (element) =>
    element.id !== "" && document.querySelector(`[aria-labelledby~="${CSS.escape(element.id)}"], [aria-describedby~="${CSS.escape(element.id)}"]`) !== null;
  const saysSomething = (element) => /[\p{L}\p{N}]{2}/u.test(element.textContent);
  // Hidden by itself, by style alone: `hidden` and inert parents are switched by scripts.
  const isLost = (element) =>
    !isThere(element) && isThere(element.parentElement) && !element.matches("[hidden], [aria-hidden=true], template, script, style, noscript, dialog, [popover]") && saysSomething(element) && !isReferred(element);
  const found = [];
  const named = [...document.querySelectorAll(ROUGHLY)].filter((element) => classOf(element) && saysSomething(element));
  const working = new Set(named.filter((element) => isThere(element)).map(classOf));
  for (const element of named) {
    if (isLost(element)) found.push({ element, kind: "class", all: !working.has(classOf(element)), visible: classOf(element) });
  }
  for (const link of [...document.links].slice(0, MOST_LINKS)) {
    if (link.childElementCount === 0 || link.hasAttribute("aria-label") || link.hasAttribute("aria-labelledby") || !isThere(link)) continue;
    const visible = oneLine(link.innerText, 100);
    if (!visible) continue;
    for (const element of link.querySelectorAll("*")) {
      if (!isLost(element) || classOf(element) || visible.includes(oneLine(element.textContent, 100))) continue;
      found.push({ element, kind: "link", all: false, visible });
      break;
    }
  }
  return found.slice(0, MOST).map(({ element, kind, all, visible }) => ({
    ...describe(element),
    kind,
    all,
    visible,
    hidden: oneLine(element.textContent, 100),
  }));
}
