/* Widgets with others in them: groups of fields, lists with rows to add, move and take out, values by name.

   Everything works by the keyboard: each row has its buttons, and the cursor goes where one expects it next. */
(function () {
  "use strict";

  var form = window.disclosureForm;
  var data = form.data;
  var view = window.disclosureSearch.view;
  var element = view.element;
  var MANY = 6; /* more fields that may be left out than these are offered by name instead of all standing there */

  /* Whether a text can stand for a group: for one of its fields, or for nothing being there. */
  form.canBeShort = function (node, value) {
    try {
      var whole = form.widened(node, value);
      return whole === null || whole instanceof Map;
    } catch (error) {
      if (error instanceof form.Fault) {
        return false;
      }
      throw error;
    }
  };

  /* The fields of which a single one may be written as a text alone. */
  function shortFields(node) {
    var first = (node.first || [])[0] || "";
    var twin = (data.groups[node.group].twin || "").split(" ");
    return first.indexOf("as:") === 0 ? [first.slice(3)] : twin[0] === "portion" ? twin.slice(1) : [];
  }

  /* The fields of a group. Those that must be filled stand there, and the others, unless there are many of them. */
  function fieldsOf(group, place, whole) {
    var slots = new Map();
    var written = new Map(); /* the other spelling of a name, where the file has it */
    var strangers = new Map();
    var choice = element("select", {id: form.newId("more")});
    var more = element("p", {class: "form-more"}, [
      element("label", {for: choice.id}, ["还可以填"]), " ", choice, " ",
      form.button("添加", "添加所选的一项", function () {
        var slot = slotOf(choice.value);
        offer();
        slot.focus();
      })
    ]);
    var optional = group.fields.filter(function (field) {
      return !field.required;
    });
    var offersMore = !whole && optional.length > MANY;

    function at(name) {
      return group.fields.findIndex(function (field) {
        return field.name === name;
      });
    }

    function slotOf(name) {
      if (!slots.has(name)) {
        var field = group.fields[at(name)];
        var slot = form.widget(field.value, field);
        var home = whole ? whole(field) : place;
        var after = Array.from(slots.keys()).filter(function (other) {
          return at(other) > at(name) && slots.get(other).element.parentNode === home;
        }).sort(function (a, b) {
          return at(a) - at(b);
        })[0];
        home.insertBefore(slot.element, after ? slots.get(after).element : whole ? null : more);
        slots.set(name, slot);
      }
      return slots.get(name);
    }

    function offer() {
      var absent = group.fields.filter(function (field) {
        return !slots.has(field.name);
      });
      view.fill(choice, absent.map(function (field) {
        return element("option", {value: field.name}, [field.name]);
      }));
      more.hidden = !absent.length;
    }

    if (!whole) {
      place.append(more);
    }
    group.fields.forEach(function (field) {
      if (field.required || !offersMore) {
        slotOf(field.name);
      }
    });
    offer();

    return {
      set: function (value) {
        written.clear();
        strangers.forEach(function (stranger) {
          stranger.element.remove();
        });
        strangers.clear();
        slots.forEach(function (slot) {
          slot.set(undefined);
        });
        (value || new Map()).forEach(function (item, name) {
          var known = form.fieldName(group, name, value);
          if (at(known) < 0) {
            var stranger = form.stranger(name, item, function () {
              strangers.delete(name);
              stranger.element.remove();
              form.changed(null, true);
            });
            strangers.set(name, stranger);
            place.append(stranger.element);
            return;
          }
          if (known !== name) {
            written.set(known, name);
          }
          slotOf(known).set(item);
        });
        offer();
      },
      get: function () {
        var found = new Map();
        group.fields.forEach(function (field) {
          var value = slots.has(field.name) ? slots.get(field.name).get() : undefined;
          if (value !== undefined) {
            found.set(written.get(field.name) || field.name, value);
          }
        });
        strangers.forEach(function (stranger, name) {
          found.set(name, stranger.get());
        });
        return found;
      },
      child: function (part) {
        return slots.get(part) || strangers.get(part) || null;
      },
      focus: function () {
        var first = slots.values().next().value;
        if (first) {
          first.focus();
        }
      },
      slots: slots
    };
  }

  form.fieldsOf = fieldsOf;

  /* A group of fields. One that may be left out is opened by a button and can be taken out whole. */
  form.makeGroup = function (node, spec) {
    var group = data.groups[node.group];
    var widget = form.dress({}, spec, null, "fieldset");
    var body = element("div", {class: "form-body"});
    var word = (group.twin || "").indexOf("not-charged ") === 0 ? group.twin.split(" ")[1] : "";
    var mode = "absent"; /* absent, whole, short (a text stands for one field), word */
    var fields = null;
    var says = element("p", {class: "form-word"});
    var alone = shortFields(node);
    var first = alone.length ? "short" : "whole"; /* how one that is newly filled in is written */
    var open = form.button("填写" + spec.name, "", function () {
      show(first);
      fields.focus();
      form.changed(widget, false);
    });
    var wordButton = word ? form.button("写“" + word + "”", "", function () {
      show("word");
      drop.focus();
      form.changed(widget, true);
    }) : null;
    var drop = form.button("删去整组", "删去“" + spec.name + "”整组", function () {
      widget.set(undefined);
      open.focus();
      form.announce("已删去“" + spec.name + "”");
      form.changed(widget, true);
    });
    var buttons = element("p", {class: "form-buttons"}, [open, wordButton, drop].filter(Boolean));
    widget.element.append(says, body, buttons);
    says.textContent = word ? "写的是“" + word + "”。" : "";

    function show(now) {
      mode = now;
      var isThere = mode === "whole" || mode === "short";
      if (isThere && !fields) {
        fields = fieldsOf(group, body);
      }
      body.hidden = !isThere;
      says.hidden = mode !== "word";
      open.hidden = isThere;
      if (wordButton) {
        wordButton.hidden = mode === "word" || isThere;
      }
      drop.hidden = mode === "absent" || Boolean(spec.required || spec.item);
    }

    widget.set = function (value) {
      if (value === undefined) {
        if (fields) {
          fields.set(undefined);
        }
        show(spec.required || spec.item ? first : "absent");
        return;
      }
      if (word && value === word) {
        show("word");
        return;
      }
      var whole = form.widened(node, value);
      show(typeof value === "string" ? "short" : "whole");
      fields.set(whole);
    };
    widget.get = function () {
      if (mode === "absent") {
        return undefined;
      }
      if (mode === "word") {
        return word;
      }
      var found = fields.get();
      if (!found.size) {
        return spec.item || spec.required ? undefined : found;
      }
      var only = found.entries().next().value;
      var isShort = mode === "short" && found.size === 1 && typeof only[1] === "string" && alone.indexOf(only[0]) >= 0;
      return isShort ? only[1] : found;
    };
    widget.child = function (part) {
      return fields && (mode === "whole" || mode === "short") ? fields.child(part) : null;
    };
    var focusGroup = widget.focus;
    widget.focus = function () {
      if (mode === "whole" || mode === "short") {
        fields.focus();
      } else if (!open.hidden) {
        open.focus();
      } else {
        focusGroup();
      }
    };
    show("absent");
    return widget;
  };

  /* Rows to add, move and take out. `make` gives the widget of a row, `named` the name by which a row is spoken of. */
  function rowsOf(widget, spec, make, what) {
    var list = element("ol", {class: "form-rows"});
    var rows = [];
    var adding = form.button("添加一" + what, "添加一" + what + "：" + spec.name, function () {
      var row = add();
      row.focus();
      form.announce("已添加第 " + rows.length + " " + what);
      form.changed(widget, false);
    });
    widget.element.append(list, element("p", {class: "form-buttons"}, [adding]));

    function number() {
      rows.forEach(function (row, place) {
        var name = "第 " + (place + 1) + " " + what;
        row.named(name);
        row.up.disabled = place === 0;
        row.down.disabled = place === rows.length - 1;
        [[row.up, "上移"], [row.down, "下移"], [row.out, "删去"]].forEach(function (pair) {
          pair[0].setAttribute("aria-label", pair[1] + name + "：" + spec.name);
        });
      });
    }

    function move(row, step, button) {
      var place = rows.indexOf(row);
      rows.splice(place, 1);
      rows.splice(place + step, 0, row);
      list.insertBefore(row.item, list.children[step > 0 ? place + 2 : place - 1] || null);
      number();
      (button.disabled ? (button === row.up ? row.down : row.up) : button).focus();
      form.announce("已移到第 " + (place + step + 1) + " " + what);
      form.changed(widget, true);
    }

    function remove(row) {
      var place = rows.indexOf(row);
      rows.splice(place, 1);
      row.item.remove();
      number();
      var next = rows[place] || rows[place - 1];
      (next ? next.out : adding).focus();
      form.announce("已删去第 " + (place + 1) + " " + what);
      form.changed(widget, true);
    }

    function add() {
      var row = make();
      row.up = form.button("上移", "", function () {
        move(row, -1, row.up);
      });
      row.down = form.button("下移", "", function () {
        move(row, 1, row.down);
      });
      row.out = form.button("删去", "", function () {
        remove(row);
      });
      row.item = element("li", {}, [row.element, element("p", {class: "form-buttons"}, [row.up, row.down, row.out])]);
      rows.push(row);
      list.append(row.item);
      number();
      return row;
    }

    return {
      rows: rows,
      add: add,
      clear: function () {
        rows.length = 0;
        list.textContent = "";
      },
      focus: function () {
        if (rows.length) {
          rows[0].focus();
        } else {
          adding.focus();
        }
      }
    };
  }

  function entitle(element, name) {
    var heading = element.querySelector("legend, label");
    heading.firstChild.textContent = name;
  }

  /* A list. */
  form.makeList = function (node, spec) {
    var widget = form.dress({}, spec, null, "fieldset");
    var rows = rowsOf(widget, spec, function () {
      var row = form.widget(node.list, {name: "", item: true, offered: spec.offered});
      row.named = function (name) {
        entitle(row.element, name);
      };
      return row;
    }, "项");
    widget.set = function (value) {
      rows.clear();
      (value || []).forEach(function (item) {
        rows.add().set(item === null ? undefined : item);
      });
      renumber(rows);
      widget.wasThere = Array.isArray(value) && !value.length;
    };
    widget.get = function () {
      var found = rows.rows.map(function (row) {
        return row.get();
      });
      var filled = found.filter(function (item) {
        return item !== undefined;
      });
      return filled.length ? filled : widget.wasThere ? [] : undefined;
    };
    widget.child = function (part) {
      /* Rows in which nothing stands are not written, so they do not count. */
      return rows.rows.filter(function (row) {
        return row.get() !== undefined;
      })[part] || null;
    };
    widget.focus = rows.focus;
    if (spec.required) {
      widget.set([]);
      widget.wasThere = false;
      rows.add();
    }
    return widget;
  };

  function renumber(rows) {
    rows.rows.forEach(function (row, place) {
      row.named("第 " + (place + 1) + " 项");
    });
  }

  form.twice = []; /* what the last reading of the form found of names that stand twice in a group */

  /* Values by names that the office gives. */
  form.makeMap = function (node, spec) {
    var widget = form.dress({}, spec, null, "fieldset");
    var suggested = data.words.lists[spec.name] || [];
    var list = element("datalist", {id: form.newId("list")}, suggested.map(function (name) {
      return element("option", {value: name});
    }));
    widget.element.append(list);
    var rows = rowsOf(widget, spec, function () {
      var name = form.widget({read: ["line"]}, {name: "名称"});
      var value = form.widget(node.map, {name: "内容", item: true});
      if (suggested.length) {
        name.element.querySelector("input").setAttribute("list", list.id);
      }
      return {
        element: element("div", {class: "form-pair"}, [name.element, value.element]),
        name: name,
        value: value,
        named: function (words) {
          entitle(name.element, words + "的名称");
          entitle(value.element, words + "的内容");
        },
        focus: name.focus
      };
    }, "项");

    function pairs() {
      return rows.rows.map(function (row) {
        return [row.name.get(), row.value.get(), row];
      }).filter(function (pair) {
        return pair[0] !== undefined || pair[1] !== undefined;
      });
    }

    widget.set = function (value) {
      rows.clear();
      (value || new Map()).forEach(function (item, name) {
        var row = rows.add();
        row.name.set(name);
        row.value.set(item);
      });
      widget.wasThere = value instanceof Map && !value.size;
    };
    widget.get = function () {
      var found = new Map();
      pairs().forEach(function (pair) {
        var name = pair[0] || "";
        if (found.has(name)) {
          var said = form.say("duplicate-key.row", {});
          form.twice.push(Object.assign(form.problem("duplicate-key", [], said[0], said[1], name),
            {severity: "error", widget: pair[2].name.inner}));
        }
        while (found.has(name)) {
          name += " "; /* so that neither of the two is lost */
        }
        found.set(name, pair[1] === undefined ? emptyOf(node.map) : pair[1]);
      });
      return found.size || widget.wasThere ? found : undefined;
    };
    widget.child = function (part) {
      var found = pairs().filter(function (pair) {
        return (pair[0] || "") === part;
      })[0];
      return found ? found[2].value : null;
    };
    widget.focus = rows.focus;
    return widget;
  };

  function emptyOf(node) {
    return node.list ? [] : node.map || node.group !== undefined ? new Map() : "";
  }
})();
