/* Touch screens in public places (电子触摸屏). Any page opened with ?kiosk in its address turns the mode on, and only
   ?kiosk=off turns it off; everybody else gets these few lines and no more.
   The state is kept for the tab by sessionStorage. Firefox keeps nothing from one file of a folder to the next, not
   even window.name, so there the addresses carry it along: ?touch, or ?touch&large. */
(function () {
  "use strict";

  const NAME = "disclosure-kiosk";
  const script = document.currentScript;
  const top = new URL("../", script.src).href; /* the top of the site, wherever this page lies */
  const start = top + "kiosk.html";
  const said = new URLSearchParams(window.location.search);
  const isOnDisk = window.location.protocol === "file:";

  function kept() {
    try {
      return window.sessionStorage.getItem(NAME) || "";
    } catch (error) {
      return ""; /* storage is forbidden: the addresses remain */
    }
  }

  /* state: "" (off), "on" or "large" */
  function keep(state) {
    try {
      window.sessionStorage.setItem(NAME, state);
    } catch (error) {
      return;
    }
  }

  if (said.get("kiosk") === "off") {
    keep("");
    return;
  }
  const carried = said.has("touch") ? (said.has("large") ? "large" : "on") : "";
  const state = kept() || carried || (said.has("kiosk") ? "on" : "");
  if (!state) {
    return;
  }
  keep(state);
  const page = window.location.href.split(/[?#]/)[0];
  if (said.has("kiosk") && page !== start) {
    window.location.replace(start + "?kiosk"); /* the first page of the history is the start: nothing lies before it */
    return;
  }

  window.disclosureKiosk = {
    keep: keep,
    start: start,
    state: state,
    top: top,
    isStart: page === start,
    carriesState: isOnDisk || !kept(),
    wait: Number(script.dataset.wait),
    notice: Number(script.dataset.notice),
  };
  document.documentElement.classList.add("kiosk");
  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = top + "assets/kiosk/kiosk.css";
  document.head.append(style);
  ["away", "bar", "idle", "keypad"].forEach(function (name) {
    const tag = document.createElement("script");
    tag.src = top + "assets/kiosk/" + name + ".js";
    tag.async = false; /* in this order */
    document.head.append(tag);
  });
})();
