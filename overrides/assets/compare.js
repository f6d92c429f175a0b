/* Puts two organs of the table marked data-compare side by side, year by year, with a bar for each amount. All numbers
   are those of the table, so that the page says the same without this script. The choice stands in the address
   (compare.html?a=…&b=…) and can be sent on. A classic script, so that it also works from a disk. */
(function () {
  "use strict";

  var SVG = "http://www.w3.org/2000/svg";
  var table = document.querySelector("table[data-compare]");
  var place = document.querySelector("[data-compare-place]");
  if (!table || !place) {
    return;
  }

  function element(name, attributes, children) {
    var made = document.createElement(name);
    Object.keys(attributes || {}).forEach(function (key) {
      made.setAttribute(key, attributes[key]);
    });
    (children || []).forEach(function (child) {
      made.appendChild(typeof child === "string" ? document.createTextNode(child) : child);
    });
    return made;
  }

  /* What the columns are called, from the third on. */
  var names = Array.prototype.slice.call(table.tHead.rows[0].cells, 2).map(function (cell) {
    return cell.textContent.trim();
  });

  /* {key: {name, years: {year: [text of each column]}}}, and the keys in the order of the table. */
  var holders = Object.create(null);
  var keys = [];
  Array.prototype.forEach.call(table.tBodies[0].rows, function (row) {
    var key = row.getAttribute("data-holder");
    if (!holders[key]) {
      holders[key] = { name: row.cells[0].textContent.trim(), years: Object.create(null) };
      keys.push(key);
    }
    holders[key].years[row.getAttribute("data-year")] = Array.prototype.slice.call(row.cells, 2).map(function (cell) {
      return cell.textContent.trim();
    });
  });
  if (keys.length < 2) {
    return;
  }

  function number(words) {
    return /^-?[0-9]+(\.[0-9]+)?%?$/.test(words) ? parseFloat(words) : null;
  }

  function decimals(words) {
    var point = words.replace("%", "").indexOf(".");
    return point < 0 ? 0 : words.replace("%", "").length - point - 1;
  }

  /* The first less the second with its sign, as exact as the two; empty where one is not known. */
  function difference(first, second) {
    var a = number(first), b = number(second);
    if (a === null || b === null) {
      return "";
    }
    var text = (a - b).toFixed(Math.max(decimals(first), decimals(second)));
    text = /^-0(\.0+)?$/.test(text) ? text.slice(1) : text;
    return (a > b ? "+" : "") + text + (first.indexOf("%") >= 0 ? " 个百分点" : "");
  }

  function bar(words, most, look) {
    var value = number(words);
    var drawn = document.createElementNS(SVG, "svg");
    [["class", "chart"], ["width", "100%"], ["height", "8"], ["aria-hidden", "true"]].forEach(function (pair) {
      drawn.setAttribute(pair[0], pair[1]);
    });
    if (value > 0 && most > 0) {
      var strip = document.createElementNS(SVG, "rect");
      [["x", "0"], ["y", "1"], ["height", "6"], ["width", Math.max(value / most * 100, 0.5) + "%"], ["class", look]].forEach(function (pair) {
        strip.setAttribute(pair[0], pair[1]);
      });
      drawn.appendChild(strip);
    }
    return drawn;
  }

  function cell(words, most, look) {
    var known = number(words) !== null;
    return element("td", known ? {} : { "class": "nothing" }, known ? [words, bar(words, most, look)] : [words]);
  }

  function text(holder, year, column) {
    return holder.years[year] ? holder.years[year][column] : "未公开";
  }

  function beside(first, second) {
    var caption = "两个机关历年预算和决算（单位：万元）";
    var years = Object.keys(Object.assign({}, first.years, second.years)).sort().reverse();
    var made = element("table", { "class": "beside" }, [
      element("caption", {}, [caption]),
      element("thead", {}, [element("tr", {}, ["项目", first.name, second.name, "相差"].map(function (name) {
        return element("th", { scope: "col" }, [name]);
      }))]),
    ]);
    var most = names.map(function (_, column) {
      var money = names[column].slice(0, 2); /* the same scale for 收入, for 支出 and for “三公” */
      return Math.max.apply(null, [0].concat(names.map(function (name, other) {
        return name.slice(0, 2) !== money ? 0 : Math.max.apply(null, years.map(function (year) {
          return Math.max(number(text(first, year, other)) || 0, number(text(second, year, other)) || 0);
        }));
      })));
    });
    years.forEach(function (year) {
      var body = element("tbody", {}, [
        element("tr", { "class": "total" }, [element("th", { scope: "rowgroup", colspan: "4", "class": "text" }, [year + "年"])]),
      ]);
      names.forEach(function (name, column) {
        var a = text(first, year, column), b = text(second, year, column);
        body.appendChild(element("tr", {}, [
          element("th", { scope: "row", "class": "text" }, [name]),
          cell(a, most[column], "chart-a"),
          cell(b, most[column], "chart-c"),
          element("td", {}, [difference(a, b)]),
        ]));
      });
      made.appendChild(body);
    });
    return element("div", { "class": "money", tabindex: "0", role: "region", "aria-label": caption }, [made]);
  }

  function choice(label, id, chosen) {
    var select = element("select", { id: id }, keys.map(function (key) {
      return element("option", key === chosen ? { value: key, selected: "" } : { value: key }, [holders[key].name]);
    }));
    return [element("label", { "for": id }, [label]), select];
  }

  var said = new URLSearchParams(window.location.search);
  var a = holders[said.get("a")] ? said.get("a") : keys[0];
  var b = holders[said.get("b")] ? said.get("b") : keys[a === keys[1] ? 0 : 1];
  var one = choice("第一个机关", "compare-a", a);
  var two = choice("第二个机关", "compare-b", b);
  var result = element("div", { "aria-live": "polite" });

  function show(remember) {
    var first = one[1].value, second = two[1].value;
    while (result.firstChild) {
      result.removeChild(result.firstChild);
    }
    result.appendChild(beside(holders[first], holders[second]));
    if (remember) {
      try {
        var words = new URLSearchParams();
        words.append("a", first);
        words.append("b", second);
        window.history.replaceState(null, "", "?" + words.toString());
      } catch (ignored) {
        /* some browsers forbid it for files; the comparison is shown all the same */
      }
    }
  }

  [one[1], two[1]].forEach(function (select) {
    select.addEventListener("change", function () {
      show(true);
    });
  });
  place.appendChild(element("h2", {}, ["并排比较"]));
  place.appendChild(element("div", { "class": "choices", role: "group", "aria-label": "选择两个机关" }, [
    element("p", {}, one), element("p", {}, two),
  ]));
  place.appendChild(result);
  show(false);
})();
