/* The tools of a list: what the reader chooses, the address that says it, and when to show what.
   While nothing is chosen the page stands as it was made. */
(function (ns) {
  "use strict";

  const tools = document.getElementById("list-tools");
  if (!tools || !window.disclosureSearch) {
    return;
  }
  const view = window.disclosureSearch.view;
  const VIEWS = ["full", "compact", "table"];
  const WAIT = 250; /* milliseconds without a key until typing counts as a question */
  const REMEMBERED = "disclosure-list-view";

  const list = {
    sort: tools.dataset.sort,
    key: tools.dataset.key,
    field: tools.dataset.field,
    years: tools.dataset.years.split(" "),
    size: Number(tools.dataset.size),
    up: tools.dataset.up,
  };
  const form = document.getElementById("list-form");
  const text = document.getElementById("list-text");
  const order = document.getElementById("list-order");
  const clear = document.getElementById("list-clear");
  const toggle = document.getElementById("list-toggle");
  const count = document.getElementById("list-count");
  const fixed = document.getElementById("list-static");
  const fixedPager = document.getElementById("list-pager");
  const place = document.getElementById("list-found");
  const selects = Array.prototype.slice.call(form.querySelectorAll("select")).filter(function (one) { return one !== order; });
  const names = selects.map(function (select) { return select.name; });
  const buttons = Array.prototype.slice.call(tools.querySelectorAll("[data-view]"));
  const fixedCount = count.textContent;
  const title = document.querySelector("h1").textContent.trim();
  let asked = 0; /* how often something was asked for: a late answer is not shown */

  function remembered() {
    try {
      return window.localStorage.getItem(REMEMBERED);
    } catch (error) {
      return null; /* storage is blocked: the address alone says it */
    }
  }

  function remember(name) {
    try {
      window.localStorage.setItem(REMEMBERED, name);
    } catch (error) {
      return; /* as above */
    }
  }

  /* {text, chosen, order, view, page}; what an address says wrongly counts as not said. */
  function readState() {
    const said = new URLSearchParams(window.location.search);
    const chosen = {};
    selects.forEach(function (select) {
      const key = said.get(select.name);
      const known = Array.prototype.some.call(select.options, function (option) { return option.value === key; });
      chosen[select.name] = known ? key : "";
    });
    const wanted = [said.get("view"), remembered()].filter(function (name) { return VIEWS.indexOf(name) >= 0; });
    return {
      text: said.get("q") || "",
      chosen: chosen,
      order: ns.isOrder(said.get("order") || "") ? said.get("order") || "" : "",
      view: wanted[0] || "full",
      page: Math.max(parseInt(said.get("page"), 10) || 1, 1),
    };
  }

  function addressOf(state) {
    const said = new URLSearchParams();
    const pairs = [["q", state.text]].concat(names.map(function (name) { return [name, state.chosen[name]]; }));
    pairs.push(["order", state.order], ["view", state.view === "full" ? "" : state.view]);
    pairs.push(["page", state.page > 1 ? String(state.page) : ""]);
    pairs.forEach(function (pair) {
      if (pair[1]) {
        said.append(pair[0], pair[1]);
      }
    });
    const words = said.toString();
    return window.location.pathname + (words ? "?" + words : "");
  }

  let state = readState();

  function isNarrowed() {
    return Boolean(state.text.trim()) || names.some(function (name) { return state.chosen[name]; });
  }

  function isAsMade() {
    return !isNarrowed() && !state.order && state.page === 1 && state.view !== "table";
  }

  /* The tools say what the state says. */
  function settle() {
    if (text.value !== state.text) {
      text.value = state.text;
    }
    selects.forEach(function (select) { select.value = state.chosen[select.name]; });
    order.value = state.order;
    clear.hidden = !isNarrowed() && !state.order;
    buttons.forEach(function (button) { button.setAttribute("aria-pressed", String(button.dataset.view === state.view)); });
    fixed.classList.toggle("listing--compact", state.view === "compact");
  }

  function label(counts) {
    selects.forEach(function (select) {
      Array.prototype.forEach.call(select.options, function (option) {
        if (option.value) {
          const number = counts ? counts[select.name][option.value] || 0 : Number(option.dataset.count);
          option.textContent = option.dataset.label + "（" + number + "）";
        }
      });
    });
  }

  function say(words) {
    if (count.textContent !== words) {
      count.textContent = words;
    }
  }

  function showFixed() {
    fixed.hidden = false;
    if (fixedPager) {
      fixedPager.hidden = false;
    }
    place.hidden = true;
    place.textContent = "";
    label(null);
    say(fixedCount);
  }

  function showFound(entries) {
    const narrowed = ns.narrow(entries, state, names);
    const pages = Math.max(Math.ceil(narrowed.found.length / list.size), 1);
    state.page = Math.min(state.page, pages);
    const first = (state.page - 1) * list.size;
    view.fill(place, ns.shown({
      list: list,
      entries: narrowed.found.slice(first, first + list.size),
      all: entries,
      state: state,
      page: state.page,
      pages: pages,
      title: title,
      addressOf: function (number) { return addressOf(Object.assign({}, state, { page: number })); },
      choose: function (name) { change({ order: name }, "th[aria-sort] button"); },
      clear: clearAll,
    }));
    ns.markFresh(place, Number(tools.dataset.fresh));
    fixed.hidden = true;
    if (fixedPager) {
      fixedPager.hidden = true;
    }
    place.hidden = false;
    label(narrowed.counts);
    const found = isNarrowed() ? "共 " + entries.length + " 条，符合条件的 " + narrowed.found.length + " 条"
      : "共 " + entries.length + " 条";
    say(found + (pages > 1 ? "，第 " + state.page + " 页，共 " + pages + " 页。" : "。"));
  }

  function sayTrouble(trouble) {
    showFixed();
    place.hidden = false;
    view.fill(place, [view.element("p", { class: "search-trouble", role: "alert" }, [trouble.message])]);
  }

  /* Shows the state; focus: what is to have the focus afterwards, for what was used is made anew. */
  function show(focus) {
    const turn = (asked += 1);
    settle();
    if (isAsMade()) {
      showFixed();
      return;
    }
    ns.load(list).then(function (entries) {
      if (turn === asked) {
        showFound(entries);
        const next = focus && document.querySelector(focus);
        if (next) {
          next.focus();
        }
      }
    }).catch(function (trouble) {
      if (turn === asked) {
        sayTrouble(trouble);
      }
    });
  }

  /* Anything but turning the page leads back to the first page. */
  function change(changes, focus, quietly) {
    state = Object.assign({}, state, { page: 1 }, changes);
    const address = addressOf(state);
    if (quietly) {
      window.history.replaceState(null, "", address);
    } else if (address !== window.location.pathname + window.location.search) {
      window.history.pushState(null, "", address);
    }
    show(focus);
  }

  function clearAll() {
    const chosen = {};
    names.forEach(function (name) { chosen[name] = ""; });
    change({ text: "", chosen: chosen, order: "" });
    text.focus();
  }

  const typed = view.whenTyped(text, WAIT, function () { change({ text: text.value }, null, true); });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    typed.cancel();
    change({ text: text.value });
  });
  form.addEventListener("change", function (event) {
    if (event.target === order) {
      change({ order: order.value });
    } else if (selects.indexOf(event.target) >= 0) {
      change({ chosen: Object.assign({}, state.chosen, { [event.target.name]: event.target.value }) });
    }
  });
  clear.addEventListener("click", clearAll);
  toggle.addEventListener("click", function () {
    const open = tools.classList.toggle("is-open");
    toggle.setAttribute("aria-expanded", String(open));
  });
  buttons.forEach(function (button) {
    button.addEventListener("click", function () {
      remember(button.dataset.view);
      change({ view: button.dataset.view });
    });
  });
  place.addEventListener("click", function (event) {
    const link = event.target.closest("a[data-page]");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      change({ page: Number(link.dataset.page) }, "#list-count");
    }
  });
  window.addEventListener("popstate", function () {
    state = readState();
    show();
  });

  /* The register comes while the reader still chooses; what goes wrong is told when it is needed. */
  form.addEventListener("focusin", function () {
    ns.load(list).catch(function () {});
  }, { once: true });

  count.tabIndex = -1;
  selects.forEach(function (select) {
    Array.prototype.forEach.call(select.options, function (option) {
      option.dataset.count = (/（(\d+)）$/.exec(option.textContent) || [])[1] || "";
    });
  });
  ns.markFresh(fixed, Number(tools.dataset.fresh));
  tools.hidden = false;
  show();
  if (isNarrowed()) {
    tools.scrollIntoView(); /* whoever was sent the address wants what it finds, not what stands above */
  }
})(window.disclosureList);
