// How far the page is wider than its window, which elements stick out of it on the right, and whether something to read or
// to use does: an empty or half empty box may be too wide without anybody missing anything.
() => {
  const { describe } = globalThis.dreiklick;
  const page = document.scrollingElement;
  const width = document.documentElement.clientWidth;
  const excess = page ? page.scrollWidth - width : 0;
  if (excess <= 0) return { excess: 0, elements: [] };
  // Inside a box that scrolls or clips sideways nothing widens the page.
  const isContained = (element) => {
    for (let box = element.parentElement; box && box !== document.body; box = box.parentElement) {
      if (getComputedStyle(box).overflowX !== "visible") return true;
    }
    return false;
  };
  // Also where only the text leaves its box, as a long word does.
  const right = (element) => {
    const box = element.getBoundingClientRect();
    return scrollX + Math.max(box.right, getComputedStyle(element).overflowX === "visible" ? box.left + element.scrollWidth : 0);
  };
  const sticksOut = (element) => {
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.height > 0 && right(element) > width + 1 && !isContained(element);
  };
  const wide = [...document.body.querySelectorAll("*")].filter(sticksOut);
  const innermost = wide.filter((element) => !wide.some((other) => other !== element && element.contains(other)));
  const isUsed = "img, svg, video, canvas, input, select, textarea, button, iframe, object, embed, a[href], [role=button], [role=img]";
  const edge = (rectangles) => Math.max(0, ...[...rectangles].map((box) => (box.width && box.height ? scrollX + box.right : 0)));
  const holdsContent = (element) => {
    if (element.matches(isUsed) || [...element.querySelectorAll(isUsed)].some((inner) => edge([inner.getBoundingClientRect()]) > width + 1)) return true;
    const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    for (let text = texts.nextNode(), read = 0; text && read < 500; text = texts.nextNode()) {
      if (!text.data.trim()) continue;
      read += 1;
      range.selectNodeContents(text);
      if (edge(range.getClientRects()) > width + 1) return true;
    }
    return false;
  };
  return {
    excess,
    elements: innermost.slice(0, 20).map((element) => ({
      ...describe(element),
      tag: element.localName,
      exempt: element.closest("table, pre, video, canvas, iframe, object, embed, svg, img, map")?.localName ?? "",
      right: Math.round(right(element)),
      content: holdsContent(element),
    })),
  };
}
