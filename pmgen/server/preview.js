// Keeps a page of the preview up to date: loads it again where it was when it has changed, and shows
// over it what is wrong. The built site holds nothing of this.
"use strict";

(() => {
  const { version, tag } = document.currentScript.dataset;
  const own = (name) => new URL(name + new URL(document.currentScript.src).search, document.currentScript.src).href;
  const [STYLE, WORKER] = ["preview.css", "events.js"].map(own);
  const SCROLL = `pmgen scroll ${location.pathname}`;
  const HIDDEN = "pmgen hidden";
  let current = version;

  // --- where the reader was ---------------------------------------------------------------------

  function keepPlace() {
    sessionStorage.setItem(SCROLL, JSON.stringify([scrollX, scrollY]));
  }

  function findPlace() {
    const kept = sessionStorage.getItem(SCROLL);
    sessionStorage.removeItem(SCROLL);
    if (!kept) {
      return;
    }
    const [left, top] = JSON.parse(kept);
    const go = () => scrollTo({ left, top, behavior: "instant" });
    go();
    // Before its pictures are there, a page may be too short.
    if (scrollY !== top) {
      addEventListener("load", go, { once: true });
    }
  }

  async function loadIfChanged() {
    const answer = await fetch(location.href, { method: "HEAD", cache: "no-store" });
    if ((answer.headers.get("ETag") ?? "") !== (tag && `"${tag}"`)) {
      keepPlace();
      location.reload();
    }
  }

  // --- what is wrong ----------------------------------------------------------------------------

  function element(name, className, ...content) {
    const made = document.createElement(name);
    made.className = className;
    made.append(...content);
    return made;
  }

  // Words between backticks are code.
  function words(text) {
    return text.split("`").map((part, index) => (index % 2 ? element("code", "", part) : part));
  }

  function item({ level, message, place, code, help, excerpt }) {
    const [before, marked, behind] = excerpt;
    const made = element("li", level, element("p", "place", element("b", "", level), " ", place, " ", code));
    made.append(element("p", "message", ...words(message)));
    if (before || marked || behind) {
      made.append(element("pre", "", before, element("mark", "", marked), behind));
    }
    if (help) {
      made.append(element("p", "help", element("b", "", "help:"), " ", ...words(help)));
    }
    return made;
  }

  const title = element("h2", "");
  const standing = element("p", "standing");
  const hide = element("button", "", "Hide ", element("kbd", "", "Esc"));
  const list = element("ol", "");
  const more = element("p", "more");
  const panel = element("div", "panel", element("header", "", title, standing, hide), list, more);
  const pill = element("button", "pill");
  const ended = element("p", "pill", "The preview has ended: this page no longer follows");
  const status = element("p", "unseen");
  const aside = element("aside", "preview", panel, pill, ended, status);
  const host = document.createElement("pmgen-preview");
  let heading = "";

  function set(open) {
    panel.hidden = !open || !heading;
    pill.hidden = open || !heading;
  }

  function build() {
    const style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = STYLE;
    // Nothing is shown before it looks as it should.
    aside.hidden = true;
    style.onload = () => (aside.hidden = false);
    aside.setAttribute("aria-label", "Preview");
    status.setAttribute("role", "status");
    list.tabIndex = 0;
    list.setAttribute("role", "list");
    list.setAttribute("aria-label", "Diagnostics");
    hide.type = pill.type = "button";
    hide.onclick = () => put(false);
    pill.onclick = () => put(true);
    host.attachShadow({ mode: "open" }).append(style, aside);
    addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !panel.hidden) {
        put(false);
      }
    });
    set(false);
    ended.hidden = true;
    document.body.append(host);
  }

  // A reader who has hidden the diagnostics does not want the same ones again on the next page.
  function put(open) {
    if (open) {
      sessionStorage.removeItem(HIDDEN);
    } else {
      sessionStorage.setItem(HIDDEN, list.textContent);
    }
    const inside = host.shadowRoot.activeElement;
    set(open);
    if (inside) {
      (open ? hide : pill).focus();
    }
  }

  function show(state) {
    ended.hidden = !state.lost;
    if (state.lost) {
      panel.hidden = pill.hidden = true;
      status.textContent = ended.textContent;
      return;
    }
    list.replaceChildren(...state.notices.map(item));
    heading = title.textContent = pill.textContent = state.heading;
    pill.className = state.failed ? "pill error" : "pill";
    const built = !document.body.classList.contains("waiting");
    standing.textContent = state.failed && built ? "The page shows the last version without errors." : "";
    more.textContent = state.more ? `and ${state.more} more: pmgen check shows them all` : "";
    more.hidden = !state.more;
    // Warnings do not stand in the way of reading; errors do, for the page is not what was written.
    set(state.failed && sessionStorage.getItem(HIDDEN) !== list.textContent);
    status.textContent = state.heading;
  }

  // --- how it learns of it ----------------------------------------------------------------------

  let shown = "";

  function receive(state) {
    if (state.id !== shown) {
      shown = state.id;
      show(state);
    }
    if (!state.lost && state.version !== current) {
      current = state.version;
      loadIfChanged().catch(() => {});
    }
  }

  function follow() {
    const source = new EventSource("/.pmgen/events");
    source.onmessage = (event) => receive(JSON.parse(event.data));
    source.onerror = () => receive({ lost: true });
  }

  function listen() {
    if (!("SharedWorker" in window && "BroadcastChannel" in window)) {
      follow();
      return;
    }
    new BroadcastChannel("pmgen preview").onmessage = (event) => receive(event.data);
    const worker = new SharedWorker(WORKER, "pmgen preview");
    worker.onerror = follow;
    worker.port.onmessage = (event) => receive(event.data);
  }

  findPlace();
  build();
  listen();
})();
