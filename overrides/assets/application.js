/* The application form: shows the part for the applicant at hand, the address of the receiving office and the buttons,
   lets long descriptions grow, and forgets everything when the page is left. Nothing is sent and nothing is stored. */
(function () {
  "use strict";

  const form = document.querySelector("[data-application]");
  const ways = document.querySelector("[data-ways]");
  if (!form || !ways) {
    return;
  }
  const place = form.querySelector("p[data-place]");
  const receiver = form.querySelector("[data-receiver]");

  /* On the screen the field grows; paper gets its text in a paragraph, which is as long as the text is there. */
  function grow(area) {
    const printed = area.parentNode.querySelector("[data-printed]");
    printed.textContent = area.value;
    printed.hidden = false;
    area.style.height = "auto";
    area.style.height = area.scrollHeight + 2 + "px"; /* with its border */
  }

  /* Everything follows from what the fields hold. */
  function show() {
    const chosen = form.querySelector("[data-shows]:checked");
    form.querySelectorAll("[data-part]").forEach(function (part) {
      part.hidden = chosen !== null && part.dataset.part !== chosen.dataset.shows;
    });
    if (receiver) {
      const option = receiver.selectedOptions[0];
      const where = (option && option.dataset.place) || "";
      place.hidden = !where;
      place.textContent = where ? "寄送地址：" + where : "";
    }
    form.querySelectorAll("[data-grows]").forEach(grow);
  }

  function clear() {
    form.querySelectorAll("input, textarea, select").forEach(function (field) {
      if (field.type === "checkbox" || field.type === "radio") {
        field.checked = false;
      } else {
        field.value = "";
      }
    });
    show();
  }

  form.addEventListener("input", show);
  form.addEventListener("change", show);
  ways.querySelector("[data-print]").addEventListener("click", function () {
    window.print();
  });
  ways.querySelector("[data-clear]").addEventListener("click", function () {
    clear();
    form.querySelector("select, input").focus();
  });
  window.addEventListener("pagehide", clear); /* the next reader of a shared computer finds it empty */
  window.addEventListener("pageshow", function (event) {
    if (event.persisted) {
      clear(); /* a page that was kept in memory comes back as it was */
    }
  });
  ways.hidden = Boolean(window.disclosureKiosk); /* a touch screen has no printer, and dialogs are a way out of it */
  show();
  document.documentElement.classList.add("has-application");
})();
