// The search on the index: the incidents that have all of what is asked for.
"use strict";
{
  const AT_ONCE = 20; // how many incidents are shown before somebody asks for more
  const FIRST = 8; // how many of them fill a screen: the others may be a moment later
  // A page that was opened before the last build asks for files of the one before.
  const RETRY = "try again in a moment, or reload the page";

  const form = document.getElementById("search");
  const { field, choices, valueOf, ...asked } = searchAsked(form);
  const clearing = form.querySelector(".clear");
  const status = form.querySelector("[role=status]");
  const newest = document.getElementById("newest");
  const found = document.getElementById("found");
  const list = found.querySelector("ol");
  const none = found.querySelector(".none");
  const more = found.querySelector(".more");
  const note = found.querySelector(".note");
  const entry = searchEntries(found);
  const notices = searchNotices(field, search);

  let opening = null;
  let finder = null;
  let turn = 0; // what was asked for later makes an earlier answer worthless
  let answered = Promise.resolve(); // once what was asked for last is shown
  let shown = [];
  let terms = [];
  let offered = []; // what there would be if names might be in parts

  function open() {
    opening ??= searchFinder(form.dataset.index).then(
      (opened) => {
        finder = opened;
        asked.addOptions(finder);
      },
      (error) => {
        opening = null;
        throw error;
      },
    );
    return opening;
  }

  let writing = 0;
  const toAddress = () => asked.toAddress(list.children.length);

  // What is found

  function search(many = AT_ONCE) {
    answered = answer(many);
  }

  async function answer(many) {
    const now = ++turn;
    clearTimeout(writing);
    writing = setTimeout(toAddress, 200); // a browser that is told too often stops listening
    clearing.hidden = !asked.values().size;
    if (clearing.hidden) return showNewest();
    try {
      await open();
      const all = await conditionsAsked();
      if (now !== turn) return;
      if (!all.length) return showNewest();
      const { incidents, conditions, left } = matching(all);
      const first = many > AT_ONCE ? many : FIRST;
      const rows = await finder.rows(incidents.slice(0, first));
      if (now !== turn) return;
      [shown, offered] = [incidents, []];
      show(rows, conditions, left);
      if (shown.length > first) await fill(many);
      if (now === turn) offer(conditions);
    } catch (error) {
      if (!(error instanceof SearchFileMissing)) throw error;
      if (now === turn) showFailure();
    }
  }

  async function conditionsAsked() {
    const words = await finder.terms(field.value);
    return [
      ...words.map((term) => ({ term, ...finder.answer(term) })),
      ...choices.filter(valueOf).map((choice) => ({ choice, scores: finder.having(choice.name, choice.value) })),
    ];
  }

  // The incidents that have all of some conditions. A word that may yet become `severity:` is left out if there are none.
  function matching(all) {
    const of = (conditions) => ({ conditions, incidents: finder.matching(conditions.map((each) => each.scores)) });
    const found = of(all);
    const left = found.incidents.length ? undefined : all.find(({ term }) => term?.choosing);
    const others = left && of(all.filter((each) => each !== left));
    return others?.incidents.length ? { ...others, left } : found;
  }

  // Nothing where a file of it is missing: what was found before stays.
  const ifLoaded = (promise) =>
    promise.catch((error) => {
      if (!(error instanceof SearchFileMissing)) throw error;
    });

  async function offer(conditions) {
    const now = turn;
    const wider = (await ifLoaded(notices.wider(finder, conditions))) ?? [];
    if (now !== turn) return;
    offered = wider.filter((each) => each.count > shown.length);
    none.append(...notices.beyond(offered));
  }

  function showNewest() {
    found.hidden = true;
    newest.classList.remove("away");
    tell("");
  }

  function show(rows, conditions, left) {
    terms = [...new Map(conditions.flatMap(({ term }) => (term ? [[term.whole, term]] : []))).values()];
    found.querySelector(".count").textContent = counted();
    note.replaceChildren(...(shown.length ? notices.noted(conditions, left) : []));
    none.replaceChildren(...(shown.length ? [] : notices.nothing(finder, conditions)));
    list.replaceChildren();
    showRows(rows);
    newest.classList.add("away");
    found.hidden = false;
    tellFound(note);
  }

  const counted = () => `${shown.length.toLocaleString("en")} of ${finder.count.toLocaleString("en")}`;

  function tellFound(more) {
    const said = shown.length ? `${counted()} incidents found` : "No incident found";
    tell([said, more.textContent.trim()].filter(Boolean).join(". "));
  }

  function showRows(rows) {
    const from = list.children.length;
    list.append(...rows.map((row, at) => entry(row, shown[from + at], terms, finder)));
    const left = Math.min(AT_ONCE, shown.length - list.children.length);
    more.hidden = !left || list.children.length < AT_ONCE;
    more.textContent = `Show ${left} more`;
  }

  // Lengthens the list to so many, if nothing else was asked for meanwhile, and says whether it has.
  async function fill(many) {
    const [now, from] = [turn, list.children.length];
    const rows = await ifLoaded(finder.rows(shown.slice(from, many)));
    if (now !== turn || from !== list.children.length) return false;
    none.replaceChildren(...(rows ? notices.beyond(offered) : [`More cannot be loaded just now; ${RETRY}.`]));
    if (rows) showRows(rows);
    else tellFound(none);
    if (!rows) more.hidden = false;
    return Boolean(rows);
  }

  async function showMore() {
    const from = list.children.length;
    if (!(await fill(from + AT_ONCE))) return;
    toAddress();
    list.children[from].querySelector("a").focus();
  }

  function showFailure() {
    found.querySelector(".count").textContent = "";
    note.replaceChildren();
    list.replaceChildren();
    more.hidden = true;
    none.textContent = `The search cannot be loaded just now; ${RETRY}. All incidents are listed by year, service and tag at the end of this page.`;
    newest.classList.remove("away");
    found.hidden = false;
    tell(none.textContent);
  }

  // What a screen reader says, once nothing has been typed for a moment.
  let telling = 0;

  function tell(words) {
    clearTimeout(telling);
    telling = setTimeout(() => (status.textContent = words), 500);
  }

  // The keyboard

  const links = () => [...(found.hidden ? newest : found).querySelectorAll("h3 a")];

  async function move(from, by) {
    const awaited = answered;
    await awaited;
    if (answered !== awaited || document.activeElement !== from) return;
    const all = links();
    const to = all.indexOf(from) + by;
    if (to === all.length && from !== field && !found.hidden && !more.hidden) await showMore();
    else (to < 0 ? field : all[Math.min(to, all.length - 1)] ?? field).focus();
  }

  function clear() {
    asked.take(new URLSearchParams());
    field.focus();
    search();
  }

  document.addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const inResults = target.matches(".incidents h3 a");
    if (key === "/" && !target.matches("input:not([type=checkbox]), select, textarea")) {
      field.focus();
      field.select();
    } else if (key === "Escape" && asked.values().size) {
      clear();
    } else if (key === "ArrowDown" && (target === field || inResults)) {
      move(target, 1);
    } else if (key === "ArrowUp" && inResults) {
      move(target, -1);
    } else if (key === "Enter" && target === field) {
      move(field, 1);
    } else {
      return;
    }
    event.preventDefault();
  });

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => search());
  clearing.addEventListener("click", clear);
  more.addEventListener("click", showMore);
  for (const event of ["focusin", "pointerenter"]) form.addEventListener(event, () => open().catch(() => {}), { once: true });

  window.addEventListener("pagehide", toAddress);
  window.addEventListener("hashchange", () => {
    const values = asked.fromAddress();
    if (!values && location.hash) return; // a place on the page
    asked.take(values ?? new URLSearchParams());
    search();
  });

  async function start(values, many) {
    // Before it is opened, not every service and tag may be there to be chosen.
    await open().catch(() => {});
    asked.take(values);
    search(many);
  }

  form.querySelector("fieldset").disabled = false;
  const first = asked.fromAddress();
  if (first) start(first, Math.max(AT_ONCE, history.state?.shown ?? 0));
}
