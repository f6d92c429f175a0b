/* One segment of the index: which of its files holds what, and in which documents a folded text may stand. */
window.disclosureSearch = window.disclosureSearch || {};
(function (ns) {
  "use strict";

  const PACKS_PER_FOLDER = 500;
  const STEP = 3; /* units between the places at which a long text is looked up */
  const MOST_PLACES = 8;
  const FEW = 6; /* candidates that are cheaper to read than to narrow down further */
  const FNV_OFFSET = 0x811c9dc5, FNV_PRIME = 0x01000193;

  /* The folder of a shard: two hexadecimal digits of FNV-1a over the UTF-16LE bytes of its first key. */
  function folderOf(key) {
    let hash = FNV_OFFSET;
    for (let i = 0; i < key.length; i += 1) {
      const unit = key.charCodeAt(i);
      hash = Math.imul(hash ^ (unit & 255), FNV_PRIME);
      hash = Math.imul(hash ^ (unit >> 8), FNV_PRIME);
    }
    return (hash >>> 0).toString(16).padStart(8, "0").slice(0, 2);
  }

  function hexOf(key) {
    return key.split("").map(function (unit) {
      return unit.charCodeAt(0).toString(16).padStart(4, "0");
    }).join("");
  }

  /* The largest index whose item is not greater than a value; items ascend; -1 if all are greater. */
  function lastAtMost(items, value) {
    let low = 0, high = items.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (items[middle] <= value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }

  function countOf(masks) {
    let count = 0;
    for (let d = 0; d < masks.length; d += 1) {
      count += masks[d] ? 1 : 0;
    }
    return count;
  }

  /* Where to look a text of some units up, when what stands at its beginning covers only the first units. */
  function placesAfter(covered, units) {
    const places = [], step = Math.max(STEP, Math.ceil((units - covered) / MOST_PLACES));
    for (let at = Math.max(covered - 1, 1); at <= units - 2; at += step) {
      places.push(at);
    }
    if (!places.length || places[places.length - 1] < units - STEP) {
      places.push(Math.max(units - 2, 1));
    }
    return places;
  }

  class Segment {
    /* plan: the entry of the manifest; facets: those of the manifest, each has a column; longest: units of a gram. */
    constructor(loader, plan, facets, longest) {
      this.loader = loader;
      this.plan = plan;
      this.name = plan.name;
      this.documents = plan.documents;
      this.facets = facets;
      this.longest = longest;
      this.opened = null;
    }

    /* Reads the columns, once. The index can be asked before. */
    open() {
      if (!this.opened) {
        this.opened = this.loader.get(this.name + "/columns", (bytes) => this.columns(bytes), true);
        this.opened.catch(() => {
          this.opened = null;
        });
      }
      return this.opened;
    }

    /* Takes the columns apart: one per facet and one for the day, of one byte per document where that is enough, else
       all low bytes and then all high bytes; then one byte per document with the units of its folded title. */
    columns(all) {
      const count = this.documents;
      let at = 0;
      function column(isWide) {
        const low = all.subarray(at, at + count), high = isWide ? all.subarray(at + count, at + 2 * count) : null;
        at += isWide ? 2 * count : count;
        return isWide ? Uint16Array.from(low, (byte, d) => byte | (high[d] << 8)) : low;
      }
      /* Per facet: 1 + index of the value, 0 for none. */
      this.values = this.facets.map((facet) => column(facet.values.length > 255));
      this.days = column(true); /* since 1970-01-01; 0 for none */
      this.titleUnits = column(false);
      if (all.length !== at) {
        throw new Error("columns: wrong length");
      }
    }

    /* The shard that holds the largest key not greater than a text; null if the text precedes them all. */
    shardFor(text) {
      const number = lastAtMost(this.plan.shards, text);
      if (number < 0) {
        return Promise.resolve(null);
      }
      const first = this.plan.shards[number];
      const name = this.name + "/g/" + folderOf(first) + "/" + hexOf(first);
      return this.loader.get(name, (bytes) => new ns.Shard(bytes));
    }

    /* Looks up the longest key that begins a text. Returns {shard, key, units}, or null if the text stands nowhere. */
    async find(text) {
      const wanted = text.slice(0, this.longest);
      const shard = await this.shardFor(wanted);
      const found = shard && shard.before(wanted);
      if (!found || !found.units) {
        return null;
      }
      /* Every pair of units is a key, and so is every continuation of a frequent key: what is not there is nowhere. */
      const continued = found.units === 1 || shard.isHot(found.number);
      return found.units < wanted.length && continued ? null : { shard: shard, key: found.number, units: found.units };
    }

    /* In which documents and zones a folded text may stand. Returns {masks, exact}: masks[d] has bit z for zone z, or
       masks is null for nowhere; exact tells that it does stand there. Tells report about files that fail. */
    async candidates(text, report) {
      const long = text.length > this.longest;
      const begun = long ? [0, text.length >> 1, text.length - STEP] : [0];
      let found = await this.findAll(text, begun, report);
      const whole = !long && found.usable[0], broken = found.broken;
      if (whole && whole.units === text.length) {
        return { masks: this.intersection(null, found.usable), exact: true };
      }
      let masks = found.nowhere ? null : this.intersection(null, found.usable);
      if (!found.nowhere && text.length > 1 && (!masks || countOf(masks) > FEW)) {
        const places = placesAfter(whole ? whole.units : long ? STEP + 1 : 1, text.length);
        found = await this.findAll(text, places.filter((at) => !begun.includes(at)), report);
        masks = found.nowhere ? null : this.intersection(masks, found.usable);
      }
      if (!masks && !found.nowhere) {
        throw found.broken || broken;
      }
      return { masks: masks, exact: found.nowhere };
    }

    /* Looks up what follows several places of a text. Returns {usable, nowhere, broken}: what was found; whether some
       piece, and so the text, stands nowhere; and the last failure. */
    async findAll(text, places, report) {
      const result = { usable: [], nowhere: false, broken: null };
      const found = await Promise.all(places.map((at) => this.find(text.slice(at)).catch((error) => {
        result.broken = error;
        report(error);
        return undefined;
      })));
      result.nowhere = found.includes(null);
      result.usable = found.filter(Boolean);
      return result;
    }

    /* The documents and zones that all of what was found has, and masks too if given; null if that is nothing. */
    intersection(masks, found) {
      return found.reduce((left, one) => {
        const right = new Uint8Array(this.documents);
        one.shard.mark(one.key, right);
        for (let d = 0; left && d < right.length; d += 1) {
          right[d] &= left[d];
        }
        return right;
      }, masks);
    }

    pack(kind, number) {
      return this.loader.json(this.name + "/" + kind + "/" + Math.floor(number / PACKS_PER_FOLDER) + "/" + number);
    }

    /* The stored texts of a document, as format 1 has them: [address, title, published, numbers, …]. */
    async document(number) {
      const pack = lastAtMost(this.plan.texts, number);
      return (await this.pack("t", pack))[number - this.plan.texts[pack]];
    }

    /* The parts of the attachments of a document: [[place, text, address]…]. If they need several packs, the document
       is the first one of each; otherwise they are all in the last pack that does not begin behind it. */
    async attachments(number) {
      const firsts = this.plan.attachments;
      let pack = lastAtMost(firsts, number);
      const packs = pack < 0 ? [] : [pack];
      for (; pack > 0 && firsts[pack] === number && firsts[pack - 1] === number; pack -= 1) {
        packs.unshift(pack - 1);
      }
      const read = await Promise.all(packs.map((one) => this.pack("a", one)));
      return [].concat.apply([], read.map(function (items) {
        return [].concat.apply([], items.filter(function (item) {
          return item[0] === number;
        }).map(function (item) {
          return item[1];
        }));
      }));
    }
  }

  ns.Segment = Segment;
})(window.disclosureSearch);
