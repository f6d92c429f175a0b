"""A small site written from plain data: the least vocabulary that is valid, and entries with a few words in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from disclosure import catalogue, publication, vocabulary
from disclosure.catalogue import Catalogue
from disclosure.kinds import KINDS
from disclosure.publication import CheckResult
from disclosure.vocabulary import Vocabulary
from disclosure.vocabulary.checks import COLUMNS, ITEMS

TODAY = date(2026, 11, 15)
CODE = "990000010"
OTHER_CODE = "990000020"
POLICY = "catalogue/xzfb/policy"

_ORDINALS = "一二三四五六七八九十"
_KINDS_OF_COLUMN = {
    "政府信息公开指南": ["guide"],
    "政府信息公开制度": ["rulebook"],
    "政府信息公开年报": ["annual-report", "early-annual-report"],
}
_KINDS_OF_ITEM = {
    2: ["organ-profile"],
    3: ["plan"],
    4: ["statistic"],
    5: ["power-list", "service-guide", "service-list", "licence-decision"],
    6: ["penalty-decision"],
    7: ["budget", "final-account"],
    8: ["fee"],
    9: ["procurement"],
    10: ["major-project"],
    12: ["emergency-plan", "alert"],
    13: ["inspection"],
    14: ["recruitment"],
    15: ["notice", "resource-trading", "consultation", "standard-catalogue"],
}
_TERMS = {
    "公开方式": ["主动公开", "依申请公开", "不予公开"],
    "公开范围": ["面向社会"],
    "公开时限": ["长期公开"],
    "文种": ["通知", "意见"],
    "职权类型": ["行政许可"],
    "预案类别": ["专项预案"],
    "事件类别": ["自然灾害"],
    "响应级别": ["Ⅰ级"],
    "制度层级": ["行政法规"],
    "解读形式": ["文字解读"],
    "预决算类型": ["部门"],
    "行使层级": ["县级"],
    "调整方式": ["取消"],
    "事项类型": ["公共服务"],
    "办件类型": ["即办件", "承诺件"],
    "材料类型": ["原件"],
    "材料形式": ["纸质"],
    "材料来源": ["申请人自备"],
    "材料必要性": ["必要"],
    "许可类别": ["普通"],
    "许可当前状态": ["有效"],
    "证件类型": ["身份证"],
    "行政相对人类别": ["法人及非法人组织"],
    "处罚类别": ["警告"],
    "决定改变方式": ["变更"],
    "资金管理方式": ["缴入中央国库"],
    "收费状态": ["执行"],
    "采购阶段": ["采购意向"],
    "采购方式": ["公开招标"],
    "重大建设项目信息": ["批准服务信息"],
    "项目状态": ["前期工作"],
    "公共资源交易类别": ["工程建设项目招标投标"],
    "规划类型": ["国民经济和社会发展规划"],
    "规划状态": ["编制中"],
    "规划评估类型": ["年度监测"],
    "指标属性": ["约束性"],
    "同比口径": ["按现价计算"],
    "检查领域": ["环境保护", "公共卫生", "安全生产", "食品药品"],
    "检查类型": ["双随机抽查", "专项检查", "日常检查", "监督抽检"],
    "预警级别": ["一级", "二级", "三级", "四级"],
    "预警颜色": ["红色", "橙色", "黄色", "蓝色"],
    "征集类型": ["重大行政决策", "涉企行政规范性文件", "其他行政规范性文件", "规划"],
    "反馈方式": ["网上提交", "电子邮件", "信函", "传真"],
    "基层公开领域": ["重大建设项目", "公共资源交易", "财政预决算", "安全生产"],
    "公开渠道": ["政府网站", "政府公报", "两微一端"],
    "目录公开对象": ["全社会", "特定群众"],
    "目录公开方式": ["主动", "依申请公开"],
    "目录公开层级": ["县级", "乡、村级"],
}


def ordinal(number: int) -> str:
    """（一） to （十五）."""
    return f"（{'十' if number > 10 else ''}{_ORDINALS[(number - 1) % 10]}）"


def _item(number: int, name: str) -> dict[str, Any]:
    item: dict[str, Any] = {
        "标识": f"item-{number:02}",
        "序号": ordinal(number),
        "名称": name,
        "简称": f"第{number}项",
        "说明": f"第{number}项的内容",
    }
    if number == 1:
        item["下级"] = [
            {"标识": "in-force", "名称": "现行文件", "说明": "现行的文件", "种类": ["policy"]},
            {"标识": "interpretation", "名称": "文件解读", "说明": "解读", "种类": ["interpretation"]},
            {"标识": "lapsed", "名称": "失去效力的文件", "说明": "已废止", "收录状态": ["repealed", "expired"]},
        ]
    return item | ({"种类": _KINDS_OF_ITEM[number]} if number in _KINDS_OF_ITEM else {})


def _column(number: int, name: str) -> dict[str, Any]:
    column: dict[str, Any] = {"标识": f"column-{number}", "名称": name, "说明": f"{name}的说明"}
    if name == "法定主动公开内容":
        column["下级"] = [_item(place, item) for place, item in enumerate(ITEMS, 1)]
    if name == "依申请公开":
        column["文章"] = "on-request.md"
    return column | ({"种类": _KINDS_OF_COLUMN[name]} if name in _KINDS_OF_COLUMN else {})


def vocabulary_data() -> dict[str, dict[str, Any]]:
    """The content of each vocabulary file, to be changed by a test before it is written."""
    organ = {"层级": "县", "类型": "政府部门"}
    states = {"有效": "in_force", "已修改": "amended", "废止": "repealed", "失效": "expired", "尚未施行": "pending"}
    return {
        "site.yml": {
            "名称": "示例县人民政府",
            "域名": "www.example.gov.cn",
            "标识码": "0000000000",
            "地区": "示例县",
            "索引号": {"格式": "{代码}/{年}-{流水号}", "流水号位数": "5"},
            "每页条数": "5",
            "最新条数": "3",
            "附件类型": ["pdf", "docx", "xlsx", "txt"],
            "页脚": {"主办单位": "示例县人民政府", "联系方式": "000-00000000"},
        },
        "categories.yml": {"栏目": [_column(number, name) for number, name in enumerate(COLUMNS, 1)]},
        "organs.yml": {
            "机构": [
                {"标识": "xzfb", "代码": CODE, "名称": "示例县人民政府办公室", "简称": "县政府办", **organ},
                {
                    "标识": "czj",
                    "代码": OTHER_CODE,
                    "名称": "示例县财政局",
                    "简称": "县财政局",
                    **organ,
                    "上级": "xzfb",
                    "曾用名": ["示例县税费局"],
                },
            ],
            "其他发文机关": ["国务院"],
        },
        "topics.yml": {
            "主题": [
                {"名称": "综合政务", "下级": ["政务公开", "电子政务"]},
                {"名称": "财政、金融、审计", "下级": ["财政"]},
                {"名称": "其他"},
            ]
        },
        "validity.yml": {
            "有效性": [
                {"名称": name, "状态": state} | ({} if state == "in_force" else {"横幅": f"本文件{name}。"})
                for name, state in states.items()
            ]
        },
        "terms.yml": dict(_TERMS),
        "accounts.yml": {"容差": "0.01", "合计行": {}, "债务行": {}, "科目": [], "表式": []},
        "deadlines.yml": {
            "期限": [
                {
                    "标识": "proactive",
                    "事项": "主动公开",
                    "数量": "20",
                    "单位": "工作日",
                    "起算": "形成之日",
                    "依据": "《条例》第二十六条",
                }
            ]
        },
        "holidays.yml": {"节假日": [{"年度": "2024", "放假": ["2024-05-01"], "上班": ["2024-04-28"]}]},
    }


def as_yaml(data: object) -> str:
    """Data as a clerk's file: block style, Chinese readable."""
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=10_000)


