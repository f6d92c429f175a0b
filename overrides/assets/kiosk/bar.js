/* Touch screen: the bar that stays in sight, with 首页, 后退, 大字 and 检索. */
(function () {
  "use strict";

  const kiosk = window.disclosureKiosk;
  const element = kiosk.element;
  const root = document.documentElement;

  const home = element("a", { href: kiosk.start }, ["首页"]);
  const back = element("button", { type: "button" }, ["后退"]);
  const large = element("button", { type: "button" }, ["大字"]);
  const search = element("a", { href: kiosk.top + "search.html" }, ["检索"]);

  if (kiosk.isStart) {
    home.setAttribute("aria-current", "page");
    back.disabled = true; /* what lies before the start belongs to the visitor before, or to no page of ours */
  }
  if (window.location.href.split(/[?#]/)[0] === search.href) {
    search.setAttribute("aria-current", "page");
  }

  kiosk.show = function (state) {
    kiosk.state = state;
    kiosk.keep(state);
    root.classList.toggle("kiosk--large", state === "large");
    large.setAttribute("aria-pressed", String(state === "large"));
  };

  back.addEventListener("click", function () {
    window.history.back();
  });
  large.addEventListener("click", function () {
    kiosk.show(kiosk.state === "large" ? "on" : "large");
  });
  home.addEventListener("click", function (event) {
    if (kiosk.isStart) {
      event.preventDefault();
      window.scrollTo(0, 0);
    }
  });

  document.body.append(element("nav", { class: "kiosk-bar", "aria-label": "触摸屏" }, [home, back, large, search]));
  kiosk.show(kiosk.state);
})();
