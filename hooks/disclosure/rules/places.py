"""Organs, issuers, categories, topics and terms must be those of the vocabulary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Any

from disclosure.catalogue import Catalogue
from disclosure.fields import UNKNOWN_TERM
from disclosure.kinds import KINDS, Entry
from disclosure.kinds.base import alias_of, groups, listed_fields
from disclosure.problem import Problem, Rule, declare, quote, sentence
from disclosure.rules.register import Context, catalogue_rule, entry_rule

NEAR = sentence("near", "", "相近的有：{names}")
CHOOSE = sentence("choose", "", "请从 catalogue/vocabulary/{where} 里选一个")
NO_ORGAN = sentence("unknown-organ", "{found}不是已登记的机构", "{cure}")
OTHER_ORGAN = sentence("unknown-organ.other", "{found}与文件夹 {folder} 不符", "请移到文件夹 {right}，或者改为“{name}”")
NO_ISSUER = sentence(
    "unknown-issuer",
    "{found}不是已登记的发文机关",
    "{near}；确系上级或者外部机关的，请在 organs.yml 的“其他发文机关”里登记",
)
NO_CATEGORY = sentence("unknown-category", "没有{found}这个公开类别", "{near}")
AN_ARTICLE = sentence("unknown-category.article", "{found}栏目是一篇文章，不列条目", "请选别的类别")
NO_TOPIC = sentence("unknown-topic", "没有{found}这个主题", "{cure}")
NO_TERM = sentence("unknown-term", "{found}不在“{name}”里", "可以用：{known}")
WITHHELD = sentence("withheld-entry", "不予公开的信息不能放在这里", "请立即删去这个文件，并报告保密审查人员")


def _near(value: str, known: Iterable[str], where: str) -> str:
    near = get_close_matches(value, list(dict.fromkeys(known)), n=3, cutoff=0.4)
    if near:
        return NEAR(names="、".join(quote(name) for name in near))[1]
    return CHOOSE(where=where)[1]


@entry_rule(
    "unknown-organ",
    requires="公开机构是已登记的机构，并且就是文件夹所属的机构；不写时按文件夹。",
    reason="谁制作谁公开，谁公开谁负责；写成别的机构，责任就不清楚。",
    source="《中华人民共和国政府信息公开条例》第十条",
)
def unknown_organ(entry: Entry, context: Context, rule: Rule) -> Iterator[Problem]:
    """The disclosing organ is registered and owns the folder."""
    if entry.organ_name is None:
        return
    owner = context.vocabulary.organ_by_slug[entry.organ_slug]
    named = context.vocabulary.organ_by_name.get(entry.organ_name)
    if named is None:
        cure = _near(entry.organ_name, context.vocabulary.organ_by_name, "organs.yml")
        said = NO_ORGAN(found=quote(entry.organ_name), cure=cure)
        yield rule(entry.path, *said, loc=("公开机构",), found=entry.organ_name)
    elif named.slug != owner.slug:
        said = OTHER_ORGAN(found=quote(entry.organ_name), folder=entry.organ_slug, right=named.slug, name=owner.name)
        yield rule(entry.path, *said, loc=("公开机构",), found=entry.organ_name)


@entry_rule(
    "unknown-issuer",
    requires="发文机关用已登记的规范名称；联合发文用顿号分开。",
    reason="名称写法不一，按机关就查不全；上级和外部机关登记在 organs.yml 的“其他发文机关”。",
    source="《党政机关公文处理工作条例》（中办发〔2012〕14号）",
)
def unknown_issuer(entry: Entry, context: Context, rule: Rule) -> Iterator[Problem]:
    """Each issuing organ is registered."""
    issuers: str | None = entry.optional("issuer")
    known = context.vocabulary.issuers
    if issuers is None or issuers in known:
        return
    for name in issuers.split("、"):
        if name not in known:
            said = NO_ISSUER(found=quote(name), near=_near(name, known, "organs.yml"))
            yield rule(entry.path, *said, loc=("发文机关",), found=name)


UNKNOWN_CATEGORY = declare(
    "unknown-category",
    requires="公开类别是 categories.yml 里的名称、简称或者标识，并且不是用文章代替的栏目。",
    reason="类别是法定的，写错就归不到任何栏目，公众找不到。",
    source="《中华人民共和国政府信息公开条例》第二十条；国办公开办函〔2019〕61号",
)


@entry_rule(UNKNOWN_CATEGORY)
def unknown_category(entry: Entry, context: Context, rule: Rule) -> Iterator[Problem]:
    """The category is one of the vocabulary's that list entries."""
    name = entry.category_name
    if name is None:
        return
    category = context.vocabulary.category(name)
    if category is None:
        names = [text for found in context.vocabulary.categories.values() for text in (found.name, found.short)]
        said = NO_CATEGORY(found=quote(name), near=_near(name, names, "categories.yml"))
        yield rule(entry.path, *said, loc=("公开类别",), found=name)
    elif category.article:
        yield rule(entry.path, *AN_ARTICLE(found=quote(name)), loc=("公开类别",), found=name)


