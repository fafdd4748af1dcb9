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
  const BORDERS = SIDES.map((side) => [`border${side}Width`, `border${side}Style`, `border${side}Color`]);
  const isClear = (colour) => colour === "transparent" || /^rgba\(.*, 0\)$/.test(colour);
  const line = (width, style, colour) => (style === "none" || parseFloat(width) === 0 || isClear(colour) ? "" : `${width} ${style} ${colour}`);
  const bordersOf = (style) => BORDERS.map((names) => line(...names.map((name) => style[name])));
  const outlineOf = (style) => line(style.outlineWidth, style.outlineStyle, style.outlineColor);
  const visible = (shadow) => shadow.split(/,(?![^(]*\))/).filter((part) => !/rgba\([^)]*, 0\)/.test(part)).join();
  const paint = (style, borders) => {
    const values = PAINT.map((name) => style[name]);
    const shadow = style.boxShadow;
    return { values, shadow, text: [...values, visible(shadow), ...borders].join("|") };
  };
  const paintBeside = (element, pseudo) => {
    const style = getComputedStyle(element, pseudo);
    return style.content === "none" || style.content === "normal" ? "" : paint(style, bordersOf(style)).text;
  };
  // The line round the element where border and outline are one line of one colour; and its thickness.
  const frame = (style, borders, outline) => {
    const lines = [...new Set([...borders, outline].filter(Boolean).map((text) => text.replace(/^[\d.]+px /, "")))];
    const isOne = lines.length === 1 && (!outline || style.outlineOffset === "0px");
    return { line: isOne ? lines[0] : "", width: parseFloat(style.borderTopWidth) + (outline ? parseFloat(style.outlineWidth) : 0) };
  };
  const SIZES = ["width", "height"].map((name) => PAINT.indexOf(name));
  // What is painted on the element itself: the outline, `rest` is all but it, `other` all but the frame and the size.
  const own = (element) => {
    const style = getComputedStyle(element);
    const [borders, outline] = [bordersOf(style), outlineOf(style)];
    const { values, shadow, text } = paint(style, borders);
    return {
      outline,
      rest: [text, paintBeside(element, "::before"), paintBeside(element, "::after")].join("#"),
      frame: frame(style, borders, outline),
      other: [...values.filter((_, index) => !SIZES.includes(index)), shadow].join("|"),
    };
  };
  // What a rule such as :focus-within, :focus + span or a script may paint instead.
  const whole = (element) => {
    const { rest, outline } = own(element);
    return rest + outline;
  };
  const around = (element) => {
    const near = [...(element.labels ?? []), ...element.children].slice(0, 4);
    for (const side of ["previousElementSibling", "nextElementSibling"]) near.push(element[side]);
    for (let up = element.parentElement, level = 0; up && level < 4; up = up.parentElement, level += 1) near.push(up);
    return near.filter(Boolean).map(whole).join("\n");
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
  // Whether anything may be fixed or sticky at all. Asking for what lies at a point has the browser lay out its layers each
  // time, half the price of a stop; a rule that could place one is looked for once, as long as no rules come or go.
  const PLACED = "[style*=position i], dialog[open], [popover], :fullscreen";
  const mayStick = (rule) =>
    !["", "static", "relative", "absolute"].includes(rule.style?.position ?? "") ||
    "styleSheet" in rule ||
    [...(rule.cssRules ?? [])].some(mayStick);
  const hasInnerTrees = elements.some(({ shadowRoot, localName }) => shadowRoot || /-|^i?frame$/.test(localName));
  let [rulesKnown, mayHaveLayers] = [null, true];
  const hasLayers = () => {
    if (hasInnerTrees || document.querySelector(PLACED)) return true;
    try {
      const lists = [...document.styleSheets, ...document.adoptedStyleSheets].map((sheet) => sheet.cssRules);
      const rules = lists.map((list) => list.length).join();
      if (rules !== rulesKnown) mayHaveLayers = lists.some((list) => [...list].some(mayStick));
      rulesKnown = rules;
    } catch (error) {
      if (error.name !== "SecurityError") throw error; // a sheet of another origin cannot be read
      return true;
    }
    return mayHaveLayers;
  };
  // The author's fixed or sticky layer that hides the whole box: 25 points of it, as far as they are in the window.
  const cover = (element) => {
    const box = element.getBoundingClientRect();
    const page = element.ownerDocument;
    if (box.width < 2 || box.height < 2 || !hasLayers()) return null;
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
  // An outline that was not there before, in another line than the border, is what most pages show: then all is known.
  const hasNewOutline = (element, was) => {
    const style = getComputedStyle(element);
    const outline = outlineOf(style);
    if (was.outline === outline || outline.endsWith(behind(element))) return false;
    const { line } = frame(style, bordersOf(style), outline);
    return line === "" || line !== was.frame.line;
  };
  const measure = (stop) => {
    const { element } = stop;
    finishTransitions(element.ownerDocument);
    const box = element.getBoundingClientRect();
    const layer = cover(element);
    const known = before.get(element);
    const outlined = known !== undefined && hasNewOutline(element, known);
    Object.assign(stop, {
      measured: true,
      box: [box.left + scrollX, box.top + scrollY, box.width, box.height].map(Math.round),
      cover: layer && describe(layer).path,
      outlined,
      own: outlined ? null : own(element),
      around: null,
    });
    if (!outlined && (!known || !isPainted(stop, known))) stop.around = around(element);
  };
  const differs = (stop) => {
    if (stop.outlined || isPainted(stop, before.get(stop.element) ?? own(stop.element))) return true;
    return stop.around !== null && around(stop.element) !== stop.around;
  };

  // Only the line round it grew or shrank by up to a pixel.
  const isFaint = (stop) => {
    if (stop.outlined) return false;
    const [was, is] = [before.get(stop.element) ?? own(stop.element), stop.own];
    return is.frame.line !== "" && was.frame.line === is.frame.line && was.other === is.other && Math.abs(was.frame.width - is.frame.width) <= 1;
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
      if (at >= 0 && !stops[at].measured && stops.length <= MOST) measure(stops[at]);
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
      // Given back by a script while the browser has it, without an event.
      if (hasLeft && !isPage(active()) && log.at(-1)?.at === LEFT) log.push({ kind: "moved", at: numberOf(active()), key: "" });
      const taken = log;
      log = [];
      return taken;
    },
  };
  return { elements: elements.length, tabbable: tabbable.length, hasScripts: document.scripts.length > 0 || !!document.querySelector("[onblur], [onfocus]") };
}
