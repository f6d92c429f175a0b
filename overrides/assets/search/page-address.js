/* A search as an address: search.html?q=预算&机构=czj&from=2024-01-01&sort=date&page=2, and back.
   The keys of facets are their Chinese names, so that an address can be read. */
(function () {
  "use strict";

  const view = window.disclosureSearch.view;
  const DAY = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;
  const OWN = ["q", "from", "to", "sort", "page"];

  function day(words) {
    return DAY.test(words || "") && !isNaN(Date.parse(words)) ? words : "";
  }

  /* {text, filters: {name: [key…]}, from, to, sort, page}; what an address says wrongly counts as not said. */
  function readState(words) {
    const said = new URLSearchParams(words);
    const filters = Object.create(null); /* names come from outside: none of them is special */
    said.forEach(function (value, name) {
      if (OWN.indexOf(name) < 0 && value) {
        filters[name] = filters[name] || [];
        if (filters[name].indexOf(value) < 0) {
          filters[name].push(value);
        }
      }
    });
    return {
      text: said.get("q") || "",
      filters: filters,
      from: day(said.get("from")),
      to: day(said.get("to")),
      sort: said.get("sort") === "date" ? "date" : "relevance",
      page: Math.min(Math.max(parseInt(said.get("page"), 10) || 1, 1), 100000),
    };
  }

  /* The part of the address from "?" on; empty for the empty search. */
  function writeState(state) {
    const said = new URLSearchParams();
    if (state.text) {
      said.append("q", state.text);
    }
    Object.keys(state.filters).forEach(function (name) {
      state.filters[name].forEach(function (value) {
        said.append(name, value);
      });
    });
    [["from", state.from], ["to", state.to], ["sort", state.sort === "date" ? "date" : ""], ["page", state.page > 1 ? state.page : ""]].forEach(function (pair) {
      if (pair[1]) {
        said.append(pair[0], pair[1]);
      }
    });
    const words = said.toString();
    return words ? "?" + words : "";
  }

  /* The state with some of it changed; anything but turning the page leads back to the first page. */
  function changed(state, changes) {
    return Object.assign({}, state, { page: 1 }, changes);
  }

  /* The filters with one value added or taken away. */
  function toggled(filters, name, key, isChosen) {
    const made = Object.assign(Object.create(null), filters);
    const others = (filters[name] || []).filter(function (value) { return value !== key; });
    made[name] = isChosen ? others.concat([key]) : others;
    if (!made[name].length) {
      delete made[name];
    }
    return made;
  }

  view.address = { changed: changed, read: readState, toggled: toggled, write: writeState };
})();
