/* What is offered while the reader types: words of the vocabulary, then titles. */
window.disclosureSearch = window.disclosureSearch || {};
(function (ns) {
  "use strict";

  const WORD = "主题词", TITLE = "标题";
  const TITLES = 10; /* hits that are looked through for titles */

  class Suggestions {
    /* items: [[text, name of a facet or "", key of a value or ""]…] of the manifest. */
    constructor(items, folder) {
      this.items = items;
      this.folder = folder;
      this.known = null;
    }

    /* The items with their folded texts; folded when the first is asked for, which a search does not wait for. */
    folded() {
      this.known = this.known || this.items.map((item) => (
        { text: item[0], facet: item[1], value: item[2], folded: this.folder.fold(item[0]) }));
      return this.known;
    }

    /* The words that begin with a folded text, then those that contain it: [{text, kind, facet, value}]. Of the names of
       one value (县教育局, 示例县教育局) the first is enough. */
    words(folded, limit) {
      const beginning = [], containing = [], offered = new Set();
      for (const item of this.folded()) {
        const at = item.folded.indexOf(folded);
        if (at >= 0) {
          (at ? containing : beginning).push(
            { text: item.text, kind: item.facet || WORD, facet: item.facet, value: item.value });
        }
      }
      return beginning.concat(containing).filter(function (item) {
        const leadsTo = item.facet + "\n" + (item.facet ? item.value : item.text), isNew = !offered.has(leadsTo);
        offered.add(leadsTo);
        return isNew;
      }).slice(0, limit);
    }
  }

  /* Offers up to limit suggestions for a text; half of them words at most, where there are titles. */
  async function suggest(engine, text, limit, signal) {
    const most = limit || 8;
    const folded = engine.folder.fold(text);
    if (!folded) {
      return [];
    }
    if (engine.can.instant === false) {
      return engine.suggestions.words(folded, most); /* this page may not search */
    }
    const found = await engine.search(text, { limit: TITLES, signal: signal });
    const titles = found.hits.filter(function (hit) {
      return hit.title.some((piece) => piece.mark);
    }).map(function (hit) {
      return { text: hit.title.map((piece) => piece.text).join(""), kind: TITLE, address: hit.address };
    });
    const words = engine.suggestions.words(folded, Math.max(most - titles.length, Math.ceil(most / 2)));
    return words.concat(titles).slice(0, most);
  }

  ns.Suggestions = Suggestions;
  ns.suggest = suggest;
})(window.disclosureSearch);
