// Leaving a page at once. Without this script the link is a link. With it, the page's own entry in the history goes too,
// nothing of the page is seen while the next one loads, and Shift pressed three times does the same as the link
// (the keys are those of GOV.UK's "exit this page").

const PRESSES = 3;
const PAUSE = 5000; // milliseconds in which the next press must follow

const link = document.querySelector(".dk-quick-exit__link");
const status = document.querySelector(".dk-quick-exit__status");
let presses = 0;
let alone = false; // Shift went down and no other key or button since
let timer;

function leave() {
  document.title = "Wird geladen …";
  document.body.replaceChildren();
  location.replace(link.href);
}

function startAgain() {
  clearTimeout(timer);
  if (presses) status.textContent = "";
  presses = 0;
}

function count() {
  clearTimeout(timer);
  presses += 1;
  if (presses === PRESSES) return leave();
  const left = PRESSES - presses;
  status.textContent = `Noch ${left}-mal Umschalt: Seite verlassen.`;
  timer = setTimeout(startAgain, PAUSE);
}

link.addEventListener("click", event => {
  event.preventDefault();
  leave();
});
addEventListener("keydown", event => {
  if (event.key !== "Shift") startAgain();
  alone = event.key === "Shift";
});
addEventListener("pointerdown", () => { alone = false; });
addEventListener("keyup", event => {
  if (event.key === "Shift" && alone) count();
});
document.querySelector(".dk-quick-exit__hint").hidden = false;
