/* One shard of the gram index: sorted keys, and for each key and zone the documents in which it stands. Of a shard one
   key is asked for, so nothing is unpacked but what leads to it. */
window.disclosureSearch = window.disclosureSearch || {};
(function (ns) {
  "use strict";

  const ZONES = 5;
  const HOT = 128;

  const START = 4; /* behind the number of keys */

  /* How many of the bits that say which zones have a list are set. */
  const LISTS = Uint8Array.from({ length: 1 << ZONES }, function (_, mask) {
    return mask.toString(2).split("1").length - 1;
  });

  class Shard {
    constructor(bytes) {
      const count = (bytes[0] | (bytes[1] << 8) | (bytes[2] << 16) | (bytes[3] << 24)) >>> 0;
      if (bytes.length < START || START + 3 * count > bytes.length) {
        throw new Error("shard: too short");
      }
      this.bytes = bytes;
      this.count = count;
      this.units = START + 2 * count; /* where the units of the keys begin */
      let flags = this.units;
      for (let at = START + count; at < this.units; at += 1) {
        flags += 2 * bytes[at];
      }
      this.flags = bytes.subarray(flags, flags + count);
      this.readHeaders(flags + count);
    }

    /* Reads the headers of all lists: number of documents, first document, parameter and length of the stream. */
    readHeaders(start) {
      const bytes = this.bytes, firsts = new Uint32Array(this.count + 1);
      for (let key = 0; key < this.count; key += 1) {
        firsts[key + 1] = firsts[key] + LISTS[this.flags[key] & (LISTS.length - 1)];
      }
      const numbers = new Uint32Array(4 * firsts[this.count]);
      let at = start, stream = 0;
      function varint() {
        let value = 0, shift = 0, byte = 0;
        do {
          byte = bytes[at];
          at += 1;
          value |= (byte & 127) << shift;
          shift += 7;
        } while (byte & 128);
        return value >>> 0;
      }
      for (let list = 0; list < numbers.length; list += 4) {
        numbers[list] = varint();
        numbers[list + 1] = varint();
        numbers[list + 3] = stream;
        if (numbers[list] > 1) {
          numbers[list + 2] = varint();
          stream += varint();
        }
      }
      if (at + stream !== bytes.length) {
        throw new Error("shard: wrong length");
      }
      this.firsts = firsts; /* for each key its first list */
      this.numbers = numbers; /* for each list: documents, the first of them, parameter, where its stream begins */
      this.streams = at;
    }

    /* The largest key that is not greater than a text: {number, units}, its units if it begins the text, else 0; null
       if all keys are greater. Each key says how many units it shares with the one before. */
    before(text) {
      const bytes = this.bytes, key = [];
      let at = this.units, common = 0, number = -1, units = 0;
      for (let next = 0; next < this.count; next += 1) {
        let length = bytes[START + next];
        common = Math.min(common, length);
        for (let rest = bytes[START + this.count + next]; rest > 0; rest -= 1) {
          key[length] = bytes[at] | (bytes[at + 1] << 8);
          length += 1;
          at += 2;
        }
        while (common < length && common < text.length && key[common] === text.charCodeAt(common)) {
          common += 1;
        }
        if (common < length && (common === text.length || key[common] > text.charCodeAt(common))) {
          break; /* this key is greater, and so are all behind it */
        }
        number = next;
        units = common === length ? length : 0;
      }
      return number < 0 ? null : { number: number, units: units };
    }

    isHot(key) {
      return (this.flags[key] & HOT) !== 0;
    }

    /* Sets bit z in masks[d] for every document d that has the key in zone z; masks is as long as the segment. */
    mark(key, masks) {
      let list = 4 * this.firsts[key];
      for (let zone = 0; zone < ZONES; zone += 1) {
        if (this.flags[key] & (1 << zone)) {
          this.markList(list, 1 << zone, masks);
          list += 4;
        }
      }
    }

    /* The gaps between the documents are Golomb-Rice codes: the quotient as ones and a zero, then the low bits. */
    markList(list, bit, masks) {
      const bytes = this.bytes, parameter = this.numbers[list + 2];
      let document_ = this.numbers[list + 1], at = this.streams + this.numbers[list + 3];
      let held = 0, left = 0; /* bits that are read and not used yet, the next one highest; how many */
      masks[document_] |= bit;
      for (let more = this.numbers[list] - 1; more > 0; more -= 1) {
        let quotient = 0, ones = 0;
        do {
          for (; left <= 24; left += 8) {
            held |= bytes[at] << (24 - left); /* behind the end of the file: nothing, as if it were 0 */
            at += 1;
          }
          ones = Math.min(Math.clz32(~held), left);
          quotient += ones;
          left -= ones;
          held = ones < 32 ? held << ones : 0;
        } while (!left);
        held <<= 1;
        left -= 1;
        let low = 0;
        for (let wanted = parameter; wanted > 0;) {
          if (!left) {
            held = bytes[at] << 24;
            at += 1;
            left = 8;
          }
          const taken = Math.min(wanted, left);
          low = (low << taken) | (held >>> (32 - taken));
          held = taken < 32 ? held << taken : 0;
          left -= taken;
          wanted -= taken;
        }
        document_ += quotient * Math.pow(2, parameter) + low + 1;
        masks[document_] |= bit;
      }
    }
  }

  ns.Shard = Shard;
})(window.disclosureSearch);
