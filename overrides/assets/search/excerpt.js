/* Pieces of text for a hit: the terms marked where they stand, and around them as much as tells what it is about. */
window.disclosureSearch = window.disclosureSearch || {};
(function (ns) {
  "use strict";

  const LENGTH = 120; /* characters of an excerpt, about */
  const BEFORE = 30; /* of them before the first match, at most */
  const LONGEST_MATCH = 200; /* of a longer match only so much is shown */
  const ENOUGH = 2; /* excerpts of a hit, if they show all terms */
  const MOST = 3;
  const MOST_MATCHES = 200; /* of a part are looked at */
  const SENTENCE_ENDS = "。！？；\n";
  const CLAUSE_ENDS = "，、：,;:)）》 \t";

  /* Where the terms stand in a traced text: [{start, end, term}], offsets in the text as written, by start. */
  function matchesIn(traced, terms) {
    const found = [];
    terms.forEach(function (term, number) {
      term.forms.forEach(function (form) {
        let at = traced.text.indexOf(form);
        for (let times = 0; at >= 0 && times < MOST_MATCHES; times += 1) {
          found.push({ start: traced.starts[at], end: traced.ends[at + form.length - 1], term: number });
          at = traced.text.indexOf(form, at + form.length);
        }
      });
    });
    return found.sort(function (left, right) {
      return left.start - right.start || right.end - left.end;
    });
  }

  /* Cuts text from..to into pieces [{text, mark}]; matches are in order and may overlap. */
  function piecesOf(text, matches, from, to) {
    const pieces = [];
    let at = from;
    function add(end, mark) {
      if (end > at) {
        pieces.push({ text: text.slice(at, end).replace(/\s+/g, " "), mark: mark });
        at = end;
      }
    }
    for (let i = 0; i < matches.length;) {
      const start = matches[i].start;
      let end = matches[i].end;
      for (i += 1; i < matches.length && matches[i].start <= end; i += 1) {
        end = Math.max(end, matches[i].end);
      }
      if (end > from && start < to) {
        add(start, false);
        add(Math.min(end, to), true);
      }
    }
    add(to, false);
    return pieces;
  }

  /* A whole text as pieces, with every term marked. */
  function marked(text, terms, folder) {
    return piecesOf(text, matchesIn(folder.trace(text), terms), 0, text.length);
  }

  function isLow(text, at) {
    const unit = text.charCodeAt(at);
    return unit >= 0xdc00 && unit <= 0xdfff;
  }

  /* The last place in from..to that stands behind one of some characters; -1 for none. */
  function lastBehind(text, from, to, characters) {
    for (let at = to; at > from; at -= 1) {
      if (characters.includes(text[at - 1])) {
        return at;
      }
    }
    return -1;
  }

  function startBefore(text, match) {
    if (match <= BEFORE) {
      return 0;
    }
    const from = match - BEFORE;
    const sentence = lastBehind(text, from, match, SENTENCE_ENDS);
    const clause = sentence < 0 ? lastBehind(text, from, match, CLAUSE_ENDS) : sentence;
    const start = clause < 0 ? from : clause;
    return isLow(text, start) ? start - 1 : start;
  }

  function endBehind(text, start, match) {
    const end = Math.max(start + LENGTH, Math.min(match, start + LENGTH + LONGEST_MATCH));
    if (end >= text.length) {
      return text.length;
    }
    const least = Math.max(Math.min(match, end), end - BEFORE);
    const sentence = lastBehind(text, least, end, SENTENCE_ENDS);
    const clause = sentence < 0 ? lastBehind(text, least, end, CLAUSE_ENDS) : sentence;
    const cut = clause < 0 ? end : clause;
    return isLow(text, cut) ? cut + 1 : cut;
  }

  /* The stretch of matches, within the length of an excerpt, that shows most of the terms still wanted; the first of
     equals. Returns {first, last, terms}. */
  function bestStretch(matches, wanted) {
    let best = null;
    for (let first = 0; first < matches.length; first += 1) {
      const terms = new Set();
      let last = first;
      for (let i = first; i < matches.length && matches[i].end - matches[first].start <= LENGTH - BEFORE; i += 1) {
        last = i;
        terms.add(matches[i].term);
      }
      terms.add(matches[first].term);
      const gain = Array.from(terms).filter((term) => wanted.has(term)).length;
      if (!best || gain > best.gain) {
        best = { first: first, last: last, terms: terms, gain: gain };
      }
    }
    return best;
  }

  /* One excerpt around a stretch of matches. */
  function excerptAt(part, matches, stretch) {
    const text = part.text;
    const start = startBefore(text, matches[stretch.first].start);
    const end = endBehind(text, start, matches[stretch.last].end);
    const pieces = piecesOf(text, matches, start, end);
    return { place: part.place, address: part.address, pieces: withDots(pieces, start > 0, end < text.length) };
  }

  function withDots(pieces, before, behind) {
    const dots = { text: "…", mark: false };
    return (before ? [dots] : []).concat(pieces, behind ? [dots] : []);
  }

  /* The beginning of a part, for a hit whose terms stand in its title or number only. */
  function opening(part) {
    const end = endBehind(part.text, 0, 0);
    return {
      place: part.place,
      address: part.address,
      pieces: withDots(piecesOf(part.text, [], 0, end), false, end < part.text.length)
    };
  }

  /* The parts in which terms stand, best first: those with more terms, then in the order of the page. */
  function promising(parts, terms, wanted) {
    return parts.map(function (part, place) {
      const gain = terms.filter(function (term, number) {
        return wanted.has(number) && term.forms.some((form) => part.folded.includes(form));
      }).length;
      return { part: part, place: place, gain: gain };
    }).filter((item) => item.gain > 0).sort((left, right) => right.gain - left.gain || left.place - right.place);
  }

  /* Excerpts of a hit. parts: [{place, address, text, folded, minor}], best first, the minor ones for what stands nowhere
     else; terms: the wanted ones.
     Returns up to three [{place, address, pieces}] that together show every term that stands in some part. */
  function excerptsOf(parts, terms, folder) {
    const wanted = new Set(terms.map((term, number) => number)), found = [], used = new Set();
    while (found.length < MOST) {
      const left = promising(parts.filter((part) => !used.has(part)), terms, wanted);
      if (!left.length) {
        if (found.length >= ENOUGH || !found.length || wanted.size === terms.length) {
          break;
        }
        /* All is shown, or what is missing stands nowhere: one more place of any term. */
        const again = new Set(terms.map((term, number) => number));
        const more = promising(parts.filter((part) => !used.has(part) && !part.minor), terms, again);
        if (!more.length) {
          break;
        }
        found.push(stretchOf(more[0].part, terms, again, folder).excerpt);
        break;
      }
      const taken = stretchOf(left[0].part, terms, wanted, folder);
      found.push(taken.excerpt);
      taken.terms.forEach((term) => wanted.delete(term));
      /* A part may be used again for terms that stand too far apart. */
      if (!promising([left[0].part], terms, wanted).length) {
        used.add(left[0].part);
      }
    }
    return found.length || !parts.length ? found : [opening(parts[0])];
  }

  function stretchOf(part, terms, wanted, folder) {
    const all = matchesIn(folder.trace(part.text), terms);
    const stretch = bestStretch(all, wanted);
    return { excerpt: excerptAt(part, all, stretch), terms: stretch.terms };
  }

  ns.marked = marked;
  ns.excerptsOf = excerptsOf;
})(window.disclosureSearch);
