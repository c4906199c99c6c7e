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
function whole(names) {
const joined = names.reduce(
(before, name) => before + (/[0-9]$/.test(before) && /^[0-9]/.test(name) ? "." : "") + name,
);
return cut(folded(joined));
}
const mixed = (name) => /[0-9]/.test(name) && !/^[0-9]+$/.test(name);
const saysEnough = (name) => mixed(name) && [...name].length >= enough;
function term(text, { 0: written, index, input }) {
const names = text
.replace(/(?<=[0-9]-[0-9]{2})T(?=[0-9]|$)/g, "-")
.replace(/(^|[./_-])v(?=[0-9]+[./_-][0-9])/gi, "$1")
.split(/[./_-]/)
.filter(Boolean);
const isDay = names.length === 3 && /^[0-9]+$/.test(names.join("")) && names.some((name) => name.length === 4);
const parts = names.flatMap(pieces).map((piece) => cut(folded(isDay ? piece.padStart(2, "0") : piece)));
const one = names.length > 1 && names.some((name) => /[0-9]/.test(name)) && !names.some(saysEnough);
const numbered = /[0-9]$/.test(text) && !saysEnough(names.at(-1));
return { written, index, input, whole: whole(names), parts, one, numbered, names: names.map(folded) };
}
function terms(text) {
return [...text.matchAll(chunks)].flatMap((match) =>
(plain(match[0]).match(chunks) ?? []).map((name) => term(name, match)),
);
}
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
const length = plain(rest) === rest ? word?.length : rest.length;
if (word && at >= done) mark(at, at + length, words.get(word).term);
at += piece.length;
}
});
found.push([text.slice(done)]);
return found.filter(([piece]) => piece);
}
function fits(word, { longer }, here) {
return longer || !/[0-9]$/.test(word) || !/[0-9]/.test(here.charAt(word.length));
}
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
function read(terms) {
for (const [count, reading] of READINGS) {
const some = terms.slice(0, count);
const name = some.length === count && adjoin(some) ? reading(some) : "";
if (name) return [name, count];
}
return ["", 1];
}
const COLON = /^:\s*$/; // behind which some leave a blank
function valuesOf(choice, { written }) {
const name = written.toLowerCase();
const namesOf = (value) => [value, ...(aliases[choice]?.[value] ?? [])].map((each) => each.toLowerCase());
const all = Object.keys(choices[choice]).map((value) => [value, namesOf(value)]);
const same = all.filter(([, names]) => names.includes(name));
const some = same.length ? same : all.filter(([, names]) => names.some((each) => each.startsWith(name)));
return some.map(([value]) => value);
}
function chosen(key, term) {
const choice = key.whole;
if (!Object.hasOwn(choices, choice) || !term || !COLON.test(between(key, term))) return [];
const values = valuesOf(choice, term);
const written = key.input.slice(key.index, end(term));
return values.length ? [{ ...term, index: key.index, written, choice, values }] : [];
}
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
"use strict";
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
"use strict";
function isSlip(one, other) {
let at = 0;
while (at < one.length && one[at] === other[at]) at++;
const [left, right] = [one.slice(at), other.slice(at)];
const swapped = left[0] === right[1] && left[1] === right[0] && left.slice(2) === right.slice(2);
return swapped || left.slice(1) === right || left === right.slice(1) || left.slice(1) === right.slice(1);
}
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
"use strict";
async function searchFinder(path) {
const EXACT = [8, 24, 64, 96];
const BEGINNING = [5, 18, 48, 72];
const NAMES = 2;
const APART = 3;
const MOST_FILES = 5;
const LEAST = 0.1;
const folder = path.replace(/[^/]*$/, "");
const load = searchLoader(folder);
const index = await load(path.slice(folder.length));
const decode = searchDecoder(index.digits);
const reader = searchReader(index);
const together = searchTogether(reader, index);
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
function filesOf([word, fits]) {
const last = (text) => Math.max(0, index.words.findLastIndex(([first]) => first <= text));
const from = last(word);
const to = fits === ALONE ? from : last(`${word}\uffff`);
return Array.from({ length: to - from + 1 }, (_, at) => from + at);
}
const ALONE = (rest) => rest === "";
const BEGINS = () => true;
const SAME_NUMBER = (rest) => !/^[0-9]/.test(rest);
const isNumber = (part) => /^[0-9]+$/.test(part);
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
function lookAmongAliases({ whole }, scores) {
for (const [word, list] of aliases) {
const worth = word === whole ? EXACT : BEGINNING;
if (word.startsWith(whole)) decode(list, scores, worth[NAMES]);
}
}
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
const isBegun = ({ names }) => /[0-9]/.test(names.at(-1)) && !isNumber(names.at(-1));
const some = (scores) => scores.some(Boolean);
function chosen({ choice, values }) {
const scores = new Uint8Array(index.incidents);
for (const value of values) decode(index.choices[choice][value], scores, EXACT[NAMES]);
return scores;
}
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
async function begun(term) {
const last = term.parts.at(-1);
const others = term.parts.slice(0, -1);
if (!others.length || !isNumber(last) || some(answer(term).scores)) return term;
if (others.some((part) => !some(look([part, ALONE])))) return term;
await Promise.all(filesOf([last, BEGINS]).map(loadShelf));
return { ...term, begun: true };
}
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
async terms(text) {
const short = ({ whole, values }) => !values && whole.length < 3 && filesOf([whole, BEGINS]).length > MOST_FILES;
const found = together(reader.terms(text)).filter((term) => !short(term));
const words = found.flatMap((term) => (term.values ? [] : [[term.whole, BEGINS], ...apartOf(term)]));
await Promise.all(words.flatMap(filesOf).map(loadShelf));
return Promise.all(found.map(begun));
},
answer,
isDate,
having: (choice, value) =>
once(`${choice}=${value}`, () => {
const having = new Uint8Array(index.incidents);
decode(index.choices[choice]?.[value] ?? "", having, 1);
return having;
}),
marked(text, terms) {
const all = terms.map((term) => ({ term, ...term, ...answer(term) }));
const inOne = ({ one, inParts }) => one && !inParts;
const others = all.filter((each) => !inOne(each));
const words = others.flatMap((each) => [each.whole, ...each.parts].map((word) => [word, each]));
return reader.marked(text, new Map(words), all.filter(inOne));
},
meant: searchSlips(index, reader, (word) => filesOf([word, ALONE]).map((number) => shelves.get(number))),
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
closest(all) {
let [best, most] = [-1, 0];
for (let incident = index.incidents - 1; incident >= 0; incident--) {
const total = all.reduce((sum, scores) => sum + (scores[incident] ? weight(scores) : 0), 0);
if (total > most) [best, most] = [incident, total];
}
return best;
},
rows(incidents) {
const row = async (incident) =>
(await load(index.shown[Math.floor(incident / index.rows)]))[incident % index.rows];
return Promise.all(incidents.map(row));
},
};
}
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
"use strict";
function searchNotices(field, search) {
const MOST_WAYS = 5; // as many as can be read at a glance, however much somebody pastes
const MOST_PARTS = 12; // of a longer name, as much of the beginning is tried
const QUOTED = /["“”«»„][^"“”«»„\s]*\s[^"“”«»„]*["“”«»„]/; // several words
async function instead(finder, conditions, name, parts) {
const words = await finder.terms(parts.join(" "));
const all = conditions.flatMap((each) => (each === name ? words.map(finder.answer) : [each]));
const count = words.length === parts.length ? finder.matching(all.map(({ scores }) => scores)).length : 0;
return { term: name.term, parts, count };
}
const apart = (finder, conditions, name) =>
instead(finder, conditions, name, name.term.written.split(/[./_-]/).filter(Boolean));
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
function* noted(conditions, left) {
if (left) yield `Without “${left.term.written}”, which none of these has: “${left.term.choosing}:” begins a choice. `;
const inParts = conditions.filter((each) => each.inParts);
if (inParts.length) yield `No incident has ${namesOf(inParts)} as a name of its own: these have all its parts. `;
if (QUOTED.test(field.value)) yield "Quotes make no difference: the words may stand apart. ";
}
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
function* nothing(finder, conditions) {
yield conditions.length > 1 ? "No incident has all of that. " : missing(finder, conditions[0]);
let left = MOST_WAYS;
for (const [words, act] of ways(finder, conditions)) {
yield* button(words, act);
if (!--left) return;
}
}
function* ways(finder, conditions) {
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
"use strict";
function searchAsked(form) {
const field = form.elements.q;
const choices = [...form.elements].filter((each) => each.name && each !== field);
let known = location.hash;
const valueOf = (choice) => (choice.type === "checkbox" && !choice.checked ? "" : choice.value);
function values() {
const all = [field, ...choices].map((each) => [each.name, valueOf(each).trim()]);
return new URLSearchParams(all.filter(([, value]) => value));
}
function addOptions(finder) {
for (const select of choices.filter((each) => each.options)) {
const named = new Set([...select.options].map((option) => option.value));
for (const value of finder.values(select.name)) if (!named.has(value)) select.add(new Option(value));
}
}
function take(some) {
field.value = some.get("q") ?? "";
for (const choice of choices) {
const value = some.get(choice.name) ?? "";
if (choice.type === "checkbox") choice.checked = value === choice.value;
else choice.value = [...choice.options].some((option) => option.value === value) ? value : "";
}
}
function fromAddress() {
known = location.hash;
const some = new URLSearchParams(location.hash.slice(1));
return [field, ...choices].some((each) => some.get(each.name)) ? some : null;
}
function toAddress(shown) {
if (location.hash !== known) return; // a link was followed just now: what it asks for is yet to be told
const text = values().toString();
if (text || fromAddress()) history.replaceState({ shown }, "", location.href.split("#")[0] + (text && `#${text}`));
known = location.hash;
}
return { field, choices, valueOf, values, addOptions, take, fromAddress, toAddress };
}
"use strict";
{
const AT_ONCE = 20; // how many incidents are shown before somebody asks for more
const FIRST = 8; // how many of them fill a screen: the others may be a moment later
const RETRY = "try again in a moment, or reload the page";
const form = document.getElementById("search");
const { field, choices, valueOf, ...asked } = searchAsked(form);
const clearing = form.querySelector(".clear");
const status = form.querySelector("[role=status]");
const newest = document.getElementById("newest");
const found = document.getElementById("found");
const list = found.querySelector("ol");
const none = found.querySelector(".none");
const more = found.querySelector(".more");
const note = found.querySelector(".note");
const entry = searchEntries(found);
const notices = searchNotices(field, search);
let opening = null;
let finder = null;
let turn = 0; // what was asked for later makes an earlier answer worthless
let answered = Promise.resolve(); // once what was asked for last is shown
let shown = [];
let terms = [];
let offered = []; // what there would be if names might be in parts
function open() {
opening ??= searchFinder(form.dataset.index).then(
(opened) => {
finder = opened;
asked.addOptions(finder);
},
(error) => {
opening = null;
throw error;
},
);
return opening;
}
let writing = 0;
const toAddress = () => asked.toAddress(list.children.length);
function search(many = AT_ONCE) {
answered = answer(many);
}
async function answer(many) {
const now = ++turn;
clearTimeout(writing);
writing = setTimeout(toAddress, 200); // a browser that is told too often stops listening
clearing.hidden = !asked.values().size;
if (clearing.hidden) return showNewest();
try {
await open();
const all = await conditionsAsked();
if (now !== turn) return;
if (!all.length) return showNewest();
const { incidents, conditions, left } = matching(all);
const first = many > AT_ONCE ? many : FIRST;
const rows = await finder.rows(incidents.slice(0, first));
if (now !== turn) return;
[shown, offered] = [incidents, []];
show(rows, conditions, left);
if (shown.length > first) await fill(many);
if (now === turn) offer(conditions);
} catch (error) {
if (!(error instanceof SearchFileMissing)) throw error;
if (now === turn) showFailure();
}
}
async function conditionsAsked() {
const words = await finder.terms(field.value);
return [
...words.map((term) => ({ term, ...finder.answer(term) })),
...choices.filter(valueOf).map((choice) => ({ choice, scores: finder.having(choice.name, choice.value) })),
];
}
function matching(all) {
const of = (conditions) => ({ conditions, incidents: finder.matching(conditions.map((each) => each.scores)) });
const found = of(all);
const left = found.incidents.length ? undefined : all.find(({ term }) => term?.choosing);
const others = left && of(all.filter((each) => each !== left));
return others?.incidents.length ? { ...others, left } : found;
}
const ifLoaded = (promise) =>
promise.catch((error) => {
if (!(error instanceof SearchFileMissing)) throw error;
});
async function offer(conditions) {
const now = turn;
const wider = (await ifLoaded(notices.wider(finder, conditions))) ?? [];
if (now !== turn) return;
offered = wider.filter((each) => each.count > shown.length);
none.append(...notices.beyond(offered));
}
function showNewest() {
found.hidden = true;
newest.classList.remove("away");
tell("");
}
function show(rows, conditions, left) {
terms = [...new Map(conditions.flatMap(({ term }) => (term ? [[term.whole, term]] : []))).values()];
found.querySelector(".count").textContent = counted();
note.replaceChildren(...(shown.length ? notices.noted(conditions, left) : []));
none.replaceChildren(...(shown.length ? [] : notices.nothing(finder, conditions)));
list.replaceChildren();
showRows(rows);
newest.classList.add("away");
found.hidden = false;
tellFound(note);
}
const counted = () => `${shown.length.toLocaleString("en")} of ${finder.count.toLocaleString("en")}`;
function tellFound(more) {
const said = shown.length ? `${counted()} incidents found` : "No incident found";
tell([said, more.textContent.trim()].filter(Boolean).join(". "));
}
function showRows(rows) {
const from = list.children.length;
list.append(...rows.map((row, at) => entry(row, shown[from + at], terms, finder)));
const left = Math.min(AT_ONCE, shown.length - list.children.length);
more.hidden = !left || list.children.length < AT_ONCE;
more.textContent = `Show ${left} more`;
}
async function fill(many) {
const [now, from] = [turn, list.children.length];
const rows = await ifLoaded(finder.rows(shown.slice(from, many)));
if (now !== turn || from !== list.children.length) return false;
none.replaceChildren(...(rows ? notices.beyond(offered) : [`More cannot be loaded just now; ${RETRY}.`]));
if (rows) showRows(rows);
else tellFound(none);
if (!rows) more.hidden = false;
return Boolean(rows);
}
async function showMore() {
const from = list.children.length;
if (!(await fill(from + AT_ONCE))) return;
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
let telling = 0;
function tell(words) {
clearTimeout(telling);
telling = setTimeout(() => (status.textContent = words), 500);
}
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
asked.take(new URLSearchParams());
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
} else if (key === "Escape" && asked.values().size) {
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
const values = asked.fromAddress();
if (!values && location.hash) return; // a place on the page
asked.take(values ?? new URLSearchParams());
search();
});
async function start(values, many) {
await open().catch(() => {});
asked.take(values);
search(many);
}
form.querySelector("fieldset").disabled = false;
const first = asked.fromAddress();
if (first) start(first, Math.max(AT_ONCE, history.state?.shown ?? 0));
}