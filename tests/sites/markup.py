"""A strict reading of a page's markup: what a validator of HTML finds, without the validator.

Parse errors of html5lib, and from the HTML Standard: which elements and attributes there are, which element may stand
in which (sections 4 and 3.2.5), ids and what refers to them; besides, what this site promises: one h1, headings without
gaps, landmarks with names, tables with captions and scopes. `python tests/accessibility.py` runs the Nu checker on the
whole site and measures this against it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from urllib.parse import unquote
from xml.etree.ElementTree import Element

import html5lib

GLOBAL = frozenset({"class", "dir", "hidden", "id", "inert", "itemprop", "itemscope", "itemtype", "lang", "popover"})
GLOBAL |= {"role", "style", "tabindex", "title", "translate"}
LINK = {"href", "rel", "download", "hreflang", "type", "target", "referrerpolicy"}
CELL = {"colspan", "rowspan", "headers"}
FIELD = {"autocomplete", "disabled", "form", "name", "required"}
BUTTON = {"type", "name", "value", "disabled", "form", "popovertarget", "popovertargetaction"}
INPUT = FIELD | {"type", "value", "placeholder", "checked", "min", "max", "step", "minlength", "maxlength", "pattern"}
INPUT |= {"list", "size", "readonly", "multiple", "accept", "spellcheck", "enterkeyhint", "inputmode", "autocapitalize"}
PLAIN = (
    "html head title body header footer main nav article section aside search h1 h2 h3 h4 h5 h6 hgroup p hr pre ul dl "
    "dt dd div figure figcaption address span em strong b i u s small sub sup code kbd samp var mark abbr cite dfn br "
    "wbr bdi bdo ruby rt rp noscript template caption thead tbody tfoot tr table summary legend datalist picture"
)
KNOWN: dict[str, set[str]] = {
    **{element: set[str]() for element in PLAIN.split()},
    "meta": {"name", "content", "charset", "http-equiv", "property", "media"},
    "link": {"rel", "href", "type", "sizes", "media", "hreflang"},
    "script": {"src", "defer", "type"},
    "a": LINK,
    "img": {"src", "alt", "width", "height", "loading", "decoding", "srcset", "sizes"},
    "time": {"datetime"},
    "data": {"value"},
    "q": {"cite"},
    "blockquote": {"cite"},
    "ins": {"cite", "datetime"},
    "del": {"cite", "datetime"},
    "ol": {"start", "reversed", "type"},
    "li": {"value"},
    "col": {"span"},
    "colgroup": {"span"},
    "td": CELL,
    "th": CELL | {"scope", "abbr"},
    "form": {"action", "method", "autocomplete", "novalidate", "name"},
    "label": {"for"},
    "input": INPUT,
    "textarea": FIELD | {"rows", "cols", "placeholder", "spellcheck", "maxlength", "readonly"},
    "select": FIELD | {"multiple", "size"},
    "option": {"value", "selected", "disabled", "label"},
    "optgroup": {"label", "disabled"},
    "button": BUTTON,
    "fieldset": {"disabled", "name"},
    "output": {"for", "form", "name"},
    "progress": {"value", "max"},
    "meter": {"value", "min", "max", "low", "high", "optimum"},
    "details": {"open", "name"},
    "dialog": {"open"},
}
"""The elements a page may have, and their own attributes; what is obsolete is not among them."""
TYPED = {"checkbox", "radio", "button", "submit", "reset", "file"}
"""Types of input that complete nothing by themselves."""
OPEN = frozenset({"data-", "aria-"})

SECTIONS = {"article", "aside", "nav", "section"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
PHRASING = {"a", "abbr", "b", "bdi", "bdo", "br", "button", "cite", "code", "data", "datalist", "del", "dfn", "em", "i"}
PHRASING |= {"img", "input", "ins", "kbd", "label", "mark", "meter", "noscript", "output", "picture", "progress", "q"}
PHRASING |= {"ruby", "s", "samp", "script", "select", "small", "span", "strong", "sub", "sup", "svg", "template"}
PHRASING |= {"textarea", "time", "u", "var", "wbr"}
ONLY_PHRASING = HEADINGS | {"p", "pre", "abbr", "b", "bdi", "bdo", "button", "cite", "code", "data", "dfn", "em", "i"}
ONLY_PHRASING |= {"kbd", "label", "mark", "meter", "output", "progress", "q", "s", "samp", "small", "span", "strong"}
ONLY_PHRASING |= {"sub", "sup", "time", "u", "var"}
INTERACTIVE = {"a", "button", "details", "input", "label", "select", "textarea"}
CHILDREN = {
    "ul": {"li"},
    "ol": {"li"},
    "dl": {"dt", "dd", "div"},
    "table": {"caption", "colgroup", "thead", "tbody", "tfoot", "tr"},
    "thead": {"tr"},
    "tbody": {"tr"},
    "tfoot": {"tr"},
    "tr": {"td", "th"},
    "colgroup": {"col", "template"},
    "select": {"option", "optgroup", "hr"},
}
"""Elements that may only have these children."""
FIRST = {"summary": "details", "legend": "fieldset", "caption": "table"}
"""Elements that stand in this parent and nowhere else."""
BEGINS = {"details": "summary", "fieldset": "legend"}
"""Elements that begin with this one."""
NEVER_IN = {
    "label": {"label"},
    "form": {"form"},
    "main": {*SECTIONS, "header", "footer"},
    "header": {"header", "footer", "address"},
    "footer": {"header", "footer", "address"},
}
"""Elements that stand nowhere inside these."""
REFERENCES = ("for", "headers", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "popovertarget")
SPACE = re.compile(r"\s+")
XHTML = "http://www.w3.org/1999/xhtml"


def faults(text: str) -> list[str]:
    """Say what is wrong with a page, each fault once, with the element concerned."""
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"))
    root = parser.parse(text)
    found = [f"{place}: {code}" for place, code, _ in parser.errors]
    elements = list(_walk(root, ()))
    for element, around in elements:
        found += _element(element, around)
    found += _references(list(root.iter()))
    found += _outline(elements)
    return list(dict.fromkeys(found))


def _walk(element: Element, around: tuple[Element, ...]) -> Iterator[tuple[Element, tuple[Element, ...]]]:
    """Yield every element of HTML with those around it, innermost last; not what is in drawings."""
    yield element, around
    for child in element:
        if name(child):
            yield from _walk(child, (*around, element))


def name(element: Element) -> str:
    """Return the name of an element of HTML; empty for others."""
    space, _, local = element.tag.rpartition("}") if isinstance(element.tag, str) else ("", "", "")
    return local if space.endswith(XHTML) else ""


def _element(element: Element, around: tuple[Element, ...]) -> Iterator[str]:
    tag = name(element)
    if not tag:
        return
    parents = [name(one) for one in around]
    parent = parents[-1] if parents else ""
    if tag not in KNOWN:
        yield f"<{tag}>: no such element"
        return
    for attribute in element.attrib:
        if not _allowed(element, tag, attribute):
            yield f"<{tag} {attribute}>: no such attribute"
    yield from _place(element, tag, parent, set(parents))
    yield from _table(element, tag)
    if tag == "img" and "alt" not in element.attrib:
        yield "<img>: no alt"
    if tag == "html" and not element.get("lang"):
        yield "<html>: no lang"
    if tag == "a" and "href" not in element.attrib and LINK & element.attrib.keys():
        yield "<a>: attributes of a link without one"
    if tag == "button" and element.get("type") not in {"button", "submit", "reset"}:
        yield f"<button>: no type “{words(element)}”"
    if element.get("tabindex", "0") not in {"0", "-1"}:
        yield f"<{tag}> tabindex {element.get('tabindex')}"


def _allowed(element: Element, tag: str, attribute: str) -> bool:
    if attribute == "autocomplete" and element.get("type") in TYPED:
        return False
    return attribute in GLOBAL or attribute in KNOWN[tag] or attribute.startswith(tuple(OPEN))


def _place(element: Element, tag: str, parent: str, parents: set[str]) -> Iterator[str]:
    if parent in ONLY_PHRASING and tag not in PHRASING:
        yield f"<{tag}> in <{parent}> “{words(element)}”"
    if parent in CHILDREN and tag not in CHILDREN[parent] | {"script", "template"}:
        yield f"<{tag}> in <{parent}>"
    if (tag in INTERACTIVE and element.get("type") != "hidden") or "tabindex" in element.attrib:
        yield from (f"<{tag}> inside <{outer}>" for outer in sorted({"a", "button"} & parents))
    yield from (f"<{tag}> inside <{outer}>" for outer in sorted(NEVER_IN.get(tag, set()) & parents))
    if tag in FIRST and parent != FIRST[tag]:
        yield f"<{tag}> outside <{FIRST[tag]}>"
    first = [name(one) for one in element][:1]
    if tag in BEGINS and first != [BEGINS[tag]]:
        yield f"<{tag}>: no {BEGINS[tag]} first"
    if tag == "dl" and not _pairs([name(one) for one in element]):
        yield "<dl>: terms and descriptions out of order"


def _pairs(names: list[str]) -> bool:
    """Tell whether the children of a list of descriptions are groups, or terms each followed by descriptions."""
    if "div" in names:
        return set(names) <= {"div", "script", "template"}
    return not names or re.fullmatch(r"(?:(?:dt )+(?:dd )+)+", "".join(f"{one} " for one in names)) is not None


def _table(element: Element, tag: str) -> Iterator[str]:
    if tag == "th" and element.get("scope") not in {"col", "row", "colgroup", "rowgroup"}:
        yield f"<th>: no scope “{words(element)}”"
    if tag != "table":
        return
    if not [one for one in element if name(one) == "caption" and words(one)]:
        yield f"<table>: no caption “{words(element)}”"
    if element.get("role") != "presentation" and not [one for one in element.iter() if name(one) == "th"]:
        yield f"<table>: no headings “{words(element)}”"
    columns = [int(one.get("span", "1")) for one in element.iter() if name(one) == "col"]
    for group in (one for one in element if name(one) in {"thead", "tbody", "tfoot"}):
        widths = set(_widths([row for row in group if name(row) == "tr"]))
        if columns:
            widths.add(sum(columns))
        if len(widths) > 1:
            yield f"<{name(group)}>: rows of {sorted(widths)} columns “{words(element)}”"


def _widths(rows: list[Element]) -> Iterator[int]:
    """Yield how many columns each row fills, with the cells that reach down into it."""
    reaching: list[tuple[int, int]] = []
    for number, row in enumerate(rows):
        cells = [(int(cell.get("colspan", "1")), int(cell.get("rowspan", "1"))) for cell in row]
        yield sum(wide for wide, _ in cells) + sum(wide for wide, end in reaching if end > number)
        reaching += [(wide, number + tall) for wide, tall in cells if tall > 1]


def _references(elements: list[Element]) -> Iterator[str]:
    ids = Counter(element.get("id") for element in elements)
    yield from (f"#{one}: {count} times" for one, count in ids.items() if one is not None and count > 1)
    yield from (f"#{one}: not an id" for one in ids if one is not None and (not one or SPACE.search(one)))
    for element in elements:
        for attribute in REFERENCES:
            for target in element.get(attribute, "").split():
                if target not in ids:
                    yield f"<{name(element)} {attribute}>: no #{target}"
    for element in elements:
        target = element.get("href", "")
        if name(element) == "a" and target.startswith("#") and unquote(target[1:]) not in ids:
            yield f"<a>: no {target}"


def _outline(elements: list[tuple[Element, tuple[Element, ...]]]) -> Iterator[str]:
    shown = [(one, around) for one, around in elements if not _put_away(one, around)]
    levels = [(int(name(one)[1]), words(one)) for one, _ in shown if name(one) in HEADINGS]
    if [level for level, _ in levels].count(1) != 1:
        yield f"{[level for level, _ in levels].count(1)} h1"
    for (before, _), (level, said) in pairwise(levels):
        if level > before + 1:
            yield f"<h{level}> after <h{before}> “{said}”"
    yield from (f"<h{level}>: empty" for level, said in levels if not said)
    if len([one for one, _ in elements if name(one) == "main"]) != 1:
        yield "not one main"
    navs = [_title(one, elements) for one, _ in elements if name(one) == "nav"]
    yield from (f"<nav>: name “{said}” {count} times" for said, count in Counter(navs).items() if count > 1 or not said)


def _put_away(element: Element, around: tuple[Element, ...]) -> bool:
    """Tell whether an element is out of the page until a script shows it, as a dialog is."""
    return any(name(one) in {"dialog", "template"} or "hidden" in one.attrib for one in (*around, element))


def _title(element: Element, elements: list[tuple[Element, tuple[Element, ...]]]) -> str:
    target = element.get("aria-labelledby", "")
    labels = [words(one) for one, _ in elements if target and one.get("id") == target]
    return element.get("aria-label", "") or "".join(labels)


def words(element: Element) -> str:
    """Return the beginning of what an element says."""
    return SPACE.sub(" ", "".join(element.itertext())).strip()[:30]
