// What is said beside the list of what was found: what of it is not quite what was asked for, and the ways on from there.
"use strict";

// Of `field`, in which the words are, some ways on change the text; `search` then looks anew.
function searchNotices(field, search) {
  const MOST_WAYS = 5; // as many as can be read at a glance, however much somebody pastes
  const MOST_PARTS = 12; // of a longer name, as much of the beginning is tried
  const QUOTED = /["“”«»„][^"“”«»„\s]*\s[^"“”«»„]*["“”«»„]/; // several words

  // How many there would be with other words in the place of a name; none where one is too short to be looked up.
  async function instead(finder, conditions, name, parts) {
    const words = await finder.terms(parts.join(" "));
    const all = conditions.flatMap((each) => (each === name ? words.map(finder.answer) : [each]));
    const count = words.length === parts.length ? finder.matching(all.map(({ scores }) => scores)).length : 0;
    return { term: name.term, parts, count };
  }

  const apart = (finder, conditions, name) =>
    instead(finder, conditions, name, name.term.written.split(/[./_-]/).filter(Boolean));

  // With as much of the beginning of a name that is nowhere as there is, unless most have that: of a pod, what it is
  // one of.
  async function shorter(finder, conditions, name) {
    const { written } = name.term;
    for (const { index } of [...written.matchAll(/[./_-]+/g)].slice(0, MOST_PARTS).reverse()) {
      const found = index ? await instead(finder, conditions, name, [written.slice(0, index)]) : null;
      if (found?.count) return found.count > finder.count / 2 ? { count: 0 } : found;
    }
    return { count: 0 };
  }

  const isNowhere = ({ term, scores }) => term && !scores.some(Boolean);

  function wider(finder, conditions) {
    const some = conditions.filter((each) => each.joined || isNowhere(each)).slice(0, MOST_WAYS);
    return Promise.all(some.map((each) => (each.joined ? apart : shorter)(finder, conditions, each)));
  }

  // What is not quite what was asked for.
  function* noted(conditions, left) {
    if (left) yield `Without “${left.term.written}”, which none of these has: “${left.term.choosing}:” begins a choice. `;
    const inParts = conditions.filter((each) => each.inParts);
    if (inParts.length) yield `No incident has ${namesOf(inParts)} as a name of its own: these have all its parts. `;
    if (QUOTED.test(field.value)) yield "Quotes make no difference: the words may stand apart. ";
  }

  // What names in one piece leave out.
  function* beyond(offered) {
    for (const { term, parts, count } of offered) {
      const names = listed(parts.map((part) => `“${part}”`));
      const words = `${count.toLocaleString("en")} with ${names}${parts.length > 1 ? " apart" : ""}`;
      yield* button(words, () => inPlaceOf([term], parts.join(" ")));
    }
  }

  const listed = (words) => new Intl.ListFormat("en-GB").format(words);

  function missing(finder, { term }) {
    if (term && finder.isDate(term)) return "No incident tells of that date. ";
    return "No incident has that word: it may be spelled otherwise, or its beginning may be enough. ";
  }

  // Nothing has all that was asked for.
  function* nothing(finder, conditions) {
    yield conditions.length > 1 ? "No incident has all of that. " : missing(finder, conditions[0]);
    let left = MOST_WAYS;
    for (const [words, act] of ways(finder, conditions)) {
      yield* button(words, act);
      if (!--left) return;
    }
  }

  // What there would be without what the incident lacks that has most of it, and without one of the conditions.
  function* ways(finder, conditions) {
    // What is asked for several times is one of them.
    const all = [...new Set(conditions.map(({ scores }) => scores))];
    const askedBy = (some) => conditions.filter(({ scores }) => some.includes(scores));
    for (const terms of all.map((scores) => askedBy([scores]).filter(isNowhere).map(({ term }) => term))) {
      const name = terms.length && finder.meant(terms[0]);
      if (name) yield [`“${name}” for “${terms[0].written}”`, () => inPlaceOf(terms, name)];
    }
    const closest = finder.closest(all);
    const lacking = all.filter((scores) => !scores[closest]);
    for (const some of [...(lacking.length > 1 ? [lacking] : []), ...all.map((scores) => [scores])]) {
      const others = all.filter((scores) => !some.includes(scores));
      const left = others.length ? finder.matching(others).length : 0;
      if (!left) continue;
      const without = askedBy(some);
      yield [`${left.toLocaleString("en")} without ${namesOf(without)}`, () => leaveOut(without)];
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

  // The last first, so that the others stay in their places.
  function inPlaceOf(terms, name) {
    const put = (text, { index, written }) => text.slice(0, index) + name + text.slice(index + written.length);
    field.value = terms.reduceRight(put, terms[0].input);
  }

  function namesOf(conditions) {
    const names = [...new Set(conditions.map(({ term, choice }) => (term ? `“${term.written}”` : nameOf(choice))))];
    return names.length > 5 ? `${names.slice(0, 4).join(", ")} and ${names.length - 4} more` : names.join(", ");
  }

  const nameOf = (choice) => (choice.options ? choice.selectedOptions[0].text : choice.parentNode.textContent.trim());

  function leaveOut(conditions) {
    for (const choice of conditions.flatMap((each) => each.choice ?? [])) {
      if (choice.options) choice.value = "";
      else choice.checked = false;
    }
    const words = new Map(conditions.flatMap(({ term }) => (term ? [[term.index, term]] : [])));
    if (words.size) inPlaceOf([...words.values()], "");
    field.value = field.value.trim();
  }

  return { wider, noted, beyond, nothing };
}
