/* Writes an entry as YAML, byte for byte as the program does (hooks/disclosure/editing/text.py and scalars.py).

   form.entryText(slug, group, groups, data) is the whole file; form.yamlText(data) some fields of it. */
(function () {
  "use strict";

  var form = window.disclosureForm;
  var ROW_WIDTH = 120;
  var ROW_FIELDS = 3;
  var FIGURE = /^[-+]?[0-9][0-9,.]*[%％]?$/u;
  var PLAIN = /^(?![-?:,[\]{}#&*!|>'"%@`<=]|\.{3})[^]*\S$/u;
  var AMBIGUOUS = new RegExp(
    "^(?:[-+]?[0-9][0-9_]*(?:\\.[0-9]*)?(?:[eE][-+]?[0-9]+)?|0[xob][0-9a-fA-F]+|[-+]?\\.(?:inf|nan|[0-9]+)|~" +
    "|null|true|false|yes|no|on|off|y|n)$", "iu"
  );
  var NOT_IN_FLOW = /[,[\]{}:#]/;
  /* What Python takes for blank at the ends of a text. */
  var BLANK_ENDS = /^[\s\x1c-\x1f\x85]|[\s\x1c-\x1f\x85]$/u;

  function quoted(text) {
    return JSON.stringify(text);
  }

  /* A text on one line; in a flow group more signs have a meaning, so more texts are quoted. */
  function scalar(text, inFlow) {
    var special = text.indexOf(": ") >= 0 || text.indexOf(" #") >= 0 || /:$/.test(text) || /[\n\t]/.test(text) ||
      (inFlow && NOT_IN_FLOW.test(text));
    var plain = !BLANK_ENDS.test(text) && PLAIN.test(text) && !special && !AMBIGUOUS.test(text);
    return plain ? text : quoted(text);
  }

  /* Whether a text of several lines reads back the same from a literal block. */
  function fitsBlock(text) {
    var lines = text.replace(/\n$/, "").split("\n");
    return text.indexOf("\n") >= 0 && lines[0] !== "" && lines[lines.length - 1] !== "" && lines[0][0] !== " " &&
      lines.every(function (line) {
        return !line || (/[^ ]/.test(line) && line.indexOf("\t") < 0);
      });
  }

  function block(text, indent) {
    return [/\n$/.test(text) ? "|" : "|-"].concat(text.replace(/\n$/, "").split("\n").map(function (line) {
      return line ? indent + line : "";
    }));
  }

  function isFilledMap(value) {
    return value instanceof Map && value.size > 0;
  }

  function isFilledList(value) {
    return Array.isArray(value) && value.length > 0;
  }

  function pair(name, value, indent) {
    return valueLines(indent + scalar(name) + ":", value, indent);
  }

  function valueLines(head, value, indent) {
    if (value === null || value === undefined) {
      return [head];
    }
    var deeper = indent + "  ";
    var lines = [head];
    if (isFilledMap(value)) {
      value.forEach(function (item, name) {
        lines = lines.concat(pair(name, item, deeper));
      });
      return lines;
    }
    if (isFilledList(value)) {
      value.forEach(function (item) {
        lines = lines.concat(itemLines(item, deeper));
      });
      return lines;
    }
    if (typeof value === "string" && fitsBlock(value)) {
      var written = block(value, deeper);
      return [head + " " + written[0]].concat(written.slice(1));
    }
    return [head + " " + flow(value)];
  }

  function itemLines(item, indent) {
    if (isFilledMap(item)) {
      var row = indent + "- " + flow(item);
      if (isRow(item) && Array.from(row).length <= ROW_WIDTH) {
        return [row];
      }
      var lines = [];
      item.forEach(function (value, name) {
        lines = lines.concat(pair(name, value, indent + "  "));
      });
      return [indent + "- " + lines[0].slice(indent.length + 2)].concat(lines.slice(1));
    }
    if (isFilledList(item)) {
      return [indent + "- " + flow(item)];
    }
    return valueLines(indent + "-", item, indent);
  }

  /* Whether a group is the row of a table of figures: several texts of one line, half of them numbers. */
  function isRow(item) {
    var values = Array.from(item.values());
    var areLines = values.every(function (value) {
      return typeof value === "string" && value.indexOf("\n") < 0;
    });
    return values.length >= ROW_FIELDS && areLines && 2 * values.filter(function (value) {
      return FIGURE.test(value);
    }).length >= values.length;
  }

  function flow(value) {
    if (value instanceof Map) {
      return "{" + Array.from(value).map(function (one) {
        return scalar(one[0], true) + ": " + inside(one[1]);
      }).join(", ") + "}";
    }
    if (Array.isArray(value)) {
      return "[" + value.map(inside).join(", ") + "]";
    }
    return value === null || value === undefined ? "" : scalar(value);
  }

  function inside(value) {
    return typeof value === "string" ? scalar(value, true) : value === null || value === undefined ? '""' : flow(value);
  }

  /* The group of fields inside the value of a field, however many lists are around it; undefined where there is none. */
  function groupInside(node) {
    return node.list ? groupInside(node.list) : node.map ? groupInside(node.map) : node.group;
  }

  /* The same data, its fields in the official order at every depth; fields that no group knows stay, last. */
  function ordered(value, number, groups) {
    if (Array.isArray(value)) {
      return value.map(function (item) {
        return ordered(item, number, groups);
      });
    }
    if (!(value instanceof Map)) {
      return value;
    }
    var fields = new Map();
    (number === undefined ? [] : groups[number].fields).forEach(function (field) {
      fields.set(field.name, field);
    });
    var names = Array.from(value.keys());
    var hasOwn = names.some(function (name) {
      return fields.has(name);
    });
    var found = new Map();
    if (!hasOwn) { /* names of its own, such as those of official tables */
      value.forEach(function (item, name) {
        found.set(name, ordered(item, number, groups));
      });
      return found;
    }
    var known = Array.from(fields.keys()).filter(function (name) {
      return value.has(name);
    });
    known.concat(names.filter(function (name) {
      return !fields.has(name);
    })).forEach(function (name) {
      var field = fields.get(name);
      found.set(name, ordered(value.get(name), field ? groupInside(field.value) : undefined, groups));
    });
    return found;
  }

  form.yamlText = function (data) {
    var lines = [];
    data.forEach(function (value, name) {
      lines = lines.concat(pair(name, value, ""));
    });
    return lines.map(function (line) {
      return line + "\n";
    }).join("");
  };

  form.entryText = function (slug, group, groups, data) {
    return "# yaml-language-server: $schema=../../.schema/" + slug + ".json\n" +
      form.yamlText(ordered(data, group, groups));
  };
})();
