/* The rules about entries of one kind that the form looks at; the twins of the functions of the same names in
   hooks/disclosure/rules. See rules.js. */
(function () {
  "use strict";

  var form = window.disclosureForm;
  var words = form.data.words;
  var say = form.say;
  var text = form.textOf;
  var day = form.dayOf;
  var rowsOf = form.rowsOf;
  var rule = form.kindRule;

  function counted(value) {
    return value === undefined ? 0 : form.numberOf(value);
  }


  function isIn(value, list) {
    return (list || []).indexOf(value) >= 0;
  }

  /* statistics.py */

  var STEPS = {"年": 12, "半年": 6, "季度": 3, "月": 1, "累计": 1};

  /* A stretch of time: {text, year, last month, shape, order}; null where it is not well. */
  function periodOf(value) {
    var said = text(value);
    var found = said === null ? null : form.fullmatch("period", said);
    if (!found) {
      return null;
    }
    var named = found.groups;
    var shape = named.half ? "半年" : named.quarter ? "季度" : named.month ? "月" : named.until ? "累计" : "年";
    var last = named.half ? (named.half === "上" ? 6 : 12) : named.quarter ? 3 * ("一二三四".indexOf(named.quarter) + 1)
      : Number(named.month || named.until || 12);
    return {text: said, year: Number(found[1]), last: last, shape: shape, order: Number(found[1]) * 12 + last};
  }

  /* Whether a period comes at once after one of the same shape; 累计 of a year begins in February. */
  function isNext(before, after) {
    var last = before.last + STEPS[before.shape];
    var first = {"年": 12, "半年": 6, "季度": 3, "月": 1, "累计": 2}[before.shape];
    return last <= 12 ? after.year === before.year && after.last === last
      : after.year === before.year + 1 && after.last === first;
  }

  function seriesOf(data) {
    return rowsOf(data.get("指标数据")).map(function (series) {
      return {row: series.row, place: series.place, values: rowsOf(series.row.get("数据")).map(function (item) {
        return {
          row: item.row, period: periodOf(item.row.get("期间")), loc: ["指标数据", series.place, "数据", item.place]
        };
      })};
    });
  }

  /* look(the period before, this one, the place of this one) for all that follow each other */
  function following(data, look) {
    seriesOf(data).forEach(function (series) {
      series.values.slice(1).forEach(function (item, place) {
        var before = series.values[place].period;
        if (before && item.period) {
          look(before, item.period, item.loc.concat("期间"));
        }
      });
    });
  }

  rule("period-out-of-order", ["statistic"], function (data, tell) {
    following(data, function (before, period, loc) {
      var gaps = {period: period.text, before: before.text};
      if (period.shape !== before.shape) {
        tell(loc, say("period-out-of-order.shape", gaps));
      } else if (period.order === before.order) {
        tell(loc, say("period-out-of-order.twice", gaps));
      } else if (period.order < before.order) {
        tell(loc, say("period-out-of-order", gaps));
      }
    });
  });

  rule("period-gap", ["statistic"], function (data, tell) {
    following(data, function (before, period, loc) {
      if (period.shape === before.shape && period.order > before.order && !isNext(before, period)) {
        tell(loc, say("period-gap", {before: before.text, period: period.text}));
      }
    });
  });

  rule("figure-missing", ["statistic"], function (data, tell) {
    seriesOf(data).forEach(function (series) {
      series.values.forEach(function (item) {
        var has = item.row.has.bind(item.row);
        var gaps = {period: item.period ? item.period.text : ""};
        if (!item.period) {
          return;
        }
        if (!has("数值") && !has("空缺")) {
          tell(item.loc.concat("期间"), say("figure-missing", gaps));
        } else if (has("数值") && has("空缺")) {
          tell(item.loc.concat("空缺"), say("figure-missing.both", gaps));
        } else if (!has("数值") && has("同比")) {
          tell(item.loc.concat("同比"), say("figure-missing.growth", gaps));
        }
      });
    });
  });

  /* What makes two series the same. */
  function seriesKey(row) {
    var first = rowsOf(row.get("数据"))[0];
    var period = first && periodOf(first.row.get("期间"));
    return [text(row.get("指标")), text(row.get("单位")), period ? period.shape : null];
  }

  /* fees.py */

  var LISTS = {
    "fee": ["收费项目", ["项目名称", "执收单位"], "项目名称"],
    "resource-trading": ["项目", ["类别", "名称"], "名称"],
    "plan": ["指标表", ["指标"], "指标"],
    "major-project": ["批准", ["事项", "文号"], "事项"],
    "statistic": ["指标数据", null, "指标"]
  };

  rule("duplicate-item", Object.keys(LISTS), function (data, tell, context, entry) {
    var how = LISTS[entry.kind.slug];
    var seen = new Map();
    rowsOf(data.get(how[0])).forEach(function (item) {
      var key = how[1] ? how[1].map(function (name) {
        return text(item.row.get(name));
      }) : seriesKey(item.row);
      if (key.indexOf(null) >= 0) {
        return;
      }
      var first = seen.get(JSON.stringify(key));
      if (first === undefined) {
        seen.set(JSON.stringify(key), item.place);
      } else {
        tell([how[0], item.place, how[2]], say("duplicate-item", {found: form.quote(key.join("，")), first: first + 1}));
      }
    });
  });

  rule("fee-without-standard", ["fee"], function (data, tell) {
    rowsOf(data.get("收费项目")).forEach(function (fee) {
      rowsOf(fee.row.get("收费标准")).forEach(function (standard) {
        var loc = ["收费项目", fee.place, "收费标准", standard.place];
        if (!standard.row.has("标准") && !standard.row.has("说明")) {
          tell(loc, say("fee-without-standard", {}));
        } else if (standard.row.has("标准") && !standard.row.has("计费单位")) {
          tell(loc.concat("标准"), say("fee-without-standard.unit", {}));
        }
      });
    });
  });

  function isCharged(fee) {
    return !/停|免|取消/.test(text(fee.row.get("状态")) || "");
  }

  rule("fee-stop-unexplained", ["fee"], function (data, tell) {
    rowsOf(data.get("收费项目")).forEach(function (fee) {
      if (!isCharged(fee) && !fee.row.has("停征依据")) {
        tell(["收费项目", fee.place, "状态"], say("fee-stop-unexplained", {state: text(fee.row.get("状态"))}));
      }
    });
  });

  rule("fee-dates-reversed", ["fee"], function (data, tell) {
    rowsOf(data.get("收费项目")).forEach(function (fee) {
      var start = day(fee.row.get("起")), end = day(fee.row.get("止"));
      if (start && end && end < start) {
        tell(["收费项目", fee.place, "止"], say("fee-dates-reversed", {end: end, start: start}));
      }
    });
  });

  rule("fee-state-outdated", ["fee"], function (data, tell, context) {
    var year = text(data.get("年度"));
    if (year === null || Number(year) < Number(context.today.slice(0, 4))) {
      return;
    }
    rowsOf(data.get("收费项目")).filter(isCharged).forEach(function (fee) {
      var start = day(fee.row.get("起")), end = day(fee.row.get("止"));
      var state = text(fee.row.get("状态"));
      var loc = ["收费项目", fee.place, "状态"];
      if (state === null) {
        return;
      }
      if (end && end < context.today) {
        tell(loc, say("fee-state-outdated.ended", {day: end, state: form.quote(state)}));
      } else if (start && start > context.today) {
        tell(loc, say("fee-state-outdated", {day: start, state: form.quote(state)}));
      }
    });
  });

  /* inspections.py */

  function results(data) {
    return [["合格", "合格数"], ["不合格", "不合格数"], ["其他", "其他数"]].map(function (pair) {
      return {result: pair[0], name: pair[1], count: counted(data.get(pair[1]))};
    });
  }

  rule("inspection-counts", ["inspection"], function (data, tell) {
    var found = form.numberOf(data.get("检查数"));
    var counts = results(data).map(function (one) {
      return one.count;
    });
    var total = counts[0] + counts[1] + counts[2];
    if (found !== null && counts.indexOf(null) < 0 && total !== found) {
      tell(["检查数"], say("inspection-counts", {
        found: found, passed: counts[0], failed: counts[1], others: counts[2], total: total, gap: Math.abs(found - total)
      }));
    }
  });

  rule("inspection-table-counts", ["inspection"], function (data, tell) {
    var findings = rowsOf(data.get("结果表"));
    var isWhole = text(data.get("结果表范围")) === "全部";
    results(data).forEach(function (one) {
      var rows = findings.filter(function (finding) {
        return text(finding.row.get("结果")) === one.result;
      }).length;
      if (!findings.length || one.count === null) {
        return;
      }
      var gaps = {result: one.result, rows: rows, name: one.name, count: one.count};
      if (rows > one.count) {
        tell(["结果表"], say("inspection-table-counts", gaps));
      } else if (isWhole && rows < one.count) {
        tell(["结果表"], say("inspection-table-counts.few", gaps));
      }
    });
  });

  rule("inspection-unhandled", ["inspection"], function (data, tell) {
    if (data.has("后续处理")) {
      return;
    }
    var failed = rowsOf(data.get("结果表")).filter(function (finding) {
      return text(finding.row.get("结果")) === "不合格";
    });
    failed.forEach(function (finding) {
      if (!finding.row.has("处理")) {
        tell(["结果表", finding.place, "结果"], say("inspection-unhandled", {}));
      }
    });
    var count = form.numberOf(data.get("不合格数"));
    if (count !== null && count > failed.length) {
      var name = failed.length ? "inspection-unhandled.some" : "inspection-unhandled.none";
      tell(["不合格数"], say(name, {failed: count, rows: failed.length}));
    }
  });

  rule("rectified-over-failed", ["inspection"], function (data, tell) {
    var rectified = form.numberOf(data.get("已整改数"));
    var failed = form.numberOf(data.get("不合格数"));
    if (rectified !== null && failed !== null && rectified > failed) {
      tell(["已整改数"], say("rectified-over-failed", {rectified: rectified, failed: failed}));
    }
  });

  /* recruitments.py */

  rule("quota-sum", ["recruitment"], function (data, tell) {
    var quota = form.numberOf(data.get("名额合计"));
    var quotas = rowsOf(data.get("职位")).map(function (position) {
      return form.numberOf(position.row.get("名额"));
    });
    if (quota === null || !quotas.length || quotas.indexOf(null) >= 0) {
      return;
    }
    var total = quotas.reduce(function (sum, one) {
      return sum + one;
    }, 0);
    if (quota !== total) {
      tell(["名额合计"], say("quota-sum", {quota: quota, positions: quotas.length, total: total}));
    }
  });

  rule("duplicate-position", ["recruitment"], function (data, tell) {
    var seen = new Set();
    rowsOf(data.get("职位")).forEach(function (position) {
      var code = text(position.row.get("职位代码"));
      if (code !== null && seen.has(code)) {
        tell(["职位", position.place, "职位代码"], say("duplicate-position", {found: form.quote(code)}));
      }
      seen.add(code);
    });
  });

  rule("exam-number-unmasked", ["recruitment"], function (data, tell) {
    rowsOf(data.get("名单")).forEach(function (candidate) {
      var number = text(candidate.row.get("准考证号"));
      if (number !== null && form.pattern("exam-number").test(number)) {
        tell(["名单", candidate.place, "准考证号"], say("exam-number-unmasked", {}));
      }
    });
  });

  function shifted(iso, days) {
    var moved = new Date(iso + "T00:00:00Z");
    moved.setUTCDate(moved.getUTCDate() + days);
    return form.isoDate(moved);
  }

  function daysBetween(first, last) {
    return Math.round((new Date(last + "T00:00:00Z") - new Date(first + "T00:00:00Z")) / 86400000);
  }

  function later(one, other) {
    return one > other ? one : other;
  }

  rule("publicity-too-short", ["recruitment"], function (data, tell, context, entry) {
    var limit = form.limit("hiring-publicity");
    var start = day(data.get("公示开始日期")), end = day(data.get("公示结束日期"));
    var published = entry.day("published_at");
    if (limit === null || !start || !end || !published || text(data.get("阶段")) !== "拟录用公示" || end < start) {
      return;
    }
    var first = later(start, published);
    var taken = form.workingDays(shifted(first, -1), end, limit);
    if (taken < limit) {
      tell(["公示结束日期"], say("publicity-too-short", {first: first, end: end, taken: taken, limit: limit}));
    }
  });

  /* consultations.py */

  var LIMITS = {"重大行政决策": "decision-consultation", "涉企行政规范性文件": "business-rule-consultation"};
  var CALL = "征集公告";

  function shortness(isBinding) {
    return function (data, tell, context, entry) {
      var type = text(data.get("征集类型"));
      var limit = words.limits[LIMITS[type]];
      var opens = day(data.get("起始日期")), closes = day(data.get("截止日期"));
      var published = entry.day("published_at");
      if ((type === "重大行政决策") !== isBinding || !limit || text(data.get("阶段")) !== CALL ||
        data.has("缩短期限的说明") || !opens || !closes || !published || closes < opens) {
        return;
      }
      var first = later(opens, published);
      var days = daysBetween(first, closes) + 1;
      if (days < limit.amount) {
        tell(["截止日期"], say("consultation-short", {
          first: first, last: closes, days: Math.max(days, 0), limit: limit.amount, basis: limit.basis
        }));
      }
    };
  }

  rule("decision-consultation-short", ["consultation"], shortness(true));
  rule("consultation-short", ["consultation"], shortness(false));

  rule("consultation-without-draft", ["consultation"], function (data, tell, context, entry) {
    if (text(data.get("阶段")) === CALL && !data.has("草案") && !entry.items("attachments").length) {
      tell(["阶段"], say("consultation-without-draft", {}), "草案");
    }
  });

  rule("opinions-do-not-add-up", ["consultation"], function (data, tell) {
    var received = form.numberOf(data.get("收到意见数"));
    var adopted = form.numberOf(data.get("采纳数"));
    var partly = counted(data.get("部分采纳数")), rejected = counted(data.get("未采纳数"));
    if (received === null || adopted === null || partly === null || rejected === null) {
      return;
    }
    var total = adopted + partly + rejected;
    if (total > received || (data.has("未采纳数") && total < received)) {
      tell(["收到意见数"], say("opinions-do-not-add-up", {
        received: received, adopted: adopted, partly: partly, rejected: rejected, total: total
      }));
    }
    var listed = rowsOf(data.get("意见处理")).reduce(function (sum, opinion) {
      return sum + (form.numberOf(opinion.row.get("件数")) || 1);
    }, 0);
    if (listed > received) {
      tell(["意见处理"], say("opinions-do-not-add-up.listed", {listed: listed, received: received}));
    }
  });

  rule("rejection-unexplained", ["consultation"], function (data, tell) {
    if (data.has("未采纳理由")) {
      return;
    }
    var refused = rowsOf(data.get("意见处理")).filter(function (opinion) {
      return text(opinion.row.get("采纳情况")) === "未采纳";
    });
    refused.forEach(function (opinion) {
      if (!opinion.row.has("说明")) {
        tell(["意见处理", opinion.place, "采纳情况"], say("rejection-unexplained", {}));
      }
    });
    var rejected = form.numberOf(data.get("未采纳数"));
    if (rejected && !refused.length) {
      tell(["未采纳数"], say("rejection-unexplained.all", {rejected: rejected}));
    }
  });

  /* alerts.py */

  var LEVELS = words.lists["预警级别"], COLOURS = words.lists["预警颜色"];
  var UNGRADED = "社会安全事件";

  function graded(data, entry) {
    if (entry.kind.slug === "alert") {
      return [{loc: ["预警颜色"], level: text(data.get("预警级别")), colour: text(data.get("预警颜色"))}];
    }
    return rowsOf(data.get("预警级别")).map(function (one) {
      return {
        loc: ["预警级别", one.place, "颜色"], level: text(one.row.get("级别")), colour: text(one.row.get("颜色"))
      };
    });
  }

  rule("level-colour-mismatch", ["alert", "emergency-plan"], function (data, tell, context, entry) {
    graded(data, entry).forEach(function (one) {
      var place = LEVELS.indexOf(one.level);
      var wanted = one.level !== null && place >= 0 && place < COLOURS.length ? COLOURS[place] : one.colour;
      if (one.colour !== null && one.colour !== wanted && isIn(one.colour, COLOURS.slice(0, LEVELS.length))) {
        tell(one.loc, say("level-colour-mismatch", {level: one.level, colour: one.colour, wanted: wanted}));
      }
    });
  });

  rule("alert-title-level", ["alert"], function (data, tell) {
    var level = text(data.get("预警级别")), colour = text(data.get("预警颜色")), title = text(data.get("标题"));
    if ((data.get("原预警") || []).length || level === null || title === null) {
      return;
    }
    [["颜色", colour, COLOURS], ["级别", level, LEVELS.map(function (name) {
      return name + "预警";
    })]].forEach(function (one) {
      var said = one[2].filter(function (name) {
        return title.indexOf(name) >= 0;
      });
      var agrees = said.some(function (name) {
        return name.indexOf(one[1]) === 0;
      });
      if (one[1] !== null && said.length && !agrees) {
        tell(["标题"], say("alert-title-level", {found: form.quote(said[0]), name: one[0], own: form.quote(one[1])}));
      }
    });
  });

  rule("level-not-graded", ["alert", "emergency-plan"], function (data, tell, context, entry) {
    if (text(data.get("事件类别")) !== UNGRADED) {
      return;
    }
    var level = data.get("预警级别");
    var hasLevel = entry.kind.slug === "alert" ? level !== undefined : rowsOf(level).length > 0;
    if (hasLevel || data.has("预警颜色")) {
      var name = hasLevel ? "预警级别" : "预警颜色";
      tell([name], say("level-not-graded", {name: name}));
    }
  });

  rule("alert-without-level", ["alert"], function (data, tell) {
    var missing = ["预警级别", "预警颜色"].filter(function (name) {
      return !data.has(name);
    });
    var event = text(data.get("事件类别"));
    if (event !== null && event !== UNGRADED && text(data.get("预警状态")) !== "解除" && missing.length) {
      tell(["预警状态"], say("alert-without-level", {names: form.listed(missing.map(function (name) {
        return form.quote(name);
      }))}));
    }
  });

  function withTime(moment) {
    return moment.length > 10 ? moment : moment + " 00:00";
  }

  rule("published-before-announced", ["alert"], function (data, tell, context, entry) {
    var published = entry.moment("published_at"), announced = form.momentOf(data.get("发布时间"));
    if (!published || !announced) {
      return;
    }
    var isTimed = published.length > 10;
    var isEarly = isTimed ? published < withTime(announced) : published < announced.slice(0, 10);
    if (isEarly) {
      var gaps = {announced: withTime(announced), published: withTime(published)};
      tell(["发布时间"], say("published-before-announced", gaps));
    }
  });

  /* emergency_plans.py */

  rule("plan-level-order", ["emergency-plan"], function (data, tell) {
    ["响应级别", "预警级别"].forEach(function (name) {
      var levels = rowsOf(data.get(name)).map(function (one) {
        return text(one.row.get("级别"));
      });
      var places = levels.map(function (level) {
        return words.lists[name].indexOf(level);
      }).filter(function (place) {
        return place >= 0;
      });
      var twice = levels.findIndex(function (level, number) {
        return level !== null && levels.indexOf(level) < number;
      });
      var rises = places.every(function (place, number) {
        return !number || places[number - 1] <= place;
      });
      var falls = places.every(function (place, number) {
        return !number || places[number - 1] >= place;
      });
      if (twice >= 0) {
        tell([name, twice, "级别"], say("plan-level-order.twice", {found: form.quote(levels[twice])}));
      } else if (!rises && !falls) {
        tell([name, 0, "级别"], say("plan-level-order", {levels: form.listed(levels)}));
      }
    });
  });

  rule("plan-without-phone", ["emergency-plan"], function (data, tell) {
    if (rowsOf(data.get("响应级别")).length && !data.has("值班电话") && isLive(data)) {
      tell(["响应级别"], say("plan-without-phone", {}), "值班电话");
    }
  });

  function filed(data) {
    var filing = data.get("备案");
    return filing instanceof Map ? day(filing.get("日期")) : null;
  }

  rule("plan-filed-before-printed", ["emergency-plan"], function (data, tell) {
    var on = filed(data), printed = day(data.get("印发日期"));
    if (on && printed && on < printed) {
      tell(["备案", "日期"], say("plan-filed-before-printed", {filed: on, printed: printed}), "备案日期");
    }
  });

  rule("plan-filed-late", ["emergency-plan"], function (data, tell) {
    var on = filed(data), printed = day(data.get("印发日期"));
    var limit = form.limit("emergency-plan-filing");
    if (limit !== null && on && printed && form.workingDays(printed, on, limit) > limit) {
      tell(["备案", "日期"], say("plan-filed-late", {printed: printed, filed: on, limit: limit}), "备案日期");
    }
  });

  function isLive(data) {
    return isIn(words.validity[text(data.get("有效性"))], ["in_force", "amended", "pending"]);
  }

  /* The same day some years later; 28 February for 29 February of a leap year. */
  function yearsLater(iso, years) {
    var parts = iso.split("-").map(Number);
    return form.calendarDay(parts[0] + years, parts[1], parts[2]) || form.isoDay(parts[0] + years, parts[1], 28);
  }

  rule("plan-evaluation-due", ["emergency-plan"], function (data, tell, context) {
    var limit = form.limit("emergency-plan-evaluation");
    var printed = day(data.get("印发日期")), evaluated = day(data.get("上次评估日期"));
    var next = day(data.get("下次评估日期"));
    if (limit === null || !printed || !isLive(data)) {
      return;
    }
    var last = evaluated && evaluated > printed ? evaluated : printed;
    var due = yearsLater(last, limit);
    var name = evaluated === last ? "上次评估日期" : "印发日期";
    var by = next || due;
    if (next && next > due) {
      var gaps = {next: next, name: name, last: last, limit: limit, due: due};
      tell(["下次评估日期"], say("plan-evaluation-due.next", gaps));
    } else if (last <= by && by < context.today) {
      tell([next ? "下次评估日期" : name], say("plan-evaluation-due", {by: by}));
    }
  });

  rule("plan-contents-missing", ["emergency-plan"], function (data, tell) {
    var headings = Array.from((text(data.get("正文")) || "").matchAll(/^\s{0,3}#{1,6}\s*(.+)$/gm), function (found) {
      return found[1];
    });
    var contents = words.planContents;
    if (headings.length < contents.fewest || text(data.get("简本")) === "是" || !isLive(data)) {
      return;
    }
    var missing = Object.keys(contents.words).filter(function (name) {
      return !contents.words[name].some(function (word) {
        return headings.join("\n").indexOf(word) >= 0;
      });
    });
    if (missing.length) {
      tell(["正文"], say("plan-contents-missing", {names: form.listed(missing.map(function (name) {
        return form.quote(name);
      }))}));
    }
  });

  /* procurement.py */

  rule("procurement-dates-reversed", ["procurement"], function (data, tell) {
    var known = ["文件发出日期", "开标时间", "中标（成交）日期", "合同签订日期", "验收日期"].map(function (name) {
      return {name: name, day: day(data.get(name))};
    }).filter(function (one) {
      return one.day;
    });
    known.slice(1).forEach(function (one, place) {
      var before = known[place];
      if (one.day < before.day) {
        tell([one.name], say("procurement-dates-reversed", {day: one.day, before: before.name, earlier: before.day}));
      }
    });
  });

  rule("award-over-budget", ["procurement"], function (data, tell) {
    var known = ["预算金额", "最高限价", "中标（成交）金额", "合同金额"].map(function (name) {
      return {name: name, amount: form.amountOf(data.get(name))};
    }).filter(function (one) {
      return one.amount;
    });
    known.forEach(function (one, place) {
      var above = known.slice(0, place).filter(function (other) {
        return form.compared(one.amount, other.amount) > 0;
      })[0];
      if (above) {
        tell([one.name], say("award-over-budget", {
          amount: one.amount.text, name: above.name, most: above.amount.text
        }));
      }
    });
  });

  rule("supplier-amounts-disagree", ["procurement"], function (data, tell) {
    var name = text(data.get("阶段")) === "采购合同" ? "合同金额" : "中标（成交）金额";
    var total = form.amountOf(data.get(name));
    var amounts = rowsOf(data.get("供应商")).map(function (supplier) {
      return form.amountOf(supplier.row.get("金额"));
    });
    if (!total || !amounts.length || amounts.indexOf(null) >= 0) {
      return;
    }
    var sum = form.sum(amounts);
    if (form.compared(sum, total) !== 0) {
      tell([name], say("supplier-amounts-disagree", {sum: sum.text, name: name, total: total.text}));
    }
  });

  rule("award-late", ["procurement"], function (data, tell, context, entry) {
    var shown = entry.day("published_at");
    [["中标（成交）结果", "中标（成交）日期", "procurement-award"],
      ["采购合同", "合同签订日期", "procurement-contract"]].forEach(function (one) {
      var made = day(data.get(one[1]));
      var limit = form.limit(one[2]);
      if (text(data.get("阶段")) === one[0] && made && shown && limit !== null &&
        form.workingDays(made, shown, limit) > limit) {
        tell([one[1]], say("award-late", {day: made, shown: shown, limit: limit}));
      }
    });
  });

  rule("bid-time-short", ["procurement"], function (data, tell, context, entry) {
    var limit = form.limit("procurement-bid");
    var opening = day(data.get("开标时间"));
    var start = day(data.get("文件发出日期")) || entry.day("published_at");
    if (limit === null || text(data.get("阶段")) !== "采购公告" || text(data.get("采购方式")) !== "公开招标" ||
      !opening || !start) {
      return;
    }
    var days = daysBetween(start, opening);
    if (days >= 0 && days < limit) {
      tell(["开标时间"], say("bid-time-short", {start: start, opening: opening, days: days, limit: limit}));
    }
  });

  /* projects.py */

  rule("bad-project-code", ["major-project"], function (data, tell) {
    var code = text(data.get("项目代码"));
    if (code !== null && !form.fullmatch("project-code", code)) {
      tell(["项目代码"], say("bad-project-code", {found: code}));
    }
  });

  function steps(data) {
    return rowsOf(data.get("进展")).map(function (step) {
      return {
        place: step.place, day: day(step.row.get("日期")), stage: text(step.row.get("环节")) || "",
        invested: form.amountOf(step.row.get("累计完成投资"))
      };
    });
  }

  rule("progress-out-of-order", ["major-project"], function (data, tell) {
    var all = steps(data);
    all.slice(1).forEach(function (step, place) {
      var before = all[place];
      if (step.day && before.day && step.day < before.day) {
        tell(["进展", step.place, "日期"], say("progress-out-of-order", {day: step.day, before: before.day}));
      }
    });
    var known = all.filter(function (step) {
      return step.invested;
    });
    known.slice(1).forEach(function (step, place) {
      var before = known[place];
      if (form.compared(step.invested, before.invested) < 0) {
        tell(["进展", step.place, "累计完成投资"],
          say("progress-out-of-order.money", {now: step.invested.text, before: before.invested.text}));
      }
    });
    var start = day(data.get("计划开工")), end = day(data.get("计划竣工"));
    if (start && end && end < start) {
      tell(["计划竣工"], say("progress-out-of-order.plan", {end: end, start: start}));
    }
  });

  rule("construction-before-approval", ["major-project"], function (data, tell) {
    var approved = rowsOf(data.get("批准")).map(function (approval) {
      return day(approval.row.get("日期"));
    });
    var first = approved.slice().sort()[0];
    if (!approved.length || approved.indexOf(null) >= 0) {
      return;
    }
    steps(data).forEach(function (step) {
      if (/^(?:施工|竣工)/.test(step.stage) && step.day && step.day < first) {
        tell(["进展", step.place, "日期"], say("construction-before-approval", {day: step.day, first: first}));
      }
    });
  });

  rule("investment-beyond-total", ["major-project"], function (data, tell) {
    var total = form.amountOf(data.get("总投资"));
    steps(data).forEach(function (step) {
      if (total && step.invested && form.compared(step.invested, total) > 0) {
        tell(["进展", step.place, "累计完成投资"],
          say("investment-beyond-total", {now: step.invested.text, total: total.text}));
      }
    });
  });

  rule("project-state-contradicted", ["major-project"], function (data, tell) {
    var state = text(data.get("状态"));
    var stages = steps(data).map(function (step) {
      return step.stage;
    });
    var isFinished = isIn("竣工有关信息", stages);
    if (state !== null && isFinished && !isIn(state, ["竣工", "停建"])) {
      tell(["状态"], say("project-state-contradicted", {state: state}));
    } else if (!isFinished && state === "竣工") {
      tell(["状态"], say("project-state-contradicted.early", {}));
    } else if (isIn("施工有关信息", stages) && state === "前期工作") {
      tell(["状态"], say("project-state-contradicted.building", {}));
    }
  });

  /* service_lists.py */

  rule("bad-item-code", ["service-guide", "service-list"], function (data, tell, context, entry) {
    var codes = entry.kind.slug === "service-guide" ? [{loc: ["实施编码"], code: text(data.get("实施编码"))}]
      : rowsOf(data.get("事项")).map(function (item) {
        return {loc: ["事项", item.place, "实施编码"], code: text(item.row.get("实施编码"))};
      });
    codes.forEach(function (one) {
      if (one.code !== null && !form.fullmatch("item-code", one.code)) {
        tell(one.loc, say("bad-item-code", {found: form.quote(one.code)}));
      }
    });
  });
})();
