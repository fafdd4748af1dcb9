// Bring a picture into view and say where its `box` is there, left, top, right, bottom; whether
// it is all in view (`whole`), and whether anything moved or appeared for that (`moved`). argument: its path. null where it cannot be seen by itself: not loaded, in a frame, or with something in front of it.
async (path) => {
  const WAIT = 3000; // for pictures that are loaded when somebody comes near them, on a busy machine too
  if (path.includes(" >>> ")) return null;
  const element = document.querySelector(path);
  if (!element) return null;
  const inView = ({ left, top, right, bottom }) => left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
  let moved = !inView(element.getBoundingClientRect());
  if (moved) {
    element.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
  }
  if (element.localName === "img") {
    const late = new Promise((resolve) => setTimeout(resolve, WAIT));
    if (!element.complete) {
      moved = true;
      const loaded = new Promise((resolve) => {
        element.addEventListener("load", resolve, { once: true });
        element.addEventListener("error", resolve, { once: true });
      });
      await Promise.race([loaded, late]);
    }
    // else the window may be shown once without it
    await Promise.race([element.decode().catch(() => null), late]);
  }
  if (element.localName === "img" && (!element.complete || !element.naturalWidth)) return null;
  const box = element.getBoundingClientRect();
  const [left, top] = [Math.max(0, box.left), Math.max(0, box.top)];
  const [right, bottom] = [Math.min(innerWidth, box.right), Math.min(innerHeight, box.bottom)];
  if (right - left < 40 || bottom - top < 12) return null;
  for (const across of [0.05, 0.5, 0.95]) {
    for (const down of [0.1, 0.5, 0.9]) {
      const front = document.elementFromPoint(left + across * (right - left), top + down * (bottom - top));
      // what lies inside is text, which is taken away; nothing is hit where the picture lets clicks through
      if (front && front !== element && !element.contains(front) && !front.contains(element)) return null;
    }
  }
  return { box: [left, top, right, bottom], whole: inView(box), moved };
}
