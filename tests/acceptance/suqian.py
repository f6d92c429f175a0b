"""Turns the figures of a real annual report, that of a city for 2023, into an entry."""

from __future__ import annotations

import json
import shutil
from copy import deepcopy
from pathlib import Path
from typing import Any

from disclosure.kinds.annual_report import AnnualReport, Disputes, Requests
from disclosure.kinds.base import alias_of
from unit.small_site import as_yaml, write_file

ORGAN = "suqian"
CODE = "014300000"
TEXT = (
    "（一）主动公开。\n（二）依申请公开。\n（三）政府信息管理。\n（四）平台建设。\n"
    "（五）监督保障。工作考核、社会评议和责任追究按规定进行。"
)


def figures(shared: Path) -> dict[str, Any]:
    """The figures as they were filed."""
    found: dict[str, Any] = json.loads((shared / "data/suqian-annual-report-2023.json").read_text(encoding="utf-8"))
    return found


def places_of_requests() -> list[tuple[str, ...]]:
    """The names of the fields down to each row of table 3, in the order of the form."""
    found: list[tuple[str, ...]] = []
    for name, info in Requests.model_fields.items():
        alias = alias_of(Requests, name)
        inner = getattr(info.annotation, "model_fields", None)
        found += [(alias, field.alias) for field in inner.values()] if inner else [(alias,)]
    return found


def entry_of(filed: dict[str, Any], year: int = 2023) -> dict[str, Any]:
    """The entry with the figures, row by row; the texts say only what the form wants spoken of."""
    active = filed["active"]
    requests: dict[str, Any] = {}
    for place, row in zip(places_of_requests(), filed["requests"]["rows"].values(), strict=True):
        target = requests
        for above in place[:-1]:
            target = target.setdefault(above, {})
        target[place[-1]] = [str(number) for number in row]
    documents = {
        name: {
            f"本年{what}件数" if what != "现行有效" else "现行有效件数": str(active[name][what])
            for what in active[name]
        }
        for name in ("规章", "行政规范性文件")
    }
    return {
        "标题": f"宿迁市人民政府{year}年政府信息公开工作年度报告",
        "索引号": f"{CODE}/{year + 1}-00001",
        "发布日期": f"{year + 1}-03-20",
        "年度": str(year),
        "总体情况": TEXT,
        "主动公开": {
            **documents,
            **{name: str(active[name]) for name in ("行政许可", "行政处罚", "行政强制")},
            "行政事业性收费": active["行政事业性收费(万元)"],
        },
        "申请情况": requests,
        "复议诉讼": {
            alias_of(Disputes, name): [
                str(number) for number in filed["review_and_litigation"][alias_of(Disputes, name)]
            ]
            for name in Disputes.model_fields
        },
        "存在问题及改进": "见原文。",
        "信息处理费": "未收取",
        "其他报告事项": "见原文。",
    }


def next_year(entry: dict[str, Any]) -> dict[str, Any]:
    """A report for the following year that takes up what this one carries over, and otherwise had a quiet year."""
    after = deepcopy(entry)
    year = int(entry["年度"]) + 1
    handed = entry["申请情况"]["结转下年度继续办理"]
    zeros = ["0"] * len(handed)
    for rows in (after["申请情况"], *(group for group in after["申请情况"].values() if isinstance(group, dict))):
        rows.update({name: list(zeros) for name, row in rows.items() if isinstance(row, list)})
    for name in ("上年结转政府信息公开申请数量", "予以公开", "总计"):
        after["申请情况"][name] = list(handed)
    for documents in (after["主动公开"]["规章"], after["主动公开"]["行政规范性文件"]):
        documents.update({"本年制发件数": "0", "本年废止件数": "0"})
    return after | {
        "标题": f"宿迁市人民政府{year}年政府信息公开工作年度报告",
        "索引号": f"{CODE}/{year + 1}-00001",
        "发布日期": f"{year + 1}-03-20",
        "年度": str(year),
    }


def write_site(project: Path, root: Path, *entries: dict[str, Any]) -> None:
    """A site of the project's own templates and vocabulary, with the city as its only organ."""
    for name in ("content", "overrides", "hooks", "catalogue/vocabulary"):
        shutil.copytree(project / name, root / name, ignore=shutil.ignore_patterns("__pycache__"), dirs_exist_ok=True)
    shutil.copyfile(project / "mkdocs.yml", root / "mkdocs.yml")
    organ = {"标识": ORGAN, "代码": CODE, "名称": "宿迁市人民政府", "简称": "市政府", "层级": "市", "类型": "政府"}
    write_file(root, "catalogue/vocabulary/organs.yml", as_yaml({"机构": [organ]}))
    for entry in entries:
        write_file(root, file_of(entry), as_yaml(entry))


def file_of(entry: dict[str, Any]) -> str:
    """Where an entry lies."""
    return f"catalogue/{ORGAN}/{AnnualReport.slug}/{entry['索引号'].partition('/')[2]}.yml"
