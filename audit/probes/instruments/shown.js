// Wait until the window has this size, for which the command that asked for it did not wait; where the page has scripts,
// also until they were told of the new size and colours, which the browser does before it paints.
async (width, height) => {
  const MOST_MS = 1000;
  const end = performance.now() + MOST_MS;
  while ((innerWidth !== width || innerHeight !== height) && performance.now() < end) {
    await new Promise((done) => setTimeout(done, 1));
  }
  if (!document.querySelector("script, [onresize]")) return;
  await Promise.race([
    new Promise((done) => requestAnimationFrame(done)),
    new Promise((done) => setTimeout(done, MOST_MS)),
  ]);
}
