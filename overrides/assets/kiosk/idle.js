/* Touch screen: when nobody has touched it for a while, it returns to the start for the next visitor. Before that it
   counts down in sight of everybody, and any touch or key stays on the page (WCAG 2.2.1: at least 20 seconds). */
(function () {
  "use strict";

  const kiosk = window.disclosureKiosk;
  const SECOND = 1000;
  const SIGNS = ["pointerdown", "touchstart", "mousedown", "wheel", "keydown", "scroll"];

  const left = kiosk.element("strong", {}, []);
  const stay = kiosk.element("button", { type: "button" }, ["继续查阅"]);
  const sentence = kiosk.element("p", { id: "kiosk-idle" }, ["没有人操作，", left, " 秒后回到首页。"]);
  const notice = kiosk.element("div", { class: "kiosk-idle", role: "alertdialog", "aria-modal": "true", "aria-labelledby": "kiosk-idle" }, [
    kiosk.element("div", {}, [sentence, stay]),
  ]);

  let timer = 0;
  let seconds = 0;
  let focused = null;

  function isCounting() {
    return notice.isConnected;
  }

  /* Nothing of one visitor is left for the next: not the page, the place on it, the large letters, the words typed. */
  function leave() {
    kiosk.show("on");
    window.location.replace(kiosk.addressOf(new URL(kiosk.start)));
  }

  function count() {
    left.textContent = String(seconds);
    if (seconds <= 0) {
      leave();
      return;
    }
    seconds -= 1;
    timer = setTimeout(count, SECOND);
  }

  function warn() {
    if (kiosk.isStart) {
      kiosk.show("on");
      window.scrollTo(0, 0);
      wait();
      return;
    }
    focused = document.activeElement;
    seconds = kiosk.notice;
    document.body.append(notice);
    stay.focus({ preventScroll: true });
    count();
  }

  function wait() {
    clearTimeout(timer);
    timer = setTimeout(warn, kiosk.wait * SECOND);
  }

  /* While it counts down the notice lies over everything: the touch that stops it does nothing else. */
  function onSign(event) {
    if (isCounting()) {
      if (event.type === "scroll") {
        return;
      }
      if (event.type === "keydown") {
        event.preventDefault();
      }
      if (event.type === "keydown" || event.type === "wheel") {
        close();
      }
      return;
    }
    wait();
  }

  function close() {
    notice.remove();
    if (focused && focused.focus) {
      focused.focus({ preventScroll: true });
    }
    wait();
  }

  notice.addEventListener("click", close); /* the end of the touch: nothing below the notice is touched by it */
  SIGNS.forEach(function (sign) {
    window.addEventListener(sign, onSign, { capture: true, passive: sign !== "keydown" });
  });
  window.addEventListener("pageshow", function () {
    if (isCounting()) {
      close();
    } else {
      wait();
    }
  });
  wait();
})();
