/* The words of YAML: scalars, brackets and the beginnings and ends of levels, cut as libyaml cuts them.

   `form.yamlTokens(text)` gives the tokens; each has kind, value, style and its places {line, column}, from 0, in
   characters. The last one is "end", or "error" with what libyaml would say ({what, at, context}), so that reading on
   stops there and no earlier. Anchors, aliases and tags are tokens, so that they can be named; nothing reads them.
   The rules are those of libyaml 0.2.5, which the program reads with: a text is read here as there, or refused. */
(function () {
  "use strict";

  var form = window.disclosureForm;
  var ESCAPES = {
    "0": "\0", a: "\x07", b: "\b", t: "\t", "\t": "\t", n: "\n", v: "\v", f: "\f", r: "\r", e: "\x1b", " ": " ",
    "\"": "\"", "/": "/", "\\": "\\", N: "\x85", _: "\xa0", L: "\u2028", P: "\u2029"
  };
  var CODES = {x: 2, u: 4, U: 8};
  var KEY_LENGTH = 1024;
  var HOPELESS = form.HOPELESS = 200; /* levels at which reading stops at once */
  var NONE = "-?:,[]{}#&*!|>'\"%@`"; /* signs with which no plain text begins */

  function Stop(what, at, context) {
    this.what = what;
    this.at = at;
    this.context = context;
  }

  function Scanner(text) {
    this.signs = Array.from(text);
    this.index = 0;
    this.line = 0;
    this.column = 0;
    this.tokens = [];
    this.indent = -1;
    this.indents = [];
    this.depth = 0; /* of brackets */
    this.mayBeKey = true;
    this.keys = [null]; /* by depth of brackets: where a name may have begun, until its colon is met */
    this.comments = 0;
  }

  var scan = Scanner.prototype;

  scan.peek = function (ahead) {
    return this.signs[this.index + (ahead || 0)];
  };

  scan.mark = function () {
    return {line: this.line, column: this.column, index: this.index};
  };

  scan.skip = function () {
    if (this.signs[this.index] === "\n") {
      this.line += 1;
      this.column = 0;
    } else {
      this.column += 1;
    }
    this.index += 1;
  };

  scan.take = function () {
    var sign = this.signs[this.index];
    this.skip();
    return sign;
  };

  function isBlank(sign) {
    return sign === " " || sign === "\t";
  }

  function isEnd(sign) {
    return sign === undefined || sign === "\n";
  }

  function isGap(sign) {
    return isBlank(sign) || isEnd(sign);
  }

  scan.add = function (kind, start, more) {
    this.tokens.push(Object.assign({kind: kind, start: start, end: this.mark()}, more));
  };

  scan.sign = function (kind, length) {
    var start = this.mark();
    for (var i = 0; i < (length || 1); i += 1) {
      this.skip();
    }
    this.add(kind, start);
  };

  /* Whether a line begins here with three of a sign, which divides documents. */
  scan.divides = function () {
    var sign = this.peek();
    return this.column === 0 && (sign === "-" || sign === ".") && this.peek(1) === sign && this.peek(2) === sign &&
      isGap(this.peek(3));
  };

  scan.toNext = function () {
    for (;;) {
      while (this.peek() === " " || (this.peek() === "\t" && (this.depth || !this.mayBeKey))) {
        this.skip();
      }
      if (this.peek() === "#") {
        this.comments += 1;
        while (!isEnd(this.peek())) {
          this.skip();
        }
      }
      if (this.peek() !== "\n") {
        return;
      }
      this.skip();
      if (!this.depth) {
        this.mayBeKey = true;
      }
    }
  };

  function noColon(key, at) {
    var stop = new Stop("while scanning a simple key could not find expected ':'", at, key.mark);
    stop.key = key;
    return stop;
  }

  /* A name whose colon did not come on its line is none; one that had to be a name is a fault. */
  scan.forgetOld = function () {
    this.keys = this.keys.map(function (key) {
      if (!key || (key.mark.line === this.line && key.mark.index + KEY_LENGTH >= this.index)) {
        return key;
      }
      if (key.required) {
        throw noColon(key, this.mark());
      }
      return null;
    }, this);
  };

  scan.forgetKey = function () {
    var key = this.keys[this.depth];
    if (key && key.required) {
      throw noColon(key, this.mark());
    }
    this.keys[this.depth] = null;
  };

  scan.noteKey = function () {
    if (this.mayBeKey) {
      this.forgetKey();
      var required = !this.depth && this.indent === this.column;
      this.keys[this.depth] = {mark: this.mark(), token: this.tokens.length, required: required};
    }
  };

  scan.unroll = function (column) {
    while (!this.depth && this.indent > column) {
      this.add("block-end", this.mark());
      this.indent = this.indents.pop();
    }
  };

  scan.roll = function (column, kind, mark, at) {
    if (!this.depth && this.indent < column) {
      this.indents.push(this.indent);
      this.indent = column;
      this.tokens.splice(at === undefined ? this.tokens.length : at, 0, {kind: kind, start: mark, end: mark});
    }
  };

  scan.needKeyPlace = function (what) {
    if (!this.depth && !this.mayBeKey) {
      throw new Stop(what + " are not allowed in this context", this.mark(), null);
    }
  };

  scan.entry = function () {
    this.needKeyPlace("block sequence entries");
    this.roll(this.column, "block-list", this.mark());
    this.forgetKey();
    this.mayBeKey = true;
    this.sign("entry");
  };

  scan.key = function () {
    this.needKeyPlace("mapping keys");
    this.roll(this.column, "block-map", this.mark());
    this.forgetKey();
    this.mayBeKey = !this.depth;
    this.sign("key");
  };

  scan.value = function () {
    var key = this.keys[this.depth];
    if (key) {
      this.tokens.splice(key.token, 0, {kind: "key", start: key.mark, end: key.mark});
      this.roll(key.mark.column, "block-map", key.mark, key.token);
      this.keys[this.depth] = null;
      this.mayBeKey = false;
    } else {
      this.needKeyPlace("mapping values");
      this.roll(this.column, "block-map", this.mark());
      this.mayBeKey = !this.depth;
    }
    this.sign("value");
  };

  scan.open = function (kind) {
    if (this.depth > HOPELESS) {
      var stop = new Stop("too deep", this.mark(), null);
      stop.isFinal = true;
      throw stop;
    }
    this.noteKey();
    this.depth += 1;
    this.keys.push(null);
    this.mayBeKey = true;
    this.sign(kind);
  };

  scan.close = function (kind) {
    this.forgetKey();
    if (this.depth) {
      this.depth -= 1;
      this.keys.pop();
    }
    this.mayBeKey = false;
    this.sign(kind);
  };

  /* What stands between two stretches of a text: blanks on one line as they are, ends of lines folded. */
  function Between() {
    this.blanks = "";
    this.first = "";
    this.more = "";
    this.isBroken = false;
  }

  Between.prototype.read = function (scanner) {
    if (scanner.peek() !== "\n") {
      this.blanks += this.isBroken ? "" : scanner.peek();
    } else if (this.isBroken) {
      this.more += "\n";
    } else {
      this.blanks = "";
      this.first = "\n";
      this.isBroken = true;
    }
    scanner.skip();
  };

  Between.prototype.text = function () {
    return !this.isBroken ? this.blanks : this.first && !this.more ? " " : this.more;
  };

  scan.plain = function () {
    var start = this.mark();
    var end = start;
    var indent = this.indent + 1;
    var text = "";
    var between = new Between();
    this.noteKey();
    this.mayBeKey = false;
    while (!this.divides() && this.peek() !== "#") {
      while (!isGap(this.peek())) {
        var next = this.peek(1);
        if (this.depth && this.peek() === ":" && next !== undefined && ",?[]{}".indexOf(next) >= 0) {
          throw new Stop("while scanning a plain scalar found unexpected ':'", this.mark(), start);
        }
        if ((this.peek() === ":" && isGap(next)) || (this.depth && ",[]{}".indexOf(this.peek()) >= 0)) {
          break;
        }
        text += between.text() + this.take();
        between = new Between();
        end = this.mark();
      }
      if (!isBlank(this.peek()) && this.peek() !== "\n") {
        break;
      }
      while (isBlank(this.peek()) || this.peek() === "\n") {
        if (between.isBroken && this.column < indent && this.peek() === "\t") {
          throw new Stop("while scanning a plain scalar found a tab character that violates indentation", this.mark(),
            start);
        }
        between.read(this);
      }
      if (!this.depth && this.column < indent) {
        break;
      }
    }
    this.add("scalar", start, {value: text, style: "", end: end});
    if (between.isBroken) {
      this.mayBeKey = true;
    }
  };

  var QUOTED = "while scanning a quoted scalar ";

  scan.escaped = function (start) {
    this.skip();
    var sign = this.peek();
    if (Object.prototype.hasOwnProperty.call(ESCAPES, sign)) {
      this.skip();
      return ESCAPES[sign];
    }
    if (!Object.prototype.hasOwnProperty.call(CODES, sign)) {
      throw new Stop("while parsing a quoted scalar found unknown escape character", this.mark(), start);
    }
    this.skip();
    var digits = this.signs.slice(this.index, this.index + CODES[sign]).join("");
    var code = parseInt(digits, 16);
    if (digits.length < CODES[sign] || !/^[0-9A-Fa-f]+$/.test(digits)) {
      throw new Stop("while parsing a quoted scalar did not find expected hexdecimal number", this.mark(), start);
    }
    if ((code >= 0xd800 && code <= 0xdfff) || code > 0x10ffff) {
      throw new Stop("while parsing a quoted scalar found invalid Unicode character escape code", this.mark(), start);
    }
    Array.from(digits).forEach(this.skip, this);
    return String.fromCodePoint(code);
  };

  scan.quoted = function (quote) {
    var start = this.mark();
    var text = "";
    this.noteKey();
    this.mayBeKey = false;
    this.skip();
    for (;;) {
      if (this.divides()) {
        throw new Stop(QUOTED + "found unexpected document indicator", this.mark(), start);
      }
      if (this.peek() === undefined) {
        throw new Stop(QUOTED + "found unexpected end of stream", this.mark(), start);
      }
      var between = new Between();
      while (!isGap(this.peek())) {
        if (quote === "'" && this.peek() === "'" && this.peek(1) === "'") {
          this.skip();
          text += this.take();
        } else if (this.peek() === quote) {
          break;
        } else if (quote === "\"" && this.peek() === "\\" && this.peek(1) === "\n") {
          this.skip();
          this.skip();
          between.isBroken = true;
          break;
        } else {
          text += quote === "\"" && this.peek() === "\\" ? this.escaped(start) : this.take();
        }
      }
      if (this.peek() === quote) {
        break;
      }
      while (isBlank(this.peek()) || this.peek() === "\n") {
        between.read(this);
      }
      text += between.text();
    }
    this.skip();
    this.add("scalar", start, {value: text, style: quote});
  };

  var BLOCK = "while scanning a block scalar ";

  /* The signs behind | or >: whether the last ends of lines are kept (+) or cut (-), and the indent. */
  scan.blockHead = function (start) {
    var head = {chomp: "", step: 0};
    for (var i = 0; i < 2; i += 1) {
      if (/[+-]/.test(this.peek()) && !head.chomp) {
        head.chomp = this.take();
      } else if (/[0-9]/.test(this.peek()) && !head.step) {
        if (this.peek() === "0") {
          throw new Stop(BLOCK + "found an indentation indicator equal to 0", this.mark(), start);
        }
        head.step = Number(this.take());
      }
    }
    while (isBlank(this.peek())) {
      this.skip();
    }
    if (this.peek() === "#") {
      this.comments += 1;
      while (!isEnd(this.peek())) {
        this.skip();
      }
    }
    if (!isEnd(this.peek())) {
      throw new Stop(BLOCK + "did not find expected comment or line break", this.mark(), start);
    }
    if (this.peek() === "\n") {
      this.skip();
    }
    return head;
  };

  /* The empty lines up to the next one with text, and the indent where it is not known yet. */
  scan.blockBreaks = function (indent, start) {
    var breaks = "";
    var most = 0;
    for (;;) {
      while ((!indent || this.column < indent) && this.peek() === " ") {
        this.skip();
      }
      most = Math.max(most, this.column);
      if ((!indent || this.column < indent) && this.peek() === "\t") {
        throw new Stop(BLOCK + "found a tab character where an indentation space is expected", this.mark(), start);
      }
      if (this.peek() !== "\n") {
        return {breaks: breaks, indent: indent || Math.max(most, this.indent + 1, 1)};
      }
      breaks += this.take();
    }
  };

  scan.block = function (style) {
    var start = this.mark();
    this.forgetKey();
    this.mayBeKey = true;
    this.skip();
    var head = this.blockHead(start);
    var found = this.blockBreaks(head.step ? Math.max(this.indent, 0) + head.step : 0, start);
    var indent = found.indent;
    var text = "", lineEnd = "", isBlankBefore = false;
    while (this.column === indent && this.peek() !== undefined) {
      var isBlankNow = isBlank(this.peek());
      if (style === ">" && lineEnd && !isBlankBefore && !isBlankNow) {
        text += found.breaks ? "" : " ";
      } else {
        text += lineEnd;
      }
      text += found.breaks;
      isBlankBefore = isBlankNow;
      while (!isEnd(this.peek())) {
        text += this.take();
      }
      lineEnd = this.peek() === "\n" ? this.take() : "";
      found = this.blockBreaks(indent, start);
    }
    text += (head.chomp === "-" ? "" : lineEnd) + (head.chomp === "+" ? found.breaks : "");
    this.add("scalar", start, {value: text, style: style});
  };

  /* An anchor or alias; its name is of Latin letters, so that Chinese text behind the sign is a fault of another sort. */
  scan.anchor = function (sign) {
    var start = this.mark();
    this.noteKey();
    this.mayBeKey = false;
    this.skip();
    var name = "";
    while (this.peek() !== undefined && /[0-9A-Za-z_-]/.test(this.peek())) {
      name += this.take();
    }
    if (!name || !(isGap(this.peek()) || "?:,]}%@`".indexOf(this.peek()) >= 0)) {
      throw new Stop("while scanning an " + (sign === "&" ? "anchor" : "alias") +
        " did not find expected alphabetic or numeric character", this.mark(), start);
    }
    this.add("anchor", start, {value: sign + name});
  };

  scan.tag = function () {
    var start = this.mark();
    this.noteKey();
    this.mayBeKey = false;
    var name = "";
    while (this.peek() !== undefined && /[0-9A-Za-z_\-;/?:@&=+$.!~*'()%<>,[\]]/.test(this.peek()) &&
      !(this.depth && /[,[\]]/.test(this.peek()))) {
      name += this.take();
    }
    if (!isGap(this.peek()) && !(this.depth && this.peek() === ",")) {
      throw new Stop("while scanning a tag did not find expected whitespace or line break", this.mark(), start);
    }
    this.add("tag", start, {value: name});
  };

  scan.next = function () {
    this.toNext();
    this.forgetOld();
    this.unroll(this.column);
    var sign = this.peek();
    var isBeforeGap = isGap(this.peek(1));
    if (sign === undefined) {
      if (this.column) { /* what is open at the end is a fault of a line behind it */
        this.line += 1;
        this.column = 0;
        this.forgetOld();
      }
      this.unroll(-1);
      this.forgetKey();
      this.add("end", this.mark());
    } else if (this.divides()) {
      this.unroll(-1);
      this.forgetKey();
      this.mayBeKey = false;
      this.sign(sign === "-" ? "document" : "document-end", 3);
    } else if (sign === "[" || sign === "{") {
      this.open(sign);
    } else if (sign === "]" || sign === "}") {
      this.close(sign);
    } else if (sign === ",") {
      this.forgetKey();
      this.mayBeKey = true;
      this.sign(",");
    } else if (sign === "-" && isBeforeGap) {
      this.entry();
    } else if (sign === "?" && (this.depth || isBeforeGap)) {
      this.key();
    } else if (sign === ":" && (this.depth || isBeforeGap)) {
      this.value();
    } else if (sign === "*" || sign === "&") {
      this.anchor(sign);
    } else if (sign === "!") {
      this.tag();
    } else if ((sign === "|" || sign === ">") && !this.depth) {
      this.block(sign);
    } else if (sign === "'" || sign === "\"") {
      this.quoted(sign);
    } else if (NONE.indexOf(sign) < 0 && !isGap(sign) || sign === "-" && !isBlank(this.peek(1)) ||
      !this.depth && (sign === "?" || sign === ":") && !isBeforeGap) {
      this.plain();
    } else {
      throw new Stop("while scanning for the next token found character that cannot start any token", this.mark(),
        this.mark());
    }
  };

  /* The tokens of a text and the number of its comments. */
  form.yamlTokens = function (text) {
    var scanner = new Scanner(text);
    var last, pending;
    try {
      do {
        pending = scanner.keys.filter(function (key) {
          return key && key.mark.line === scanner.line;
        });
        scanner.next();
        last = scanner.tokens[scanner.tokens.length - 1];
      } while (last.kind !== "end");
    } catch (error) {
      if (!(error instanceof Stop)) {
        throw error;
      }
      /* What may still become a name is not given out before its colon is met. */
      var open = error.isFinal ? [] : pending.concat(scanner.keys, error.key || null);
      scanner.tokens.length = open.reduce(function (least, key) {
        return key ? Math.min(least, key.token) : least;
      }, scanner.tokens.length);
      scanner.add("error", scanner.mark(), {stop: error});
    }
    return {tokens: scanner.tokens, comments: scanner.comments};
  };

  form.Stop = Stop;
})();
