/* Reads the text of an entry as the program does (hooks/disclosure/source): to the same data, or not at all.

   `form.readEntry(text)` gives {data: a Map or null, comments: their number, problems}; each problem has its line and
   column (from 1; column 0 for the whole line) and says what the program says. `form.notUtf8(bytes)` is the problem of a
   file that is no UTF-8. The tokens come from yaml.js. */
(function () {
  "use strict";

  var form = window.disclosureForm;
  var Stop = form.Stop;
  var MOST_BYTES = 256 * 1024;
  var DEEP = 10;
  var ENDS = {"key": true, "value": true, "block-end": true};

  /* Sentences are named by their rule, with a word behind a dot where a rule has several. */
  function fault(name, line, column, gaps, field) {
    var rule = name.split(".")[0];
    var said = form.say(name, gaps || {});
    return Object.assign(form.problem(rule, [], said[0], said[1], field || ""), {line: line, column: column});
  }

  /* From tokens to nodes: {map: pairs}, {list: items} or {text}, each with the places where it starts and ends. */
  function Parser(tokens) {
    this.tokens = tokens;
    this.place = 0;
    this.depth = 0;
    this.anchors = []; /* problems: these signs are nothing for an entry, whatever else the text is */
    this.tags = [];
  }

  var parse = Parser.prototype;

  parse.peek = function () {
    var token = this.tokens[this.place];
    if (token.kind === "error") {
      throw token.stop;
    }
    return token;
  };

  parse.is = function (kind) {
    return this.peek().kind === kind;
  };

  parse.take = function () {
    var token = this.peek();
    this.place += 1;
    return token;
  };

  function nothing(at) {
    return {text: "", style: "", start: at, end: at};
  }

  parse.node = function (inBlock, mayBeFlush) {
    var token = this.peek();
    if (token.kind === "anchor" || token.kind === "tag") {
      return this.marked(token, inBlock, mayBeFlush);
    }
    if (token.kind === "scalar") {
      this.take();
      return {text: token.value, style: token.style, start: token.start, end: token.end};
    }
    var how = {"[": this.flowList, "{": this.flowMap};
    if (inBlock) {
      how["block-list"] = this.blockList;
      how["block-map"] = this.blockMap;
    }
    if (mayBeFlush) {
      how.entry = this.flushList;
    }
    if (!Object.prototype.hasOwnProperty.call(how, token.kind)) {
      throw new Stop("while parsing a " + (inBlock ? "block" : "flow") + " node did not find expected node content",
        token.start, token.start);
    }
    this.depth += 1;
    if (this.depth > form.HOPELESS) {
      throw fault("too-deep", token.start.line + 1, 0);
    }
    var found = how[token.kind].call(this, token);
    found.start = token.start;
    this.depth -= 1;
    return found;
  };

  /* A node with an anchor or a tag before it, or what an alias stands for. */
  parse.marked = function (token, inBlock, mayBeFlush) {
    this.take();
    if (this.depth < DEEP || token.kind === "tag" && token.value !== "!") {
      this[token.kind === "tag" && token.value !== "!" ? "tags" : "anchors"].push(notPlain(token));
    }
    if (token.kind === "anchor" && token.value[0] === "*") {
      return {text: "", style: "*", start: token.start, end: token.end};
    }
    var next = this.peek();
    var isNode = next.kind === "scalar" || next.kind === "[" || next.kind === "{" ||
      (next.kind === "tag" && token.kind === "anchor") ||
      (next.kind === "anchor" && token.kind === "tag" && next.value[0] === "&") ||
      (inBlock && /^block-(?:list|map)$/.test(next.kind)) || (mayBeFlush && next.kind === "entry");
    return isNode ? Object.assign(this.node(inBlock, mayBeFlush), {start: token.start}) : nothing(token.start);
  };

  /* The node here, or nothing where one of these tokens comes at once. */
  parse.maybe = function (ends, at, inBlock, mayBeFlush) {
    return Object.prototype.hasOwnProperty.call(ends, this.peek().kind) ? nothing(at) : this.node(inBlock, mayBeFlush);
  };

  parse.blockList = function (opened) {
    var items = [];
    this.take();
    while (this.is("entry")) {
      items.push(this.maybe({"entry": true, "block-end": true}, this.take().end, true, false));
    }
    this.end("block-end", "while parsing a block collection did not find expected '-' indicator", opened);
    return {list: items};
  };

  parse.flushList = function () {
    var items = [];
    while (this.is("entry")) {
      items.push(this.maybe(Object.assign({"entry": true}, ENDS), this.take().end, true, false));
    }
    return {list: items};
  };

  parse.end = function (kind, what, opened) {
    if (!this.is(kind)) {
      throw new Stop(what, this.peek().start, opened.start);
    }
    this.take();
  };

  parse.blockMap = function (opened) {
    var pairs = [];
    this.take();
    while (this.is("key")) {
      var key = this.maybe(ENDS, this.take().end, true, true);
      var value = this.is("value") ? this.maybe(ENDS, this.take().end, true, true) : nothing(this.peek().start);
      pairs.push([key, value]);
    }
    this.end("block-end", "while parsing a block mapping did not find expected key", opened);
    return {map: pairs};
  };

  parse.comma = function (isFirst, what, opened) {
    if (!isFirst) {
      this.end(",", what, opened);
    }
  };

  parse.flowList = function (opened) {
    var items = [];
    this.take();
    while (!this.is("]")) {
      this.comma(!items.length, "while parsing a flow sequence did not find expected ',' or ']'", opened);
      if (this.is("key")) {
        items.push(this.pair());
      } else if (!this.is("]")) {
        items.push(this.node(false, false));
      }
    }
    this.take();
    return {list: items};
  };

  /* A name and a value in a list in brackets stand for a group of one. */
  parse.pair = function () {
    var start = this.take();
    var key = this.node(false, false);
    var value = nothing(this.peek().start);
    if (this.is("value")) {
      this.take();
      value = this.maybe({",": true, "]": true}, this.peek().start, false, false);
    }
    return {map: [[key, value]], start: start.start};
  };

  parse.flowMap = function (opened) {
    var pairs = [];
    this.take();
    while (!this.is("}")) {
      this.comma(!pairs.length, "while parsing a flow mapping did not find expected ',' or '}'", opened);
      if (this.is("key")) {
        this.take();
        var key = this.maybe({"value": true, ",": true, "}": true}, this.peek().start, false, false);
        var value = nothing(this.peek().start);
        if (this.is("value")) {
          this.take();
          value = this.maybe({",": true, "}": true}, this.peek().start, false, false);
        }
        pairs.push([key, value]);
      } else if (!this.is("}")) {
        pairs.push([this.node(false, false), nothing(this.peek().start)]);
      }
    }
    this.take();
    return {map: pairs};
  };

  /* The one node of a file; null where there is none. */
  parse.whole = function () {
    var root = null;
    if (this.is("document")) {
      this.take();
      root = this.maybe({"document": true, "document-end": true, "end": true}, this.peek().start, true, false);
    } else if (!this.is("end")) {
      root = this.node(true, false);
    }
    while (this.is("document-end")) {
      this.take();
    }
    if (!this.is("end")) {
      throw new Stop("did not find expected <document start>", this.peek().start, null);
    }
    return root;
  };

  function notPlain(token) {
    var line = token.start.line + 1, column = token.start.column + 1;
    if (token.kind === "anchor") {
      return fault("anchor-or-alias", line, column, {found: form.quote(token.value)});
    }
    if (token.value === "!") {
      return fault("unquoted-special", line, column, {sign: "!"});
    }
    var name = token.value.replace(/^!!/, "tag:yaml.org,2002:").replace(/^!<(.*)>$/, "$1");
    return fault("explicit-tag", line, column, {found: form.quote(name)});
  }

  function place(name, at, gaps, field) {
    return fault(name, at.line + 1, at.column + 1, gaps, field);
  }

  function keyFaults(pairs, found) {
    var first = new Map();
    pairs.forEach(function (pair) {
      var key = pair[0];
      if (key.text === undefined) {
        found.push(place("key-not-text", key.start));
        return;
      }
      if (key.text === "<<") {
        found.push(place("merge-key", key.start));
      }
      if (key.text[0] === "\u3000") {
        found.push(place("fullwidth-indent", key.start));
      }
      var line = key.start.line + 1;
      var before = first.get(key.text);
      if (before !== undefined) {
        found.push(place(line > before ? "duplicate-key" : "duplicate-key.line", key.start,
          {before: before, line: line}, key.text));
      } else {
        first.set(key.text, line);
      }
    });
  }

  function textFaults(node, lines, found) {
    var hidden = form.pattern("forbidden").exec(node.text);
    if (hidden) {
      found.push(place("forbidden-character.escaped", node.start, {character: describe(hidden[0])}));
    }
    var rest = !node.style && node.end.line < lines.length
      ? Array.from(lines[node.end.line]).slice(node.end.column).join("") : "";
    if (/^[ \t]+#/.test(rest)) {
      found.push(place("text-after-hash", node.end, {found: form.quote(rest.trim())}));
    }
  }

  function treeFaults(node, lines, depth, found) {
    if (node.text !== undefined) {
      textFaults(node, lines, found);
    } else if (depth > DEEP) {
      found.push(place("too-deep", node.start));
    } else if (node.map) {
      keyFaults(node.map, found);
      node.map.forEach(function (pair) {
        treeFaults(pair[0], lines, depth + 1, found);
        treeFaults(pair[1], lines, depth + 1, found);
      });
    } else {
      node.list.forEach(function (item) {
        treeFaults(item, lines, depth + 1, found);
      });
    }
  }

  function dataOf(node) {
    if (node.list) {
      return node.list.map(dataOf);
    }
    if (!node.map) {
      return node.text || node.style ? node.text : null;
    }
    var found = new Map();
    node.map.forEach(function (pair) {
      var value = dataOf(pair[1]);
      if (value !== null) {
        found.set(pair[0].text, value);
      }
    });
    return found;
  }

  /* What the text alone shows (source/characters.py and the beginning of source/syntax.py). */

  function describe(sign) {
    var code = sign.codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
    var names = form.data.characters;
    var sort = ["Co", "Cs", "Cn", "Cc"].filter(function (name) {
      return new RegExp("^\\p{" + name + "}$", "u").test(sign);
    })[0] || "";
    return (names[code] || names[sort]) + " U+" + code;
  }

  function characterFaults(text) {
    var found = [];
    text.split("\n").forEach(function (line, number) {
      var pattern = form.pattern("forbidden", "g");
      var match;
      while ((match = pattern.exec(line))) {
        var name = match[0] === "\xa0" ? ".space" : /\p{Co}/u.test(match[0]) ? ".own" : "";
        found.push(fault("forbidden-character" + name, number + 1, Array.from(line.slice(0, match.index)).length + 1,
          {character: describe(match[0])}));
      }
    });
    return found;
  }

  function lineAt(text, index) {
    return text.slice(0, index).split("\n").length;
  }

  function textProblems(text) {
    var size = new TextEncoder().encode(text).length;
    if (size > MOST_BYTES) {
      return [fault("file-too-large", 1, 0, {size: Math.ceil(size / 1024) + " KB"})];
    }
    var conflict = /^(?:<{7}|>{7})(?: |$)/m.exec(text);
    var found = (conflict ? [fault("merge-conflict", lineAt(text, conflict.index), 1)] : [])
      .concat(characterFaults(text));
    if (!found.length && !/^[ \t]*[^#\s]/m.test(text)) {
      found.push(fault("empty-file", 1, 0));
    }
    return found.length ? found : marks(text);
  }

  function marks(text) {
    var percent = /^%/m.exec(text);
    var found = percent ? [fault("yaml-directive", lineAt(text, percent.index), 0)] : [];
    var isBegun = false;
    text.split("\n").some(function (line, number) {
      if (isBegun && /^---(?:\s|$)/.test(line)) {
        found.push(fault("several-documents", number + 1, 0));
        return true;
      }
      isBegun = isBegun || /^[^#%]/.test(line.trim());
      return false;
    });
    return found;
  }

  /* The sentence for what cannot be read: the first usual slip found at the place, else a general one. */
  function explain(stop, lines) {
    var at = Math.min(stop.at.line, lines.length - 1);
    var start = stop.context ? Math.min(stop.context.line, at) : at;
    if (/escape|hexdecimal/.test(stop.what)) {
      return fault("yaml-syntax.escape", at + 1, 0);
    }
    if (stop.what.indexOf("quoted scalar") >= 0) {
      return fault("unclosed-quote", start + 1, 0);
    }
    var above = at && indentOf(lines[at - 1]) <= indentOf(lines[at]) ? at - 1 : start;
    return slip(lines[at], at + 1) || slip(lines[above], above + 1) || slip(lines[start], start + 1) ||
      torn(stop.what, lines, start, at) || misplaced(stop.what, lines[at], at + 1) || special(lines[at], at + 1) ||
      special(lines[Math.max(at - 1, 0)], Math.max(at, 1)) || fault("yaml-syntax", at + 1, stop.at.column + 1);
  }

  function indentOf(line) {
    return /^ */.exec(line)[0].length;
  }

  /* The usual slip that shows in a line by itself, if there is one. */
  function slip(line, number) {
    var indent = /^[ \t\u3000]*(?:-[ \t\u3000]+)*/.exec(line)[0];
    if (indent.indexOf("\t") >= 0) {
      return fault("tab-indent", number, indent.indexOf("\t") + 1);
    }
    if (indent.indexOf("\u3000") >= 0) {
      return fault("fullwidth-indent", number, indent.indexOf("\u3000") + 1);
    }
    var wide = form.pattern("key.wide").exec(line);
    if (wide) {
      return fault("fullwidth-colon", number, wide[0].length, {name: wide[1]});
    }
    var tight = form.pattern("key.tight").exec(line);
    return tight ? fault("yaml-syntax.tight", number, tight[0].length, {name: tight[1]}) : null;
  }

  function torn(what, lines, start, at) {
    var isFlow = what.indexOf("parsing a flow") >= 0;
    if (isFlow && form.pattern("empty-item").test(lines[at])) {
      return fault("yaml-syntax.comma", at + 1, 0);
    }
    if (isFlow) {
      var isList = what.indexOf("sequence") >= 0;
      return fault("yaml-syntax.bracket", start + 1, 0, {begin: isList ? "[" : "{", end: isList ? "]" : "}"});
    }
    if (what.indexOf("document start") >= 0) {
      return fault("several-documents", at + 1, 0);
    }
    if (form.pattern("text-after-quote").test(lines[at])) {
      return fault("yaml-syntax.after-quote", at + 1, 0);
    }
    return what.indexOf("could not find expected ':'") >= 0 ? fault("yaml-syntax.no-colon", start + 1, 0) : null;
  }

  function misplaced(what, line, number) {
    var isInValue = form.pattern("colon-in-value").test(line);
    if (what.indexOf("mapping values are not allowed") < 0 && !isInValue) {
      return null;
    }
    return fault(line[0] === " " && !isInValue ? "yaml-syntax.indent" : "unquoted-colon", number, 0);
  }

  function special(line, number) {
    var found = form.pattern("special-value").exec(line) || form.pattern("block-sign").exec(line);
    return found ? fault("unquoted-special", number, 0, {sign: found[1]}) : null;
  }

  function notFields(root, lines) {
    var line = root ? root.start.line + 1 : 1;
    if (root && root.text !== undefined && !root.style) {
      if (!root.text) {
        return fault("empty-file.fields", 1, 0);
      }
      var found = slip(lines[line - 1], line);
      if (found) {
        return found;
      }
    }
    return fault("not-a-mapping", line, 1, {what: root && root.list ? "列表" : "一段文字"});
  }

  function readTree(tokens, lines) {
    var parser = new Parser(tokens);
    try {
      var root = parser.whole();
      if (parser.anchors.length) {
        return {problems: parser.anchors};
      }
      if (!root || !root.map) {
        return {problems: [notFields(root, lines)]};
      }
      var found = parser.tags;
      treeFaults(root, lines, 1, found);
      return {root: root, problems: found};
    } catch (error) {
      if (error instanceof Stop) {
        return {problems: parser.anchors.length ? parser.anchors : [explain(error, lines)]};
      }
      if (error.rule) {
        return {problems: [error]};
      }
      throw error;
    }
  }

  form.readEntry = function (written) {
    var text = written.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n");
    var problems = textProblems(text);
    if (problems.length) {
      return {data: null, comments: 0, problems: problems};
    }
    var cut = form.yamlTokens(text);
    var read = readTree(cut.tokens, text.split("\n"));
    return {
      data: read.problems.length ? null : dataOf(read.root), comments: cut.comments, problems: read.problems
    };
  };

  function decodes(encoding, bytes, isPart) {
    try {
      new TextDecoder(encoding, {fatal: true}).decode(bytes, {stream: Boolean(isPart)});
      return true;
    } catch (error) {
      return false;
    }
  }

  form.notUtf8 = function (bytes) {
    if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
      return fault("not-utf8.utf16", 1, 0);
    }
    var well = 0, bad = bytes.length; /* so many bytes are UTF-8, so many are not: in between lies the first fault */
    while (bad - well > 1) {
      var middle = (well + bad) >> 1;
      if (decodes("utf-8", bytes.subarray(0, middle), true)) {
        well = middle;
      } else {
        bad = middle;
      }
    }
    var line = bytes.subarray(0, well).filter(function (byte) {
      return byte === 10;
    }).length + 1;
    return fault(decodes("gb18030", bytes) ? "not-utf8.gbk" : "not-utf8", line, 0);
  };
})();
