/* The rules about one entry that the form looks at; each is the twin of the function of the same name in Python
   (hooks/disclosure/rules), whose sentences it says. Which rules these are stands in views/form.py (CLAIMED); that they
   say the same is proved by tests/browser/test_form_check.py over the cases of every rule. */
(function () {
  "use strict";

  var form = window.disclosureForm;
  var words = form.data.words;
  var say = form.say;

  function quoted(name) {
    return form.quote(name);
  }

  function has(table, name) {
    return Object.prototype.hasOwnProperty.call(table, name);
  }

  /* stages.py */

  form.rule("stage-fields-missing", function (entry, context, tell) {
    var missing = new Map();
    entry.kind.needs.forEach(function (need) {
      var stage = form.textOf(entry.data.get(need.field));
      if (stage === null || need.values.indexOf(stage) < 0) {
        return;
      }
      var empty = need.needed.filter(function (name) {
        var value = entry.data.get(name);
        return value === undefined || (Array.isArray(value) && !value.length);
      });
      missing.set(need.field, (missing.get(need.field) || []).concat(empty));
    });
    missing.forEach(function (names, field) {
      if (names.length) {
        var gaps = {stage: form.quote(form.textOf(entry.data.get(field))), names: form.listed(names.map(quoted))};
        tell([field], say("stage-fields-missing", gaps));
      }
    });
  });

  form.rule("period-reversed", function (entry, context, tell) {
    entry.kind.periods.forEach(function (pair) {
      var start = form.momentOf(entry.data.get(pair[0]));
      var stop = form.momentOf(entry.data.get(pair[1]));
      if (start && stop && stop < start) {
        tell([pair[1]], say("period-reversed", {stop: stop, name: pair[0], start: start}));
      }
    });
  });

  form.rule("category-against-field", function (entry, context, tell) {
    var name = entry.kind.sortedBy;
    var named = entry.text("category_name");
    if (!name || named === null) {
      return;
    }
    var value = form.textOf(entry.data.get(name)) || "";
    var wanted = (words.categoryOfValue[entry.kind.slug] || {})[value];
    if (wanted && has(words.categoryNames, named) && words.categoryNames[named] !== wanted) {
      tell(["公开类别"], say("category-against-field", {
        found: form.quote(named), name: name, value: form.quote(value), wanted: words.categories[wanted].short
      }));
    }
  });

  /* places.py */

  function near(value, known, where) {
    var found = form.closest(value, Array.from(new Set(known)), 3, 0.4);
    return found.length ? say("near", {names: form.listed(found.map(quoted))})[1] : say("choose", {where: where})[1];
  }

  form.rule("unknown-organ", function (entry, context, tell) {
    var name = entry.text("organ_name");
    if (name === null || !entry.organ) {
      return;
    }
    var names = words.organNames;
    if (!has(names, name)) {
      var cure = near(name, Object.keys(names), "organs.yml");
      tell(["公开机构"], say("unknown-organ", {found: form.quote(name), cure: cure}));
    } else if (names[name] !== entry.organ.slug) {
      tell(["公开机构"], say("unknown-organ.other", {
        found: form.quote(name), folder: entry.organ.slug, right: names[name], name: entry.organ.name
      }));
    }
  });

  form.rule("unknown-issuer", function (entry, context, tell) {
    var written = entry.text("issuer");
    var known = words.lists["发文机关"];
    if (written === null || known.indexOf(written) >= 0) {
      return;
    }
    written.split("、").forEach(function (name) {
      if (known.indexOf(name) < 0) {
        tell(["发文机关"], say("unknown-issuer", {found: form.quote(name), near: near(name, known, "organs.yml")}));
      }
    });
  });

  form.rule("unknown-category", function (entry, context, tell) {
    var name = entry.text("category_name");
    if (name === null) {
      return;
    }
    if (!has(words.categoryNames, name)) {
      var names = Object.keys(words.categories).reduce(function (found, slug) {
        return found.concat(words.categories[slug].name, words.categories[slug].short);
      }, []);
      tell(["公开类别"], say("unknown-category", {found: form.quote(name), near: near(name, names, "categories.yml")}));
    } else if (words.categories[words.categoryNames[name]].article) {
      tell(["公开类别"], say("unknown-category.article", {found: form.quote(name)}));
    }
  });

  /* The rows of a standard catalogue name categories and kinds (standard_catalogues.py). */
  function rows(entry, name, look) {
    entry.items("rows").forEach(function (row, number) {
      var value = row instanceof Map ? form.textOf(row.get(name)) : null;
      if (value !== null) {
        look(value, ["事项", number, name]);
      }
    });
  }

  function isStandard(kind) {
    return kind.standards;
  }

  form.rule("unknown-category", function (entry, context, tell) {
    rows(entry, "公开类别", function (value, loc) {
      if (!has(words.categoryNames, value) || words.categories[words.categoryNames[value]].article) {
        tell(loc, say("unknown-category.row", {found: form.quote(value)}));
      }
    });
  }, isStandard);

  form.rule("unknown-term", function (entry, context, tell) {
    rows(entry, "种类", function (value, loc) {
      if (words.kindNames.indexOf(value) < 0) {
        var names = form.closest(value, words.kindNames, 3, 0.4).map(quoted);
        var cure = names.length ? say("near", {names: form.listed(names)}) : say("any-kind", {});
        tell(loc, say("unknown-term.kind", {found: form.quote(value), cure: cure[1]}));
      }
    });
  }, isStandard);

  form.rule("unknown-topic", function (entry, context, tell) {
    var topic = entry.text("topic");
    var known = words.lists["主题分类"];
    if (topic !== null && known.indexOf(topic) < 0) {
      var cure = near(topic, known, "topics.yml");
      tell(["主题分类"], say("unknown-topic", {found: form.quote(topic), cure: cure}));
    }
  });

  form.rule("unknown-term", function (entry, context, tell) {
    entry.groups().forEach(function (group) {
      group.group.fields.forEach(function (field) {
        var node = field.value.list || field.value;
        var known = node.listed && words.lists[node.listed];
        var value = group.data.get(field.name);
        if (!known || value === undefined) {
          return;
        }
        (field.value.list ? (Array.isArray(value) ? value : []) : [value]).forEach(function (item, place) {
          var text = form.textOf(item);
          if (text !== null && known.indexOf(text) < 0) {
            var loc = group.loc.concat(field.name, field.value.list ? [place] : []);
            var gaps = {found: form.quote(text), name: node.listed, known: form.listed(known)};
            tell(loc, say("unknown-term", gaps));
          }
        });
      });
    });
  });

  form.rule("withheld-entry", function (entry, context, tell) {
    if (entry.text("manner") === "不予公开") {
      tell(["公开方式"], say("withheld-entry", {}));
    }
  });

  /* dates.py */

  function reviewDays(entry) {
    var review = entry.value("review");
    if (!(review instanceof Map)) {
      return [];
    }
    return [{loc: ["审查", "日期"], day: form.dayOf(review.get("日期"))}].concat(steps(review).map(function (step, number) {
      return {loc: ["审查", "三审三校", number, "日期"], day: step.day};
    })).filter(function (one) {
      return one.day;
    });
  }

  function steps(review) {
    var written = review.get("三审三校");
    return (Array.isArray(written) ? written : []).map(function (step) {
      var value = step instanceof Map ? step : new Map();
      return {
        step: form.textOf(value.get("环节")), by: form.textOf(value.get("人员")), day: form.dayOf(value.get("日期"))
      };
    });
  }

  function dated(list, loc) {
    return (Array.isArray(list) ? list : []).map(function (item, number) {
      return {loc: loc.concat(number, "日期"), day: item instanceof Map ? form.dayOf(item.get("日期")) : null};
    });
  }

  form.rule("date-in-future", function (entry, context, tell) {
    var filing = entry.value("filing");
    var days = entry.kind.happened.map(function (name) {
      return {loc: [name], day: form.dayOf(entry.data.get(name))};
    });
    if (filing instanceof Map) {
      days.push({loc: ["备案", "日期"], day: form.dayOf(filing.get("日期"))});
    }
    days = days.concat(dated(entry.value("corrections"), ["更正"]), reviewDays(entry));
    entry.groups().forEach(function (group) {
      if (group.group.changes) {
        days = days.concat(dated(group.data.get("变更"), group.loc.concat("变更")));
      }
      if (words.elsewhere.indexOf(group.loc[0]) < 0) { /* projects.py */
        days = days.concat(entry.kind.happenedInside.map(function (name) {
          return {loc: group.loc.concat(name), day: form.dayOf(group.data.get(name))};
        }));
      }
    });
    days.forEach(function (one) {
      if (one.day && one.day > context.today) {
        tell(one.loc, say("date-in-future", {day: one.day, today: context.today}));
      }
    });
  });

  function ordered(tell, later, laterName, earlier, earlierName) {
    if (later && earlier && later < earlier) {
      tell([laterName], say("too-early", {later: later, name: earlierName, earlier: earlier}));
    }
  }

  form.rule("published-before-issued", function (entry, context, tell) {
    [["成文日期", "issued_on"], ["印发日期", "printed_on"], ["批复日期", "approved_on"]].forEach(function (pair) {
      ordered(tell, entry.day("published_at"), "发布日期", entry.day(pair[1]), pair[0]);
    });
  });

  form.rule("effective-before-issued", function (entry, context, tell) {
    var printed = entry.day("printed_on");
    ordered(tell, entry.day("effective_on"), entry.alias("effective_on"), printed || entry.day("issued_on"),
      printed ? "印发日期" : "成文日期");
  });

  form.rule("expires-before-effective", function (entry, context, tell) {
    ["effective_on", "printed_on", "issued_on"].some(function (attribute) {
      var start = entry.day(attribute);
      if (start) {
        ordered(tell, entry.day("expires_on"), "失效日期", start, entry.alias(attribute));
      }
      return start;
    });
  });

  form.rule("corrected-before-published", function (entry, context, tell) {
    var published = entry.day("published_at");
    dated(entry.value("corrections"), ["更正"]).forEach(function (one) {
      if (published && one.day && one.day < published) {
        tell(one.loc, say("too-early", {later: one.day, name: "发布日期", earlier: published}));
      }
    });
  });

  /* Whether the disclosing organ made the document. */
  function isMadeHere(entry) {
    var issuer = entry.text("issuer");
    return issuer === null || issuer.split("、").some(function (name) {
      return entry.organ && has(words.organNames, name) && words.organNames[name] === entry.organ.slug;
    });
  }

  /* How many days a time limit of the vocabulary allows; null where the office has taken it out. */
  form.limit = function (slug) {
    return has(words.limits, slug) ? words.limits[slug].amount : null;
  };

  /* Working days after a day up to another, counted no further than one past the limit. */
  form.workingDays = function (start, end, limit) {
    var taken = 0;
    var day = new Date(start + "T00:00:00Z");
    while (form.isoDate(day) < end && taken <= limit) {
      day.setUTCDate(day.getUTCDate() + 1);
      var iso = form.isoDate(day);
      var isWeekday = day.getUTCDay() % 6 > 0;
      if (words.extraDays.indexOf(iso) >= 0 || (isWeekday && words.daysOff.indexOf(iso) < 0)) {
        taken += 1;
      }
    }
    return taken;
  };

  form.rule("published-late", function (entry, context, tell) {
    var formed = entry.day("issued_on");
    var published = entry.day("published_at");
    var limit = form.limit("proactive");
    if (limit === null || !formed || !published || published <= formed || formed < words.firstDay ||
      !isMadeHere(entry)) {
      return;
    }
    if (form.workingDays(formed, published, limit) > limit) {
      tell(["发布日期"], say("published-late", {formed: formed, published: published, limit: limit}));
    }
  });

  /* validity.py */

  form.rule("unknown-validity", function (entry, context, tell) {
    var name = entry.text("validity");
    if (name !== null && !has(words.validity, name)) {
      tell(["有效性"], say("unknown-validity", {
        found: form.quote(name), known: form.listed(Object.keys(words.validity))
      }));
    }
  });

  function stateOf(entry) {
    var name = entry.text("validity");
    return name !== null && has(words.validity, name) ? words.validity[name] : "";
  }

  form.rule("validity-outdated", function (entry, context, tell) {
    var state = stateOf(entry);
    var effective = entry.day("effective_on");
    var expires = entry.day("expires_on");
    function told(name, what, day, right) {
      tell(["有效性"], say("validity-outdated." + name, {name: what, day: day, right: words.stateNames[right]}));
    }
    if (/^(?:in_force|amended|pending)$/.test(state) && expires && expires <= context.today) {
      told("past", "失效日期", expires, "expired");
    } else if (state === "pending" && effective && effective <= context.today) {
      told("past", entry.alias("effective_on"), effective, "in_force");
    } else if (/^(?:in_force|amended)$/.test(state) && effective && effective > context.today) {
      told("ahead", entry.alias("effective_on"), effective, "pending");
    }
    if (state === "expired" && expires && expires > context.today) {
      told("unexpired", "", expires, "in_force");
    }
  });

  form.rule("pending-without-date", function (entry, context, tell) {
    if (stateOf(entry) === "pending" && entry.value("effective_on") === undefined) {
      var name = entry.kind.slug === "emergency-plan" ? "实施日期" : "施行日期";
      tell(["有效性"], say("pending-without-date", {name: name}));
    }
  });

  /* numbers.py */

  var WIDE = "０１２３４５６７８９／－";
  var NARROW = "0123456789/-";

  function indexParts(entry) {
    var found = form.whole(words.index.pattern, entry.text("index_number") || "");
    return found && found.groups;
  }

  form.rule("bad-index-number", function (entry, context, tell) {
    var number = entry.text("index_number");
    if (number === null || form.whole(words.index.pattern, number) || !entry.organ) {
      return;
    }
    var bare = form.narrow(number, WIDE, NARROW);
    var cure = form.whole(words.index.pattern, bare) ? say("likely", {right: bare})
      : say("like", {example: form.indexNumber(entry.organ.code, "2024", 1)});
    tell(["索引号"], say("bad-index-number", {found: form.quote(number), cure: cure[1]}));
  });

  form.rule("unknown-index-code", function (entry, context, tell) {
    var parts = indexParts(entry);
    var isKnown = parts && words.organs.some(function (organ) {
      return organ.code === parts.code;
    });
    if (parts && !isKnown && entry.organ) {
      var gaps = {found: form.quote(parts.code), organ: entry.organ.name, code: entry.organ.code};
      tell(["索引号"], say("unknown-index-code", gaps));
    }
  });

  form.rule("index-number-year", function (entry, context, tell) {
    var parts = indexParts(entry);
    var years = [entry.day("published_at"), entry.day("issued_on")].filter(Boolean).map(function (day) {
      return Number(day.slice(0, 4));
    });
    if (parts && years.length && years.indexOf(Number(parts.year)) < 0) {
      var known = Array.from(new Set(years)).sort(function (a, b) {
        return a - b;
      }).join(" 或者 ");
      tell(["索引号"], say("index-number-year", {year: parts.year, known: known}));
    }
  });

  form.rule("bad-document-number", function (entry, context, tell) {
    var number = entry.text("document_number");
    var forms = ["number.standard", "number.order", "number.announcement"];
    var isWell = number === null || number === "无" || forms.some(function (name) {
      return form.fullmatch(name, number);
    });
    if (isWell) {
      return;
    }
    var found = form.fullmatch("number.loose", form.narrow(number, WIDE, NARROW));
    var likely = found ? found[1] + "〔" + found[2] + "〕" + found[3] + "号" : "";
    var cure = form.fullmatch("number.standard", likely) ? say("likely", {right: likely}) : say("document-numbers", {});
    tell(["发文字号"], say("bad-document-number", {found: form.quote(number), cure: cure[1]}));
  });

  form.rule("number-year-mismatch", function (entry, context, tell) {
    var found = form.fullmatch("number.standard", entry.text("document_number") || "");
    var issued = entry.day("issued_on");
    if (found && issued && Number(found[1]) !== Number(issued.slice(0, 4))) {
      tell(["发文字号"], say("number-year-mismatch", {year: found[1], issued: issued}));
    }
  });

  /* personal.py */

  function isSealed(node) {
    return node.read.indexOf("sealed") >= 0;
  }

  /* The texts of an entry with eleven digits or more in a row: tell(loc, text). */
  function longNumbers(entry, tell) {
    function look(loc, value) {
      var text = form.textOf(value);
      if (text !== null && /[0-9０-９]{11}/.test(text)) {
        tell(loc, form.narrow(text, "０１２３４５６７８９Ｘｘ", "0123456789Xx"));
      }
    }
    entry.groups().forEach(function (group) {
      var permit = group.group.permit || [];
      group.group.fields.forEach(function (field) {
        var value = group.data.get(field.name);
        var loc = group.loc.concat(field.name);
        if (field.value.read && !isSealed(field.value)) {
          var isPermit = field.name === permit[0] &&
            (form.textOf(group.data.get(permit[1])) || "").indexOf(permit[2]) >= 0;
          if (!isPermit) {
            look(loc, value);
          }
        } else if (field.value.list && field.value.list.read && Array.isArray(value)) {
          value.forEach(function (item, place) {
            look(loc.concat(place), item);
          });
        }
      });
    });
  }

  form.rule("identity-number", function (entry, context, tell) {
    longNumbers(entry, function (loc, text) {
      var found = text.match(form.pattern("identity.inside", "g")) || [];
      var isThere = found.some(function (number) {
        return form.isIdentityNumber(number) && !form.isSocialCode(number);
      });
      if (isThere) {
        tell(loc, say("identity-number", {}));
      }
    });
  });

  form.rule("mobile-number", function (entry, context, tell) {
    longNumbers(entry, function (loc, text) {
      if (form.pattern("mobile.inside").test(text)) {
        tell(loc, say("mobile-number", {}));
      }
    });
  }, function (kind) {
    return kind.watched;
  });

  /* body.py */

  function unescaped(text) {
    if (text.indexOf("&") < 0) {
      return text;
    }
    return new DOMParser().parseFromString(text.replace(/</g, "&lt;"), "text/html").documentElement.textContent;
  }

  function targets(text) {
    var found = [];
    [["](", "body.link"], ["<", "body.autolink"]].forEach(function (pair) {
      Array.from(text.indexOf(pair[0]) < 0 ? [] : text.matchAll(form.pattern(pair[1], "g"))).forEach(function (one) {
        var target = unescaped(one[2].split(" \"")[0]).replace(/[\x00-\x20\u3000]+/g, "");
        found.push({isPicture: one[1] === "!", target: target});
      });
    });
    return found;
  }

  /* Whether a text is a whole address of the web: see vocabulary.host_of. */
  function isAddress(text) {
    var found = /^https?:\/\/([^/?#]*)/i.exec(text);
    if (!found || /[\s<>"\\]/.test(text) || /[@[\]]/.test(found[1])) {
      return false;
    }
    var parts = /^([^:]*)(?::(\d*))?$/.exec(found[1]);
    var isPort = parts && (!parts[2] || Number(parts[2]) <= 65535);
    var name = "[\\p{L}\\p{N}](?:[\\p{L}\\p{N}_-]*[\\p{L}\\p{N}])?";
    return Boolean(isPort) && new RegExp("^" + name + "(?:\\." + name + ")+$", "u").test(parts[1].toLowerCase());
  }

  function bodies(entry, look) {
    entry.kind.markdown.forEach(function (name) {
      look(name, form.textOf(entry.data.get(name)) || "");
    });
  }

  form.rule("bad-body-link", function (entry, context, tell) {
    bodies(entry, function (name, text) {
      targets(text).forEach(function (one) {
        if (one.isPicture) {
          tell([name], say("bad-body-link.picture", {found: form.quote(one.target)}));
        } else if (!/^mailto:[^/\\]/i.test(one.target) && !isAddress(one.target)) {
          tell([name], say("bad-body-link", {found: form.quote(one.target)}));
        }
      });
    });
  });

  form.rule("html-in-body", function (entry, context, tell) {
    bodies(entry, function (name, text) {
      var found = form.pattern("body.tag").exec(text);
      if (found) {
        tell([name], say("html-in-body", {found: form.quote(found[0], 30)}));
      }
    });
  });

  /* attachments.py */

  var LONGEST_PART = {characters: 80, bytes: 240}, LONGEST_PATH = 150;

  function partFault(part) {
    if (!part.replace(/^\.+|\.+$/g, "")) {
      return "empty";
    }
    if (/^[-.]|\.$/.test(part)) {
      return "ends";
    }
    if (!form.fullmatch("attachment-part", part)) {
      return "signs";
    }
    if (form.fullmatch("reserved-name", part.toLowerCase())) {
      return "reserved";
    }
    var isLong = Array.from(part).length > LONGEST_PART.characters ||
      new TextEncoder().encode(part).length > LONGEST_PART.bytes;
    return isLong ? "long" : "";
  }

  function nameFault(name) {
    var parts = name.split("/");
    if (parts[0] !== "files" || parts.length < 2) {
      return "outside";
    }
    if (name.normalize("NFC") !== name) {
      return "composed";
    }
    return parts.slice(1).map(partFault).filter(Boolean)[0] || (Array.from(name).length > LONGEST_PATH ? "path" : "");
  }

  form.rule("bad-attachment-name", function (entry, context, tell) {
    entry.items("attachments").forEach(function (item, number) {
      var name = item instanceof Map ? form.textOf(item.get("文件")) : null;
      var fault = name === null ? "" : nameFault(name);
      if (fault) {
        var what = say("bad-attachment-name." + fault, {})[0];
        tell(["附件", number, "文件"], say("bad-attachment-name", {found: form.quote(name), what: what}));
      }
    });
  });

  /* prose/placeholders.py */

  var AROUND = 12, EXPLAINED = 41;

  function placeholders(id, pattern) {
    return function (entry, context, tell) {
      entry.written(function (loc, text) {
        Array.from(text.matchAll(form.pattern(pattern, "g"))).forEach(function (found) {
          var signs = Array.from(text);
          var start = Array.from(text.slice(0, found.index)).length;
          var end = start + Array.from(found[0]).length;
          var before = signs.slice(Math.max(0, start - EXPLAINED), start).join("");
          if (/“[^”\n]{0,40}$/u.test(before)) {
            return;
          }
          var around = signs.slice(Math.max(0, start - AROUND), end + AROUND).join("").split("\n");
          var shown = around.filter(function (line) {
            return line.indexOf(found[0].trim()) >= 0;
          })[0];
          tell(loc, say(id, {shown: form.quote(shown), found: form.quote(found[0])}));
        });
      });
    };
  }

  form.rule("placeholder-left", placeholders("placeholder-left", "blank.certain"));
  form.rule("placeholder-suspected", placeholders("placeholder-suspected", "blank.likely"));

  /* relations.py */

  form.rule("self-reference", function (entry, context, tell) {
    var own = entry.text("index_number");
    entry.kind.relations.forEach(function (relation) {
      var name = relation.field;
      var seen = new Set();
      var targets = entry.data.get(name);
      (Array.isArray(targets) ? targets : []).forEach(function (item, place) {
        var target = form.textOf(item);
        if (target === null || (relation.named && form.pattern("han").test(target))) {
          return;
        }
        if (target === own) {
          tell([name, place], say("self-reference", {}));
        } else if (seen.has(target)) {
          tell([name, place], say("self-reference.twice", {found: form.quote(target)}));
        }
        seen.add(target);
      });
    });
  });

  /* reviews.py */

  form.rule("review-missing", function (entry, context, tell) {
    var records = words.review;
    var published = entry.day("published_at");
    var review = entry.value("review");
    if (!published || (records.kinds.length && records.kinds.indexOf(entry.kind.slug) < 0) ||
      published < records.since) {
      return;
    }
    if (review === undefined) {
      if (records.secrecy || records.editing) {
        tell(["标题"], say("review-missing", {more: records.editing ? "、三审三校" : ""}), "审查");
      }
      return;
    }
    if (records.editing && review instanceof Map) {
      var there = steps(review).map(function (step) {
        return step.step;
      });
      var missing = words.reviews[0].concat(words.reviews[1]).filter(function (step) {
        return there.indexOf(step) < 0;
      });
      if (missing.length) {
        tell(["审查"], say("review-missing.steps", {steps: form.listed(missing)}), "三审三校");
      }
    }
  });

  function reviewed(look) {
    return function (entry, context, tell) {
      var review = entry.value("review");
      if (review instanceof Map) {
        look(review, tell, entry);
      }
    };
  }

  form.rule("review-refused", reviewed(function (review, tell) {
    var said = form.textOf(review.get("结论"));
    var agreed = words.review.agreed;
    var isAgreed = said === null || agreed.some(function (start) {
      return said.indexOf(start) === 0;
    });
    if (!isAgreed) {
      var gaps = {found: form.quote(said), agreed: form.listed(agreed.map(quoted))};
      tell(["审查", "结论"], say("review-refused", gaps));
    }
  }));

  form.rule("review-after-publication", reviewed(function (review, tell, entry) {
    var published = entry.day("published_at");
    reviewDays(entry).forEach(function (one) {
      if (published && one.day > published) {
        tell(one.loc, say("review-after-publication", {day: one.day, published: published}));
      }
    });
  }));

  form.rule("review-by-one-person", reviewed(function (review, tell) {
    var drafter = form.textOf(review.get("拟稿人"));
    var reviewer = form.textOf(review.get("审查人"));
    if (drafter !== null && drafter === reviewer) {
      tell(["审查", "审查人"], say("review-by-one-person", {found: form.quote(reviewer)}));
    }
    var seen = new Map(drafter === null ? [] : [[drafter, "拟稿"]]);
    steps(review).forEach(function (step, number) {
      if (words.reviews[0].indexOf(step.step) < 0 || step.by === null) {
        return;
      }
      var before = seen.has(step.by) ? seen.get(step.by) : step.step;
      seen.set(step.by, before);
      if (before !== step.step) {
        var gaps = {found: form.quote(step.by), before: before, step: step.step};
        tell(["审查", "三审三校", number, "人员"], say("review-by-one-person.steps", gaps));
      }
    });
  }));

  form.rule("review-out-of-order", reviewed(function (review, tell) {
    var places = new Map();
    steps(review).forEach(function (step, number) {
      if (step.step === null) {
        return;
      }
      if (places.has(step.step)) {
        tell(["审查", "三审三校", number, "环节"], say("review-out-of-order.twice", {found: form.quote(step.step)}));
      } else {
        places.set(step.step, {number: number, day: step.day, step: step.step});
      }
    });
    words.reviews.forEach(function (order) {
      var there = order.map(function (name) {
        return places.get(name);
      }).filter(Boolean);
      there.slice(1).forEach(function (later, place) {
        var earlier = there[place];
        if (later.day && earlier.day && later.day < earlier.day) {
          tell(["审查", "三审三校", later.number, "日期"], say("review-out-of-order", {
            step: later.step, day: later.day, before: earlier.step, earlier: earlier.day
          }));
        }
      });
    });
  }));

  /* decisions.py */

  form.rule("missing-field", function (entry, context, tell) {
    if (!entry.items("decisions").length && !entry.items("withdrawn").length) {
      tell([entry.alias("decisions")], say("missing-field.decisions", {}));
    }
  }, function (kind) {
    return kind.decisions;
  });
})();
