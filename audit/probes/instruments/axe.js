// Run axe and keep of its result what findings need: ids of what passed, and per failed or undecided element its
// selector, snippet, German explanation, surrounding text and theme component. Null where axe is asked about colours
// alone, and all of them are certain (see certain.js).
async (options) => {
  const { oneLine, describe } = globalThis.dreiklick;
  const selector = (target) => target.map((part) => [part].flat().join(" >>> ")).join(" >>> ");
  const nodes = (rule) =>
    rule.nodes.map((node) => ({
      target: selector(node.target),
      html: oneLine(node.html, 300),
      impact: node.impact ?? rule.impact,
      summary: (node.failureSummary ?? "").slice(0, 1000),
      ...(node.element ? describe(node.element) : { path: selector(node.target), text: "", literal: "", component: "" }),
    }));
  const found = (rules) => rules.map((rule) => ({ id: rule.id, impact: rule.impact, nodes: nodes(rule) }));
  const ids = (rules) => rules.map((rule) => rule.id);
  // Text in a box that scrolls sideways may be cut off where axe looks, and axe cannot tell its background. A person
  // scrolls: so each such element is brought into view and judged once more by itself.
  const scrolls = (element) => {
    for (let box = element?.parentElement; box; box = box.parentElement) {
      if (box.scrollWidth > box.clientWidth && /auto|scroll/.test(getComputedStyle(box).overflowX)) return true;
    }
    return false;
  };
  const move = (from, to, node) => {
    const rule = from.find(({ id }) => id === "color-contrast");
    rule.nodes = rule.nodes.filter((other) => other !== node);
    if (rule.nodes.length === 0) from.splice(from.indexOf(rule), 1);
    const goal = to.find(({ id }) => id === "color-contrast");
    if (goal) goal.nodes.push(node);
    else to.push({ ...rule, nodes: [node] });
  };
  const lookAgain = async ({ violations, incomplete, passes }) => {
    const undecided = incomplete.find(({ id }) => id === "color-contrast")?.nodes ?? [];
    const places = new Map();
    for (const node of undecided.filter(({ element }) => scrolls(element)).slice(0, 200)) {
      for (let box = node.element; box; box = box.parentElement) {
        if (!places.has(box)) places.set(box, { left: box.scrollLeft, top: box.scrollTop, behavior: "instant" });
      }
      node.element.scrollIntoView({ block: "nearest", inline: "center", behavior: "instant" });
      const again = await axe.run(node.element, { runOnly: ["color-contrast"], elementRef: true, preload: false });
      if (again.violations.length) move(incomplete, violations, Object.assign(node, again.violations[0].nodes[0]));
      else if (!again.incomplete.length) move(incomplete, passes, node);
    }
    for (const [box, place] of places) box.scrollTo(place);
  };
  // Have axe ask nothing of what is certain (see certain.js), so that its grid of all boxes is made only where something
  // is left. The first that a rule applies to stays and passes: axe itself tells whether the rule applies at all.
  const leaveOut = ({ text, targets }) => {
    const undo = [];
    const put = (object, name, make) => {
      const whole = object[name];
      object[name] = make(whole);
      undo.push(() => (object[name] = whole));
    };
    const { rules, checks } = axe._audit;
    const spareOf = (id, told, names) => {
      let first = null;
      put(rules.find((rule) => rule.id === id), "matches", (matches) => function (element, ...rest) {
        const kind = told(element);
        if (kind === undefined || (kind && first)) return false;
        const applies = matches.call(this, element, ...rest);
        if (kind && applies) first = element;
        return applies;
      });
      for (const name of names) {
        put(checks[name], "evaluate", (evaluate) => function (element, ...rest) {
          return element === first || evaluate.call(this, element, ...rest);
        });
      }
    };
    spareOf("color-contrast", text, ["color-contrast"]);
    spareOf("target-size", targets(), ["target-size", "target-offset"]);
    // A link whose style tells it from the text passes whatever its colours are.
    const style = checks["link-in-text-block-style"].evaluate;
    const silent = { relatedNodes: () => {}, data: () => {} };
    put(checks["link-in-text-block"], "evaluate", (evaluate) => function (element, ...rest) {
      return style.call(silent, element, ...rest) === true || evaluate.call(this, element, ...rest);
    });
    return () => undo.forEach((whole) => whole());
  };
  // A switch of width or colour scheme starts transitions; judged is what they lead to, not a moment on the way.
  for (const animation of document.getAnimations()) if (animation instanceof CSSTransition) animation.finish();
  const certain = globalThis.dreiklick.certain();
  const COLOURS = ["color-contrast", "link-in-text-block"];
  const { type, values } = options.runOnly ?? {};
  const isForColours = type === "rule" && values.every((id) => COLOURS.includes(id));
  if (isForColours && certain?.areColoursCertain()) return null;
  const restore = certain ? leaveOut(certain) : () => {};
  const result = await axe
    .run(document, {
      resultTypes: ["violations", "incomplete"],
      elementRef: true,
      preload: false, // only the autoplay rule needs it, which is off
      ...options,
    })
    .finally(restore);
  await lookAgain(result);
  // axe looks into frames without seeing that the page around them is inert: nobody gets there with the keyboard.
  const isInert = (element) => {
    const dialog = [...document.querySelectorAll("dialog:modal")].pop();
    return Boolean(element?.closest("[inert]") || (dialog && element && !dialog.contains(element)));
  };
  // WCAG 2.5.8 leaves controls alone whose size the browser decides and the author did not change; axe does not know that.
  const browserHeights = { checkbox: 13, radio: 13, range: 16, "select-one": 19 };
  const isOfBrowserSize = (element) => {
    if (!element?.matches("button, select, input:not([type=image], [type=file])")) return false;
    const { appearance, lineHeight, fontSize } = getComputedStyle(element);
    const isAsIs = appearance === "auto" && lineHeight === "normal" && fontSize === "13.3333px";
    return isAsIs && element.offsetHeight === (browserHeights[element.type] ?? 21);
  };
  const spare = (id, isSpared) => {
    const rule = result.violations.find((violation) => violation.id === id);
    if (!rule) return;
    rule.nodes = rule.nodes.filter((node) => !isSpared(node));
    if (rule.nodes.length === 0) result.violations.splice(result.violations.indexOf(rule), 1);
  };
  spare("frame-focusable-content", ({ target }) => isInert(document.querySelector([target[0]].flat()[0])));
  spare("target-size", ({ element }) => isOfBrowserSize(element));
  return {
    violations: found(result.violations),
    incomplete: found(result.incomplete),
    passes: ids(result.passes),
    inapplicable: ids(result.inapplicable),
  };
}
