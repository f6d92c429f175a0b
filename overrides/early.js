/* Stands in every page itself (hooks/mkdocs_events.py), allowed by its hash: the kept choice of light or dark, contrast and
   长辈版 has to be known before the first painting, and a file of its own would make every first painting wait for it.
   assets/display.js does the rest, later. */
window.disclosureDisplay = function () {
  "use strict";
  const name = "disclosure-display";
  const known = { scheme: ["light", "dark"], contrast: ["high", "normal"], version: ["elder"] };
  const root = document.documentElement;
  let text = null;
  try {
    text = window.localStorage.getItem(name);
  } catch (error) {
    text = null; /* storage is forbidden */
  }
  if (text === null && window.name.indexOf(name + ":") === 0) {
    text = window.name.slice(name.length + 1);
  }
  const said = new URLSearchParams(text || "");
  Object.keys(known).forEach(function (part) {
    if (known[part].indexOf(said.get(part)) < 0) {
      root.removeAttribute("data-" + part);
    } else {
      root.setAttribute("data-" + part, said.get(part));
    }
  });
  root.classList.add("has-display");
};
window.disclosureDisplay();
