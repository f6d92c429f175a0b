/* What follows from the columns: which documents a choice of values and days lets through, how many there are of each
   value, which come later among equals, and the labels of one document. */
window.disclosureSearch = window.disclosureSearch || {};
(function (ns) {
  "use strict";

  const DAY = 86400000;
  const YEARS = "年度"; /* not a column: it follows from the day of publication */
  const YEARS_BEHIND = "种类";
  const FIRST_YEAR = 1970;
  const OPEN = 0; /* passes every filter */
  const HEAVIEST = 15; /* larger weights count as this */
  const SHUT = 255; /* outside the days, or refused by two facets or more */

  function dayOf(text) {
    const time = Date.parse(String(text).slice(0, 10) + "T00:00:00Z");
    return Number.isNaN(time) ? NaN : Math.round(time / DAY);
  }

  /* The year of every day up to the last one a column can hold; 0 for no day. */
  const yearOfDay = (function () {
    let years = null;
    return function () {
      if (!years) {
        years = new Uint16Array(65536);
        for (let day = 1, year = FIRST_YEAR; day < years.length; year += 1) {
          const next = Date.UTC(year + 1, 0, 1) / DAY;
          years.fill(year, day, next);
          day = next;
        }
      }
      return years;
    };
  })();

  /* The facets as the page shows them: those of the manifest, and the years in their place. */
  function shownFacets(facets) {
    const shown = facets.map(function (facet) {
      return {
        name: facet.name,
        values: facet.values.map(function (value) {
          return { key: value.key, label: value.label, parent: value.parent === undefined ? -1 : value.parent };
        })
      };
    });
    const names = facets.map(function (facet) {
      return facet.name;
    });
    if (!names.includes(YEARS)) {
      shown.splice(names.indexOf(YEARS_BEHIND) + 1 || shown.length, 0, { name: YEARS, values: [] });
    }
    return shown;
  }

  class Filters {
    /* facets: of the manifest. options: {filters: {name: [key…]}, from, to}. */
    constructor(facets, options) {
      const chosen = options.filters || {};
      this.facets = facets;
      this.from = options.from ? dayOf(options.from) : NaN;
      this.to = options.to ? dayOf(options.to) : NaN;
      this.allowed = facets.map(function (facet) {
        return allowedValues(facet, chosen[facet.name] || []);
      });
      this.hasYears = facets.some(function (facet) {
        return facet.name === YEARS;
      });
      const years = this.hasYears ? [] : chosen[YEARS] || [];
      this.years = years.length ? new Set(years.map(Number)) : null;
    }

    /* Tells whether anything is chosen at all. */
    isOpen() {
      return !this.years && Number.isNaN(this.from) && Number.isNaN(this.to) && this.allowed.every(function (values) {
        return values === null;
      });
    }

    /* For every document of a segment: OPEN, SHUT, or 1 + the number of the only facet that refuses it (the years come
       behind the facets). */
    judge(segment) {
      const verdicts = new Uint8Array(segment.documents);
      if (this.isOpen()) {
        return verdicts;
      }
      const years = yearOfDay(), from = this.from, to = this.to;
      for (let d = 0; d < verdicts.length; d += 1) {
        const day = segment.days[d];
        if (day < from || day > to || (!day && (from === from || to === to))) {
          verdicts[d] = SHUT;
          continue;
        }
        let verdict = OPEN;
        for (let f = 0; f < this.allowed.length && verdict !== SHUT; f += 1) {
          if (this.allowed[f] && !this.allowed[f][segment.values[f][d]]) {
            verdict = verdict === OPEN ? f + 1 : SHUT;
          }
        }
        if (this.years && !this.years.has(years[day])) {
          verdict = verdict === OPEN ? this.allowed.length + 1 : SHUT;
        }
        verdicts[d] = verdict;
      }
      return verdicts;
    }
  }

  /* Which values of a facet pass: the chosen ones and all below them; null when nothing is chosen. */
  function allowedValues(facet, keys) {
    if (!keys.length) {
      return null;
    }
    const allowed = new Uint8Array(facet.values.length + 1);
    facet.values.forEach(function (value, number) {
      for (let at = number, steps = 0; at >= 0 && steps <= facet.values.length; steps += 1) {
        if (keys.includes(facet.values[at].key)) {
          allowed[number + 1] = 1;
          break;
        }
        at = facet.values[at].parent === undefined ? -1 : facet.values[at].parent;
      }
    });
    return allowed;
  }

  class Counts {
    constructor(facets) {
      this.facets = facets;
      this.tallies = facets.map(function (facet) {
        return new Uint32Array(facet.values.length + 1);
      });
      this.years = new Uint32Array(65536);
    }

    /* Adds the documents of a segment that the text of the query finds: each in every facet if no filter refuses it, or
       only in the one facet that does. */
    add(segment, found, verdicts) {
      const years = yearOfDay(), days = segment.days, own = this.tallies.length + 1;
      segment.values.forEach((column, f) => countIn(column, found, verdicts, f + 1, this.tallies[f]));
      for (let i = 0; i < found.length; i += 1) {
        const verdict = verdicts[found[i]];
        if (verdict === OPEN || verdict === own) {
          this.years[years[days[found[i]]]] += 1;
        }
      }
    }

    /* {facet: {key: count}}; what stands below a value counts for it too; zeroes are left out. */
    result() {
      const found = {};
      this.facets.forEach((facet, f) => {
        found[facet.name] = countsOf(facet, this.tallies[f]);
      });
      if (!found[YEARS]) {
        found[YEARS] = {};
        for (let year = FIRST_YEAR; year < FIRST_YEAR + 200; year += 1) {
          if (this.years[year]) {
            found[YEARS][year] = this.years[year];
          }
        }
      }
      return found;
    }
  }

  /* Counts the values of some documents, of which no filter but perhaps this facet's own refuses any. */
  function countIn(column, found, verdicts, own, tally) {
    for (let i = 0; i < found.length; i += 1) {
      const verdict = verdicts[found[i]];
      if (verdict === OPEN || verdict === own) {
        tally[column[found[i]]] += 1;
      }
    }
  }

  function countsOf(facet, tally) {
    const counts = {};
    facet.values.forEach(function (value, number) {
      const count = tally[number + 1];
      for (let at = number, steps = 0; count && at >= 0 && steps <= facet.values.length; steps += 1) {
        const key = facet.values[at].key;
        counts[key] = (counts[key] || 0) + count;
        at = facet.values[at].parent === undefined ? -1 : facet.values[at].parent;
      }
    });
    return counts;
  }

  /* For each document of a segment how far behind it is put among equals: the sum of the weights of its values. */
  function weightsOf(facets, segment) {
    if (!segment.weights) {
      segment.weights = new Uint8Array(segment.documents);
      facets.forEach(function (facet, number) {
        const weights = [0].concat(facet.values.map((value) => value.weight || 0)), column = segment.values[number];
        const heavy = weights.some(Boolean);
        for (let d = 0; d < column.length && heavy; d += 1) {
          segment.weights[d] = Math.min(HEAVIEST, segment.weights[d] + weights[column[d]]);
        }
      });
    }
    return segment.weights;
  }

  /* The label of each value that a document has: {facet: label}. */
  function labelsOf(facets, segment, d) {
    const labels = {};
    facets.forEach(function (facet, number) {
      const value = segment.values[number][d];
      if (value) {
        labels[facet.name] = facet.values[value - 1].label;
      }
    });
    return labels;
  }

  ns.shownFacets = shownFacets;
  ns.Filters = Filters;
  ns.Counts = Counts;
  ns.weightsOf = weightsOf;
  ns.HEAVIEST = HEAVIEST;
  ns.labelsOf = labelsOf;
})(window.disclosureSearch);