def write_file(root: Path, name: str, content: str | bytes) -> None:
    """Put a file below the root, with its folders."""
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)


def write_vocabulary(root: Path, data: Mapping[str, Mapping[str, Any]] | None = None) -> None:
    """Write all vocabulary files and the mkdocs.yml by which the command line knows a root."""
    write_file(root, "mkdocs.yml", "site_name: 示例\n")
    for name, content in (data or vocabulary_data()).items():
        write_file(root, f"{vocabulary.FOLDER}/{name}", as_yaml(content))


def words_of(root: Path) -> Vocabulary:
    """The vocabulary of a root, which must be valid."""
    words, problems = vocabulary.load(root)
    assert words is not None, problems
    return words


def policy(number: int = 1, **changes: Any) -> dict[str, Any]:  # noqa: ANN401 - any YAML data
    """The data of a valid policy document; `changes` by Chinese name, None takes a field out."""
    data = {
        "标题": f"示例县人民政府办公室关于第{number}件事项的通知",
        "索引号": f"{CODE}/2024-{number:05}",
        "发布日期": "2024-03-20",
        "发文机关": "示例县人民政府办公室",
        "发文字号": f"示政办发〔2024〕{number}号",
        "成文日期": "2024-03-15",
        "有效性": "有效",
        "正文": "各乡镇人民政府：\n现将有关事项通知如下。\n",
    }
    return {name: value for name, value in (data | changes).items() if value is not None}


def interpretation(number: int, targets: Sequence[str], **changes: Any) -> dict[str, Any]:  # noqa: ANN401
    """The data of a valid interpretation of the documents with these index numbers."""
    data = {
        "标题": f"第{number}号解读",
        "索引号": f"{CODE}/2024-{number:05}",
        "发布日期": "2024-03-21",
        "解读对象": list(targets),
        "正文": "解读的正文。\n",
    }
    return data | changes


def write_entries(root: Path, entries: Mapping[str, Mapping[str, Any]]) -> None:
    """Write entries by their path below catalogue/, for example xzfb/policy/1.yml."""
    for name, data in entries.items():
        write_file(root, f"{catalogue.FOLDER}/{name}", as_yaml(dict(data)))


def loaded(root: Path, entries: Mapping[str, Mapping[str, Any]]) -> Catalogue:
    """The catalogue of a fresh site with these entries, all of which must be readable."""
    write_vocabulary(root)
    write_entries(root, entries)
    found = catalogue.load(root, words_of(root), jobs=1)
    assert found.problems == []
    return found.catalogue


def checked(root: Path, entries: Mapping[str, Mapping[str, Any]]) -> CheckResult:
    """The result of the whole check of a fresh site with these entries."""
    write_vocabulary(root)
    write_entries(root, entries)
    return publication.check(root, TODAY, jobs=1)


def rules_of(result: CheckResult) -> list[str]:
    """The ids of the rules that spoke, in order."""
    return [problem.rule for problem in result.problems]


assert {slug for slugs in (*_KINDS_OF_COLUMN.values(), *_KINDS_OF_ITEM.values()) for slug in slugs} | {
    "policy",
    "interpretation",
} == set(KINDS), "every kind needs a place in the small vocabulary"
