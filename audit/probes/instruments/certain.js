// What axe is certain to find in order, reckoned as axe reckons it but without its grid of all boxes, which is most of
// axe's time: text of one opaque colour on one opaque colour (color-contrast), controls that are large or far from
// others (target-size), links that are underlined (link-in-text-block), and everything that axe takes for hidden. All else
// is left to axe. Signs such as ✓ and → are judged as the text they are, which axe never does. WCAG 1.4.1, 1.4.3, 2.5.8.
globalThis.dreiklick.certain = () => {
  const [SMALL_TEXT, LARGE_TEXT, MARGIN] = [4.5, 3, 0.05]; // what is that close to the limit is left to axe
  const [TARGET, RADIUS] = [24, 12];
  // as axe tells it
  const FOCUSABLE = "a[href], area, button, details:not(:has(summary)), input, select, summary, textarea, [tabindex]";
  const NATIVELY_HIDDEN = /^(style|script|noscript|template)$/i;
  const IMAGE = /^(img|canvas|object|iframe|video|svg)$/i;
  const FIELD = /^(INPUT|SELECT|TEXTAREA)$/;
  const WRITTEN = /[0-9A-Za-z\u00c0-\u02af\u0370-\u08ff]/;
  const PICTURED = /\p{Extended_Pictographic}|\p{Co}/u; // a font may draw them in colours of its own
  const COLOUR = /^(?:rgba?|(color))\((?:srgb )?([\d.]+),? ([\d.]+),? ([\d.]+)(?:(?:,| \/) ([\d.]+))?\)$/;

  // All elements that are shown, in the order of the document: [first, end) are an element and all in it.
  const found = [];
  const places = new Map();
  const colours = new Map();
  const colour = (text) => {
    if (!colours.has(text)) {
      const [whole, isUnit, red, green, blue, alpha = 1] = COLOUR.exec(text) ?? [];
      const rgb = [red, green, blue].map((value) => (isUnit ? value * 255 : +value));
      colours.set(text, whole === undefined || Math.max(...rgb) > 255 ? null : { rgb, alpha: +alpha });
    }
    return colours.get(text);
  };
  const channel = (value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
  const luminance = ([red, green, blue]) => 0.2126 * channel(red) + 0.7152 * channel(green) + 0.0722 * channel(blue);
  const ratio = (one, other) => {
    const [dark, bright] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
  };
  const isClosed = (element) => {
    const around = element.parentElement;
    return around?.localName === "details" && !around.open && element !== around.querySelector(":scope > summary");
  };
  const isClipped = (style) => {
    const [, shape, size] = style.clipPath === "none" ? [] : (/(\w+)\((\d+)/.exec(style.clipPath) ?? []);
    if ((shape === "inset" && size >= 50) || (shape === "circle" && +size === 0)) return true;
    if (style.position === "static") return false;
    const sides = style.clip === "auto" ? null : /^rect\((\d+)px, (\d+)px, (\d+)px, (\d+)px\)$/.exec(style.clip);
    return sides !== null && /fixed|absolute/.test(style.position) && sides[3] <= sides[1] && sides[2] <= sides[4];
  };
  const pseudoArea = (element, pseudo) => {
    const style = getComputedStyle(element, pseudo);
    if (style.content === "none" || style.content === "normal" || style.position !== "absolute") return 0;
    if (colour(style.backgroundColor)?.alpha === 0 && style.backgroundImage === "none") return 0;
    const { width, height } = style;
    return /px$/.test(width) && /px$/.test(height) ? parseFloat(width) * parseFloat(height) : Infinity;
  };
  const scrollsAcross = (element, style) =>
    /auto|scroll/.test(style.overflowX) && element.scrollWidth > element.clientWidth;
  const scrollsDown = (element, style) =>
    /auto|scroll/.test(style.overflowY) && element.scrollHeight > element.clientHeight;
  const holds = (box, line) =>
    line.left >= box.left && line.right <= box.right && line.top >= box.top && line.bottom <= box.bottom;

  // What an element and all around it mean for text in it: the colour behind with whose it is, what cuts off, the box
  // that scrolls it sideways (roll), and whether something is there that only axe judges (plain), or that changes what
  // lies on what (ordered).
  const WHITE = { rgb: [255, 255, 255], owner: -1 };
  const within = (around, element, style, at, box) => {
    const background = colour(style.backgroundColor);
    const isPainted = background?.alpha === 1;
    const hasImage = style.backgroundImage !== "none" || IMAGE.test(element.localName);
    const { overflow, position } = style;
    const isLifted = style.float !== "none" && (position !== "static" || style.transform !== "none");
    const across = overflow !== "visible" && scrollsAcross(element, style);
    const isRoll = across && around.roll < 0 && around.cuts.every((cut) => holds(cut, box));
    const isStill = overflow === "visible" || ((isRoll || !across) && !scrollsDown(element, style));
    return {
      ground: isPainted ? { rgb: background.rgb, owner: at } : around.ground,
      cuts: isRoll ? [] : overflow === "hidden" ? [...around.cuts, box] : around.cuts,
      roll: isRoll ? at : around.roll,
      pseudo: Math.max(around.pseudo, pseudoArea(element, "::before") + pseudoArea(element, "::after")),
      isOrdered: around.isOrdered && !(parseInt(style.zIndex, 10) < 0) && !isLifted,
      isPlain:
        around.isPlain && (isPainted || background?.alpha === 0) && style.opacity === "1" &&
        style.mixBlendMode === "normal" && position !== "fixed" && isStill,
      isBare: !hasImage && (isPainted || around.isBare), // no image between text and ground
    };
  };
  // The browser works out each side of a DOMRect when it is read, and these are read by the thousand.
  const numbers = ({ left, right, top, bottom, width, height }) => ({ left, right, top, bottom, width, height });
  let hasShadow = false;
  const walk = (element, parent, around) => {
    if (NATIVELY_HIDDEN.test(element.localName) || isClosed(element)) return;
    const isHtml = element instanceof HTMLElement;
    const style = getComputedStyle(element);
    if (style.display === "none" || style.opacity === "0" || isClipped(style)) return;
    hasShadow ||= element.shadowRoot !== null;
    const at = found.length;
    const rects = [...element.getClientRects()].map(numbers);
    const box = rects.length === 1 ? rects[0] : numbers(element.getBoundingClientRect());
    const inner = within(around, element, style, at, box);
    const isVisible = style.visibility === "visible";
    const part = { element, style, parent, box, rects, inner, isVisible, isHtml, end: 0 };
    part.bounds = isVisible ? [box.left, box.top, box.right, box.bottom] : [Infinity, Infinity, -Infinity, -Infinity];
    found.push(part);
    places.set(element, at);
    if (style.contentVisibility !== "hidden") {
      for (let child = element.firstElementChild; child; child = child.nextElementSibling) walk(child, at, inner);
    }
    part.end = found.length;
    if (parent < 0) return;
    const { bounds } = found[parent];
    for (const side of [0, 1]) bounds[side] = Math.min(bounds[side], part.bounds[side]);
    for (const side of [2, 3]) bounds[side] = Math.max(bounds[side], part.bounds[side]);
  };
  const outside = { ground: WHITE, cuts: [], roll: -1, pseudo: 0, isOrdered: true, isPlain: true, isBare: true };
  walk(document.documentElement, -1, outside);

  const near = (one, other, margin) =>
    one.left < other.right + margin && one.right > other.left - margin &&
    one.top < other.bottom + margin && one.bottom > other.top - margin;
  // Whether anything but what is around an element (and in it, if isInnerFree) has a box that reaches into this one.
  const isTaken = (at, box, isInnerFree) => {
    const reaches = (rect) => rect.width > 0 && rect.height > 0 && near(rect, box, 0);
    for (let other = 0; other < found.length; ) {
      const { bounds, rects, isVisible, end } = found[other];
      const isElsewhere =
        bounds[0] >= box.right || bounds[2] <= box.left || bounds[1] >= box.bottom || bounds[3] <= box.top;
      const isAround = other <= at && at < end;
      if (!isElsewhere && !isAround && isVisible && rects.some(reaches)) return true;
      other = isElsewhere || (isInnerFree && other === at) ? end : other + 1;
    }
    return false;
  };
  const isScrolled = scrollX !== 0 || scrollY !== 0;
  const isLeftToRight = getComputedStyle(document.body ?? document.documentElement).direction === "ltr";
  const isOffscreen = ({ element, style, box }) => {
    if (isScrolled || box.width === 0 || box.height === 0) return false;
    return (box.bottom <= 0 && style.position === "absolute") || (box.right <= 0 && isLeftToRight);
  };

  const textNodes = (element) => {
    const nodes = [];
    for (let node = element.firstChild; node; node = node.nextSibling) {
      if (node.nodeType === Node.TEXT_NODE && /\S/.test(node.nodeValue)) nodes.push(node);
    }
    return nodes;
  };
  const range = document.createRange();
  const linesOf = (nodes) =>
    nodes.flatMap((node) => {
      range.selectNodeContents(node);
      return [...range.getClientRects()].map(numbers);
    });
  const cut = (lines, cuts) =>
    lines.map((line) => cuts.reduce((rest, box) => ({
      left: Math.max(rest.left, box.left), right: Math.min(rest.right, box.right),
      top: Math.max(rest.top, box.top), bottom: Math.min(rest.bottom, box.bottom),
    }), line));
  const middle = ({ left, right, top, bottom }) => [left + (right - left) / 2, top + (bottom - top) / 2];
  const isIn = (rects, [x, y], margin) =>
    rects.some((rect) =>
      x > rect.left + margin && x < rect.right - margin && y > rect.top + margin && y < rect.bottom - margin);

  const standsOut = ({ style, inner }) => {
    const text = colour(style.webkitTextFillColor);
    if (text?.alpha !== 1 || style.textShadow !== "none" || parseFloat(style.webkitTextStrokeWidth) !== 0) return false;
    const size = parseFloat(style.fontSize);
    const isLarge = Math.ceil(size * 72) / 96 >= (parseFloat(style.fontWeight) >= 700 ? 14 : 18); // as axe rounds
    return size > 0 && ratio(text.rgb, inner.ground.rgb) >= (isLarge ? LARGE_TEXT : SMALL_TEXT) + MARGIN;
  };
  // What a box scrolls sideways is judged where a person brings it into view: nothing else may be there, nor stay in place.
  const rolls = new Map();
  const isFree = (roll) => {
    if (!rolls.has(roll)) {
      const { box, end } = found[roll];
      const isInFlow = ({ style }) => !/absolute|fixed|sticky/.test(style.position);
      rolls.set(roll, found.slice(roll + 1, end).every(isInFlow) && !isTaken(roll, box, true));
    }
    return rolls.get(roll);
  };
  const broughtIn = (line, roll) => {
    const left = roll.left + (roll.right - roll.left - (line.right - line.left)) / 2;
    return { left, right: left + line.right - line.left, top: line.top, bottom: line.bottom };
  };
  // Every box around the text has all its lines or none: else what is behind differs from line to line. From the box that
  // scrolls outwards, the lines are where they were brought.
  const isEven = (at, lines, brought) => {
    for (let around = at; around >= 0; around = found[around].parent) {
      const { rects } = found[around];
      const points = (around <= found[at].inner.roll ? brought : lines).map(middle);
      const count = points.filter((point) => isIn(rects, point, 1)).length;
      const touched = points.filter((point) => isIn(rects, point, -1)).length;
      const isNeeded = around === at || around === found[at].inner.ground.owner;
      if (count !== touched || (count !== points.length && (count > 0 || isNeeded))) return false;
    }
    return true;
  };
  const isClear = (at, nodes, raw) => {
    const part = found[at];
    const { inner, box, isVisible } = part;
    const isField = FIELD.test(part.element.tagName);
    if (!isVisible || isOffscreen(part)) return true; // axe does not look at its colours
    if (!part.isHtml || !inner.isPlain || !inner.isOrdered || !inner.isBare || !standsOut(part)) return false;
    if (inner.pseudo > 0 && inner.pseudo > box.width * box.height * 0.25) return false;
    const isWritten = nodes.some(({ nodeValue }) => WRITTEN.test(nodeValue));
    if (!isField && !isWritten && nodes.some(({ nodeValue }) => PICTURED.test(nodeValue))) return false;
    if (!raw.every((line) => isIn([box], middle(line), 0))) return false;
    const lines = cut(raw.filter(({ width, height }) => width >= 1 && height >= 1), inner.cuts);
    if (lines.length === 0 || lines.some((line) => line.right - line.left < 4 || line.bottom - line.top < 4)) return false;
    const { roll } = inner;
    const brought = roll < 0 ? lines : lines.map((line) => broughtIn(line, found[roll].box));
    if (roll >= 0 && !(isFree(roll) && brought.every((line) => holds(found[roll].box, line)))) return false;
    const { owner } = inner.ground;
    const ground = found[owner];
    const isWhole =
      !ground || ground.style.display === "inline" ||
      (owner <= roll ? brought : lines).every((line) => holds(ground.box, line));
    if (!isWhole || (ground && !ground.isVisible)) return false;
    const isOnPage = !isScrolled && brought.map(middle).every(([x, y]) => x >= 1 && y >= 1);
    const isUnder = ([x, y]) => isTaken(at, { left: x - 1, right: x + 1, top: y - 1, bottom: y + 1 }, false);
    return isOnPage && isEven(at, lines, brought) && !lines.map(middle).some(isUnder);
  };

  const isLarge = ({ width, height }) => width >= TARGET && height >= TARGET;
  const isFar = (one, other) =>
    one.rects.every((rect) => {
      const [x, y] = middle(rect);
      const nearest = Math.min(...other.rects.map(({ left, right, top, bottom }) =>
        Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom))));
      const [otherX, otherY] = middle(other.box);
      const isApart = isLarge(other.box) || Math.hypot(x - otherX, y - otherY) >= 2 * (RADIUS + MARGIN);
      return nearest >= RADIUS + MARGIN && isApart;
    });
  const isAlone = ({ box, at }) => !isTaken(at, box, true);
  const isReachable = (part, focusable) => {
    if (!part.isVisible || isOffscreen(part)) return true; // not in axe's grid, so nothing is near
    const { box, bounds, inner } = part;
    const others = focusable.filter((other) => other !== part && near(box, other.box, TARGET + 1));
    if (others.length === 0) return true;
    if (others.some((other) => near(box, other.box, 0))) return false;
    const isTight = bounds[0] >= box.left && bounds[1] >= box.top && bounds[2] <= box.right && bounds[3] <= box.bottom;
    if (isLarge(box) && isTight) return true;
    if (!inner.isOrdered || !isAlone(part)) return false;
    return isLarge(box) || others.every((other) => other.inner.isOrdered && isAlone(other) && isFar(part, other));
  };

  // Links that are no part of a line are not what the rule is about; those of which only the link is underlined pass.
  const BLOCK = /^(block|list-item|table|flex|grid|inline-block|table-.+)$/;
  const isTold = ({ style, parent }) => {
    if (style.display !== "inline") return BLOCK.test(style.display) || /^inline-(flex|grid)$/.test(style.display);
    while (parent >= 0 && !BLOCK.test(found[parent].style.display)) parent = found[parent].parent;
    return parent >= 0 && style.textDecorationLine === "underline" && found[parent].style.textDecorationLine === "none";
  };

  if (hasShadow) return null;
  const [texts, focusable] = [new Map(), []];
  found.forEach((part, at) => {
    const { element, box } = part;
    part.at = at;
    if (element.matches(FOCUSABLE)) focusable.push(part);
    const nodes = element.localName === "option" ? [] : textNodes(element);
    const isField = FIELD.test(element.tagName);
    const raw = isField ? [box] : linesOf(nodes);
    if (isField || raw.length > 0) texts.set(element, isClear(at, nodes, raw));
  });
  // Asked for only where axe judges sizes.
  const targets = () => told(new Map(focusable.map((part) => [part.element, isReachable(part, focusable)])));
  // true: certain · false: left to axe · undefined: nothing the rule is about
  const told = (kinds) => (element) => (places.has(element) ? kinds.get(element) : true);
  // Whether nothing is left to axe of what colours can change.
  const areColoursCertain = () =>
    [...texts.values()].every(Boolean) && !document.querySelector("iframe, frame, object") &&
    found.every((part) => !part.element.matches("a[href], [role=link]") || isTold(part));
  return { text: told(texts), targets, areColoursCertain };
};
