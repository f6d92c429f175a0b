/* Reads the values of an entry as the program does (hooks/disclosure/fields) and says what is wrong with them.

   `form.faultsIn(group, data)` gives every problem of the values, each with its place. The readers have the names that
   Python gives them by `read_as`; what a value is made of comes with the data of the page. */
(function () {
  "use strict";

  var form = window.disclosureForm;
  var data = form.data;
  var Fault = form.Fault;

  function text(value, what) {
    if (typeof value !== "string") {
      if (value === null) {
        throw new Fault("wrong-shape", "wrong-shape.empty", {what: "一段文字"});
      }
      var isList = Array.isArray(value);
      throw new Fault("wrong-shape", "wrong-shape.value", {
        what: "一段文字", shape: isList ? "列表" : "下一层字段", sign: isList ? "[" : "{"
      });
    }
    var bare = value.replace(/^[ \t\n\u3000]+|[ \t\n\u3000]+$/g, "");
    if (!bare) {
      throw new Fault("blank-text");
    }
    return bare;
  }

  function line(value) {
    var bare = text(value);
    if (bare.indexOf("\n") >= 0) {
      throw new Fault("wrong-shape", "wrong-shape.lines");
    }
    return bare;
  }

  function day(value) {
    var bare = line(value);
    var found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(bare);
    if (found) {
      var right = form.calendarDay(Number(found[1]), Number(found[2]), Number(found[3]));
      if (right) {
        return right;
      }
      throw new Fault("bad-date", "bad-date.none", {found: form.quote(bare)});
    }
    var cure = form.say("bad-date.example", {})[1];
    var loose = form.fullmatch("day.loose", form.narrow(bare));
    if (loose) {
      var parts = loose.slice(1).filter(Boolean).map(Number);
      var likely = form.calendarDay(parts[0], parts[1], parts[2]);
      if (!likely) {
        throw new Fault("bad-date", "bad-date.none", {found: form.quote(bare)});
      }
      cure = form.say("likely", {right: likely})[1];
    }
    throw new Fault("bad-date", "bad-date", {found: form.quote(bare), cure: cure});
  }

  function moment(value) {
    var bare = line(value);
    var found = /^(\d{4}-\d{2}-\d{2}) (?:[01]\d|2[0-3]):[0-5]\d$/.exec(bare);
    if (found) {
      day(found[1]);
      return bare;
    }
    if (Array.from(bare).length > 10 && /^\d{4}-\d{2}-\d{2}/.test(bare)) {
      throw new Fault("bad-date", "bad-date.moment", {found: form.quote(bare)});
    }
    return day(value);
  }

  /* A reader of values that are one pattern; see Spelling in fields/spelling.py. */
  function spelled(name) {
    var spelling = data.spellings[name];
    return function (value) {
      var bare = line(value);
      if (form.whole(spelling.pattern, bare)) {
        return bare;
      }
      var other = spelling.drop ? form.narrow(bare).replace(new RegExp(spelling.drop, "gu"), "") : "";
      var fault = Object.create(Fault.prototype);
      fault.rule = spelling.rule;
      fault.what = form.quote(bare) + spelling.what;
      fault.mend = form.whole(spelling.pattern, other) ? form.say("likely", {right: other})[1] : spelling.mend;
      throw fault;
    };
  }

  function social(value) {
    if (form.isSocialCode(value)) {
      return value;
    }
    if (form.isIdentityNumber(value)) {
      throw new Fault("bad-social-code", "bad-social-code.identity");
    }
    throw new Fault("bad-social-code", "bad-social-code", {found: form.quote(value)});
  }

  function sealed(value) {
    var bare = typeof value === "string" ? value : line(value);
    var digits = bare.toUpperCase();
    if (digits.indexOf("*") < 0 && /^\d{17}[\dX]$/.test(digits) && !form.isIdentityNumber(digits)) {
      throw new Fault("bad-identity-number", "bad-identity-number.digit");
    }
    if (!form.fullmatch("paper", bare)) {
      throw new Fault("bad-identity-number");
    }
    return null;
  }

  function isBlank(value) {
    return value === null || (typeof value === "string" && form.fullmatch("nothing", value) !== null);
  }

  function filled(value) {
    if (isBlank(value)) {
      throw value ? new Fault("blank-cell", "blank-cell", {where: "", found: form.quote(value)})
        : new Fault("blank-cell", "blank-cell.empty", {where: ""});
    }
    return value;
  }

  function number(value, where) {
    if (isBlank(value)) {
      throw typeof value === "string" && value.trim()
        ? new Fault("blank-cell", "blank-cell", {where: where, found: form.quote(value)})
        : new Fault("blank-cell", "blank-cell.empty", {where: where});
    }
    if (typeof value === "string" && form.whole(data.spellings.count.pattern, value.trim())) {
      return value;
    }
    var shown = typeof value === "string" ? form.quote(value) : "这里";
    throw new Fault("bad-count", "bad-count.cell", {where: where, found: shown});
  }

  function cell(value) {
    return number(value, "");
  }

  function percent(value) {
    if (typeof value === "string" && form.fullmatch("percent", value.trim())) {
      return value;
    }
    var shown = typeof value === "string" ? form.quote(value) : "这里";
    throw new Fault("bad-amount", "bad-amount.percent", {found: shown});
  }

  function oneOf(value, node) {
    if (node.values.indexOf(value) < 0) {
      var offered = form.listed(node.values);
      throw new Fault("unknown-term", "unknown-term.fixed", {found: form.quote(value), values: offered});
    }
    return value;
  }

  function period(value) {
    if (form.fullmatch("period", value)) {
      return value;
    }
    throw new Fault("bad-period", "bad-period", {found: form.quote(value), likely: likelyPeriod(value)});
  }

  function likelyPeriod(value) {
    var found = form.fullmatch("period.loose", value);
    var quarters = "一二三四";
    if (!found) {
      return "2026年、2026年一季度、2026年5月、2026年1—5月";
    }
    if (found[1]) {
      var quarter = quarters.indexOf(found[2]) >= 0 ? found[2] : quarters[Number(found[2]) - 1];
      return found[1] + "年" + quarter + "季度";
    }
    if (found[3]) {
      return found[3] + "年" + found[4] + "月";
    }
    return found[5] ? found[5] + "年1—" + found[6] + "月" : found[7] + "年";
  }

  var READERS = {
    text: text, line: line, day: day, moment: moment, social: social, sealed: sealed, filled: filled, cell: cell,
    percent: percent, period: period, "one-of": oneOf
  };
  Object.keys(data.spellings).forEach(function (name) {
    READERS[name] = spelled(name);
  });
  form.READERS = READERS;

  function fault(found, error, loc) {
    if (!(error instanceof Fault)) {
      throw error;
    }
    found.push(form.problem(error.rule, loc, error.what, error.mend));
  }

  function shapeOf(value) {
    return Array.isArray(value) ? "列表" : value instanceof Map ? "下一层字段" :
      typeof value === "string" ? "一行文字" : "空的一项";
  }

  function misshapen(found, name, value, loc) {
    var said = form.say(name, {what: shapeOf(value)});
    if (name === "wrong-shape.group" && typeof value === "string" && value.indexOf("：") >= 0) {
      said = form.say("wrong-shape.colon", {});
    }
    found.push(form.problem("wrong-shape", loc, said[0], said[1]));
  }

  /* A text: each reader takes what the one before it gives. */
  function readText(node, value, loc, found) {
    try {
      node.read.reduce(function (now, name) {
        return READERS[name](now, node);
      }, value);
    } catch (error) {
      fault(found, error, loc);
    }
  }

  function empty(node, length, loc, found) {
    if (node.nonempty && !length) {
      var said = form.say("missing-field.items", {});
      found.push(form.problem("missing-field", loc, said[0], said[1]));
    }
  }

  function readList(node, value, loc, found) {
    if (!Array.isArray(value)) {
      misshapen(found, "wrong-shape.list", value, loc);
      return;
    }
    value.forEach(function (item, place) {
      read(node.list, item, loc.concat(place), found);
    });
    empty(node, value.length, loc, found);
  }

  function readMap(node, value, loc, found) {
    if (!(value instanceof Map)) {
      misshapen(found, "wrong-shape.group", value, loc);
      return;
    }
    value.forEach(function (item, name) {
      readText({read: ["line"]}, name, loc.concat(name, "[key]"), found);
      read(node.map, item, loc.concat(name), found);
    });
    empty(node, value.size, loc, found);
  }

  /* A row of numbers: all in the order of the columns, some by name, or a single 0. */
  function readRow(node, value, loc, found) {
    var names = node.row;
    function refuse(rule, name, gaps, at) {
      var said = form.say(name, gaps);
      found.push(form.problem(rule, at || loc, said[0], said[1]));
    }
    function misshaped(what) {
      refuse("wrong-shape", "wrong-shape.row", {count: names.length, what: what, columns: form.listed(names)});
    }
    if (value === "0") {
      return;
    }
    if (value instanceof Map) {
      var strange = Array.from(value.keys()).filter(function (name) {
        return names.indexOf(name) < 0;
      });
      if (strange.length) {
        refuse("unknown-field", "unknown-field.column",
          {found: form.quote(strange[0]), columns: form.listed(names)}, loc.concat(strange[0]));
      } else if (!value.has(node.total)) {
        refuse("missing-field", "missing-field.total", {total: node.total});
      } else {
        names.forEach(function (name) {
          if (value.has(name)) {
            readCell(value.get(name), name, loc.concat(name), found);
          }
        });
      }
      return;
    }
    if (!Array.isArray(value)) {
      if (isBlank(value)) {
        refuse("blank-cell", "blank-cell.row", {});
      } else {
        misshaped(form.say("wrong-shape.row-text", {})[0]);
      }
      return;
    }
    if (value.some(function (item) {
      return typeof item === "string" && form.pattern("wide-comma").test(item);
    })) {
      misshaped(form.say("wrong-shape.row-commas", {})[0]);
    } else if (value.length !== names.length) {
      misshaped(form.say("wrong-shape.row-count", {count: value.length})[0]);
    } else {
      value.forEach(function (item, place) {
        readCell(item, names[place], loc.concat(place), found);
      });
    }
  }

  function readCell(value, column, loc, found) {
    try {
      number(value, form.say("cell", {column: column})[0]);
    } catch (error) {
      fault(found, error, loc);
    }
  }

  /* A group of which only a text was written: what the text stands for; a Fault where it stands for nothing. */
  form.widened = function (node, value) {
    var group = data.groups[node.group];
    (node.first || []).forEach(function (step) {
      if (step.indexOf("as:") === 0 && typeof value === "string") {
        value = new Map([[step.slice(3), value]]);
      }
    });
    if (!group.twin || typeof value !== "string") {
      return value;
    }
    var words = group.twin.split(" ");
    if (words[0] === "portion") {
      return new Map([[/[%％]$/.test(value.trim()) ? words[2] : words[1], value]]);
    }
    if (value.trim() === words[1]) {
      return null;
    }
    throw new Fault("wrong-shape", "wrong-shape.fees", {found: form.quote(value)});
  };

  function readGroup(node, value, loc, found) {
    var group = data.groups[node.group];
    var whole;
    try {
      whole = form.widened(node, value);
    } catch (error) {
      fault(found, error, loc);
      return;
    }
    if (whole === null && value !== null) {
      return; /* a word that stands for nothing being there */
    }
    if (!(whole instanceof Map)) {
      misshapen(found, "wrong-shape.group", whole, loc);
      return;
    }
    var before = found.length;
    readFields(group, whole, loc, found);
    if (group.twin && group.twin.indexOf("portion") === 0 && !whole.size && before === found.length) {
      var said = form.say("missing-field.portion", {});
      found.push(form.problem("missing-field", loc, said[0], said[1]));
    }
  }

  /* The name of the field that a name stands for, of which there may be another spelling. */
  form.fieldName = function (group, name, names) {
    var other = group.spelled && group.spelled[name];
    return other && !names.has(other) ? other : name;
  };

  function readFields(group, value, loc, found) {
    var there = new Map();
    value.forEach(function (item, name) {
      there.set(form.fieldName(group, name, value), item);
    });
    var known = new Set();
    group.fields.forEach(function (field) {
      known.add(field.name);
      if (there.has(field.name)) {
        read(field.value, there.get(field.name), loc.concat(field.name), found);
      } else if (field.required) {
        found.push(missing(field, loc));
      }
    });
    there.forEach(function (_, name) {
      if (!known.has(name)) {
        found.push(unknown(group, name, loc));
      }
    });
  }

  function missing(field, loc) {
    var said = !field.example ? form.say("missing-field", {}) : field.value.list
      ? form.say("missing-field.list", {example: field.example})
      : form.say("missing-field.value", {name: field.name, example: field.example});
    return form.problem("missing-field", loc.concat(field.name), said[0], said[1]);
  }

  function unknown(group, name, loc) {
    var known = group.known || group.fields.map(function (field) {
      return field.name;
    });
    var near = form.closest(name, known, 1, 0.5)[0];
    var gaps = {found: form.quote(name), near: near, known: form.listed(known)};
    var bare = name.split(/\s+/).join("");
    var said = form.say("unknown-field" + (near === undefined ? "" : near === bare ? ".spaced" : ".near"), gaps);
    return form.problem("unknown-field", loc.concat(name), said[0], said[1], "");
  }

  function read(node, value, loc, found) {
    if (node.list) {
      readList(node, value, loc, found);
    } else if (node.map) {
      readMap(node, value, loc, found);
    } else if (node.row) {
      readRow(node, value, loc, found);
    } else if (node.group !== undefined) {
      readGroup(node, value, loc, found);
    } else {
      readText(node, value, loc, found);
    }
  }

  /* Every problem with the values of a group of fields, which stands at the top of a file. */
  form.faultsIn = function (group, value) {
    var found = [];
    readFields(data.groups[group], value, [], found);
    return found;
  };
})();
