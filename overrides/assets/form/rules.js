/* The rules about one entry that the form looks at; each is the twin of the function of the same name in Python
   (hooks/disclosure/rules), whose sentences it says. Which rules these are stands in views/form.py (CLAIMED); that they
   say the same is proved by tests/browser/test_form_check.py over the cases of every rule. */
(function () {
  "use strict";

  var form = window.disclosureForm;
  var say = form.say;

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

  function quoted(name) {
    return form.quote(name);
  }

  form.rule("period-reversed", function (entry, context, tell) {
    entry.kind.periods.forEach(function (pair) {
      var start = form.momentOf(entry.data.get(pair[0]));
      var stop = form.momentOf(entry.data.get(pair[1]));
      if (start && stop && stop < start) {
        tell([pair[1]], say("period-reversed", {stop: stop, name: pair[0], start: start}));
      }
    });
  });
})();
