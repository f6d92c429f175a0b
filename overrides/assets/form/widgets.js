/* What one types into: for each sort of value a widget with its label, its help and what is wrong with it.

   form.widget(node, spec) makes one from the description of a value (views/form.py). A widget has:
     element         where it stands in the page
     set(value)      shows a value as it was read; undefined empties it
     get()           the value as it is to be written; undefined where nothing was filled in
     child(part)     the widget below it at a name or a position, if there is one
     focus()         puts the cursor into it
     tell(problems)  shows the sentences about it
   No value is ever lost: what does not fit is shown as it was written and stays until somebody takes it out. */
(function () {
  "use strict";

  var form = window.disclosureForm;
  var data = form.data;
  var view = window.disclosureSearch.view;
  var element = view.element;
  var FEW = 30; /* choices up to which a list is offered whole */
  var count = 0;

  form.owners = new WeakMap(); /* the widget of each control */

  form.newId = function (what) {
    count += 1;
    return "form-" + what + "-" + count;
  };

  /* A button; `said` is what it is called where its few words alone would not tell. */
  form.button = function (words, said, run) {
    var made = element("button", {type: "button", class: "plain-button"}, [words]);
    if (said) {
      made.setAttribute("aria-label", said);
    }
    made.addEventListener("click", run);
    return made;
  };

  /* Say in words what has happened, for those who do not see it. */
  form.announce = function (words) {
    document.getElementById("form-said").textContent = words;
  };

  function hintOf(spec) {
    if (!spec.about) {
      return "";
    }
    var isPlain = !spec.shape || /^(?:一行文字|下一层|列表|按名称)/.test(spec.shape);
    var repeats = (spec.shape || "").indexOf(spec.about) === 0;
    var shape = isPlain || repeats ? "" : "（" + spec.shape + "）";
    return (repeats && !isPlain ? spec.shape : spec.about) + shape + (spec.example ? "。例如：" + spec.example : "");
  }

  /* The heading, the help and the place for sentences, which all widgets have. `control` gets the description. */
  form.dress = function (widget, spec, control, tag) {
    var id = form.newId("field");
    var hint = hintOf(spec);
    var heading = [spec.name];
    if (spec.required) {
      heading.push(element("span", {class: "form-need"}, ["必填"]));
    }
    widget.spec = spec;
    widget.fault = element("div", {class: "form-fault", id: id + "-fault"});
    widget.fault.hidden = true;
    widget.hint = hint ? element("p", {class: "form-hint", id: id + "-hint"}, [hint]) : "";
    if (tag === "fieldset") {
      widget.element = element("fieldset", {class: "form-group", id: id, tabindex: "-1"},
        [element("legend", {}, heading), widget.hint, widget.fault].filter(Boolean));
      control = widget.element;
    } else {
      control.id = id;
      widget.element = element("div", {class: "form-field"},
        [element("label", {for: id}, heading), widget.hint, widget.fault, control].filter(Boolean));
    }
    var described = [hint ? id + "-hint" : "", id + "-fault"].filter(Boolean).join(" ");
    control.setAttribute("aria-describedby", described);
    form.owners.set(control, widget);
    widget.control = control;
    widget.touched = false;
    widget.tell = function (problems) {
      var errors = problems.some(function (one) {
        return one.severity === "error";
      });
      view.fill(widget.fault, problems.map(function (one) {
        return element("p", {class: one.severity === "error" ? "form-error" : "form-warning"},
          [(one.severity === "error" ? "" : "提醒：") + wordsOf(one)]);
      }));
      widget.fault.hidden = !problems.length;
      widget.element.classList.toggle("has-error", errors);
      if (tag !== "fieldset") {
        if (errors) {
          widget.control.setAttribute("aria-invalid", "true");
        } else {
          widget.control.removeAttribute("aria-invalid");
        }
      }
    };
    widget.focus = function () {
      widget.control.focus();
    };
    return widget;
  };

  /* The sentence of a problem beside its field, whose name stands there already. */
  function wordsOf(problem) {
    var name = problem.field + "：";
    return problem.field && problem.text.indexOf(name) === 0 ? problem.text.slice(name.length) : problem.text;
  }

  function offeredOf(node, spec) {
    var offered = node.values || node.listed || spec.offered;
    return typeof offered === "string" ? data.words.lists[offered] || [] : offered || [];
  }

  function isLong(node, spec) {
    return node.read && node.read[0] === "text" || (spec.shape || "").indexOf("正文") === 0;
  }

  /* A text: a choice, one line, or several. */
  function makeText(node, spec) {
    var widget = {};
    var offered = offeredOf(node, spec);
    var closed = Boolean(node.values || node.listed) || spec.name === "有效性" || spec.name === "公开机构";
    var tail = (spec.shape || "").indexOf("正文") === 0 ? "\n" : "";
    var control;
    var list = "";
    var given;
    var shown = "";
    if (closed && offered.length <= FEW) {
      control = element("select", {}, [element("option", {value: ""}, [spec.required ? "请选择" : "（不填）"])]
        .concat(offered.map(function (value) {
          return element("option", {value: value}, [value]);
        })));
    } else if (isLong(node, spec)) {
      control = element("textarea", {rows: tail ? "12" : "3", autocomplete: "off"});
    } else {
      control = line(node);
      if (offered.length) {
        list = element("datalist", {id: form.newId("list")}, offered.map(function (value) {
          return element("option", {value: value});
        }));
        control.setAttribute("list", list.id);
      }
    }
    form.dress(widget, spec, control);
    if (list) {
      widget.element.append(list);
    }
    widget.set = function (value) {
      var text = value === undefined || value === null ? "" : value;
      if (control.tagName === "INPUT" && text.indexOf("\n") >= 0) { /* an input would swallow the ends of lines */
        control = widget.control = widened(widget, control);
      }
      if (control.tagName === "SELECT" && text && offered.indexOf(text) < 0) {
        control.append(element("option", {value: text}, [text]));
      }
      if (value !== undefined) {
        tail = /\n$/.test(text) ? "\n" : "";
      }
      control.value = text.replace(/\n$/, "");
      given = value;
      shown = control.value;
    };
    widget.get = function () {
      if (control.value === shown) {
        return given === null ? undefined : given; /* untouched: to the letter what was read */
      }
      var text = control.value.replace(/\r\n?/g, "\n").replace(/\n+$/, "");
      return text ? text + tail : undefined;
    };
    widget.child = function () {
      return null;
    };
    return widget;
  }

  function line(node) {
    var attributes = {type: "text", autocomplete: "off", spellcheck: "false"};
    if (/^(?:count|year|cell)$/.test(node.read[node.read.length - 1])) {
      attributes.inputmode = "numeric";
    }
    return element("input", attributes);
  }

  function widened(widget, control) {
    var made = element("textarea", {rows: "3", autocomplete: "off"});
    ["id", "aria-describedby"].forEach(function (name) {
      made.setAttribute(name, control.getAttribute(name));
    });
    widget.element.replaceChild(made, control);
    form.owners.set(made, widget);
    return made;
  }

  /* A row of an official form: a number for each column. */
  function makeRow(node, spec) {
    var widget = form.dress({}, spec, null, "fieldset");
    var cells = node.row.map(function (name) {
      return makeText({read: ["cell"]}, {name: name});
    });
    var mode = "list";
    var zero = form.button("各格都写 0", "“" + spec.name + "”各格都写 0", function () {
      cells.forEach(function (cell) {
        cell.set(cell.get() === undefined ? "0" : cell.get());
      });
      form.changed(widget, true);
    });
    widget.element.append(element("div", {class: "form-row"}, cells.map(function (cell) {
      return cell.element;
    })), zero);
    widget.set = function (value) {
      mode = value instanceof Map ? "map" : value === "0" ? "zero" : "list";
      cells.forEach(function (cell, place) {
        cell.set(mode === "map" ? value.get(node.row[place]) : mode === "zero" ? "0" : value && value[place]);
      });
    };
    widget.get = function () {
      var values = cells.map(function (cell) {
        return cell.get();
      });
      var all = values.every(function (value) {
        return value === "0";
      });
      if (mode === "zero" && all) {
        return "0";
      }
      if (mode === "map") {
        return new Map(node.row.map(function (name, place) {
          return [name, values[place]];
        }).filter(function (pair) {
          return pair[1] !== undefined;
        }));
      }
      return values.every(isAbsent) ? undefined : values.map(function (value) {
        return value === undefined ? "" : value;
      });
    };
    widget.child = function (part) {
      return cells[typeof part === "number" ? part : node.row.indexOf(part)] || null;
    };
    return widget;
  }

  function isAbsent(value) {
    return value === undefined;
  }

  /* What does not fit, as it was written, until it is taken out. */
  function makeRaw(spec, dropped) {
    var widget = form.dress({}, spec, null, "fieldset");
    var shown = element("pre", {class: "form-raw", tabindex: "0"});
    var kept;
    widget.element.append(shown, form.button("删去", "删去“" + spec.name + "”", dropped));
    widget.set = function (value) {
      kept = value;
      shown.textContent = form.yamlText(new Map([[spec.name, value]]));
    };
    widget.get = function () {
      return kept;
    };
    widget.child = function () {
      return null;
    };
    return widget;
  }

  /* Whether a value can be shown by the widget of a node. */
  function fits(node, value) {
    if (value === undefined) {
      return true;
    }
    if (node.list) {
      return Array.isArray(value);
    }
    if (node.map) {
      return value instanceof Map;
    }
    if (node.row) {
      return value === "0" || value instanceof Map && Array.from(value.keys()).every(function (name) {
        return node.row.indexOf(name) >= 0 && typeof value.get(name) === "string";
      }) || Array.isArray(value) && value.length === node.row.length && value.every(isText);
    }
    if (node.group !== undefined) {
      return value instanceof Map || isText(value) && form.canBeShort(node, value);
    }
    return isText(value);
  }

  function isText(value) {
    return typeof value === "string";
  }

  function made(node, spec) {
    return node.list ? form.makeList(node, spec) : node.map ? form.makeMap(node, spec) : node.row ? makeRow(node, spec)
      : node.group !== undefined ? form.makeGroup(node, spec) : makeText(node, spec);
  }

  /* The widget of a value; where a value does not fit, it stands there as it was written. */
  form.widget = function (node, spec) {
    var slot = {element: element("div", {class: "form-slot"}), spec: spec, node: node};
    function use(widget) {
      slot.inner = widget;
      view.fill(slot.element, [widget.element]);
    }
    slot.set = function (value) {
      if (fits(node, value)) {
        if (!slot.inner || slot.isRaw) {
          use(made(node, spec));
        }
        slot.isRaw = false;
      } else {
        use(makeRaw(spec, function () {
          slot.set(undefined);
          slot.focus();
          form.changed(slot, true);
        }));
        slot.isRaw = true;
      }
      slot.inner.set(value);
    };
    slot.get = function () {
      return slot.inner.get();
    };
    slot.child = function (part) {
      return slot.inner.child(part);
    };
    slot.focus = function () {
      slot.inner.focus();
    };
    slot.set(undefined);
    return slot;
  };

  /* A value that belongs to no field, with the means to take it out. */
  form.stranger = function (name, value, drop) {
    var widget = makeRaw({name: name}, drop);
    widget.set(value);
    return {element: widget.element, inner: widget, get: widget.get, child: widget.child, focus: widget.focus};
  };
})();
