/* In an offline copy (a folder whose data/ is this site) every page says what day the copy is of, and warns when the
   clock of this computer is past its expiry. The copy says so itself, in release.js beside data/, which hands over
   what release.json holds. On a server, and in a folder that is no copy, nothing is asked for and nothing changes. */
(function () {
  "use strict";

  const top = new URL("../", document.currentScript.src).href; /* the top of the site, wherever this page lies */
  if (location.protocol !== "file:" || !/\/data\/$/.test(top)) {
    return;
  }
  const copy = new URL("../", top).href;
  const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

  /* 2026-11-05 as people write it. */
  function chinese(day) {
    const parts = DAY.exec(day);
    return Number(parts[1]) + "年" + Number(parts[2]) + "月" + Number(parts[3]) + "日";
  }

  /* Today by the clock of this computer, written so that days compare as texts. */
  function today() {
    const now = new Date();
    const digits = function (number, count) {
      return String(number).padStart(count, "0");
    };
    return digits(now.getFullYear(), 4) + "-" + digits(now.getMonth() + 1, 2) + "-" + digits(now.getDate(), 2);
  }

  /* What must be said about the age, if anything. */
  function warning(release) {
    const day = today();
    if (day > release.expires_on) {
      return "本副本已于" + chinese(release.expires_on) + "到期，请向" + release.site.contact + "索取新的副本。";
    }
    if (day < release.released_on) {
      return "这台电脑的日期早于副本的日期，请先校准，才能知道副本是否到期。";
    }
    return "";
  }

  function element(tag, text) {
    const made = document.createElement(tag);
    made.textContent = text;
    return made;
  }

  function show(release) {
    const counted = "本副本截至" + chinese(release.released_on) + "，共" + release.entries + "条。";
    const line = element("p", "");
    line.append(element("span", counted));
    const old = warning(release);
    if (old) {
      line.append(element("strong", old));
    }
    const verify = element("a", "核验本副本");
    verify.href = copy + encodeURIComponent("核验.html");
    line.append(verify);
    const bar = element("aside", "");
    const inner = element("div", "");
    bar.className = old ? "copy-bar copy-bar-old" : "copy-bar";
    bar.setAttribute("aria-label", "离线副本");
    inner.className = "wrap";
    inner.append(line);
    bar.append(inner);
    document.body.append(bar);
    document.documentElement.classList.add("has-copy-bar");
  }

  /* release.js calls this once; what is no release, or comes again, is not shown. */
  window.disclosureCopy = function (release) {
    delete window.disclosureCopy;
    const days = release && [release.released_on, release.expires_on];
    if (days && days.every(DAY.test, DAY) && Number.isInteger(release.entries) && release.site) {
      show(release);
    }
  };

  const script = document.createElement("script");
  script.src = copy + "release.js";
  document.head.append(script);
})();
