/* The entries of a list as data: brings in the register (lists/words.js and lists/<year>.js), picks the lines that belong
   to the list, narrows, counts and sorts them. Classic scripts, so that all of this also works from a disk.
   Nothing is read before the reader turns to the tools. In a view in other characters the files of the years are its own:
   their lines have its titles, and at the end the title as it was written. */
window.disclosureList = window.disclosureList || {};
(function (ns) {
  "use strict";

  const top = new URL("../../", document.currentScript.src).href; /* of the site */
  const hasTitles = Boolean(window.disclosureWords && window.disclosureWords.hasTitles);
  const twins = hasTitles ? document.documentElement.dataset.view : ""; /* where the titles are in other characters */
  const PATIENCE = 30000; /* milliseconds until a file counts as not to be had */
  const files = {}; /* name of a file -> the promise of what it holds */
  const waiting = {}; /* name of a file -> the function that takes what it brings */
  const collator = new Intl.Collator("zh-CN", { numeric: true });

  /* Called by every file of the register. */
  ns.receive = function (name, value) {
    if (Object.prototype.hasOwnProperty.call(waiting, name)) {
      waiting[name](value);
    }
  };

  function fileOf(name) {
    return (name === "words" ? "" : twins) + "lists/" + name + ".js";
  }

  function fetched(name) {
    return new Promise(function (resolve, reject) {
      const tag = document.createElement("script");
      let brought;
      let timer = 0;
      function finish() {
        window.clearTimeout(timer);
        delete waiting[name];
        tag.remove();
        if (brought === undefined) {
          reject(new Error("列表文件 " + fileOf(name) + " 没有读到，请刷新本页再试；还是不行，请检查网站文件是否完整。"));
        } else {
          resolve(brought);
        }
      }
      waiting[name] = function (value) {
        brought = value;
      };
      tag.src = top + fileOf(name);
      tag.async = false;
      tag.onload = finish;
      tag.onerror = finish;
      timer = window.setTimeout(finish, PATIENCE);
      document.head.appendChild(tag);
    });
  }

  /* What a file of the register holds; fetched once. After a failure the next call tries again. */
  function bring(name) {
    if (!files[name]) {
      files[name] = fetched(name);
      files[name].catch(function () {
        delete files[name];
      });
    }
    return files[name];
  }

  /* Tells whether a line of the register stands in a list. */
  const BELONGS = {
    category: function (words, key) {
      const within = words.categories.map(function (category, place) {
        for (let at = place; at >= 0; at = words.categories[at][1]) {
          if (words.categories[at][0] === key) {
            return true;
          }
        }
        return false;
      });
      return function (line) {
        return within[line[8]];
      };
    },
    organ: function (words, key) {
      return function (line) {
        return words.organs[line[5]][0] === key;
      };
    },
    kind: function (words, key) {
      return function (line) {
        return words.kinds[line[6]][0] === key;
      };
    },
    year: function () {
      return function () {
        return true;
      };
    },
    topic: function (words, key) {
      return function (line) {
        const topic = line[9] < 0 ? "" : words.topics[line[9]];
        return topic === key || topic.indexOf(key + "/") === 0;
      };
    },
  };

  /* Words as they are compared: width, case, brackets and spaces make no difference. */
  function fold(text) {
    return text.normalize("NFKC").toLowerCase().replace(/[\s〔〕[\](){}【】《》〈〉“”"'‘’、，。：；·—-]/g, "");
  }

  function entryOf(words, line, place) {
    const validity = line[7] < 0 ? null : words.validities[line[7]];
    return {
      place: place, /* from the oldest */
      address: line[0],
      title: line[1],
      published: line[2],
      issued: line[3],
      number: line[4],
      organ: words.organs[line[5]][1],
      state: validity ? validity[0] : "",
      validity: validity ? validity[1] : "",
      folded: [fold(line[1]), fold(line[4])].concat(line.length > 10 ? [fold(line[10])] : []), /* as it was written, too */
      values: {
        机构: words.organs[line[5]][0],
        年度: line[2].slice(0, 4),
        种类: words.kinds[line[6]][0],
        有效性: validity ? validity[0] : "",
      },
    };
  }

  const known = {}; /* year -> the titles of its entries by address */

  /* In a view in other characters: the title of an entry as this view has it; null elsewhere, or where it is not known. */
  ns.titleOf = function (address, published) {
    const year = String(published).slice(0, 4);
    if (!hasTitles || !/^[0-9]{4}$/.test(year)) {
      return Promise.resolve(null);
    }
    return bring(year).then(function (lines) {
      known[year] = known[year] || new Map(lines); /* a line begins with address and title */
      return known[year].get(address) || null;
    });
  };

  let loading = null;

  /* All entries of a list, the oldest first. list: {sort, key, years}. After a failure the next call tries again. */
  ns.load = function (list) {
    if (loading === null) {
      const years = list.years.slice().sort();
      loading = Promise.all(["words"].concat(years).map(bring)).then(function (brought) {
        const words = brought[0];
        const belongs = BELONGS[list.sort](words, list.key);
        return [].concat.apply([], brought.slice(1)).filter(belongs).map(function (line, place) {
          return entryOf(words, line, place);
        });
      });
      loading.catch(function () {
        loading = null;
      });
    }
    return loading;
  };

  function hasText(entry, words) {
    return words.every(function (word) {
      return entry.folded.some(function (text) {
        return text.indexOf(word) >= 0;
      });
    });
  }

  function wordsOf(text) {
    return text.split(/\s+/).map(fold).filter(Boolean);
  }

  const ORDERS = {
    "": function (a, b) {
      return b.place - a.place;
    },
    oldest: function (a, b) {
      return a.place - b.place;
    },
    issued: function (a, b) {
      return (a.issued < b.issued) - (a.issued > b.issued) || b.place - a.place;
    },
    title: function (a, b) {
      return collator.compare(a.title, b.title) || b.place - a.place;
    },
    number: function (a, b) {
      return !a.number - !b.number || collator.compare(a.number, b.number) || b.place - a.place; /* without one: last */
    },
  };
  ns.isOrder = function (name) {
    return Object.prototype.hasOwnProperty.call(ORDERS, name);
  };

  /* {found, counts}: the entries that fit, in order, and for each condition how many there would be of each value if it
     alone were open. state: {text, chosen: {name: key}, order}. */
  ns.narrow = function (entries, state, names) {
    const words = wordsOf(state.text);
    const found = [];
    const counts = {};
    names.forEach(function (name) {
      counts[name] = {};
    });
    entries.forEach(function (entry) {
      if (!hasText(entry, words)) {
        return;
      }
      const refusing = names.filter(function (name) {
        return state.chosen[name] && entry.values[name] !== state.chosen[name];
      });
      names.forEach(function (name) {
        if (!refusing.length || (refusing.length === 1 && refusing[0] === name)) {
          counts[name][entry.values[name]] = (counts[name][entry.values[name]] || 0) + 1;
        }
      });
      if (!refusing.length) {
        found.push(entry);
      }
    });
    return { found: found.sort(ORDERS[state.order]), counts: counts };
  };
})(window.disclosureList);
