/* One shard of the gram index: sorted keys, and for each key and zone the documents in which it stands. */
window.disclosureSearch = window.disclosureSearch || {};
(function (ns) {
  "use strict";

  const ZONES = 5;
  const HOT = 128;

  class Shard {
    constructor(bytes) {
      this.bytes = bytes;
      this.keys = [];
      const count = (bytes[0] | (bytes[1] << 8) | (bytes[2] << 16) | (bytes[3] << 24)) >>> 0;
      if (bytes.length < 4 || 4 + 3 * count > bytes.length) {
        throw new Error("shard: too short");
      }
      const flags = this.readKeys(count);
      this.flags = bytes.subarray(flags, flags + count);
      this.readHeaders(flags + count);
    }

    /* Reads the keys; each says how many units it shares with the one before. Returns where the flags begin. */
    readKeys(count) {
      const bytes = this.bytes, shared = 4, lengths = 4 + count;
      let at = 4 + 2 * count, key = "";
      for (let i = 0; i < count; i += 1) {
        key = key.slice(0, bytes[shared + i]);
        for (let rest = bytes[lengths + i]; rest > 0; rest -= 1) {
          key += String.fromCharCode(bytes[at] | (bytes[at + 1] << 8));
          at += 2;
        }
        this.keys.push(key);
      }
      return at;
    }

    /* Reads the headers of all lists: number of documents, first document, parameter and length of the stream. */
    readHeaders(start) {
      const bytes = this.bytes, numbers = [], lists = new Int32Array(this.keys.length * ZONES).fill(-1);
      let at = start;
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
      let stream = 0;
      for (let i = 0; i < this.keys.length; i += 1) {
        for (let zone = 0; zone < ZONES; zone += 1) {
          if (!(this.flags[i] & (1 << zone))) {
            continue;
          }
          lists[i * ZONES + zone] = numbers.length;
          const documents = varint(), first = varint();
          const parameter = documents > 1 ? varint() : 0, length = documents > 1 ? varint() : 0;
          numbers.push(documents, first, parameter, stream);
          stream += length;
        }
      }
      if (at + stream !== bytes.length) {
        throw new Error("shard: wrong length");
      }
      this.lists = lists; /* key * ZONES + zone -> where its four numbers begin, -1 for none */
      this.numbers = Uint32Array.from(numbers);
      this.streams = at;
    }

    /* Number of the largest key that is not greater than a text; -1 if all are greater. */
    before(text) {
      let low = 0, high = this.keys.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (this.keys[middle] <= text) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low - 1;
    }

    isHot(key) {
      return (this.flags[key] & HOT) !== 0;
    }

    /* Sets bit z in masks[d] for every document d that has the key in zone z; masks is as long as the segment. */
    mark(key, masks) {
      for (let zone = 0; zone < ZONES; zone += 1) {
        const list = this.lists[key * ZONES + zone];
        if (list >= 0) {
          this.markList(list, 1 << zone, masks);
        }
      }
    }

    /* The gaps between the documents are Golomb-Rice codes: the quotient as ones and a zero, then the low bits. */
    markList(list, bit, masks) {
      const bytes = this.bytes, parameter = this.numbers[list + 2];
      let document_ = this.numbers[list + 1], at = this.streams + this.numbers[list + 3], held = 0, left = 0;
      masks[document_] |= bit;
      for (let more = this.numbers[list] - 1; more > 0; more -= 1) {
        let quotient = 0, low = 0;
        for (;;) {
          if (!left) {
            held = bytes[at];
            at += 1;
            left = 8;
          }
          left -= 1;
          if (!((held >> left) & 1)) {
            break;
          }
          quotient += 1;
        }
        for (let wanted = parameter; wanted > 0;) {
          if (!left) {
            held = bytes[at];
            at += 1;
            left = 8;
          }
          const taken = Math.min(wanted, left);
          left -= taken;
          wanted -= taken;
          low = (low << taken) | ((held >> left) & ((1 << taken) - 1));
        }
        document_ += quotient * Math.pow(2, parameter) + low + 1;
        masks[document_] |= bit;
      }
    }
  }

  ns.Shard = Shard;
})(window.disclosureSearch);
