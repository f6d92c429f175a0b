/* The rules about 办事指南, 权责清单, 规划, 行政许可和行政处罚决定, 标准目录 that the form looks at; the twins of the
   functions of the same names in hooks/disclosure/rules. See rules.js. */
(function () {
  "use strict";

  var form = window.disclosureForm;
  var words = form.data.words;
  var say = form.say;
  var text = form.textOf;
  var day = form.dayOf;
  var rowsOf = form.rowsOf;
  var rule = form.kindRule;

  /* services.py */

  function missingElements(data) {
    return words.keyElements.filter(function (name) {
      return !data.has(name) && !(name === "办理材料" && data.has("材料说明"));
    });
  }

  function lacking(tell, missing) {
    var gaps = {count: missing.length, names: form.listed(missing)};
    tell(["标题"], say("guide-elements-missing", gaps), "办事指南");
  }

  rule("guide-elements-missing", ["service-guide"], function (data, tell) {
    var missing = missingElements(data);
    if (missing.length && missing.length < words.serviceElements) {
      lacking(tell, missing);
    }
  });

  rule("guide-impractical", ["service-guide"], function (data, tell) {
    var missing = missingElements(data);
    if (missing.length >= words.serviceElements) {
      lacking(tell, missing);
    }
  });

  /* A time limit in calendar days: it takes at least `low` and at most `high`; null where that cannot be said. */
  function spanOf(limit) {
    if (begins("at-once", limit)) {
      return {amount: 0, unit: "", low: 0, high: 1};
    }
    var found = begins("time-limit", limit);
    if (!found) {
      return null;
    }
    var amount = Number(found.groups.number);
    var unit = found.groups.unit.replace(/^个/, "");
    if (unit === "工作日") {
      return {amount: amount, unit: unit, low: amount, high: Infinity};
    }
    var days = {"小时": [1 / 24, 1 / 24], "分钟": [1 / 1440, 1 / 1440], "月": [28, 31]}[unit] || [1, 1];
    var named = unit === "自然日" || unit === "天" ? "日" : unit;
    return {amount: amount, unit: named, low: amount * days[0], high: amount * days[1]};
  }

  function begins(name, value) {
    var found = form.pattern(name).exec(value || "");
    return found && found.index === 0 ? found : null;
  }

  rule("bad-time-limit", ["service-guide"], function (data, tell) {
    ["法定时限", "承诺时限"].forEach(function (name) {
      var limit = text(data.get(name));
      if (limit !== null && !(name === "法定时限" && begins("no-limit", limit)) && !spanOf(limit)) {
        var number = /[0-9]{1,3}/.exec(limit);
        tell([name], say("bad-time-limit", {found: form.quote(limit), number: number ? number[0] : 5}));
      }
    });
  });

  rule("promise-exceeds-statute", ["service-guide"], function (data, tell) {
    var promised = text(data.get("承诺时限")), statutory = text(data.get("法定时限"));
    var one = spanOf(promised), other = spanOf(statutory);
    if (one && other && (one.unit === other.unit ? one.amount > other.amount : one.low > other.high)) {
      tell(["承诺时限"], say("promise-exceeds-statute", {
        promised: form.quote(promised), statutory: form.quote(statutory)
      }));
    }
  });

  rule("instant-with-days", ["service-guide"], function (data, tell) {
    var promised = text(data.get("承诺时限"));
    var span = spanOf(promised);
    if (text(data.get("办件类型")) === "即办件" && span && span.low > 1) {
      tell(["承诺时限"], say("instant-with-days", {promised: form.quote(promised)}));
    }
  });

  function feeOf(data) {
    return data.get("收费") instanceof Map ? data.get("收费") : new Map();
  }

  rule("fee-without-basis", ["service-guide"], function (data, tell) {
    var fee = feeOf(data);
    var missing = ["标准", "依据"].filter(function (name) {
      return !fee.has(name);
    });
    if (text(fee.get("是否收费")) === "是" && missing.length) {
      tell(["收费", "是否收费"], say("fee-without-basis", {names: missing.join("和")}));
    }
  });

  rule("free-with-price", ["service-guide"], function (data, tell) {
    var fee = feeOf(data);
    var charged = text(fee.get("是否收费")), standard = text(fee.get("标准"));
    if (charged !== null && charged !== "是" && standard !== null && !begins("free", standard)) {
      tell(["收费", "标准"], say("free-with-price", {standard: form.quote(standard)}));
    }
  });

  rule("material-vague", ["service-guide"], function (data, tell) {
    rowsOf(data.get("办理材料")).forEach(function (material) {
      var name = text(material.row.get("名称"));
      if (name !== null && form.pattern("vague-material").test(name)) {
        tell(["办理材料", material.place, "名称"], say("material-vague", {found: form.quote(name)}));
      }
    });
  });

  rule("sample-not-attached", ["service-guide"], function (data, tell, context, entry) {
    var there = rowsOf(entry.value("attachments")).map(function (attachment) {
      return text(attachment.row.get("文件"));
    });
    rowsOf(data.get("办理材料")).map(function (material) {
      return {loc: ["办理材料", material.place, "样表"], name: text(material.row.get("样表"))};
    }).concat({loc: ["审批结果样本"], name: text(data.get("审批结果样本"))}).forEach(function (one) {
      if (one.name !== null && there.indexOf(one.name) < 0) {
        tell(one.loc, say("sample-not-attached", {found: form.quote(one.name)}));
      }
    });
  });

  rule("bad-service-phone", ["service-guide"], function (data, tell) {
    ["联系电话", "监督投诉电话"].forEach(function (name) {
      (Array.isArray(data.get(name)) ? data.get(name) : []).forEach(function (item, place) {
        var phone = text(item);
        if (phone !== null && !form.fullmatch("service-phone", phone)) {
          var isOwn = form.pattern("service-mobile").test(phone);
          tell([name, place], say(isOwn ? "bad-service-phone.own" : "bad-service-phone", {found: form.quote(phone)}));
        }
      });
    });
  });

  rule("bad-service-hours", ["service-guide"], function (data, tell) {
    var hours = text(data.get("办理时间"));
    if (hours !== null && !form.pattern("clock").test(hours)) {
      tell(["办理时间"], say("bad-service-hours", {found: form.quote(hours)}));
    }
  });

  /* plans.py */

  function yearOf(value) {
    var found = typeof value === "string" ? form.well("year", value) : null;
    return found === null ? null : Number(found);
  }

  rule("plan-period-reversed", ["plan"], function (data, tell) {
    var start = yearOf(data.get("起始年")), end = yearOf(data.get("结束年")), outlook = yearOf(data.get("展望年"));
    if (start === null || end === null) {
      return;
    }
    if (end < start) {
      tell(["结束年"], say("plan-period-reversed", {end: end, start: start}));
      return;
    }
    if (outlook !== null && outlook <= end) {
      tell(["展望年"], say("plan-period-reversed.outlook", {year: outlook, end: end}));
    }
    ["评估", "调整"].forEach(function (name) {
      rowsOf(data.get(name)).forEach(function (one) {
        var on = day(one.row.get("日期"));
        if (on && Number(on.slice(0, 4)) < start) {
          tell([name, one.place, "日期"], say("plan-period-reversed.days", {day: on, start: start}));
        }
      });
    });
    rowsOf(data.get("指标表")).forEach(function (indicator) {
      var base = yearOf(indicator.row.get("基期"));
      if (base !== null && base > end) {
        tell(["指标表", indicator.place, "基期"], say("plan-period-reversed.base", {year: base, end: end}));
      }
    });
  });

  rule("plan-state-outdated", ["plan"], function (data, tell, context) {
    var end = yearOf(data.get("结束年")), state = text(data.get("状态"));
    var year = Number(context.today.slice(0, 4));
    if (end === null || state === null) {
      return;
    }
    if (end < year && ["实施中", "已调整", "编制中", "征求意见"].indexOf(state) >= 0) {
      tell(["状态"], say("plan-state-outdated", {end: end, state: form.quote(state)}));
    } else if (end >= year && state === "期满") {
      tell(["状态"], say("plan-state-outdated.running", {end: end}));
    }
  });

  rule("plan-approval-missing", ["plan"], function (data, tell) {
    var state = text(data.get("状态"));
    if (["实施中", "已调整", "期满"].indexOf(state) < 0) {
      return;
    }
    ["批准机关", "批准日期"].forEach(function (name) {
      if (!data.has(name)) {
        tell(["状态"], say("plan-approval-missing", {state: form.quote(state), name: name}));
      }
    });
    if (state === "已调整" && !rowsOf(data.get("调整")).length) {
      tell(["状态"], say("plan-approval-missing.changes", {}));
    }
  });

  rule("indicator-without-target", ["plan"], function (data, tell) {
    rowsOf(data.get("指标表")).forEach(function (indicator) {
      if (!indicator.row.has("目标值") && !indicator.row.has("目标说明")) {
        tell(["指标表", indicator.place, "指标"], say("indicator-without-target", {}));
      }
      if (indicator.row.has("基期值") && !indicator.row.has("基期")) {
        tell(["指标表", indicator.place, "基期值"], say("indicator-without-target.base", {}));
      }
    });
  });

  /* powers.py */

  /* The adjustments of a power from the oldest, each with its place in the list. */
  function historyOf(power) {
    var changes = rowsOf(power.row.get("变更")).map(function (change) {
      return {place: change.place, day: day(change.row.get("日期")) || "", manner: text(change.row.get("方式"))};
    });
    if (changes.length && changes[0].day > changes[changes.length - 1].day) {
      changes.reverse();
    }
    changes.sort(function (one, other) {
      return one.day < other.day ? -1 : one.day > other.day ? 1 : 0;
    });
    return changes;
  }

  /* Whether a power is still exercised, by the last of its adjustments. */
  function isCurrent(power) {
    var last = historyOf(power).slice(-1)[0];
    return !last || words.powerStates.indexOf(last.manner) < 0;
  }

  function hasItems(power, name) {
    var value = power.row.get(name);
    return Array.isArray(value) && value.length > 0;
  }

  rule("duties-missing", ["power-list"], function (data, tell) {
    var powers = rowsOf(data.get("事项"));
    ["责任事项", "追责情形"].forEach(function (name) {
      var without = powers.filter(function (power) {
        return isCurrent(power) && !hasItems(power, name);
      });
      if (without.length === powers.length && powers.length > 1) {
        tell(["事项"], say("duties-missing.all", {name: name}), name);
        return;
      }
      without.forEach(function (power) {
        var gaps = {power: form.quote(text(power.row.get("职权名称"))), name: name};
        tell(["事项", power.place], say("duties-missing", gaps), name);
      });
    });
  });

  rule("discretion-missing", ["power-list"], function (data, tell) {
    rowsOf(data.get("事项")).forEach(function (power) {
      if (text(power.row.get("职权类型")) === "行政处罚" && isCurrent(power) && !hasItems(power, "裁量基准")) {
        var gaps = {power: form.quote(text(power.row.get("职权名称")))};
        tell(["事项", power.place], say("discretion-missing", gaps), "裁量基准");
      }
    });
  });

  rule("code-letter-mismatch", ["power-list"], function (data, tell) {
    var types = new Map((words.lists["职权编码字母"] || []).map(function (item) {
      var place = item.indexOf(" ");
      return place < 0 ? [item, ""] : [item.slice(0, place), item.slice(place + 1)];
    }));
    rowsOf(data.get("事项")).forEach(function (power) {
      var code = text(power.row.get("职权编码")), written = text(power.row.get("职权类型"));
      var letters = (code || "").split(/[-./]/).filter(function (part) {
        return types.has(part);
      });
      if (letters.length === 1 && written !== null && types.get(letters[0]) !== written) {
        tell(["事项", power.place, "职权编码"], say("code-letter-mismatch", {
          code: code, letter: letters[0], type: types.get(letters[0]), written: written
        }));
      }
    });
  });

  rule("adjustment-unexplained", ["power-list"], function (data, tell) {
    rowsOf(data.get("事项")).forEach(function (power) {
      rowsOf(power.row.get("变更")).forEach(function (change) {
        var manner = text(change.row.get("方式"));
        var isExplained = ["说明", "原因", "依据"].some(function (name) {
          var value = change.row.get(name);
          return value !== undefined && !(Array.isArray(value) && !value.length);
        });
        if (words.powerStates.indexOf(manner) >= 0 && !isExplained) {
          var gaps = {power: form.quote(text(power.row.get("职权名称"))), manner: manner};
          tell(["事项", power.place, "变更", change.place], say("adjustment-unexplained", gaps), "原因");
        }
      });
    });
  });

  rule("adjustment-contradicted", ["power-list"], function (data, tell) {
    rowsOf(data.get("事项")).forEach(function (power) {
      var history = historyOf(power);
      history.slice(1).forEach(function (later, place) {
        var earlier = history[place];
        var hasEnded = words.powerStates.indexOf(earlier.manner) >= 0;
        if (later.day && earlier.day && later.manner !== null && (later.manner === "新增") !== hasEnded) {
          tell(["事项", power.place, "变更", later.place, "方式"], say("adjustment-contradicted", {
            day: earlier.day, manner: earlier.manner, later: later.day, again: later.manner
          }));
        }
      });
    });
  });

  /* flows.py */

  var END = "结束";

  function named(item, name) {
    return item instanceof Map ? text(item.get(name)) : text(item);
  }

  /* Every flow with its place: its steps with their names and the branches that lead on. */
  function flowsOf(data) {
    return rowsOf(data.get("事项")).filter(function (power) {
      return hasItems(power, "流程");
    }).map(function (power) {
      var steps = power.row.get("流程").map(function (step) {
        var branches = step instanceof Map && Array.isArray(step.get("去向")) ? step.get("去向") : [];
        var limit = step instanceof Map ? text(step.get("时限")) : null;
        return {name: named(step, "环节"), limit: limit, branches: branches.map(function (branch) {
          return {to: named(branch, "到"), hasCondition: branch instanceof Map && branch.has("条件")};
        })};
      });
      return {loc: ["事项", power.place, "流程"], steps: steps, names: steps.map(function (step) {
        return step.name;
      })};
    });
  }

  function countOf(names, name) {
    return names.filter(function (one) {
      return one === name;
    }).length;
  }

  rule("unknown-flow-step", ["power-list"], function (data, tell) {
    flowsOf(data).forEach(function (flow) {
      flow.steps.forEach(function (step, number) {
        step.branches.forEach(function (branch, place) {
          var loc = flow.loc.concat(number, "去向", place, "到");
          var count = countOf(flow.names, branch.to);
          if (count > 1) {
            tell(loc, say("unknown-flow-step.same", {count: count, found: form.quote(branch.to)}));
          } else if (!count && branch.to !== END) {
            var names = form.listed(Array.from(new Set(flow.names)).concat(END));
            tell(loc, say("unknown-flow-step", {found: form.quote(branch.to), names: names}));
          }
        });
      });
    });
  });

  /* Whether a branch leads to no step, or to one of several with the same name. */
  function isLoose(step, names) {
    return step.branches.some(function (branch) {
      return countOf(names, branch.to) !== 1 && (branch.to !== END || names.indexOf(END) >= 0);
    });
  }

  /* Every way from step to step as [from, to], in the order in which it is written; behind the last is the end. */
  function waysOf(flow) {
    var ways = [];
    flow.steps.forEach(function (step, number) {
      if (!step.branches.length) {
        ways.push([number, number + 1]);
      }
      step.branches.forEach(function (branch) {
        var place = flow.names.indexOf(branch.to);
        if (place >= 0 || branch.to === END) {
          ways.push([number, place >= 0 ? place : flow.steps.length]);
        }
      });
    });
    return ways;
  }

  function reachable(starts, ways) {
    var seen = new Set(starts);
    var waiting = starts.slice();
    while (waiting.length) {
      var from = waiting.pop();
      ways.forEach(function (way) {
        if (way[0] === from && !seen.has(way[1])) {
          seen.add(way[1]);
          waiting.push(way[1]);
        }
      });
    }
    return seen;
  }

  rule("unreachable-flow-step", ["power-list"], function (data, tell) {
    flowsOf(data).forEach(function (flow) {
      var isAnyLoose = flow.steps.some(function (step) {
        return isLoose(step, flow.names);
      });
      if (isAnyLoose) {
        return;
      }
      var ways = waysOf(flow);
      var seen = reachable([0], ways);
      flow.steps.forEach(function (step, number) {
        if (!seen.has(number)) {
          tell(flow.loc.concat(number, "环节"), say("unreachable-flow-step", {found: form.quote(step.name)}));
          reachable([number], ways).forEach(seen.add, seen);
        }
      });
    });
  });

  /* The steps round which the first branches lead, from a step that no branch leads out of. */
  function circleFrom(start, ways) {
    function next(from) {
      return ways.filter(function (way) {
        return way[0] === from;
      })[0][1];
    }
    var way = [start];
    while (way.indexOf(next(way[way.length - 1])) < 0) {
      way.push(next(way[way.length - 1]));
    }
    return way.slice(way.indexOf(next(way[way.length - 1])));
  }

  rule("flow-without-end", ["power-list"], function (data, tell) {
    flowsOf(data).forEach(function (flow) {
      var ways = waysOf(flow);
      var backwards = ways.map(function (way) {
        return [way[1], way[0]];
      });
      var loose = flow.steps.map(function (step, number) {
        return isLoose(step, flow.names) ? number : -1;
      }).filter(function (number) {
        return number >= 0;
      });
      var fine = reachable([flow.steps.length].concat(loose), backwards);
      flow.steps.forEach(function (step, number) {
        if (fine.has(number)) {
          return;
        }
        var circle = circleFrom(number, ways);
        var names = circle.concat(circle[0]).map(function (place) {
          return flow.names[place];
        }).join(" → ");
        tell(flow.loc.concat(Math.min.apply(null, circle), "去向"), say("flow-without-end", {names: names, end: END}));
        reachable(circle, backwards).forEach(fine.add, fine);
      });
    });
  });

  var UNITS = {"工作日": "个工作日", "自然日": "日", "天": "日", "月": "个月"};

  /* A Chinese number below one hundred; 0 when it is none. */
  function chineseNumber(said) {
    var digits = "〇一二三四五六七八九";
    var plain = said.replace(/两/g, "二");
    var place = plain.lastIndexOf("十");
    var tens = place < 0 ? "" : plain.slice(0, place), ones = place < 0 ? plain : plain.slice(place + 1);
    if (Math.max(tens.length, ones.length) > 1) {
      return 0;
    }
    return (place < 0 ? 0 : 10 * (tens ? digits.indexOf(tens) : 1)) + (ones ? digits.indexOf(ones) : 0);
  }

  /* How a limit was probably meant, or nothing. */
  function likelyLimit(limit) {
    var plain = form.narrow(limit, "０１２３４５６７８９", "0123456789").split(/\s+/).join("");
    var found = form.fullmatch("flow-limit.loose", plain);
    if (!found) {
      return "";
    }
    var count = /^[0-9]+$/.test(found.groups.count) ? Number(found.groups.count) : chineseNumber(found.groups.count);
    return count ? (found.groups.start || "") + count + (UNITS[found.groups.unit] || found.groups.unit) : "";
  }

  rule("bad-flow-limit", ["power-list"], function (data, tell) {
    flowsOf(data).forEach(function (flow) {
      flow.steps.forEach(function (step, number) {
        if (step.limit !== null && !form.fullmatch("flow-limit", step.limit)) {
          var likely = likelyLimit(step.limit);
          var cure = likely ? say("likely", {right: likely}) : say("flow-limits", {});
          tell(flow.loc.concat(number, "时限"), say("bad-flow-limit", {found: form.quote(step.limit), cure: cure[1]}));
        }
      });
    });
  });

  rule("flow-condition-missing", ["power-list"], function (data, tell) {
    flowsOf(data).forEach(function (flow) {
      flow.steps.forEach(function (step, number) {
        step.branches.forEach(function (branch, place) {
          if (step.branches.length > 1 && !branch.hasCondition) {
            tell(flow.loc.concat(number, "去向", place), say("flow-condition-missing", {
              step: form.quote(step.name), count: step.branches.length, to: form.quote(branch.to)
            }), "条件");
          }
        });
      });
    });
  });

  /* standard_catalogues.py */

  rule("standard-row-repeated", ["standard-catalogue"], function (data, tell) {
    var seen = new Set();
    rowsOf(data.get("事项")).forEach(function (row) {
      var first = text(row.row.get("一级事项")), second = text(row.row.get("二级事项"));
      var key = JSON.stringify([first, second]);
      if (first !== null && second !== null && seen.has(key)) {
        tell(["事项", row.place, "二级事项"], say("standard-row-repeated", {first: first, second: second}));
      }
      seen.add(key);
    });
  });

  rule("audience-unnamed", ["standard-catalogue"], function (data, tell) {
    rowsOf(data.get("事项")).forEach(function (row) {
      var audience = row.row.get("公开对象");
      var named = (Array.isArray(audience) ? audience : []).map(text);
      if (named.indexOf("特定群众") >= 0 && !row.row.has("特定群众")) {
        tell(["事项", row.place, "公开对象"], say("audience-unnamed", {}));
      }
    });
  });

  /* kinds/decisions.py: natural persons are called by their surname only, before any rule looks */

  var NAME = "行政相对人名称", OPERATOR = "法定代表人", CATEGORY = "行政相对人类别";

  function textOf(row, name) {
    return typeof row.get(name) === "string" ? row.get(name).trim() : "";
  }

  function codeOf(row, start) {
    return Array.from(row.keys()).filter(function (name) {
      return name.indexOf(start) === 0 && textOf(row, name);
    }).map(function (name) {
      return textOf(row, name);
    });
  }

  function isMasked(name) {
    return form.pattern("masked").test(name);
  }

  function isPerson(row) {
    if (row.has(CATEGORY)) {
      return textOf(row, CATEGORY) === "自然人";
    }
    var isCoded = words.persons.codes.some(function (start) {
      return codeOf(row, start).length > 0;
    });
    var hasPaper = Boolean(textOf(row, "证件类型") || textOf(row, "证件号码"));
    return !isCoded && (hasPaper || form.fullmatch("person", textOf(row, NAME)) !== null);
  }

  function isSoleTrader(row) {
    return textOf(row, CATEGORY) === "个体工商户" || codeOf(row, "行政相对人代码_1").some(function (code) {
      return code.indexOf("92") === 0;
    });
  }

  /* The names in a row, as written, that must not be shown in full. */
  function namesIn(row) {
    var name = textOf(row, NAME), operator = textOf(row, OPERATOR);
    var isTrader = isSoleTrader(row);
    var hidden = isPerson(row) || (isTrader && form.fullmatch("person", name)) ? [name] : [];
    return hidden.concat(isPerson(row) || isTrader ? [operator] : []).filter(function (one) {
      return Array.from(one).length > 1 && !isMasked(one);
    });
  }

  function maskedName(name) {
    var signs = Array.from(name);
    var isDouble = words.persons.double.indexOf(signs.slice(0, 2).join("")) >= 0 && signs.length > 2;
    return (isDouble ? signs.slice(0, 2).join("") : signs[0]) + "某";
  }

  function replaced(value, names) {
    if (typeof value === "string") {
      return value.replace(names, maskedName);
    }
    if (Array.isArray(value)) {
      return value.map(function (item) {
        return replaced(item, names);
      });
    }
    return value instanceof Map ? new Map(Array.from(value, function (pair) {
      return [pair[0], pair[0] === "文件" ? pair[1] : replaced(pair[1], names)];
    })) : value;
  }

  form.withoutNames = function (value) {
    var rows = (Array.isArray(value.get("决定")) ? value.get("决定") : []).filter(function (row) {
      return row instanceof Map;
    });
    var names = value.get("姓名公开依据") ? [] : Array.from(new Set(rows.reduce(function (all, row) {
      return all.concat(namesIn(row));
    }, [])));
    if (!names.length) {
      return value;
    }
    names.sort(function (one, other) {
      return Array.from(other).length - Array.from(one).length;
    });
    var pattern = new RegExp(names.map(function (name) {
      return name.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
    }).join("|"), "gu");
    var without = new Map(value);
    without.set("决定", value.get("决定").map(function (row) {
      if (!(row instanceof Map) || !(isPerson(row) || isSoleTrader(row))) {
        return row;
      }
      var rest = new Map(row);
      rest.delete(OPERATOR);
      return rest;
    }));
    return replaced(without, pattern);
  };

  /* decisions.py */

  rule("decision-party-contradicted", ["licence-decision", "penalty-decision"], function (data, tell, context, entry) {
    rowsOf(data.get("决定")).forEach(function (decision) {
      var loc = ["决定", decision.place];
      var isCoded = words.persons.codes.some(function (start) {
        return codeOf(decision.row, start).length > 0;
      });
      var isOne = entry.kind.slug === "penalty-decision" ? text(decision.row.get(CATEGORY)) === "自然人"
        : !isCoded && isMasked(text(decision.row.get(NAME)) || "");
      if (isOne && isCoded) {
        tell(loc.concat(CATEGORY), say("decision-party-contradicted", {}));
      } else if (!isOne && !isCoded) {
        tell(loc.concat(NAME), say("decision-party-contradicted.code", {}));
      }
    });
  });

  /* fines.py */

  function amountIn(number) {
    if (/^[0-9]/.test(number)) {
      return form.decimal(number.replace(/[,，]/g, ""));
    }
    var digits = words.chineseNumbers.digits, steps = words.chineseNumbers.steps;
    var total = 0, section = 0, digit = 0;
    Array.from(number).forEach(function (sign) {
      if (Object.prototype.hasOwnProperty.call(digits, sign)) {
        digit = digits[sign];
      } else if (Object.prototype.hasOwnProperty.call(steps, sign)) {
        section += (digit || 1) * steps[sign];
        digit = 0;
      } else {
        total = (total + section + digit) * 10000;
        section = digit = 0;
      }
    });
    return form.decimal(String(total + section + digit));
  }

  /* Every amount in 元 that a text states for 罚款 or 没收, in its order. */
  function statedIn(content, name) {
    var plain = form.narrow(content, "０１２３４５６７８９．", "0123456789.");
    return ["after", "before"].reduce(function (all, place) {
      return all.concat(Array.from(plain.matchAll(form.pattern(name + "." + place, "g"))));
    }, []).sort(function (one, other) {
      return one.index - other.index;
    }).map(function (found) {
      var amount = amountIn(found.groups.number);
      var factor = BigInt(found.groups.big ? 10000 : 1);
      return {units: amount.units * factor, decimals: amount.decimals};
    });
  }

  /* A decimal number without noughts behind its last digit. */
  function shortened(number) {
    return form.sum([number]).text.replace(/(\.[0-9]*?)0+$/, "$1").replace(/\.$/, "");
  }

  rule("fine-contradicted", ["penalty-decision"], function (data, tell) {
    var columns = [["罚款金额（万元）", "fine", "罚款"],
      ["没收违法所得、没收非法财物的金额（万元）", "confiscated", "没收"]];
    rowsOf(data.get("决定")).forEach(function (decision) {
      columns.forEach(function (column) {
        var amount = form.amountOf(decision.row.get(column[0]));
        var stated = statedIn(text(decision.row.get("处罚内容")) || "", column[1]);
        if (!amount || !stated.length) {
          return;
        }
        var right = form.sum(stated);
        function isStated(number) {
          return stated.concat(right).some(function (one) {
            return form.compared(one, number) === 0;
          });
        }
        if (isStated({units: amount.units * BigInt(10000), decimals: amount.decimals})) {
          return;
        }
        tell(["决定", decision.place, column[0]], say(isStated(amount) ? "fine-contradicted.slip" : "fine-contradicted", {
          amount: amount.text, words: column[2], right: right.text,
          wanted: shortened({units: right.units, decimals: right.decimals + 4})
        }));
      });
    });
  });

  var DECISIONS = ["licence-decision", "penalty-decision"];
  var MADE = {"licence-decision": "许可决定日期", "penalty-decision": "处罚决定日期"};

  function overdue(slug, start, end) {
    var limit = form.limit(slug);
    return limit !== null && form.workingDays(start, end, limit) > limit ? limit : 0;
  }

  rule("decision-late", DECISIONS, function (data, tell, context, entry) {
    var name = MADE[entry.kind.slug];
    rowsOf(data.get("决定")).forEach(function (decision) {
      var made = day(decision.row.get(name));
      var shown = decision.row.has("公示日期") ? day(decision.row.get("公示日期")) : entry.day("published_at");
      var limit = made && shown ? overdue("licence-and-penalty-publication", made, shown) : 0;
      if (limit) {
        tell(["决定", decision.place, name], say("decision-late", {made: made, shown: shown, limit: limit}));
      }
    });
  });

  function reversed(tell, loc, row, later, earlier) {
    var end = day(row.get(later)), start = day(row.get(earlier));
    if (end && start && end < start) {
      tell(loc.concat(later), say("too-early", {later: end, name: earlier, earlier: start}));
    }
  }

  rule("decision-dates-reversed", DECISIONS, function (data, tell, context, entry) {
    var name = MADE[entry.kind.slug];
    var published = entry.day("published_at");
    rowsOf(data.get("决定")).forEach(function (decision) {
      var loc = ["决定", decision.place];
      ["公示日期", "有效期至", "处罚有效期", "公示截止期"].forEach(function (later) {
        reversed(tell, loc, decision.row, later, name);
      });
      reversed(tell, loc, decision.row, "有效期至", "有效期自");
      var made = day(decision.row.get(name));
      if (!decision.row.has("公示日期") && made && published && published < made) {
        tell(["发布日期"], say("too-early", {later: published, name: name, earlier: made}));
      }
    });
    rowsOf(data.get("撤回决定")).forEach(function (record) {
      reversed(tell, ["撤回决定", record.place], record.row, "撤回日期", "改变日期");
    });
  });

  rule("penalty-type-contradicted", ["penalty-decision"], function (data, tell) {
    var columns = [["罚款金额（万元）", "罚款"], ["没收违法所得、没收非法财物的金额（万元）", "没收违法所得"]];
    rowsOf(data.get("决定")).forEach(function (decision) {
      var types = decision.row.get("处罚类别");
      var named = (Array.isArray(types) ? types : []).map(text);
      columns.forEach(function (column) {
        var amount = form.amountOf(decision.row.get(column[0]));
        var isNamed = named.some(function (type) {
          return type !== null && type.indexOf(column[1].slice(0, 2)) === 0;
        });
        if (named.indexOf(column[1]) >= 0 && !decision.row.has(column[0])) {
          var gaps = {word: column[1], name: column[0]};
          tell(["决定", decision.place, "处罚类别"], say("penalty-type-contradicted", gaps));
        } else if (amount && amount.units !== BigInt(0) && !isNamed) {
          tell(["决定", decision.place, column[0]], say("penalty-type-contradicted.kind", {word: column[1]}));
        }
      });
    });
  });

  rule("withdrawal-late", ["penalty-decision"], function (data, tell) {
    rowsOf(data.get("撤回决定")).forEach(function (record) {
      var changed = day(record.row.get("改变日期")), on = day(record.row.get("撤回日期"));
      var limit = changed && on ? overdue("penalty-withdrawal", changed, on) : 0;
      if (limit) {
        tell(["撤回决定", record.place, "撤回日期"], say("withdrawal-late", {changed: changed, day: on, limit: limit}));
      }
    });
  });
})();
