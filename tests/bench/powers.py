"""Writes a site with the powers of a whole county: 39 organs, 1,119 full powers, the same at every run.

The numbers are those that a county published in 2016; every text is made up here. Lists that do not fit into one file
are written in parts, and every third organ has an older list too.

python tests/bench/powers.py --out DIR
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

sys.path[:0] = [str(Path(__file__).resolve().parents[1])]

from bench.generate import provide  # noqa: E402 - after the path is set

ORGANS, POWERS, PART = 39, 1119, 80
SEED = 20161119
TYPES = (
    ("A", "行政许可", 18),
    ("B", "行政处罚", 52),
    ("C", "行政强制", 6),
    ("D", "行政征收", 2),
    ("E", "行政给付", 3),
    ("F", "行政检查", 8),
    ("G", "行政确认", 4),
    ("H", "行政奖励", 2),
    ("J", "行政裁决", 1),
    ("K", "其他类别", 4),
)
"""Letter, name, share in a hundred."""
FIELDS = ("公共场所", "特种设备", "建设工程", "农药经营", "道路运输", "医疗机构", "排放污染物", "户外广告", "粮食收购")
ACTS = ("未按照规定备案", "未取得许可擅自经营", "拒绝接受监督检查", "提供虚假材料", "未建立台账", "超出核定范围")


def sizes() -> list[int]:
    """How many powers each organ has: a few large ones, many small ones, 1,119 in all."""
    weights = [1 / (number + 2) ** 0.9 for number in range(ORGANS)]
    found = [max(3, int(POWERS * weight / sum(weights))) for weight in weights]
    found[0] += POWERS - sum(found)
    return found


def power(chance: random.Random, number: int, organ: str) -> dict[str, Any]:
    """One full power of some 2 KB, with a flow that branches and comes back."""
    letter, type_name, _ = chance.choices(TYPES, [share for *_, share in TYPES])[0]
    field, act = chance.choice(FIELDS), chance.choice(ACTS)
    name = f"对{field}{act}行为的处罚" if letter == "B" else f"{field}{type_name.removeprefix('行政')}（第{number}项）"
    law = f"《{field}管理条例》（国务院令第{chance.randint(100, 799)}号）第{chance.randint(3, 80)}条"
    found = {
        "职权编码": f"{organ[-2:]}00-{letter}-{number:05}",
        "职权名称": name,
        "职权类型": type_name,
        "子项": [
            {"名称": f"{field}{text}", "编码": f"{number}-{place}"} for place, text in enumerate(("新办", "变更"), 1)
        ],
        "设定依据": [law, f"《示例省{field}管理办法》第{chance.randint(3, 60)}条"],
        "实施主体": f"示例县第{organ[-2:]}局",
        "承办机构": chance.choice(("行政审批股", "综合执法大队", "监督管理股")),
        "责任事项": [
            f"{step}责任：{text}"
            for step, text in (
                ("受理", "公示应当提交的材料，材料不齐全的一次性告知需要补正的全部内容。"),
                ("审查", "对材料的实质内容进行核实，需要现场核查的由两名以上工作人员进行。"),
                ("决定", "在法定期限内作出决定，不予批准的说明理由并告知救济途径。"),
                ("送达", "制作文书，在规定期限内送达当事人，并依法公开结果。"),
                ("事后监管", "开展随机抽查和跟踪检查，依法处理发现的问题。"),
            )
        ],
        "责任事项依据": ["《中华人民共和国行政许可法》第三十条、第三十二条、第三十四条"],
        "追责情形": ["对符合条件的申请不予受理的。", "未在法定期限内作出决定的。", "在办理过程中索取、收受财物的。"],
        "追责依据": ["《中华人民共和国公职人员政务处分法》第三十九条"],
        "行使层级": "县级",
        "监督电话": f"0000-{number:07}",
        "流程": penalty_flow(chance) if letter == "B" else licence_flow(chance),
    }
    if letter == "B":
        found["裁量基准"] = [
            {"阶次": grade, "情形": f"{act}，{case}的", "幅度": f"处{amount}罚款"}
            for grade, case, amount in (
                ("从轻", "初次发生并及时改正", "一千元以上三千元以下"),
                ("一般", "造成一定影响", "三千元以上一万元以下"),
                ("从重", "拒不改正或者造成严重后果", "一万元以上三万元以下"),
            )
        ]
    if chance.random() < 0.4:
        day = f"20{chance.randint(16, 25)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        found["变更"] = [
            {"日期": day, "方式": chance.choice(("新增", "取消", "下放", "变更")), "原因": "设定依据已经修改"}
        ]
    return found


def licence_flow(chance: random.Random) -> list[Any]:
    """Asking, completing, examining, deciding."""
    days = chance.randint(1, 20)
    return [
        "申请",
        {"环节": "受理", "办理": "政务服务窗口", "时限": "1个工作日", "去向": [
            {"条件": "材料齐全的", "到": "审查"},
            {"条件": "需要补正的", "到": "告知补正"},
            {"条件": "不属于职权范围的", "到": "结束"},
        ]},
        {"环节": "告知补正", "时限": "5个工作日", "去向": ["受理"]},
        {"环节": "审查", "办理": "承办股室", "时限": f"{days}个工作日"},
        {"环节": "决定", "办理": "分管负责人", "去向": [
            {"条件": "准予的", "到": "制证送达"}, {"条件": "不予的", "到": "结束"},
        ]},
        {"环节": "制证送达", "时限": "2个工作日"},
    ]  # fmt: skip


def penalty_flow(chance: random.Random) -> list[Any]:
    """Filing, inquiring, hearing, deciding, executing."""
    return [
        {"环节": "立案", "时限": f"{chance.randint(5, 15)}日"},
        {"环节": "调查取证", "办理": "两名以上执法人员"},
        {"环节": "审理", "办理": "法制机构", "去向": [
            {"条件": "事实清楚的", "到": "告知"},
            {"条件": "事实不清的", "到": "调查取证"},
            {"条件": "不构成违法的", "到": "结束"},
        ]},
        {"环节": "告知", "去向": [{"条件": "要求听证的", "到": "听证"}, {"条件": "不要求的", "到": "决定"}]},
        {"环节": "听证", "时限": "20日"},
        {"环节": "决定", "时限": "90日"},
        {"环节": "送达", "时限": "7日"},
        "执行",
    ]  # fmt: skip


def lists() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every list, by its file below catalogue/."""
    chance = random.Random(SEED)  # noqa: S311 - made-up texts
    for number, size in enumerate(sizes(), 1):
        organ = f"organ-{number:02}"
        powers = [power(chance, place, organ) for place in range(1, size + 1)]
        for year in (2025, 2026) if number % 3 == 0 else (2026,):
            for part, start in enumerate(range(0, size, PART), 1):
                serial = f"{year}-{part:05}"
                data: dict[str, Any] = {
                    "标题": f"示例县第{number:02}局权责清单（{year}年版）",
                    "索引号": f"9900{number:02}000/{serial}",
                    "发布日期": f"{year}-03-20",
                    "版本": f"{year}年版",
                    "分册": f"第{part}册",
                    "事项": powers[start : start + PART],
                }
                yield f"{organ}/power-list/{serial}.yml", data


def write_county(out: Path) -> int:
    """Write a whole site root; returns how many files of lists."""
    shutil.rmtree(out / "catalogue", ignore_errors=True)
    provide(out)
    organs = [
        {
            "标识": f"organ-{number:02}",
            "代码": f"9900{number:02}000",
            "名称": f"示例县第{number:02}局",
            "简称": f"第{number:02}局",
            "层级": "县",
            "类型": "政府部门",
        }
        for number in range(1, ORGANS + 1)
    ]
    _write(out / "catalogue/vocabulary/organs.yml", {"机构": organs})
    count = 0
    for count, (name, data) in enumerate(lists(), 1):  # noqa: B007 - the last number is the count
        _write(out / "catalogue" / name, data)
    return count


def _write(path: Path, data: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=10_000)
    path.write_text(text, encoding="utf-8", newline="\n")


def main() -> None:
    """Read the arguments and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    sys.stdout.write(f"{write_county(options.out)} lists in {options.out}\n")


if __name__ == "__main__":
    main()
