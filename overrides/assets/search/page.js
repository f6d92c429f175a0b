/* The search page. Its whole state stands in the address, so that a search can be sent to somebody: a submission or a
   choice makes an entry in the history; while somebody types, one entry is made and then replaced. */
(function () {
  "use strict";

  const disclosureSearch = window.disclosureSearch;
  const view = disclosureSearch.view;
  const element = view.element;
  const address = view.address;
  const WAIT = 300; /* milliseconds without typing before a search */
  const PATIENCE = 400; /* milliseconds before the page says that it is searching */
  const ON_A_PAGE = 10;
  const EARLIEST = "1900-01-01"; /* before this, somebody is still typing the year */
  const MOST_HINTS = 8;

  const parts = {};
  ["form", "query", "body", "count", "trouble", "chosen", "facets", "filters", "toggle", "approximate", "from", "to", "dates",
    "sort", "sorting", "results", "hits", "pages", "nothing", "advice"].forEach(function (name) {
    parts[name] = document.getElementById("search-" + name);
  });
  const titleBefore = document.title;
  const facets = view.facetsIn(parts.facets, function (name, key, isChosen) {
    go(address.changed(state, { filters: address.toggled(state.filters, name, key, isChosen) }), "push");
  });

  let state = address.read(window.location.search);
  let isDraft = false; /* whether the present entry of the history was made by typing */
  let run = 0; /* the number of the newest search; answers to older ones are thrown away */
  let stopper = null;

  /* Moving from state to state ------------------------------------------------------------------------------------ */

  function hrefTo(next) {
    return window.location.pathname + address.write(next);
  }

  /* how: "push" makes an entry, "type" makes one and replaces it while typing goes on. */
  function go(next, how) {
    const isTyping = how === "type";
    if (address.write(next) !== window.location.search) {
      const replaces = isDraft && (isTyping || next.text === state.text);
      window.history[replaces ? "replaceState" : "pushState"]({ isDraft: isTyping }, "", hrefTo(next));
      isDraft = isTyping;
    } else if (!isTyping) {
      isDraft = false;
    }
    state = next;
    return search();
  }

  function submit() {
    typing.cancel();
    const next = address.changed(state, { text: parts.query.value });
    return go(next, "push");
  }

  /* What somebody has typed but not submitted yet goes along with every other choice. */
  function choose(changes) {
    return go(address.changed(state, Object.assign({ text: parts.query.value }, changes)), "push");
  }

  function isPlainClick(event) {
    return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  }

  /* A link to another state of this page: followed without loading it anew, but as good as any link. */
  function linkTo(next, words, attributes, after) {
    const link = element("a", Object.assign({ href: hrefTo(next) }, attributes), [words]);
    link.addEventListener("click", function (event) {
      if (isPlainClick(event)) {
        event.preventDefault();
        parts.query.value = next.text;
        go(next, "push").then(after);
      }
    });
    return link;
  }

  function toTheTop() {
    parts.count.focus({ preventScroll: true });
    parts.body.scrollIntoView({ block: "start" });
  }

  /* Searching ----------------------------------------------------------------------------------------------------- */

  function chosenFilters(engine) {
    const filters = {};
    engine.facets.concat([{ name: "年度" }]).forEach(function (facet) {
      if (state.filters[facet.name]) {
        filters[facet.name] = state.filters[facet.name];
      }
    });
    return filters;
  }

  function optionsOf(engine, changes) {
    const base = { filters: chosenFilters(engine), from: state.from, to: state.to, sort: state.sort, offset: (state.page - 1) * ON_A_PAGE, limit: ON_A_PAGE, signal: stopper.signal };
    return Object.assign(base, changes);
  }

  function search() {
    const mine = (run += 1);
    if (stopper) {
      stopper.abort();
    }
    stopper = new AbortController();
    document.title = state.text ? state.text + " - " + titleBefore : titleBefore;
    if (!state.text.trim()) {
      showNothingAsked("");
      return Promise.resolve();
    }
    const waiting = setTimeout(function () {
      parts.count.textContent = "正在检索…";
      parts.results.setAttribute("aria-busy", "true");
    }, PATIENCE);
    return disclosureSearch.start().then(function (engine) {
      return engine.search(state.text, optionsOf(engine)).then(function (result) {
        if (mine === run) {
          clearTimeout(waiting);
          show(engine, result, mine);
        }
      });
    }).catch(function (trouble) {
      if (mine === run) {
        showTrouble(view.sentenceOf(trouble));
      }
    }).then(function () {
      clearTimeout(waiting);
      if (mine === run) {
        parts.results.removeAttribute("aria-busy");
      }
    });
  }

  /* Showing ------------------------------------------------------------------------------------------------------- */

  function tellTroubles(sentences) {
    view.fill(parts.trouble, sentences.map(function (sentence) { return element("p", {}, [sentence]); }));
    parts.trouble.hidden = !sentences.length;
  }

  function showNothingAsked(sentence) {
    parts.body.hidden = true;
    parts.count.textContent = sentence;
    parts.nothing.hidden = true;
    tellTroubles([]);
  }

  function showTrouble(sentence) {
    const again = element("button", { type: "button", class: "plain-button" }, ["再试一次"]);
    again.addEventListener("click", search);
    showNothingAsked("");
    tellTroubles([sentence]);
    parts.trouble.append(element("p", {}, [again]));
  }

  function show(engine, result, mine) {
    if (result.reason) {
      showNothingAsked(
        result.reason === "too-short"
          ? "检索词太短，请多输入几个字。"
          : "检索词里没有可以查找的字，请输入字、词、文号或者索引号。"
      );
      tellTroubles(result.problems || []);
      return;
    }
    tellTroubles(result.problems || []);
    parts.body.hidden = false;
    parts.count.textContent = result.total ? view.countText(result) : "没有找到";
    showFilters(engine, result);
    showHits(engine, result);
    parts.nothing.hidden = result.total > 0;
    view.fill(parts.advice, []);
    if (!result.total) {
      showAdvice(engine, result, mine);
    }
  }

  function showHits(engine, result) {
    view.fill(parts.hits, (result.hits || []).map(function (hit, number) { return view.hitOf(engine, hit, number); }));
    const last = Math.ceil(result.total / ON_A_PAGE);
    const pages = last > 1 || state.page > 1 ? view.pagerOf(state.page, Math.max(last, 1), linkToPage) : [];
    view.fill(parts.pages, pages);
    parts.pages.hidden = !pages.length;
    if (result.total && !(result.hits || []).length) {
      parts.hits.append(element("li", {}, ["这一页没有结果，请看", linkTo(address.changed(state, {}), "第一页", {}, toTheTop), "。"]));
    }
  }

  function linkToPage(page, words, attributes) {
    return linkTo(address.changed(state, { page: page }), words, attributes, toTheTop);
  }

  /* Every choice that narrows the search, as {words, without}: what it is called, the state without it. */
  function choices(engine) {
    const made = [];
    Object.keys(state.filters).forEach(function (name) {
      state.filters[name].forEach(function (key) {
        made.push({
          words: name + "：" + view.labelOf(engine, name, key),
          without: { filters: address.toggled(state.filters, name, key, false) },
        });
      });
    });
    if (state.from) {
      made.push({ words: "发布日期从 " + state.from, without: { from: "" } });
    }
    if (state.to) {
      made.push({ words: "发布日期到 " + state.to, without: { to: "" } });
    }
    return made;
  }

  const NO_FILTERS = { filters: Object.create(null), from: "", to: "" };

  function showFilters(engine, result) {
    const chosen = choices(engine);
    const buttons = chosen.map(function (choice, number) {
      return removing(choice.words, "去掉条件：" + choice.words, choice.without, "chosen-" + number);
    });
    if (chosen.length) {
      buttons.push(removing("清除条件", "清除全部条件", NO_FILTERS, "chosen-all"));
    }
    view.fill(parts.chosen, buttons.map(function (button) { return element("li", {}, [button]); }));
    parts.chosen.hidden = !chosen.length;
    parts.toggle.textContent = chosen.length ? "筛选（" + chosen.length + "）" : "筛选";
    parts.approximate.hidden = result.exact !== false;
    facets.update(engine, result, state.filters);
    parts.dates.hidden = view.isLacking(engine, "dates");
    parts.sorting.hidden = view.isLacking(engine, "sort");
    parts.sort.value = state.sort;
    [["from", state.from], ["to", state.to]].forEach(function (pair) {
      if (document.activeElement !== parts[pair[0]]) {
        parts[pair[0]].value = pair[1];
      }
    });
  }

  /* A button that takes a choice back; the focus then goes to the number of results. */
  function removing(words, label, without, id) {
    const isAll = without === NO_FILTERS;
    const made = element("button", { type: "button", id: id, class: isAll ? "clear" : "chosen", "aria-label": label }, [words]);
    made.addEventListener("click", function () {
      choose(without).then(function () {
        parts.count.focus({ preventScroll: true });
      });
    });
    return made;
  }

  /* What may help when nothing is found: each term alone, the search with less filters. */
  function showAdvice(engine, result, mine) {
    const terms = typeof result.terms === "function" ? result.terms() : result.terms;
    const chosen = choices(engine).slice(0, MOST_HINTS);
    const options = chosen.map(function (choice) { return choice.without; }).concat(chosen.length > 1 ? [NO_FILTERS] : []);
    const counting = options.map(function (without) {
      return engine.search(state.text, optionsOf(engine, Object.assign({}, without, { limit: 1, offset: 0 })));
    });
    return Promise.all([terms].concat(counting)).then(function (found) {
      if (mine !== run) {
        return;
      }
      const ways = options.map(function (without, number) {
        const count = found[number + 1];
        const words = without === NO_FILTERS ? "去掉全部条件" : "去掉“" + chosen[number].words + "”";
        const link = linkTo(address.changed(state, without), words, {}, toTheTop);
        return element("li", {}, [count.total ? link : words, " ", element("span", { class: "count" }, [(count.exact === false ? "约 " : "") + count.total + " 条"])]);
      });
      view.fill(parts.advice, view.termsHelp(found[0] || [], function (text, words) {
        return linkTo(address.changed(state, { text: text }), words, {}, toTheTop);
      }));
      if (ways.length) {
        parts.advice.append(element("p", {}, ["去掉筛选条件再找："]), element("ul", { class: "ways" }, ways));
      }
    });
  }

  /* What the reader does ------------------------------------------------------------------------------------------ */

  const typing = view.whenTyped(parts.query, WAIT, function () {
    go(address.changed(state, { text: parts.query.value }), "type");
  });

  parts.form.addEventListener("submit", function (event) {
    event.preventDefault();
    submit().then(function () {
      if (!parts.query.value.trim()) {
        parts.count.textContent = "请输入要检索的词。";
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

  ["from", "to"].forEach(function (name) {
    parts[name].addEventListener("change", function () {
      const day = parts[name].value;
      const other = name === "from" ? state.to : state.from;
      if (day && day < EARLIEST) {
        return;
      }
      const isTurned = day && other && (name === "from" ? day > other : day < other);
      if (isTurned) {
        tellTroubles(["发布日期的起始日期晚于截止日期，请改正其中一个。"]);
      } else {
        choose(name === "from" ? { from: day } : { to: day });
      }
    });
  });

  window.addEventListener("popstate", function (event) {
    if (window.location.search === address.write(state)) {
      return; /* only the place in the page was changed (跳到正文) */
    }
    typing.cancel();
    state = address.read(window.location.search);
    isDraft = Boolean(event.state && event.state.isDraft);
    parts.query.value = state.text;
    search();
  });

  isDraft = Boolean(window.history.state && window.history.state.isDraft);
  parts.query.value = state.text;
  search().then(function () {
    if (!state.text) {
      parts.query.focus({ preventScroll: true });
    }
  });
})();
