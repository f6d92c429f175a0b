/* Pagefind as a source of matches: it tells which documents hold a text, and where first. All else (filters, order,
   excerpts) is the engine's, as with our own index.

   Pagefind's own script fetches its files and starts a worker; from a folder neither can be had. Here its files come as
   scripts, and its WebAssembly is called directly. The index holds each UTF-16 unit of the folded texts as a word of
   four hexadecimal digits (hooks/disclosure/search/pagefind_pages.py), so a phrase of such words is an exact substring. */
window.disclosureSearch = window.disclosureSearch || {};
(function (ns) {
  "use strict";

  const END = "0000"; /* the word around whole numbers and titles */
  const TITLE = 1; /* zones 0 and 1 are numbers and title */
  const WHOLE = [32, 64]; /* the bits of a mask which say that the text is the whole number or title */

  const BROKEN = "检索程序 Pagefind 中断了，没有查成。请刷新本页再试。";
  const OLD = "这个浏览器太旧，不能运行检索程序 Pagefind。请换用新一些的浏览器，或者从全部目录查找。";

  let makeCalls = null;

  /* Called by pagefind/program.js with a function that makes Pagefind's calls, around a WebAssembly of their own. */
  function receive(make) {
    makeCalls = make;
  }

  /* Whether the policy of this page lets WebAssembly run; only the search page has such a policy. */
  function isAllowed() {
    const policy = document.querySelector("meta[http-equiv='Content-Security-Policy']");
    return !policy || policy.content.includes("'wasm-unsafe-eval'");
  }

  function wordsOf(units) {
    return Array.from({ length: units.length }, function (_, at) {
      return (0x10000 + units.charCodeAt(at)).toString(16).slice(1);
    }).join(" ");
  }

  /* Let a click or a key be answered before the next bundle is searched. */
  function pause() {
    return new Promise(function (resolve) {
      window.setTimeout(resolve);
    });
  }

  /* A running WebAssembly and the bundles that are open in it. */
  class Session {
    constructor(loader) {
      this.loader = loader;
      this.bytes = 0;
      this.isBroken = false;
      this.bundles = new Map();
      this.calls = this.start();
    }

    inflated(name) {
      return this.loader.get(name, (bytes) => bytes, true);
    }

    async start() {
      try {
        const files = await Promise.all([this.inflated("pagefind/wasm"), this.loader.get("pagefind/program", Boolean)]);
        if (typeof WebAssembly !== "object") {
          throw new ns.Trouble(OLD, "pagefind/wasm");
        }
        /* Pagefind's script would listen for messages and fetch files; none are sent, and nothing is fetched. */
        const silent = { addEventListener: function () {}, postMessage: function () {} };
        const calls = makeCalls(silent, Promise.reject.bind(Promise));
        await calls({ module_or_path: files[0] });
        return calls;
      } catch (error) {
        this.isBroken = true;
        throw error instanceof ns.Trouble ? error : new ns.Trouble(BROKEN, "pagefind/wasm");
      }
    }

    bundle(folder) {
      if (!this.bundles.has(folder)) {
        this.bundles.set(folder, new Bundle(this, folder));
      }
      return this.bundles.get(folder);
    }
  }

  /* Some neighbouring documents of a segment, indexed together. */
  class Bundle {
    constructor(session, folder) {
      this.session = session;
      this.folder = folder;
      this.chunks = new Map();
      this.ready = this.open();
      this.ready.catch(() => {
        session.bundles.delete(folder); /* the next query tries again */
      });
    }

    async open() {
      const names = ["/meta", "/pages"].map((name) => this.session.inflated(this.folder + name));
      const files = await Promise.all(names.concat(this.session.calls));
      const table = JSON.parse(new TextDecoder().decode(files[1]));
      this.numbers = new Map(table.pages.map(function (name, number) {
        return [name, number];
      }));
      this.ends = table.ends; /* for each zone but the last, where it ends in each document */
      this.calls = files[2];
      this.pointer = this.call(() => this.calls.init_pagefind(files[0]));
    }

    /* Calls WebAssembly. After a failure its memory is not to be trusted, nor the other bundles, which share it. */
    call(action) {
      let result = null;
      try {
        result = action();
      } catch (error) {
        result = null;
      }
      if (!result) {
        this.session.isBroken = true;
        throw new ns.Trouble(BROKEN, this.folder);
      }
      return result;
    }

    /* Loads the chunks in which some words may be. */
    async load(phrase) {
      await this.ready;
      const names = JSON.parse(this.call(() => this.calls.request_indexes(this.pointer, phrase)));
      await Promise.all(names.map((name) => this.chunk(name)));
    }

    chunk(name) {
      if (!this.chunks.has(name)) {
        const loaded = this.session.inflated(this.folder + "/" + name.slice(name.lastIndexOf("_") + 1)).then((bytes) => {
          this.session.bytes += bytes.length;
          this.pointer = this.call(() => this.calls.load_index_chunk(this.pointer, bytes));
        });
        loaded.catch(() => {
          this.chunks.delete(name);
        });
        this.chunks.set(name, loaded);
      }
      return this.chunks.get(name);
    }

    /* [document, place] for each document with a phrase: its number in the bundle, and where the phrase stands first. */
    async places(phrase) {
      await this.load(phrase);
      const answer = this.call(() => this.calls.search(this.pointer, phrase, phrase, "{}", "", true, true));
      return JSON.parse(answer).results.map((result) => [this.numbers.get(result.p), result.l[0].l]);
    }

    zoneAt(document_, place) {
      const zone = this.ends.findIndex(function (ends) {
        return place < ends[document_];
      });
      return zone < 0 ? this.ends.length : zone;
    }

    /* Writes masks[first + document] for each document with a text: the bit of the first zone in which it stands. */
    async mark(text, masks, first) {
      let isWhole = false;
      for (const match of await this.places(wordsOf(text))) {
        const zone = this.zoneAt(match[0], match[1]);
        masks[first + match[0]] = 1 << zone;
        isWhole = isWhole || zone <= TITLE;
      }
      if (!isWhole) {
        return;
      }
      /* Some number or title holds the text; those that are the text stand between two ends. */
      for (const match of await this.places(END + " " + wordsOf(text) + " " + END)) {
        const zone = this.zoneAt(match[0], match[1] + 1);
        masks[first + match[0]] |= 1 << zone | WHOLE[zone];
      }
    }
  }

  /* The session is shared by all segments of a loader. */
  const sessions = new WeakMap();

  function sessionOf(loader) {
    const known = sessions.get(loader);
    if (known && !known.isBroken && known.bytes <= PagefindSegment.mostBytes) {
      return known;
    }
    const fresh = new Session(loader);
    sessions.set(loader, fresh);
    return fresh;
  }

  /* A segment whose documents Pagefind finds. */
  class PagefindSegment extends ns.Segment {
    /* For engine.can: on a page whose policy forbids WebAssembly nothing can be searched while the reader types. */
    static can() {
      return { instant: isAllowed() };
    }

    /* In which documents a folded text stands, as Segment.candidates tells it; always exact. */
    async candidates(text, report) {
      const session = sessionOf(this.loader), firsts = this.plan.bundles;
      const bundles = firsts.map((first) => session.bundle(this.name + "/p/" + first));
      const masks = new Uint8Array(this.documents);
      /* All files are asked for at once; what goes wrong with them is told where the bundle is searched. */
      const loading = bundles.map(function (bundle) {
        return bundle.load(wordsOf(text)).catch(function () {});
      });
      let trouble = null, read = 0;
      for (let at = 0; at < bundles.length; at += 1) {
        await loading[at];
        try {
          await bundles[at].mark(text, masks, firsts[at]);
          read += 1;
        } catch (error) {
          trouble = error;
          report(error);
        }
        await pause();
      }
      if (trouble && !read) {
        throw trouble;
      }
      return { masks: masks, exact: true };
    }
  }

  ns.pagefind = { receive: receive };
  ns.PagefindSegment = PagefindSegment;
  /* WebAssembly gives no memory back: after so many bytes of index a fresh one is started. */
  PagefindSegment.mostBytes = 96 * 1024 * 1024;
})(window.disclosureSearch);
