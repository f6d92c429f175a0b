/* Starts the search engine when it is first asked for, and what the search box and the search page share.
   Classic scripts, so that all of this also works from a disk. Everything hangs on window.disclosureSearch:
   start() here, open() from the engine, view.* for what is shown. */
(function () {
  "use strict";

  const disclosureSearch = (window.disclosureSearch = window.disclosureSearch || {});
  const script = document.currentScript;
  const folder = new URL("./", script.src).href; /* assets/search/ */
  const top = new URL("../../", script.src).href; /* the top of the site, wherever this page lies */
  const pages = top + (document.documentElement.dataset.view || ""); /* in another language: the folder of its pages */
  const LATEST_DAY = 10; /* characters of 2024-05-01 */

  let starting = null;
  let register = null; /* the program that reads it, on its way */

  /* Brings in one file of the engine; files asked for one after another run in that order. */
  function bring(name) {
    return new Promise(function (resolve, reject) {
      const tag = document.createElement("script");
      tag.src = folder + name + ".js";
      tag.async = false;
      tag.onload = resolve;
      tag.onerror = function () {
        tag.remove();
        const file = "assets/search/" + name + ".js";
        reject({ message: "检索程序的文件 " + file + " 没有读到，请刷新本页再试；还是不行，请检查网站文件是否完整。", file: file });
      };
      document.head.appendChild(tag);
    });
  }

  /* The engine, opened once for a page. After a failure the next call tries again. */
  disclosureSearch.start = function () {
    if (starting === null) {
      const names = (script.dataset.engine || "").split(" ").filter(Boolean);
      const brought = disclosureSearch.open ? Promise.resolve() : Promise.all(names.map(bring));
      starting = brought.then(function () {
        return disclosureSearch.open();
      });
      starting.catch(function () {
        starting = null;
      });
    }
    return starting;
  };

  /* An element with attributes and children; texts become text nodes, so that nothing in them can come alive. */
  function element(tag, attributes, children) {
    const made = document.createElement(tag);
    Object.keys(attributes || {}).forEach(function (name) {
      made.setAttribute(name, attributes[name]);
    });
    (children || []).forEach(function (child) {
      made.append(child);
    });
    return made;
  }

  function fill(place, children) {
    place.textContent = "";
    place.append.apply(place, children);
  }

  /* Pieces [{text, mark}] as nodes, those that match in <mark>; a plain string is one piece. */
  function marked(pieces) {
    if (typeof pieces === "string") {
      return [pieces];
    }
    return (pieces || []).map(function (piece) {
      return piece.mark ? element("mark", {}, [piece.text]) : piece.text;
    });
  }

  function plain(pieces) {
    return typeof pieces === "string" ? pieces : (pieces || []).map(function (piece) { return piece.text; }).join("");
  }

  /* The whole address of a page, in the language of this one, or of another file of the site; what stands after #
     stays as it is. Nothing can lead out of the site. */
  function hrefOf(address) {
    const at = address.indexOf("#");
    const path = at < 0 ? address : address.slice(0, at);
    const start = /\.html$/.test(path) ? pages : top;
    return start + path.split("/").map(encodeURIComponent).join("/") + (at < 0 ? "" : address.slice(at));
  }

  /* Puts the title of a hit, which is as it was written, into the characters of this view, if it has titles of its own;
     what matches stays marked where it stands. place: the element that holds the title. */
  function retitle(place, hit) {
    if (!window.disclosureWords || !window.disclosureWords.hasTitles) {
      return;
    }
    if (register === null) {
      register = window.disclosureList ? Promise.resolve() : bring("../list/data");
    }
    register.then(function () {
      return window.disclosureList.titleOf(hit.address, hit.published);
    }).then(function (title) {
      if (title) {
        fill(place, marked(recut(hit.title, title)));
      }
    }).catch(function () {}); /* the title as it was written is as good */
  }

  /* Another text in pieces like those given; in one piece if it is not as long. */
  function recut(pieces, text) {
    if (typeof pieces === "string" || plain(pieces).length !== text.length) {
      return text;
    }
    let at = 0;
    return pieces.map(function (piece) {
      at += piece.text.length;
      return { text: text.slice(at - piece.text.length, at), mark: piece.mark };
    });
  }

  function resultsHref(text) {
    return pages + "search.html?" + new URLSearchParams([["q", text]]).toString(); /* takes half a character, too */
  }

  /* 找到 12 条, or 约 where the engine cannot be sure. */
  function countText(result) {
    return (result.exact === false ? "约 " : "找到 ") + result.total + " 条";
  }

  function isLacking(engine, ability) {
    return Boolean(engine.can) && engine.can[ability] === false;
  }

  /* What to tell the reader. A trouble of the engine names its file and speaks for itself; anything else is a fault of
     the program, which the console gets as well. */
  function sentenceOf(trouble) {
    if (trouble && (trouble.file || trouble.name === "Trouble")) {
      return trouble.message;
    }
    setTimeout(function () { throw trouble; });
    return "检索程序出了错，没有查成。请刷新本页再试。";
  }

  /* Calls `action` when nothing was typed for a while, and never in the middle of a composition (拼音输入). */
  function whenTyped(field, wait, action) {
    let timer = 0;
    let composing = false;
    function later() {
      clearTimeout(timer);
      timer = setTimeout(action, wait);
    }
    field.addEventListener("compositionstart", function () {
      composing = true;
      clearTimeout(timer);
    });
    field.addEventListener("compositionend", function () {
      composing = false;
      later();
    });
    field.addEventListener("input", function (event) {
      if (!composing && !event.isComposing) {
        later();
      }
    });
    return {
      isComposing: function (event) {
        return composing || event.isComposing || event.keyCode === 229; /* 229: a key that the input method takes */
      },
      cancel: function () {
        clearTimeout(timer);
      },
    };
  }

  disclosureSearch.view = {
    countText: countText,
    day: function (published) { return (published || "").slice(0, LATEST_DAY); },
    element: element,
    fill: fill,
    hrefOf: hrefOf,
    isLacking: isLacking,
    marked: marked,
    plain: plain,
    resultsHref: resultsHref,
    retitle: retitle,
    sentenceOf: sentenceOf,
    whenTyped: whenTyped,
  };
})();
