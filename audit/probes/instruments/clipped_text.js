// Text of which a box with hidden overflow shows only a part: per block {axis: "x" | "y", by: path of that box, excuse}.
// An excuse ("ellipsis", "line", "clamp", "expander", "track", "window") says that it may be meant; at most 50 blocks.
() => {
  const { describe, textBoxes } = globalThis.dreiklick;
  const MOST = 50;
  const boxes = textBoxes();
  const blocks = new Map();
  for (const text of boxes.all()) {
    const clip = boxes.clipOf(text);
    if (!clip || clip.excuse === "aria-hidden") continue;
    const known = blocks.get(text.block);
    if (!known || (known.excuse && !clip.excuse)) blocks.set(text.block, clip);
  }
  return [...blocks].slice(0, MOST).map(([block, { axis, by, excuse }]) => ({ ...describe(block), axis, by: describe(by).path, excuse }));
}
