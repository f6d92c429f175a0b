/* In a page in another language: puts the words of that language in place of what the scripts show. The words come
   from assets/words/<language>.js as window.disclosureWords; pages in simplified Chinese load neither. What scripts
   show of entries (titles, pieces of texts) is no word and stays as it is.
   The words are compared as in hooks/disclosure/languages/wording.py: a whole text, one with numbers or names in the
   places of {}, or a row of words. */
(function () {
  "use strict";

  const table = window.disclosureWords;
  const HAN = /[\u3400-\u4dbf\u4e00-\u9fff]/;
  const NUMBER = /[+-]?[0-9]+(?:[-.,:/][0-9]+)*%?/g;
  const NEUTRAL = /^[\s\x21-\x7e—–…·×%→←↑↓“”‘’]+/;
  const SIGN = "\ue000"; /* stands for a number while words are compared */
  const READ = ["aria-label", "placeholder", "title", "alt", "data-label"];
  const WRITTEN = "[data-content], .title, .excerpt, .prose, mark, script, style, textarea";
  const NAMED = ".place"; /* says where in an entry something was found */
  const DEEPEST = 3;
  const TELLING = 4; /* characters of a word with names from which on it is tried before a row of words */

  if (!table) {
    return;
  }

  const plain = Object.create(null); /* words without a place for anything */
  const counted = Object.create(null); /* words with numbers in their places, SIGN for each */
  const telling = []; /* words with names in their places: {pattern, word} */
  const others = [];
  const begins = Object.create(null); /* words by their first character, longest first */
  const known = new Map();

  function escaped(text) {
    return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  }

  Object.keys(table.words).forEach(function (key) {
    const word = table.words[key];
    if (key.indexOf("{}") < 0) {
      plain[key] = word;
      return;
    }
    counted[key.split("{}").join(SIGN)] = word;
    const pieces = key.split("{}");
    const longest = Math.max.apply(null, pieces.map(function (piece) { return piece.length; }));
    (longest < TELLING ? others : telling).push({
      pattern: new RegExp("^" + pieces.map(escaped).join("(.+?)") + "$"),
      word: word,
    });
  });
  Object.keys(plain).concat(Object.keys(counted)).sort(function (a, b) {
    return b.length - a.length;
  }).forEach(function (key) {
    begins[key[0]] = (begins[key[0]] || []).concat([key]);
  });

  /* The translation with what belongs into its places; (entry|entries) takes the first form with a single 1. */
  function filled(word, values) {
    let next = 0;
    return word.replace(/\(([^|()]*)\|([^|()]*)\)/g, function (all, one, many) {
      return values[0] === "1" ? one : many;
    }).replace(/\{([1-9]?)\}/g, function (all, place) {
      const value = values[place ? place - 1 : next];
      next += place ? 0 : 1;
      return value === undefined ? "" : value;
    });
  }

  function gap(before, after) {
    return /[A-Za-z0-9,.;:)]$/.test(before) && /^[A-Za-z0-9]/.test(after) ? " " : "";
  }

  /* One word after the other, with numbers or signs between them; null when anything else is among them. */
  function row(text) {
    const numbers = text.match(NUMBER) || [];
    let rest = text.replace(NUMBER, SIGN);
    let made = "";
    let last = "";
    while (rest) {
      const key = (begins[rest[0]] || []).find(function (one) { return rest.indexOf(one) === 0; });
      const neutral = NEUTRAL.exec(rest);
      if (key && HAN.test(key[0]) && HAN.test(last)) {
        return null; /* a sentence of somebody */
      }
      if (key) {
        last = key[key.length - 1];
        const holes = key.split(SIGN).length - 1;
        const word = filled(holes ? counted[key] : plain[key], numbers.splice(0, holes));
        made += gap(made, word) + word;
        rest = rest.slice(key.length);
      } else if (rest[0] === SIGN) {
        made += gap(made, numbers[0]) + numbers.shift();
        rest = rest.slice(1);
        last = "";
      } else if (neutral) {
        last = "";
        made += neutral[0];
        rest = rest.slice(neutral[0].length);
      } else {
        return null;
      }
    }
    return made;
  }

  function withNames(named, text, depth) {
    for (let i = 0; i < named.length; i += 1) {
      const found = named[i].pattern.exec(text);
      if (found) {
        return filled(named[i].word, found.slice(1).map(function (name) {
          const other = HAN.test(name) && depth < DEEPEST ? translated(name, depth + 1) : null;
          return other === null ? name : other;
        }));
      }
    }
    return null;
  }

  function translated(text, depth) {
    if (plain[text] !== undefined) {
      return plain[text];
    }
    const word = counted[text.replace(NUMBER, SIGN)];
    if (word !== undefined) {
      return filled(word, text.match(NUMBER) || []);
    }
    const first = withNames(telling, text, depth);
    const made = first === null ? row(text) : first;
    return made === null ? withNames(others, text, depth) : made;
  }

  /* The text in the language of the page; null where it is no word. */
  function inOther(text) {
    if (!known.has(text)) {
      const core = text.trim().replace(/\s+/g, " ");
      const isWord = core.indexOf(SIGN) < 0 && (HAN.test(core) || plain[core] !== undefined);
      const found = isWord ? translated(core, 0) : null;
      known.set(text, found === null || found === core ? null : text.replace(text.trim(), function () { return found; }));
    }
    return known.get(text);
  }

  function changeText(node) {
    const around = node.parentElement;
    const isWritten = !around || (around.closest(WRITTEN) && !around.closest(NAMED));
    const found = isWritten ? null : inOther(node.data);
    if (found !== null && found !== node.data) {
      node.data = found;
      if (around.childNodes.length === 1 && !around.hasAttribute("lang") && around.closest("[lang]").lang !== table.tag) {
        around.lang = table.tag;
        if (table.direction === "rtl") {
          around.dir = "rtl";
        }
      }
    }
  }

  function changeAttributes(element) {
    READ.forEach(function (name) {
      const found = element.hasAttribute(name) ? inOther(element.getAttribute(name)) : null;
      if (found !== null && found !== element.getAttribute(name)) {
        element.setAttribute(name, found);
      }
    });
  }

  function change(node) {
    if (node.nodeType === Node.TEXT_NODE) {
      changeText(node);
    } else if (node.nodeType === Node.ELEMENT_NODE) {
      changeAttributes(node);
      Array.prototype.forEach.call(node.childNodes, change);
    }
  }

  new MutationObserver(function (records) {
    records.forEach(function (record) {
      if (record.type === "attributes") {
        changeAttributes(record.target);
      } else if (record.type === "characterData") {
        changeText(record.target);
      } else {
        record.addedNodes.forEach(change);
      }
    });
  }).observe(document.documentElement, {
    attributeFilter: READ, attributes: true, characterData: true, childList: true, subtree: true,
  });
})();
