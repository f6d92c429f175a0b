/*
 * Pagefind as a source of matches: it answers which documents hold a text, and where first; everything else (filters,
 * order, excerpts) is the engine's, as with our own index.
 *
 * Pagefind's own script fetches its files and calls its WebAssembly; from a folder nothing can be fetched, so here the
 * files come as scripts and the WebAssembly is called directly. The index holds each UTF-16 unit of the folded texts
 * as a word of four hexadecimal digits (hooks/disclosure/search/pagefind_pages.py), so a quoted search of such words is
 * the search of an exact substring.
 */
(function () {
  'use strict';

  var search = window.disclosureSearch = window.disclosureSearch || {};

  /** The unit around whole numbers and titles. */
  var END = '0000';
  /** Zones as the fields follow one another in a page; the numbers of the tiers when the whole field is not equal. */
  var NUMBERS = 0, TITLE = 1;
  var TIERS = [1, 3, 4, 5, 6];
  var WHOLE = [0, 2];
  /** WebAssembly gives no memory back: after so many bytes of index a fresh one is started. */
  var MOST_BYTES = 96 * 1024 * 1024;

  var received = null;

  /** Called by program.js with a function that makes Pagefind's calls, around a WebAssembly of their own. */
  function receive(make) { received = make; }

  /** Whether this page's policy lets WebAssembly run; only the search page has it. */
  function allowed() {
    var policy = document.querySelector('meta[http-equiv="Content-Security-Policy"]');
    return typeof WebAssembly === 'object' && (!policy || policy.content.indexOf("'wasm-unsafe-eval'") >= 0);
  }

  /** Pagefind's words for units. */
  function words(units) {
    var found = [];
    for (var i = 0; i < units.length; i++) found.push((0x10000 + units.charCodeAt(i)).toString(16).slice(1));
    return found.join(' ');
  }

  /** A running WebAssembly with the bundles opened in it. */
  function Session(read, inject) {
    this.read = read;
    this.bytes = 0;
    this.broken = false;
    this.bundles = new Map();
    this.calls = this.start(inject);
  }

  Session.prototype.start = async function (inject) {
    var wasm = this.read('pagefind/wasm');
    if (!received) await inject('pagefind/program');
    // What Pagefind's script would listen to and fetch from; nothing is ever sent or asked.
    var silent = { addEventListener: function () {}, postMessage: function () {} };
    var calls = received(silent, function () { return Promise.reject(new Error('no fetch')); });
    await calls({ module_or_path: await wasm });
    return calls;
  };

  Session.prototype.bundle = function (folder) {
    if (!this.bundles.has(folder)) {
      var opened = new Bundle(this, folder);
      this.bundles.set(folder, opened);
      opened.ready.catch(function () { this.bundles.delete(folder); }.bind(this));
    }
    return this.bundles.get(folder);
  };

  /** Some documents of a segment, indexed together. */
  function Bundle(session, folder) {
    this.session = session;
    this.folder = folder;
    this.chunks = new Map();
    this.ready = this.open();
  }

  Bundle.prototype.open = async function () {
    var files = await Promise.all([this.session.calls, this.session.read(this.folder + '/meta'),
      this.session.read(this.folder + '/pages')]);
    this.calls = files[0];
    var table = JSON.parse(new TextDecoder().decode(files[2]));
    this.ends = table.ends;
    this.numbers = new Map(table.pages.map(function (name, number) { return [name, number]; }));
    this.pointer = this.check(this.calls.init_pagefind(files[1]), 'meta');
  };

  /** Pagefind's calls give no pointer when they cannot read what they are given. */
  Bundle.prototype.check = function (pointer, name) {
    if (!pointer) {
      this.session.bundles.delete(this.folder);
      throw new search.Trouble('检索文件内容不对', this.folder + '/' + name);
    }
    return pointer;
  };

  /** Load the chunks that hold some words. */
  Bundle.prototype.load = function (phrase) {
    var self = this;
    var names = JSON.parse(this.calls.request_indexes(this.pointer, phrase));
    return Promise.all(names.map(function (name) {
      if (!self.chunks.has(name)) {
        self.chunks.set(name, self.chunk(name.replace(/^.*_/, '')));
        self.chunks.get(name).catch(function () { self.chunks.delete(name); });
      }
      return self.chunks.get(name);
    }));
  };

  Bundle.prototype.chunk = async function (name) {
    var bytes = await this.session.read(this.folder + '/' + name);
    this.session.bytes += bytes.length;
    this.pointer = this.check(this.calls.load_index_chunk(this.pointer, bytes), name);
  };

  /** The documents with a phrase, as numbers in the bundle, ascending, each with the first place of the phrase. */
  Bundle.prototype.places = async function (phrase) {
    await this.ready;
    await this.load(phrase);
    var answer;
    try {
      answer = this.calls.search(this.pointer, phrase, phrase, '{}', '', true, true);
    } catch (error) {
      // Its memory is not to be trusted after this, nor that of the other bundles, which is the same.
      this.session.broken = true;
      throw new search.Trouble('检索程序 Pagefind 中断（' + error.message + '），请刷新页面再试', this.folder);
    }
    var results = JSON.parse(answer).results;
    var numbers = this.numbers;
    return results.map(function (result) { return [numbers.get(result.p), result.l[0].l]; })
      .sort(function (a, b) { return a[0] - b[0]; });
  };

  Bundle.prototype.zone = function (number, place) {
    var zone = 0;
    while (this.ends[zone][number] <= place) zone++;
    return zone;
  };

  /** Which documents hold a text, and in which tier each; `first` is the number of the bundle's first document. */
  Bundle.prototype.find = async function (units, first) {
    var self = this;
    var found = await this.places(words(units));
    var documents = new Uint32Array(found.length), tiers = new Uint8Array(found.length);
    var heads = 0;
    found.forEach(function (match, at) {
      var zone = self.zone(match[0], match[1]);
      documents[at] = first + match[0];
      tiers[at] = TIERS[zone];
      if (zone === NUMBERS || zone === TITLE) heads++;
    });
    if (!heads) return { documents: documents, tiers: tiers };
    // Whole numbers and titles stand between two ends.
    var whole = new Map(await this.places(END + ' ' + words(units) + ' ' + END));
    found.forEach(function (match, at) {
      if (whole.has(match[0])) {
        tiers[at] = Math.min(tiers[at], WHOLE[self.zone(match[0], whole.get(match[0]) + 1)]);
      }
    });
    return { documents: documents, tiers: tiers };
  };

  function joined(parts, name, kind) {
    var all = new kind(parts.reduce(function (sum, part) { return sum + part[name].length; }, 0));
    parts.reduce(function (at, part) { all.set(part[name], at); return at + part[name].length; }, 0);
    return all;
  }

  /** Let the page breathe: a click or a key is answered before the next bundle is searched. */
  function pause() { return new Promise(function (done) { setTimeout(done, 0); }); }

  /**
   * Open Pagefind's index. `read(path)` gives the bytes of a file below search/, `inject(path)` runs one as a script.
   * The result answers, for a segment and its list of bundles, which documents hold a folded text.
   */
  function open(read, inject) {
    var session = null;
    return {
      find: async function (segment, firsts, units, signal) {
        if (!session || session.broken || session.bytes > MOST_BYTES) {
          session = new Session(read, inject);
          session.calls.catch(function () { session = null; });
        }
        var running = session;
        var opened = firsts.map(function (first, at) { return running.bundle(segment + '/p/' + at); });
        opened.forEach(function (bundle) {
          // All files are asked for at once; what goes wrong is told below, where the bundle is searched.
          bundle.ready.then(function () { return bundle.load(words(units)); }).catch(function () {});
        });
        var parts = [];
        for (var at = 0; at < opened.length; at++) {
          if (signal && signal.aborted) throw new DOMException('aborted', 'AbortError');
          parts.push(await opened[at].find(units, firsts[at]));
          await pause();
        }
        return { documents: joined(parts, 'documents', Uint32Array), tiers: joined(parts, 'tiers', Uint8Array),
          exact: true };
      }
    };
  }

  search.pagefind = { receive: receive, allowed: allowed, open: open };
})();
