// Words that are one thing together: `SEV 1` for `SEV1`, and a day as the pages write it.
"use strict";

function searchTogether(reader, severities) {
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

  return function together(terms) {
    const found = [];
    for (let at = 0, count = 1; at < terms.length; at += count) {
      let name;
      [name, count] = read(terms.slice(at, at + 3));
      const { input, index } = terms[at];
      const written = input.slice(index, end(terms[at + count - 1]));
      found.push(name ? { ...reader.terms(name)[0], input, index, written } : terms[at]);
    }
    return found;
  };
}
