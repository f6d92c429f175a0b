/* A small search engine with the interface of the real ones, for tests of what the reader sees: it goes through all
   documents, and a test can make it slow, let it fail or let it count roughly. window.PLAIN holds the documents. */
(function () {
  "use strict";

  const given = window.PLAIN;
  const plain = (window.plain = { searches: [], waits: [], refuses: "", opens: 0, refusesToOpen: "", problems: [], exact: true, aborted: 0 });

  function fold(text) {
    return text.normalize("NFKC").toLowerCase().replace(/[\p{P}\p{S}\p{Z}\s]/gu, "");
  }

  function termsOf(text) {
    const words = text.match(/-?[“"][^”"]*[”"]|\S+/g) || [];
    return words.map(function (word) {
      const excluded = word.length > 1 && word[0] === "-";
      const shown = (excluded ? word.slice(1) : word).replace(/^[“"](.*)[”"]$/, "$1");
      return { text: shown, folded: fold(shown), excluded: excluded };
    }).filter(function (term) { return term.folded; });
  }

  function pathOf(facet, key) {
    const keys = [];
    let value = facet.values.find(function (one) { return one.key === key; });
    while (value) {
      keys.push(value.key);
      value = facet.values[value.parent];
    }
    return keys;
  }

  function holds(entry, term) {
    return fold(entry.title + "\n" + entry.numbers.join("\n") + "\n" + entry.text).includes(term.folded) !== term.excluded;
  }

  function fits(entry, options, ignored) {
    const filters = options.filters || {};
    return (!options.from || entry.published.slice(0, 10) >= options.from) && (!options.to || entry.published.slice(0, 10) <= options.to) &&
      given.facets.every(function (facet) {
        const wanted = filters[facet.name];
        return facet.name === ignored || !wanted || pathOf(facet, entry.facets[facet.name]).some(function (key) { return wanted.includes(key); });
      });
  }

  function pieces(text, terms) {
    const found = terms.map(function (term) { return [text.indexOf(term.text), term.text.length]; }).filter(function (pair) { return pair[0] >= 0; });
    if (!found.length) {
      return [{ text: text, mark: false }];
    }
    const at = found[0][0], end = at + found[0][1];
    return [{ text: text.slice(0, at), mark: false }, { text: text.slice(at, end), mark: true }, { text: text.slice(end), mark: false }];
  }

  function hitOf(entry, terms) {
    const labels = {};
    given.facets.forEach(function (facet) {
      const value = facet.values.find(function (one) { return one.key === entry.facets[facet.name]; });
      if (value) {
        labels[facet.name] = value.label;
      }
    });
    const excerpts = entry.text ? [{ place: "正文", address: entry.address, pieces: pieces(entry.text.slice(0, 120), terms) }] : [];
    entry.attachments.forEach(function (found) {
      excerpts.push({ place: "附件《" + found.name + "》第1页", address: found.address, pieces: pieces(entry.text.slice(0, 40), terms) });
    });
    return { address: entry.address, title: pieces(entry.title, terms), published: entry.published, numbers: entry.numbers.map(function (number) { return pieces(number, terms); }), facets: labels, tier: 1, excerpts: excerpts };
  }

  function answer(text, options) {
    const terms = termsOf(text);
    if (!terms.some(function (term) { return !term.excluded; })) {
      return { total: 0, exact: true, terms: [], facets: {}, hits: [], problems: [], reason: "empty", read: { files: 0, bytes: 0 }, milliseconds: 0 };
    }
    const matching = given.documents.filter(function (entry) { return terms.every(function (term) { return holds(entry, term); }); });
    const counts = {};
    given.facets.forEach(function (facet) {
      const of = (counts[facet.name] = {});
      matching.filter(function (entry) { return fits(entry, options, facet.name); }).forEach(function (entry) {
        pathOf(facet, entry.facets[facet.name]).forEach(function (key) { of[key] = (of[key] || 0) + 1; });
      });
    });
    const kept = matching.filter(function (entry) { return fits(entry, options, ""); });
    if (options.sort === "date") {
      kept.sort(function (a, b) { return a.published < b.published ? 1 : -1; });
    }
    const offset = options.offset || 0;
    const each = terms.map(function (term) {
      const count = given.documents.filter(function (entry) { return holds(entry, { folded: term.folded, excluded: false }); }).length;
      return { text: term.text, excluded: term.excluded, count: count, exact: true };
    });
    return {
      total: kept.length, exact: plain.exact, terms: function () { return Promise.resolve(each); }, facets: counts,
      hits: kept.slice(offset, offset + (options.limit || 10)).map(function (entry) { return hitOf(entry, terms); }),
      problems: plain.problems, reason: "", read: { files: 1, bytes: 1 }, milliseconds: 1,
    };
  }

  const engine = {
    kind: "plain",
    facets: given.facets,
    can: given.can,
    search: function (text, options) {
      plain.searches.push(text);
      if (options.signal) {
        options.signal.addEventListener("abort", function () { plain.aborted += 1; });
      }
      return new Promise(function (resolve, reject) {
        setTimeout(function () {
          if (plain.refuses) {
            reject({ name: "Trouble", message: plain.refuses, file: "search/x.js" });
          } else {
            resolve(answer(text, options));
          }
        }, plain.waits.length ? plain.waits.shift() : 0);
      });
    },
    suggest: function (text, limit) {
      const found = [];
      given.facets.forEach(function (facet) {
        facet.values.forEach(function (value) {
          if (fold(text) && value.label.includes(text.trim())) {
            found.push({ text: value.label, kind: facet.name });
          }
        });
      });
      return Promise.resolve(found.slice(0, limit));
    },
  };

  window.disclosureSearch = {
    open: function () {
      plain.opens += 1;
      return plain.refusesToOpen ? Promise.reject({ message: plain.refusesToOpen, file: "search/manifest.js" }) : Promise.resolve(engine);
    },
  };
})();
