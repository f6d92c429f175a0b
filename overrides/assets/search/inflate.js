/* From the text of a script back to the bytes that were written: base64, CRC-32, zlib (RFC 1950 and 1951). */
window.disclosureSearch = window.disclosureSearch || {};
(function (ns) {
  "use strict";

  const LENGTH_BASE = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131,
    163, 195, 227, 258];
  const LENGTH_BITS = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
  const DISTANCE_BASE = [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537,
    2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577];
  const DISTANCE_BITS = [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13,
    13];
  const CODE_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
  const LONGEST_CODE = 15;

  const CRC = new Uint32Array(256);
  for (let n = 0; n < 256; n += 1) {
    let value = n;
    for (let bit = 0; bit < 8; bit += 1) {
      value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
    }
    CRC[n] = value >>> 0;
  }

  function crc32(bytes) {
    let value = 0xffffffff;
    for (let i = 0; i < bytes.length; i += 1) {
      value = CRC[(value ^ bytes[i]) & 255] ^ (value >>> 8);
    }
    return (value ^ 0xffffffff) >>> 0;
  }

  /* The checksum of RFC 1950. */
  function adler32(bytes) {
    let low = 1, high = 0;
    for (let i = 0; i < bytes.length; i += 1) {
      low = (low + bytes[i]) % 65521;
      high = (high + low) % 65521;
    }
    return high * 65536 + low;
  }

  function fromBase64(text) {
    if (Uint8Array.fromBase64) { /* Chromium 140, Firefox 133 */
      return Uint8Array.fromBase64(text);
    }
    const binary = window.atob(text);
    const bytes = new Uint8Array(binary.length);
    for (let i = 0; i < binary.length; i += 1) {
      bytes[i] = binary.charCodeAt(i);
    }
    return bytes;
  }

  /* A prefix code (RFC 1951, 3.2.2): how many codes there are of each length, and the symbols in the order of their
     codes. */
  function prefixCode(lengths) {
    const counts = new Uint16Array(LONGEST_CODE + 1), offsets = new Uint16Array(LONGEST_CODE + 2);
    const symbols = new Uint16Array(lengths.length);
    lengths.forEach(function (length) {
      counts[length] += 1;
    });
    counts[0] = 0;
    for (let length = 1; length <= LONGEST_CODE; length += 1) {
      offsets[length + 1] = offsets[length] + counts[length];
    }
    lengths.forEach(function (length, symbol) {
      if (length) {
        symbols[offsets[length]] = symbol;
        offsets[length] += 1;
      }
    });
    return { counts: counts, symbols: symbols };
  }

  function fixedLengths() {
    const lengths = [];
    for (let symbol = 0; symbol < 288; symbol += 1) {
      lengths.push(symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8);
    }
    return lengths;
  }

  class Inflater {
    constructor(bytes, start) {
      this.bytes = bytes;
      this.at = start;
      this.held = 0; /* bits read and not used yet, the next one lowest */
      this.count = 0;
      this.out = new Uint8Array(Math.max(1024, bytes.length * 4));
      this.size = 0;
    }

    bits(wanted) {
      while (this.count < wanted) {
        if (this.at >= this.bytes.length) {
          throw new Error("deflate: ends too early");
        }
        this.held |= this.bytes[this.at] << this.count;
        this.at += 1;
        this.count += 8;
      }
      const value = this.held & ((1 << wanted) - 1);
      this.held >>>= wanted;
      this.count -= wanted;
      return value;
    }

    symbol(code) {
      let value = 0, first = 0, index = 0;
      for (let length = 1; length <= LONGEST_CODE; length += 1) {
        value |= this.bits(1);
        const count = code.counts[length];
        if (value - count < first) {
          return code.symbols[index + value - first];
        }
        index += count;
        first = (first + count) << 1;
        value <<= 1;
      }
      throw new Error("deflate: no such code");
    }

    room(more) {
      if (this.size + more > this.out.length) {
        const larger = new Uint8Array(Math.max(this.out.length * 2, this.size + more));
        larger.set(this.out.subarray(0, this.size));
        this.out = larger;
      }
    }

    stored() {
      this.held = 0;
      this.count = 0;
      const length = this.bytes[this.at] | (this.bytes[this.at + 1] << 8);
      const check = this.bytes[this.at + 2] | (this.bytes[this.at + 3] << 8);
      this.at += 4;
      if (length !== (~check & 0xffff) || this.at + length > this.bytes.length) {
        throw new Error("deflate: bad stored block");
      }
      this.room(length);
      this.out.set(this.bytes.subarray(this.at, this.at + length), this.size);
      this.size += length;
      this.at += length;
    }

    codes() {
      const literals = this.bits(5) + 257, distances = this.bits(5) + 1, given = this.bits(4) + 4;
      const order = new Array(19).fill(0);
      for (let i = 0; i < given; i += 1) {
        order[CODE_ORDER[i]] = this.bits(3);
      }
      const code = prefixCode(order), lengths = [];
      while (lengths.length < literals + distances) {
        const symbol = this.symbol(code);
        if (symbol < 16) {
          lengths.push(symbol);
          continue;
        }
        const value = symbol === 16 ? lengths[lengths.length - 1] : 0;
        let times = symbol === 16 ? 3 + this.bits(2) : symbol === 17 ? 3 + this.bits(3) : 11 + this.bits(7);
        for (; times > 0; times -= 1) {
          lengths.push(value);
        }
      }
      return [prefixCode(lengths.slice(0, literals)), prefixCode(lengths.slice(literals, literals + distances))];
    }

    packed(literals, distances) {
      for (let symbol = this.symbol(literals); symbol !== 256; symbol = this.symbol(literals)) {
        if (symbol < 256) {
          this.room(1);
          this.out[this.size] = symbol;
          this.size += 1;
          continue;
        }
        if (symbol > 285) {
          throw new Error("deflate: no such length");
        }
        const length = LENGTH_BASE[symbol - 257] + this.bits(LENGTH_BITS[symbol - 257]);
        const step = this.symbol(distances);
        if (step > 29) {
          throw new Error("deflate: no such distance");
        }
        const distance = DISTANCE_BASE[step] + this.bits(DISTANCE_BITS[step]);
        if (distance > this.size) {
          throw new Error("deflate: distance too far");
        }
        this.room(length);
        for (let i = 0; i < length; i += 1) {
          this.out[this.size] = this.out[this.size - distance];
          this.size += 1;
        }
      }
    }

    run() {
      let last = 0;
      while (!last) {
        last = this.bits(1);
        const kind = this.bits(2);
        if (kind === 0) {
          this.stored();
        } else if (kind === 1) {
          this.packed(prefixCode(fixedLengths()), prefixCode(new Array(30).fill(5)));
        } else if (kind === 2) {
          const codes = this.codes();
          this.packed(codes[0], codes[1]);
        } else {
          throw new Error("deflate: no such block");
        }
      }
      return this.out.slice(0, this.size);
    }
  }

  /* Unpacks zlib data without help from the browser. */
  function inflateHere(bytes) {
    if (bytes.length < 6 || (bytes[0] & 15) !== 8 || ((bytes[0] << 8) | bytes[1]) % 31 || bytes[1] & 32) {
      throw new Error("zlib: bad header");
    }
    const inflater = new Inflater(bytes, 2), plain = inflater.run();
    const sum = inflater.at - (inflater.count >> 3); /* whole bytes that were held and not used */
    const wanted = bytes.subarray(sum, sum + 4);
    if (wanted.length < 4 || adler32(plain) !== wanted.reduce((value, byte) => value * 256 + byte, 0)) {
      throw new Error("zlib: bad checksum");
    }
    return plain;
  }

  /* Unpacks zlib data; by the browser where it can (Chromium 80, Firefox 113). Returns a promise of bytes. */
  function inflate(bytes) {
    if (typeof window.DecompressionStream === "undefined" || typeof Response === "undefined") {
      return Promise.resolve().then(function () {
        return inflateHere(bytes);
      });
    }
    const stream = new window.DecompressionStream("deflate"), writer = stream.writable.getWriter();
    const ignored = function () {}; /* what fails is told by the readable end, too */
    writer.write(bytes).catch(ignored);
    writer.close().catch(ignored);
    return new Response(stream.readable).arrayBuffer().then(function (buffer) {
      return new Uint8Array(buffer);
    });
  }

  ns.crc32 = crc32;
  ns.fromBase64 = fromBase64;
  ns.inflate = inflate;
  ns.inflateHere = inflateHere;
})(window.disclosureSearch);
