/* What all scripts of the form share: sentences and patterns of the program, faults, and words about values.

   The sentences come with the data (see views/form.py); none of them stands in a script. Groups of fields are Maps,
   lists arrays, texts strings, as the program reads them from YAML. A classic script, so that it also works from a
   disk. */
(function () {
  "use strict";

  var form = window.disclosureForm;
  var data = form.data;
  var patterns = {}, wholes = {};

  /* A fault in a value: the rule and both halves of its sentence. */
  function Fault(rule, name, gaps) {
    var said = form.say(name || rule, gaps);
    this.rule = rule;
    this.what = said[0];
    this.mend = said[1];
  }

  form.Fault = Fault;

  /* Both halves of a sentence, its gaps filled. */
  form.say = function (name, gaps) {
    var said = data.sentences[name];
    if (!said) {
      throw new Error("no sentence " + name);
    }
    return said.map(function (half) {
      return half.replace(/\{(\w+)\}/g, function (_, gap) {
        return String(gaps[gap]);
      });
    });
  };

  /* The pattern of the program with this name; `sign` "g" for all places. */
  form.pattern = function (name, sign) {
    var key = name + (sign || "");
    if (!patterns[key]) {
      patterns[key] = new RegExp(data.patterns[name], "u" + (sign || ""));
    }
    patterns[key].lastIndex = 0;
    return patterns[key];
  };

  /* The match of a pattern with the whole of a text, or null. */
  form.whole = function (source, text) {
    wholes[source] = wholes[source] || new RegExp("^(?:" + source + ")$", "u");
    return wholes[source].exec(text);
  };

  form.fullmatch = function (name, text) {
    return form.whole(data.patterns[name], text);
  };

  /* A value as messages show it: on one line, in Chinese quotation marks, cut when long. */
  form.quote = function (value, limit) {
    var text = String(value).split(/[\s\x1c-\x1f\x85]+/).filter(Boolean).join(" ");
    var signs = Array.from(text);
    limit = limit || 60;
    return "“" + (signs.length > limit ? signs.slice(0, limit).join("") + "…" : text) + "”";
  };

  form.listed = function (names) {
    return names.join("、");
  };

  function hidden(text) {
    return text.replace(form.pattern("identity.form", "g"), function (_, first) {
      return first + "*".repeat(15);
    });
  }

  /* A problem at a place (names and positions), as `check` says it. */
  form.problem = function (rule, loc, what, mend, field) {
    var names = loc.filter(function (part) {
      return typeof part === "string";
    });
    var named = field === undefined ? names[names.length - 1] || "" : field;
    var text = (named ? named + "：" : "") + hidden(what) + (mend ? "，" + hidden(mend) : "");
    return {rule: rule, loc: loc, field: named, text: text, severity: data.claimed[rule]};
  };

  var WIDE = "０１２３４５６７８９－：／．";
  var NARROW = "0123456789-:/.";

  /* Full-width digits and signs made plain. */
  form.narrow = function (text, wide, narrow) {
    wide = wide || WIDE;
    narrow = narrow || NARROW;
    return Array.from(text).map(function (sign) {
      var place = wide.indexOf(sign);
      return place < 0 ? sign : narrow[place];
    }).join("");
  };

  /* The day of a text YYYY-MM-DD as [year, month, day], null if the calendar does not have it. */
  form.calendarDay = function (year, month, day) {
    var made = new Date(Date.UTC(2000, month - 1, day));
    made.setUTCFullYear(year, month - 1, day);
    var right = year >= 1 && made.getUTCFullYear() === year && made.getUTCMonth() === month - 1;
    return right && made.getUTCDate() === day ? form.isoDay(year, month, day) : null;
  };

  form.isoDay = function (year, month, day) {
    return String(year).padStart(4, "0") + "-" + String(month).padStart(2, "0") + "-" + String(day).padStart(2, "0");
  };

  /* A decimal number with as many decimals as are written: whole units of its last decimal. */
  form.decimal = function (text) {
    var parts = text.split(".");
    var decimals = (parts[1] || "").length;
    return {units: BigInt(parts.join("")), decimals: decimals, text: text};
  };

  function unitsAt(number, decimals) {
    return number.units * BigInt(10) ** BigInt(decimals - number.decimals);
  }

  /* Below, above or at 0 as one number is smaller than, larger than or equal to the other. */
  form.compared = function (one, other) {
    var decimals = Math.max(one.decimals, other.decimals);
    var difference = unitsAt(one, decimals) - unitsAt(other, decimals);
    return difference < 0 ? -1 : difference > 0 ? 1 : 0;
  };

  form.sum = function (numbers) {
    var decimals = numbers.reduce(function (most, number) {
      return Math.max(most, number.decimals);
    }, 0);
    var units = numbers.reduce(function (total, number) {
      return total + unitsAt(number, decimals);
    }, BigInt(0));
    var digits = String(units < 0 ? -units : units).padStart(decimals + 1, "0");
    var whole = digits.slice(0, digits.length - decimals);
    var text = (units < 0 ? "-" : "") + whole + (decimals ? "." + digits.slice(-decimals) : "");
    return {units: units, decimals: decimals, text: text};
  };

  form.isoDate = function (day) {
    return form.isoDay(day.getUTCFullYear(), day.getUTCMonth() + 1, day.getUTCDate());
  };

  /* The 索引号 with these parts, as this site forms it. */
  form.indexNumber = function (code, year, serial) {
    var index = data.words.index;
    var parts = {"{代码}": code, "{年}": year, "{流水号}": String(serial).padStart(index.digits, "0")};
    return index.template.replace(/\{[^{}]*\}/g, function (gap) {
      return parts[gap];
    });
  };

  /* Whether a text is a 统一社会信用代码 with the right check digit (GB 32100). */
  form.isSocialCode = function (text) {
    if (!form.fullmatch("social-code", text)) {
      return false;
    }
    var total = 0, weight = 1;
    for (var i = 0; i < 17; i += 1) {
      total += data.letters.indexOf(text[i]) * weight;
      weight = (weight * 3) % 31;
    }
    return data.letters[(31 - (total % 31)) % 31] === text[17];
  };

  /* Whether a text is a 公民身份号码 with the right check digit (GB 11643). */
  form.isIdentityNumber = function (text) {
    if (!form.fullmatch("identity", text)) {
      return false;
    }
    var total = 0, weight = 7;
    [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2].forEach(function (factor, place) {
      total += Number(text[place]) * factor;
      weight = factor;
    });
    return weight === 2 && "10X98765432"[total % 11] === text[17].toUpperCase();
  };

  /* The names nearest to a word, as Python's difflib.get_close_matches finds them, the nearest first. */
  form.closest = function (word, known, count, cutoff) {
    var found = known.map(function (name) {
      return [ratio(Array.from(name), Array.from(word)), name];
    }).filter(function (pair) {
      return pair[0] >= cutoff;
    });
    found.sort(function (a, b) {
      return b[0] - a[0] || (a[1] < b[1] ? 1 : -1);
    });
    return found.slice(0, count).map(function (pair) {
      return pair[1];
    });
  };

  function ratio(a, b) {
    return a.length + b.length ? 2 * matches(a, 0, a.length, b, 0, b.length) / (a.length + b.length) : 1;
  }

  /* The signs in the longest common stretch and, again, in what stands before and behind it. */
  function matches(a, aFrom, aTo, b, bFrom, bTo) {
    var best = 0, bestA = aFrom, bestB = bFrom;
    var before = {};
    for (var i = aFrom; i < aTo; i += 1) {
      var now = {};
      for (var j = bFrom; j < bTo; j += 1) {
        if (a[i] === b[j]) {
          var length = now[j] = (before[j - 1] || 0) + 1;
          if (length > best) {
            best = length;
            bestA = i - length + 1;
            bestB = j - length + 1;
          }
        }
      }
      before = now;
    }
    if (!best) {
      return 0;
    }
    return best + matches(a, aFrom, bestA, b, bFrom, bestB) +
      matches(a, bestA + best, aTo, b, bestB + best, bTo);
  }
})();
