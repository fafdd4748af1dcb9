// Controls of which nothing can be seen in this state ("nothing": with forced colours, grounds, gradients, shadows and
// masked icons are gone), and controls whose only picture is a drawing in the very colour that the ground then has
// ("drawing"). At most 30 controls. Look at it with and without forced colours.
() => {
  const { describe, oneLine } = globalThis.dreiklick;
  const MOST = 30;
  const MOST_CONTROLS = 1500;
  const CONTROLS =
    "a[href], button, summary, [role=button], [role=link], [role=checkbox], [role=switch], [role=radio], [role=tab]," +
    " input[type=checkbox], input[type=radio], input[type=submit], input[type=button], input[type=image]";
  const PICTURES = "img, picture, canvas, video, object, embed, iframe, input, select, textarea, meter, progress";
  const isShown = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const hasSize = (element) => {
    const box = element.getBoundingClientRect();
    return box.width > 3 && box.height > 3;
  };
  const isForced = matchMedia("(forced-colors: active)").matches;
  // The ground of the page: forced colours keep only how transparent it was.
  const canvas = isForced ? getComputedStyle(document.documentElement).backgroundColor.replace(/^rgba\((.*), 0\)$/, "rgb($1)") : "";
  const isClear = (colour) => colour === "transparent" || /^rgba\(.*, 0\)$/.test(colour);
  const hasBorder = (style) =>
    ["Top", "Right", "Bottom", "Left"].some((side) => parseFloat(style[`border${side}Width`]) > 0 && style[`border${side}Style`] !== "none");
  const groundOf = (element) => {
    for (let box = element; box; box = box.parentElement) {
      const { backgroundColor } = getComputedStyle(box);
      if (!isClear(backgroundColor)) return backgroundColor;
    }
    return canvas;
  };
  // What can be seen of a box without its text: border, picture, shadow, a ground that differs from the one below.
  const leaves = (style, element) => {
    const masked = style.maskImage !== "none";
    const differs = !isClear(style.backgroundColor) && style.backgroundColor !== groundOf(element.parentElement ?? element);
    if (masked) return differs;
    if (!isForced && (style.backgroundImage !== "none" || style.boxShadow !== "none")) return true;
    return hasBorder(style) || /url\(/.test(style.backgroundImage) || /url\(/.test(style.listStyleImage) || differs;
  };
  const leavesPseudo = (element, pseudo) => {
    const style = getComputedStyle(element, pseudo);
    if (style.content === "none" || style.content === "normal" || style.display === "none" || style.visibility !== "visible") return false;
    return /"[^"]*\S[^"]*"|url\(/.test(style.content) || leaves(style, element);
  };
  const isNative = (element) => element.localName === "input" && getComputedStyle(element).appearance !== "none";
  const drawings = (control) => [...control.querySelectorAll("svg")].filter((svg) => isShown(svg) && hasSize(svg));
  const isLost = (svg) => {
    const shapes = [...svg.querySelectorAll("path, circle, rect, polygon, polyline, line, ellipse, use, text")];
    const inks = shapes.flatMap((shape) => {
      const style = getComputedStyle(shape);
      return [style.fill, style.stroke].filter((colour) => colour !== "none" && !isClear(colour));
    });
    return isForced && inks.length > 0 && inks.every((ink) => ink === canvas);
  };
  const parts = (control) => [control, ...[...control.querySelectorAll("*")].slice(0, 30)].filter((element) => !element.closest("svg") && isShown(element));
  const labelled = (control) => [...(control.labels ?? [])].some((label) => isShown(label) && parts(label).some((part) => leavesPseudo(part, "::before") || leavesPseudo(part, "::after") || (part !== label && leaves(getComputedStyle(part), part))));
  const stateOf = (control) => {
    if (isNative(control) || control.matches("input[type=submit], input[type=button]") || oneLine(control.innerText ?? "", 20)) return "";
    if (control.matches(PICTURES) && !control.matches("input[type=checkbox], input[type=radio]")) return "";
    const own = parts(control);
    if (own.some((part) => part !== control && part.matches(PICTURES))) return "";
    if (own.some((part) => leaves(getComputedStyle(part), part) || leavesPseudo(part, "::before") || leavesPseudo(part, "::after"))) return "";
    const drawn = drawings(control);
    if (drawn.length) return drawn.every(isLost) ? "drawing" : "";
    return labelled(control) || control.shadowRoot || own.some((part) => part.shadowRoot) ? "" : "nothing";
  };
  const isMeant = (control) => isShown(control) && hasSize(control) && !control.closest("[aria-hidden=true], [inert]");
  return [...document.querySelectorAll(CONTROLS)]
    .slice(0, MOST_CONTROLS)
    .filter(isMeant)
    .map((control) => ({ control, state: stateOf(control) }))
    .filter(({ state }) => state)
    .slice(0, MOST)
    .map(({ control, state }) => ({ ...describe(control), state, name: oneLine(control.getAttribute("aria-label") ?? control.title ?? "", 60) }));
}
