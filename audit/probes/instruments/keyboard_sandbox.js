// Runs in the page's own world before keys are pressed: windows and dialogs are told to our world instead of opening.
// Returns which elements listen for the pointer: [number of the element, types]. Takes the list of elements.
(elements) => {
  const POINTER = ["click", "mousedown", "mouseup", "pointerdown", "pointerup"];
  const HOVER = ["mouseenter", "mouseover", "pointerenter", "pointerover"];
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
  elements.slice(0, MOST).forEach((element, index) => {
    if (element.localName === "html" || element.localName === "body") return;
    const types = Object.keys(getEventListeners(element));
    if (types.some((type) => POINTER.includes(type) || HOVER.includes(type))) found.push([index, types]);
  });
  return found.slice(0, 500);
}
