/* What a reader with a keyboard, large letters or a narrow window would trip over on the open page.
   Each function returns one sentence for each fault, none when all is well. */
(function () {
  "use strict";

  const STOPS = "a[href], button, input, select, textarea, summary, audio[controls], video[controls], iframe, [tabindex]";
  const RING = 2; /* CSS pixels: the least width of a focus ring */
  const CONTRAST = 3; /* of a ring against what is behind it: WCAG 2.2, 1.4.11 */

  function named(element) {
    const text = (element.textContent || element.getAttribute("aria-label") || "").trim().replace(/\s+/g, " ");
    return element.tagName.toLowerCase() + (element.id ? "#" + element.id : "") + (element.className && element.getAttribute("class") ? "." + element.getAttribute("class") : "") + " “" + text.slice(0, 40) + "”";
  }

  function shown(element) {
    return element.getClientRects().length > 0 && element.checkVisibility({ checkVisibilityCSS: true });
  }

  function stops() {
    return Array.from(document.querySelectorAll(STOPS)).filter(function (element) {
      return element.tabIndex >= 0 && !element.disabled && shown(element);
    });
  }

  /* Nothing is wider than the window, and what is wider than its box scrolls by keyboard or wraps. */
  function overflowing() {
    const width = window.innerWidth;
    const faults = [];
    if (document.scrollingElement.scrollWidth > width) {
      const wide = Array.from(document.body.querySelectorAll("*")).filter(function (element) {
        return element.getBoundingClientRect().right > width + 0.5 && !framed(element);
      });
      faults.push("scrolls sideways: " + document.scrollingElement.scrollWidth + " > " + width + " " + wide.slice(-1).map(named));
    }
    return faults;
  }

  function framed(element) {
    for (let box = element.parentElement; box && box !== document.body; box = box.parentElement) {
      if (getComputedStyle(box).overflowX !== "visible") {
        return true;
      }
    }
    return false;
  }

  /* No text is cut off: a box that hides what does not fit holds all of its text. */
  function cut() {
    return Array.from(document.body.querySelectorAll("*")).filter(shown).filter(function (element) {
      const style = getComputedStyle(element);
      const hides = ["hidden", "clip"];
      const bare = Array.from(element.childNodes).some(function (node) { return node.nodeType === 3 && node.data.trim(); });
      if (!bare || style.clipPath !== "none" || element.closest(".unseen, svg")) {
        return false;
      }
      const sideways = hides.includes(style.overflowX) && element.scrollWidth > element.clientWidth + 1;
      const down = hides.includes(style.overflowY) && element.scrollHeight > element.clientHeight + 1;
      return element.clientWidth > 0 && (sideways || down);
    }).map(function (element) { return "cut off: " + named(element); });
  }

  /* No text stands in so narrow a place that it runs down the page, a character to a line; headings of columns, and of several rows, may. */
  function squeezed() {
    return Array.from(document.body.querySelectorAll("td, th, p, li, a, span, dd, dt, h1, h2, h3, label, button")).filter(shown).filter(function (element) {
      const text = (element.textContent || "").trim();
      const box = element.getBoundingClientRect();
      const size = parseFloat(getComputedStyle(element).fontSize);
      const seen = text.length >= 6 && box.width > 2 && box.height > 2 && !element.closest(".unseen, svg");
      return seen && box.width < size * 2.1 && box.height > size * 6 && !(element.rowSpan > 1) && !element.closest("thead") && !hiddenAbove(element);
    }).map(function (element) { return "squeezed: " + named(element); });
  }

  function hiddenAbove(element) {
    for (let box = element; box && box !== document.body; box = box.parentElement) {
      if (getComputedStyle(box).clipPath !== "none") {
        return true;
      }
    }
    return false;
  }

  /* Nothing moves; asked with prefers-reduced-motion. */
  function moving() {
    const faults = document.getAnimations().map(function (one) { return "moves: " + named(one.effect.target); });
    document.querySelectorAll("*").forEach(function (element) {
      [null, "::before", "::after"].forEach(function (pseudo) {
        const style = getComputedStyle(element, pseudo);
        if (/[1-9]/.test(style.transitionDuration) || style.animationName !== "none" || style.scrollBehavior === "smooth") {
          faults.push("would move: " + named(element) + (pseudo || ""));
        }
      });
    });
    return faults;
  }

  function channels(colour) {
    const found = (colour.match(/[\d.]+/g) || []).map(Number);
    return found.length > 3 && found[3] === 0 ? null : found.slice(0, 3);
  }

  function luminance(colour) {
    const parts = colour.map(function (value) {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    });
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
  }

  function between(one, other) {
    const values = [luminance(one), luminance(other)].sort(function (a, b) { return b - a; });
    return (values[0] + 0.05) / (values[1] + 0.05);
  }

  function behind(element) {
    for (let box = element; box; box = box.parentElement) {
      const colour = channels(getComputedStyle(box).backgroundColor);
      if (colour) {
        return colour;
      }
    }
    return [255, 255, 255];
  }

  function ringFault(element) {
    const style = getComputedStyle(element);
    if (!element.matches(":focus-visible")) {
      return "takes no visible focus";
    }
    if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < RING) {
      return "has no ring";
    }
    const ring = channels(style.outlineColor);
    const ground = behind(parseFloat(style.outlineOffset) < 0 ? element : element.parentElement);
    const found = ring ? between(ring, ground) : 1;
    return found < CONTRAST ? "has a faint ring, " + found.toFixed(2) + ":1" : "";
  }

  function placeFault(element) {
    const boxes = Array.from(element.getClientRects()).filter(function (box) { return box.width > 1 && box.height > 1; });
    const seen = boxes.filter(function (box) {
      return box.right > 1 && box.left < window.innerWidth - 1 && box.bottom > 1 && box.top < window.innerHeight - 1;
    });
    if (!seen.length) {
      return "is off the screen";
    }
    const uncovered = seen.some(function (box) {
      return [0.5, 0.1, 0.9].some(function (share) {
        const x = Math.min(Math.max(box.left + box.width * share, 1), window.innerWidth - 2);
        const y = Math.min(Math.max(box.top + box.height * share, 1), window.innerHeight - 2);
        const top = document.elementFromPoint(x, y);
        return top && (element.contains(top) || top.contains(element));
      });
    });
    return uncovered ? "" : "is covered by something";
  }

  /* Every stop of the keyboard takes the focus, shows a ring, lies on the screen and under nothing. */
  function stopping() {
    const faults = [];
    stops().forEach(function (element) {
      if (element.type === "radio" && !element.checked && document.querySelector("input[type=radio][name='" + element.name + "']:checked")) {
        return; /* of a group of radio buttons the keyboard stops at the chosen one */
      }
      element.focus();
      const fault = document.activeElement === element ? ringFault(element) || placeFault(element) : "does not take the focus";
      if (fault) {
        faults.push(named(element) + " " + fault);
      }
    });
    document.activeElement.blur();
    window.scrollTo(0, 0);
    return faults;
  }

  window.inspection = { stops: stops, overflowing: overflowing, cut: cut, squeezed: squeezed, moving: moving, stopping: stopping };
})();
