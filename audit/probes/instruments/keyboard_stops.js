// What the recorder saw: every stop of the walk with what was measured at it, once the focus is off it again.
() => {
  const { describe, keyboard, oneLine } = globalThis.dreiklick;
  const TYPED = /^(?:text|search|url|tel|email|password|number|date|time|month|week|datetime-local)$/;
  keyboard.active()?.blur?.();
  for (const animation of document.getAnimations()) if ("transitionProperty" in animation) animation.finish();
  const hasCaret = (element) =>
    (element.localName === "textarea" || element.isContentEditable || (element.localName === "input" && TYPED.test(element.type))) &&
    !/^rgba\(.*, 0\)$/.test(getComputedStyle(element).caretColor);
  const groupOf = (element) => {
    const group = element.closest("ul, ol, form, fieldset, nav, table, [role=toolbar], [role=menubar], [role=tablist]");
    return keyboard.orders.get(group) ?? -1;
  };
  // Taken out of the flow, alone or with what it is in: where it is seen says little about where it belongs.
  const isPlaced = (element) => {
    for (let node = element; node; node = keyboard.up(node)) {
      if (["absolute", "fixed", "sticky"].includes(getComputedStyle(node).position)) return true;
    }
    return false;
  };
  const describeStop = ({ element, order, box, cover, measured }, number) => {
    const stop = keyboard.stops[number];
    return {
      ...describe(element),
      order,
      tag: element.localName,
      name: oneLine(element.getAttribute("aria-label") || element.textContent || element.value || "", 60),
      tabindex: element.tabIndex,
      box: box ?? null,
      parent: keyboard.orders.get(element.parentElement) ?? -1,
      group: groupOf(element),
      placed: isPlaced(element),
      rtl: getComputedStyle(element).direction === "rtl",
      layered: !!element.closest("dialog, [role=dialog], [role=alertdialog], [aria-modal=true]"),
      caret: hasCaret(element),
      cover: cover ?? "",
      faint: measured ? keyboard.isFaint(stop) : false,
      changed: measured ? keyboard.differs(stop) : null,
    };
  };
  return keyboard.stops.map(describeStop);
}
