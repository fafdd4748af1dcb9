// Blocks of text that run against their script: Arabic or Hebrew from the left, or text of a Latin language from the right.
() => {
  const { describe } = globalThis.dreiklick;
  const RTL = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/u;
  const RTL_WORDS = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]{2,}/gu;
  const LTR_WORDS = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]{2,}/gu;
  const RTL_LANGUAGE = /^(?:ar|fa|ur|he|iw|yi|ji|ps|sd|ug|dv|ckb|arc|syr)(?:-|$)/i;
  const root = document.documentElement;
  const body = document.body;
  if (!body) return [];
  const isRtl = (element) => getComputedStyle(element).direction === "rtl";
  if (!RTL.test(body.textContent) && !document.querySelector("[dir=rtl i]") && !isRtl(root) && !isRtl(body)) return [];
  const found = [];
  const seen = new Set();
  const texts = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode() && found.length < 50) {
    const element = texts.currentNode.parentElement;
    if (!element || seen.has(element) || element.closest("script, style, template, noscript, textarea, svg, code, pre")) continue;
    seen.add(element);
    const own = [...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data).join(" ");
    const rtl = own.match(RTL_WORDS)?.length ?? 0;
    const ltr = own.match(LTR_WORDS)?.length ?? 0;
    const wrong = rtl > ltr && rtl >= 2 && !isRtl(element) ? "ltr" : ltr > rtl && ltr >= 3 && isRtl(element) ? "rtl" : "";
    if (!wrong || !element.checkVisibility()) continue;
    // A German name or address in an Arabic text runs from the right like everything there.
    if (wrong === "rtl" && RTL_LANGUAGE.test(element.closest("[lang]")?.lang ?? "")) continue;
    found.push({ ...describe(element), direction: wrong });
  }
  return found;
}
