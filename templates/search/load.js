// Reads what `pmgen/search` has written. That is in scripts, each loaded when it is needed: from a folder on a disk a
// page can run scripts, but read no files.
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
