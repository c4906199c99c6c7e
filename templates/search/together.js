// Words that are one thing together: `SEV 1` for `SEV1`, a day as the pages write it, and `service:vault` for a choice.
"use strict";

function searchTogether(reader, { choices, aliases }) {
  const severities = Object.keys(choices.severity ?? {});
  const MONTHS = "january february march april may june july august september october november december".split(" ");
  const levels = new Set(severities.flatMap((name) => reader.terms(name)).map((term) => term.whole));

  const isDay = ({ whole }) => /^([1-9]|[0-3][0-9])(st|nd|rd|th)?$/.test(whole);
  const isYear = ({ whole }) => /^(19|20)[0-9][0-9]$/.test(whole);
  const monthOf = ({ whole }) => 1 + MONTHS.findIndex((month) => whole.length > 2 && month.startsWith(whole));
  const two = (number) => String(number).padStart(2, "0");

  const level = ([word, number]) => (levels.has(word.whole + number.whole) ? word.whole + number.whole : "");
  function date([one, other, year]) {
    const [day, month] = isDay(one) ? [one, other] : [other, one];
    if (!isDay(day) || !monthOf(month) || !isYear(year)) return "";
    return `${year.whole}-${two(monthOf(month))}-${two(parseInt(day.whole))}`;
  }

  const end = ({ index, written }) => index + written.length;
  const between = (one, other) => one.input.slice(end(one), other.index);
  const adjoin = (terms) => terms.slice(1).every((term, at) => /^\.?[\s,]+$/.test(between(terms[at], term)));

  const READINGS = [
    [2, level],
    [3, date],
  ];

  // The name that some terms are together at the beginning of others, and how many those are.
  function read(terms) {
    for (const [count, reading] of READINGS) {
      const some = terms.slice(0, count);
      const name = some.length === count && adjoin(some) ? reading(some) : "";
      if (name) return [name, count];
    }
    return ["", 1];
  }

  const COLON = /^:\s*$/; // behind which some leave a blank

  // The values of a choice that are called so, or else those that begin so.
  function valuesOf(choice, { written }) {
    const name = written.toLowerCase();
    const namesOf = (value) => [value, ...(aliases[choice]?.[value] ?? [])].map((each) => each.toLowerCase());
    const all = Object.keys(choices[choice]).map((value) => [value, namesOf(value)]);
    const same = all.filter(([, names]) => names.includes(name));
    const some = same.length ? same : all.filter(([, names]) => names.some((each) => each.startsWith(name)));
    return some.map(([value]) => value);
  }

  // A word that names a choice, with the value behind it; nothing where there is none, which is text as any other.
  function chosen(key, term) {
    const choice = key.whole;
    if (!Object.hasOwn(choices, choice) || !term || !COLON.test(between(key, term))) return [];
    const values = valuesOf(choice, term);
    const written = key.input.slice(key.index, end(term));
    return values.length ? [{ ...term, index: key.index, written, choice, values }] : [];
  }

  // The choice that the last word of a text may yet name, as `sev` may become `severity:`.
  const begun = ({ whole, input, ...word }) =>
    end(word) === input.length ? Object.keys(choices).find((choice) => choice.startsWith(whole)) : undefined;

  const isLeft = (key) => Object.hasOwn(choices, key.whole) && COLON.test(key.input.slice(end(key)));

  return function together(terms) {
    const found = [];
    for (let at = 0, count = 1; at < terms.length; at += count) {
      const [one] = chosen(terms[at], terms[at + 1]);
      count = one ? 2 : 1;
      if (one) found.push(one);
      if (one || isLeft(terms[at])) continue;
      let name;
      [name, count] = read(terms.slice(at, at + 3));
      const { input, index } = terms[at];
      const written = input.slice(index, end(terms[at + count - 1]));
      found.push(name ? { ...reader.terms(name)[0], input, index, written } : { ...terms[at], choosing: begun(terms[at]) });
    }
    return found;
  };
}
