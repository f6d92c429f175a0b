/* What this browser remembers of a site from one verification to the next.

   Chromium lets every page opened from a folder write to the same storage, so what is remembered must prove itself:
   it is a chain of releases with their signatures, each signed by a key of the one before, the first by a key of this
   page. Another page can delete the chain, not make one that leads to its own key. What remains in the chain are the
   first release, those that changed the keys, and the last one. */
(function (ns) {
  "use strict";

  const FORMAT = 1;

  function nameFor(code) {
    return "disclosure-copy-" + code;
  }

  function lists(keys, key) {
    return keys.some(function (known) {
      return known.spki === key.spki;
    });
  }

  function link(release, bytes, signature) {
    return { release: release, bytes: bytes, signature: signature };
  }

  /* What is stored: confirmed keys (SubjectPublicKeyInfo in base64) and the chain. Anything unreadable counts as
     nothing, which only means that the reader is asked to compare the fingerprint once more. */
  function read(storage, code) {
    const nothing = { confirmed: [], chain: [] };
    try {
      const data = JSON.parse(storage.getItem(nameFor(code)));
      if (!data || data.format !== FORMAT) {
        return nothing;
      }
      const chain = data.chain.map(function (stored) {
        const bytes = ns.encode(stored.release);
        return link(ns.parse(bytes), bytes, ns.fromBase64(stored.signature));
      });
      const isFit = data.confirmed.every(ns.fromBase64) && chain.every(function (known) {
        return known.signature && known.release.site.code === code;
      });
      return isFit ? { confirmed: data.confirmed, chain: chain } : nothing;
    } catch (trouble) {
      return nothing;
    }
  }

  /* Follows the chain from trusted keys: the keys that are trusted at its end, and the last release on the way. */
  async function walk(chain, keys) {
    let trusted = keys;
    let last = null;
    for (const known of chain) {
      const key = await ns.signer(known.release, known.bytes, known.signature);
      if (key && lists(trusted, key)) {
        trusted = known.release.keys;
        last = known;
      }
    }
    return { keys: trusted, last: last };
  }

  /* The memory of a site as the page uses it:
     accepted: the keys that may sign; confirmed: those that need no more comparing with the printed notice;
     last: the release accepted last, with its bytes, or null. */
  async function recall(storage, own) {
    const stored = read(storage, own.code);
    const compared = stored.confirmed.map(function (spki) {
      return { spki: spki };
    });
    const fromPage = await walk(stored.chain, own.keys);
    const fromNotice = await walk(stored.chain, compared);
    const ends = [fromPage.last, fromNotice.last].filter(Boolean);
    ends.sort(function (one, other) {
      return other.release.version - one.release.version;
    });
    return {
      accepted: fromPage.keys,
      confirmed: fromNotice.keys,
      last: ends[0] || null,
      stored: stored,
    };
  }

  function haveSameKeys(one, other) {
    return one.release.keys.length === other.release.keys.length && one.release.keys.every(lists.bind(null, other.release.keys));
  }

  /* Remembers an accepted release and that its key was compared with the notice; false when the browser keeps nothing. */
  function remember(storage, code, memory, accepted, key) {
    const chain = memory.stored.chain.concat([link(accepted.release, accepted.bytes, accepted.signature)]);
    const kept = chain.filter(function (known, place) {
      return place === 0 || place === chain.length - 1 || !haveSameKeys(known, chain[place - 1]);
    });
    const confirmed = lists(memory.confirmed, key) ? memory.stored.confirmed : memory.stored.confirmed.concat([key.spki]);
    const data = {
      format: FORMAT,
      confirmed: confirmed,
      chain: kept.map(function (known) {
        return { release: ns.decode(known.bytes), signature: ns.base64(known.signature) };
      }),
    };
    const text = JSON.stringify(data);
    try {
      storage.setItem(nameFor(code), text);
      return storage.getItem(nameFor(code)) === text;
    } catch (trouble) {
      return false;
    }
  }

  /* The storage of the browser; null where it is switched off. */
  function storage() {
    try {
      return self.localStorage;
    } catch (trouble) {
      return null;
    }
  }

  Object.assign(ns, { lists: lists, recall: recall, remember: remember, storage: storage });
})(self.disclosureVerify);
