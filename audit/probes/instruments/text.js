// The text that can be seen, by block (a paragraph, a cell, a button …), in document order; at most 400 blocks.
//
// Per block, beside path, text, literal and component:
//   tag, align    name of its element; text-align as computed ("start", "justify", …)
//   hyphens       as computed: "auto" parts words at the end of a line
//   size          font size in CSS pixels of most of its letters
//   lineHeight    in CSS pixels; null where it is "normal"
//   letters       letters and digits seen; `capitals` of them are capitals in words of two or more capitals, or made
//                 capitals by text-transform
//   lines, width  rendered lines of text, and the widest of them in CSS pixels
//   longest       characters in the widest line, by the mean width of a character in the block
//   underlined    letters underlined outside links, controls, abbreviations and insertions
//   styles        per way of writing in it: {size, italic, uppercase, weight, letters}
() => {
  const { describe, textBoxes } = globalThis.dreiklick;
  const MOST = 400;
  const boxes = textBoxes();
  const count = (text, pattern) => text.match(pattern)?.join("").length ?? 0;
  const round = (number) => Math.round(number * 10) / 10;

  const wayOf = ({ node, style }) => {
    const letters = count(node.data, /[\p{L}\p{N}]+/gu);
    const uppercase = style.textTransform === "uppercase";
    return {
      size: round(parseFloat(style.fontSize)),
      italic: style.fontStyle !== "normal",
      uppercase,
      weight: Number(style.fontWeight),
      letters,
      capitals: uppercase ? count(node.data, /\p{L}+/gu) : count(node.data, /(?<!\p{L})\p{Lu}{2,}(?!\p{L})/gu),
    };
  };
  const stylesOf = (ways) => {
    const byStyle = new Map();
    for (const { capitals, letters, ...style } of ways) {
      const key = JSON.stringify(style);
      byStyle.set(key, { ...style, letters: letters + (byStyle.get(key)?.letters ?? 0) });
    }
    return [...byStyle.values()].sort((one, other) => other.letters - one.letters);
  };
  // Pieces of one line overlap each other by at least half of the lower one's height.
  const linesOf = (texts) => {
    const pieces = texts.flatMap((text) => text.lines).sort((one, other) => one.top - other.top || one.left - other.left);
    const lines = [];
    for (const piece of pieces) {
      const line = lines.at(-1);
      if (line && Math.min(line.bottom, piece.bottom) - piece.top > Math.min(line.bottom - line.top, piece.height) / 2) {
        line.left = Math.min(line.left, piece.left);
        line.right = Math.max(line.right, piece.right);
      } else lines.push({ left: piece.left, right: piece.right, top: piece.top, bottom: piece.bottom });
    }
    return lines;
  };
  const UNDERLINED = "a, button, summary, label, abbr, ins, [role=link], [role=button], [role=tab], [role=menuitem]";
  const isUnderlined = ({ node, block }) => {
    for (let element = node.parentElement; element; element = element.parentElement) {
      if (boxes.styleOf(element).textDecorationLine.includes("underline")) return !node.parentElement.closest(UNDERLINED);
      if (element === block) return false;
    }
    return false;
  };
  const factsOf = ([block, texts]) => {
    const style = boxes.styleOf(block);
    const ways = texts.map(wayOf);
    const styles = stylesOf(ways);
    const lines = linesOf(texts);
    const lineHeight = parseFloat(style.lineHeight);
    const characters = texts.reduce((sum, { node }) => sum + node.data.replace(/\s+/g, " ").length, 0);
    const widths = lines.map((line) => line.right - line.left);
    const width = Math.max(...widths);
    return {
      ...describe(block),
      tag: block.localName,
      align: style.textAlign,
      hyphens: style.hyphens,
      size: styles[0].size,
      lineHeight: Number.isNaN(lineHeight) ? null : round(lineHeight),
      letters: ways.reduce((sum, way) => sum + way.letters, 0),
      capitals: ways.reduce((sum, way) => sum + way.capitals, 0),
      lines: lines.length,
      width: Math.round(width),
      longest: Math.round((characters * width) / widths.reduce((sum, one) => sum + one, 0)),
      underlined: texts.reduce((sum, text, index) => sum + (isUnderlined(text) ? ways[index].letters : 0), 0),
      styles,
    };
  };
  const blocks = new Map();
  for (const text of boxes.all()) {
    if (!blocks.has(text.block)) blocks.set(text.block, []);
    blocks.get(text.block).push(text);
  }
  return [...blocks].slice(0, MOST).map(factsOf);
}
