// Text as the words by which it is found, in the same way as `pmgen/search/terms.py`, from which the ranges come.
"use strict";

function searchReader({ separators, marks, letters, single, longest, enough }) {
  const points = (ranges) =>
    ranges.map(([first, last]) => `\\u{${first.toString(16)}}-\\u{${last.toString(16)}}`).join("");
  const part = `[^${points(separators)}./_\\-]+`;
  const parts = new RegExp(part, "gu");
  const chunks = new RegExp(`${part}(?:[./_\\-]${part})*`, "gu");
  const mark = new RegExp(`[${points(marks)}]`, "gu");
  const alone = new RegExp(`[${points(single)}]`, "u");
  const upper = /\p{Uppercase}/u;
  const lower = /\p{Lowercase}/u;

  const letter = new RegExp(`[${Object.keys(letters).join("")}]`, "gu");

  const plain = (text) =>
    text
      .normalize("NFKD")
      .replace(mark, "")
      .replace(letter, (each) => letters[each]);
  const folded = (word) => word.toLowerCase().replaceAll("ς", "σ");
  const cut = (word) => [...word].slice(0, longest).join("");

  function begins(before, here, after) {
    return (
      (upper.test(here) && (!upper.test(before) || lower.test(after))) || alone.test(here) || alone.test(before)
    );
  }

  // The words of `camelCase`, and each character of a writing without spaces; `4F2A9C` is one.
  function pieces(word) {
    if (/^[0-9A-Z]+$/.test(word)) return [word];
    const letters = [...word];
    const found = [];
    letters.forEach((here, at) => {
      if (at === 0 || begins(letters[at - 1], here, letters[at + 1] ?? "")) found.push("");
      found[found.length - 1] += here;
    });
    return found;
  }

  // Parts as one word; only between two digits something has to stand.
  function whole(names) {
    const joined = names.reduce(
      (before, name) => before + (/[0-9]$/.test(before) && /^[0-9]/.test(name) ? "." : "") + name,
    );
    return cut(folded(joined));
  }

  const mixed = (name) => /[0-9]/.test(name) && !/^[0-9]+$/.test(name);
  // `7d9f4` is rare enough by itself, and no name is kept whole that it is a part of.
  const saysEnough = (name) => mixed(name) && [...name].length >= enough;

  function term(text, { 0: written, index, input }) {
    // A version is looked for without its `v`, by which it is found in either case; behind a day may be an hour.
    const names = text
      .replace(/(?<=[0-9]-[0-9]{2})T(?=[0-9]|$)/g, "-")
      .replace(/(^|[./_-])v(?=[0-9]+[./_-][0-9])/gi, "$1")
      .split(/[./_-]/)
      .filter(Boolean);
    // A day may be written without its zeros.
    const isDay = names.length === 3 && /^[0-9]+$/.test(names.join("")) && names.some((name) => name.length === 4);
    const parts = names.flatMap(pieces).map((piece) => cut(folded(isDay ? piece.padStart(2, "0") : piece)));
    // What has a number among its parts is the name of one thing, of which the parts are nothing by themselves.
    const one = names.length > 1 && names.some((name) => /[0-9]/.test(name)) && !names.some(saysEnough);
    const numbered = /[0-9]$/.test(text) && !saysEnough(names.at(-1));
    return { written, index, input, whole: whole(names), parts, one, numbered, names: names.map(folded) };
  }

  // What has to be looked up for a text: each name as one word, or else all of its parts.
  function terms(text) {
    return [...text.matchAll(chunks)].flatMap((match) =>
      (plain(match[0]).match(chunks) ?? []).map((name) => term(name, match)),
    );
  }

  // A text cut into pieces, each with the term that it is marked for, if any: it is one of some names, in one piece, or
  // begins with one of some words.
  function marked(text, words, names) {
    const all = [...text.matchAll(parts)];
    const found = [];
    let done = 0;
    const begin = (piece) => {
      const here = folded(plain(piece));
      return [...words.keys()].filter((word) => here.startsWith(word) && fits(word, words.get(word), here));
    };
    const mark = (from, to, term) => {
      found.push([text.slice(done, from)], [text.slice(from, to), term]);
      done = to;
    };
    all.forEach(({ 0: name, index }, place) => {
      for (const { term, names: its, longer } of index >= done ? names : []) {
        const end = endOf(its, longer, all.slice(place, place + its.length));
        if (end > done) mark(index, end, term);
      }
      let at = index;
      for (const piece of pieces(name)) {
        const rest = name.slice(at - index);
        const [word] = [...begin(rest), ...begin(piece)].sort((one, other) => other.length - one.length);
        // Where characters stand for several, it is not clear where in the text a word ends.
        const length = plain(rest) === rest ? word?.length : rest.length;
        if (word && at >= done) mark(at, at + length, words.get(word).term);
        at += piece.length;
      }
    });
    found.push([text.slice(done)]);
    return found.filter(([piece]) => piece);
  }

  // Whether what begins with a word is found by it: a number does not begin a longer one, unless there is no other.
  function fits(word, { longer }, here) {
    return longer || !/[0-9]$/.test(word) || !/[0-9]/.test(here.charAt(word.length));
  }

  // Where a name ends in a text, of which some parts are given that stand one behind the other; -1 if it is not there.
  function endOf(names, longer, some) {
    let end = -1;
    for (const [at, name] of names.entries()) {
      const { 0: part = "", index = -1 } = some[at] ?? {};
      const here = folded(plain(part)).replace(/^v(?=[0-9])/, "");
      const rest = at === names.length - 1 && here.startsWith(name) ? here.slice(name.length) : "";
      if (here !== name + rest || (at && index !== end + 1) || !fits(name, { longer }, here)) return -1;
      end = index + part.length - (here.length === part.length ? rest.length : 0);
    }
    return end;
  }

  return { terms, marked };
}
