"""References between entries: they exist, fit, agree on both sides, and never run in a circle."""

from __future__ import annotations

from collections.abc import Iterator

from disclosure.catalogue import Catalogue
from disclosure.kinds import KINDS, Entry, Relation
from disclosure.problem import Loc, Problem, Rule, quote, sentence, shared
from disclosure.rules.register import Context, catalogue_rule, entry_rule

_HAN = shared("han", r"[\u3400-\u9fff\U00020000-\U0003ffff]")


def _is_name(relation: Relation, target: str) -> bool:
    """Whether the item is the name of a document outside the site, not an index number."""
    return relation.free_text and bool(_HAN.search(target))


def _references(entry: Entry) -> Iterator[tuple[Relation, Loc, str]]:
    for relation in entry.relations:
        for number, target in enumerate(entry.targets(relation)):
            if not _is_name(relation, target):
                yield relation, (entry.alias(relation.attribute), number), target


@catalogue_rule(
    "unknown-reference",
    requires="引用的索引号在本站存在，没有撤回。",
    reason="指向不存在的条目，公众点开就是空页。",
)
def unknown_reference(catalogue: Catalogue, context: Context, rule: Rule) -> Iterator[Problem]:
    """What an entry points at is there."""
    del context
    for entry in catalogue.entries:
        for relation, loc, target in _references(entry):
            if target in catalogue.withdrawn_numbers:
                yield rule(entry.path, f"{quote(target)}已经撤回", "请删去这个引用", loc=loc, found=target)
            elif target not in catalogue.by_number:
                outside = "请写文件的名称" if relation.free_text else "不写在这里"
                cure = f"请核对索引号；文件不在本站的，{outside}"
                yield rule(entry.path, f"本站没有索引号{quote(target)}", cure, loc=loc, found=target)


ITSELF = sentence("self-reference", "引用了自己", "请删去，或者改为别的条目的索引号")
REFERRED_TWICE = sentence("self-reference.twice", "{found}写了两次", "请只留一个")


@entry_rule(
    "self-reference",
    requires="不引用自己，同一个条目不引用两次。",
    reason="文件不能废止、修改、依据、解读自己。",
)
def self_reference(entry: Entry, context: Context, rule: Rule) -> Iterator[Problem]:
    """An entry points at others, each once."""
    del context
    seen: set[tuple[str, str]] = set()
    for relation, loc, target in _references(entry):
        if target == entry.index_number:
            yield rule(entry.path, *ITSELF(), loc=loc, found=target)
        elif (relation.attribute, target) in seen:
            yield rule(entry.path, *REFERRED_TWICE(found=quote(target)), loc=loc, found=target)
        seen.add((relation.attribute, target))


@catalogue_rule(
    "wrong-kind-reference",
    requires=(
        "解读指向政策解读，废止、修改指向政策文件、公开制度或者应急预案，替代指向应急预案或者政策文件；"
        "招考、征集、预警、采购的各阶段和上一版、上位规划、上一期规划指向同一种类，相关预案指向应急预案。"
    ),
    reason="种类不对，多半是抄错了索引号。",
)
def wrong_kind_reference(catalogue: Catalogue, context: Context, rule: Rule) -> Iterator[Problem]:
    """What an entry points at is of a fitting kind."""
    del context
    for entry in catalogue.entries:
        for relation, loc, target in _references(entry):
            other = catalogue.by_number.get(target)
            if other and relation.targets and other.slug not in relation.targets:
                wanted = "、".join(KINDS[slug].label for slug in relation.targets)
                yield rule(
                    entry.path,
                    f"{quote(target)}是{other.label}（{other.path}）",
                    f"这里应当是{wanted}的索引号",
                    loc=loc,
                    found=target,
                )


@catalogue_rule(
    "one-sided-reference",
    requires="政策文件写了解读，那份解读的“解读对象”里也要有这份文件。",
    reason="文件与解读要互相链接；两边说法不同，就不知道哪边对。",
    source="《政府网站发展指引》（国办发〔2017〕47号）",
)
def one_sided_reference(catalogue: Catalogue, context: Context, rule: Rule) -> Iterator[Problem]:
    """A document and its interpretation name each other."""
    del context
    for entry in catalogue.entries:
        for relation, loc, target in _references(entry):
            other = catalogue.by_number.get(target)
            if relation.attribute != "interpretations" or other is None or other.slug != "interpretation":
                continue
            if entry.index_number not in (other.optional("documents") or ()):
                yield rule(
                    entry.path,
                    f"{target}（{other.path}）的“解读对象”里没有本文件",
                    f"请在那里加上 {entry.index_number}，或者删去这里的引用",
                    loc=loc,
                    found=target,
                )


@catalogue_rule(
    "reference-cycle",
    requires="废止、修改、依据、替代、前一阶段、原预警、上一版、上位规划的关系不绕成圈。",
    reason="甲废止乙、乙又废止甲，就不知道哪一件有效。",
)
def reference_cycle(catalogue: Catalogue, context: Context, rule: Rule) -> Iterator[Problem]:
    """No entry leads back to itself by relations of one sort."""
    del context
    for attribute in ("repeals", "amends", "basis", "replaces", "previous", "above"):
        graph = {
            entry.index_number: [
                target for relation, _, target in _references(entry) if relation.attribute == attribute
            ]
            for entry in catalogue.entries
            if getattr(entry, attribute, ())
        }
        for cycle in _cycles(graph):
            entry = catalogue.by_number[cycle[0]]
            way = " → ".join([*cycle, cycle[0]])
            yield rule(entry.path, f"绕成了圈：{way}", "请删去其中一处引用", loc=(entry.alias(attribute),))


def _cycles(graph: dict[str, list[str]]) -> Iterator[list[str]]:
    """One way round for each group of nodes that lead back to themselves, smallest number first."""
    done: set[str] = set()
    for start in sorted(graph):
        way: list[str] = []
        stack: list[tuple[str, Iterator[str]]] = [(start, iter(graph[start]))] if start not in done else []
        if stack:
            way.append(start)
        while stack:
            node, targets = stack[-1]
            target = next(targets, None)
            if target is None:
                stack.pop()
                way.pop()
                done.add(node)
            elif target in way:
                cycle = way[way.index(target) :]
                if len(cycle) > 1:
                    first = cycle.index(min(cycle))
                    yield cycle[first:] + cycle[:first]
            elif target in graph and target not in done:
                way.append(target)
                stack.append((target, iter(graph[target])))
