/* What the search page shows of an answer: the hits, the pages of results, and what may help when nothing is found. */
(function () {
  "use strict";

  const view = window.disclosureSearch.view;
  const element = view.element;
  const NUMBERS = 3; /* of a hit */
  const AROUND = 2; /* pages named on both sides of the shown one */

  function isMarked(pieces) {
    return typeof pieces !== "string" && pieces.some(function (piece) { return piece.mark; });
  }

  /* The state of validity (in_force, repealed …) behind the label that a hit bears; empty where none is known. */
  function stateOf(engine, label) {
    const facet = engine.facets.find(function (one) { return one.name === "有效性"; });
    const value = facet && facet.values.find(function (one) { return one.label === label; });
    return value && /^[a-z_]+$/.test(value.key) ? value.key : "";
  }

  function titleOf(engine, hit, number) {
    const title = element("a", { class: "title", href: view.hrefOf(hit.address), id: "hit-" + number }, view.marked(hit.title));
    const children = [title];
    view.retitle(title, hit);
    [].concat((hit.facets && hit.facets["有效性"]) || []).forEach(function (label) {
      const state = stateOf(engine, label);
      if (state !== "in_force") {
        children.push(" ", element("span", { class: "badge" + (state ? " badge--" + state : "") }, [label]));
      }
    });
    return element("h3", {}, children);
  }

  function aboutOf(hit) {
    const day = view.day(hit.published);
    const numbers = (hit.numbers || []).slice().sort(function (a, b) { return isMarked(b) - isMarked(a); });
    const about = day ? [element("time", { datetime: day }, [day])] : [];
    ["机构", "种类"].forEach(function (name) {
      [].concat((hit.facets && hit.facets[name]) || []).forEach(function (label) {
        about.push(" ", element("span", {}, [label]));
      });
    });
    numbers.slice(0, NUMBERS).forEach(function (pieces) {
      about.push(" ", element("span", {}, view.marked(pieces)));
    });
    return element("p", { class: "meta" }, about);
  }

  /* A piece of the text with the place where it stands; a place in an attachment leads to the attachment. */
  function excerptOf(hit, excerpt) {
    const children = [];
    if (excerpt.place) {
      const isElsewhere = excerpt.address && excerpt.address !== hit.address;
      children.push(
        isElsewhere
          ? element("a", { class: "place", href: view.hrefOf(excerpt.address) }, [excerpt.place])
          : element("span", { class: "place" }, [excerpt.place]),
        "："
      );
    }
    /* Says so where the page is in other characters: pieces of texts stay as they were written. */
    return element("p", { class: "excerpt", lang: "zh-CN" }, children.concat(view.marked(excerpt.pieces)));
  }

  view.hitOf = function (engine, hit, number) {
    const excerpts = (hit.excerpts || []).map(function (excerpt) { return excerptOf(hit, excerpt); });
    return element("li", {}, [titleOf(engine, hit, number), aboutOf(hit)].concat(excerpts));
  };

  /* The numbers of the pages to name: first, last, those around the shown one; 0 stands for a gap. */
  function pagesAround(shown, last) {
    const named = [];
    for (let page = 1; page <= last; page += 1) {
      if (page === 1 || page === last || Math.abs(page - shown) <= AROUND) {
        named.push(page);
      } else if (named[named.length - 1] !== 0) {
        named.push(0);
      }
    }
    return named;
  }

  /* Links to the pages of results; `linkTo(page, words, attributes)` makes one. */
  view.pagerOf = function (shown, last, linkTo) {
    const children = [];
    if (shown > 1) {
      children.push(linkTo(shown - 1, "上一页", { rel: "prev" }));
    }
    pagesAround(shown, last).forEach(function (page) {
      if (page === 0) {
        children.push(element("span", { class: "gap" }, ["…"]));
      } else if (page === shown) {
        children.push(element("span", { "aria-current": "page" }, [element("span", { class: "unseen" }, ["第"]), String(page), element("span", { class: "unseen" }, ["页"])]));
      } else {
        children.push(linkTo(page, String(page), { "aria-label": "第" + page + "页" }));
      }
    });
    if (shown < last) {
      children.push(linkTo(shown + 1, "下一页", { rel: "next" }));
    }
    return children;
  };

  /* A term as it must be typed to be searched alone. */
  function alone(text) {
    return /\s/.test(text) || /^[-－]/.test(text) ? "“" + text + "”" : text;
  }

  view.countOf = function (found) {
    const count = found.total === undefined ? found.count : found.total;
    return element("span", { class: "count" }, [(found.exact === false ? "约 " : "") + count + " 条"]);
  };

  /* What each term finds alone and without conditions, for a search of several terms that finds nothing. */
  view.termsHelp = function (terms, linkTo) {
    const wanted = terms.filter(function (term) { return !term.excluded; });
    if (terms.length < 2 || !wanted.length) {
      return [];
    }
    return [
      element("p", {}, ["不加条件，每个词单独检索："]),
      element("ul", { class: "ways" }, wanted.map(function (term) {
        const words = "“" + term.text + "”";
        return element("li", {}, [term.count > 0 ? linkTo(alone(term.text), words) : element("span", {}, [words]), " ", view.countOf(term)]);
      })),
    ];
  };
})();
