// Runs in the page's own world before keys are pressed: windows and dialogs are told to our world instead of opening.
// Returns which elements listen for the pointer: [number of the element, types], and whether anything listens for keys or
// focus. Takes the list of elements.
(elements) => {
  const POINTER = ["click", "mousedown", "mouseup", "pointerdown", "pointerup"];
  const HOVER = ["mouseenter", "mouseover", "pointerenter", "pointerover"];
  const KEYS = /^(?:focus|blur|focusin|focusout|keydown|keyup|keypress)$/;
  const MOST = 5000;
  const tell = (kind) => document.dispatchEvent(new CustomEvent(`dreiklick-${kind}`));
  const calm = (view) => {
    Reflect.set(view, "open", () => (tell("window"), null));
    Reflect.set(view, "alert", () => tell("dialog") && undefined);
    Reflect.set(view, "confirm", () => (tell("dialog"), false));
    Reflect.set(view, "prompt", () => (tell("dialog"), null));
    Reflect.set(view, "print", () => tell("dialog") && undefined);
  };
  calm(window);
  for (const element of elements) if (element.localName === "iframe" && element.contentDocument) calm(element.contentWindow);
  const found = [];
  let keys = elements.length > MOST || elements.some(({ shadowRoot, localName }) => shadowRoot || /^i?frame$/.test(localName));
  for (const target of [window, document]) keys ||= Object.keys(getEventListeners(target)).some((type) => KEYS.test(type));
  elements.slice(0, MOST).forEach((element, index) => {
    const types = Object.keys(getEventListeners(element));
    keys ||= types.some((type) => KEYS.test(type));
    if (element.localName === "html" || element.localName === "body") return;
    if (types.some((type) => POINTER.includes(type) || HOVER.includes(type))) found.push([index, types]);
  });
  return { pointer: found.slice(0, 500), keys };
}
