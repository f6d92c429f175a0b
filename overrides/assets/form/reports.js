/* The rules about annual reports that the form looks at; the twins of the functions of the same names in
   hooks/disclosure/rules/reports. See rules.js. */
(function () {
  "use strict";

  var form = window.disclosureForm;
  var report = form.data.words.report;
  var say = form.say;
  var text = form.textOf;
  var rule = form.kindRule;
  var ANNUAL = ["annual-report"], EARLY = ["early-annual-report"];

  /* The numbers of a row of a table with the place of each; null where one cannot be read. */
  function cellsOf(value, columns) {
    if (value === "0") {
      return columns.map(function () {
        return {number: 0, at: []};
      });
    }
    var cells = columns.map(function (name, place) {
      if (value instanceof Map) {
        return value.has(name) ? {number: form.cellOf(value.get(name)), at: [name]} : {number: 0, at: []};
      }
      return {number: Array.isArray(value) ? form.cellOf(value[place]) : null, at: [place]};
    });
    var isRow = value instanceof Map || (Array.isArray(value) && value.length === columns.length);
    return isRow && cells.every(function (cell) {
      return cell.number !== null;
    }) ? cells : null;
  }

  /* The rows of a table as the form has them; null where one of them cannot be read. */
  function rowsOf(table, places, columns) {
    var rows = places.map(function (place) {
      var value = place.loc.reduce(function (now, name) {
        return now instanceof Map ? now.get(name) : undefined;
      }, table);
      var name = place.group ? place.group + " " + place.label : place.label;
      return {loc: place.loc, group: place.group, label: place.label, name: name, cells: cellsOf(value, columns)};
    });
    return rows.every(function (row) {
      return row.cells;
    }) ? rows : null;
  }

  function requestsOf(data) {
    return rowsOf(data.get("申请情况"), report.requests, report.applicants);
  }

  function numbers(row) {
    return row.cells.map(function (cell) {
      return cell.number;
    });
  }

  function sum(list) {
    return list.reduce(function (total, one) {
      return total + one;
    }, 0);
  }

  function added(names, parts) {
    return names.map(function (name, place) {
      return name + " " + parts[place];
    }).join("＋");
  }

  /* What a column of table 3 adds to; `rows` are the numbers of its 25 rows. */
  function sums(rows, column) {
    var all = rows.map(function (row) {
      return row[column];
    });
    var found = {
      received: all[0], carriedIn: all[1], parts: sum(all.slice(2, -2)), total: all[all.length - 2],
      carriedOut: all[all.length - 1]
    };
    found.isBalanced = found.received + found.carriedIn === found.total + found.carriedOut &&
      found.parts === found.total;
    return found;
  }

  function unbalanced(rows) {
    var all = rows.map(numbers);
    return report.applicants.map(function (_, column) {
      return {column: column, sums: sums(all, column)};
    }).filter(function (one) {
      return !one.sums.isBalanced;
    });
  }

  /* For each row that does not add, the one cell whose correction mends this row and its column. */
  function suspects(rows) {
    var columns = unbalanced(rows).map(function (one) {
      return one.column;
    });
    return rows.map(function (row, place) {
      var own = numbers(row);
      var last = own.length - 1;
      var parts = own.slice(0, last);
      var missing = own[last] - sum(parts);
      var found = (missing ? columns : []).map(function (column) {
        var right = column === last ? sum(parts) : parts[column] + missing;
        var mended = rows.map(numbers);
        mended[place][column] = right;
        return right >= 0 && sums(mended, column).isBalanced ? {row: row, column: column, right: right} : null;
      }).filter(Boolean);
      return found.length === 1 ? found[0] : null;
    }).filter(Boolean);
  }

  /* A problem of table 3, at the suspected cell if there is one, else at the given one. */
  function told(tell, said, row, column, found) {
    var cure = said[1];
    if (found) {
      cure = say("suspect", {
        row: found.row.name, column: report.applicants[found.column],
        written: found.row.cells[found.column].number, right: found.right
      })[1];
      row = found.row;
      column = found.column;
    }
    tell(["申请情况"].concat(row.loc, row.cells[column].at), [said[0], cure], row.loc[row.loc.length - 1]);
  }

  function inColumn(rows, column) {
    var found = suspects(rows).filter(function (one) {
      return one.column === column;
    });
    return found.length === 1 ? found[0] : null;
  }

  rule("applicants-not-adding", ANNUAL, function (data, tell) {
    var rows = requestsOf(data) || [];
    rows.forEach(function (row) {
      var own = numbers(row);
      var last = own.length - 1;
      var total = sum(own.slice(0, last));
      if (total !== own[last]) {
        var found = suspects(rows).filter(function (one) {
          return one.row === row;
        })[0];
        told(tell, say("applicants-not-adding", {
          row: row.name, added: added(report.applicants.slice(0, last), own), sum: total, total: own[last],
          gap: Math.abs(total - own[last])
        }), row, last, found);
      }
    });
  });

  rule("outcomes-not-adding", ANNUAL, function (data, tell) {
    var rows = requestsOf(data) || [];
    var last = rows[rows.length - 2];
    (rows.length ? unbalanced(rows) : []).forEach(function (one) {
      if (one.sums.parts === one.sums.total) {
        return;
      }
      var groups = new Map();
      rows.slice(2, -2).forEach(function (row) {
        groups.set(row.loc[0], (groups.get(row.loc[0]) || 0) + row.cells[one.column].number);
      });
      told(tell, say("outcomes-not-adding", {
        column: report.applicants[one.column], added: added(Array.from(groups.keys()), Array.from(groups.values())),
        sum: one.sums.parts, label: last.label, total: one.sums.total, gap: Math.abs(one.sums.parts - one.sums.total)
      }), last, one.column, inColumn(rows, one.column));
    });
  });

  rule("requests-unbalanced", ANNUAL, function (data, tell) {
    var rows = requestsOf(data) || [];
    (rows.length ? unbalanced(rows) : []).forEach(function (one) {
      var before = one.sums.received + one.sums.carriedIn;
      var after = one.sums.total + one.sums.carriedOut;
      if (before !== after) {
        told(tell, say("requests-unbalanced", {
          column: report.applicants[one.column], received: one.sums.received, "carried_in": one.sums.carriedIn,
          before: before, total: one.sums.total, "carried_out": one.sums.carriedOut, after: after,
          gap: Math.abs(before - after)
        }), rows[rows.length - 1], one.column, inColumn(rows, one.column));
      }
    });
  });

  rule("disputes-not-adding", ANNUAL, function (data, tell) {
    var rows = rowsOf(data.get("复议诉讼"), report.disputes, report.outcomes) || [];
    rows.forEach(function (row) {
      var own = numbers(row);
      var last = own.length - 1;
      var total = sum(own.slice(0, last));
      if (total !== own[last]) {
        tell(["复议诉讼"].concat(row.loc, row.cells[last].at), say("disputes-not-adding", {
          row: row.label, added: added(report.outcomes.slice(0, last), own), sum: total, total: own[last],
          gap: Math.abs(total - own[last])
        }), row.loc[row.loc.length - 1]);
      }
    });
  });

  rule("negative-fee", ANNUAL, function (data, tell) {
    var proactive = data.get("主动公开");
    var fees = proactive instanceof Map ? form.amountOf(proactive.get("行政事业性收费")) : null;
    if (fees && fees.units < 0) {
      tell(["主动公开", "行政事业性收费"], say("negative-fee", {fees: fees.text}));
    }
  });

  rule("handling-fee-mismatch", ANNUAL, function (data, tell) {
    var fees = data.get("信息处理费");
    var yuan = fees instanceof Map ? form.well("yuan", fees.get("实际收取")) : null;
    var items = fees instanceof Map ? form.cellOf(fees.get("件数")) : null;
    if (yuan === null || items === null) {
      return;
    }
    var isCollected = form.decimal(yuan).units !== BigInt(0);
    if (isCollected !== items > 0) {
      var said = say("handling-fee-mismatch", {collected: yuan, items: items});
      tell(["信息处理费", isCollected ? "件数" : "实际收取"], said);
    }
  });

  function leftOut(themes, said) {
    return Object.keys(themes).filter(function (theme) {
      return !themes[theme].some(function (word) {
        return said.indexOf(word) >= 0;
      });
    });
  }

  rule("overview-incomplete", ANNUAL, function (data, tell) {
    var overview = text(data.get("总体情况"));
    var missing = overview === null ? [] : leftOut(report.themes, overview);
    if (missing.length) {
      tell(["总体情况"], say("overview-incomplete", {themes: form.listed(missing)}));
    }
  });

  rule("assessment-unstated", ANNUAL, function (data, tell, context, entry) {
    var texts = ["总体情况", "存在问题及改进", "其他报告事项"].map(function (name) {
      return text(data.get(name));
    });
    if (texts.indexOf(null) >= 0 || !entry.organ || !/人民政府$/.test(entry.organ.name)) {
      return;
    }
    var missing = leftOut(report.accountability, texts.join("\n"));
    if (missing.length) {
      tell(["总体情况"], say("assessment-unstated", {themes: form.listed(missing)}));
    }
  });

  rule("handling-fee-unstated", ANNUAL, function (data, tell) {
    var other = text(data.get("其他报告事项"));
    if (!data.has("信息处理费") && other !== null && other.indexOf("信息处理费") < 0) {
      tell(["其他报告事项"], say("handling-fee-unstated", {}));
    }
  });

  rule("report-year-mismatch", ANNUAL.concat(EARLY), function (data, tell, context, entry) {
    var year = text(data.get("年度")), title = entry.text("title"), overview = entry.text("overview");
    if (year === null) {
      return;
    }
    var titled = Array.from((title || "").matchAll(form.pattern("year-in-title", "g")), function (found) {
      return found[1];
    });
    if (titled.length && titled.indexOf(year) < 0) {
      tell(["标题"], say("report-year-mismatch", {year: titled[0], own: year}));
    }
    var periods = Array.from((overview || "").matchAll(form.pattern("report-period", "g")));
    var others = periods.filter(function (found) {
      return found[1] !== year || (found[2] !== undefined && found[2] !== year);
    });
    if (others.length && others.length === periods.length) {
      tell([entry.alias("overview")], say("report-year-mismatch.period", {period: others[0][0], own: year}));
    }
  });

  rule("report-before-year-end", ANNUAL.concat(EARLY), function (data, tell, context, entry) {
    var year = text(data.get("年度")), published = entry.day("published_at");
    if (year !== null && published && Number(published.slice(0, 4)) <= Number(year)) {
      tell(["年度"], say("report-before-year-end", {year: year, published: published}));
    }
  });

  rule("report-late", ANNUAL, function (data, tell, context, entry) {
    var year = Number(text(data.get("年度")) || NaN), published = entry.day("published_at");
    if (!entry.organ || !year || !published || /^[乡村]$/.test(entry.organ.level)) {
      return;
    }
    var slug = /人民政府$/.test(entry.organ.name) ? "annual-report-government" : "annual-report-department";
    var limit = form.data.words.limits[slug];
    if (!limit || limit.unit !== "月" || limit.amount < 1 || limit.amount > 11) {
      return;
    }
    var last = form.isoDate(new Date(Date.UTC(year + 1, limit.amount, 0)));
    if (published > last) {
      tell(["发布日期"], say("report-late", {published: published, last: last}));
    }
  });

  /* early.py */

  var TABLE = "依申请公开情况";

  function requestsOfEarly(data) {
    return data.get(TABLE) instanceof Map ? data.get(TABLE) : new Map();
  }

  /* A share of the whole as it is printed; null where there is none. */
  function shareOf(value) {
    return typeof value === "string" && form.well("percent", value) !== null
      ? form.decimal(value.trim().replace(/[%％]$/, "")) : null;
  }

  /* The parts of a group, each with its count and its share, null where that is not written; null without a group. */
  function partsOf(value) {
    return value instanceof Map && value.size ? Array.from(value, function (pair) {
      var part = pair[1];
      var isShare = typeof part === "string" && /[%％]$/.test(part.trim());
      var count = part instanceof Map ? part.get("件数") : isShare ? undefined : part;
      var share = part instanceof Map ? part.get("占比") : isShare ? part : undefined;
      return {name: pair[0], count: form.numberOf(count), share: shareOf(share)};
    }) : null;
  }

  /* The parts with their counts; null where some part has none, so that nothing can be added. */
  function countsOf(value) {
    var parts = partsOf(value);
    return parts && parts.every(function (part) {
      return part.count !== null;
    }) ? parts : null;
  }

  function sumOfCounts(parts) {
    return sum(parts.map(function (part) {
      return part.count;
    }));
  }

  function notAdding(tell, requests, field, wholeName) {
    var parts = countsOf(requests.get(field));
    var whole = form.numberOf(requests.get(wholeName));
    if (!parts || whole === null || sumOfCounts(parts) === whole) {
      return;
    }
    var total = sumOfCounts(parts);
    var written = parts.map(function (part) {
      return part.name + " " + part.count;
    }).join("＋");
    tell([TABLE, field], say("parts-not-adding", {
      added: written, sum: total, name: wholeName, whole: whole, gap: Math.abs(total - whole)
    }));
  }

  rule("channels-not-adding", EARLY, function (data, tell) {
    notAdding(tell, requestsOfEarly(data), "申请方式", "申请总数");
    notAdding(tell, requestsOfEarly(data), "申请内容", "申请总数");
  });

  rule("answers-not-adding", EARLY, function (data, tell) {
    notAdding(tell, requestsOfEarly(data), "答复情况", "答复总数");
  });

  rule("answers-exceed-requests", EARLY, function (data, tell) {
    var requests = requestsOfEarly(data);
    var answered = form.numberOf(requests.get("答复总数"));
    var received = form.numberOf(requests.get("申请总数"));
    var name = answered === null ? "答复情况" : "答复总数";
    var found = answered === null ? sumOfCounts(countsOf(requests.get("答复情况")) || []) : answered;
    var asked = received + (form.numberOf(requests.get("上年结转")) || 0);
    if (received !== null && found > asked) {
      tell([TABLE, name], say("answers-exceed-requests", {answered: found, asked: asked}));
    }
  });

  /* Each group of parts with its name and its whole. */
  function parted(data) {
    var requests = requestsOfEarly(data);
    var received = form.numberOf(requests.get("申请总数"));
    var answered = form.numberOf(requests.get("答复总数"));
    return [["申请方式", received], ["申请内容", received], ["答复情况", answered === null ? received : answered]]
      .map(function (one) {
        return {field: one[0], whole: one[1], parts: partsOf(requests.get(one[0])) || []};
      });
  }

  rule("share-mismatch", EARLY, function (data, tell) {
    parted(data).forEach(function (group) {
      group.parts.forEach(function (part) {
        if (part.count === null || part.share === null || !group.whole) {
          return;
        }
        /* count / whole in units of the last decimal that is printed, as a fraction: units / whole */
        var whole = BigInt(group.whole);
        var units = BigInt(part.count) * BigInt(100) * BigInt(10) ** BigInt(part.share.decimals);
        var gap = (units - part.share.units * whole) * BigInt(2);
        if ((gap < 0 ? -gap : gap) > whole) {
          var rounded = (units * BigInt(2) + whole) / (whole * BigInt(2));
          var right = form.sum([{units: rounded, decimals: part.share.decimals}]).text;
          tell([TABLE, group.field, part.name, "占比"], say("share-mismatch", {
            name: part.name, count: part.count, whole: group.whole, right: right, share: part.share.text
          }), part.name);
        }
      });
    });
  });

  rule("shares-exceed-whole", EARLY, function (data, tell) {
    parted(data).forEach(function (group) {
      var shares = group.parts.map(function (part) {
        return part.share;
      }).filter(Boolean);
      var least = form.sum(shares.concat(shares.map(function (share) {
        return {units: BigInt(-5), decimals: share.decimals + 1};
      })));
      if (form.compared(least, form.decimal("100")) > 0) {
        tell([TABLE, group.field], say("shares-exceed-whole", {total: form.sum(shares).text}));
      }
    });
  });

  rule("early-form-outdated", EARLY, function (data, tell) {
    var year = text(data.get("年度"));
    if (year !== null && Number(year) >= report.formOf) {
      tell(["年度"], say("early-form-outdated", {year: year}));
    }
  });
})();
