// What a word that nothing has was probably meant to be.
"use strict";

// Whether one word is the other with a letter too many, too few or another one, or with two that changed places.
function isSlip(one, other) {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  const [left, right] = [one.slice(at), other.slice(at)];
  const swapped = left[0] === right[1] && left[1] === right[0] && left.slice(2) === right.slice(2);
  return swapped || left.slice(1) === right || left === right.slice(1) || left.slice(1) === right.slice(1);
}

// The name of a service or a tag, or a part of one, for which a term is probably a slip of the pen; or else, of the
// words that begin like it, the one that most incidents have, unless it is so short that many are like it. `shelvesOf`
// are those words, which are loaded already.
function searchSlips(index, reader, shelvesOf) {
  const SHORTEST = 6;

  function* names() {
    for (const choice of ["service", "tag"]) {
      yield* Object.keys(index.choices[choice] ?? {});
      yield* Object.values(index.aliases[choice] ?? {}).flat();
    }
  }

  function amongNames(whole) {
    for (const name of names()) {
      for (const term of reader.terms(name)) {
        if (isSlip(whole, term.whole)) return term.written;
        const part = term.parts.find((each) => each.length > 3 && isSlip(whole, each));
        if (part) return part;
      }
    }
    return undefined;
  }

  function amongWords(whole) {
    if (whole.length < SHORTEST) return undefined;
    let [best, most] = [undefined, 0];
    for (const { words, lists } of shelvesOf(whole)) {
      words.forEach((word, at) => {
        if (lists[at].length <= most || /[0-9]/.test(word) || !isSlip(whole, word)) return;
        [best, most] = [word, lists[at].length];
      });
    }
    return best;
  }

  return ({ whole, parts }) =>
    parts.length > 1 || whole.length < 4 || /[0-9]/.test(whole) ? undefined : (amongNames(whole) ?? amongWords(whole));
}
