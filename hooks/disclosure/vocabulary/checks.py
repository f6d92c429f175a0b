"""What must hold inside and between the vocabulary files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from disclosure.problem import Loc, Problem, declare, quote
from disclosure.vocabulary.models import Category, DeadlinesFile, Organ, OrgansFile, Topic, ValidityFile
from disclosure.vocabulary.site import Site
from disclosure.vocabulary.values import State

VOCABULARY_DUPLICATE = declare(
    "vocabulary-duplicate",
    requires="词表里的标识、名称、代码不重复。",
    reason="重复了，条目里写的名称就不知道指哪一个，网址也会互相覆盖。",
)
VOCABULARY_DANGLING = declare(
    "vocabulary-dangling",
    requires="词表里提到的上级机构、类别都在词表里，上级关系不成圈。",
    reason="指向不存在的东西，页面上就会出现打不开的链接。",
)
STATUTORY_ALTERED = declare(
    "statutory-altered",
    requires="五个平台栏目和第二十条的十五项按规定的名称和次序写，一字不差。",
    reason="栏目名称是法定的，检查时逐字对照。",
    source="《中华人民共和国政府信息公开条例》第二十条；国办公开办函〔2019〕61号",
)
VALIDITY_STATES = declare(
    "validity-states",
    requires="有效性词表里五种状态各有一个名称：有效、已修改、废止、失效、尚未施行。",
    reason="程序按状态判断文件是否还能用，缺一种就判断不了。",
)

COLUMNS = ("政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "政府信息公开年报", "依申请公开")
"""Names and order of the platform columns (国办公开办函〔2019〕61号 and the sites that follow it)."""

STATUTORY_COLUMN = COLUMNS[2]

ITEMS = (
    "行政法规、规章和规范性文件",
    "机关职能、机构设置、办公地址、办公时间、联系方式、负责人姓名",
    "国民经济和社会发展规划、专项规划、区域规划及相关政策",
    "国民经济和社会发展统计信息",
    "办理行政许可和其他对外管理服务事项的依据、条件、程序以及办理结果",
    "实施行政处罚、行政强制的依据、条件、程序以及本行政机关认为具有一定社会影响的行政处罚决定",
    "财政预算、决算信息",
    "行政事业性收费项目及其依据、标准",
    "政府集中采购项目的目录、标准及实施情况",
    "重大建设项目的批准和实施情况",
    "扶贫、教育、医疗、社会保障、促进就业等方面的政策、措施及其实施情况",
    "突发公共事件的应急预案、预警信息及应对情况",
    "环境保护、公共卫生、安全生产、食品药品、产品质量的监督检查情况",
    "公务员招考的职位、名额、报考条件等事项以及录用结果",
    "法律、法规、规章和国家有关规定规定应当主动公开的其他政府信息",
)
"""条例第二十条（一）至（十五）, verbatim. Not a setting: an office must not change them."""


STATES: dict[State, str] = {
    "in_force": "有效",
    "amended": "已修改",
    "repealed": "废止",
    "expired": "失效",
    "pending": "尚未施行",
}
"""The states in words; the names that documents use are those of validity.yml."""


def check(  # noqa: PLR0913, PLR0917 - one argument for each file
    columns: tuple[Category, ...],
    organs: OrgansFile,
    topics: tuple[Topic, ...],
    validity: ValidityFile,
    deadlines: DeadlinesFile,
    site: Site,
    folder: str,
) -> Iterator[Problem]:
    """Every fault inside and between the files."""
    yield from _columns(columns, f"{folder}/categories.yml")
    yield from _organs(organs.organs, f"{folder}/organs.yml")
    names = [(("主题", number, "名称"), topic.name) for number, topic in enumerate(topics)]
    yield from _repeated(names, f"{folder}/topics.yml")
    for number, topic in enumerate(topics):
        below = [(("主题", number, "下级", i), child) for i, child in enumerate(topic.children)]
        yield from _repeated(below, f"{folder}/topics.yml")
    limits = [(("期限", number, "标识"), deadline.slug) for number, deadline in enumerate(deadlines.deadlines)]
    yield from _repeated(limits, f"{folder}/deadlines.yml")
    yield from _states(validity, f"{folder}/validity.yml")
    slugs = {category.slug for column in columns for category in column.walk()}
    for number, area in enumerate(site.key_areas):
        loc: Loc = ("重点领域", number)
        if area.category and area.category not in slugs:
            yield _dangling(f"{folder}/site.yml", (*loc, "类别"), area.category, "categories.yml")
        if sum(map(bool, (area.category, area.kind, area.page))) != 1:
            cure = "请写类别的标识，或者种类、专页的标识"
            yield VOCABULARY_DANGLING(f"{folder}/site.yml", "“类别”“种类”“专页”应当只写一个", cure, loc=loc)


def _columns(columns: tuple[Category, ...], path: str) -> Iterator[Problem]:
    names = [column.name for column in columns]
    if tuple(names) != COLUMNS:
        yield STATUTORY_ALTERED(path, "平台栏目应当依次是" + "、".join(COLUMNS), "请照此改写", loc=("栏目",))
    for number, column in enumerate(columns):
        if column.name == STATUTORY_COLUMN:
            yield from _items(column, ("栏目", number), path)
    placed = [(loc, category) for number, top in enumerate(columns) for loc, category in _walk(top, ("栏目", number))]
    yield from _repeated([((*loc, "标识"), category.slug) for loc, category in placed], path)
    yield from _repeated([((*loc, "名称"), category.name) for loc, category in placed], path)
    shorts = [((*loc, "简称"), category.short) for loc, category in placed if category.short_name]
    yield from _repeated(shorts, path)
    kinds = [((*loc, "种类", i), kind) for loc, category in placed for i, kind in enumerate(category.kinds)]
    yield from _repeated(kinds, path)
    values = [
        ((*loc, "收录", i, "取值", j), f"{sorting.kind}：{value}")
        for loc, category in placed
        for i, sorting in enumerate(category.sortings)
        for j, value in enumerate(sorting.values)
    ]
    yield from _repeated(values, path)


def _items(column: Category, loc: Loc, path: str) -> Iterator[Problem]:
    if len(column.children) != len(ITEMS):
        names = {item.name for item in column.children}
        missing = "".join(f"，缺少{quote(official)}" for official in ITEMS if official not in names)
        what = f"法定主动公开内容下面应当有十五项，这里有 {len(column.children)} 项{missing}"
        yield STATUTORY_ALTERED(path, what, "请照第二十条改正", loc=(*loc, "下级"))
        return
    for number, (item, official) in enumerate(zip(column.children, ITEMS, strict=True)):
        if item.name != official:
            yield STATUTORY_ALTERED(
                path, f"{quote(item.name)}与第二十条不一致", f"请写成“{official}”", loc=(*loc, "下级", number, "名称")
            )


def _walk(category: Category, loc: Loc) -> Iterator[tuple[Loc, Category]]:
    yield loc, category
    for number, child in enumerate(category.children):
        yield from _walk(child, (*loc, "下级", number))


def _organs(organs: tuple[Organ, ...], path: str) -> Iterator[Problem]:
    for key, values in (
        ("标识", [organ.slug for organ in organs]),
        ("代码", [organ.code for organ in organs]),
        ("名称", [organ.name for organ in organs]),
        ("简称", [organ.short for organ in organs]),
    ):
        yield from _repeated([(("机构", i, key), value) for i, value in enumerate(values)], path)
    parents = {organ.slug: organ.parent for organ in organs}
    for number, organ in enumerate(organs):
        loc: Loc = ("机构", number, "上级")
        if organ.parent and organ.parent not in parents:
            yield _dangling(path, loc, organ.parent, "organs.yml")
            continue
        seen = {organ.slug}
        above = organ.parent
        while above and above not in seen:
            seen.add(above)
            above = parents.get(above)
        if above == organ.slug:
            yield VOCABULARY_DANGLING(path, f"{quote(organ.name)}的上级绕了一圈又是自己", "请改正上级", loc=loc)


def _states(validity: ValidityFile, path: str) -> Iterator[Problem]:
    names: list[tuple[Loc, str]] = [(("有效性", i, "名称"), value.name) for i, value in enumerate(validity.values)]
    yield from _repeated(names, path)
    found = [value.state for value in validity.values]
    for state, words in STATES.items():
        if found.count(state) != 1:
            what = f"状态 {state}（{words}）应当正好有一个名称"
            yield VALIDITY_STATES(path, what, "请补上或者删去多余的", loc=("有效性",))


def _repeated(values: Iterable[tuple[Loc, str]], path: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for loc, value in values:
        if value in seen:
            yield VOCABULARY_DUPLICATE(path, f"{quote(value)}重复", "请改成不同的", loc=loc, found=value)
        seen.add(value)


def _dangling(path: str, loc: Loc, value: str, where: str) -> Problem:
    return VOCABULARY_DANGLING(path, f"{quote(value)}不在 {where} 里", "请改成其中已有的标识", loc=loc, found=value)
