// Keeps the start page up to date: fetches it again when there is news, and puts in only the parts that differ.
"use strict";
(() => {
  const CALM = 300; // milliseconds; news comes in swarms
  const connection = document.getElementById("verbindung");
  let planned = 0;

  async function refresh() {
    planned = 0;
    const answer = await fetch(location.href);
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const sections = (root) => [...root.querySelectorAll("h2[id]")].map((heading) => heading.id).join();
    if (sections(fresh) !== sections(document)) return location.reload();
    const focused = document.activeElement?.id;
    for (const part of fresh.querySelectorAll("[data-live]")) {
      const old = document.getElementById(part.id);
      if (old.innerHTML !== part.innerHTML) old.replaceChildren(...part.childNodes);
    }
    if (focused && focused !== document.activeElement?.id) document.getElementById(focused)?.focus({preventScroll: true});
  }

  let news = null;
  const soon = () => { planned ||= setTimeout(() => refresh().catch(() => { /* told by onerror */ }), CALM); };
  function listen() {
    news = new EventSource("/_dreiklick/events");
    for (const name of ["building", "built", "problem", "verdict", "checked"]) news.addEventListener(name, soon);
    news.onopen = () => { connection.textContent = ""; soon(); };
    news.onerror = () => { connection.textContent = "Keine Verbindung zur Vorschau. Was hier steht, kann veraltet sein."; };
  }
  // A browser keeps few connections to a host: pages in the background leave theirs to others.
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) news.close(); else listen();
  });
  listen();
})();
