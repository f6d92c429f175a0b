/* One search: asks every segment, reads the texts where the index alone is not certain, and gives the page of hits. */
window.disclosureSearch = window.disclosureSearch || {};
(function (ns) {
  "use strict";

  const LIMIT = 10;
  const FEW = 40; /* documents that are read to make a count exact */
  const FEW_NUMBERS = 24; /* documents that are read to see whether a term is the whole number */
  const ROUNDS = 12; /* of reading and putting in order again */
  const ALWAYS_SHOWN = 2; /* numbers of a hit that are shown although no term stands in them */

  const BODY = "正文", SUMMARY = "内容概述", KEYWORD = "主题词";
  const WIDTH = ns.HEAVIEST + 1; /* ranks of one score */
  const REFUSED = 65535; /* instead of a rank: by a filter */
  const LONGEST_KEYWORD = 20; /* characters; what is longer, or has a comma or full stop in it, is a summary */

  function abortIf(signal) {
    if (signal && signal.aborted) {
      throw new DOMException("aborted", "AbortError");
    }
  }

  class Run {
    constructor(engine, query, options) {
      this.engine = engine;
      this.query = query;
      this.options = options;
      this.signal = options.signal;
      this.problems = query.problems.slice();
      this.broken = false;
      this.parts = []; /* SegmentMatches, the newest segment first */
      this.filters = new ns.Filters(engine.columns, options);
      this.report = (error) => {
        if (!(error instanceof ns.Trouble)) {
          throw error;
        }
        this.broken = true;
        if (!this.problems.includes(error.message)) {
          this.problems.push(error.message);
        }
      };
    }

    /* Asks the index, segment by segment at the same time; a segment that fails is left out and told. */
    async evaluate() {
      const parts = await Promise.all(this.engine.segments.map((segment) => this.segment(segment).catch((error) => {
        this.report(error);
        return null;
      })));
      abortIf(this.signal);
      this.parts = parts.filter(Boolean).sort((left, right) => newestDay(right.segment) - newestDay(left.segment));
      this.parts.forEach((part) => {
        part.verdicts = this.filters.judge(part.segment);
        part.weights = ns.weightsOf(this.engine.columns, part.segment);
      });
    }

    async segment(segment) {
      segment.open().catch(() => undefined); /* on its way while the index is asked; what fails is told there */
      const read = (excluded) => Promise.all(this.query.terms.filter((term) => term.excluded === excluded).map(
        (term) => this.engine.matches(segment, term, this.report)));
      const matches = await Promise.all([read(false), read(true)]);
      abortIf(this.signal);
      const part = new ns.SegmentMatches(segment, matches[0], matches[1]);
      part.score();
      return part;
    }

    nothing() {
      return { total: 0, exact: true, terms: this.termCounts(), facets: {}, hits: [], problems: this.problems,
        reason: this.query.reason };
    }

    /* Makes certain what can be made certain cheaply, then gives the page of hits with its counts. */
    async answer() {
      await this.settle();
      const shown = await this.page();
      const hits = await Promise.all(shown.map((place) => this.hit(place).catch((error) => {
        this.report(error);
        return null;
      })));
      abortIf(this.signal);
      const counts = new ns.Counts(this.engine.columns);
      let total = 0, unsure = 0;
      this.parts.forEach((part) => {
        counts.add(part.segment, part.found, part.verdicts);
        part.found.forEach((d) => {
          if (!part.verdicts[d]) {
            total += 1;
            unsure += part.isUnsure(d) ? 1 : 0;
          }
        });
      });
      if (!total) {
        await this.settleTerms();
      }
      return { total: total, exact: !unsure && !this.broken, terms: this.termCounts(), facets: counts.result(),
        hits: hits.filter(Boolean), problems: this.problems, reason: "" };
    }

    termCounts() {
      return this.query.terms.map((term) => {
        const found = { text: term.text, excluded: term.excluded, count: 0, exact: !this.broken };
        this.parts.forEach((part) => {
          const one = (term.excluded ? part.excluded : part.wanted).find(
            (matches) => matches.term.folded === term.folded).count();
          found.count += one.count;
          found.exact = found.exact && one.exact;
        });
        return found;
      });
    }

    /* Reads documents: places are [part, document]. */
    async verify(places) {
      let changed = false;
      await Promise.all(places.map(async (place) => {
        changed = await place[0].verify(place[1], this.engine.folded, this.report) || changed;
      }));
      abortIf(this.signal);
      if (changed) {
        this.parts.forEach((part) => part.score());
      }
      return changed;
    }

    /* Documents that are found but not for certain, at most limit + 1; all of them, or those no filter refuses. */
    unsure(limit, filtered) {
      const places = [];
      this.parts.forEach((part) => {
        for (let i = 0; i < part.found.length && part.inexact.length && places.length <= limit; i += 1) {
          const d = part.found[i];
          if ((!filtered || !part.verdicts[d]) && part.isUnsure(d)) {
            places.push([part, d]);
          }
        }
      });
      return places;
    }

    /* Reads the uncertain documents if they are few, and those whose numbers decide the order. */
    async settle() {
      for (const filtered of [false, true]) {
        const places = this.unsure(FEW, filtered);
        if (places.length && places.length <= FEW) {
          await this.verify(places);
          break;
        }
      }
      if (this.options.sort !== "date") {
        const places = [];
        this.parts.forEach((part) => part.numbered(FEW_NUMBERS).forEach((d) => places.push([part, d])));
        if (places.length <= FEW_NUMBERS) {
          await this.verify(places);
        }
      }
    }

    /* When nothing is found: what each term alone finds, exactly if that is cheap. */
    async settleTerms() {
      for (const part of this.parts) {
        for (const term of part.wanted) {
          const unsure = [];
          for (let d = 0; d < term.masks.length && unsure.length <= FEW; d += 1) {
            if (term.isUnsure(d)) {
              unsure.push(d);
            }
          }
          if (unsure.length <= FEW) {
            await Promise.all(unsure.map((d) => term.verify(d, this.engine.folded).catch(this.report)));
          }
        }
      }
    }

    /* The documents of the page asked for: [part, document]. All of them, and all before them, are read; what turns out
       false goes, and others move up. */
    async page() {
      const offset = Math.max(0, this.options.offset || 0), limit = this.options.limit === undefined ? LIMIT : this.options.limit;
      let places = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        const first = offset + limit <= 5 * LIMIT ? 0 : offset;
        const ordered = this.ordered(first, offset + limit);
        places = ordered.slice(offset - first);
        const unread = ordered.filter((place, number) => place[0].isUnsure(place[1]) || number >= offset - first);
        if (!await this.verify(unread)) {
          return places;
        }
      }
      return places.filter((place) => place[0].scores[place[1]] && !place[0].isUnsure(place[1]));
    }

    /* The places first..last of all hits in order: by rank, then by validity, then the newest first. Documents of a
       segment ascend by day, so counting them per rank is enough. */
    ordered(first, last) {
      const next = new Uint32Array(256 * WIDTH), places = [];
      const ranks = this.parts.map((part) => ranksOf(part, this.options.sort === "date", next));
      for (let rank = 0, before = 0; rank < next.length; rank += 1) {
        const size = next[rank];
        next[rank] = before;
        before += size;
      }
      this.parts.forEach((part, number) => {
        const own = ranks[number];
        for (let i = own.length - 1; i >= 0; i -= 1) {
          if (own[i] !== REFUSED) {
            const place = next[own[i]];
            next[own[i]] += 1;
            if (place >= first && place < last) {
              places[place - first] = [part, part.found[i]];
            }
          }
        }
      });
      return places;
    }

    /* What is shown of one document. */
    async hit(place) {
      const part = place[0], d = place[1], segment = part.segment, engine = this.engine;
      const stored = await segment.document(d);
      const folded = engine.folded.ofDocument(stored);
      const terms = this.query.terms.filter((term) => !term.excluded);
      const parts = partsOf(stored, folded);
      parts.push(...await this.attached(part, d, terms.filter((term) => !parts.some((one) => standsIn(one, term)))));
      return {
        address: stored[0],
        title: ns.marked(stored[1], terms, engine.folder),
        published: stored[2],
        numbers: stored[3].filter((number, i) => i < ALWAYS_SHOWN || terms.some((term) => standsIn(
          { folded: folded.numbers[i] }, term))).map((number) => ns.marked(number, terms, engine.folder)),
        facets: ns.labelsOf(engine.columns, segment, d),
        tier: part.scores[d],
        excerpts: ns.excerptsOf(parts, terms, engine.folder)
      };
    }

    /* The parts of the attachments, if one of the terms that are missing elsewhere is to be found there. */
    async attached(part, d, missing) {
      if (!part.wanted.some((matches) => matches.masks[d] & ns.PLACES.ATTACHMENT &&
        missing.some((term) => term.folded === matches.term.folded))) {
        return [];
      }
      return (await part.segment.attachments(d)).map((one) => ({ place: one[0], address: one[2], text: one[1],
        folded: this.engine.folded.ofPart(one) }));
    }
  }

  /* The parts of a document in which excerpts are looked for: {place, address, text, folded, minor}. A keyword says
     little by itself: it comes behind the body. */
  function partsOf(stored, folded) {
    const summaries = stored[4].map(function (text, i) {
      const minor = text.length <= LONGEST_KEYWORD && !/[，。；]/.test(text);
      return { place: minor ? KEYWORD : SUMMARY, address: stored[0], text: text, folded: folded.summary[i],
        minor: minor };
    });
    const body = stored[5].map(function (part, i) {
      return { place: part[0] || BODY, address: stored[0], text: part[1], folded: folded.body[i], minor: false };
    });
    return summaries.filter((part) => !part.minor).concat(body, summaries.filter((part) => part.minor));
  }

  /* Tells whether a term stands in a part {folded}. */
  function standsIn(part, term) {
    return term.forms.some((form) => part.folded.includes(form));
  }

  /* The rank of each document found in a segment, 0 the best, or REFUSED; sizes counts how many have each. */
  function ranksOf(part, byDate, sizes) {
    const found = part.found, scores = part.scores, verdicts = part.verdicts, weights = part.weights;
    const ranks = new Uint16Array(found.length);
    for (let i = 0; i < found.length; i += 1) {
      const d = found[i];
      if (verdicts[d]) {
        ranks[i] = REFUSED;
      } else {
        ranks[i] = byDate ? 0 : (255 - scores[d]) * WIDTH + weights[d];
        sizes[ranks[i]] += 1;
      }
    }
    return ranks;
  }

  function newestDay(segment) {
    return segment.documents ? segment.days[segment.documents - 1] : 0;
  }

  ns.Run = Run;
})(window.disclosureSearch);
