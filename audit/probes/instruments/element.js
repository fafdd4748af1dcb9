// What findings say of an element, the same for every engine and instrument. Preloaded into the isolated world.
globalThis.dreiklick = (() => {
  const BLOCK = "p,li,td,th,dd,dt,h1,h2,h3,h4,h5,h6,caption,figcaption,summary,blockquote,address,pre,div,section";
  const oneLine = (text, length) => (text ?? "").replace(/\s+/g, " ").trim().slice(0, length);
  const step = (element) => {
    const twins = [...(element.parentNode?.children ?? [])].filter((other) => other.localName === element.localName);
    const name = CSS.escape(element.localName);
    return twins.length < 2 ? name : `${name}:nth-of-type(${twins.indexOf(element) + 1})`;
  };
  // A CSS selector of exactly this element: the nearest id that is there once, then the way down; " >>> " enters a
  // shadow root or a frame.
  const path = (element) => {
    const way = [];
    const root = element.getRootNode();
    for (let node = element; node instanceof Element || node?.nodeType === 1; node = node.parentElement) {
      const id = node.getAttribute("id");
      if (id && /^[A-Za-z][\w-]*$/.test(id) && root.querySelectorAll(`#${id}`).length === 1) {
        way.unshift(`#${id}`);
        break;
      }
      if (node.localName === "html") break;
      way.unshift(step(node));
    }
    const outer = root.host ?? root.defaultView?.frameElement;
    const inner = way.join(" > ") || element.localName;
    return outer ? `${path(outer)} >>> ${inner}` : inner;
  };
  const component = (element) =>
    /(?:^|\s)dk-([a-z]+(?:-[a-z]+)*)/.exec(element?.closest("[class*='dk-']")?.getAttribute("class") ?? "")?.[1] ?? "";
  const describe = (element) => ({
    path: path(element),
    text: oneLine(element.closest(BLOCK)?.textContent, 300),
    literal: element.getAttribute("href") ?? element.getAttribute("src") ?? "",
    component: component(element),
  });
  return { oneLine, describe };
})();