@catalogue_rule(
    "kind-without-category",
    requires="categories.yml 给每个种类指定一个默认类别，指定的种类都存在。",
    reason="条目不写公开类别时按种类归类，没有指定就无处可归。",
)
def kind_without_category(catalogue: Catalogue, context: Context, rule: Rule) -> Iterator[Problem]:
    """Each kind has one category by default."""
    del context
    path = "catalogue/vocabulary/categories.yml"
    given = catalogue.vocabulary.category_of_kind
    for slug, kind in KINDS.items():
        if slug not in given:
            yield rule(path, f"没有哪个类别写着“种类: {slug}”（{kind.label}）", "请补在合适的类别下", at=(1, 0))
    for slug, category in given.items():
        if slug not in KINDS:
            yield rule(path, f"“{category.name}”的种类{quote(slug)}不存在", f"可以用：{'、'.join(KINDS)}", at=(1, 0))
    for (slug, _), category in catalogue.vocabulary.category_of_value.items():
        if slug not in KINDS:
            yield rule(
                path, f"“{category.name}”收录的种类{quote(slug)}不存在", f"可以用：{'、'.join(KINDS)}", at=(1, 0)
            )
    for area in catalogue.vocabulary.site.key_areas:
        if area.kind and area.kind not in KINDS:
            known = f"可以用：{'、'.join(KINDS)}"
            yield rule("catalogue/vocabulary/site.yml", f"重点领域的种类{quote(area.kind)}不存在", known, at=(1, 0))


@entry_rule(
    "unknown-topic",
    requires="主题分类写成“上级/下级”，用 topics.yml 里的名称。",
    reason="主题分类全国一致，写错就归不到主题里。",
    source="中国政府网使用的主题分类",
)
def unknown_topic(entry: Entry, context: Context, rule: Rule) -> Iterator[Problem]:
    """The topic is one of the vocabulary's."""
    if entry.topic and entry.topic not in context.vocabulary.topic_paths:
        cure = _near(entry.topic, context.vocabulary.topic_paths, "topics.yml")
        yield rule(entry.path, *NO_TOPIC(found=quote(entry.topic), cure=cure), loc=("主题分类",), found=entry.topic)


@entry_rule(UNKNOWN_TERM)
def unknown_term(entry: Entry, context: Context, rule: Rule) -> Iterator[Problem]:
    """Every value of a closed list is in that list."""
    for loc, group in groups(entry):
        for attribute, name in listed_fields(type(group)):
            value: Any = getattr(group, attribute)
            known = context.vocabulary.terms[name]
            named = alias_of(type(group), attribute)
            for place, item in enumerate(value) if isinstance(value, tuple) else ((None, value),):
                if item is not None and item not in known:
                    yield rule(
                        entry.path,
                        *NO_TERM(found=quote(item), name=name, known="、".join(known)),
                        loc=(*loc, named) if place is None else (*loc, named, place),
                        found=item,
                    )


@entry_rule(
    "withheld-entry",
    requires="公开方式是“不予公开”的信息不放进目录。",
    reason="提交到仓库就等于公开了；不予公开的信息只在内部登记。",
    source="《中华人民共和国政府信息公开条例》第十四条至第十六条",
)
def withheld_entry(entry: Entry, context: Context, rule: Rule) -> Iterator[Problem]:
    """Nothing marked as withheld is in the catalogue."""
    del context
    if entry.manner == "不予公开":
        yield rule(entry.path, *WITHHELD(), loc=("公开方式",))
