// Gives one stop the focus by script, or takes it away, for a picture or to see what the page does then (within `ms`).
async ({ stop, focused, ms }) => {
  const { keyboard } = globalThis.dreiklick;
  const { element } = keyboard.stops[stop];
  for (const animation of document.getAnimations()) {
    if ("transitionProperty" in animation) animation.finish();
    else animation.pause();
  }
  if (focused) {
    keyboard.takeLog();
    element.focus({ preventScroll: true });
    for (const animation of document.getAnimations()) if ("transitionProperty" in animation) animation.finish();
  } else {
    keyboard.active()?.blur?.();
    element.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
    keyboard.takeLog();
  }
  if (ms) await new Promise((done) => setTimeout(done, ms));
  return {
    has: keyboard.active() === element,
    visible: element.matches(":focus-visible"),
    done: keyboard.takeLog().map((entry) => entry.kind),
  };
}
