/* Brings a file of the index into the page: a classic script that calls disclosureSearch.receive(name, crc, payload).
   That is the one way to read a file which works from a server and from a folder alike. */
window.disclosureSearch = window.disclosureSearch || {};
(function (ns) {
  "use strict";

  const PATIENCE = 30000; /* milliseconds until a file counts as not to be had */
  const PAUSE = 200; /* milliseconds before the one repetition: the file may just be replaced or locked */
  const KEPT = 32 * 1024 * 1024; /* bytes of payloads, unpacked, that are kept in memory */

  const MISSING = "没有读到检索文件 ";
  const DAMAGED = "检索文件已损坏：";
  const CONSEQUENCE = "。检索结果可能不完整，请刷新后再试；仍不行，请更换一份完整的网站文件，或联系网站管理员。";

  /* Something of the index cannot be read. message: a sentence for the reader; file: which one. */
  class Trouble extends Error {
    constructor(message, file) {
      super(message);
      this.name = "Trouble";
      this.file = file;
    }
  }

  const waiting = new WeakMap(); /* script element -> the function that takes what it brings */

  /* Called by every file of the index. */
  ns.receive = function (name, crc, payload) {
    const take = document.currentScript && waiting.get(document.currentScript);
    if (take) {
      take(name, crc, payload);
    }
  };

  /* Runs one script; resolves with {name, crc, payload}, or with null if it did not call. */
  function inject(address) {
    return new Promise(function (resolve) {
      const script = document.createElement("script");
      let brought = null, timer = 0;
      function finish() {
        window.clearTimeout(timer);
        waiting.delete(script);
        script.remove();
        resolve(brought);
      }
      script.src = address;
      script.async = true;
      waiting.set(script, function (name, crc, payload) {
        brought = { name: name, crc: crc, payload: payload };
      });
      script.addEventListener("load", finish);
      script.addEventListener("error", finish);
      timer = window.setTimeout(finish, PATIENCE);
      document.head.appendChild(script);
    });
  }

  function pause() {
    return new Promise(function (resolve) {
      window.setTimeout(resolve, PAUSE);
    });
  }

  /* The bytes of a payload if it is the one asked for and whole, else null. What is compressed is unpacked: that tests
     the checksum which zlib has itself, so ours is left alone. */
  async function unwrap(name, brought, compressed) {
    if (brought.name !== name || typeof brought.payload !== "string") {
      return null;
    }
    try {
      const bytes = ns.fromBase64(brought.payload);
      if (compressed) {
        return await ns.inflate(bytes);
      }
      return ns.crc32(bytes) === brought.crc ? bytes : null;
    } catch (error) {
      return null; /* no base64, or no zlib */
    }
  }

  class Loader {
    /* base: the address of the folder of the index, with a slash at its end; most: bytes of payloads to keep. */
    constructor(base, most) {
      this.base = base;
      this.most = most || KEPT;
      this.kept = new Map(); /* name -> {promise, size}, least recently used first */
      this.size = 0;
      this.files = 0;
      this.bytes = 0;
    }

    /* Loads a file once and makes something of its bytes (make may return a promise). A failure is not kept.
       compressed: the payload is zlib data, and make gets what is in it. */
    get(name, make, compressed) {
      const known = this.kept.get(name);
      if (known) {
        this.kept.delete(name);
        this.kept.set(name, known);
        return known.promise;
      }
      const item = { promise: null, size: 0 };
      item.promise = this.read(name, item, compressed).then(make).catch((error) => {
        this.drop(name);
        throw error instanceof Trouble ? error : new Trouble(DAMAGED + this.shown(name) + CONSEQUENCE, name);
      });
      this.kept.set(name, item);
      return item.promise;
    }

    /* Like get, for compressed JSON. */
    json(name) {
      return this.get(name, (bytes) => JSON.parse(new TextDecoder().decode(bytes)), true);
    }

    async read(name, item, compressed) {
      let called = false;
      for (let attempt = 0; attempt < 2; attempt += 1) {
        /* The repetition has another address, so that a damaged copy kept by the browser is not taken again. */
        const brought = await inject(this.base + name.split("/").map(encodeURIComponent).join("/") + ".js" +
          (attempt ? "?again" : ""));
        const bytes = brought && await unwrap(name, brought, compressed);
        if (bytes) {
          this.files += 1;
          this.bytes += brought.payload.length + name.length + 45; /* the call around the payload */
          item.size = bytes.length;
          this.size += item.size;
          this.trim(name);
          return bytes;
        }
        called = called || brought !== null;
        if (!attempt) {
          await pause();
        }
      }
      throw new Trouble((called ? DAMAGED : MISSING) + this.shown(name) + CONSEQUENCE, name);
    }

    shown(name) {
      return "search/" + name + ".js";
    }

    drop(name) {
      const item = this.kept.get(name);
      if (item) {
        this.kept.delete(name);
        this.size -= item.size;
      }
    }

    /* Forgets what was not used for longest. */
    trim(newest) {
      for (const name of Array.from(this.kept.keys())) {
        if (this.size <= this.most) {
          return;
        }
        if (name !== newest && this.kept.get(name).size) {
          this.drop(name);
        }
      }
    }
  }

  const own = document.currentScript;
  ns.base = own ? new URL("../../search/", own.src).href : "";
  ns.Trouble = Trouble;
  ns.Loader = Loader;
})(window.disclosureSearch);
