/* Touch screen: no way out. Links to other sites, to mail and telephone become plain text with their address, files
   become a hint at the QR code (a PDF viewer has no way back, a download would stay on the machine), new windows and
   menus do not open. What scripts add later, such as results, is checked when it is touched. */
(function () {
  "use strict";

  const kiosk = window.disclosureKiosk;
  const CODE = "public-address"; /* the place with the QR code on the page of an entry */
  const SCHEMES = { "mailto:": "邮箱：", "tel:": "电话：" };

  function urlOf(link) {
    try {
      return new URL(link.href, window.location.href);
    } catch (error) {
      return null;
    }
  }

  function isInside(url) {
    return url !== null && url.href.startsWith(kiosk.top) && !url.username && !url.password;
  }

  function isPage(url) {
    return isInside(url) && /\.html$/.test(url.pathname);
  }

  /* The address as a visitor of the touch screen goes to it: the start instead of the home page, with the state where
     nothing else keeps it. */
  kiosk.addressOf = function (url) {
    const isHome = url.href.split(/[?#]/)[0] === kiosk.top + "index.html";
    const made = new URL(isHome ? kiosk.start : url.href);
    made.searchParams.delete("kiosk"); /* no link may leave the mode */
    if (kiosk.carriesState) {
      made.searchParams.set("touch", "");
      if (kiosk.state === "large") {
        made.searchParams.set("large", "");
      }
    }
    return made.href;
  };

  kiosk.element = window.disclosureSearch.view.element; /* start.js of the search is on every page, before this */

  function textInstead(link, url) {
    const text = kiosk.element("span", {}, Array.from(link.childNodes));
    const scheme = url && SCHEMES[url.protocol];
    const address = !url ? link.getAttribute("href") : scheme ? decodeURIComponent(url.pathname) : url.href;
    const bare = address.replace(/^https?:\/\/|\/$/g, "");
    if (text.textContent.replace(/[\s-]/g, "").indexOf(bare.replace(/[\s-]/g, "")) < 0) {
      text.append(kiosk.element("span", { class: "kiosk-address" }, ["（" + (scheme || "网址：") + address + "）"]));
    }
    link.replaceWith(text);
  }

  function fileInstead(link) {
    const text = kiosk.element("span", {}, Array.from(link.childNodes));
    if (document.getElementById(CODE)) {
      const way = kiosk.element("a", { class: "kiosk-file", href: "#" + CODE }, ["扫码取得"]);
      link.replaceWith(text, way);
    } else {
      text.append(kiosk.element("span", { class: "kiosk-address" }, ["（文件，请在网站上取得）"]));
      link.replaceWith(text);
    }
  }

  function tidy(link) {
    const url = urlOf(link);
    link.removeAttribute("target");
    link.removeAttribute("ping");
    if (isPage(url)) {
      link.removeAttribute("download");
    } else if (isInside(url)) {
      fileInstead(link);
    } else if (url && url.protocol === "file:") {
      link.remove(); /* other files of this computer, as the page that verifies a copy: nothing for visitors */
    } else {
      textInstead(link, url);
    }
  }

  function tidyAll() {
    document.querySelectorAll("a[href], area[href]").forEach(tidy);
  }

  function isPlain(event) {
    return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  }

  /* Before anything else sees the touch: only pages of this site open, here. */
  function onClick(event) {
    const link = event.target.closest && event.target.closest("a, area");
    if (!link || !link.hasAttribute("href")) {
      return;
    }
    const url = urlOf(link);
    if (!isPage(url) || !isPlain(event)) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    const isHere = url.href.split("#")[0] === window.location.href.split("#")[0];
    if (!isHere) {
      link.removeAttribute("target");
      link.removeAttribute("download");
      link.href = kiosk.addressOf(url);
    }
  }

  function onSubmit(event) {
    const form = event.target;
    const button = event.submitter;
    const action = (button && button.getAttribute("formaction")) || form.getAttribute("action") || "";
    const url = urlOf({ href: new URL(action, window.location.href).href });
    if (!isPage(url) || form.method !== "get") {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    form.removeAttribute("target");
    new URL(kiosk.addressOf(url)).searchParams.forEach(function (value, name) {
      if (!form.elements.namedItem(name)) {
        form.append(kiosk.element("input", { type: "hidden", name: name, value: value }));
      }
    });
  }

  function refuse(event) {
    event.preventDefault();
  }

  document.addEventListener("click", onClick, true);
  document.addEventListener("auxclick", onClick, true);
  document.addEventListener("submit", onSubmit, true);
  document.addEventListener("contextmenu", refuse, true);
  document.addEventListener("dragstart", refuse, true);
  document.addEventListener("drop", refuse, true);
  document.addEventListener("dragover", refuse, true);

  /* The search page writes addresses of its own; when it is left, its place in the history gets the state again. */
  window.addEventListener("pagehide", function () {
    if (kiosk.carriesState && !new URLSearchParams(window.location.search).has("touch")) {
      window.history.replaceState(window.history.state, "", kiosk.addressOf(new URL(window.location.href)));
    }
  });

  window.addEventListener("pageshow", tidyAll);
  tidyAll();
})();
