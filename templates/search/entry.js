// What the list says of an incident that was found, as the lists of the site say it.
"use strict";

function searchEntries(found) {
  const MOST_NAMED = 8; // how many services of an incident are named, as in the lists of the site
  const TITLE_OR_NAME = 48; // the least that a word is worth there
  const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

  const blank = found.querySelector("template").content;
  const shapes = new Map(found.dataset.shapes.split("\n").map((line) => [line.slice(2), line[0]]));

  return function entry(row, incident, terms, finder) {
    const [date, severity, status, state, url, title, sentence, services, resolved, open, dues, legacy] = row;
    const li = document.importNode(blank.querySelector("li"), true);
    const at = (selector) => li.querySelector(selector);
    const [year, month, day] = date.split("-").map(Number);
    at("time").dateTime = date;
    at("time").textContent = `${day}\u00a0${MONTHS[month - 1]} ${year}`;
    showSeverity(at(".severity"), severity);
    at("h3 a").href = url;
    const kinds = [`status-${status}`, `state-${state}`, legacy && "status-legacy"];
    for (const badge of li.querySelectorAll(".badge")) {
      if (!kinds.some((kind) => badge.classList.contains(kind))) badge.remove();
    }
    const unmarked = new Set(terms);
    const fill = (element, text) => marked(element, finder.marked(text, terms), unmarked);
    fill(at("h3 a"), title);
    fill(at(".about p"), sentence);
    const name = at(".names li");
    const names = services.map((service) => fill(name.cloneNode(), service));
    const named = names.filter((each, place) => place < MOST_NAMED || each.querySelector("mark"));
    at(".names").replaceChildren(...named);
    if (named.length < names.length) {
      name.textContent = `and ${names.length - named.length} more`;
      at(".names").append(name);
    }
    if (!services.length) at(".names").remove();
    at(".about").append(...elsewhere(incident, unmarked, finder));
    showFigures(at(".figures"), resolved, open, dues);
    return li;
  };

  function showSeverity(element, severity) {
    const shape = shapes.get(severity) ?? "0";
    element.querySelector("svg").setAttribute("class", `shape sev-${shape}`);
    element.querySelector("use").setAttribute("href", `#sev.${shape}`);
    element.append(severity);
  }

  function showFigures(element, resolved, open, dues) {
    const [length, left] = element.querySelectorAll(":scope > span");
    length.lastChild.textContent = ` ${resolved}`;
    left.textContent = `${open.toLocaleString("en")} open`;
    left.dataset.dues = dues;
    if (!resolved) length.remove();
    if (open) tellOverdue(left);
    else left.remove();
  }

  // Puts a text into an element, in pieces of which some are marked with the term that they are there for.
  function marked(element, pieces, unmarked) {
    const made = pieces.map(([piece, term]) => {
      if (!term) return piece;
      const mark = document.createElement("mark");
      mark.textContent = piece;
      unmarked.delete(term);
      return mark;
    });
    element.replaceChildren(...made);
    if (!made.length) element.remove();
    return element;
  }

  // Why an incident was found of which the entry does not say so: its tags, and what is in its text.
  function elsewhere(incident, unmarked, finder) {
    const isAsked = (tag) => finder.marked(tag, [...unmarked]).some(([, term]) => term);
    const tags = finder.values("tag").filter((tag) => finder.having("tag", tag)[incident] && isAsked(tag));
    const text = [...unmarked].filter((term) => finder.answer(term).scores[incident] < TITLE_OR_NAME);
    const partsOf = ({ written }) => written.split(/[./_-]/).filter(Boolean);
    const said = text.flatMap((term) => (finder.answer(term).inParts ? partsOf(term) : term.written));
    const line = (label, words) => {
      const told = document.importNode(blank.querySelector(".elsewhere"), true);
      told.firstChild.textContent = label;
      told.append(words.join(", "));
      return words.length ? [told] : [];
    };
    return [...line("tagged", tags), ...line("in its text", said)];
  }
}
