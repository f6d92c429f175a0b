/* Marks what is due on the day on which the reader looks, and says how much there is. Without it the table stands by
   date all the same. A classic script, so that it also works from a disk. */
(function () {
  "use strict";

  var DAY = 86400000;
  var SOON = 30; /* days */

  function mark(row, words, look) {
    var badge = document.createElement("span");
    badge.className = "badge " + look;
    badge.textContent = words;
    row.cells[0].appendChild(document.createTextNode(" "));
    row.cells[0].appendChild(badge);
  }

  function start() {
    var table = document.getElementById("dues-table");
    var said = document.getElementById("review-now");
    if (!table || !said) {
      return;
    }
    var now = new Date();
    var today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
    var over = 0, soon = 0;
    Array.prototype.forEach.call(table.tBodies[0].rows, function (row) {
      var days = (Date.parse(row.querySelector("time").dateTime) - today) / DAY;
      if (days <= 0) {
        over += 1;
        mark(row, "已到", "badge--expired");
      } else if (days <= SOON) {
        soon += 1;
        mark(row, days + " 天后", "badge--pending");
      }
    });
    said.textContent = "今天已经到日子的 " + over + " 件，" + SOON + " 天以内的 " + soon + " 件。";
  }

  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", start);
  } else {
    start();
  }
})();
