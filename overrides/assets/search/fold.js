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
      const characters = Array.from(pairs);
      for (let i = 0; i + 1 < characters.length; i += 2) {
        this.table.set(characters[i], characters[i + 1]);
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
      const units = [];
      const starts = traced ? [] : null, ends = traced ? [] : null;
      let gap = 0, last = 0;
      for (let at = 0; at < text.length;) {
        const point = text.codePointAt(at);
        const width = point > 0xffff ? 2 : 1;
        let pieces = this.known.get(point);
        if (pieces === undefined) {
          pieces = this.pieces(String.fromCodePoint(point));
          this.known.set(point, pieces);
        }
        for (let i = 0; i < pieces.length; i += 1) {
          const piece = pieces[i];
          if (piece === BREAK || piece === COMMAS) {
            gap = gap === BREAK ? BREAK : piece;
            continue;
          }
          const first = piece.charCodeAt(0);
          if (gap && isWord(last) && isWord(first) && !(gap === COMMAS && isDigit(last) && isDigit(first))) {
            units.push(32);
            if (traced) {
              starts.push(at);
              ends.push(at);
            }
          }
          gap = 0;
          for (let j = 0; j < piece.length; j += 1) {
            last = piece.charCodeAt(j);
            units.push(last);
            if (traced) {
              starts.push(at);
              ends.push(at + width);
            }
          }
        }
        at += width;
      }
      return { text: fromUnits(units), starts: starts, ends: ends };
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
