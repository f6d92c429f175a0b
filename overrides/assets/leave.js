/* The notice before a link that leaves for a site that is not the government's. It stands in the page as a closed
   dialog (overrides/pages/ways-out.html); without this script, and in browsers without dialogs, the words beside the
   link have to do. The link to go on is an ordinary one, and Escape, the button and a click beside the dialog stay. */
(function () {
  "use strict";

  const dialog = document.getElementById("leave");
  if (!dialog || !dialog.showModal) {
    return;
  }
  const address = dialog.querySelector("[data-leave-address]");
  const on = dialog.querySelector("[data-leave-on]");

  function isPlain(event) {
    return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  }

  document.addEventListener("click", function (event) {
    const link = event.target.closest && event.target.closest("a.out--other");
    if (!link || event.defaultPrevented || !isPlain(event)) {
      return;
    }
    event.preventDefault();
    address.textContent = link.href;
    on.href = link.href;
    on.rel = "noopener noreferrer";
    dialog.showModal(); /* the browser keeps the focus inside, and gives it back to the link afterwards */
    on.focus();
  });

  function close() {
    dialog.close();
  }

  dialog.querySelector("[data-leave-stay]").addEventListener("click", close);
  dialog.addEventListener("click", function (event) {
    if (event.target === dialog) {
      close(); /* what lies around the dialog belongs to it; its own padding is none */
    }
  });
  on.addEventListener("click", function () {
    window.setTimeout(close, 0); /* whoever comes back finds the page as it was */
  });
})();
