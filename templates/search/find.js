// Finds incidents in what `pmgen/search` has written. That is in scripts, each loaded when it is needed: from a folder
// on a disk a page can run scripts, but read no files.
"use strict";

// A file that could not be loaded.
class SearchFileMissing extends Error {}

function searchLoader(folder) {
  const loading = new Map();
  const arrived = new Map();

  window.foundForSearch = (name, data) => arrived.set(name, data);

  return (file) => {
    if (!loading.has(file)) {
      loading.set(
        file,
        new Promise((resolve, reject) => {
          const script = document.createElement("script");
          script.src = folder + file;
          script.onload = () => resolve(arrived.get(file.split(".")[0]));
          script.onerror = () => {
            loading.delete(file);
            script.remove();
            reject(new SearchFileMissing(file));
          };
          document.head.append(script);
        }),
      );
    }
    return loading.get(file);
  };
}

// From a list of numbers as it is written, to a score for each of them that has none as good: how many are left out
// before each, or a bit for each.
function searchDecoder([last, later, bits]) {
  const worth = new Int8Array(128);
  [...last].forEach((digit, value) => (worth[digit.charCodeAt(0)] = value));
  [...later].forEach((digit, value) => (worth[digit.charCodeAt(0)] = -1 - value));

  function fromBits(text, scores, score) {
    for (let at = 1, first = 0; at < text.length; at++, first += 6) {
      const six = worth[text.charCodeAt(at)];
      for (let bit = 0; bit < 6; bit++) {
        if ((six >> bit) & 1 && scores[first + bit] < score) scores[first + bit] = score;
      }
    }
  }

  return (text, scores, score) => {
    if (text[0] === bits) return fromBits(text, scores, score);
    let [number, gap] = [-1, 0];
    for (let at = 0; at < text.length; at++) {
      const digit = worth[text.charCodeAt(at)];
      if (digit < 0) {
        gap = gap * later.length - digit;
      } else {
        number += gap * last.length + digit + 1;
        gap = 0;
        if (scores[number] < score) scores[number] = score;
      }
    }
  };
}

