// Where the characters of an element are on the screen, and in which colour they are meant: what a picture of the page
// needs to tell their contrast. argument: path of the element. Brings the element into view and says how far the page
// was scrolled before. null where pixels would tell nothing certain: in frames, in motion, half transparent, unseen.
(path) => {
  const MOST = 300;
  if (path.includes(" >>> ")) return null;
  const element = document.querySelector(path);
  if (!element) return null;
  const moves = document.getAnimations().some((animation) => animation.playState === "running");
  if (moves || document.querySelector("video")) return null;
  for (let box = element; box; box = box.parentElement) {
    const style = getComputedStyle(box);
    if (style.opacity !== "1" || style.mixBlendMode !== "normal" || style.filter !== "none") return null;
  }
  element.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
  const all = new Range();
  all.selectNodeContents(element);
  const text = all.getBoundingClientRect(); // a wide box may be in view and its short text not
  if (text.left < 0 || text.right > innerWidth) scrollBy({ left: text.left - 8, behavior: "instant" });
  const style = getComputedStyle(element);
  const drawn = element.namespaceURI === "http://www.w3.org/2000/svg" ? style.fill : style.webkitTextFillColor;
  const colour = /^rgba?\(([^)]*)\)$/.exec(drawn)?.[1].split(/[\s,/]+/).map(Number);
  if (!colour) return null;
  const size = parseFloat(style.fontSize);
  const characters = [];
  for (const node of element.childNodes) {
    if (node.nodeType !== Node.TEXT_NODE) continue;
    for (let index = 0; index < node.data.length; index += 1) {
      if (/[\s\u00ad\u200b\ufe0f]/.test(node.data[index])) continue;
      if (characters.length === MOST) return null;
      const range = new Range();
      range.setStart(node, index);
      range.setEnd(node, index + 1);
      const { left, top, right, bottom } = range.getBoundingClientRect();
      characters.push([left, top, right, bottom]);
    }
  }
  return {
    colour: [...colour.slice(0, 3), colour[3] ?? 1],
    large: size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700),
    characters,
  };
}
