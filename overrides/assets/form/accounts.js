/* The rules about 预算 and 决算 that the form looks at; the twins of the functions of the same names in
   hooks/disclosure/rules/accounts. All amounts are in 万元. They speak only when every value of the tables can be read:
   a sum over a cell that is no number says nothing. See rules.js. */
(function () {
  "use strict";

  var form = window.disclosureForm;
  var words = form.data.words;
  var facts = words.accounts;
  var say = form.say;
  var text = form.textOf;
  var INCOME_YEAR = "本年收入合计", INCOME_TOTAL = "收入总计", SPENDING_YEAR = "本年支出合计";
  var SPENDING_TOTAL = "支出总计", EITHER_TOTAL = "总计", TABLE_TOTAL = "合计";
  var PERSONNEL_TOTAL = "人员经费合计", RUNNING_TOTAL = "公用经费合计";
  var ZERO = form.decimal("0");

  function has(table, name) {
    return Object.prototype.hasOwnProperty.call(table, name);
  }

  /* The name of a row without its ordinal and without 其中. */
  function bare(item) {
    return item.replace(form.pattern("ordinal"), "");
  }

  /* A number of an account (value null: left blank, which counts as nought) and where it stands. */
  function Figure(value, table, row, column, loc) {
    this.value = value;
    this.number = value || ZERO;
    this.table = table;
    this.row = row;
    this.column = column;
    this.loc = loc;
    this.here = (row ? say("figure", {row: row, column: column}) : say("figure.alone", {column: column}))[0];
    this.full = say("figure.full", {table: table, here: this.here})[0];
  }

  /* The shortest name that is clear next to another figure. */
  Figure.prototype.beside = function (whole) {
    if (this.table !== whole.table) {
      return this.full;
    }
    return this.row === whole.row ? this.column : this.column === whole.column ? bare(this.row) : this.here;
  };

  function readRow(row) {
    var value = row instanceof Map ? row : new Map();
    var code = text(value.get("科目编码")) || "";
    var amounts = new Map();
    facts.amounts.forEach(function (column) {
      var amount = form.amountOf(value.get(column));
      if (amount) {
        amounts.set(column, amount);
      }
    });
    return {
      code: code, item: text(value.get("项目")) || "", amounts: amounts,
      depth: code ? Math.max(0, Math.floor((code.length - 3) / 2)) : 0
    };
  }

  /* One table of an entry together with what the vocabulary prescribes for it; see Sheet in figures.py. */
  function Sheet(name, table, rows) {
    this.name = name;
    this.table = table;
    this.rows = rows.map(readRow);
    this.columns = facts.amounts.filter(function (column) {
      return this.rows.some(function (row) {
        return row.amounts.has(column);
      });
    }, this);
    this.totals = [];
    this.rows.forEach(function (row) {
      var found = !row.code && has(facts.totals, bare(row.item)) ? facts.totals[bare(row.item)] : null;
      if (found === EITHER_TOTAL) {
        var isSpending = this.totals.indexOf(INCOME_TOTAL) >= 0 || this.totals.indexOf(SPENDING_YEAR) >= 0;
        found = isSpending ? SPENDING_TOTAL : INCOME_TOTAL;
      }
      this.totals.push(found);
    }, this);
    this.place = new Map();
    this.rows.forEach(function (row, number) {
      var key = row.code || this.totals[number] || bare(row.item);
      if (!this.place.has(key)) {
        this.place.set(key, number);
      }
    }, this);
    this.children = new Map();
    this.rows.forEach(function (row, number) {
      var above = row.code.slice(0, -2);
      if (row.code && row.depth && this.place.has(above)) {
        this.children.set(above, (this.children.get(above) || []).concat(number));
      }
    }, this);
    this.addends = this.rows.map(function (row, number) {
      return !this.totals[number] && row.item.indexOf("其中") !== 0 && !this.hasRowAbove(row);
    }, this);
  }

  Sheet.prototype.hasRowAbove = function (row) {
    for (var length = 3; length < row.code.length; length += 2) {
      if (this.place.has(row.code.slice(0, length))) {
        return true;
      }
    }
    return false;
  };

  Sheet.prototype.figure = function (number, column) {
    var row = this.rows[number];
    return new Figure(row.amounts.get(column) || null, this.name, row.item, column, ["表", this.name, number, column]);
  };

  /* The cell in a row and the first of the columns that is filled there; null where there is none. */
  Sheet.prototype.cell = function (row, columns) {
    var number = this.place.get(row);
    var filled = number === undefined ? [] : columns.filter(function (column) {
      return this.rows[number].amounts.has(column);
    }, this);
    return filled.length ? this.figure(number, filled[0]) : null;
  };

  /* The tables of an entry by their 标识, in the order of the file; null where no form is prescribed. */
  function accountOf(entry) {
    if (entry.account === undefined) {
      var scope = text(entry.data.get("类型"));
      var given = facts.forms.filter(function (one) {
        return one.kind === entry.kind.slug && one.scopes.indexOf(scope) >= 0;
      })[0];
      entry.account = given && entry.data.get("表") instanceof Map ? readAccount(entry, given) : null;
    }
    return entry.account;
  }

  function readAccount(entry, given) {
    var account = {form: given, sheets: new Map(), tables: entry.data.get("表")};
    account.tables.forEach(function (rows, name) {
      var table = tableNamed(given, name);
      if (table && !account.sheets.has(table.slug)) {
        account.sheets.set(table.slug, new Sheet(name, table, Array.isArray(rows) ? rows : []));
      }
    });
    return account;
  }

  function tableNamed(given, name) {
    return given.tables.filter(function (table) {
      return table.names.indexOf(name) >= 0;
    })[0];
  }

  function cellOf(account, slug, row, columns) {
    var sheet = account.sheets.get(slug);
    return sheet ? sheet.cell(row, columns) : null;
  }

  /* A rule of accounts: look(entry, tell, account, context); `needs` an account whose form is prescribed. */
  function rule(id, look, isFree) {
    form.rule(id, function (entry, context, tell) {
      var isUnsure = entry.faulty.some(function (name) {
        return ["表", "类型", "三公经费", "机关运行经费", "政府采购", "国有资产", "绩效"].indexOf(name) >= 0;
      });
      var account = isUnsure ? null : accountOf(entry);
      if (!isUnsure && (account || isFree)) {
        look(entry, tell, account, context);
      }
    }, function (kind) {
      return kind.slug === "budget" || kind.slug === "final-account";
    });
  }

  function sheetsOf(account) {
    return Array.from(account.sheets.values());
  }

  /* sums.py */

  function negated(number) {
    return {units: -number.units, decimals: number.decimals};
  }

  function absolute(number) {
    return number.units < 0 ? form.sum([negated(number)]) : number;
  }

  /* An amount for people: at least two decimals. */
  function written(number) {
    var shown = number.text === undefined ? form.sum([number]).text : number.text;
    var decimals = number.decimals;
    return decimals >= 2 ? shown : shown + (decimals ? "0" : ".00");
  }

  function isNought(number) {
    return number.units === BigInt(0);
  }

  function numbersOf(figures) {
    return figures.map(function (figure) {
      return figure.number;
    });
  }

  /* `whole` is the sum of `parts` less that of `minus`; tells where it does not hold within the tolerance. */
  function compare(tell, whole, parts, called, minus) {
    minus = minus || [];
    var figures = parts.concat(minus);
    var isEmpty = [whole].concat(figures).every(function (figure) {
      return !figure.value;
    });
    if (isEmpty) {
      return;
    }
    var computed = form.sum([ZERO].concat(numbersOf(parts), numbersOf(minus).map(negated)));
    var gap = absolute(form.sum([whole.number, negated(computed)]));
    var filled = figures.filter(function (figure) {
      return !isNought(figure.number);
    }).length;
    var tolerance = form.decimal(facts.tolerance);
    var allowed = {units: tolerance.units * BigInt(Math.max(1, filled)), decimals: tolerance.decimals};
    if (form.compared(gap, allowed) <= 0) {
      return;
    }
    var single = figures.length === 1 ? parts[0] : null;
    var other = single && single.table !== whole.table ? single.full : called;
    var isNamed = single && (other === single.full || other === single.row);
    var said = say("account-sum", {
      here: whole.here,
      given: (whole.value ? say("account-sum.given", {amount: written(whole.number)}) : say("account-sum.blank", {}))[0],
      other: other, computed: written(computed),
      listed: isNamed ? "" : say("account-sum.listed", {list: list(whole, parts, minus)})[0], off: written(gap)
    });
    tell(whole.loc, said, whole.table);
  }

  function list(whole, parts, minus) {
    function filled(figure) {
      return figure.value;
    }
    var all = parts.filter(filled).map(function (part) {
      return [part.beside(whole), part];
    }).concat(minus.filter(filled).map(function (part) {
      return [say("account-sum.less", {name: part.beside(whole)})[0], part];
    }));
    if (!all.length) {
      return say("account-sum.nothing", {})[0];
    }
    var named = all.slice(0, facts.most).map(function (pair) {
      return pair[0] + " " + written(pair[1].number);
    });
    return form.listed(named) + (all.length > named.length ? say("account-sum.more", {count: all.length})[0] : "");
  }

  /* totals.py */

  function below(sheet, start) {
    var found = [];
    for (var number = start + 1; number < sheet.rows.length; number += 1) {
      if ([null, PERSONNEL_TOTAL, RUNNING_TOTAL].indexOf(sheet.totals[number]) < 0) {
        break;
      }
      if (sheet.addends[number]) {
        found.push(number);
      }
    }
    return found;
  }

  /* The totals of a table: {name, row, parts}; see totals_of. */
  function totalsOf(sheet) {
    var found = [];
    var side = {parts: [], year: null, extra: []};
    sheet.totals.forEach(function (name, number) {
      if (name === INCOME_YEAR || name === SPENDING_YEAR) {
        side.year = number;
        found.push({name: name, row: number, parts: side.parts.length ? side.parts.slice() : below(sheet, number)});
      } else if (name === INCOME_TOTAL || name === SPENDING_TOTAL) {
        var parts = side.year === null ? side.parts : [side.year].concat(side.extra);
        found.push({name: name, row: number, parts: parts.length ? parts : below(sheet, number)});
        side = {parts: [], year: null, extra: []};
      } else if (sheet.addends[number]) {
        (side.year === null ? side.parts : side.extra).push(number);
      }
    });
    var isSided = sheet.totals.some(function (name) {
      return [INCOME_YEAR, INCOME_TOTAL, SPENDING_YEAR, SPENDING_TOTAL].indexOf(name) >= 0;
    });
    if (!isSided && sheet.place.has(TABLE_TOTAL)) {
      var all = sheet.rows.map(function (_, number) {
        return number;
      }).filter(function (number) {
        return sheet.addends[number];
      });
      found.push({name: TABLE_TOTAL, row: sheet.place.get(TABLE_TOTAL), parts: all});
    }
    return found;
  }

  function rowSums(name) {
    return function (entry, tell, account) {
      sheetsOf(account).forEach(function (sheet) {
        if (facts.ownRules.indexOf(sheet.table.slug) >= 0 || sheet.totals.indexOf(name) < 0) {
          return;
        }
        totalsOf(sheet).forEach(function (total) {
          if (total.name === name && total.parts.length) {
            sheet.columns.forEach(function (column) {
              compare(tell, sheet.figure(total.row, column), total.parts.map(function (number) {
                return sheet.figure(number, column);
              }), facts.totalWords[name]);
            });
          }
        });
      });
    };
  }

  rule("year-income-not-sum", rowSums(INCOME_YEAR));
  rule("income-total-not-sum", rowSums(INCOME_TOTAL));
  rule("spending-total-not-sum", rowSums(SPENDING_TOTAL));
  rule("year-spending-not-sum", rowSums(SPENDING_YEAR));
  rule("table-total-not-sum", rowSums(TABLE_TOTAL));

  rule("code-not-sum-of-parts", function (entry, tell, account) {
    sheetsOf(account).forEach(function (sheet) {
      sheet.children.forEach(function (numbers, code) {
        sheet.columns.forEach(function (column) {
          compare(tell, sheet.figure(sheet.place.get(code), column), numbers.map(function (number) {
            return sheet.figure(number, column);
          }), facts.codeWords);
        });
      });
    });
  });

  function columnSums(tell, account, whole, parts, needsPart) {
    sheetsOf(account).forEach(function (sheet) {
      var used = parts.filter(function (part) {
        return sheet.columns.indexOf(part) >= 0;
      });
      if (!used.length || sheet.table.columns.indexOf(whole) < 0) {
        return;
      }
      sheet.rows.forEach(function (row, number) {
        var figures = used.map(function (part) {
          return sheet.figure(number, part);
        });
        var isAny = figures.some(function (figure) {
          return figure.value;
        });
        if (isAny || !needsPart) {
          compare(tell, sheet.figure(number, whole), figures, say("columns-added", {names: form.listed(used)})[0]);
        }
      });
    });
  }

  rule("row-not-sum-of-columns", function (entry, tell, account) {
    facts.columnSums.forEach(function (pair) {
      columnSums(tell, account, pair[0], pair[1], false);
    });
  });

  rule("appropriation-not-sum-of-funds", function (entry, tell, account) {
    columnSums(tell, account, "合计", facts.funds, true);
  });

  rule("carry-over-broken", function (entry, tell, account) {
    sheetsOf(account).forEach(function (sheet) {
      (sheet.columns.indexOf("本年支出") >= 0 ? sheet.rows : []).forEach(function (_, number) {
        compare(tell, sheet.figure(number, "年末结转和结余"),
          [sheet.figure(number, "年初结转和结余"), sheet.figure(number, "本年收入")], facts.carriedWords,
          [sheet.figure(number, "本年支出")]);
      });
    });
  });

  /* identities.py */

  function sides(tell, account) {
    facts.twoSided.forEach(function (pair) {
      var left = account.sheets.get(pair[0]), right = account.sheets.get(pair[1]);
      if (!left || !right || !left.place.has(INCOME_TOTAL) || !right.place.has(SPENDING_TOTAL)) {
        return;
      }
      left.columns.forEach(function (column) {
        var whole = right.figure(right.place.get(SPENDING_TOTAL), column);
        var part = left.figure(left.place.get(INCOME_TOTAL), column);
        if (whole.value && part.value) {
          compare(tell, whole, [part], INCOME_TOTAL);
        }
      });
    });
  }

  rule("final-sides-unequal", function (entry, tell, account) {
    if (entry.kind.slug === "final-account") {
      sides(tell, account);
    }
  });

  rule("budget-sides-unequal", function (entry, tell, account) {
    if (entry.kind.slug === "budget") {
      sides(tell, account);
    }
  });

  function declared(tell, account, identities) {
    identities.forEach(function (one) {
      function cell(place) {
        return cellOf(account, place.table, place.row, place.columns);
      }
      var whole = cell(one.whole);
      var parts = one.parts.map(cell).filter(Boolean);
      if (whole && parts.length) {
        compare(tell, whole, parts, one.words);
      }
    });
  }

  rule("basic-not-personnel-and-running", function (entry, tell, account) {
    declared(tell, account, facts.rowsAndColumns);
  });

  rule("personnel-or-running-not-sum", function (entry, tell, account) {
    var sheet = account.sheets.get("basic");
    var classes = (sheet ? sheet.rows : []).map(function (row, number) {
      return row.code && !row.depth ? number : -1;
    }).filter(function (number) {
      return number >= 0;
    });
    (classes.length ? [[PERSONNEL_TOTAL, "人员经费", true, facts.personnelWords],
      [RUNNING_TOTAL, "公用经费", false, facts.runningWords]] : []).forEach(function (one) {
      var mine = classes.filter(function (number) {
        return (facts.personnel.indexOf(sheet.rows[number].code) >= 0) === one[2];
      });
      function figures(column) {
        return mine.map(function (number) {
          return sheet.figure(number, column);
        });
      }
      (sheet.place.has(one[0]) ? ["金额", "决算数"] : []).forEach(function (column) {
        if (sheet.columns.indexOf(column) >= 0) {
          compare(tell, sheet.figure(sheet.place.get(one[0]), column), figures(column), one[3]);
        }
      });
      if (sheet.columns.indexOf(one[1]) >= 0 && sheet.place.has(TABLE_TOTAL)) {
        compare(tell, sheet.figure(sheet.place.get(TABLE_TOTAL), one[1]), figures("合计"), one[3]);
      }
    });
  });

  function classByClass(tell, account) {
    [["summary", ["spending"]], ["appropriation", ["general", "fund", "capital"]]].forEach(function (one) {
      var sheet = account.sheets.get(one[0]);
      (sheet ? sheet.rows : []).forEach(function (row) {
        var whole = row.code && !row.depth ? cellOf(account, one[0], row.code, facts.year) : null;
        var parts = whole ? one[1].map(function (slug) {
          return cellOf(account, slug, row.code, ["本年支出", "合计"]);
        }).filter(Boolean) : [];
        if (parts.length) {
          compare(tell, whole, parts, parts.length > 1 ? facts.several : facts.single);
        }
      });
    });
  }

  /* The name of a source of income, whether or not it says 财政 and 收入. */
  function sourceOf(name) {
    return name.replace(/收入$/, "").split("财政拨款").join("拨款");
  }

  function sourceBySource(tell, account) {
    var summary = account.sheets.get("summary");
    var lines = new Map();
    Array.from(summary ? summary.place.keys() : []).forEach(function (name) {
      lines.set(sourceOf(name), name);
    });
    ["income", "appropriation"].forEach(function (slug) {
      var sheet = account.sheets.get(slug);
      Array.from(sheet ? sheet.place.keys() : []).forEach(function (name) {
        var other = lines.get(sourceOf(name));
        if (other && !/^[0-9]+$/.test(name) && !/(?:合计|总计)$/.test(name) &&
          (slug === "income" || sourceOf(name).indexOf("预算拨款") >= 0)) {
          declared(tell, account, [{
            whole: {table: slug, row: name, columns: facts.year},
            parts: [{table: "summary", row: other, columns: facts.year}], words: "对应各项之和"
          }]);
        }
      });
    });
  }

  rule("tables-disagree", function (entry, tell, account) {
    declared(tell, account, facts.between);
    classByClass(tell, account);
    sourceBySource(tell, account);
  });

  rule("basic-spending-disagrees", function (entry, tell, account) {
    declared(tell, account, facts.basic);
  });

  /* tables.py */

  rule("missing-account-table", function (entry, tell, account) {
    account.form.tables.forEach(function (table) {
      var isThere = table.names.some(function (name) {
        return account.tables.has(name);
      });
      if (!table.omissible && !isThere) {
        tell(["表"], say("missing-account-table", {
          found: form.quote(table.name), name: table.name, nothing: table.nothing
        }));
      }
    });
  });

  rule("unknown-account-table", function (entry, tell, account) {
    var first = new Map();
    Array.from(account.tables.keys()).forEach(function (name) {
      var table = tableNamed(account.form, name);
      if (!table) {
        var known = account.form.tables.reduce(function (all, one) {
          return all.concat(one.names);
        }, []).filter(function (one) {
          return !account.tables.has(one);
        });
        var near = form.closest(name, known, 1, 0.3)[0];
        var cure = near === undefined ? say("see-accounts", {}) : say("perhaps", {near: form.quote(near)});
        tell(["表", name], say("unknown-account-table", {
          scope: text(entry.data.get("类型")) + entry.kind.label, found: form.quote(name), cure: cure[1]
        }), "表");
      } else if (first.has(table.slug)) {
        var gaps = {found: form.quote(name), first: form.quote(first.get(table.slug))};
        tell(["表", name], say("unknown-account-table.same", gaps), "表");
      } else {
        first.set(table.slug, name);
      }
    });
  });

  rule("account-tables-out-of-order", function (entry, tell, account) {
    var order = account.form.tables.map(function (table) {
      return table.slug;
    });
    var all = sheetsOf(account);
    var late = all.findIndex(function (sheet, place) {
      return place && order.indexOf(sheet.table.slug) < order.indexOf(all[place - 1].table.slug);
    });
    if (late > 0) {
      tell(["表", all[late].name], say("account-tables-out-of-order", {
        found: form.quote(all[late].name), before: form.quote(all[late - 1].name)
      }), "表");
    }
  });

  rule("unknown-account-column", function (entry, tell, account) {
    sheetsOf(account).forEach(function (sheet) {
      sheet.columns.forEach(function (column) {
        if (sheet.table.columns.indexOf(column) < 0) {
          var number = sheet.rows.findIndex(function (row) {
            return row.amounts.has(column);
          });
          tell(["表", sheet.name, number, column], say("unknown-account-column", {
            found: form.quote(column), item: sheet.rows[number].item, columns: form.listed(sheet.table.columns)
          }), sheet.name);
        }
      });
    });
  });

  rule("missing-total-row", function (entry, tell, account) {
    sheetsOf(account).forEach(function (sheet) {
      (sheet.rows.length ? sheet.table.needed : []).forEach(function (name) {
        var number = sheet.place.get(name);
        if (number === undefined) {
          tell(["表", sheet.name], say("missing-total-row", {found: form.quote(name)}));
        } else if (!sheet.rows[number].amounts.size) {
          tell(["表", sheet.name, number], say("missing-total-row.empty", {name: name}));
        }
      });
    });
  });

  rule("duplicate-account-row", function (entry, tell, account) {
    sheetsOf(account).forEach(function (sheet) {
      var seen = new Map();
      sheet.rows.forEach(function (row, number) {
        var key = row.code || sheet.totals[number];
        if (key && seen.has(key)) {
          var name = row.code ? say("account-code", {code: key})[0] : form.quote(key);
          var gaps = {name: name, first: seen.get(key) + 1, second: number + 1};
          tell(["表", sheet.name, number], say("duplicate-account-row", gaps), sheet.name);
        } else if (key) {
          seen.set(key, number);
        }
      });
    });
  });

  function blockOf(entry, name) {
    return entry.data.get(name) instanceof Map ? entry.data.get(name) : null;
  }

  rule("empty-account-table", function (entry, tell, account) {
    var block = blockOf(entry, "三公经费");
    account.sheets.forEach(function (sheet, slug) {
      if (sheet.rows.length) {
        return;
      }
      var cells = (facts.shownElsewhere[slug] || []).map(function (cell) {
        return cellOf(account, cell[0], cell[1], facts.any);
      });
      if (slug === "basic") {
        cells = [cellOf(account, "general", TABLE_TOTAL, ["基本支出"])];
      }
      var total = block && block.get("合计") instanceof Map ? block.get("合计") : new Map();
      var isFilled = ["决算数", "预算数"].some(function (column) {
        var amount = form.amountOf(total.get(column));
        return amount && !isNought(amount);
      });
      if (slug === "three-public" && isFilled) {
        tell(["表", sheet.name], say("empty-account-table.block", {}));
      }
      var found = cells.filter(function (cell) {
        return cell && !isNought(cell.number);
      })[0];
      if (found) {
        tell(["表", sheet.name], say("empty-account-table", {cell: found.full, amount: found.value.text}));
      }
    });
  });

  /* codes.py */

  var CODE_FORMS = {"功能": "code.function", "收入": "code.income", "经济": "code.economic", "政府经济": "code.economic"};

  function isWellFormed(sheet, code) {
    return has(CODE_FORMS, sheet.table.scheme) && form.fullmatch(CODE_FORMS[sheet.table.scheme], code) !== null;
  }

  /* look(sheet, row, its number, the place of its code) for all rows with a code */
  function coded(account, look) {
    sheetsOf(account).forEach(function (sheet) {
      sheet.rows.forEach(function (row, number) {
        if (row.code) {
          look(sheet, row, number, ["表", sheet.name, number, "科目编码"]);
        }
      });
    });
  }

  rule("bad-account-code", function (entry, tell, account) {
    coded(account, function (sheet, row, number, loc) {
      if (sheet.table.scheme === "无") {
        tell(loc, say("bad-account-code.none", {item: row.item}));
      } else if (!isWellFormed(sheet, row.code)) {
        tell(loc, say("bad-account-code", {
          item: row.item, found: form.quote(row.code), form: facts.codeForms[sheet.table.scheme]
        }));
      }
    });
  });

  rule("unknown-account-class", function (entry, tell, account) {
    coded(account, function (sheet, row, number, loc) {
      var classes = facts.classes[sheet.table.scheme];
      if (!classes || !classes.closed || has(classes.names, row.code.slice(0, 3))) {
        return;
      }
      var near = Object.keys(classes.names).filter(function (code) {
        return classes.names[code] === row.item;
      })[0];
      var cure = near ? say("its-code", {item: row.item, code: near}) : say("look-up", {});
      tell(loc, say("unknown-account-class", {
        item: row.item, found: form.quote(row.code), scheme: sheet.table.scheme, cure: cure[1]
      }));
    });
  });

  rule("account-name-mismatch", function (entry, tell, account) {
    coded(account, function (sheet, row, number) {
      var classes = facts.classes[sheet.table.scheme];
      var name = classes && has(classes.names, row.code) ? classes.names[row.code] : "";
      if (name && bare(row.item) !== name) {
        tell(["表", sheet.name, number, "项目"], say("account-name-mismatch", {
          code: row.code, name: form.quote(name), found: form.quote(row.item)
        }));
      }
    });
  });

  rule("account-code-out-of-place", function (entry, tell, account) {
    var last = null, before = "";
    coded(account, function (sheet, row, number, loc) {
      before = sheet === last ? before : "";
      last = sheet;
      if (sheet.table.scheme === "无" || !isWellFormed(sheet, row.code)) {
        return;
      }
      var above = row.depth ? row.code.slice(0, -2) : "";
      var place = sheet.place.has(above) ? sheet.place.get(above) : number;
      if (above && place >= number) {
        tell(loc, say("account-code-out-of-place.parent", {code: row.code, item: row.item, above: above}));
      } else if (row.code < before) {
        tell(loc, say("account-code-out-of-place", {code: row.code, item: row.item, before: before}));
      }
      before = row.code;
    });
  });

  rule("account-too-coarse", function (entry, tell, account) {
    coded(account, function (sheet, row, number) {
      var wanted = Math.max(0, facts.depths.indexOf(sheet.table.depth));
      var goesOn = sheet.rows.some(function (other) {
        return other.code !== row.code && other.code.indexOf(row.code) === 0;
      });
      var hasAmount = Array.from(row.amounts.values()).some(function (amount) {
        return !isNought(amount);
      });
      if (row.depth < wanted && !goesOn && hasAmount) {
        tell(["表", sheet.name, number], say("account-too-coarse", {
          code: row.code, item: row.item, below: facts.depths[row.depth + 1], depth: sheet.table.depth
        }), sheet.name);
      }
    });
  });

  rule("negative-amount", function (entry, tell, account) {
    sheetsOf(account).forEach(function (sheet) {
      sheet.rows.forEach(function (row, number) {
        sheet.columns.forEach(function (column) {
          var cell = sheet.figure(number, column);
          if (cell.number.units < 0 && !form.pattern("may-be-negative").test(cell.row + cell.column)) {
            tell(cell.loc, say("negative-amount", {cell: cell.here, amount: cell.value.text}), sheet.name);
          }
        });
      });
    });
  });

  function excess(tell, small, large) {
    if (form.compared(small.number, form.sum([large.number, form.decimal(facts.tolerance)])) > 0) {
      tell(small.loc, say("part-over-whole", {
        part: small.here, small: small.number.text, whole: small.table === large.table ? large.here : large.full,
        large: large.number.text
      }), small.table);
    }
  }

  rule("part-over-whole", function (entry, tell, account) {
    facts.parts.forEach(function (pair) {
      var part = account.sheets.get(pair[0]), whole = account.sheets.get(pair[1]);
      (part && whole ? part.rows : []).forEach(function (row, number) {
        var other = row.code ? whole.place.get(row.code) : undefined;
        (other === undefined ? [] : part.columns).forEach(function (column) {
          if (whole.columns.indexOf(column) >= 0) {
            excess(tell, part.figure(number, column), whole.figure(other, column));
          }
        });
      });
    });
    sheetsOf(account).forEach(function (sheet) {
      var above = 0;
      sheet.rows.forEach(function (row, number) {
        if (row.item.indexOf("其中") !== 0) {
          above = number;
        }
        (number === above ? [] : sheet.columns).forEach(function (column) {
          excess(tell, sheet.figure(number, column), sheet.figure(above, column));
        });
      });
    });
  });

  /* blocks.py */

  function blockFigure(block, fields, name) {
    return new Figure(form.amountOf(fields.get(name)), block, "", name, [block, name]);
  }

  rule("procurement-not-sum", function (entry, tell) {
    var given = blockOf(entry, "政府采购");
    if (given) {
      compare(tell, blockFigure("政府采购", given, "合计"), ["货物", "工程", "服务"].map(function (name) {
        return blockFigure("政府采购", given, name);
      }), facts.procured);
    }
  }, true);

  /* A fraction as a decimal number with so many decimals, the last one rounded half to even as Python prints it. */
  function rounded(top, bottom, decimals) {
    var units = top * BigInt(10) ** BigInt(decimals);
    var isNegative = (units < 0) !== (bottom < 0);
    units = units < 0 ? -units : units;
    bottom = bottom < 0 ? -bottom : bottom;
    var whole = units / bottom, rest = units % bottom * BigInt(2);
    if (rest > bottom || (rest === bottom && whole % BigInt(2) === BigInt(1))) {
      whole += BigInt(1);
    }
    return form.sum([{units: isNegative ? -whole : whole, decimals: decimals}]);
  }

  /* A percentage against its quotient, within one unit of its last printed digit. */
  function quotient(tell, share, part, whole) {
    if (isNought(whole) || !share.value) {
      return;
    }
    var decimals = Math.max(part.decimals, whole.decimals);
    var ten = BigInt(10);
    var top = part.units * ten ** BigInt(decimals - part.decimals) * BigInt(100);
    var bottom = absolute(whole).units * ten ** BigInt(decimals - whole.decimals);
    /* |share - top / bottom| > 1 unit of the share */
    var gap = share.value.units * bottom - top * ten ** BigInt(share.value.decimals);
    if ((gap < 0 ? -gap : gap) > bottom) {
      tell(share.loc, say("quotient", {
        name: share.column, share: share.value.text, right: rounded(top, bottom, 2).text, part: written(part),
        whole: written(whole)
      }), share.table);
    }
  }

  rule("procurement-share-wrong", function (entry, tell) {
    var given = blockOf(entry, "政府采购");
    var part = given ? form.amountOf(given.get("授予中小企业合同金额")) : null;
    var total = given ? form.amountOf(given.get("合计")) : null;
    if (!part || !total) {
      return;
    }
    if (form.compared(part, total) > 0) {
      var said = say("procurement-share-wrong", {part: part.text, total: total.text});
      tell(["政府采购", "授予中小企业合同金额"], said);
    } else {
      quotient(tell, blockFigure("政府采购", given, "授予中小企业合同占比"), part, total);
    }
  }, true);

  function runningOf(entry) {
    var given = entry.data.get("机关运行经费");
    return typeof given === "string" ? new Map([["金额", given]]) : given instanceof Map ? given : null;
  }

  rule("running-cost-change-wrong", function (entry, tell) {
    var given = runningOf(entry);
    if (!given || !given.has("上年金额")) {
      return;
    }
    var figures = ["金额", "上年金额", "增减额", "增减率"].map(function (name) {
      return blockFigure("机关运行经费", given, name);
    });
    if (figures[2].value) {
      compare(tell, figures[0], [figures[1], figures[2]], facts.changed);
    }
    quotient(tell, figures[3], form.sum([figures[0].number, negated(figures[1].number)]), figures[1].number);
  }, true);

  rule("running-cost-over-basic", function (entry, tell, account) {
    var given = runningOf(entry);
    var amount = given ? form.amountOf(given.get("金额")) : null;
    var all = cellOf(account, "basic", RUNNING_TOTAL, ["决算数", "金额", "合计"]) ||
      cellOf(account, "basic", TABLE_TOTAL, ["公用经费"]);
    if (amount && all && form.compared(amount, form.sum([all.number, form.decimal(facts.tolerance)])) > 0) {
      tell(["机关运行经费"], say("running-cost-over-basic", {
        amount: written(amount), cell: all.full, most: written(all.number)
      }));
    }
  });

  rule("vehicles-not-sum", function (entry, tell) {
    var given = blockOf(entry, "国有资产");
    var total = given ? form.numberOf(given.get("车辆合计")) : null;
    var uses = given && given.get("车辆") instanceof Map ? Array.from(given.get("车辆")) : [];
    if (total === null || !uses.length) {
      return;
    }
    var sum = uses.reduce(function (all, use) {
      return all + form.numberOf(use[1]);
    }, 0);
    if (sum !== total) {
      var listed = form.listed(uses.map(function (use) {
        return use[0] + " " + form.numberOf(use[1]);
      }));
      tell(["国有资产", "车辆合计"], say("vehicles-not-sum", {total: total, sum: sum, list: listed}), "国有资产");
    }
  }, true);

  rule("score-out-of-range", function (entry, tell) {
    var given = blockOf(entry, "绩效");
    form.rowsOf(given && given.get("项目")).forEach(function (item) {
      var score = form.amountOf(item.row.get("得分"));
      if (score && (score.units < 0 || form.compared(score, form.decimal("100")) > 0)) {
        tell(["绩效", "项目", item.place, "得分"], say("score-out-of-range", {
          project: text(item.row.get("项目")), score: score.text
        }));
      }
    });
  }, true);

  /* debt.py */

  /* The lines of each debt table by their proper names. */
  function debts(account) {
    return ["general-debt", "special-debt"].map(function (slug) {
      var sheet = account.sheets.get(slug);
      var lines = new Map();
      (sheet ? sheet.rows : []).forEach(function (row, number) {
        var column = ["金额", "决算数", "预算数"].filter(function (name) {
          return row.amounts.has(name);
        })[0];
        var name = Object.keys(facts.debt).filter(function (proper) {
          return facts.debt[proper].indexOf(bare(row.item)) >= 0;
        })[0];
        if (name && column && !lines.has(name)) {
          lines.set(name, sheet.figure(number, column));
        }
      });
      return lines;
    });
  }

  rule("debt-balance-broken", function (entry, tell, account) {
    debts(account).forEach(function (lines) {
      var figures = ["年末余额", "上年末余额", "发行额", "还本额"].map(lines.get, lines);
      if (figures.every(Boolean)) {
        compare(tell, figures[0], [figures[1], figures[2]], facts.balance, [figures[3]]);
      }
    });
  });

  rule("debt-over-limit", function (entry, tell, account) {
    debts(account).forEach(function (lines) {
      [["年末余额", "限额"], ["上年末余额", "上年末限额"]].forEach(function (pair) {
        var owed = lines.get(pair[0]), limit = lines.get(pair[1]);
        if (owed && limit && form.compared(owed.number, limit.number) > 0) {
          tell(owed.loc, say("debt-over-limit", {
            owed: owed.here, amount: owed.value.text, allowed: limit.here, limit: limit.value.text
          }), owed.table);
        }
      });
    });
  });

  /* publication.py */

  rule("accounts-published-late", function (entry, tell) {
    var limit = words.limits[facts.limits[text(entry.data.get("类型"))]];
    var approved = form.dayOf(entry.data.get("批复日期")), published = entry.day("published_at");
    if (!limit || limit.unit !== "日" || !approved || !published) {
      return;
    }
    var taken = Math.round((new Date(published + "T00:00:00Z") - new Date(approved + "T00:00:00Z")) / 86400000);
    if (taken > limit.amount) {
      var gaps = {approved: approved, taken: taken, limit: limit.amount};
      tell(["发布日期"], say("accounts-published-late", gaps));
    }
  }, true);

  rule("matter-not-explained", function (entry, tell) {
    if (entry.items("attachments").length) {
      return;
    }
    var said = (text(entry.data.get("说明")) || "") + (text(entry.data.get("正文")) || "");
    (facts.toExplain[text(entry.data.get("类型"))] || []).forEach(function (matter) {
      if (said.indexOf(matter[0]) < 0 && !(matter[1] && entry.data.has(matter[1]))) {
        tell(["表"], say("matter-not-explained", {matter: matter[0]}), "说明");
      }
    });
  });

  rule("government-accounts-elsewhere", function (entry, tell) {
    var own = words.organs.filter(function (organ) {
      return organ.isFinance && entry.organ && organ.level === entry.organ.level;
    });
    if (text(entry.data.get("类型")) !== "政府" || !own.length || entry.organ.isFinance) {
      return;
    }
    tell(["类型"], say("government-accounts-elsewhere", {
      label: entry.kind.label, owner: form.quote(entry.organ.name), names: form.listed(own.map(function (organ) {
        return form.quote(organ.name);
      })), folders: form.listed(own.map(function (organ) {
        return "catalogue/" + organ.slug + "/" + entry.kind.slug + "/";
      }))
    }));
  }, true);

  /* three_public.py */

  var CARS = "公务用车购置及运行维护费", PURCHASE = "公务用车购置费", RUNNING = "公务用车运行维护费";
  var ABROAD = "因公出国（境）费", RECEPTION = "公务接待费";

  function proper(name) {
    return has(facts.spellings, name) ? facts.spellings[name] : name;
  }

  function emptyCells() {
    return facts.expenses.map(function () {
      return new Map();
    });
  }

  /* The figures of the block by column and by the proper name of the item. */
  function blockCells(entry) {
    var cells = emptyCells();
    var given = blockOf(entry, "三公经费") || new Map();
    var known = [ABROAD, CARS, PURCHASE, RUNNING, RECEPTION, TABLE_TOTAL];
    Array.from(given.keys()).forEach(function (key) {
      var name = known.indexOf(key) < 0 && !given.has(proper(key)) ? proper(key) : key;
      var expense = given.get(key);
      if (known.indexOf(name) < 0 || !(expense instanceof Map)) {
        return;
      }
      facts.expenses.forEach(function (column, place) {
        var amount = form.amountOf(expense.get(column));
        if (amount) {
          cells[place].set(name, new Figure(amount, "三公经费", key, column, ["三公经费", key, column]));
        }
      });
    });
    return cells;
  }

  /* The figures of the official table. */
  function tableCells(account) {
    var cells = emptyCells();
    var sheet = account ? account.sheets.get("three-public") : null;
    (sheet ? sheet.rows : []).forEach(function (row, number) {
      facts.expenses.forEach(function (column, place) {
        if (row.amounts.has(column)) {
          cells[place].set(proper(bare(row.item)), sheet.figure(number, column));
        }
      });
    });
    return cells;
  }

  function filledIn(given, names) {
    return names.map(given.get, given).filter(Boolean);
  }

  rule("three-public-not-sum", function (entry, tell, account) {
    tableCells(account).concat(blockCells(entry)).forEach(function (given) {
      var parts = filledIn(given, [ABROAD, CARS, RECEPTION]).concat(
        given.has(CARS) ? [] : filledIn(given, [PURCHASE, RUNNING]));
      if (given.has(TABLE_TOTAL) && parts.length) {
        compare(tell, given.get(TABLE_TOTAL), parts, facts.items);
      }
    });
  }, true);

  rule("car-cost-not-sum", function (entry, tell, account) {
    tableCells(account).concat(blockCells(entry)).forEach(function (given) {
      var parts = filledIn(given, [PURCHASE, RUNNING]);
      if (given.has(CARS) && parts.length) {
        compare(tell, given.get(CARS), parts, facts.carWords);
      }
    });
  }, true);

  rule("three-public-disagrees", function (entry, tell, account) {
    var block = blockCells(entry);
    tableCells(account).forEach(function (table, place) {
      table.forEach(function (figure, name) {
        if (block[place].has(name)) {
          compare(tell, block[place].get(name), [figure], facts.tabled);
        }
      });
    });
  }, true);

  rule("three-public-count-mismatch", function (entry, tell) {
    var block = blockOf(entry, "三公经费");
    if (!block) {
      return;
    }
    function spent(name) {
      var key = block.has(name) ? name : Object.keys(facts.spellings).filter(function (other) {
        return facts.spellings[other] === name && block.has(other);
      })[0];
      var expense = block.get(key);
      return {key: key, amount: expense instanceof Map ? form.amountOf(expense.get("决算数")) : null};
    }
    facts.counted.forEach(function (pair) {
      var cost = spent(pair[0]), number = form.numberOf(block.get(pair[1]));
      if (cost.amount && number !== null && isNought(cost.amount) !== (number === 0)) {
        tell(["三公经费", pair[1]], say("three-public-count-mismatch", {
          cost: cost.key, amount: cost.amount.text, name: pair[1], number: number
        }));
      }
    });
    var running = spent(RUNNING);
    if (running.amount && !isNought(running.amount) && form.numberOf(block.get("保有量")) === 0) {
      tell(["三公经费", "保有量"], say("three-public-count-mismatch", {
        cost: running.key, amount: running.amount.text, name: "保有量", number: 0
      }));
    }
  }, true);

  rule("three-public-missing", function (entry, tell) {
    if (!entry.data.has("三公经费")) {
      tell(["表"], say("three-public-missing", {}), "三公经费");
    }
  });
})();
