// Every element of the page in one fixed order, shadow roots and frames of the same origin included: the same list in
// the page's own world and in ours, so that a number names an element in both.
() => {
  const MOST = 20000;
  const elements = [];
  const visit = (root) => {
    for (const element of root.querySelectorAll("*")) {
      if (elements.length >= MOST) return;
      elements.push(element);
      if (element.shadowRoot) visit(element.shadowRoot);
      if (element.localName === "iframe" || element.localName === "frame") {
        const inner = element.contentDocument; // null where the origin is another
        if (inner) visit(inner);
      }
    }
  };
  visit(document);
  return elements;
}
