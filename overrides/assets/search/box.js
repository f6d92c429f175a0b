/* The search box at the top of every page: suggestions and first hits while typing, as a combobox with a list
   (ARIA Authoring Practices, "Editable Combobox With List Autocomplete"). Without this script the box is a form that
   leads to the search page. The engine is loaded only when the box is used. */
(function () {
  "use strict";

  const disclosureSearch = window.disclosureSearch;
  const view = disclosureSearch.view;
  const WAIT = 180; /* milliseconds without typing before a search */
  const SUGGESTIONS = 3;
  const HITS = 4;

  let boxes = 0;

  function Box(form) {
    const field = form.querySelector("input[type=search]");
    const number = (boxes += 1);
    const list = view.element("ul", { class: "finder-list", id: "finder-list-" + number, role: "listbox", "aria-label": "检索提示" });
    const said = view.element("p", { class: "unseen", role: "status" });
    let choices = []; /* {element, go}: what stands in the list */
    let active = -1;
    let run = 0; /* the number of the newest search; answers to older ones are thrown away */
    let stopper = null;

    list.hidden = true;
    form.append(list, said);
    const known = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id };
    Object.keys(known).forEach(function (name) {
      field.setAttribute(name, known[name]);
    });

    function close() {
      run += 1;
      list.hidden = true;
      activate(-1);
      field.setAttribute("aria-expanded", "false");
    }

    function open() {
      list.hidden = false;
      field.setAttribute("aria-expanded", "true");
    }

    function activate(place) {
      if (choices[active]) {
        choices[active].element.setAttribute("aria-selected", "false");
      }
      active = place;
      if (choices[active]) {
        const chosen = choices[active].element;
        chosen.setAttribute("aria-selected", "true");
        chosen.scrollIntoView({ block: "nearest" });
        field.setAttribute("aria-activedescendant", chosen.id);
      } else {
        field.removeAttribute("aria-activedescendant");
      }
    }

    function add(address, look, children) {
      const made = view.element("li", { role: "option", id: list.id + "-" + choices.length, class: look, "aria-selected": "false" }, children);
      made.addEventListener("click", function () {
        window.location.href = address;
      });
      choices.push({ element: made, address: address });
      list.append(made);
    }

    function addSuggestion(found) {
      const address = found.address ? view.hrefOf(found.address) : view.resultsHref(found.text);
      add(address, "finder-suggestion", [view.element("span", {}, [found.text]), " ", view.element("span", { class: "count" }, [found.kind])]);
    }

    function addHit(hit) {
      const about = [view.day(hit.published)].concat(hit.facets && hit.facets["机构"] ? [].concat(hit.facets["机构"]) : []);
      const title = view.element("span", { class: "title" }, view.marked(hit.title));
      view.retitle(title, hit);
      add(view.hrefOf(hit.address), "finder-hit", [
        title,
        " ",
        view.element("span", { class: "meta" }, [about.filter(Boolean).join(" ")]),
      ]);
    }

    function tell(sentence, look) {
      choices = [];
      view.fill(list, []);
      if (look) {
        /* A listbox may hold options only: a sentence is one that leads to the search page, which says more. */
        add(view.resultsHref(field.value), look, [sentence]);
        open();
      }
      said.textContent = sentence;
    }

    function show(text, suggested, result) {
      activate(-1);
      tell("", "");
      if (!result) {
        suggested.forEach(addSuggestion);
        add(view.resultsHref(text), "finder-all", ["检索“" + text.trim() + "”"]);
        said.textContent = suggested.length ? "有 " + suggested.length + " 条提示，可以用上下箭头键选择。" : "";
        open();
        return;
      }
      const hits = result.hits || [];
      const addresses = hits.map(function (hit) { return hit.address; });
      suggested.filter(function (found) { return addresses.indexOf(found.address) < 0; }).forEach(addSuggestion);
      hits.forEach(addHit);
      if (result.total > 0) {
        const words = result.exact === false ? "查看全部结果（约 " + result.total + " 条）" : "查看全部 " + result.total + " 条结果";
        add(view.resultsHref(text), "finder-all", [words]);
        said.textContent = view.countText(result) + "，可以用上下箭头键选择。";
      } else if (result.reason === "empty" && !suggested.length) {
        close();
        return;
      } else {
        add(view.resultsHref(text), "finder-all", ["没有找到，查看怎样检索"]);
        said.textContent = "没有找到。";
      }
      (result.problems || []).slice(0, 1).forEach(function (sentence) {
        add(view.resultsHref(text), "finder-trouble", [sentence]);
        said.textContent += sentence;
      });
      open();
    }

    function search() {
      const text = field.value;
      const mine = (run += 1);
      if (stopper) {
        stopper.abort();
      }
      stopper = new AbortController();
      const signal = stopper.signal;
      if (!text.trim()) {
        tell("", "");
        close();
        return;
      }
      disclosureSearch.start().then(function (engine) {
        const suggesting = view.isLacking(engine, "suggest") ? [] : engine.suggest(text, SUGGESTIONS);
        const searching = view.isLacking(engine, "instant") ? null : engine.search(text, { limit: HITS, offset: 0, filters: {}, sort: "relevance", signal: signal });
        return Promise.all([suggesting, searching]);
      }).then(function (found) {
        if (mine === run && document.activeElement === field) {
          show(text, found[0] || [], found[1]);
        }
      }).catch(function (trouble) {
        if (mine === run && document.activeElement === field && !(trouble && trouble.name === "AbortError")) {
          tell(view.sentenceOf(trouble), "finder-trouble");
        }
      });
    }

    const typing = view.whenTyped(field, WAIT, search);

    field.addEventListener("focus", function () {
      disclosureSearch.start().catch(function () {}); /* told when something is typed */
    });
    field.addEventListener("blur", function () {
      typing.cancel();
      close();
    });
    list.addEventListener("mousedown", function (event) {
      event.preventDefault(); /* the field keeps the focus, the list stays */
    });
    form.addEventListener("submit", function () {
      typing.cancel();
      close();
    });
    field.addEventListener("keydown", function (event) {
      if (typing.isComposing(event)) {
        return;
      }
      if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !event.altKey) {
        event.preventDefault();
        if (list.hidden) {
          search();
        } else if (choices.length) {
          const step = event.key === "ArrowDown" ? 1 : -1;
          const places = choices.length + 1; /* one more for the field itself */
          activate(((active + 1 + step + places) % places) - 1);
        }
      } else if (event.key === "Enter" && !list.hidden && choices[active]) {
        event.preventDefault();
        window.location.href = choices[active].address;
      } else if (event.key === "Escape" && !list.hidden) {
        event.preventDefault(); /* the first Escape closes the list, the next one empties the field */
        close();
      }
    });
  }

  document.querySelectorAll("form[data-search-box]").forEach(function (form) {
    Box(form);
  });
})();
