"""terms.yml: the short closed lists whose values entries may use."""

from __future__ import annotations

from disclosure.problem import Problem, declare
from disclosure.source import Document

TERMS_LIST = declare(
    "terms-list",
    requires="terms.yml 里每个列表至少有一个值，值是一行文字，不重复，需要的列表一个不少。",
    reason="条目里的取值要和这里逐字对照。",
)

NEEDED = (
    "公开方式",
    "公开范围",
    "公开时限",
    "文种",
    "职权类型",
    "预案类别",
    "事件类别",
    "响应级别",
    "制度层级",
    "解读形式",
    "预决算类型",
    "行使层级",
    "调整方式",
    "事项类型",
    "办件类型",
    "材料类型",
    "材料形式",
    "材料来源",
    "材料必要性",
    "许可类别",
    "许可当前状态",
    "证件类型",
    "行政相对人类别",
    "处罚类别",
    "决定改变方式",
    "资金管理方式",
    "收费状态",
    "采购阶段",
    "采购方式",
    "重大建设项目信息",
    "项目状态",
    "公共资源交易类别",
    "规划类型",
    "规划状态",
    "规划评估类型",
    "指标属性",
    "同比口径",
    "检查领域",
    "检查类型",
    "预警级别",
    "预警颜色",
    "征集类型",
    "反馈方式",
    "基层公开领域",
    "公开渠道",
    "目录公开对象",
    "目录公开方式",
    "目录公开层级",
)

LETTERS = "职权编码字母"
"""A list that may be left out: which letter in a 职权编码 stands for which 职权类型, as “A 行政许可”."""


def read_terms(document: Document | None, problems: list[Problem]) -> dict[str, tuple[str, ...]]:
    """The lists by name; faults are added to `problems`."""
    if document is None or document.data is None:
        return {}
    lists: dict[str, tuple[str, ...]] = {}
    for name, values in document.data.items():
        items = values if isinstance(values, list) else []
        texts = [item for item in items if isinstance(item, str) and item.strip() and "\n" not in item]
        if not texts or len(texts) != len(items):
            found = TERMS_LIST(document.path, "不是由一行行文字组成的列表", "请每个值另起一行，以“- ”开头", loc=(name,))
            problems.append(document.placed(found))
        elif len(set(texts)) < len(texts):
            twice = next(text for text in texts if texts.count(text) > 1)
            found = TERMS_LIST(document.path, f"“{twice}”写了两次", "请只留一个", loc=(name,))
            problems.append(document.placed(found))
        lists[name] = tuple(texts)
    for number, text in enumerate(lists.get(LETTERS, ())):
        letter, _, type_name = text.partition(" ")
        if not letter.isalnum() or type_name not in lists.get("职权类型", ()):
            cure = "请写成“字母 职权类型”，例如“A 行政许可”"
            found = TERMS_LIST(document.path, f"“{text}”不是字母和职权类型", cure, loc=(LETTERS, number))
            problems.append(document.placed(found))
    missing = [name for name in NEEDED if name not in lists]
    problems += [TERMS_LIST(document.path, f"缺少列表“{name}”", "请从项目的示例里补上", at=(1, 0)) for name in missing]
    return lists
