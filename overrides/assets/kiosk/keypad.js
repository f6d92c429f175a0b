/* Touch screen: digits, the letters of document numbers and frequent words to touch on the search page; neither pinyin
   nor strokes are needed. The keyboard of the system stays away: it can lead out of the browser. */
(function () {
  "use strict";

  const pad = document.getElementById("keypad");
  const field = document.getElementById("search-query");
  if (!pad || !field) {
    return;
  }

  /* The search page listens to what is typed. Codes of two units (rare characters) are one for those who delete. */
  function type(before, after) {
    field.value = before + after;
    field.setSelectionRange(before.length, before.length);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function onTouch(button) {
    const from = field.selectionStart;
    const before = field.value.slice(0, from);
    const after = field.value.slice(field.selectionEnd);
    if (button.dataset.insert) {
      type(before + button.dataset.insert, after);
    } else if (button.dataset.delete === "all") {
      type("", "");
    } else {
      type(from === field.selectionEnd ? Array.from(before).slice(0, -1).join("") : before, after);
    }
  }

  field.setAttribute("inputmode", "none");
  pad.addEventListener("mousedown", function (event) {
    event.preventDefault(); /* the field keeps the focus and the place in it */
  });
  pad.addEventListener("click", function (event) {
    const button = event.target.closest("button");
    if (button) {
      onTouch(button);
    }
  });
  pad.hidden = false;
})();
