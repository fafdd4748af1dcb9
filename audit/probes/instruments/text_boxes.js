// Where text stands on the page and which part of it a box with hidden overflow cuts off; for the instruments `text`,
// `clipped_text` and `text_changes`. Preloaded into the isolated world.
globalThis.dreiklick.textBoxes = () => {
  const MOST = 3000;
  const MOST_LOOKS = 200000;
  const styles = new Map();
  const styleOf = (element) => {
    if (!styles.has(element)) styles.set(element, getComputedStyle(element));
    return styles.get(element);
  };
  // The parent in the tree that is drawn: through slots and out of shadow roots.
  const up = (node) => node.assignedSlot ?? node.parentElement ?? node.getRootNode().host ?? null;
  const isInline = (style) => /^(?:inline|contents|ruby|ruby-.*)$/.test(style.display);
  const hides = (overflow) => overflow === "hidden" || overflow === "clip";
  const holdsFixed = (style) =>
    style.transform !== "none" || style.filter !== "none" || style.perspective !== "none" || /paint|layout|strict|content/.test(style.contain);
  // html's overflow, or body's where html has none, is the window's.
  const root = document.documentElement;
  const body = document.body ?? root;
  const ofWindow = [styleOf(root), styleOf(body)].find((style) => style.overflowX !== "visible" || style.overflowY !== "visible");
  const lendsToWindow = (element) =>
    element === root || (element === body && styleOf(root).overflowX === "visible" && styleOf(root).overflowY === "visible");

  // The part of the page in which the content of `parent` shows: a box, and per axis the element that bounds it there.
  const windows = new Map();
  // A box that neither bounds, nor hides, nor is taken out of the flow shows its content where it is shown itself.
  const lets = (box) => {
    const style = styleOf(box);
    return (
      (isInline(style) || lendsToWindow(box) || (style.overflowX === "visible" && style.overflowY === "visible")) &&
      style.position !== "absolute" && style.position !== "fixed" &&
      style.clipPath === "none" && style.clip === "auto" && box.getAttribute("aria-hidden") !== "true"
    );
  };
  const windowOf = (parent) => {
    const way = [parent];
    while (!windows.has(way.at(-1)) && up(way.at(-1)) && lets(way.at(-1))) way.push(up(way.at(-1)));
    const shown = windows.get(way.at(-1)) ?? boundsOf(way.at(-1));
    for (const box of way) windows.set(box, shown);
    return shown;
  };
  const boundsOf = (parent) => {
    const shown = { left: -Infinity, top: -Infinity, right: Infinity, bottom: Infinity, x: null, y: null, tiny: false, ariaHidden: false };
    // What shows without rolling any box inside the page.
    const view = { left: -Infinity, top: -Infinity, right: Infinity, bottom: Infinity };
    const free = { x: false, y: false };
    const bound = (axis, low, high, from, to, element) => {
      if (free[axis] || (from <= shown[low] && to >= shown[high])) return;
      shown[axis] = element;
      shown[low] = Math.max(shown[low], from);
      shown[high] = Math.min(shown[high], to);
    };
    let out = "";
    for (let box = parent; box; box = up(box)) {
      const style = styleOf(box);
      shown.ariaHidden ||= box.getAttribute("aria-hidden") === "true";
      shown.tiny ||= /inset\((?:50|100)%|circle\(0/.test(style.clipPath) || /^rect\((?:[01]px,? ?){4}\)$/.test(style.clip);
      if (out && !holdsFixed(style) && (out === "fixed" || style.position === "static")) continue;
      out = style.position === "absolute" || style.position === "fixed" ? style.position : "";
      if (isInline(style) || lendsToWindow(box)) continue;
      if (style.overflowX === "visible" && style.overflowY === "visible") continue;
      const outer = box.getBoundingClientRect();
      const left = outer.left + box.clientLeft;
      const top = outer.top + box.clientTop;
      view.left = Math.max(view.left, left);
      view.top = Math.max(view.top, top);
      view.right = Math.min(view.right, left + box.clientWidth);
      view.bottom = Math.min(view.bottom, top + box.clientHeight);
      if (hides(style.overflowX)) bound("x", "left", "right", left, left + box.clientWidth, box);
      else if (style.overflowX !== "visible") free.x = true;
      if (hides(style.overflowY)) bound("y", "top", "bottom", top, top + box.clientHeight, box);
      else if (style.overflowY !== "visible") free.y = true;
    }
    if (!out && ofWindow && hides(ofWindow.overflowX)) bound("x", "left", "right", -scrollX, root.clientWidth - scrollX, root);
    if (!out && ofWindow && hides(ofWindow.overflowY)) bound("y", "top", "bottom", -scrollY, innerHeight - scrollY, root);
    shown.tiny ||= shown.right - shown.left <= 2 || shown.bottom - shown.top <= 2;
    shown.view = view;
    return shown;
  };

  const blockOf = (element) => {
    let block = element;
    while (up(block) && isInline(styleOf(block))) block = up(block);
    return block;
  };
  const range = document.createRange();
  // A text node that stands somewhere on the page; `seen` where at least a part of it can be seen.
  const textOf = (node) => {
    const parent = node.parentElement ?? up(node);
    if (!(parent instanceof HTMLElement) || !parent.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return null;
    range.selectNodeContents(node);
    const lines = [...range.getClientRects()].filter((line) => line.width > 0 && line.height > 0);
    if (!lines.some((line) => line.right + scrollX > 0 && line.bottom + scrollY > 0)) return null;
    const shown = windowOf(parent);
    const isSeen = (line) =>
      Math.min(line.right, shown.right) - Math.max(line.left, shown.left) > 1 && Math.min(line.bottom, shown.bottom) - Math.max(line.top, shown.top) > 1;
    return { node, parent, style: styleOf(parent), block: blockOf(parent), lines, shown, seen: !shown.tiny && lines.some(isSeen) };
  };
  // Every text that can be seen.
  const all = () => {
    const texts = [];
    const visit = (tree) => {
      const walker = document.createTreeWalker(tree, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
      for (let node = walker.nextNode(); node && texts.length < MOST; node = walker.nextNode()) {
        if (node.nodeType === 1) {
          if (node.shadowRoot) visit(node.shadowRoot);
        } else if (/[\p{L}\p{N}]/u.test(node.data)) {
          const text = textOf(node);
          if (text?.seen) texts.push(text);
        }
      }
    };
    visit(body);
    return texts;
  };

  // Why clipping by this element may be meant: what ACT rule 59br37 excepts, and what only a person can judge.
  const excuse = (axis, by, text) => {
    const style = styleOf(by);
    const usedLine = parseFloat(style.lineHeight) || parseFloat(style.fontSize) * 1.2;
    if (text.shown.ariaHidden) return "aria-hidden";
    if (axis === "x" && style.whiteSpace === "nowrap" && style.textOverflow !== "clip") return "ellipsis";
    if (axis === "y") {
      const padding = style.overflowY === "clip" ? parseFloat(style.paddingTop) + parseFloat(style.paddingBottom) : 0;
      const height = style.overflowY === "clip" ? by.clientHeight - padding : by.offsetHeight;
      if (by === root) return "window"; // as while a dialog is open
      if (usedLine >= height) return "line";
      if (style.webkitLineClamp !== "none") return "clamp";
    }
    if (opensBeside(by)) return "expander";
    if (axis === "x" && isTrack(by, text)) return "track";
    return "";
  };
  // A control that opens the rest: in the box, right after it, or pointing at it.
  const opensBeside = (by) => {
    const OPENS = "[aria-expanded], summary, button";
    const next = by.nextElementSibling;
    const points = by.id && by.getRootNode().querySelector(`[aria-controls~="${CSS.escape(by.id)}"]`);
    return Boolean(points || by.querySelector("[aria-expanded]") || next?.matches(OPENS) || next?.querySelector("[aria-expanded]"));
  };
  // Several things in a row of which some lie outside, as in a carousel.
  const isTrack = (by, text) => {
    let item = text.block;
    while (item !== by && item.parentElement && item.parentElement.childElementCount < 2) item = item.parentElement;
    const edge = by.getBoundingClientRect();
    return (
      item !== by && by.contains(item) &&
      [...item.parentElement.children].slice(0, 50).some((other) => {
        const box = other.getBoundingClientRect();
        return box.width > 2 && box.height > 2 && (box.left >= edge.right - 1 || box.right <= edge.left + 1);
      })
    );
  };
  // What of a text is cut off: {axis, by, excuse}, or null. Half a letter's overhang is nothing.
  const clipOf = (text) => {
    const { shown, lines, style } = text;
    const size = parseFloat(style.fontSize);
    const slack = Math.max(3, size / 4);
    const height = (line) => Math.min(line.bottom, shown.bottom) - Math.max(line.top, shown.top);
    const isCutDown = (line) => height(line) < Math.min(line.height, size) * 0.75;
    const isCutAcross = (line) => height(line) > 1 && (shown.left - line.left > slack || line.right - shown.right > slack);
    const clips = [];
    if (shown.y && lines.some(isCutDown)) clips.push({ axis: "y", by: shown.y, excuse: excuse("y", shown.y, text) });
    if (shown.x && lines.some(isCutAcross)) clips.push({ axis: "x", by: shown.x, excuse: excuse("x", shown.x, text) });
    return clips.find((clip) => !clip.excuse) ?? clips[0] ?? null;
  };
  const isStuck = (element) => {
    for (let box = element; box; box = up(box)) if (/fixed|sticky/.test(styleOf(box).position)) return true;
    return false;
  };
  // The part of a line that shows now; null where less than half of it does.
  const pieceOf = (text, line) => {
    const { view } = text.shown;
    const [x, y] = [(line.left + line.right) / 2, (line.top + line.bottom) / 2];
    if (x < view.left || x > view.right || y < view.top || y > view.bottom) return null;
    return {
      text,
      left: Math.max(line.left, view.left),
      right: Math.min(line.right, view.right),
      top: Math.max(line.top, view.top),
      bottom: Math.min(line.bottom, view.bottom),
    };
  };
  // Texts and lines that lie on each other so that neither can be read: a map from text node to the texts
  // on it and their blocks.
  const overlaps = (texts) => {
    const pieces = texts
      .flatMap((text) => text.lines.map((line) => pieceOf(text, line)).filter(Boolean))
      .sort((one, other) => one.top - other.top);
    const pairs = new Map();
    let open = [];
    let looks = 0;
    for (const piece of pieces) {
      open = open.filter((other) => other.bottom > piece.top);
      for (const other of open) {
        if (looks++ > MOST_LOOKS) return pairs;
        const height = Math.min(piece.bottom, other.bottom) - piece.top;
        const width = Math.min(piece.right, other.right) - Math.max(piece.left, other.left);
        const least = Math.min(piece.bottom - piece.top, other.bottom - other.top);
        if (width < least / 2 || height < least * 0.4) continue;
        if (isStuck(piece.text.parent) || isStuck(other.text.parent)) continue;
        if (!pairs.has(piece.text.node)) pairs.set(piece.text.node, new Map());
        pairs.get(piece.text.node).set(other.text.node, other.text.block);
      }
      open.push(piece);
    }
    return pairs;
  };
  return { all, clipOf, overlaps, styleOf, textOf };
};
