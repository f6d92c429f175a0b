/* The page 填报: organ and kind are chosen, the form is filled in, and what was filled in is checked and written.

   Sentences appear beside a field once it was left, and for all fields once somebody asked for the check or opened a
   file. Nothing leaves this computer: the draft stays in the storage of this browser. */
(function () {
  "use strict";

  var form = window.disclosureForm;
  var data = form.data;
  var view = window.disclosureSearch.view;
  var element = view.element;
  var PAUSE = 400; /* milliseconds after the last key before the file is written anew */

  var state = {kind: "", organ: "", root: null, isWithdrawn: false, showsAll: false, isChanged: false, file: ""};
  form.state = state;

  function byId(id) {
    return document.getElementById(id);
  }

  function today() {
    var now = new Date();
    return form.isoDay(now.getFullYear(), now.getMonth() + 1, now.getDate());
  }

  /* The next free number of the organ in a year, so far as this site knew when it was made. */
  form.nextNumber = function (organ, year) {
    var used = new Set();
    ((data.used[organ.slug] || {})[year] || "").split(",").filter(Boolean).forEach(function (range) {
      var ends = range.split("-").map(Number);
      for (var serial = ends[0]; serial <= (ends[1] === undefined ? ends[0] : ends[1]); serial += 1) {
        used.add(serial);
      }
    });
    var free = 1;
    while (used.has(free)) {
      free += 1;
    }
    return form.indexNumber(organ.code, year, free);
  };

  function organOf(slug) {
    return data.words.organs.filter(function (organ) {
      return organ.slug === slug;
    })[0];
  }

  /* The name of the file: that under which it was opened, else by its number. */
  form.fileName = function (value) {
    var found = form.whole(data.words.index.pattern, form.textOf(value.get("索引号")) || "");
    var named = found ? found.groups.year + "-" + found.groups.serial : today().slice(0, 4) + "-";
    return state.file || named + ".yml";
  };

  form.folder = function () {
    return "catalogue/" + state.organ + "/" + state.kind + "/";
  };

  function groupNumber() {
    return state.isWithdrawn ? data.withdrawn : form.kindOf(state.kind).group;
  }

  form.value = function () {
    return state.root ? state.root.get() : new Map();
  };

  form.text = function () {
    return form.entryText(state.kind, groupNumber(), data.groups, form.value());
  };

  /* Whether this site wants a record that the kind itself does not need. */
  function isWanted(name) {
    var review = data.words.review;
    return name === "审查" && (review.secrecy || review.editing) && !state.isWithdrawn &&
      (!review.kinds.length || review.kinds.indexOf(state.kind) >= 0);
  }

  /* The rules of the kind that the form leaves to the check. */
  function tellLater(rules) {
    byId("form-later").hidden = !rules.length;
    byId("form-later-count").textContent = String(rules.length);
    view.fill(byId("form-later-rules"), rules.map(function (rule) {
      return element("li", {}, [data.requires[rule]]);
    }));
  }

  /* Build the form for the chosen organ and kind; `value` is what stands in it. */
  form.build = function (value) {
    var group = data.groups[groupNumber()];
    var must = element("div", {});
    var may = element("div", {});
    state.root = form.fieldsOf(group, may, function (field) {
      return field.required || isWanted(field.name) ? must : may;
    });
    view.fill(byId("form-fields"), [
      element("h3", {}, ["必须填写"]), must, element("h3", {}, ["可以填写，没有的空着"]), may
    ]);
    state.root.set(value);
    byId("form-work").hidden = false;
    byId("form-title").textContent = "填写" + (state.isWithdrawn ? "撤回说明" : form.kindOf(state.kind).label);
    byId("form-about").textContent = form.kindOf(state.kind).about + "。";
    tellLater(form.kindOf(state.kind).later);
    suggest();
    update();
  };

  /* Beside the number stands the next free one. */
  function suggest() {
    var slot = state.root.child("索引号");
    var organ = organOf(state.organ);
    if (!slot || !organ || state.isWithdrawn || state.file) {
      return;
    }
    var number = form.nextNumber(organ, (form.dayOf(state.root.child("发布日期").get()) || today()).slice(0, 4));
    var old = slot.element.querySelector(".form-offer");
    if (old) {
      old.remove();
    }
    var offer = element("p", {class: "form-offer"}, ["下一个没有用过的是 " + number +
      "（按本站生成时算，别人可能同时在用）。", form.button("用这个号", "", function () {
      slot.set(number);
      form.changed(slot.inner, true);
      slot.focus();
    })]);
    slot.inner.element.append(offer);
  }

  /* A new entry of the chosen kind: what the program knows is filled in. */
  form.begin = function () {
    var organ = organOf(state.organ);
    var kept = state.root ? form.value() : new Map();
    if (!kept.size) {
      kept.set("索引号", form.nextNumber(organ, today().slice(0, 4))).set("发布日期", today());
    }
    form.build(kept);
  };

  function widgetAt(loc) {
    var at = state.root;
    var found = null;
    for (var i = 0; i < loc.length && at; i += 1) {
      at = at.child(loc[i]);
      found = at || found;
    }
    return found;
  }

  /* Where the sentence of a problem stands: at its place, or at the field of which it says that it is not there. */
  function widgetOf(problem) {
    var named = state.root.child(problem.field);
    var isElsewhere = named && problem.loc.length === 1 && problem.loc[0] !== problem.field;
    return innermost(isElsewhere ? named : widgetAt(problem.loc));
  }

  function innermost(widget) {
    return widget && widget.inner ? widget.inner : widget;
  }

  /* Check everything, put the sentences where they belong, and write the file. */
  function update() {
    form.twice.length = 0;
    var value = form.value();
    var said = form.check(state.kind, value, {today: today(), organ: state.organ});
    var problems = form.twice.concat(said.values, said.rules);
    var places = new Map();
    problems.forEach(function (problem) {
      var widget = problem.widget || widgetOf(problem);
      if (widget && (state.showsAll || widget.touched)) {
        places.set(widget, (places.get(widget) || []).concat(problem));
      }
      problem.widget = widget;
    });
    (state.told || new Map()).forEach(function (_, widget) {
      if (!places.has(widget)) {
        widget.tell([]);
      }
    });
    places.forEach(function (some, widget) {
      widget.tell(some);
    });
    state.told = places;
    state.problems = problems;
    if (state.showsAll) {
      summarise(problems);
    }
    form.written(value, problems);
  }

  form.update = update;

  function summarise(problems) {
    var errors = problems.filter(function (one) {
      return one.severity === "error";
    });
    var warnings = problems.filter(function (one) {
      return one.severity !== "error";
    });
    byId("form-summary").hidden = false;
    byId("form-summary").classList.toggle("is-well", !errors.length);
    byId("form-summary-title").textContent = errors.length ? "有 " + errors.length + " 处要改" : "这里能查的都对";
    view.fill(byId("form-errors"), errors.map(lineOf));
    view.fill(byId("form-warnings"), warnings.map(lineOf));
    byId("form-warnings-title").hidden = !warnings.length;
  }

  function lineOf(problem) {
    var link = element("a", {href: problem.widget ? "#" + idOf(problem.widget) : "#form-fields"}, [problem.text]);
    link.addEventListener("click", function (event) {
      event.preventDefault();
      if (problem.widget) {
        problem.widget.element.scrollIntoView({block: "center"});
        problem.widget.focus();
      }
    });
    return element("li", {}, [link]);
  }

  function idOf(widget) {
    return widget.control ? widget.control.id : "form-fields";
  }

  var timer = 0;

  /* Something was changed; `isSettled` when the cursor has left the field or a button was pressed. */
  form.changed = function (widget, isSettled) {
    state.isChanged = true;
    if (widget && isSettled) {
      widget.touched = true;
    }
    clearTimeout(timer);
    timer = setTimeout(function () {
      update();
      form.keepDraft();
    }, isSettled ? 0 : PAUSE);
  };

  function owner(event) {
    return form.owners.get(event.target);
  }

  function choose() {
    var kind = byId("form-kind").value;
    var organ = byId("form-organ").value;
    byId("form-kind-about").textContent = kind ? form.kindOf(kind).about + "。" : "";
    if (!kind || !organ || (kind === state.kind && organ === state.organ && state.root)) {
      return;
    }
    state.kind = kind;
    state.organ = organ;
    form.begin();
  }

  /* Put what was read into the form: of a kind, for an organ, from a file with this name. */
  form.show = function (kind, organ, value, file) {
    state.kind = kind;
    state.organ = organ;
    state.file = file || "";
    state.isWithdrawn = value.has("撤回");
    state.root = null;
    byId("form-kind").value = kind;
    byId("form-organ").value = organ;
    byId("form-kind-about").textContent = form.kindOf(kind).about + "。";
    form.build(value);
  };

  form.showAll = function () {
    state.showsAll = true;
    update();
  };

  function start() {
    var place = byId("form-fields");
    byId("form-page").hidden = false;
    byId("form-kind").addEventListener("change", choose);
    byId("form-organ").addEventListener("change", choose);
    place.addEventListener("input", function (event) {
      var widget = owner(event);
      form.changed(widget, event.target.tagName === "SELECT");
    });
    place.addEventListener("change", function (event) {
      form.changed(owner(event), true);
      if (owner(event) === innermost(state.root.child("发布日期"))) {
        suggest();
      }
    });
    byId("form-check").addEventListener("click", function () {
      form.showAll();
      byId("form-summary").focus();
    });
    window.addEventListener("beforeunload", function (event) {
      if (state.isChanged) {
        event.preventDefault();
        event.returnValue = "";
      }
    });
    form.startFiles();
  }

  form.start = function () {
    if (document.readyState === "loading") {
      document.addEventListener("DOMContentLoaded", start);
    } else {
      start();
    }
  };
})();
