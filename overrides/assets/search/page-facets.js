/* The facets beside the results: a group of check boxes for each, with the number of results behind every value. */
(function () {
  "use strict";

  const view = window.disclosureSearch.view;
  const element = view.element;
  const SHOWN = 6; /* values of a list before 更多 */

  /* The values of a facet, with those that only the answer or the address names. */
  function valuesOf(facet, counts, chosen) {
    const known = facet.values.map(function (value) { return value.key; });
    const others = Object.keys(counts).concat(chosen).filter(function (key, place, all) {
      return known.indexOf(key) < 0 && all.indexOf(key) === place;
    });
    return facet.values.concat(others.map(function (key) { return { key: key, label: key, parent: -1 }; }));
  }

  /* How many results lie behind the values of one facet, which are chosen, and which lie below which. */
  function outlineOf(facet, counts, chosen) {
    const values = valuesOf(facet, counts, chosen);
    const nodes = values.map(function (value, place) {
      return {
        key: value.key,
        label: value.label,
        place: place,
        count: counts[value.key] || 0,
        isChosen: chosen.indexOf(value.key) >= 0,
        children: [],
        isOpen: false,
      };
    });
    const roots = [];
    nodes.forEach(function (node, place) {
      const parent = values[place].parent;
      (parent >= 0 && nodes[parent] ? nodes[parent].children : roots).push(node);
    });
    return keep(roots, roots.length === nodes.length);
  }

  /* Values without results stay away unless chosen; a long list without levels begins with the most frequent. */
  function keep(nodes, isFlat) {
    const kept = nodes.filter(function (node) {
      node.children = keep(node.children, false);
      node.isOpen = node.isChosen || node.children.some(function (child) { return child.isChosen || child.isOpen; });
      return node.count > 0 || node.isOpen;
    });
    const areYears = kept.every(function (node) { return /^[0-9]{4}$/.test(node.key); });
    if (isFlat && areYears) {
      kept.sort(function (a, b) { return b.key < a.key ? -1 : 1; });
    } else if (isFlat && kept.length > SHOWN) {
      kept.sort(function (a, b) { return b.count - a.count || a.place - b.place; });
    }
    return kept;
  }

  /* {update(engine, result, filters)}: draws the facets into `place`; calls choose(name, key, isChosen). */
  view.facetsIn = function (place, choose) {
    const unfolded = new Set();

    function box(facet, number, node, depth) {
      const id = "facet-" + number + "-" + node.place;
      const check = element("input", { type: "checkbox", id: id });
      check.checked = node.isChosen;
      check.addEventListener("change", function () {
        choose(facet.name, node.key, check.checked);
      });
      const label = element("label", { for: id }, [
        check,
        element("span", { class: "facet-name" }, [node.label]),
        " ",
        element("span", { class: "count" }, [String(node.count), element("span", { class: "unseen" }, [" 条"])]),
      ]);
      const made = element("li", {}, [label]);
      if (node.children.length && (depth === 0 || node.isOpen)) {
        made.append(listOf(facet, number, node.children, depth + 1, id));
      }
      return made;
    }

    function listOf(facet, number, nodes, depth, id) {
      const list = element("ul", {});
      const isUnfolded = unfolded.has(id);
      const isShort = nodes.length <= SHOWN + 1; /* one more costs no more room than 更多 */
      const first = nodes.filter(function (node, rank) {
        return isUnfolded || isShort || rank < SHOWN || node.isOpen;
      });
      first.forEach(function (node) {
        list.append(box(facet, number, node, depth));
      });
      if (!isShort) {
        const words = isUnfolded ? "收起" : "更多（还有 " + (nodes.length - first.length) + " 个）";
        const more = element("button", { type: "button", class: "fold", id: id + "-more", "aria-expanded": String(isUnfolded) }, [
          words, element("span", { class: "unseen" }, [" " + facet.name]),
        ]);
        more.addEventListener("click", function () {
          if (isUnfolded) {
            unfolded.delete(id);
          } else {
            unfolded.add(id);
          }
          list.replaceWith(listOf(facet, number, nodes, depth, id));
          document.getElementById(id + "-more").focus();
        });
        list.append(element("li", {}, [more]));
      }
      return list;
    }

    /* Facets whose definition the engine lacks come last, as the answer names them. */
    function facetsOf(engine, result) {
      const names = engine.facets.map(function (facet) { return facet.name; });
      const others = Object.keys(result.facets || {}).filter(function (name) { return names.indexOf(name) < 0; });
      return engine.facets.concat(others.map(function (name) { return { name: name, values: [] }; }));
    }

    function update(engine, result, filters) {
      const groups = [];
      facetsOf(engine, result).forEach(function (facet, number) {
        const counts = (result.facets && result.facets[facet.name]) || {};
        const nodes = outlineOf(facet, counts, filters[facet.name] || []);
        if (nodes.length) {
          groups.push(element("fieldset", { class: "facet" }, [
            element("legend", {}, [facet.name]),
            listOf(facet, number, nodes, 0, "facet-" + number),
          ]));
        }
      });
      const focused = document.activeElement && place.contains(document.activeElement) ? document.activeElement.id : "";
      view.fill(place, groups);
      if (focused) {
        (document.getElementById(focused) || document.getElementById("search-count")).focus({ preventScroll: true });
      }
    }

    return { update: update };
  };

  /* The label of a value as a reader knows it; the key where the engine has no label. */
  view.labelOf = function (engine, name, key) {
    const facet = engine.facets.find(function (one) { return one.name === name; });
    const value = facet && facet.values.find(function (one) { return one.key === key; });
    return value ? value.label : key;
  };
})();
