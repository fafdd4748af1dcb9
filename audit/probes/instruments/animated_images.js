// Pictures that move (GIF, PNG, WebP): how long, and how much of them flashes. The files are read from the browser's
// cache; where the page is not served safely (no ImageDecoder) or the file is another host's, nothing is known of it.
async () => {
  const { describe } = globalThis.dreiklick;
  const MOST = 40;
  const MOST_BYTES = 8_000_000;
  const MOST_FRAMES = 120;
  const MOST_BACKGROUNDS = 5000;
  const GRID = 24;
  const MAYBE = /\.(?:gif|a?png|webp)(?:[?#]|$)|^data:image\/(?:gif|a?png|webp)/i;
  if (typeof ImageDecoder === "undefined") return { images: [], beside: false };

  const text = (bytes, from, to) => String.fromCharCode(...bytes.subarray(from, to));
  // The type where the first bytes allow that it moves, else "".
  const movingType = (bytes) => {
    if (text(bytes, 0, 4) === "GIF8") return "image/gif";
    if (text(bytes, 1, 4) === "PNG") return text(bytes, 0, 400).includes("acTL") ? "image/png" : "";
    return text(bytes, 8, 16) === "WEBPVP8X" && bytes[20] & 2 ? "image/webp" : "";
  };
  const answer = async (url) => {
    try {
      return await fetch(url, { cache: "force-cache", signal: AbortSignal.timeout(2000) });
    } catch (error) {
      if (!["TypeError", "TimeoutError"].includes(error.name)) throw error;
      return null; // not to be had
    }
  };
  const read = async (url) => {
    const response = await answer(url);
    if (!response?.body) return null;
    const reader = response.body.getReader();
    const parts = [];
    let [size, type] = [0, ""];
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      type ||= movingType(part.value);
      parts.push(part.value);
      size += part.value.length;
      if (!type || size > MOST_BYTES) {
        await reader.cancel();
        return null;
      }
    }
    return { type, data: await new Blob(parts).arrayBuffer() };
  };

  const canvas = new OffscreenCanvas(GRID, GRID).getContext("2d", { willReadFrequently: true });
  const linear = (value) => (value <= 10 ? value / 3294.6 : ((value / 255 + 0.055) / 1.055) ** 2.4);
  const luminances = (frame) => {
    canvas.fillStyle = "white";
    canvas.fillRect(0, 0, GRID, GRID);
    canvas.drawImage(frame, 0, 0, GRID, GRID);
    const { data } = canvas.getImageData(0, 0, GRID, GRID);
    return Array.from({ length: GRID * GRID }, (_, cell) => {
      const [red, green, blue] = data.subarray(4 * cell, 4 * cell + 3);
      return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
    });
  };
  // When a cell goes from light to dark or back: WCAG counts changes of a tenth where the darker is below 0.8.
  const turns = (frames, cell) => {
    const times = [];
    let [last, direction] = [frames[0].cells[cell], 0];
    for (const { cells, at } of frames) {
      const now = cells[cell];
      const sign = Math.sign(now - last);
      if (sign === direction || Math.abs(now - last) < 0.1 || Math.min(now, last) >= 0.8) {
        if (sign === direction) last = now;
        continue;
      }
      times.push(at);
      [last, direction] = [now, sign];
    }
    return times;
  };
  const flashes = (times) => Math.max(0, ...times.map((start) => Math.floor(times.filter((at) => at >= start && at < start + 1).length / 2)));
  const flashing = (frames, loops, total) => {
    const rounds = loops && total > 0 ? Math.min(10, Math.ceil(2 / total)) : 1;
    const played = Array.from({ length: rounds }, (_, round) => frames.map(({ cells, at }) => ({ cells, at: at + round * total }))).flat();
    const cells = Array.from({ length: GRID * GRID }, (_, cell) => flashes(turns(played, cell)) > 3);
    return cells.filter(Boolean).length / cells.length;
  };
  const moving = async (url) => {
    const file = await read(url);
    if (!file) return null;
    const decoder = new ImageDecoder(file);
    await decoder.tracks.ready;
    await decoder.completed;
    const { frameCount = 0, repetitionCount } = decoder.tracks.selectedTrack ?? {};
    if (frameCount < 2) return null;
    const frames = [];
    let at = 0;
    for (let frameIndex = 0; frameIndex < Math.min(frameCount, MOST_FRAMES); frameIndex += 1) {
      const { image } = await decoder.decode({ frameIndex });
      frames.push({ cells: luminances(image), at });
      at += (image.duration ?? 0) / 1_000_000;
      image.close();
    }
    decoder.close();
    const once = (at * frameCount) / frames.length;
    const loops = !Number.isFinite(repetitionCount);
    const differ = frames.some(({ cells }) => cells.some((value, cell) => Math.abs(value - frames[0].cells[cell]) > 0.02));
    return { seconds: loops ? null : once * (repetitionCount + 1), differ, flashing: flashing(frames, loops, at) };
  };

  const isShown = (element) => {
    const box = element.getBoundingClientRect();
    return box.width >= 8 && box.height >= 8 && element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  };
  const pictures = [...document.querySelectorAll("img, input[type=image]")].map((element) => ({ element, url: element.currentSrc || element.src }));
  const isGif = ({ name, initiatorType }) => initiatorType === "css" && /\.gif(?:[?#]|$)/i.test(name);
  const backgrounds = new Set(performance.getEntriesByType("resource").filter(isGif).map(({ name }) => name));
  if (backgrounds.size) {
    for (const element of [...document.body.querySelectorAll("*")].slice(0, MOST_BACKGROUNDS)) {
      const url = /url\("([^"]+)"\)/.exec(getComputedStyle(element).backgroundImage)?.[1];
      if (backgrounds.has(url)) pictures.push({ element, url });
    }
  }
  const isReadable = (url) => MAYBE.test(url) && (url.startsWith("data:") || new URL(url, document.baseURI).origin === location.origin);
  const candidates = pictures.filter(({ element, url }) => url && isReadable(url) && isShown(element)).slice(0, MOST);
  const known = new Map();
  const ask = async (url) => {
    try {
      return await moving(url);
    } catch (error) {
      if (!["EncodingError", "NotSupportedError", "InvalidStateError", "AbortError", "TimeoutError"].includes(error.name)) throw error;
      return null; // damaged
    }
  };
  const images = [];
  for (const { element, url } of candidates) {
    if (!known.has(url)) known.set(url, await ask(url));
    const found = known.get(url);
    if (!found?.differ) continue;
    const box = element.getBoundingClientRect();
    images.push({ ...describe(element), tag: element.localName, width: Math.round(box.width), height: Math.round(box.height), seconds: found.seconds, flashing: found.flashing });
  }
  return { images, beside: images.length > 0 && document.body.innerText.trim().length > 20 };
}
