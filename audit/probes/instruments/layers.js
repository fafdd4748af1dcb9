// What a control or the mouse pointer brings up over the page. Installs `dreiklick.layers` for probes/layers.py, which
// presses the keys and moves the pointer, and returns how many controls and pointer targets are worth a try. Runs after
// the keyboard recorder. `pairs` of it are what a style sheet shows on hover.
() => {
  const { describe, keyboard, oneLine } = globalThis.dreiklick;
  const { elements, FOCUSABLE, isTabbable, up } = keyboard;
  const MOST_CONTROLS = 6;
  const MOST_TARGETS = 4;
  const MOST_LOOKED_AT = 5000;
  const DIALOG = "dialog, [role=dialog], [role=alertdialog], [aria-modal=true]";
  const NO_DIALOG = "nav, [role=navigation], [role=menu], [role=menubar], [role=listbox], [role=tooltip], [role=status], [role=alert], [role=log], [popover], header, footer";
  const CLOSE = /schlie(?:ß|ss)|abbrechen|close|cancel|dismiss|^\s*(?:x|×|✕|✖|zu)\s*$/i;
  const HOVERS = ["mouseenter", "mouseover", "pointerenter", "pointerover"];
  const CLICKS = ["click", "mousedown", "mouseup", "pointerdown", "pointerup", "keydown"];
  const listening = new Map((keyboard.listening ?? []).map(([index, types]) => [elements[index], types]));
  const listensTo = (element, types) => listening.get(element)?.some((type) => types.includes(type)) ?? false;

  const isShown = (element) => {
    const box = element.getBoundingClientRect();
    const isInWindow = box.right > 0 && box.bottom > 0 && box.left < innerWidth && box.top < innerHeight;
    return isInWindow && box.width > 2 && box.height > 2 && element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  };
  const holds = (outer, inner) => {
    for (let node = inner; node; node = up(node)) if (node === outer) return true;
    return false;
  };
  const settle = async (ms) => {
    await new Promise((done) => setTimeout(done, ms / 2));
    for (const animation of document.getAnimations()) if ("transitionProperty" in animation) animation.finish();
    await new Promise((done) => setTimeout(done, ms / 2));
  };
  const until = async (holdsTrue, ms) => {
    for (const end = performance.now() + ms; !holdsTrue() && performance.now() < end; ) await settle(30);
  };

  // Controls that may open something: nothing that sends a form or goes to another place of the page.
  const target = (element) => /^#./.test(element.getAttribute("href") ?? "") && document.getElementById(element.hash.slice(1));
  const opens = (element) => {
    if (!element.matches("button, input[type=button], [role=button], a[href^='#'], area[href^='#']") || !isTabbable(element)) return false;
    if (element.form && element.type === "submit") return false;
    if (element.hasAttribute("aria-expanded") && !/^dialog$/.test(element.ariaHasPopup ?? "")) return false;
    const goesTo = target(element);
    if (goesTo && !listensTo(element, CLICKS)) return !isShown(goesTo) && !goesTo.checkVisibility({ visibilityProperty: true, opacityProperty: true });
    const says = [...element.attributes].some(({ name }) => /^(?:aria-haspopup|aria-controls|commandfor|popovertarget|onclick|data-.*(?:toggle|target|open|modal|dialog|lightbox|popup).*)$/.test(name));
    return says || listensTo(element, CLICKS);
  };
  const distinct = new Map(
    elements.filter(opens).map((element) => [[element.className, element.getAttribute("aria-controls"), oneLine(element.textContent, 40)].join("|"), element]),
  );
  const controls = [...distinct.values()].slice(0, MOST_CONTROLS);

  const isPlaced = (element) => ["fixed", "absolute"].includes(getComputedStyle(element).position);
  const layers = () => {
    const all = [...document.querySelectorAll("*")].slice(-MOST_LOOKED_AT);
    return new Set(all.filter((element) => (element.matches(DIALOG) || isPlaced(element)) && isShown(element)));
  };
  const tabbable = (layer) => [...layer.querySelectorAll(FOCUSABLE)].filter((element) => isTabbable(element));
  const coversWindow = (element) => {
    const box = element.getBoundingClientRect();
    return box.width >= innerWidth * 0.9 && box.height >= innerHeight * 0.9;
  };
  // A layer without a role in the middle of the window with something to operate: a lightbox, not a menu or a notice.
  const isLightbox = (layer) => {
    const box = layer.getBoundingClientRect();
    const isMiddle = box.left < innerWidth / 2 && box.right > innerWidth / 2 && (box.height >= innerHeight / 2 || (box.top > 1 && box.bottom < innerHeight - 1));
    const canBeUsed = tabbable(layer).length > 0 || [...layer.querySelectorAll("*")].some((element) => listensTo(element, CLICKS));
    const isFree = getComputedStyle(layer).position === "fixed" || coversWindow(layer);
    return isFree && isMiddle && canBeUsed && box.width * box.height > 10_000 && !layer.closest(NO_DIALOG);
  };
  let [before, control, layer] = [new Set(), null, null];
  const place = () => {
    const active = keyboard.active();
    if (layer && holds(layer, active)) return "inside";
    if (active === control) return "control";
    return !active || active === document.body || active === document.documentElement ? "nowhere" : "elsewhere";
  };
  const isOpen = () => layer.isConnected && isShown(layer);

  const dialogs = {
    prepare: (number) => {
      [control, layer, before] = [controls[number], null, new Set()];
      if (!control.isConnected || !isShown(control)) control.scrollIntoView({ block: "center", behavior: "instant" });
      before = layers();
      control.focus({ preventScroll: true });
      return place() === "control" && isShown(control) && document.hasFocus();
    },
    // What came up by the key, and where the focus is once scripts had time to move it.
    opened: async () => {
      await settle(70);
      const fresh = [...layers()].filter((element) => !before.has(element) && !holds(element, control));
      const outermost = fresh.filter((element) => !fresh.some((other) => other !== element && other.contains(element)));
      const named = fresh.find((element) => element.matches(DIALOG));
      layer = named ?? outermost.find(isLightbox) ?? null;
      if (!layer) return null;
      await until(() => place() === "inside", 400);
      const backdrop = outermost.some((element) => coversWindow(element) && getComputedStyle(element).position === "fixed");
      return {
        ...describe(layer),
        control: describe(control),
        name: oneLine(layer.ariaLabel || layer.querySelector("h1, h2, h3, h4, h5, h6")?.textContent || layer.textContent, 40),
        role: layer.matches(DIALOG),
        modal: layer.matches("[aria-modal=true], :modal") || backdrop,
        tabbable: tabbable(layer).length + Number(isTabbable(layer)),
        focus: place(),
      };
    },
    place,
    // Whether the focus was in the layer at each of these stops of the recorder (below 0: outside the page).
    inside: (stops) => stops.map((stop) => stop < 0 || holds(layer, keyboard.stops[stop].element)),
    closed: async () => {
      await until(() => !isOpen(), 150);
      await settle(30);
      return { open: isOpen(), focus: place() };
    },
    close: async () => {
      const button = [...layer.querySelectorAll("*")].find((element) => {
        const name = element.ariaLabel || element.title || element.textContent;
        return (element.matches(FOCUSABLE) || listensTo(element, CLICKS)) && name.length < 40 && CLOSE.test(name);
      });
      if (button?.matches(FOCUSABLE)) button.focus();
      button?.click();
      return button ? dialogs.closed() : { open: true, focus: place() };
    },
  };

  // Pointer targets that may show more: known from a style sheet, by a listener of their own, or by an attribute.
  const HINTS = "[data-tooltip], [data-tippy-content], [data-bs-toggle=tooltip], [data-toggle=tooltip], [aria-describedby]:not(input, select, textarea, fieldset, form)";
  const pairs = keyboard.shownOnHover ?? [];
  const isSmall = (element) => {
    const box = element.getBoundingClientRect();
    return box.width > 2 && box.width * box.height < (innerWidth * innerHeight) / 4 && element.checkVisibility({ visibilityProperty: true });
  };
  const scripted = [...elements].filter((element) => listensTo(element, HOVERS) || element.matches(HINTS));
  const targets = [...new Set([...pairs.map(([trigger]) => trigger), ...scripted])].filter((element) => isSmall(element) && !element.closest("iframe, video, audio")).slice(0, MOST_TARGETS);
  const hasText = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && /\p{L}{2}/u.test(node.data));
  const texts = () => new Set([...document.querySelectorAll("body *")].slice(-MOST_LOOKED_AT).filter((element) => hasText(element) && isShown(element)));
  let [trigger, seen, content] = [null, new Set(), null];
  const middle = (element) => {
    const box = element.getBoundingClientRect();
    return [box.left + Math.min(box.width / 2, box.width - 1), box.top + box.height / 2].map(Math.round);
  };
  // The point of the element that a hand coming from there meets first.
  const nearest = (element, [x, y]) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const within = (value, low, high) => Math.round(Math.max(Math.min(low + 3, high), Math.min(value, high - 3)));
    return [within(x, left, right), within(y, top, bottom)];
  };
  const hits = (element, [x, y]) => {
    const top = document.elementFromPoint(x, y);
    return !!top && (holds(element, top) || holds(top, element));
  };
  const box = (element) => element.getBoundingClientRect();
  const overlaps = (one, other) => one.left < other.right - 2 && other.left < one.right - 2 && one.top < other.bottom - 2 && other.top < one.bottom - 2;
  const tooltips = {
    prepare: (number) => {
      trigger = targets[number];
      content = null;
      if (!trigger.isConnected) return null;
      if (!isShown(trigger)) trigger.scrollIntoView({ block: "center", behavior: "instant" });
      document.activeElement?.blur?.();
      seen = texts();
      return isShown(trigger) && hits(trigger, middle(trigger)) ? middle(trigger) : null;
    },
    shown: async () => {
      await settle(120);
      const fresh = [...texts()].filter((element) => !seen.has(element) && element !== trigger && !holds(element, trigger));
      content = fresh[0] ?? null;
      if (!content) return null;
      const shown = box(content);
      const covers = [...seen].some((element) => element.isConnected && isShown(element) && !holds(element, content) && !holds(content, element) && overlaps(shown, box(element)));
      return {
        ...describe(content),
        tag: content.localName,
        name: oneLine(content.textContent, 60),
        trigger: describe(trigger),
        covers,
        styled: pairs.some(([one]) => one === trigger),
        at: nearest(content, middle(trigger)),
      };
    },
    isThere: async () => {
      await settle(60);
      return content.isConnected && isShown(content);
    },
    // Whether the focus on the trigger, or on what is in it or around it, brings the same up.
    focus: async () => {
      for (const element of [trigger, ...trigger.querySelectorAll(FOCUSABLE), trigger.closest(FOCUSABLE)]) {
        if (!element || !isTabbable(element)) continue;
        element.focus({ preventScroll: true });
        await settle(60);
        const shows = content.isConnected ? isShown(content) : [...texts()].some((other) => !seen.has(other));
        element.blur();
        if (shows) return true;
      }
      return false;
    },
  };
  globalThis.dreiklick.layers = { dialogs, tooltips };
  return { controls: controls.length, targets: targets.length };
}
