// The bar with the verdict of the page one looks at. It lives in a shadow root, so that neither styles the other.
"use strict";
(() => {
  const {page, build: served} = document.currentScript.dataset;
  const PAGE = decodeURI(page);
  const KINDS = {failed: "muss behoben werden", cantTell: "bitte ansehen"};
  const SHORTCUT = "Alt+P";

  /** What this page's bar was like before the page was loaded again; by address, for this session. */
  const memory = {
    get: (name) => sessionStorage.getItem(`dreiklick-${name}:${PAGE}`),
    set: (name, value) => value
      ? sessionStorage.setItem(`dreiklick-${name}:${PAGE}`, value)
      : sessionStorage.removeItem(`dreiklick-${name}:${PAGE}`),
  };

  /** An element with properties and children; texts are always text. */
  function make(tag, properties = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) {
      if (name in element) element[name] = value; else element.setAttribute(name, value);
    }
    element.append(...children.filter((child) => child != null));
    return element;
  }

  const counted = (number, one, many) => `${number} ${number === 1 ? one : many}`;
  const day = (iso) => new Date(`${iso}T12:00`).toLocaleDateString("de-DE", {day: "numeric", month: "long", year: "numeric"});
  const place = ({file, line}) => line ? `${file}:${line}` : file;

  /** The element that a finding is about: its target is a selector or the href of a link. */
  function elementOf(target) {
    let found = null;
    try { found = document.querySelector(target); } catch { /* no selector */ }
    found ??= [...document.links].find((link) => link.getAttribute("href") === target);
    return found && document.body.contains(found) ? found : null;
  }

  class Bar extends HTMLElement {
    #root = this.attachShadow({mode: "open"});
    #verdict = null;
    #problems = [];
    #building = false;
    #checked = false;
    #lost = false;
    #marked = null;
    #news = null;

    connectedCallback() {
      this.hidden = true; // until the style is there
      this.lang = "de";
      this.dir = "ltr";
      const style = make("link", {rel: "stylesheet", href: "/_dreiklick/bar.css"});
      style.onload = () => { this.hidden = false; this.#makeRoom(); this.#restoreFocus(); };
      this.light = make("p", {className: "light"});
      this.sum = make("p", {className: "sum"});
      this.toggle = make("button", {type: "button", onclick: () => this.#open(this.details.hidden), "aria-controls": "details", "aria-keyshortcuts": SHORTCUT});
      this.closer = make("button", {type: "button", textContent: "Leiste schließen", onclick: () => this.#close(true)});
      this.opener = make("button", {type: "button", className: "opener", onclick: () => this.#close(false)});
      this.details = make("div", {id: "details", hidden: !memory.get("open")});
      this.alarm = make("div", {className: "alarm", role: "alert"});
      this.status = make("p", {className: "unseen", role: "status"});
      this.section = make("section", {"aria-label": "Prüfung dieser Seite"},
        this.alarm,
        make("div", {className: "row"}, this.light, this.sum, make("div", {className: "buttons"}, this.toggle, this.closer)),
        this.details);
      this.#root.append(style, this.section, this.opener, this.status);
      this.#close(Boolean(memory.get("closed")), {quiet: true});
      this.#show();
      this.#listen();
      new ResizeObserver(() => this.#makeRoom()).observe(this);
      document.addEventListener("visibilitychange", () => this.#listen());
      document.addEventListener("keydown", (event) => this.#key(event));
    }

    // ---- news ----

    /** A browser keeps few connections to a host: pages in the background leave theirs to others. */
    #listen() {
      this.#news?.close();
      if (document.hidden) return;
      const news = this.#news = new EventSource(`/_dreiklick/events?page=${encodeURIComponent(PAGE)}&build=${served}`);
      const on = (name, tell) => news.addEventListener(name, (event) => { tell(JSON.parse(event.data)); this.#show(); });
      on("building", () => { this.#building = true; this.#checked = false; });
      on("built", ({pages, assets, build}) => {
        this.#building = false;
        this.#problems = [];
        if ((pages.includes(PAGE) || assets) && build > served) this.#reload();
      });
      on("problem", ({problems}) => { this.#building = false; this.#problems = problems; });
      on("verdict", (verdict) => { if (PAGE && verdict.page === PAGE) this.#verdict = verdict; });
      on("checked", () => { this.#checked = true; });
      news.onopen = () => {
        if (!this.#lost) return;
        this.#verdict = null; // of another run of the preview, perhaps
        this.#lost = this.#building = this.#checked = false;
        this.#problems = [];
        this.#show();
      };
      news.onerror = () => { this.#lost = true; this.#show(); };
    }

    #reload() {
      memory.set("focus", this.#root.activeElement ? "1" : "");
      this.#news.close();
      location.reload(); // browsers keep the place
    }

    #restoreFocus() {
      if (memory.get("focus")) (this.section.hidden ? this.opener : this.toggle).focus({preventScroll: true});
      memory.set("focus", "");
    }

    // ---- what is shown ----

    #show() {
      const verdict = this.#verdict;
      const findings = (verdict?.findings ?? []).filter((finding) => !finding.accepted);
      const must = findings.filter(({outcome}) => outcome === "failed").length;
      const look = findings.length - must;
      const parts = [
        must ? counted(must, "Befund muss behoben werden", "Befunde müssen behoben werden") : "",
        look ? `${look} bitte ansehen` : "",
      ].filter(Boolean);
      const sum = parts.join(", ") || "Keine Befunde";
      this.#showLight(verdict);
      this.sum.textContent = this.#sum(verdict, sum, parts.length > 0);
      this.toggle.hidden = !verdict;
      this.#showProblems();
      if (verdict) this.#fill(verdict, findings);
      this.#label();
      this.#tell(verdict, sum);
    }

    #showLight(verdict) {
      const waiting = this.#waiting();
      const isBroken = this.#problems.length > 0;
      const word = waiting || verdict.label;
      const sign = waiting ? (isBroken ? "✗" : "…") : verdict.symbol;
      this.light.className = `light ${waiting ? (isBroken ? "red" : "grey") : verdict.light}`;
      this.light.replaceChildren(make("span", {className: "sign", "aria-hidden": "true", textContent: sign}), ` ${word}`);
      this.opener.replaceChildren(make("span", {"aria-hidden": "true", textContent: sign}), ` Prüfung zeigen: ${word}`);
    }

    /** Why there is no light to show; "" if there is one. */
    #waiting() {
      if (this.#lost) return "keine Verbindung";
      if (this.#building) return "wird gebaut …";
      if (this.#problems.length) return "nicht gebaut";
      if (!PAGE) return "keine Seite";
      if (this.#verdict?.complete) return "";
      return this.#checked ? "nicht geprüft" : "wird geprüft …";
    }

    #sum(verdict, sum, isSome) {
      if (this.#lost) return "Die Vorschau antwortet nicht. Was Sie sehen, kann veraltet sein.";
      if (!PAGE) return "Unter dieser Adresse gibt es keine Seite (mehr).";
      if (!verdict) return "";
      if (this.#building || this.#problems.length) return `Bisher: ${sum}`;
      if (!verdict.complete && this.#checked) return `Nur ohne Browser geprüft (${verdict.reason || "Grund unbekannt"}). ${sum}`;
      return verdict.complete ? sum : isSome ? `Bisher: ${sum}` : "";
    }

    #showProblems() {
      const key = JSON.stringify([this.#problems, this.#lost]);
      if (this.alarm.dataset.key === key) return; // told once
      this.alarm.dataset.key = key;
      const shown = this.#problems.slice(0, 5).map((problem) => make("li", {},
        problem.file ? make("code", {textContent: place(problem)}) : null, problem.file ? " " : null, problem.message));
      const more = this.#problems.length - shown.length;
      if (more > 0) shown.push(make("li", {textContent: `und ${more} weitere`}));
      this.alarm.replaceChildren(...(shown.length ? [
        make("p", {}, make("strong", {textContent: "Diese Website konnte nicht gebaut werden."}), " Sie sehen den letzten guten Stand."),
        make("ul", {}, ...shown),
      ] : this.#lost ? [make("p", {textContent: "Die Verbindung zur Vorschau ist unterbrochen. Läuft „make preview“ noch?"})] : []));
    }

    #fill(verdict, findings) {
      const key = JSON.stringify(verdict);
      if (this.details.dataset.key === key) return;
      this.details.dataset.key = key;
      const focused = this.#root.activeElement?.dataset.id;
      const accepted = verdict.findings.length - findings.length;
      const facts = make("dl");
      const fact = (name, ...value) => facts.append(make("div", {}, make("dt", {textContent: name}), make("dd", {}, ...value)));
      if (verdict.clicks != null) fact("Weg hierher", `${counted(verdict.clicks, "Klick", "Klicks")} von der Startseite`, this.#trail(verdict));
      if (verdict.owner) fact("Zuständig", verdict.owner);
      if (verdict.due_on) fact("Nächste Prüfung", day(verdict.due_on));
      if (verdict.source) fact("Datei", make("code", {textContent: verdict.source}), " ", this.#copier(verdict.source, "source"));
      this.details.replaceChildren(...[
        make("h2", {textContent: "Prüfung dieser Seite"}),
        findings.length ? make("ol", {className: "findings"}, ...findings.map((finding) => this.#finding(finding))) : make("p", {textContent: verdict.complete ? "Keine Befunde." : "Bisher keine Befunde."}),
        accepted ? make("p", {textContent: `${counted(accepted, "weiterer Befund ist", "weitere Befunde sind")} angenommen und zählt nicht.`.replace("sind angenommen und zählt", "sind angenommen und zählen")}) : null,
        facts,
        make("p", {className: "hint", textContent: `Tastatur: ${SHORTCUT} öffnet die Prüfung, Esc schließt sie.`}),
      ].filter(Boolean));
      if (focused) this.details.querySelector(`[data-id="${CSS.escape(focused)}"]`)?.focus({preventScroll: true});
    }

    #trail(verdict) {
      if (verdict.trail.length < 2) return null;
      return make("nav", {"aria-label": "Kürzester Weg"}, make("ol", {className: "trail"}, ...verdict.trail.map(([address, title, lang]) => {
        const text = {textContent: title, lang: lang || "de", dir: "auto"};
        return make("li", {}, address === PAGE ? make("span", {...text, "aria-current": "page"}) : make("a", {...text, href: address}));
      })));
    }

    #finding(finding) {
      const {key, title, outcome, message, remedy, location} = finding;
      const buttons = [
        elementOf(finding.target) ? this.#shower(finding) : null,
        location ? this.#copier(place(location), `copy-${key}`) : null,
      ];
      const item = make("li", {},
        make("h3", {textContent: title}),
        make("p", {className: `kind ${outcome}`}, make("span", {"aria-hidden": "true", textContent: outcome === "failed" ? "✗ " : "? "}), KINDS[outcome] ?? outcome),
        make("p", {textContent: message}),
        remedy ? make("p", {}, make("strong", {textContent: "Was tun: "}), remedy) : null,
        location ? make("p", {}, make("code", {textContent: place(location)})) : null,
        make("p", {className: "buttons"}, ...buttons));
      return item;
    }

    #shower({key, target, title}) {
      const button = make("button", {type: "button", textContent: "Zeigen", "aria-label": `Zeigen: ${title}`});
      button.dataset.id = `show-${key}`;
      button.onclick = () => this.#mark(elementOf(target), button);
      return button;
    }

    #copier(text, id) {
      const button = make("button", {type: "button", textContent: "Stelle kopieren", "aria-label": `Stelle kopieren: ${text}`});
      button.dataset.id = id;
      button.onclick = async () => {
        try {
          await navigator.clipboard.writeText(text);
          button.textContent = "Kopiert";
          this.#say("Kopiert");
        } catch {
          button.textContent = "Bitte von Hand kopieren";
        }
      };
      return button;
    }

    /** Tell a verdict once, politely: not again when one comes back to the page. */
    #tell(verdict, sum) {
      if (!verdict?.complete || this.#building || this.#problems.length) return;
      const told = `${verdict.build} ${verdict.label} ${sum}`;
      if (memory.get("told") === told) return;
      memory.set("told", told);
      this.#say(`Geprüft: ${verdict.label}. ${sum}.`);
    }

    #say(text) {
      this.status.textContent = text;
    }

    // ---- opening, closing, jumping ----

    #open(isOpen) {
      this.details.hidden = !isOpen;
      memory.set("open", isOpen ? "1" : "");
      this.#label();
    }

    #label() {
      this.toggle.setAttribute("aria-expanded", String(!this.details.hidden));
      this.toggle.textContent = this.details.hidden ? "Einzelheiten zeigen" : "Einzelheiten schließen";
    }

    #close(isClosed, {quiet = false} = {}) {
      this.section.hidden = isClosed;
      this.opener.hidden = !isClosed;
      memory.set("closed", isClosed ? "1" : "");
      if (isClosed) this.#unmark();
      if (!quiet) (isClosed ? this.opener : this.toggle.hidden ? this.closer : this.toggle).focus();
    }

    /** Room at the page's end, so that the bar covers neither its last lines nor what has the focus. */
    #makeRoom() {
      const isFixed = getComputedStyle(this).position === "fixed";
      const height = isFixed && !this.hidden ? `${this.getBoundingClientRect().height}px` : "";
      document.body.style.paddingBottom = height;
      document.documentElement.style.scrollPaddingBottom = height;
    }

    #mark(element, button) {
      this.#unmark();
      for (let outer = element?.closest("details"); outer; outer = outer.parentElement.closest("details")) outer.open = true;
      if (!element?.getClientRects().length) {
        this.#say("Diese Stelle ist auf der Seite nicht zu sehen.");
        button.textContent = "nicht zu sehen";
        return;
      }
      const before = {outline: element.style.outline, offset: element.style.outlineOffset, tabindex: element.getAttribute("tabindex")};
      this.#marked = {element, button, before};
      element.style.outline = "4px solid #d6006c";
      element.style.outlineOffset = "4px";
      if (element.tabIndex < 0) element.tabIndex = -1;
      element.scrollIntoView({block: "center"});
      element.focus({preventScroll: true});
      this.#say("Die Stelle ist markiert. Esc führt zurück zum Befund.");
    }

    #unmark() {
      if (!this.#marked) return null;
      const {element, button, before} = this.#marked;
      this.#marked = null;
      element.style.outline = before.outline;
      element.style.outlineOffset = before.offset;
      if (before.tabindex === null) element.removeAttribute("tabindex");
      return button;
    }

    #key(event) {
      if (event.key === "Escape" && !event.defaultPrevented) {
        if (this.#marked) return this.#unmark().focus();
        if (this.#root.activeElement && !this.details.hidden) {
          this.#open(false);
          this.toggle.focus();
        }
      } else if (event.altKey && event.code === "KeyP" && !event.ctrlKey && !event.shiftKey && !event.metaKey && !event.target.closest?.("input, textarea, select, [contenteditable]")) {
        event.preventDefault();
        this.#close(false, {quiet: true});
        this.#open(true);
        this.toggle.focus();
      }
    }
  }

  customElements.define("dreiklick-bar", Bar);
  document.body.append(document.createElement("dreiklick-bar"));
})();
