"""The manual: what staff do, task by task, then what is generated from the models, the rules and the examples."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from disclosure.pages.environment import environment
from disclosure.pages.site import Family, Page, Site, add, column_tags, make_page, up_from
from disclosure.problem import RULES
from disclosure.source import read_bytes
from disclosure.views.entry import Link
from disclosure.views.manual import Example, Manual, manual

EXAMPLES = "catalogue/.examples"
"""One folder a kind: good.yml, bad.yml, and bad.txt with what the check says about it."""


TASKS = (
    ("publish", "公开一条信息", "新建、填写、检查、提交"),
    ("sheet", "用 Excel 填报", "做填报表、填、导入；把已有的导出来改"),
    ("word", "从 Word 文档导入", "认出标题、文号、日期和正文，核对以后写成草稿"),
    ("tables", "从别处的表格导入", "别的系统、旧网站导出的表格，用对照表说明哪一列是哪个字段"),
    ("correct", "更正一条信息", "改内容，写明哪一天改了什么"),
    ("repeal", "废止、修改一件文件", "新旧文件怎样互相指明"),
    ("withdraw", "撤回一条信息", "不删文件，写明日期和理由"),
    ("powers", "调整权责清单", "职权的新增、取消、下放、变更"),
    ("check", "检查不通过怎么办", "看懂提示，改哪里"),
    ("request", "提交合并请求", "一次只做一件事，谁来审"),
    ("reviews", "审查与复核", "保密审查、三审三校的记录，发布以后再看什么"),
    ("exemptions", "例外（豁免）", "确实不能照规则写的，怎样写明"),
    ("preview", "预览与发布", "看网页、看变化、做内部的一份"),
)
"""The chapters by task: name, title, a few words; each a template in overrides/pages/manual/."""
_TASKS = {f"task-{name}": (name, title) for name, title, _ in TASKS}
FORM = "form"
"""The family of the form page, to which the manual leads where it is there."""


def _prepare(site: Site) -> Manual:
    folder = site.root / EXAMPLES
    slugs = sorted(path.name for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []
    return manual(site.catalogue.vocabulary, {slug: _example(site, slug) for slug in slugs})


def _example(site: Site, slug: str) -> Example:
    folder = site.root / EXAMPLES / slug
    good, bad, said = (
        read_bytes(folder / name).decode() if (folder / name).is_file() else ""
        for name in ("good.yml", "bad.yml", "bad.txt")
    )
    return Example(good.strip(), bad.strip(), tuple(said.splitlines()))


def _names(_: Site, book: Manual) -> list[str]:
    return ["index", *_TASKS, "rules", *(str(number) for number in range(len(book.kinds)))]


def _render(site: Site, book: Manual, name: str) -> Page:
    address, title, body = _chapter(site, book, name)
    head = column_tags(title, f"{title}：字段、例子和检查规则。", ("填报手册", title), "填报说明")
    return make_page(site, address, f"{title} - {site.catalogue.vocabulary.site.name}", head, body)


def chapters(site: Site) -> Iterator[tuple[str, str]]:
    """Title and HTML of each chapter, for the manual on paper."""
    book = _prepare(site)
    for name in _names(site, book):
        _, title, body = _chapter(site, book, name)
        yield title, body


def _chapter(site: Site, book: Manual, name: str) -> tuple[str, str, str]:
    """Address, title and HTML of a chapter."""
    more: dict[str, object] = {}
    if name in _TASKS:
        task, title = _TASKS[name]
        address, template, more = f"manual/{task}.html", "manual-task", {"task": task}
    elif name in {"index", "rules"}:
        title = "填报手册" if name == "index" else "检查规则"
        address, template, more = f"manual/{name}.html", f"manual-{name}", {"tasks": TASKS}
    else:
        kind = book.kinds[int(name)]
        address, template, title, more = kind.address, "manual-kind", f"怎样填报{kind.label}", {"kind": kind}
    crumbs = [Link("首页", "index.html"), Link("填报手册", "manual/index.html")]
    crumbs += [] if address.endswith("index.html") else [Link(title, address)]
    more["has_form"] = any(family.name == FORM for family in site.families)
    made = environment(site.root).get_template(f"pages/{template}.html")
    body = made.render(site=site, book=book, title=title, crumbs=crumbs, up=up_from(address), said=_said, **more)
    return address, title, body


def _said(rule_id: str) -> Markup:
    """What a rule requires, with its id, which leads to its reason and source."""
    rule = RULES[rule_id]
    return Markup('{}（<a href="rules.html#{}"><code>{}</code></a>）').format(rule.requires, rule.id, rule.id)


add(Family("manual", _prepare, _names, _render, staff=True))
