// Finds incidents, and says how well each fits what was asked for.
"use strict";

async function searchFinder(path) {
  // What a word is worth in the text, the causes, the names and the title: as it is, and as the beginning of another.
  const EXACT = [8, 24, 64, 96];
  const BEGINNING = [5, 18, 48, 72];
  const NAMES = 2;
  // Where the parts of a joined name are apart, they are worth so many times less.
  const APART = 3;
  // One or two letters that begin more words than so many files hold have to become longer first.
  const MOST_FILES = 5;
  // What is in every incident tells none from another, but is not worth nothing.
  const LEAST = 0.1;

  const folder = path.replace(/[^/]*$/, "");
  const load = searchLoader(folder);
  const index = await load(path.slice(folder.length));
  const decode = searchDecoder(index.digits);
  const reader = searchReader(index);
  const together = searchTogether(reader, index);
  // The words by which a choice goes as well, each with the list of the incidents.
  const aliases = Object.entries(index.aliases).flatMap(([choice, named]) =>
    Object.entries(named).flatMap(([value, names]) =>
      reader
        .terms(names.join(" "))
        .flatMap(({ whole, parts }) => [whole, ...parts].map((word) => [word, index.choices[choice]?.[value] ?? ""])),
    ),
  );
  const shelves = new Map();
  const known = new Map();
  const weights = new WeakMap();

  async function loadShelf(number) {
    const entries = (await load(index.words[number][1])).split(" ");
    const every = (first) => entries.filter((_, at) => at % 2 === first);
    if (!shelves.has(number)) shelves.set(number, { words: every(0), lists: every(1) });
  }

  // The numbers of the files in which a word is, or all that it begins.
  function filesOf([word, fits]) {
    const last = (text) => Math.max(0, index.words.findLastIndex(([first]) => first <= text));
    const from = last(word);
    const to = fits === ALONE ? from : last(`${word}\uffff`);
    return Array.from({ length: to - from + 1 }, (_, at) => from + at);
  }

  // How a word may go on in those that it finds: not at all, with anything, or so that its number stays the same.
  const ALONE = (rest) => rest === "";
  const BEGINS = () => true;
  const SAME_NUMBER = (rest) => !/^[0-9]/.test(rest);

  const isNumber = (part) => /^[0-9]+$/.test(part);

  // The words to look up for the parts of a name. A number among them is meant as it is: half of a date begins too many
  // others. Where it is `begun`, the last begins what says enough.
  function apartOf({ parts, begun }) {
    const last = parts.length - 1;
    const saysEnough = (rest) => /[a-z]/.test(rest) && parts[last].length + rest.length >= index.enough;
    const ends = isNumber(parts[last]) ? (begun ? saysEnough : ALONE) : BEGINS;
    return last ? parts.map((part, at) => [part, at === last ? ends : ALONE]) : [];
  }

  function look([word, fits]) {
    const scores = new Uint8Array(index.incidents);
    for (const { words, lists } of filesOf([word, fits]).map((number) => shelves.get(number))) {
      for (let at = firstFrom(words, word); at < words.length && words[at].startsWith(word); at++) {
        const rest = words[at].slice(word.length);
        if (!fits(rest)) continue;
        lists[at].split(",").forEach((list, rank) => decode(list, scores, (rest ? BEGINNING : EXACT)[rank]));
      }
    }
    return scores;
  }

  function firstFrom(words, word) {
    let [low, high] = [0, words.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (words[middle] < word) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  // A service is also found by the other names that it goes by, a severity by the word for it.
  function lookAmongAliases({ whole }, scores) {
    for (const [word, list] of aliases) {
      const worth = word === whole ? EXACT : BEGINNING;
      if (word.startsWith(whole)) decode(list, scores, worth[NAMES]);
    }
  }

  // Where all parts of a name are, wherever they stand. Numbers are in any long text, and a letter or two beside them
  // are as well: those of a day count only in titles and names, those of an address or a version nowhere.
  function lookApart(term) {
    const scores = new Uint8Array(index.incidents);
    const day = isDate(term);
    const named = term.parts.some((part) => !isNumber(part) && part.length > 2);
    const numbers = !named && term.parts.filter(isNumber).length > 1;
    const worth = ([part]) => (day && isNumber(part) ? EXACT[NAMES] : 1);
    const parts = numbers && !day ? [] : apartOf(term).map((part) => [look(part), worth(part)]);
    for (let at = 0; parts.length && at < scores.length; at++) {
      if (parts.some(([part, least]) => part[at] < least)) continue;
      const least = Math.min(...parts.map(([part]) => part[at]));
      scores[at] = numbers ? least : Math.ceil(least / APART);
    }
    return scores;
  }

  const isYear = (part) => /^(19|20)[0-9][0-9]$/.test(part);
  const isDate = ({ parts }) => parts.filter(isNumber).length > 1 && parts.some(isYear);

  // Whether a name may yet become one of which a part says enough, and that is not kept in one piece.
  const isBegun = ({ names }) => /[0-9]/.test(names.at(-1)) && !isNumber(names.at(-1));

  const some = (scores) => scores.some(Boolean);

  // Which incidents have one of the values of a choice.
  function chosen({ choice, values }) {
    const scores = new Uint8Array(index.incidents);
    for (const value of values) decode(index.choices[choice][value], scores, EXACT[NAMES]);
    return scores;
  }

  // How well a term fits each incident, 0 where it does not. What is one name is found in one piece: `joined` says that
  // its parts may be elsewhere, and `inParts` that no incident has the name. `longer` says that a number only begins
  // those that are found.
  function answerOf(term) {
    if (term.values) return { scores: chosen(term) };
    let scores = look([term.whole, term.numbered ? SAME_NUMBER : BEGINS]);
    lookAmongAliases(term, scores);
    const longer = term.numbered && !some(scores);
    if (longer) scores = look([term.whole, BEGINS]);
    if (term.one && some(scores)) return { scores, longer, joined: !isDate(term) && !term.parts.every(isNumber) };
    const apart = lookApart(term);
    const inParts = term.one && !isDate(term) && !isBegun(term) && some(apart);
    const all = scores.map((each, at) => Math.max(each, apart[at]));
    return { scores: all, longer: term.begun || (longer && some(scores)), inParts };
  }

  function once(key, make) {
    if (known.size > 100) known.clear();
    if (!known.has(key)) known.set(key, make());
    return known.get(key);
  }

  const answer = (term) =>
    once(JSON.stringify([term.whole, term.parts, term.values, term.begun]), () => answerOf(term));

  // A name that is nowhere and ends in a number, with the files of what that may begin, so that nothing vanishes while
  // `authentik-7d9f4` is typed.
  async function begun(term) {
    const last = term.parts.at(-1);
    const others = term.parts.slice(0, -1);
    if (!others.length || !isNumber(last) || some(answer(term).scores)) return term;
    if (others.some((part) => !some(look([part, ALONE])))) return term;
    await Promise.all(filesOf([last, BEGINS]).map(loadShelf));
    return { ...term, begun: true };
  }

  // How much it says about an incident that it is one of those which some scores are for: the more, the fewer they are.
  function weight(scores) {
    if (!weights.has(scores)) {
      const count = scores.reduce((sum, each) => sum + (each ? 1 : 0), 0);
      weights.set(scores, count ? Math.log(index.incidents / count) + LEAST : 0);
    }
    return weights.get(scores);
  }

  return {
    count: index.incidents,
    values: (choice) => Object.keys(index.choices[choice] ?? {}),

    // The terms of a text that can be looked up, after their files have been loaded.
    async terms(text) {
      const short = ({ whole, values }) => !values && whole.length < 3 && filesOf([whole, BEGINS]).length > MOST_FILES;
      const found = together(reader.terms(text)).filter((term) => !short(term));
      const words = found.flatMap((term) => (term.values ? [] : [[term.whole, BEGINS], ...apartOf(term)]));
      await Promise.all(words.flatMap(filesOf).map(loadShelf));
      return Promise.all(found.map(begun));
    },

    answer,
    isDate,

    // For each incident, whether it has a value.
    having: (choice, value) =>
      once(`${choice}=${value}`, () => {
        const having = new Uint8Array(index.incidents);
        decode(index.choices[choice]?.[value] ?? "", having, 1);
        return having;
      }),

    // A text cut into pieces, each with the term that it should be marked for, if any.
    marked(text, terms) {
      const all = terms.map((term) => ({ term, ...term, ...answer(term) }));
      const inOne = ({ one, inParts }) => one && !inParts;
      const others = all.filter((each) => !inOne(each));
      const words = others.flatMap((each) => [each.whole, ...each.parts].map((word) => [word, each]));
      return reader.marked(text, new Map(words), all.filter(inOne));
    },

    // The name or word for which a term is probably a slip of the pen.
    meant: searchSlips(index, reader, (word) => filesOf([word, ALONE]).map((number) => shelves.get(number))),

    // The incidents that all scores are for, the best first, and of those that are as good the newest.
    matching(all) {
      const found = [];
      const totals = new Float32Array(index.incidents);
      for (let incident = 0; incident < index.incidents; incident++) {
        if (all.every((scores) => scores[incident])) {
          totals[incident] = all.reduce((total, scores) => total + scores[incident] * weight(scores), 0);
          found.push(incident);
        }
      }
      return found.sort((one, other) => totals[other] - totals[one] || other - one);
    },

    // The incident that has most of what some scores are for, and of several the newest; -1 where there is none.
    closest(all) {
      let [best, most] = [-1, 0];
      for (let incident = index.incidents - 1; incident >= 0; incident--) {
        const total = all.reduce((sum, scores) => sum + (scores[incident] ? weight(scores) : 0), 0);
        if (total > most) [best, most] = [incident, total];
      }
      return best;
    },

    // What the list says of some incidents.
    rows(incidents) {
      const row = async (incident) =>
        (await load(index.shown[Math.floor(incident / index.rows)]))[incident % index.rows];
      return Promise.all(incidents.map(row));
    },
  };
}
