// Pictures that may show text: on the page, of a size to read, no logos; at most 20, the largest ones, in document order.
//
// Per picture, beside path, text, literal and component:
//   kind       "image", "button" (input type=image, or the picture in a button) or "background"
//   name       the text that stands for it: its alternative, for a background all the text of the element
//   linked     whether it leads to another host or to a file, as logos of others and covers of leaflets do
//   captioned  whether it stands in a figure with a caption
async () => {
  const { describe, oneLine } = globalThis.dreiklick;
  const WAIT = 3000; // for pictures that are loaded when somebody comes near them
  const MOST = 20;
  const MOST_IMAGES = 500;
  const MOST_BACKGROUNDS = 3000;
  const LOGO = /logo|wappen|marke|brand|signet|sponsor|partner/i;
  const PICTURE = /\.(?:png|jpe?g|gif|webp|avif|svg)(?:[?#]|$)|^data:image\//i;
  const FILE = /\.(?:png|jpe?g|gif|webp|avif|svg|pdf|docx?|odt)(?:[?#]|$)/i;
  const seen = (element) => {
    const box = element.getBoundingClientRect();
    const large = box.width >= 40 && box.height >= 12;
    return large && element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  };
  const labelled = (element) => {
    const ids = element.getAttribute("aria-labelledby")?.split(/\s+/) ?? [];
    return ids.map((id) => document.getElementById(id)?.textContent ?? "").join(" ");
  };
  const nameOf = (element, kind) => {
    const own = kind === "background" || element.localName === "object" ? element.textContent : element.getAttribute("alt");
    const titled = element.querySelector(":scope > title")?.textContent;
    const names = [labelled(element), element.getAttribute("aria-label"), own, titled, element.getAttribute("title")];
    return oneLine(names.find((name) => name?.trim()), 1000);
  };
  const isLogo = (element, url, name) => {
    const file = /^https?:/.test(url) ? new URL(url).pathname : "";
    const said = [name, file];
    // not the page itself, whose class may tell that there is a logo somewhere
    for (let [box, steps] = [element, 0]; box && box !== document.body && steps < 4; box = box.parentElement, steps += 1) {
      said.push(box.getAttribute("class") ?? "", box.id);
    }
    if (said.some((text) => LOGO.test(text))) return true;
    const link = element.closest("a[href]");
    if (link && /^\/(?:index\.html?)?$/.test(link.pathname) && link.host === location.host && !link.hash) return true;
    const frame = element.closest("header, footer, [role=banner], [role=contentinfo]");
    return frame !== null && frame.closest("main, article, section") === null;
  };

  // Without its size in the page a picture is nowhere before it is loaded.
  const lazy = [...document.querySelectorAll("img[loading=lazy i]")].filter(({ complete }) => !complete);
  for (const image of lazy) image.loading = "eager";
  const loaded = Promise.allSettled(lazy.map((image) => image.decode()));
  await Promise.race([loaded, new Promise((resolve) => setTimeout(resolve, lazy.length ? WAIT : 0))]);
  for (const image of lazy) image.loading = "lazy";

  const found = [];
  const add = (element, url, kind) => {
    if (!url || !seen(element)) return;
    const name = nameOf(element, kind);
    if (!isLogo(element, url, name)) found.push({ element, url, kind, name });
  };
  for (const element of [...document.querySelectorAll("img, input[type=image i]")].slice(0, MOST_IMAGES)) {
    const isButton = element.localName === "input" || element.closest("button, [role=button]");
    add(element, element.currentSrc || element.src, isButton ? "button" : "image");
  }
  for (const element of document.querySelectorAll("object[data], embed[src]")) {
    const url = element.data ?? element.src;
    if (/^image\//i.test(element.type) || PICTURE.test(url)) add(element, url, "image");
  }
  for (const element of document.querySelectorAll("svg image")) add(element, element.href.baseVal, "image");
  // Not by the list of what was loaded: pictures that Chromium still had in memory are missing there.
  const INSIDE = "img, svg, video, canvas, iframe, object, embed, input, select, textarea, button";
  for (const element of [...document.body.querySelectorAll(":not(script, style, svg *)")].slice(0, MOST_BACKGROUNDS)) {
    const url = /url\("([^"]+)"\)/.exec(getComputedStyle(element).backgroundImage)?.[1];
    if (url && !element.querySelector(INSIDE)) add(element, url, "background");
  }

  const once = new Map(); // the same picture with the same name says the same again
  for (const picture of found) {
    const { width, height } = picture.element.getBoundingClientRect();
    const key = JSON.stringify([picture.url, picture.name, Math.round(width)]);
    if (!once.has(key)) once.set(key, { ...picture, area: width * height, order: once.size });
  }
  const largest = [...once.values()].sort((one, other) => other.area - one.area).slice(0, MOST);
  return largest
    .sort((one, other) => one.order - other.order)
    .map(({ element, kind, name }) => {
      const link = element.closest("a[href]");
      return {
        ...describe(element),
        kind,
        name,
        linked: Boolean(link && (link.host !== location.host || FILE.test(link.href))),
        captioned: element.closest("figure")?.querySelector("figcaption") != null,
      };
    });
}
