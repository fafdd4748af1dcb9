// Each frame becomes as high as its example; links in examples lead nowhere, so they are not followed.
function prepare(frame) {
  const page = frame.contentDocument;
  const fit = () => { frame.style.height = `${Math.ceil(page.body.getBoundingClientRect().height) + 4}px`; };
  new ResizeObserver(fit).observe(page.body);
  page.addEventListener("click", (event) => {
    if (event.target.closest("a")) event.preventDefault();
  });
}

for (const frame of document.querySelectorAll(".dk-gallery__example")) {
  frame.addEventListener("load", () => prepare(frame));
  // loaded before this script ran
  if (frame.contentDocument?.readyState === "complete" && frame.contentDocument.body.childElementCount) prepare(frame);
}
