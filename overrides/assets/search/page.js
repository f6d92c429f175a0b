/* The search page. Its whole state stands in the address, so that a search can be sent to somebody: a submission or a
   choice makes an entry in the history; while somebody types, one entry is made and then replaced. */
(function () {
  "use strict";

  const disclosureSearch = window.disclosureSearch;
  const view = disclosureSearch.view;
  const address = view.address;
  const WAIT = 300; /* milliseconds without typing before a search */
  const PATIENCE = 400; /* milliseconds before the page says that it is searching */
  const EARLIEST = "1900-01-01"; /* before this, somebody is still typing the year */

  const parts = {};
  ["form", "query", "body", "count", "trouble", "chosen", "facets", "filters", "toggle", "approximate", "from", "to",
    "dates", "sort", "sorting", "results", "hits", "pages", "nothing", "advice"].forEach(function (name) {
    parts[name] = document.getElementById("search-" + name);
  });
  const titleBefore = document.title;
  const shown = view.shownIn(parts, { again: search, check: check, choose: choose, count: count, linkTo: linkTo });

  let state = address.read(window.location.search);
  let isDraft = false; /* whether the present entry of the history was made by typing */
  let run = 0; /* the number of the newest search; answers to older ones are thrown away */
  let stopper = null;

  /* Moving from state to state ------------------------------------------------------------------------------------ */

  function isInTheAddress(other) {
    return address.write(address.read(window.location.search)) === address.write(other);
  }

  /* how: "choose" makes an entry in the history; "type" makes one and replaces it while typing goes on. */
  function go(next, how) {
    const isTyping = how === "type";
    if (!isInTheAddress(next)) {
      rememberPlace();
      const replaces = isDraft && (isTyping || next.text === state.text);
      window.history[replaces ? "replaceState" : "pushState"]({ isDraft: isTyping }, "", hrefTo(next));
      isDraft = isTyping;
    } else if (!isTyping) {
      isDraft = false;
    }
    state = next;
    return search();
  }

  /* Results come later than the browser puts a page back to where it was left, so the page does that itself. */
  function rememberPlace() {
    window.history.replaceState({ isDraft: isDraft, place: window.scrollY }, "");
  }

  function backToPlace() {
    if (window.history.state && window.history.state.place) {
      window.scrollTo(0, window.history.state.place);
    }
  }

  /* What somebody has typed but not submitted yet goes along with every choice. */
  function choose(changes) {
    typing.cancel();
    return go(address.changed(state, Object.assign({ text: parts.query.value }, changes)), "choose");
  }

  function check(name, key, isChosen) {
    return choose({ filters: address.toggled(state.filters, name, key, isChosen) });
  }

  function hrefTo(next) {
    return window.location.pathname + address.write(next);
  }

  function isPlainClick(event) {
    return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  }

  /* A link to another state of this page: followed without loading it anew, but as good as any link. */
  function linkTo(next, words, attributes) {
    const link = view.element("a", Object.assign({ href: hrefTo(next) }, attributes), [words]);
    link.addEventListener("click", function (event) {
      if (isPlainClick(event)) {
        event.preventDefault();
        typing.cancel();
        parts.query.value = next.text;
        go(next, "choose").then(function () {
          parts.count.focus({ preventScroll: true });
          parts.count.scrollIntoView({ block: "start" });
        });
      }
    });
    return link;
  }

  /* Searching ----------------------------------------------------------------------------------------------------- */

  /* The filters that this engine knows; the year is no column of its own in every engine. */
  function filtersFor(engine, wanted) {
    const filters = {};
    engine.facets.concat([{ name: "年度" }]).forEach(function (facet) {
      if (wanted.filters[facet.name]) {
        filters[facet.name] = wanted.filters[facet.name];
      }
    });
    return filters;
  }

  function ask(engine, wanted, limit) {
    return engine.search(wanted.text, {
      filters: filtersFor(engine, wanted),
      from: wanted.from,
      to: wanted.to,
      sort: wanted.sort,
      offset: (wanted.page - 1) * view.ON_A_PAGE,
      limit: limit,
      signal: stopper.signal,
    });
  }

  function count(engine, wanted) {
    return ask(engine, wanted, 1);
  }

  function search() {
    const mine = (run += 1);
    function isNewest() {
      return mine === run;
    }
    if (stopper) {
      stopper.abort();
    }
    stopper = new AbortController();
    document.title = state.text ? state.text + " - " + titleBefore : titleBefore;
    if (!state.text.trim()) {
      shown.nothingAsked("");
      parts.results.removeAttribute("aria-busy");
      return Promise.resolve();
    }
    parts.results.setAttribute("aria-busy", "true"); /* what is shown still answers the question before */
    const waiting = setTimeout(function () {
      parts.count.textContent = "正在检索…";
    }, PATIENCE);
    return disclosureSearch.start().then(function (engine) {
      return isNewest() ? ask(engine, state, view.ON_A_PAGE).then(function (result) {
        if (isNewest()) {
          shown.answer(engine, state, result, isNewest);
        }
      }) : undefined;
    }).catch(function (trouble) {
      if (isNewest()) {
        shown.trouble(view.sentenceOf(trouble));
      }
    }).then(function () {
      clearTimeout(waiting);
      if (isNewest()) {
        parts.results.removeAttribute("aria-busy");
      }
    });
  }

  /* What the reader does ------------------------------------------------------------------------------------------ */

  const typing = view.whenTyped(parts.query, WAIT, function () {
    go(address.changed(state, { text: parts.query.value }), "type");
  });

  parts.form.addEventListener("submit", function (event) {
    event.preventDefault();
    choose({}).then(function () {
      if (!parts.query.value.trim()) {
        shown.nothingAsked("请输入要检索的词。");
      } else if (window.matchMedia("(pointer: coarse)").matches) {
        parts.query.blur(); /* the keyboard on the screen gives way to the results */
      }
    });
  });

  parts.toggle.addEventListener("click", function () {
    const isOpen = parts.toggle.getAttribute("aria-expanded") !== "true";
    parts.toggle.setAttribute("aria-expanded", String(isOpen));
    parts.filters.classList.toggle("is-open", isOpen);
  });

  parts.sort.addEventListener("change", function () {
    choose({ sort: parts.sort.value });
  });

  function chooseDay(name) {
    const day = parts[name].value;
    const from = name === "from" ? day : state.from;
    const to = name === "to" ? day : state.to;
    if (day && day < EARLIEST) {
      return;
    }
    if (from && to && from > to) {
      shown.tell(["发布日期的起始日期晚于截止日期，请改正其中一个。"]);
    } else {
      choose({ from: from, to: to });
    }
  }

  ["from", "to"].forEach(function (name) {
    parts[name].addEventListener("change", function () {
      chooseDay(name);
    });
  });

  window.addEventListener("popstate", function (event) {
    isDraft = Boolean(event.state && event.state.isDraft);
    if (isInTheAddress(state)) {
      return; /* only the place in the page has changed (跳到正文) */
    }
    typing.cancel();
    state = address.read(window.location.search);
    ["query", "from", "to"].forEach(function (name) {
      parts[name].value = name === "query" ? state.text : state[name];
    });
    search().then(backToPlace);
  });

  window.addEventListener("pagehide", rememberPlace);

  /* The engine is fetched while the reader still reads or types; what it cannot do is not explained. */
  disclosureSearch.start().then(function (engine) {
    document.querySelectorAll("[data-ability]").forEach(function (place) {
      place.hidden = view.isLacking(engine, place.dataset.ability);
    });
  }).catch(function () {}); /* told when something is searched */

  isDraft = Boolean(window.history.state && window.history.state.isDraft);
  parts.query.value = state.text;
  search().then(backToPlace);
  if (!state.text) {
    parts.query.focus({ preventScroll: true });
  }
})();
