/* What the reader typed, taken apart into terms.

   Blanks part terms, and all of them must be found. Quotation marks hold a phrase together only where the opening one
   begins a term and the closing one ends it: “三公”经费 is one term. A minus sign before a term excludes it. Years
   written 2024年 and 二〇二四年 stand for one another. No regular expression is ever made of what was typed. */
window.disclosureSearch = window.disclosureSearch || {};
(function (ns) {
  "use strict";

  const LONGEST_QUERY = 1000; /* characters */
  const MOST_TERMS = 16;
  const QUOTES = { "\"": "\"", "“": "”", "「": "」", "『": "』", "＂": "＂" };
  const MINUS = "-－";
  const BLANK = /\s/;
  const NUMERALS = ["〇一二三四五六七八九", "零一二三四五六七八九"];

  const TOO_LONG = "检索词太长，只用了前面 " + LONGEST_QUERY + " 个字。";
  const TOO_MANY = "检索词太多，只用了前面 " + MOST_TERMS + " 个。";

  function isBlank(character) {
    return BLANK.test(character);
  }

  /* Where the quotation that opens at a place closes: the place of the closing mark, or -1 if what is quoted does not
     end a term. Marks that have two forms may stand inside one another. */
  function closing(text, open) {
    const opener = text[open], closer = QUOTES[opener];
    let depth = 1;
    for (let at = open + 1; at < text.length; at += 1) {
      if (text[at] === closer) {
        depth -= 1;
        if (!depth) {
          return at + 1 === text.length || isBlank(text[at + 1]) ? at : -1;
        }
      } else if (text[at] === opener) {
        depth += 1;
      }
    }
    return -1;
  }

  /* Takes a text apart: a list of {text, excluded}. */
  function split(text) {
    const terms = [];
    let at = 0;
    while (at < text.length) {
      if (isBlank(text[at])) {
        at += 1;
        continue;
      }
      const excluded = MINUS.includes(text[at]) && at + 1 < text.length && !isBlank(text[at + 1]);
      const start = excluded ? at + 1 : at;
      const close = QUOTES[text[start]] ? closing(text, start) : -1;
      let end = start;
      if (close >= 0) {
        end = close + 1;
        terms.push({ text: text.slice(start + 1, close), excluded: excluded });
      } else {
        while (end < text.length && !isBlank(text[end])) {
          end += 1;
        }
        terms.push({ text: text.slice(start, end), excluded: excluded });
      }
      at = end;
    }
    return terms;
  }

  /* The digits 0 to 9 of a numeral, as text; "" if the character is none. */
  function digitOf(character) {
    if (character >= "0" && character <= "9") {
      return character;
    }
    const place = Math.max(NUMERALS[0].indexOf(character), NUMERALS[1].indexOf(character));
    return place < 0 ? "" : String(place);
  }

  /* Where years stand in a folded term: offsets of the first of four numerals before 年. */
  function yearsIn(term) {
    const found = [];
    for (let end = term.indexOf("年"); end >= 0; end = term.indexOf("年", end + 1)) {
      const start = end - 4;
      if (start < 0 || (start > 0 && digitOf(term[start - 1]))) {
        continue;
      }
      if (Array.from(term.slice(start, end)).every(digitOf)) {
        found.push(start);
      }
    }
    return found;
  }

  /* A folded term and the other ways of writing its years; at most four. */
  function formsOf(term) {
    const years = yearsIn(term), forms = [term];
    if (years.length) {
      ["0123456789"].concat(NUMERALS).forEach(function (digits) {
        const units = term.split("");
        years.forEach(function (start) {
          for (let i = start; i < start + 4; i += 1) {
            units[i] = digits[Number(digitOf(term[i]))];
          }
        });
        const form = units.join("");
        if (!forms.includes(form)) {
          forms.push(form);
        }
      });
    }
    return forms;
  }

  /* Takes a query apart. Returns {terms: [{text as typed, folded, forms, excluded}], problems, reason}; reason is
     "" when there is something to look for, else "empty" or "only-excluded". */
  function parseQuery(text, folder) {
    const problems = [], terms = [], seen = new Set();
    let whole = String(text);
    if (whole.length > LONGEST_QUERY) {
      whole = whole.slice(0, LONGEST_QUERY);
      problems.push(TOO_LONG);
    }
    split(whole).forEach(function (term) {
      const folded = folder.fold(term.text);
      const key = (term.excluded ? "-" : "+") + folded;
      if (folded && !seen.has(key)) {
        seen.add(key);
        terms.push({ text: term.text, folded: folded, forms: formsOf(folded), excluded: term.excluded });
      }
    });
    if (terms.length > MOST_TERMS) {
      terms.length = MOST_TERMS;
      problems.push(TOO_MANY);
    }
    const wanted = terms.some(function (term) {
      return !term.excluded;
    });
    return { terms: terms, problems: problems, reason: wanted ? "" : terms.length ? "only-excluded" : "empty" };
  }

  ns.parseQuery = parseQuery;
})(window.disclosureSearch);
