// Where style sheets show two texts of one container in another order than the document has them: at most 20 containers,
// with the text that is seen `first` though it comes after `second` in the document, and what `cause`s it. Only pairs
// that somebody reads one after the other: no landmarks, no parts with headings of their own, no short labels.
() => {
  const { describe, oneLine } = globalThis.dreiklick;
  const MOST = 20;
  const MOST_ELEMENTS = 8000;
  const MOST_CHILDREN = 40;
  const LETTERS = 20;
  const APART = "nav, aside, main, header, footer, form, dialog, table, figure, script, style, [role]";
  const isText = (child) => !child.matches(APART) && oneLine(child.textContent, 200).length >= LETTERS && child.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const hasHeading = (child) => child.querySelector("h1, h2, h3, h4, h5, h6, article") !== null;
  const itemOf = (element) => ({ element, style: getComputedStyle(element), box: element.getBoundingClientRect() });
  const isPlaced = ({ style }) => style.gridRowStart !== "auto" || style.gridColumnStart !== "auto";
  const causeOf = (container, one, other) => {
    const { style } = container;
    const inFlow = [one, other].every((item) => !/absolute|fixed|sticky/.test(item.style.position));
    if (!inFlow) return [one, other].some((item) => item.style.position === "absolute") ? "position" : "";
    if (/flex|grid/.test(style.display) && one.style.order !== other.style.order) return "order";
    if (/flex/.test(style.display)) return /reverse/.test(style.flexDirection + style.flexWrap) ? "reverse" : "";
    if (/grid/.test(style.display)) return isPlaced(one) || isPlaced(other) ? "grid" : "";
    return one.style.float !== "none" ? "float" : "";
  };
  const share = (fromOne, toOne, fromOther, toOther) =>
    (Math.min(toOne, toOther) - Math.max(fromOne, fromOther)) / Math.min(toOne - fromOne, toOther - fromOther);
  // Whether `later` is read before `earlier`: above it in one column, or beside it on the side where lines begin.
  const isBefore = (later, earlier, rightToLeft) => {
    const [one, other] = [later.box, earlier.box];
    if (Math.min(one.width, other.width) < 8 || Math.min(one.height, other.height) < 8) return false;
    const isAbove = one.bottom <= other.top + 2;
    if (isAbove) return share(one.left, one.right, other.left, other.right) > 0.5;
    const isBeside = rightToLeft ? one.left >= other.right - 2 : one.right <= other.left + 2;
    return isBeside && Math.abs(one.top - other.top) <= Math.max(8, Math.min(one.height, other.height) / 4);
  };
  const inversion = (parent) => {
    const children = [...parent.children].slice(0, MOST_CHILDREN).filter(isText);
    if (children.length < 2) return null;
    const container = { style: getComputedStyle(parent) };
    const rightToLeft = container.style.direction === "rtl";
    const items = children.map(itemOf);
    for (let later = 1; later < items.length; later += 1) {
      for (let earlier = 0; earlier < later; earlier += 1) {
        const cause = causeOf(container, items[earlier], items[later]);
        if (!cause || !isBefore(items[later], items[earlier], rightToLeft)) continue;
        if (hasHeading(items[earlier].element) && hasHeading(items[later].element)) continue;
        return { first: items[later].element, second: items[earlier].element, cause };
      }
    }
    return null;
  };
  const found = [];
  for (const parent of [...document.querySelectorAll("body, body :has(> :nth-child(2))")].slice(0, MOST_ELEMENTS)) {
    const one = inversion(parent);
    if (one) found.push(one);
    if (found.length >= MOST) break;
  }
  return found.map(({ first, second, cause }) => ({
    ...describe(first),
    cause,
    first: oneLine(first.textContent, 60),
    second: oneLine(second.textContent, 60),
  }));
}
