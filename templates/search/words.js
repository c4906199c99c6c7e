// Text as the words by which it is found, in the same way as `pmgen/search/terms.py`, from which the ranges come.
"use strict";

function searchReader({ separators, marks, letters, single, longest }) {
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
    if (names.length === 1) return cut(folded(joined));
    return [...joined].length > longest ? "" : folded(joined);
  }

  function term(text, { 0: written, index, input }) {
    // A version is looked for without its `v`, by which it is found in either case.
    const names = text.replace(/(^|[./_-])v(?=[0-9]+[./_-][0-9])/gi, "$1").split(/[./_-]/);
    const parts = names.flatMap(pieces).map((piece) => cut(folded(piece)));
    return { written, index, input, whole: whole(names), parts };
  }

  // What has to be looked up for a text: each name as one word, or else all of its parts.
  function terms(text) {
    return [...text.matchAll(chunks)].flatMap((match) =>
      (plain(match[0]).match(chunks) ?? []).map((name) => term(name, match)),
    );
  }

  // A text cut into pieces, and whether each begins with one of some words and should be marked.
  function marked(text, words) {
    const found = [];
    let done = 0;
    const begin = (piece) => words.filter((word) => folded(plain(piece)).startsWith(word));
    for (const { 0: name, index } of text.matchAll(parts)) {
      let at = index;
      for (const piece of pieces(name)) {
        const rest = name.slice(at - index);
        const [word] = [...begin(rest), ...begin(piece)].sort((one, other) => other.length - one.length);
        if (word && at >= done) {
          // Where characters stand for several, it is not clear where in the text a word ends.
          const length = plain(rest) === rest ? word.length : rest.length;
          found.push([text.slice(done, at), ""], [text.slice(at, at + length), word]);
          done = at + length;
        }
        at += piece.length;
      }
    }
    found.push([text.slice(done), ""]);
    return found.filter(([piece]) => piece);
  }

  return { terms, marked };
}
