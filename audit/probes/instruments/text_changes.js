// What becomes of the text where a reader changes it: `spacing` as WCAG 1.4.12 has it, `large` is text alone at twice the
// size. Each is a list of blocks, with what was not so before: kind "clipped" (and an excuse, see text_boxes.js),
// "overlap" (with another text), "lines" (with each other) or "vanished"; `other` is the path of the box or text that does
// it; at most 30 each.
() => {
  const { describe, textBoxes } = globalThis.dreiklick;
  const MOST = 30;
  const SPACING =
    "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }" +
    " p { margin-bottom: 2em !important }";
  const size = parseFloat(getComputedStyle(document.documentElement).fontSize);
  const LARGE = `html { font-size: ${2 * size}px !important }`;
  const own = [...document.adoptedStyleSheets];
  const sheetOf = (css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    return sheet;
  };
  // Else pages would show the change only after their transitions, and once more when it is taken back.
  const still = sheetOf("*, *::before, *::after { transition: none !important; scroll-behavior: auto !important }");
  const look = () => {
    const boxes = textBoxes();
    const texts = boxes.all();
    const clips = new Map(texts.map((text) => [text.node, boxes.clipOf(text)]));
    return { boxes, texts, clips, pairs: boxes.overlaps(texts) };
  };
  const changes = (before, after) => {
    const found = new Map();
    const add = (block, kind, other, excuse = "") => {
      if (!found.has(block)) found.set(block, { block, kind, other, excuse });
    };
    for (const text of after.texts) {
      const clip = after.clips.get(text.node);
      if (clip && before.clips.has(text.node) && !before.clips.get(text.node)) add(text.block, "clipped", clip.by, clip.excuse);
      for (const [other, block] of after.pairs.get(text.node) ?? []) {
        const known = before.pairs.get(text.node)?.has(other) || before.pairs.get(other)?.has(text.node);
        if (!known && before.clips.has(text.node) && before.clips.has(other)) add(text.block, block === text.block ? "lines" : "overlap", block);
      }
    }
    for (const text of before.texts) {
      if (after.clips.has(text.node) || !text.node.isConnected) continue;
      const out = after.boxes.textOf(text.node);
      const clip = out && after.boxes.clipOf(out);
      if (clip) add(text.block, "clipped", clip.by, clip.excuse);
      else add(text.block, "vanished", null);
    }
    return [...found.values()].filter(({ excuse }) => excuse !== "aria-hidden").slice(0, MOST);
  };
  const described = ({ block, kind, other, excuse }) => ({
    ...describe(block),
    kind,
    other: other ? describe(other).path : "",
    excuse,
  });
  const { scrollX, scrollY } = window;
  const found = {};
  try {
    const before = look();
    for (const [name, css] of [["spacing", SPACING], ["large", LARGE]]) {
      document.adoptedStyleSheets = [...own, still, sheetOf(css)];
      found[name] = changes(before, look());
    }
    document.adoptedStyleSheets = [...own, still];
    document.documentElement.getBoundingClientRect();
  } finally {
    document.adoptedStyleSheets = own;
    window.scrollTo({ left: scrollX, top: scrollY, behavior: "instant" });
  }
  return { spacing: found.spacing.map(described), large: found.large.map(described) };
}
