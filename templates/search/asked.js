// What is asked for: words and choices, which stand in the form and live in the address of the page.
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

  // The page names the services and tags that come most often; of the others it learns from the finder.
  function addOptions(finder) {
    for (const select of choices.filter((each) => each.options)) {
      const named = new Set([...select.options].map((option) => option.value));
      for (const value of finder.values(select.name)) if (!named.has(value)) select.add(new Option(value));
    }
  }

  // Puts values into the form, as far as they can be chosen there.
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

  // With how many are shown, so that whoever comes back finds as many as they had asked for.
  function toAddress(shown) {
    if (location.hash !== known) return; // a link was followed just now: what it asks for is yet to be told
    const text = values().toString();
    if (text || fromAddress()) history.replaceState({ shown }, "", location.href.split("#")[0] + (text && `#${text}`));
    known = location.hash;
  }

  return { field, choices, valueOf, values, addOptions, take, fromAddress, toAddress };
}
