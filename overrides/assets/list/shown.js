/* A list as it is shown: lines or a table, pages, and what to do when nothing fits. Builds elements from texts alone. */
(function (ns) {
  "use strict";

  const view = window.disclosureSearch.view;
  const element = view.element;
  const DAY = 86400000;
  const LINKS = 2; /* pages beside the present one that have a link */

  function badge(entry) {
    return entry.state && entry.state !== "in_force"
      ? [element("span", { class: "badge badge--" + entry.state }, [entry.validity])] : [];
  }

  function titled(entry, up) {
    return element("a", { class: "title", href: up + encodeURI(entry.address), "data-content": "" }, [entry.title]);
  }

  function day(words) {
    return element("time", { datetime: words }, [words]);
  }

  function line(entry, up) {
    const facts = [day(entry.published), " ", element("span", {}, [entry.organ])];
    if (entry.number) {
      facts.push(" ", element("span", {}, [entry.number]));
    }
    return element("li", {}, [titled(entry, up), " "].concat(badge(entry), element("p", { class: "meta" }, facts)));
  }

  /* Columns: heading, order that the heading chooses ("" needs no more), cell, whether the list has anything for it. */
  const COLUMNS = [
    ["发文字号", "number", function (entry) { return entry.number; }],
    ["机构", null, function (entry) { return entry.organ; }],
    ["成文日期", "issued", function (entry) { return entry.issued; }],
    ["发布日期", "", function (entry) { return entry.published; }],
    ["有效性", null, function (entry) { return entry.validity; }],
  ];

  function heading(words, order, state, choose) {
    if (order === null) {
      return element("th", { scope: "col" }, [words]);
    }
    const oldest = order === "" && state.order === "oldest";
    const cell = element("th", { scope: "col" }, []);
    if (state.order === order || oldest) {
      cell.setAttribute("aria-sort", oldest || order === "title" || order === "number" ? "ascending" : "descending");
    }
    const button = element("button", { type: "button", title: "按这一栏排序" }, [words]);
    button.addEventListener("click", function () {
      choose(order === "" && state.order === "" ? "oldest" : order);
    });
    cell.append(button);
    return cell;
  }

  function table(entries, all, state, up, caption, choose) {
    const columns = COLUMNS.filter(function (column) {
      return all.some(column[2]);
    });
    const head = [heading("标题", "title", state, choose)].concat(columns.map(function (column) {
      return heading(column[0], column[1], state, choose);
    }));
    const rows = entries.map(function (entry) {
      const cells = columns.map(function (column) {
        const words = column[2](entry);
        return element("td", { "data-label": column[0] }, words ? [element("span", {}, [words])] : []);
      });
      return element("tr", {}, [element("th", { scope: "row" }, [titled(entry, up)])].concat(cells));
    });
    return element("table", { class: "list-table reflow" }, [
      element("caption", { class: "unseen" }, [caption]),
      element("thead", {}, [element("tr", {}, head)]),
      element("tbody", {}, rows),
    ]);
  }

  function pager(page, pages, addressOf) {
    const shown = [];
    for (let number = 1; number <= pages; number += 1) {
      if (number === 1 || number === pages || Math.abs(number - page) <= LINKS) {
        if (shown.length && number > shown[shown.length - 1].number + 1) {
          shown.push({ number: number - 1, made: element("span", { class: "gap" }, ["…"]) });
        }
        const words = "第" + number + "页";
        const made = number === page ? element("span", { "aria-current": "page" }, [words])
          : element("a", { href: addressOf(number), "data-page": String(number) }, [words]);
        shown.push({ number: number, made: made });
      }
    }
    return element("nav", { class: "pager", "aria-label": "筛选结果分页" }, shown.map(function (item) { return item.made; }));
  }

  /* What stands in the place of the page's own list. options: {list, entries, all, state, page, pages, addressOf, choose,
     clear, title}. */
  ns.shown = function (options) {
    const parts = [];
    if (!options.entries.length) {
      const button = element("button", { type: "button", class: "plain-button" }, ["清除条件"]);
      button.addEventListener("click", options.clear);
      parts.push(element("p", { class: "empty" }, ["没有符合这些条件的信息。"]), element("p", {}, [button]));
    } else if (options.state.view === "table") {
      parts.push(table(options.entries, options.all, options.state, options.list.up, options.title, options.choose));
    } else {
      const lines = options.entries.map(function (entry) { return line(entry, options.list.up); });
      const compact = options.state.view === "compact" ? " listing--compact" : "";
      parts.push(element("ul", { class: "listing" + compact }, lines));
    }
    if (options.state.text) {
      const said = new URLSearchParams([["q", options.state.text], [options.list.field, options.list.key]]);
      const link = element("a", { href: options.list.up + "search.html?" + said.toString() }, ["在正文和附件里检索这些字"]);
      parts.push(element("p", { class: "see-also" }, [link]));
    }
    if (options.pages > 1) {
      parts.push(pager(options.page, options.pages, options.addressOf));
    }
    return parts;
  };

  /* Marks what was published within so many days of the day on which the reader looks. */
  ns.markFresh = function (place, days) {
    const now = new Date();
    const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
    place.querySelectorAll("li").forEach(function (item) {
      const time = item.querySelector("time");
      const age = time ? (today - Date.parse(time.dateTime)) / DAY : -1;
      if (age >= 0 && age < days && !item.querySelector(".badge--fresh")) {
        item.querySelector(".title").after(" ", element("span", { class: "badge badge--fresh" }, ["刚刚更新"]));
      }
    });
  };
})(window.disclosureList);
