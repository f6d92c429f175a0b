/* The panel of the preview (disclosure serve): what was saved, what is wrong, and loading the page anew when it has
   changed. The server puts one line into each page that brings this script; a built site has neither.
   It asks the server for news and is answered when there are some; a hidden page does not ask. */
(function () {
  "use strict";

  const own = document.currentScript;
  const FOLDER = "/_preview/";
  const AGAIN = 1000; /* milliseconds until a server that does not answer is asked again */
  const FOLDED = "disclosure-preview-folded";
  const root = document.documentElement;

  let session = "";
  let serial = -1;
  let number = Number(own.dataset.number);
  let asking = false;
  let folded = remembered();

  function remembered() {
    try {
      return window.sessionStorage.getItem(FOLDED) === "1";
    } catch (error) {
      return false; /* storage is blocked */
    }
  }

  function make(tag, attributes, children) {
    const element = document.createElement(tag);
    Object.keys(attributes || {}).forEach(function (name) { element.setAttribute(name, attributes[name]); });
    [].concat(children || []).forEach(function (child) {
      element.appendChild(typeof child === "string" ? document.createTextNode(child) : child);
    });
    return element;
  }

  function link(address, text) {
    return make("a", { href: "/" + address.split("/").map(encodeURIComponent).join("/") }, text);
  }

  /* The panel is built once; only what changes is put in anew, so that nothing is read out twice. */

  const said = make("span", { role: "status" });
  const last = make("span", { class: "preview-last" });
  const toggle = make("button", { type: "button", "aria-controls": "preview-found" });
  const found = make("div", { id: "preview-found", class: "preview-found" });
  const panel = make("aside", { class: "preview-panel", "aria-label": "预览" }, [
    make("div", { class: "preview-head" }, [make("strong", {}, [link("_preview/", "预览")]), said, last, toggle]),
    found,
  ]);

  function fold() {
    found.hidden = folded || !found.hasChildNodes();
    toggle.hidden = !found.hasChildNodes();
    toggle.textContent = folded ? "展开" : "收起";
    toggle.setAttribute("aria-expanded", String(!folded));
  }

  toggle.addEventListener("click", function () {
    folded = !folded;
    try {
      window.sessionStorage.setItem(FOLDED, folded ? "1" : "0");
    } catch (error) {
      folded = !!folded; /* storage is blocked: until the page is left */
    }
    fold();
  });

  /* What is said in one line: the outcome of the check. */
  function summary(data) {
    if (data.broken) {
      return "词表有错误，页面还是改动以前的样子";
    }
    const counts = [];
    if (data.errorCount) {
      counts.push(data.errorCount + " 处错误");
    }
    if (data.warningCount) {
      counts.push(data.warningCount + " 处提醒");
    }
    const rest = data.checking ? "，正在核对与其他条目的关系……" : "";
    return data.entries + " 个条目，" + (counts.join("、") || (data.checking ? "还没有发现问题" : "没有问题")) + rest;
  }

  function problem(one) {
    const parts = [make("span", { class: "preview-place" }, one.place), "：", one.text];
    if (one.line) {
      parts.push(make("code", {}, one.line));
    }
    if (one.address) {
      parts.push(make("span", { class: "preview-page" }, link(one.address, "打开这一页")));
    }
    return make("li", {}, parts);
  }

  function problems(data, name, title) {
    const count = data[name + "Count"];
    const listed = data[name + "s"];
    const parts = [make("ol", {}, listed.map(problem))];
    if (listed.length < count) {
      parts.push(make("p", {}, "这里列出 " + listed.length + " 处，共 " + count + " 处；先改好这些。"));
    }
    if (name === "error") {
      return make("div", { class: "preview-errors" }, parts);
    }
    return make("details", {}, [make("summary", {}, count + " 处" + title)].concat(parts));
  }

  function savedLine(one) {
    const parts = [one.what + " "];
    parts.push(one.address ? link(one.address, one.title) : one.title || one.path);
    if (one.title) {
      parts.push(" ", make("span", { class: "preview-path" }, one.path));
    }
    return make("li", {}, parts);
  }

  function parts(data) {
    const made = [];
    if (own.dataset.stale) {
      const file = own.dataset.stale.indexOf("catalogue/") === 0;
      const text = file ? own.dataset.stale + " 有错误，上面是它改坏以前的样子。" : own.dataset.stale + "。上面是没有错误时的样子。";
      made.push(make("p", { class: "preview-stale" }, text));
    }
    if (data.trouble) {
      made.push(make("pre", { class: "preview-trouble" }, data.trouble));
    }
    if (data.errorCount) {
      made.push(problems(data, "error", "错误"));
    }
    if (data.warningCount) {
      made.push(problems(data, "warning", "提醒"));
    }
    return made;
  }

  function put(element, children) {
    element.textContent = "";
    children.forEach(function (child) { element.appendChild(child); });
  }

  function show(data) {
    const wrong = data.errorCount || data.broken || data.trouble || own.dataset.stale;
    panel.dataset.state = wrong ? "wrong" : "fine";
    const text = summary(data);
    if (said.textContent !== text) {
      said.textContent = text;
    }
    const newest = data.saved[0];
    put(last, newest ? [document.createTextNode("刚" + newest.what + "："), newest.address ? link(newest.address, newest.title) : document.createTextNode(newest.path)] : []);
    put(found, parts(data));
    fold();
    const place = document.getElementById("preview-overview");
    if (place) {
      const list = data.saved.length ? make("ol", { class: "preview-saved" }, data.saved.map(savedLine)) : make("p", {}, "还没有改动。");
      put(place, [make("h2", {}, "开始预览以来的改动"), list]);
    }
  }

  function lost() {
    panel.dataset.state = "wrong";
    said.textContent = "预览已经停止，下面的页面不会再刷新。";
  }

  /* Load the page anew if it is another now; else it stays as it is, with what was typed into it. */
  function renew(data) {
    return window.fetch(window.location.pathname, { method: "HEAD", cache: "no-store" }).then(function (answer) {
      number = data.number;
      if (answer.headers.get("ETag") !== '"' + own.dataset.digest + '"' && !document.getElementById("preview-overview")) {
        window.location.reload(); /* the browser keeps the place on the page */
      }
    });
  }

  function ask() {
    if (asking || document.hidden) {
      return;
    }
    asking = true;
    window.fetch(FOLDER + "status?after=" + serial, { cache: "no-store" }).then(function (answer) {
      return answer.json();
    }).then(function (data) {
      const again = session && session !== data.session;
      session = data.session;
      serial = data.serial;
      show(data);
      return again || data.number !== number ? renew(data) : undefined;
    }).then(function () {
      asking = false;
      ask();
    }, function () {
      asking = false;
      lost();
      serial = -1;
      window.setTimeout(ask, AGAIN);
    });
  }

  const style = make("link", { rel: "stylesheet", href: FOLDER + "panel.css" });
  document.head.appendChild(style);
  root.setAttribute("data-preview", "");
  document.body.appendChild(panel);
  fold();
  document.addEventListener("visibilitychange", ask);
  ask();
})();
