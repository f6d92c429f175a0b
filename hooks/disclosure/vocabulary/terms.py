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
    missing = [name for name in NEEDED if name not in lists]
    problems += [TERMS_LIST(document.path, f"缺少列表“{name}”", "请从项目的示例里补上", at=(1, 0)) for name in missing]
    return lists
