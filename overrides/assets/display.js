/* How the reader wants the pages: light or dark, high contrast, 长辈版. The buttons; what was chosen before is already set
   by overrides/early.js, before anything was painted. The choice is kept in this browser alone: in localStorage or, where
   that is blocked, in the name of the window, which goes along from page to page. */
(function () {
  "use strict";

  const NAME = "disclosure-display";
  const PARTS = ["scheme", "contrast", "version"];
  const SAID = {
    "scheme": "颜色跟随系统",
    "scheme=light": "已换成浅色",
    "scheme=dark": "已换成深色",
    "contrast=high": "高对比度已打开",
    "contrast=normal": "高对比度已关闭",
    "version": "已退出长辈版",
    "version=elder": "已进入长辈版",
  };
  const root = document.documentElement;
  const chosen = shown();

  /* What early.js has found and set on the page. */
  function shown() {
    const found = {};
    PARTS.forEach(function (part) {
      found[part] = root.getAttribute("data-" + part) || "";
    });
    return found;
  }

  function isOurs(name) {
    return name.indexOf(NAME + ":") === 0;
  }

  function keep() {
    const said = new URLSearchParams();
    Object.keys(chosen).forEach(function (part) {
      if (chosen[part]) {
        said.set(part, chosen[part]);
      }
    });
    try {
      window.localStorage.setItem(NAME, said.toString());
    } catch (error) {
      if (!window.name || isOurs(window.name)) { /* somebody else's name stays */
        window.name = NAME + ":" + said.toString();
      }
    }
  }

  function apply() {
    Object.keys(chosen).forEach(function (part) {
      if (chosen[part]) {
        root.setAttribute("data-" + part, chosen[part]);
      } else {
        root.removeAttribute("data-" + part);
      }
    });
  }

  /* Whether contrast is high now, by choice or by the system. */
  function isHigh() {
    return chosen.contrast ? chosen.contrast === "high" : window.matchMedia("(prefers-contrast: more)").matches;
  }

  function isOn(button) {
    const part = button.dataset.display;
    return part === "contrast" ? isHigh() : chosen[part] === button.dataset.value;
  }

  function showState() {
    document.querySelectorAll("[data-display]").forEach(function (button) {
      button.setAttribute("aria-pressed", String(isOn(button)));
    });
  }

  function choose(button) {
    const part = button.dataset.display;
    if (part === "contrast") {
      chosen.contrast = isHigh() ? "normal" : "high";
    } else if (part === "version") {
      chosen.version = chosen.version ? "" : button.dataset.value;
    } else {
      chosen[part] = button.dataset.value;
    }
    keep();
    apply();
    showState();
    document.getElementById("display-said").textContent = SAID[part + (chosen[part] ? "=" + chosen[part] : "")];
  }

  function opener() {
    return document.querySelector("[aria-controls='display-panel']");
  }

  function isOpen() {
    return opener() !== null && opener().getAttribute("aria-expanded") === "true";
  }

  function open(wanted) {
    opener().setAttribute("aria-expanded", String(wanted));
    document.getElementById("display-panel").hidden = !wanted;
  }

  document.addEventListener("click", function (event) {
    const button = event.target instanceof Element ? event.target.closest("[data-display]") : null;
    if (button) {
      choose(button);
    } else if (opener() && opener().contains(event.target)) {
      open(!isOpen());
    } else if (isOpen() && !document.getElementById("display-panel").contains(event.target)) {
      open(false);
    }
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && isOpen()) {
      open(false);
      opener().focus();
    }
  });
  /* The keyboard has gone on: what it reaches must not lie under the panel. */
  document.addEventListener("focusin", function (event) {
    if (isOpen() && !document.getElementById("display-panel").contains(event.target) && event.target !== opener()) {
      open(false);
    }
  });
  showState();
  window.addEventListener("pageshow", function (event) {
    if (event.persisted) { /* back to a page as it was left: the choice may be another by now */
      window.disclosureDisplay();
      Object.assign(chosen, shown());
      showState();
    }
  });
})();
