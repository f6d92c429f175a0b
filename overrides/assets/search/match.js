/* What the terms of a query find in one segment: from the index at first, then, where that is not certain or the hit is
   shown, from the stored texts. */
window.disclosureSearch = window.disclosureSearch || {};
(function (ns) {
  "use strict";

  /* Bits of a mask: one for each zone of the format, and two that say that the term is all of it. */
  const NUMBER = 1, TITLE = 2, SUMMARY = 4, BODY = 8, ATTACHMENT = 16, WHOLE_NUMBER = 32, WHOLE_TITLE = 64;
  const STORED = NUMBER | TITLE | SUMMARY | BODY; /* what the text packs hold */

  /* The rank of each mask, 7 to 1; 0 for no match. */
  const TIERS = (function () {
    const tiers = new Uint8Array(128);
    const ranks = [[ATTACHMENT, 1], [BODY, 2], [SUMMARY, 3], [TITLE, 4], [WHOLE_TITLE, 5], [NUMBER, 6],
      [WHOLE_NUMBER, 7]];
    for (let mask = 0; mask < tiers.length; mask += 1) {
      ranks.forEach(function (rank) {
        tiers[mask] = mask & rank[0] ? rank[1] : tiers[mask];
      });
    }
    return tiers;
  })();

  const STALE = "检索文件新旧不一，可能刚刚更新过。请刷新页面后再试。";

  function stands(parts, forms) {
    return parts.some(function (part) {
      return forms.some(function (form) {
        return part.includes(form);
      });
    });
  }

  /* The mask of a term in folded texts {numbers, title, summary, body}. */
  function maskIn(texts, forms) {
    let mask = stands(texts.numbers, forms) ? NUMBER : 0;
    mask |= mask && texts.numbers.some((number) => forms.includes(number)) ? WHOLE_NUMBER : 0;
    mask |= stands([texts.title], forms) ? TITLE : 0;
    mask |= forms.includes(texts.title) ? WHOLE_TITLE : 0;
    mask |= stands(texts.summary, forms) ? SUMMARY : 0;
    mask |= stands(texts.body, forms) ? BODY : 0;
    return mask;
  }

  /* Folds the stored texts of documents, each once. */
  class FoldedTexts {
    constructor(folder) {
      this.folder = folder;
      this.known = new WeakMap();
    }

    /* stored: a document of a text pack. */
    ofDocument(stored) {
      return this.once(stored, (folder) => ({
        title: folder.fold(stored[1]),
        numbers: stored[3].map((text) => folder.fold(text)),
        summary: stored[4].map((text) => folder.fold(text)),
        body: stored[5].map((part) => folder.fold(part[1]))
      }));
    }

    /* part: [place, text, address] of an attachment pack. */
    ofPart(part) {
      return this.once(part, (folder) => folder.fold(part[1]));
    }

    once(item, make) {
      if (!this.known.has(item)) {
        this.known.set(item, make(this.folder));
      }
      return this.known.get(item);
    }
  }

  /* One term in one segment. masks[d]: where it stands in document d; sure[d]: 1 once that was read in the texts. */
  class TermMatches {
    constructor(segment, term, masks, exact) {
      this.segment = segment;
      this.term = term;
      this.masks = masks || new Uint8Array(segment.documents);
      this.exact = exact;
      this.sure = new Uint8Array(segment.documents);
      this.markWholeTitles();
    }

    /* A title that contains the term and is as long as the term is the term. */
    markWholeTitles() {
      const units = this.segment.titleUnits, length = this.term.folded.length;
      for (let d = units && length < 255 ? units.indexOf(length) : -1; d >= 0; d = units.indexOf(length, d + 1)) {
        this.masks[d] |= this.masks[d] & TITLE ? WHOLE_TITLE : 0;
      }
    }

    /* Asks the index for every way of writing a term. */
    static async read(segment, term, report) {
      const found = await Promise.all(term.forms.map((form) => segment.candidates(form, report)));
      await segment.open(); /* the columns were asked for at the same time */
      let masks = null, exact = true;
      found.forEach(function (one) {
        exact = exact && one.exact;
        if (!masks || !one.masks) {
          masks = masks || one.masks;
          return;
        }
        for (let d = 0; d < masks.length; d += 1) {
          masks[d] |= one.masks[d];
        }
      });
      return new TermMatches(segment, term, masks, exact);
    }

    /* Tells whether it is not known for certain that the term stands in a document which the index gives for it. */
    isUnsure(d) {
      return !this.exact && this.masks[d] !== 0 && !this.sure[d];
    }

    /* {count, exact}: how many documents have the term. */
    count() {
      let count = 0, unsure = 0;
      for (let d = 0; d < this.masks.length; d += 1) {
        count += this.masks[d] ? 1 : 0;
      }
      for (let d = 0; d < this.masks.length && !this.exact; d += 1) {
        unsure += this.isUnsure(d) ? 1 : 0;
      }
      return { count: count, exact: unsure === 0 };
    }

    /* Reads in the texts where the term stands in a document. Returns false if the index had promised otherwise. */
    async verify(d, folded) {
      if (this.sure[d]) {
        return true;
      }
      const segment = this.segment, promised = this.exact && this.masks[d] !== 0, forms = this.term.forms;
      let mask = maskIn(folded.ofDocument(await segment.document(d)), forms);
      if (this.masks[d] & ATTACHMENT) {
        /* Where a better place is certain, the attachments are not read for the sake of the rank. */
        const found = mask & STORED || stands((await segment.attachments(d)).map((part) => folded.ofPart(part)), forms);
        mask |= found ? ATTACHMENT : 0;
      }
      this.masks[d] = mask;
      this.sure[d] = 1;
      return mask !== 0 || !promised;
    }
  }

  /* All terms of a query in one segment. */
  class SegmentMatches {
    constructor(segment, wanted, excluded) {
      this.segment = segment;
      this.wanted = wanted;
      this.excluded = excluded;
      this.inexact = wanted.concat(excluded).filter((term) => !term.exact);
      this.unreadable = new Uint8Array(segment.documents);
      this.scores = new Uint8Array(segment.documents);
      this.found = []; /* the documents with a score, in order */
    }

    /* Writes scores[d]: the sum of the ranks of the terms, 0 where one is missing or an excluded one stands. */
    score() {
      const scores = this.scores, terms = this.wanted.map((term) => term.masks);
      const refused = this.excluded, first = terms[0], found = [];
      for (let d = 0; d < scores.length; d += 1) {
        if (!first[d]) {
          scores[d] = 0;
          continue;
        }
        let sum = this.unreadable[d] ? 0 : TIERS[first[d]];
        for (let t = 1; t < terms.length && sum; t += 1) {
          const tier = TIERS[terms[t][d]];
          sum = tier ? sum + tier : 0;
        }
        for (let t = 0; t < refused.length && sum; t += 1) {
          sum = refused[t].masks[d] && !refused[t].isUnsure(d) ? 0 : sum;
        }
        scores[d] = sum;
        if (sum) {
          found.push(d);
        }
      }
      this.found = found;
    }

    isUnsure(d) {
      for (let t = 0; t < this.inexact.length; t += 1) {
        if (this.inexact[t].isUnsure(d)) {
          return true;
        }
      }
      return false;
    }

    /* Reads one document and corrects what is known of it. Returns true if the scores change. */
    async verify(d, folded, report) {
      const before = this.scoreOf(d);
      try {
        for (const term of this.wanted.concat(this.excluded)) {
          if (!await term.verify(d, folded)) {
            report(new ns.Trouble(STALE, ""));
          }
        }
      } catch (error) {
        this.unreadable[d] = 1;
        report(error);
      }
      return this.scoreOf(d) !== before;
    }

    scoreOf(d) {
      const state = [this.unreadable[d]].concat(this.wanted.map((term) => TIERS[term.masks[d]]),
        this.excluded.map((term) => (term.masks[d] && !term.isUnsure(d) ? 1 : 0)));
      return state.join();
    }

    /* Documents in which some term stands in a number: whether it is the whole number, only the text tells. */
    numbered(limit) {
      const found = new Set();
      for (const term of this.wanted) {
        for (let i = 0; i < this.found.length && found.size <= limit; i += 1) {
          const d = this.found[i];
          if (term.masks[d] & NUMBER && !term.sure[d]) {
            found.add(d);
          }
        }
      }
      return Array.from(found);
    }
  }

  ns.FoldedTexts = FoldedTexts;
  ns.TermMatches = TermMatches;
  ns.SegmentMatches = SegmentMatches;
  ns.PLACES = { NUMBER: NUMBER, TITLE: TITLE, SUMMARY: SUMMARY, BODY: BODY, ATTACHMENT: ATTACHMENT };
})(window.disclosureSearch);
