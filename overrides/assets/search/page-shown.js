/* The parts of the search page that follow from a state and the answer to it: the number of results, troubles, chosen
   conditions, facets, hits, advice. What the reader does there is handed on to `does`. */
(function () {
  "use strict";

  const view = window.disclosureSearch.view;
  const element = view.element;
  const address = view.address;
  const NO_CONDITIONS = { filters: Object.create(null), from: "", to: "" };
  const MOST_HINTS = 8;

  view.ON_A_PAGE = 10; /* hits */

  /* Every condition that narrows a search: what it is called, and what changes without it. */
  function conditionsOf(engine, state) {
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

  /* parts: the elements of the page by name. does: choose(changes) and linkTo(state, words, attributes) for what the
     reader does, count(state) for the number of results of another search, again() for a new attempt. */
  view.shownIn = function (parts, does) {
    const facets = view.facetsIn(parts.facets, does.check);

    function tell(sentences) {
      view.fill(parts.trouble, sentences.map(function (sentence) { return element("p", {}, [sentence]); }));
      parts.trouble.hidden = !sentences.length;
    }

    function nothingAsked(sentence) {
      parts.body.hidden = true;
      parts.count.textContent = sentence;
      tell([]);
    }

    function trouble(sentence) {
      const again = element("button", { type: "button", class: "plain-button" }, ["再试一次"]);
      again.addEventListener("click", does.again);
      nothingAsked("");
      tell([sentence]);
      parts.trouble.append(element("p", {}, [again]));
    }

    /* Shows an answer; isNewest() tells later whether it is still the one to show. */
    function answer(engine, state, result, isNewest) {
      if (result.reason) {
        nothingAsked(
          result.reason === "too-short"
            ? "检索词太短，请多输入几个字。"
            : "检索词里没有可以查找的字，请输入字、词、文号或者索引号。"
        );
        tell(result.problems || []);
        return;
      }
      tell(result.problems || []);
      parts.body.hidden = false;
      parts.count.textContent = result.total ? view.countText(result) : "没有找到";
      conditions(engine, state, result);
      hits(engine, state, result);
      parts.nothing.hidden = result.total > 0;
      view.fill(parts.advice, []);
      if (!result.total) {
        advice(engine, state, result, isNewest);
      }
    }

    function conditions(engine, state, result) {
      const chosen = conditionsOf(engine, state);
      const buttons = chosen.map(function (one) {
        return removing("chosen", one.words, "去掉条件：" + one.words, one.without);
      });
      if (chosen.length) {
        buttons.push(removing("clear", "清除条件", "清除全部条件", NO_CONDITIONS));
      }
      view.fill(parts.chosen, buttons.map(function (button) { return element("li", {}, [button]); }));
      parts.chosen.hidden = !chosen.length;
      parts.toggle.textContent = chosen.length ? "筛选（" + chosen.length + "）" : "筛选";
      parts.approximate.hidden = result.exact !== false;
      facets.update(engine, result, state.filters);
      parts.dates.hidden = view.isLacking(engine, "dates");
      parts.sorting.hidden = view.isLacking(engine, "sort") || !result.total;
      parts.sort.value = state.sort;
      ["from", "to"].forEach(function (name) {
        if (document.activeElement !== parts[name]) {
          parts[name].value = state[name];
        }
      });
    }

    /* A button that takes a condition back; the focus then goes to the number of results. */
    function removing(look, words, label, without) {
      const made = element("button", { type: "button", class: look, "aria-label": label }, [words]);
      made.addEventListener("click", function () {
        does.choose(without).then(function () {
          parts.count.focus({ preventScroll: true });
        });
      });
      return made;
    }

    function hits(engine, state, result) {
      const found = result.hits || [];
      const last = Math.max(Math.ceil(result.total / view.ON_A_PAGE), 1);
      const pages = last > 1 || state.page > 1 ? view.pagerOf(Math.min(state.page, last + 1), last, linkToPage) : [];
      function linkToPage(page, words, attributes) {
        return does.linkTo(address.changed(state, { page: page }), words, attributes);
      }
      view.fill(parts.hits, found.map(function (hit, number) { return view.hitOf(engine, hit, number); }));
      view.fill(parts.pages, pages);
      parts.pages.hidden = !pages.length;
      if (result.total && !found.length) {
        parts.hits.append(element("li", {}, ["这一页没有结果，请看", linkToPage(1, "第一页", {}), "。"]));
      }
    }

    /* What may help when nothing is found: each term alone, the same search with fewer conditions. */
    function advice(engine, state, result, isNewest) {
      const terms = typeof result.terms === "function" ? result.terms() : result.terms;
      const chosen = conditionsOf(engine, state).slice(0, MOST_HINTS);
      if (chosen.length > 1) {
        chosen.push({ words: "", without: NO_CONDITIONS });
      }
      const counting = chosen.map(function (one) { return does.count(engine, address.changed(state, one.without)); });
      Promise.all([terms].concat(counting)).then(function (found) {
        if (!isNewest()) {
          return;
        }
        view.fill(parts.advice, view.termsHelp(found[0] || [], function (text, words) {
          return does.linkTo(address.changed(state, Object.assign({ text: text }, NO_CONDITIONS)), words, {});
        }));
        const ways = chosen.map(function (one, number) {
          const words = one.words ? "去掉“" + one.words + "”" : "去掉全部条件";
          const link = does.linkTo(address.changed(state, one.without), words, {});
          return found[number + 1].total ? element("li", {}, [link, " ", view.countOf(found[number + 1])]) : null;
        }).filter(Boolean);
        if (ways.length) {
          parts.advice.append(element("p", {}, ["少用一些条件再找："]), element("ul", { class: "ways" }, ways));
        } else if (chosen.length) {
          parts.advice.append(element("p", {}, ["去掉筛选条件，也没有找到。"]));
        }
      }).catch(function (trouble) {
        if (isNewest()) {
          tell([view.sentenceOf(trouble)]);
        }
      });
    }

    return { answer: answer, nothingAsked: nothingAsked, tell: tell, trouble: trouble };
  };
})();
