// The search on the index: words and choices, which live in the address of the page, and the incidents that have all
// of them.
"use strict";
{
  const QUOTED = /["“”«»„][^"“”«»„\s]*\s[^"“”«»„]*["“”«»„]/; // several words
  const AT_ONCE = 20; // how many incidents are shown before somebody asks for more
  // A page that was opened before the last build asks for files of the one before.
  const RETRY = "try again in a moment, or reload the page";

  const form = document.getElementById("search");
  const field = form.elements.q;
  const choices = [...form.elements].filter((each) => each.name && each !== field);
  const clearing = form.querySelector(".clear");
  const status = form.querySelector("[role=status]");
  const newest = document.getElementById("newest");
  const found = document.getElementById("found");
  const list = found.querySelector("ol");
  const none = found.querySelector(".none");
  const more = found.querySelector(".more");
  const note = found.querySelector(".note");
  const entry = searchEntries(found);

  let opening = null;
  let finder = null;
  let turn = 0; // what was asked for later makes an earlier answer worthless
  let answered = Promise.resolve(); // once what was asked for last is shown
  let shown = [];
  let terms = [];

  function open() {
    opening ??= searchFinder(form.dataset.index).then(
      (opened) => {
        finder = opened;
        addOptions();
      },
      (error) => {
        opening = null;
        throw error;
      },
    );
    return opening;
  }

  // The page names the services and tags that come most often; of the others it learns now.
  function addOptions() {
    for (const select of choices.filter((each) => each.options)) {
      const known = new Set([...select.options].map((option) => option.value));
      for (const value of finder.values(select.name)) if (!known.has(value)) select.add(new Option(value));
    }
  }

  // What is asked for

  const valueOf = (choice) => (choice.type === "checkbox" && !choice.checked ? "" : choice.value);
  const asked = () => new URLSearchParams([field, ...choices].map((each) => [each.name, valueOf(each).trim()]).filter(([, value]) => value));

  function ask(values) {
    field.value = values.get("q") ?? "";
    for (const choice of choices) {
      const value = values.get(choice.name) ?? "";
      if (choice.type === "checkbox") choice.checked = value === choice.value;
      else choice.value = [...choice.options].some((option) => option.value === value) ? value : "";
    }
  }

  function fromAddress() {
    const values = new URLSearchParams(location.hash.slice(1));
    return [field, ...choices].some((each) => values.get(each.name)) ? values : null;
  }

  let writing = 0;
  let known = location.hash;

  function toAddress() {
    if (location.hash !== known) return; // a link was followed just now: what it asks for is yet to be told
    const values = asked().toString();
    // Whoever comes back finds as many as they had asked for.
    const state = { shown: list.children.length };
    if (values || fromAddress()) history.replaceState(state, "", location.href.split("#")[0] + (values && `#${values}`));
    known = location.hash;
  }

  // What is found

  function search(many = AT_ONCE) {
    answered = answer(many);
  }

  async function answer(many) {
    const now = ++turn;
    clearTimeout(writing);
    writing = setTimeout(toAddress, 200); // a browser that is told too often stops listening
    clearing.hidden = !asked().size;
    if (clearing.hidden) return showNewest();
    try {
      await open();
      const words = await finder.terms(field.value);
      const conditions = [
        ...words.map((term) => ({ term, ...finder.answer(term) })),
        ...choices.filter(valueOf).map((choice) => ({ choice, scores: finder.having(choice.name, choice.value) })),
      ];
      if (now !== turn) return;
      if (!conditions.length) return showNewest();
      const incidents = finder.matching(conditions.map((each) => each.scores));
      const [rows, ...wider] = await Promise.all([
        finder.rows(incidents.slice(0, many)),
        ...conditions.filter((each) => each.joined).map((each) => apart(each, conditions)),
      ]);
      if (now !== turn) return;
      shown = incidents;
      terms = [...new Map(words.map((term) => [term.whole, term])).values()];
      show(rows, conditions, wider);
    } catch (error) {
      if (!(error instanceof SearchFileMissing)) throw error;
      if (now === turn) showFailure();
    }
  }

  // How many there would be if the parts of a name might stand apart; none where one is too short to be looked up.
  async function apart(name, conditions) {
    const parts = name.term.written.split(/[./_-]/).filter(Boolean);
    const words = await finder.terms(parts.join(" "));
    const all = conditions.flatMap((each) => (each === name ? words.map(finder.answer) : [each]));
    const count = words.length === parts.length ? finder.matching(all.map(({ scores }) => scores)).length : 0;
    return { term: name.term, parts, count };
  }

  function showNewest() {
    found.hidden = true;
    newest.classList.remove("away");
    tell("");
  }

  function show(rows, conditions, wider) {
    const count = `${shown.length.toLocaleString("en")} of ${finder.count.toLocaleString("en")}`;
    found.querySelector(".count").textContent = count;
    note.replaceChildren(...(shown.length ? noted(conditions) : []));
    none.replaceChildren(...(shown.length ? [] : instead(conditions)), ...beyond(wider));
    list.replaceChildren();
    showRows(rows);
    newest.classList.add("away");
    found.hidden = false;
    const said = shown.length ? `${count} incidents found` : "No incident found";
    tell([said, note.textContent.trim()].filter(Boolean).join(". "));
  }

  function showRows(rows) {
    const from = list.children.length;
    list.append(...rows.map((row, at) => entry(row, shown[from + at], terms, finder)));
    const left = Math.min(AT_ONCE, shown.length - list.children.length);
    more.hidden = !left;
    more.textContent = `Show ${left} more`;
  }

  async function showMore() {
    const [now, from] = [turn, list.children.length];
    const rows = await finder.rows(shown.slice(from, from + AT_ONCE)).catch((error) => {
      if (!(error instanceof SearchFileMissing)) throw error;
    });
    if (now !== turn || from !== list.children.length) return;
    none.textContent = rows ? "" : `More cannot be loaded just now; ${RETRY}.`;
    if (!rows) return tell(none.textContent);
    showRows(rows);
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

  // What is not quite what was asked for.
  function* noted(conditions) {
    const inParts = conditions.filter((each) => each.inParts);
    if (inParts.length) yield `No incident has ${namesOf(inParts)} as a name of its own: these have all its parts. `;
    if (QUOTED.test(field.value)) yield "Quotes make no difference: the words may stand apart. ";
  }

  // What names in one piece leave out.
  function* beyond(wider) {
    for (const { term, parts, count } of wider.filter((each) => each.count > shown.length)) {
      const words = `${count.toLocaleString("en")} with ${listed(parts.map((part) => `“${part}”`))} apart`;
      yield* button(words, () => inItsPlace(term, parts.join(" ")));
    }
  }

  const listed = (words) => new Intl.ListFormat("en-GB").format(words);

  // Nothing has all that was asked for: what there would be without what the incident lacks that has most of it, and
  // without one of the conditions.
  function* instead(conditions) {
    yield conditions.length > 1 ? "No incident has all of that. " : "No incident has that word: it may be spelled otherwise, or its beginning may be enough. ";
    for (const { term, scores } of conditions) {
      const name = term && !scores.some(Boolean) && finder.meant(term);
      if (name) yield* button(`“${name}” for “${term.written}”`, () => inItsPlace(term, name));
    }
    const closest = finder.closest(conditions.map((each) => each.scores));
    const lacking = conditions.filter((each) => !each.scores[closest]);
    for (const some of [...(lacking.length > 1 ? [lacking] : []), ...conditions.map((each) => [each])]) {
      const others = conditions.filter((each) => !some.includes(each));
      const left = others.length ? finder.matching(others.map((each) => each.scores)).length : 0;
      if (left) yield* button(`${left.toLocaleString("en")} without ${namesOf(some)}`, () => without(some));
    }
  }

  function* button(words, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = words;
    made.addEventListener("click", () => {
      act();
      field.focus();
      search();
    });
    yield made;
    yield " ";
  }

  function inItsPlace({ input, index, written }, name) {
    field.value = input.slice(0, index) + name + input.slice(index + written.length);
  }

  function namesOf(conditions) {
    const names = [...new Set(conditions.map(({ term, choice }) => (term ? `“${term.written}”` : nameOf(choice))))];
    return names.length > 5 ? `${names.slice(0, 4).join(", ")} and ${names.length - 4} more` : names.join(", ");
  }

  const nameOf = (choice) => (choice.options ? choice.selectedOptions[0].text : choice.parentNode.textContent.trim());

  function without(conditions) {
    for (const choice of conditions.flatMap((each) => each.choice ?? [])) {
      if (choice.options) choice.value = "";
      else choice.checked = false;
    }
    const words = new Map(conditions.flatMap(({ term }) => (term ? [[term.index, term]] : [])));
    // The last first, so that the others stay in their places.
    const left = [...words.values()].reverse().reduce((text, { input, index, written }) => {
      const from = text ?? input;
      return from.slice(0, index) + from.slice(index + written.length);
    }, null);
    field.value = (left ?? field.value).trim();
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
    ask(new URLSearchParams());
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
    } else if (key === "Escape" && asked().size) {
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
    known = location.hash;
    const values = fromAddress();
    if (!values && location.hash) return; // a place on the page
    ask(values ?? new URLSearchParams());
    search();
  });

  async function start(values, many) {
    // Before it is opened, not every service and tag may be there to be chosen.
    await open().catch(() => {});
    ask(values);
    search(many);
  }

  form.querySelector("fieldset").disabled = false;
  const first = fromAddress();
  if (first) start(first, Math.max(AT_ONCE, history.state?.shown ?? 0));
}
