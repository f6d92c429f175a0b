/* Lets the reader sort the tables marked data-sortable by any column. Without it they stand in a sensible order.
   A classic script, so that it also works from a disk. It changes the order of rows and nothing else. */
(function () {
  "use strict";

  var collator = new Intl.Collator("zh-CN", { numeric: true });

  function text(row, column) {
    var cell = row.cells[column];
    return cell && !cell.classList.contains("nothing") ? cell.textContent.trim() : ""; /* 未公开, in any script */
  }

  /* The number at the beginning of a cell: -4.80, +12.5%, 12.60 预算; null for anything else. */
  function number(words) {
    var found = /^[+-]?[0-9]+(\.[0-9]+)?(?=%|\s|$)/.exec(words);
    return found ? parseFloat(found[0]) : null;
  }

  function blank(words) {
    return words === "" || words === "—";
  }

  function compare(left, right, direction) {
    var a = number(left), b = number(right);
    var blankA = blank(left), blankB = blank(right);
    if (blankA || blankB) {
      return blankA - blankB; /* what is not known comes last in both directions */
    }
    return direction * (a !== null && b !== null ? a - b : collator.compare(left, right));
  }

  function sort(table, heading, column) {
    var direction = heading.getAttribute("aria-sort") === "descending" ? 1 : -1;
    table.querySelectorAll("thead th").forEach(function (other) {
      other.removeAttribute("aria-sort");
    });
    heading.setAttribute("aria-sort", direction === 1 ? "ascending" : "descending");
    Array.prototype.forEach.call(table.tBodies, function (body) {
      var rows = Array.prototype.map.call(body.rows, function (row, place) {
        return { row: row, place: place, words: text(row, column) };
      });
      rows.sort(function (left, right) {
        return compare(left.words, right.words, direction) || left.place - right.place;
      });
      rows.forEach(function (item) {
        body.appendChild(item.row);
      });
    });
  }

  document.querySelectorAll("table[data-sortable]").forEach(function (table) {
    var headings = table.querySelectorAll("thead tr:last-child th");
    headings.forEach(function (heading, column) {
      var button = document.createElement("button");
      button.type = "button";
      button.title = "按这一栏排序";
      while (heading.firstChild) {
        button.appendChild(heading.firstChild);
      }
      button.addEventListener("click", function () {
        sort(table, heading, column);
      });
      heading.appendChild(button);
    });
  });
})();