async function searchFinder(path) {
  // What a word is worth in the text, the causes, the names and the title: as it is, and as the beginning of another.
  const EXACT = [8, 24, 64, 96];
  const BEGINNING = [5, 18, 48, 72];
  const NAMES = 2;
  // Where the parts of a joined name are apart, they are worth so many times less.
  const APART = 3;
  // One or two letters that begin more words than so many files hold have to become longer first.
  const MOST_FILES = 5;

  const folder = path.replace(/[^/]*$/, "");
  const load = searchLoader(folder);
  const index = await load(path.slice(folder.length));
  const decode = searchDecoder(index.digits);
  const reader = searchReader(index);
  // The words by which a choice goes as well, each with the list of the incidents.
  const aliases = Object.entries(index.aliases).flatMap(([choice, named]) =>
    Object.entries(named).flatMap(([value, names]) =>
      reader
        .terms(names.join(" "))
        .flatMap(({ whole, parts }) => [whole, ...parts].map((word) => [word, index.choices[choice]?.[value] ?? ""])),
    ),
  );
  const shelves = new Map();
  const scored = new Map();

  async function loadShelf(number) {
    const entries = (await load(index.words[number][1])).split(" ");
    const every = (first) => entries.filter((_, at) => at % 2 === first);
    if (!shelves.has(number)) shelves.set(number, { words: every(0), lists: every(1) });
  }

  // The numbers of the files in which a word is, or all that it begins.
  function filesOf([word, begins]) {
    const last = (text) => Math.max(0, index.words.findLastIndex(([first]) => first <= text));
    const from = last(word);
    const to = begins ? last(`${word}\uffff`) : from;
    return Array.from({ length: to - from + 1 }, (_, at) => from + at);
  }

  // The words to look up for a term, and whether they may also begin others. A number among the parts of a name is
  // meant as it is: half of a date begins too many others.
  function lookUps({ whole, parts }) {
    if (parts.length === 1) return [[whole, true]];
    const last = parts.length - 1;
    return [[whole, whole !== ""], ...parts.map((part, at) => [part, at === last && !/^[0-9]+$/.test(part)])];
  }

  function look([word, begins]) {
    const scores = new Uint8Array(index.incidents);
    for (const { words, lists } of word ? filesOf([word, begins]).map((number) => shelves.get(number)) : []) {
      for (let at = firstFrom(words, word); at < words.length && words[at].startsWith(word); at++) {
        if (!begins && words[at] !== word) break;
        const worth = words[at] === word ? EXACT : BEGINNING;
        lists[at].split(",").forEach((list, rank) => decode(list, scores, worth[rank]));
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
    for (const [word, list] of whole ? aliases : []) {
      const worth = word === whole ? EXACT : BEGINNING;
      if (word.startsWith(whole)) decode(list, scores, worth[NAMES]);
    }
  }

  // A long text has each number of a day somewhere: apart they count only in titles and names, be it a day alone or that
  // of an id which is to be found.
  function leastApart({ parts }, scores) {
    const numbers = parts.filter((part) => /^[0-9]+$/.test(part));
    const isDay = numbers.length > 1 && numbers.some((number) => /^(19|20)[0-9][0-9]$/.test(number));
    return isDay && (numbers.length === parts.length || scores.some(Boolean)) ? EXACT[NAMES] : 1;
  }

  function scoresOf(term) {
    const [scores, ...parts] = lookUps(term).map(look);
    lookAmongAliases(term, scores);
    const enough = leastApart(term, scores);
    for (let at = 0; parts.length && at < scores.length; at++) {
      let least = 255;
      for (const part of parts) least = Math.min(least, part[at]);
      if (least >= enough) scores[at] = Math.max(scores[at], Math.ceil(least / APART));
    }
    return scores;
  }

  // Whether one word is the other with a letter too many, too few or another one, or with two that changed places.
  function isSlip(one, other) {
    let at = 0;
    while (at < one.length && one[at] === other[at]) at++;
    const [left, right] = [one.slice(at), other.slice(at)];
    const swapped = left[0] === right[1] && left[1] === right[0] && left.slice(2) === right.slice(2);
    return swapped || left.slice(1) === right || left === right.slice(1) || left.slice(1) === right.slice(1);
  }

  // What services and tags are called.
  function* names() {
    for (const choice of ["service", "tag"]) {
      yield* Object.keys(index.choices[choice] ?? {});
      yield* Object.values(index.aliases[choice] ?? {}).flat();
    }
  }

  function once(key, make) {
    if (scored.size > 100) scored.clear();
    if (!scored.has(key)) scored.set(key, make());
    return scored.get(key);
  }

  return {
    count: index.incidents,
    values: (choice) => Object.keys(index.choices[choice] ?? {}),
    marked: reader.marked,

    // The terms of a text that can be looked up, after their files have been loaded.
    async terms(text) {
      const short = ({ whole }) => whole.length < 3 && filesOf([whole, true]).length > MOST_FILES;
      const found = reader.terms(text).filter((term) => !short(term));
      await Promise.all(found.flatMap(lookUps).flatMap(filesOf).map(loadShelf));
      return found;
    },

    // For each incident, how well a term fits; 0 where it does not.
    scores: (term) => once(JSON.stringify([term.whole, term.parts]), () => scoresOf(term)),

    // For each incident, whether it has a value.
    having: (choice, value) =>
      once(`${choice}=${value}`, () => {
        const having = new Uint8Array(index.incidents);
        decode(index.choices[choice]?.[value] ?? "", having, 1);
        return having;
      }),

    // The name of a service or a tag, or a part of one, for which a word is probably a slip of the pen.
    meant({ whole, parts }) {
      if (parts.length > 1 || whole.length < 4) return undefined;
      for (const name of names()) {
        for (const term of reader.terms(name)) {
          if (isSlip(whole, term.whole)) return term.written;
          const part = term.parts.find((each) => each.length > 3 && isSlip(whole, each));
          if (part) return part;
        }
      }
      return undefined;
    },

    // The incidents that all scores are for, the best first, and of those that are as good the newest.
    matching(all) {
      const found = [];
      const totals = new Uint16Array(index.incidents);
      for (let incident = 0; incident < index.incidents; incident++) {
        if (all.every((scores) => scores[incident])) {
          totals[incident] = all.reduce((total, scores) => total + scores[incident], 0);
          found.push(incident);
        }
      }
      return found.sort((one, other) => totals[other] - totals[one] || other - one);
    },

    // The incident that most of some scores are for, and of several the newest; -1 where there is none.
    closest(all) {
      let [best, most] = [-1, 0];
      for (let incident = index.incidents - 1; incident >= 0; incident--) {
        const count = all.filter((scores) => scores[incident]).length;
        if (count > most) [best, most] = [incident, count];
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
