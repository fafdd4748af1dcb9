// Links inside running text that look exactly like it: no other colour, line, weight, ground or sign. At most 50.
() => {
  const { describe, oneLine } = globalThis.dreiklick;
  const MOST_LINKS = 2000;
  const MOST = 50;
  const LEAST_LETTERS = 10; // of text around the links; with less a link is no part of running text
  const LOOKS = [
    "fontFamily", "fontSize", "fontStyle", "fontVariant", "fontWeight", "letterSpacing", "textTransform",
    "textDecorationLine", "textShadow",
  ];
  const NOTHING = {
    backgroundImage: "none", backgroundColor: "rgba(0, 0, 0, 0)", boxShadow: "none", borderTopWidth: "0px",
    borderRightWidth: "0px", borderBottomWidth: "0px", borderLeftWidth: "0px", outlineStyle: "none",
  };
  const numbers = (colour) => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const sameColour = (one, other) => {
    const theirs = numbers(other);
    return numbers(one).every((value, index) => Math.abs(value - (theirs[index] ?? 1)) <= 4);
  };
  const looksLike = (style, text) =>
    sameColour(style.color, text.color) &&
    LOOKS.every((name) => style[name] === text[name]) &&
    Object.entries(NOTHING).every(([name, value]) => style[name] === value);
  const addsSign = (element) =>
    ["::before", "::after"].some((pseudo) => !/^(?:none|normal|""|-moz-alt-content)$/.test(getComputedStyle(element, pseudo).content));
  const letters = (text) => (text.match(/\p{L}/gu) ?? []).length;
  const found = [];
  for (const link of [...document.links].slice(0, MOST_LINKS)) {
    if (found.length === MOST) break;
    const block = link.closest("p, li, dd, td, blockquote, figcaption, div, section");
    if (!block || !link.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    if (link.closest("nav, header, footer, aside, [role=navigation], [role=banner], [role=contentinfo], [role=complementary]")) continue;
    if (link.querySelector("img, svg, picture, video, object, canvas") || !letters(link.textContent)) continue;
    if (getComputedStyle(link).display !== "inline") continue;
    const around = [...block.childNodes].filter((node) => node !== link && !(node instanceof Element && node.matches("a[href], ul, ol, table")));
    if (letters(around.map((node) => node.textContent).join(" ")) < LEAST_LETTERS) continue;
    const text = getComputedStyle(link.parentElement);
    const parts = [link, ...link.querySelectorAll("*")];
    if (parts.every((part) => looksLike(getComputedStyle(part), text) && !addsSign(part))) {
      found.push({ ...describe(link), name: oneLine(link.textContent, 100) });
    }
  }
  return found;
}
