// Records what keys do to the focus: which element has it after each key, how the element then looks, what lies on it,
// and what the page does by itself meanwhile. Installs `dreiklick.keyboard` and returns how many elements Tab may reach.
// Takes the list of elements. Only listens; pressing keys is for CDP.
(elements) => {
  const { describe } = globalThis.dreiklick;
  const MOST = 300;
  const FOCUSABLE =
    "a[href], area[href], button, input, select, textarea, summary, iframe, audio[controls], video[controls]," +
    " [tabindex], [contenteditable]";
  const PAINT = [
    "backgroundColor", "backgroundImage", "backgroundPosition", "color", "textDecorationLine", "textDecorationStyle",
    "opacity", "filter", "transform", "scale", "translate", "fontWeight", "fontStyle", "visibility", "display", "clip",
    "clipPath", "content", "fill", "stroke", "strokeWidth", "width", "height", "left", "top", "right", "bottom",
    "letterSpacing", "borderTopLeftRadius",
  ];
  const SIDES = ["Top", "Right", "Bottom", "Left"];
  const isClear = (colour) => colour === "transparent" || /^rgba\(.*, 0\)$/.test(colour);
  const line = (width, style, colour) => (style === "none" || parseFloat(width) === 0 || isClear(colour) ? "" : `${width} ${style} ${colour}`);
  const borders = (style) =>
    SIDES.map((side) => line(style[`border${side}Width`], style[`border${side}Style`], style[`border${side}Color`]));
  const paint = (element, pseudo) => {
    const style = getComputedStyle(element, pseudo);
    if (pseudo && (style.content === "none" || style.content === "normal")) return "";
    const shadow = style.boxShadow.split(/,(?![^(]*\))/).filter((part) => !/rgba\([^)]*, 0\)/.test(part)).join();
    return [...PAINT.map((name) => style[name]), shadow, ...borders(style)].join("|");
  };
  const outline = (element) => {
    const style = getComputedStyle(element);
    return line(style.outlineWidth, style.outlineStyle, style.outlineColor);
  };
  // The line round the element where border and outline are one line of one colour: its thickness; and all else.
  const frame = (element) => {
    const style = getComputedStyle(element);
    const lines = [...new Set([...borders(style), outline(element)].filter(Boolean).map((text) => text.replace(/^[\d.]+px /, "")))];
    const width = parseFloat(style.borderTopWidth) + (outline(element) ? parseFloat(style.outlineWidth) : 0);
    const isOne = lines.length === 1 && (!outline(element) || style.outlineOffset === "0px");
    const other = PAINT.filter((name) => !["width", "height"].includes(name)).map((name) => style[name]);
    return { line: isOne ? lines[0] : "", width, other: [...other, style.boxShadow].join("|") };
  };
  const whole = (element) => ["", "::before", "::after"].map((pseudo) => paint(element, pseudo || null)).join("#");
  // What is painted on the element itself; what a rule such as :focus-within, :focus + span or a script may paint instead.
  const own = (element) => ({ rest: whole(element), outline: outline(element), frame: frame(element) });
  const around = (element) => {
    const near = [...(element.labels ?? []), ...element.children].slice(0, 4);
    for (const side of ["previousElementSibling", "nextElementSibling"]) near.push(element[side]);
    for (let up = element.parentElement, level = 0; up && level < 4; up = up.parentElement, level += 1) near.push(up);
    return near.filter(Boolean).map((other) => whole(other) + outline(other)).join("\n");
  };
  const behind = (element) => {
    for (let up = element.parentElement; up; up = up.parentElement) {
      const colour = getComputedStyle(up).backgroundColor;
      if (!isClear(colour)) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const up = (node) => node.parentElement ?? node.getRootNode().host ?? null;
  const layerOf = (element) => {
    for (let node = element; node; node = up(node)) {
      if (["fixed", "sticky"].includes(getComputedStyle(node).position)) return node;
    }
    return null;
  };
  const holds = (outer, inner) => {
    for (let node = inner; node; node = up(node)) if (node === outer) return true;
    return false;
  };
  const isOpaque = (element, layer) => {
    for (let node = element; node; node = up(node)) {
      const style = getComputedStyle(node);
      if (/^(img|video|canvas|iframe)$/.test(node.localName)) return true;
      if (Number(style.opacity) < 1) return false;
      const alpha = /^rgba\(.*, ([\d.]+)\)$/.exec(style.backgroundColor);
      if (style.backgroundColor !== "transparent" && (!alpha || Number(alpha[1]) === 1)) return true;
      if (node === layer) return false;
    }
    return false;
  };
  // The author's fixed or sticky layer that hides the whole box: 25 points of it, as far as they are in the window.
  const cover = (element) => {
    const box = element.getBoundingClientRect();
    const page = element.ownerDocument;
    if (box.width < 2 || box.height < 2) return null;
    const hit = (x, y) => page.elementFromPoint(box.left + box.width * x, box.top + box.height * y);
    const isOwn = (other) => !other || holds(element, other) || holds(other, element);
    if (isOwn(hit(0.5, 0.5))) return null;
    let layer = null;
    for (const x of [0.1, 0.3, 0.5, 0.7, 0.9]) {
      for (const y of [0.1, 0.3, 0.5, 0.7, 0.9]) {
        const other = hit(x, y);
        if (!other) continue;
        const over = isOwn(other) ? null : layerOf(other);
        if (!over || holds(over, element) || !isOpaque(other, over)) return null;
        layer = over;
      }
    }
    return layer;
  };

  const isTabbable = (element) =>
    element.matches(FOCUSABLE) && element.tabIndex >= 0 && !element.disabled && element.checkVisibility({ visibilityProperty: true });
  const tabbable = elements.filter(isTabbable);
  const before = new Map(tabbable.slice(0, MOST).map((element) => [element, own(element)]));
  const stops = [];
  const orders = new Map(elements.map((element, order) => [element, order]));
  const numbers = new Map();
  let log = [];
  let pressed = null; // the key that is down: what moves the focus meanwhile is its doing
  let hasLeft = false;

  const active = () => {
    let element = document.activeElement;
    for (;;) {
      const inner = element?.shadowRoot?.activeElement ?? (element?.localName === "iframe" ? element.contentDocument?.activeElement : null);
      if (!inner || inner.localName === "body" || inner.localName === "html") return element;
      element = inner;
    }
  };
  const isPage = (element) => !element || element === document.body || element === document.documentElement;
  const numberOf = (element) => {
    if (!numbers.has(element)) {
      numbers.set(element, stops.length);
      stops.push({ element, order: orders.get(element) ?? -1 });
    }
    return numbers.get(element);
  };
  // -1: the focus has left the page for the browser; -2: no element has it although it is still in the page.
  const LEFT = -1;
  const NOWHERE = -2;
  const place = () => (isPage(active()) ? (hasLeft ? LEFT : NOWHERE) : numberOf(active()));
  // Whether the focus shows on the element itself; an outline in the colour behind it does not.
  const isPainted = ({ element, own: now }, was) =>
    was.rest !== now.rest || (was.outline !== now.outline && !now.outline.endsWith(behind(element)));
  const finishTransitions = (page) => {
    for (const animation of page.getAnimations()) if ("transitionProperty" in animation) animation.finish();
  };
  const measure = (stop) => {
    const { element } = stop;
    finishTransitions(element.ownerDocument);
    const box = element.getBoundingClientRect();
    const layer = cover(element);
    Object.assign(stop, {
      box: [box.left + scrollX, box.top + scrollY, box.width, box.height].map(Math.round),
      cover: layer && describe(layer).path,
      own: own(element),
      around: null,
    });
    const known = before.get(element);
    if (!known || !isPainted(stop, known)) stop.around = around(element);
  };
  const differs = (stop) => {
    if (isPainted(stop, before.get(stop.element) ?? own(stop.element))) return true;
    return stop.around !== null && around(stop.element) !== stop.around;
  };

  // Only the line round it grew or shrank by up to a pixel.
  const isFaint = (stop) => {
    const [was, is] = [(before.get(stop.element) ?? own(stop.element)).frame, stop.own.frame];
    return is.line !== "" && was.line === is.line && was.other === is.other && Math.abs(was.width - is.width) <= 1;
  };

  const on = (target, type, listener) => target.addEventListener(type, listener, true);
  const tell = (kind) => () => log.push({ kind, at: place(), key: pressed?.key ?? "" });
  const listen = (view) => {
    on(view, "keydown", (event) => {
      hasLeft = false;
      pressed = { key: event.key, moved: [] };
    });
    on(view, "focus", (event) => {
      hasLeft = false;
      const element = event.composedPath()[0];
      if (!element?.matches) return;
      if (pressed) pressed.moved.push(numberOf(element));
      else log.push({ kind: "moved", at: numberOf(element), key: "" });
    });
    on(view, "blur", (event) => {
      if (event.target !== view || document.hasFocus()) return;
      hasLeft = true;
      const last = log.at(-1);
      if (last?.at === NOWHERE && isPage(active())) last.at = LEFT; // the browser takes the focus a little after the key
    });
    on(view, "keyup", (event) => {
      if (event.key === "Shift" || !pressed) return;
      const at = place();
      log.push({ kind: "key", at, key: pressed.key, moved: pressed.moved });
      pressed = null;
      if (at >= 0 && !stops[at].own && stops.length <= MOST) measure(stops[at]);
    });
  };
  listen(window);
  for (const element of elements) if (element.localName === "iframe" && element.contentDocument) listen(element.contentWindow);
  for (const kind of ["window", "dialog"]) on(document, `dreiklick-${kind}`, tell(kind));
  navigation.addEventListener("navigate", (event) => {
    if (event.destination.sameDocument || event.hashChange) return;
    tell("navigation")();
    if (event.cancelable) event.preventDefault();
  });
  document.documentElement.style.setProperty("scroll-behavior", "auto", "important");

  globalThis.dreiklick.keyboard = {
    elements, orders, stops, tabbable, before, active, differs, isFaint, isTabbable, up, FOCUSABLE,
    takeLog: () => {
      const taken = log;
      log = [];
      return taken;
    },
  };
  return { elements: elements.length, tabbable: tabbable.length, hasScripts: document.scripts.length > 0 || !!document.querySelector("[onblur], [onfocus]") };
}
