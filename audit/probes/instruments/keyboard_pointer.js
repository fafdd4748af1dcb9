// What is there for the pointer only: elements of the list given that listen for it and that no key reaches, and content
// that only the style sheet's :hover shows. Visible candidates are clicked once to see whether anything comes of it.
async (listening) => {
  const { describe, keyboard, oneLine } = globalThis.dreiklick;
  const { elements, stops, up, FOCUSABLE } = keyboard;
  const POINTER = ["click", "mousedown", "mouseup", "pointerdown", "pointerup"];
  const MOST = 20;
  const MOST_CLICKS = 6;
  const MOST_RULES = 20000;
  const reached = new Set(stops.map((stop) => stop.element));
  const ACTIVE = `${FOCUSABLE}, label, summary, option, [role=option], [aria-activedescendant], [aria-hidden=true], [inert], video, audio, canvas, map`;
  const MANAGED = "[role=tab], [role=menuitem], [role=menuitemradio], [role=menuitemcheckbox], [role=treeitem], [role=radio], [role=gridcell], [role=row]";
  const isShown = (element) => {
    const box = element.getBoundingClientRect();
    return box.width > 1 && box.height > 1 && element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  };
  const within = (element, selector) => {
    for (let node = element; node; node = up(node)) if (node.matches(selector)) return true;
    return false;
  };
  const nameOf = (element) =>
    oneLine(element.getAttribute("aria-label") || element.textContent || element.title || element.querySelector("[alt]")?.alt || "", 60);
  const isBig = (element) => {
    const box = element.getBoundingClientRect();
    return box.width * box.height > (innerWidth * innerHeight) / 3;
  };
  const isCandidate = (element) =>
    element &&
    !within(element, ACTIVE) &&
    !element.matches(MANAGED) &&
    !element.querySelector(FOCUSABLE) &&
    !element.shadowRoot &&
    nameOf(element) !== "" &&
    !isBig(element);
  // The next control may do the same: a person must look.
  const hasNeighbour = (element) =>
    [element.previousElementSibling, element.nextElementSibling].some(
      (other) => other && isShown(other) && (other.matches(FOCUSABLE) || other.querySelector(FOCUSABLE)),
    );
  const events = () => keyboard.takeLog().filter((entry) => ["navigation", "window", "dialog"].includes(entry.kind));
  const clickingDoes = async (element) => {
    const seen = [];
    const watch = new MutationObserver((records) => seen.push(...records));
    keyboard.takeLog();
    watch.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    element.click();
    await new Promise((done) => setTimeout(done, 15));
    seen.push(...watch.takeRecords());
    watch.disconnect();
    return events().length > 0 || seen.length > 0;
  };

  const shownOnHover = [];
  Object.assign(keyboard, { listening, shownOnHover }); // for what is tried after the walk (layers.js)
  const clickable = listening.filter(([, types]) => types.some((type) => POINTER.includes(type)));
  const candidates = clickable.map(([index]) => elements[index]).filter(isCandidate);
  const outermost = candidates.filter((element) => !candidates.some((other) => other !== element && other.contains(element)));
  const pointer = [];
  for (const element of outermost.slice(0, MOST)) {
    const shown = isShown(element);
    const acts = shown && pointer.filter((found) => found.clicked).length < MOST_CLICKS ? await clickingDoes(element) : null;
    pointer.push({
      ...describe(element),
      tag: element.localName,
      role: element.getAttribute("role") ?? "",
      name: nameOf(element),
      shown,
      clicked: acts !== null,
      acts,
      focusable: element.tabIndex >= -1 && element.hasAttribute("tabindex"),
      neighbour: hasNeighbour(element),
    });
  }

  // Rules with :hover that make something visible which the same element's focus does not.
  const showing = [];
  let rules = 0;
  const collect = (list) => {
    for (const rule of list) {
      if ((rules += 1) > MOST_RULES) return;
      if (rule.cssRules?.length && rule.selectorText === undefined) {
        if (!rule.media || matchMedia(rule.media.mediaText).matches) collect(rule.cssRules);
      } else if (rule.selectorText?.includes(":hover")) {
        const { display, visibility, opacity } = rule.style;
        if ((display && display !== "none") || visibility === "visible" || Number(opacity) > 0.5) showing.push(rule.selectorText);
      }
    }
  };
  for (const sheet of [...document.styleSheets, ...document.adoptedStyleSheets]) {
    let list = [];
    try {
      list = sheet.cssRules;
    } catch (error) {
      if (error.name !== "SecurityError") throw error; // a sheet of another origin cannot be read: nothing is known of it
    }
    collect(list);
  }
  const shownByFocus = (element, trigger) => {
    const inside = [trigger, ...trigger.querySelectorAll(FOCUSABLE)].filter((other) => keyboard.isTabbable(other) && !element.contains(other));
    return inside.some((other) => {
      other.focus({ preventScroll: true });
      const shown = element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
      other.blur();
      return shown;
    });
  };
  const opens = (trigger) =>
    [trigger, ...trigger.querySelectorAll("button, [role=button], [aria-expanded], [aria-haspopup], summary, a[href='#']")].some(
      (other) => other.matches("button, [role=button], [aria-expanded], [aria-haspopup], summary, a[href='#']"),
    );
  const hover = [];
  const known = new Set();
  for (const selector of showing.flatMap((text) => text.split(/,(?![^(]*\))/)).slice(0, 100)) {
    const [head, tail] = [selector.slice(0, selector.lastIndexOf(":hover")), selector.slice(selector.lastIndexOf(":hover") + 6)];
    if (!/^[\w\s.#>+~[\]="'-]*$/.test(tail) || !/[\s>+~]/.test(tail.trim() ? tail : "") || head.trim() === "") continue;
    let found = [];
    try {
      found = [...document.querySelectorAll(head.replaceAll(":hover", "") + tail)];
    } catch (error) {
      if (error.name !== "SyntaxError") throw error; // nested selectors cannot be asked for by themselves
    }
    for (const element of found.slice(0, 50)) {
      if (hover.length >= MOST || known.has(element) || element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
      known.add(element);
      const beside = /^\s*[+~]/.test(tail);
      const trigger = beside ? element.previousElementSibling : [...document.querySelectorAll(head.replaceAll(":hover", ""))].find((other) => other.contains(element));
      const holdsControls = element.matches(FOCUSABLE) || !!element.querySelector(FOCUSABLE);
      if (!trigger || oneLine(element.textContent, 10) === "" || element.ariaHidden === "true") continue;
      shownOnHover.push([trigger, element]);
      if ([...reached].some((stop) => element.contains(stop)) || shownByFocus(element, trigger)) continue;
      hover.push({ ...describe(element), tag: element.localName, name: nameOf(element), controls: holdsControls, opens: opens(trigger) });
    }
  }
  return { pointer, hover };
}
