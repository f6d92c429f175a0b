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
  const COMMAS = 2; /* the last gap is made of commas only */

  function isDigit(unit) {
    return unit >= 48 && unit <= 57;
  }

  function isWord(unit) {
    return isDigit(unit) || (unit >= 97 && unit <= 122);
  }

  class Folder {
    /* pairs: a string in which every two characters are one traditional and its simplified form. */
    constructor(pairs) {
      this.table = new Map();
      this.known = new Map(); /* code point -> its pieces; filled as characters are met */
      this.simple = new Uint16Array(65536); /* unit -> the unit it becomes; 0 where that is not known or not so simple */
      /* The characters of nearly every text take the short way from the start: nothing can be decomposed in them. */
      for (let unit = FIRST_HAN; unit <= LAST_HAN; unit += 1) {
        this.simple[unit] = unit;
      }
      const characters = Array.from(pairs);
      for (let i = 0; i + 1 < characters.length; i += 2) {
        const unit = characters[i].charCodeAt(0);
        this.table.set(characters[i], characters[i + 1]);
        if (unit >= FIRST_HAN && unit <= LAST_HAN) {
          this.simple[unit] = characters[i + 1].length === 1 ? characters[i + 1].charCodeAt(0) : 0;
        }
      }
    }

    /* What one character becomes: a list of strings to keep, with BREAK or COMMAS where a character was dropped. */
    pieces(character) {
      const plain = character.normalize("NFKD").replace(MARKS, "").toLowerCase().replace(MARKS, "");
      const found = [];
      for (const piece of plain) {
        const kept = this.table.get(piece) || piece;
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
      const units = [], starts = traced ? [] : null, ends = traced ? [] : null, simple = this.simple;
      let gap = 0, last = 0;
      function keep(unit, start, end) {
        if (gap && isWord(last) && isWord(unit) && !(gap === COMMAS && isDigit(last) && isDigit(unit))) {
          units.push(32);
          if (traced) {
            starts.push(start);
            ends.push(start);
          }
        }
        gap = 0;
        last = unit;
        units.push(unit);
        if (traced) {
          starts.push(start);
          ends.push(end);
        }
      }
      for (let at = 0; at < text.length;) {
        const unit = text.charCodeAt(at), becomes = simple[unit];
        if (becomes > 0) {
          keep(becomes, at, at + 1);
          at += 1;
          continue;
        }
        const point = text.codePointAt(at), end = at + (point > 0xffff ? 2 : 1);
        const pieces = this.piecesOf(point);
        for (let i = 0; i < pieces.length; i += 1) {
          const piece = pieces[i];
          if (piece === BREAK || piece === COMMAS) {
            gap = gap === BREAK ? BREAK : piece;
            continue;
          }
          for (let j = 0; j < piece.length; j += 1) {
            keep(piece.charCodeAt(j), at, end);
          }
        }
        at = end;
      }
      return { text: fromUnits(units), starts: starts, ends: ends };
    }

    /* The pieces of a code point, remembered; one that becomes a single unit is noted for the short way. */
    piecesOf(point) {
      let pieces = this.known.get(point);
      if (pieces === undefined) {
        pieces = this.pieces(String.fromCodePoint(point));
        this.known.set(point, pieces);
        const lone = pieces.length === 1 && typeof pieces[0] === "string" && pieces[0].length === 1;
        /* Half of a surrogate pair is always taken the long way, for it may begin a pair. */
        if (lone && point <= 0xffff && (point < 0xd800 || point > 0xdfff)) {
          this.simple[point] = pieces[0].charCodeAt(0);
        }
      }
      return pieces;
    }
  }

  /* A string of UTF-16 units; in portions, because the number of arguments of a call is limited. */
  function fromUnits(units) {
    let text = "";
    for (let at = 0; at < units.length; at += 8192) {
      text += String.fromCharCode.apply(null, units.slice(at, at + 8192));
    }
    return text;
  }

  ns.Folder = Folder;
  ns.fromUnits = fromUnits;
})(window.disclosureSearch);
