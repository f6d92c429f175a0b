/* The search engine: opens an index and answers queries. What it promises is written at the functions below; the other
   engine keeps to the same. */
window.disclosureSearch = window.disclosureSearch || {};
(function (ns) {
  "use strict";

  const FORMAT = 2;
  const REMEMBERED = 24; /* terms, each with two bytes per document */

  const WRONG_FORMAT = "检索文件与网页的版本不一致，请刷新页面；仍不行，请更换一份完整的网站文件。";

  /* Opens the index below a base address (with a slash at its end; by default that of this site). Resolves with an
     engine, rejects with disclosureSearch.Trouble. */
  ns.open = async function (base) {
    const loader = new ns.Loader(base || ns.base);
    const manifest = await loader.json("manifest");
    if (manifest.format !== FORMAT) {
      throw new ns.Trouble(WRONG_FORMAT, "manifest");
    }
    return new Engine(loader, manifest);
  };

  class Engine {
    constructor(loader, manifest) {
      const Segment = manifest.engine === "pagefind" ? ns.PagefindSegment : ns.Segment;
      this.kind = manifest.engine || "ngram";
      this.can = Segment.can ? Segment.can() : {}; /* what is false in it the page does not offer */
      this.loader = loader;
      this.segments = manifest.segments.map((plan) => new Segment(loader, plan, manifest.facets, manifest.longest));
      /* The first files are on their way; what fails is told by the search. */
      this.segments.forEach((segment) => segment.open().catch(() => undefined));
      this.folder = new ns.Folder(manifest.fold);
      this.folded = new ns.FoldedTexts(this.folder);
      this.columns = manifest.facets;
      this.facets = ns.shownFacets(manifest.facets);
      this.suggestions = new ns.Suggestions(manifest.suggestions || [], this.folder);
      this.remembered = new Map(); /* segment and term -> promise of TermMatches */
      this.counted = { files: 0, bytes: 0 };
    }

    /* Searches. options: {filters: {facet: [key…]}, from, to (YYYY-MM-DD), sort: "relevance" | "date", offset, limit,
       signal}. Resolves with {total, exact, terms, facets, hits, problems, reason, read, milliseconds}. */
    async search(text, options) {
      const began = performance.now(), chosen = options || {};
      const query = ns.parseQuery(text, this.folder);
      const run = new ns.Run(this, query, chosen);
      if (!query.reason) {
        await run.evaluate();
      }
      const found = query.reason ? run.nothing() : await run.answer();
      found.read = { files: this.loader.files - this.counted.files, bytes: this.loader.bytes - this.counted.bytes };
      this.counted = { files: this.loader.files, bytes: this.loader.bytes };
      found.milliseconds = performance.now() - began;
      return found;
    }

    /* Offers words and titles while the reader types: [{text, kind, address?, facet?, value?}]. */
    suggest(text, limit, signal) {
      return ns.suggest(this, text, limit, signal);
    }

    /* What a term finds in a segment; remembered while it is used. */
    matches(segment, term, report) {
      const key = segment.name + "\u0000" + term.folded;
      let known = this.remembered.get(key), failed = false;
      if (!known) {
        known = ns.TermMatches.read(segment, term, (error) => {
          failed = true;
          report(error);
        });
        const forget = () => {
          if (this.remembered.get(key) === known) {
            this.remembered.delete(key);
          }
        };
        known.then(() => failed && forget(), forget);
      }
      this.remembered.delete(key);
      this.remembered.set(key, known);
      if (this.remembered.size > REMEMBERED * this.segments.length) {
        this.remembered.delete(this.remembered.keys().next().value);
      }
      return known;
    }
  }
})(window.disclosureSearch);
