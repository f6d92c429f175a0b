/* Folding: what is written differently but means the same becomes the same string, in the index and in the query.

   Per code point, independent of its neighbours: compatibility decomposition, marks off, lower case, marks off again,
   traditional to simplified by the table in the manifest. Punctuation, symbols, blanks and control characters go
   (a gap); everything else stays. A gap between two of a-z, 0-9 leaves one blank, so that 1 2 is not 12; commas alone
   between two digits leave nothing, so that 1,234 is 1234. The builder folds in the same way; a test compares the two
   over all code points. */
window.disclosureSearch = window.disclosureSearch || {};
(function (ns) {
  "use strict";

  const MARKS = /\p{M}+/gu;
  const GAP = /^[\p{P}\p{S}\p{Z}\p{Cc}\p{Cf}]$/u;
  const FIRST_HAN = 0x4e00, LAST_HAN = 0x9fff; /* CJK Unified Ideographs */
  const BREAK = 1; /* the last gap parts letters and digits */
  const COMMAS = 2; /* the last gap is made of commas only; no unit that is kept is as small as these */
  const LONG = 3; /* not to be said in one unit: to be looked up in the long way */
  const SPARE = 32;
  const PORTION = 8192;

  function isHan(point) {
    return point >= FIRST_HAN && point <= LAST_HAN;
  }

  function widthOf(point) {
    return point > 0xffff ? 2 : 1;
  }

  function isDigit(unit) {
    return unit >= 48 && unit <= 57;
  }

  function isWord(unit) {
    return isDigit(unit) || (unit >= 97 && unit <= 122);
  }

  class Folder {
    /* pairs: a string in which every two characters are one traditional and its simplified form. */
    constructor(pairs) {
      this.table = new Map(); /* the pairs that do not fit in simple */
      this.known = new Map(); /* code point -> its pieces; filled as characters are met */
      /* Unit -> the unit it becomes, or BREAK, COMMAS or LONG; 0 where that is not known, and for the characters of
         nearly every text, which become themselves: nothing can be decomposed in them. */
      this.simple = new Uint16Array(65536);
      for (let at = 0; at < pairs.length;) {
        const from = pairs.codePointAt(at), middle = at + widthOf(from), to = pairs.codePointAt(middle);
        at = middle + widthOf(to);
        if (isHan(from)) {
          this.simple[from] = to <= 0xffff ? to : LONG;
        }
        if (this.simple[from] !== to) {
          this.table.set(String.fromCodePoint(from), String.fromCodePoint(to));
        }
      }
    }

    /* The simplified form of one character, or itself. */
    simplified(character) {
      const point = character.codePointAt(0), becomes = isHan(point) ? this.simple[point] : 0;
      return becomes > LONG ? String.fromCharCode(becomes) : this.table.get(character) || character;
    }

    /* What one character becomes: a list of strings to keep, with BREAK or COMMAS where a character was dropped. */
    pieces(character) {
      const plain = character.normalize("NFKD").replace(MARKS, "").toLowerCase().replace(MARKS, "");
      const found = [];
      for (const piece of plain) {
        const kept = this.simplified(piece);
        found.push(GAP.test(kept) ? (kept === "," ? COMMAS : BREAK) : kept);
      }
      return found;
    }

    /* Folds a text. Returns {text, starts, ends}: for each unit of the folded text the offsets, in the text given, at
       which the character it comes from starts and ends. */
    trace(text) {
      return this.run(text, true);
    }

    /* Folds a text. */
    fold(text) {
      return this.run(text, false).text;
    }

    run(text, traced) {
      const simple = this.simple, folded = new Folded(text.length, traced);
      for (let at = 0; at < text.length;) {
        const unit = text.charCodeAt(at), known = simple[unit], becomes = known || !isHan(unit) ? known : unit;
        if (becomes > LONG) {
          folded.keep(becomes, at, at + 1);
          at += 1;
        } else if (becomes === BREAK || becomes === COMMAS) {
          folded.leave(becomes);
          at += 1;
        } else {
          const point = text.codePointAt(at), end = at + widthOf(point);
          for (const piece of this.piecesOf(point)) {
            if (piece === BREAK || piece === COMMAS) {
              folded.leave(piece);
              continue;
            }
            for (let j = 0; j < piece.length; j += 1) {
              folded.keep(piece.charCodeAt(j), at, end);
            }
          }
          at = end;
        }
      }
      return { text: folded.text(), starts: folded.starts, ends: folded.ends };
    }

    /* The pieces of a code point, remembered; one that becomes a single unit is noted for the short way. */
    piecesOf(point) {
      let pieces = this.known.get(point);
      if (pieces === undefined) {
        pieces = this.pieces(String.fromCodePoint(point));
        this.known.set(point, pieces);
        /* Half of a surrogate pair is always taken the long way, for it may begin a pair. */
        if (pieces.length === 1 && point <= 0xffff && (point < 0xd800 || point > 0xdfff)) {
          const piece = pieces[0];
          this.simple[point] = typeof piece === "number" ? piece : piece.length === 1 ? piece.charCodeAt(0) : LONG;
        }
      }
      return pieces;
    }
  }

  /* A folded text while it grows, with the gaps between what is kept. */
  class Folded {
    constructor(length, traced) {
      this.units = new Uint16Array(2 * length + SPARE);
      this.starts = traced ? [] : null;
      this.ends = traced ? [] : null;
      this.size = 0;
      this.gap = 0;
    }

    /* A character was dropped. */
    leave(gap) {
      this.gap = this.gap === BREAK ? BREAK : gap;
    }

    /* A unit comes, from start to end in the text as written. */
    keep(unit, start, end) {
      if (this.gap) {
        const last = this.size ? this.units[this.size - 1] : 0, commas = this.gap === COMMAS;
        this.gap = 0;
        if (isWord(last) && isWord(unit) && !(commas && isDigit(last) && isDigit(unit))) {
          this.add(32, start, start);
        }
      }
      this.add(unit, start, end);
    }

    add(unit, start, end) {
      if (this.size === this.units.length) { /* rare: one character can become many */
        const larger = new Uint16Array(2 * this.size);
        larger.set(this.units);
        this.units = larger;
      }
      this.units[this.size] = unit;
      this.size += 1;
      if (this.starts) {
        this.starts.push(start);
        this.ends.push(end);
      }
    }

    /* The string of the units; in portions, because the number of arguments of a call is limited. */
    text() {
      let text = "";
      for (let at = 0; at < this.size; at += PORTION) {
        text += String.fromCharCode.apply(null, this.units.subarray(at, Math.min(at + PORTION, this.size)));
      }
      return text;
    }
  }

  ns.Folder = Folder;
})(window.disclosureSearch);
