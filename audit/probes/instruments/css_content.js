// What only style sheets show: words that ::before and ::after add (`words`), and pictures that empty elements have as
// their background (`pictures`, {width, height} in CSS pixels). At most 20 each, every text and picture once.
() => {
  const { describe, oneLine } = globalThis.dreiklick;
  const MOST = 20;
  const MOST_RULES = 20000;
  const MOST_ELEMENTS = 300;
  const PSEUDO = /::?(before|after)\s*$/;
  const ICONS = /icon|material|awesome|glyph|symbol|dingbat/i;
  let read = 0;
  const rulesOf = (group) => {
    try {
      return [...group.cssRules];
    } catch {
      return []; // a sheet of another origin is nobody's to read
    }
  };
  const selectors = new Map(); // of the element → "::before" | "::after", where a rule gives it words
  const collect = (rules) => {
    for (const rule of rules) {
      if (read++ > MOST_RULES) return;
      if (rule.style?.content && /\p{L}{3}/u.test(rule.style.content)) {
        for (const selector of (rule.selectorText ?? "").split(/,(?![^(]*\))/)) {
          const pseudo = PSEUDO.exec(selector.trim())?.[1];
          if (pseudo) selectors.set(`${selector.trim().replace(PSEUDO, "") || "*"} ::${pseudo}`, pseudo);
        }
      }
      if (rule.media && !matchMedia(rule.media.mediaText).matches) continue;
      if (rule.styleSheet) collect(rulesOf(rule.styleSheet));
      else if (rule.cssRules?.length) collect(rulesOf(rule));
    }
  };
  for (const sheet of [...document.styleSheets, ...document.adoptedStyleSheets]) {
    if (!sheet.disabled && matchMedia(sheet.media.mediaText || "all").matches) collect(rulesOf(sheet));
  }
  const elementsOf = (selector) => {
    try {
      return [...document.querySelectorAll(selector)].slice(0, MOST_ELEMENTS);
    } catch {
      return []; // a selector that stands for something only inside its parent rule (& …)
    }
  };
  const spoken = (content, element) =>
    content.includes(" / ")
      ? ""
      : content.replace(/attr\(([\w-]+)[^)]*\)/g, (_, name) => JSON.stringify(element.getAttribute(name) ?? "")).match(/"(?:[^"\\]|\\.)*"/g)?.map((part) => part.slice(1, -1)).join("") ?? "";
  const written = oneLine(document.body?.innerText, 200000).toLowerCase();
  const isShown = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const words = new Map();
  for (const [key, pseudo] of selectors) {
    for (const element of elementsOf(key.slice(0, key.lastIndexOf(" ::")))) {
      const style = getComputedStyle(element, `::${pseudo}`);
      const text = oneLine(spoken(style.content, element), 100);
      const isHidden = style.display === "none" || style.visibility !== "visible" || style.opacity === "0" || !isShown(element);
      if (!/\p{L}{3}/u.test(text) || isHidden || ICONS.test(style.fontFamily) || written.includes(text.toLowerCase())) continue;
      if (!words.has(text) && words.size < MOST) words.set(text, { ...describe(element), words: text, pseudo });
    }
  }
  const pictures = new Map();
  const NAMED = "[aria-hidden=true], [aria-hidden=true] *, [role], [aria-label], [aria-labelledby], [title], [inert] *";
  for (const element of document.querySelectorAll("div, span, p, figure, section, i, b, em, li, td")) {
    if (element.childElementCount || /\S/.test(element.textContent) || element.matches(NAMED)) continue;
    const style = getComputedStyle(element);
    const url = /url\("(?!data:)([^"]+)"\)/.exec(style.backgroundImage)?.[1];
    if (!url || /absolute|fixed/.test(style.position) || (style.backgroundRepeat === "repeat" && style.backgroundSize === "auto")) continue;
    const box = element.getBoundingClientRect();
    if (box.width < 64 || box.height < 64 || !isShown(element) || pictures.has(url) || pictures.size >= MOST) continue;
    const address = url.startsWith(`${location.origin}/`) ? url.slice(location.origin.length) : url;
    pictures.set(url, { ...describe(element), literal: address, width: Math.round(box.width), height: Math.round(box.height) });
  }
  return { words: [...words.values()], pictures: [...pictures.values()] };
}
