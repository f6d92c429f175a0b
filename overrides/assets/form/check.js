/* Checks an entry as `check` does, so far as one entry tells: its values (values.js), then the rules (rules.js).

   `form.check(kind, data, context)` gives {values: […], rules: […]}, problems with rule, place and sentence. `data` is a
   Map, `context` says {today: "2026-11-15", organ: the folder of the organ}. The program looks at the rules only when
   every value is well; here they speak as soon as what they need can be read. */
(function () {
  "use strict";

  var form = window.disclosureForm;
  var data = form.data;
  var rules = [];

  /* Declare a rule: `look(entry, context, tell)` tells problems by `tell(loc, [what, mend], field)`; `only` says of
     which kinds (by their description in the data), all where it is left out. */
  form.rule = function (id, look, only) {
    if (!(id in data.claimed)) {
      throw new Error("rule not claimed: " + id);
    }
    rules.push({id: id, look: look, only: only || null});
  };

  /* Declare a rule of some kinds: look(data, tell, context, entry). */
  form.kindRule = function (id, slugs, look) {
    form.rule(id, function (entry, context, tell) {
      look(entry.data, tell, context, entry);
    }, function (kind) {
      return slugs.indexOf(kind.slug) >= 0;
    });
  };

  /* The ids of the rules that are looked at here, besides those of the values. */
  form.ruleIds = function () {
    return Array.from(new Set(rules.map(function (rule) {
      return rule.id;
    })));
  };

  form.kindOf = function (slug) {
    return data.kinds.filter(function (kind) {
      return kind.slug === slug;
    })[0];
  };

  /* What a reader makes of a value; null where there is none or it is not well. */
  function well(name, value) {
    try {
      return form.READERS[name](value);
    } catch (error) {
      if (error instanceof form.Fault) {
        return null;
      }
      throw error;
    }
  }

  form.well = well;

  /* The number in a cell of an official table. */
  form.cellOf = function (value) {
    var found = typeof value === "string" ? well("cell", value) : null;
    return found === null ? null : Number(found);
  };

  form.numberOf = function (value) {
    var found = typeof value === "string" ? well("count", value) : null;
    return found === null ? null : Number(found);
  };

  /* The amount of a value as a decimal number; see form.decimal. */
  form.amountOf = function (value) {
    var found = typeof value === "string" ? well("amount", value) : null;
    return found === null ? null : form.decimal(found);
  };

  /* The groups of fields in a list, with their place in it. */
  form.rowsOf = function (list) {
    return (Array.isArray(list) ? list : []).map(function (row, place) {
      return {place: place, row: row instanceof Map ? row : new Map()};
    });
  };

  /* The text of a value, null where there is none. */
  form.textOf = function (value) {
    return typeof value === "string" ? well("text", value) : null;
  };

  /* The day of a value as 2024-05-01, without the time; null where there is none. */
  form.dayOf = function (value) {
    var found = typeof value === "string" ? well("moment", value) : null;
    return found && found.slice(0, 10);
  };

  /* The day with the time as 2024-05-01 09:30, the time left out where it is midnight or not written. */
  form.momentOf = function (value) {
    var found = typeof value === "string" ? well("moment", value) : null;
    return found && found.replace(/ 00:00$/, "");
  };

  /* An entry as the rules look at it: by the attributes of the program, which may have other Chinese names by kind. */
  function Entry(kind, value, organ) {
    this.kind = kind;
    this.data = named(data.groups[kind.group], kind.decisions ? form.withoutNames(value) : value);
    this.organ = data.words.organs.filter(function (one) {
      return one.slug === organ;
    })[0];
    this.names = data.groups[kind.group].attributes;
  }

  /* The same fields under the names of the group, where the file has another spelling. */
  function named(group, value) {
    return new Map(Array.from(value, function (pair) {
      return [form.fieldName(group, pair[0], value), pair[1]];
    }));
  }

  /* The Chinese name of an attribute; undefined where the kind has none. */
  Entry.prototype.alias = function (attribute) {
    return this.names[attribute];
  };

  Entry.prototype.value = function (attribute) {
    var name = this.names[attribute];
    return name === undefined ? undefined : this.data.get(name);
  };

  Entry.prototype.text = function (attribute) {
    return form.textOf(this.value(attribute));
  };

  Entry.prototype.day = function (attribute) {
    return form.dayOf(this.value(attribute));
  };

  Entry.prototype.moment = function (attribute) {
    return form.momentOf(this.value(attribute));
  };

  Entry.prototype.items = function (attribute) {
    var value = this.value(attribute);
    return Array.isArray(value) ? value : [];
  };

  /* Every group of fields with its place: {loc, group, data}, the entry itself first; as kinds.base.groups walks. */
  Entry.prototype.groups = function () {
    var found = [];
    function inside(node, value, loc) {
      if (node.list) {
        (Array.isArray(value) ? value : []).forEach(function (item, place) {
          inside(node.list, item, loc.concat(place));
        });
      } else if (node.map) {
        (value instanceof Map ? value : new Map()).forEach(function (item, name) {
          inside(node.map, item, loc.concat(name));
        });
      } else if (node.group !== undefined) {
        var whole = null;
        try {
          whole = form.widened(node, value);
        } catch (error) {
          if (!(error instanceof form.Fault)) {
            throw error;
          }
        }
        if (whole instanceof Map) {
          walk(node.group, whole, loc);
        }
      }
    }
    function walk(number, given, loc) {
      var group = data.groups[number];
      var value = named(group, given);
      found.push({loc: loc, group: group, data: value});
      group.fields.forEach(function (field) {
        if (value.has(field.name)) {
          inside(field.value, value.get(field.name), loc.concat(field.name));
        }
      });
    }
    walk(this.kind.group, this.data, []);
    return found;
  };

  /* Every text of the entry with its place, the numbers of papers left out: look(loc, text). */
  Entry.prototype.written = function (look) {
    this.groups().forEach(function (group) {
      group.group.fields.forEach(function (field) {
        var isSealed = field.value.read && field.value.read.indexOf("sealed") >= 0;
        if (group.loc[0] !== "豁免" && !isSealed && group.data.has(field.name)) {
          plainTexts(field.value, group.data.get(field.name), group.loc.concat(field.name), look);
        }
      });
    });
  };

  /* The texts below a field, but for those in groups of fields, which are walked by themselves. */
  function plainTexts(node, value, loc, look) {
    if (node.read && typeof value === "string") {
      look(loc, form.textOf(value) || "");
    } else if (node.list && Array.isArray(value)) {
      value.forEach(function (item, place) {
        plainTexts(node.list, item, loc.concat(place), look);
      });
    } else if (node.map && value instanceof Map) {
      value.forEach(function (item, name) {
        plainTexts(node.map, item, loc.concat(name), look);
      });
    }
  }

  /* The rules from which the entry says it is excepted, as exemptions.settle takes them out. */
  function exemptions(entry, today) {
    return new Set(entry.items("exemptions").filter(function (item) {
      var until = item instanceof Map ? form.dayOf(item.get("到期日")) : null;
      return until && until >= today;
    }).map(function (item) {
      return form.textOf(item.get("规则"));
    }).filter(function (rule) {
      return data.exemptable.indexOf(rule) >= 0;
    }));
  }

  form.check = function (slug, value, context) {
    var kind = form.kindOf(slug);
    if (value.has("撤回")) {
      return {values: form.faultsIn(data.withdrawn, value), rules: []};
    }
    var entry = new Entry(kind, value, context.organ);
    var values = form.faultsIn(kind.group, value);
    entry.faulty = values.map(function (problem) {
      return problem.loc[0];
    });
    var exempted = exemptions(entry, context.today);
    var found = [];
    rules.forEach(function (rule) {
      if (!exempted.has(rule.id) && (!rule.only || rule.only(kind))) {
        rule.look(entry, context, function (loc, said, field) {
          found.push(form.problem(rule.id, loc, said[0], said[1], field));
        });
      }
    });
    return {values: values, rules: found};
  };
})();
