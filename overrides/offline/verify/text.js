/* Bytes and texts: what the other files of this page share. Everything stands in self.disclosureVerify. */
self.disclosureVerify = {};
(function (ns) {
  "use strict";

  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const UNITS = [[1e9, "GB"], [1e6, "MB"], [1e3, "KB"]];

  /* What is wrong with a file or a copy, as a sentence for the reader. */
  function Trouble(sentence) {
    this.sentence = sentence;
  }

  /* The text in these bytes of UTF-8, or null when they are none. */
  function decode(bytes) {
    try {
      return decoder.decode(bytes);
    } catch (trouble) {
      return null;
    }
  }

  function encode(text) {
    return new TextEncoder().encode(text);
  }

  function hex(bytes) {
    return Array.from(bytes, function (byte) {
      return (byte < 16 ? "0" : "") + byte.toString(16);
    }).join("");
  }

  function base64(bytes) {
    return btoa(String.fromCharCode.apply(null, bytes));
  }

  /* The bytes of a text in the one form that base64 allows for them; null for any other text. */
  function fromBase64(text) {
    let bytes;
    try {
      bytes = Uint8Array.from(atob(text), function (char) {
        return char.charCodeAt(0);
      });
    } catch (trouble) {
      return null;
    }
    return base64(bytes) === text ? bytes : null;
  }

  /* SHA-256 in hex of bytes. */
  async function digest(bytes) {
    return hex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
  }

  /* Order by code points, as the lists of the copy are sorted; the order of the language is by UTF-16 units. */
  function byCodePoint(one, other) {
    const left = Array.from(one);
    const right = Array.from(other);
    const length = Math.min(left.length, right.length);
    for (let place = 0; place < length; place += 1) {
      if (left[place] !== right[place]) {
        return left[place].codePointAt(0) - right[place].codePointAt(0);
      }
    }
    return left.length - right.length;
  }

  /* Hex digits in groups of four, as people read them aloud. */
  function grouped(digits) {
    return digits.toUpperCase().match(/.{1,4}/g).join(" ");
  }

  function sizeText(size) {
    const unit = UNITS.find(function (known) {
      return size >= known[0];
    });
    return unit ? (size / unit[0]).toFixed(1) + " " + unit[1] : size + " B";
  }

  /* "2026-11-15" as people write it: 2026年11月15日. */
  function dayText(day) {
    const parts = day.split("-").map(Number);
    return parts[0] + "年" + parts[1] + "月" + parts[2] + "日";
  }

  /* A day of the calendar of this computer, in the form 2026-11-15. */
  function dayOf(date) {
    const numbers = [date.getFullYear(), date.getMonth() + 1, date.getDate()];
    return numbers.map(function (number) {
      return String(number).padStart(2, "0");
    }).join("-");
  }

  Object.assign(ns, {
    Trouble: Trouble,
    decode: decode,
    encode: encode,
    base64: base64,
    fromBase64: fromBase64,
    digest: digest,
    byCodePoint: byCodePoint,
    grouped: grouped,
    sizeText: sizeText,
    dayText: dayText,
    dayOf: dayOf,
  });
})(self.disclosureVerify);
