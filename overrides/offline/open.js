/* Goes on to the site; 打开.html?kiosk goes on to the pages for touch screens, where the site has them. */
(function () {
  "use strict";
  const wantsKiosk = /^\?kiosk(?:$|[=&])/.test(location.search) && document.documentElement.hasAttribute("data-kiosk");
  location.replace(wantsKiosk ? "data/kiosk.html" + location.search : "data/index.html");
})();
