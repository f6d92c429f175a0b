"""双公示里的证件号码和自然人姓名：写进每一个可以写的栏目，生成的任何文件、检查的任何结果里都没有。"""

from __future__ import annotations

import pytest

from disclosure.cli.show import FORMATS
from disclosure.publication import check
from sites.index import opened
from sites.project import TODAY, Project

NUMBERS = ("990000198511230023", "990000199003070013", "990000197707010036", "E7654321098")
NAMES = ("钱保密", "孙守密", "慕容无名")
SECRETS = (*NUMBERS, *NAMES)
LICENCE = "czj/licence-decision/2026-00391.yml"
PENALTY = "czj/penalty-decision/2026-00392.yml"
LICENCES = f"""标题: 准予{NAMES[0]}从业的决定
索引号: 980000020/2026-00391
发布日期: 2026-05-13
内容概述: {NAMES[0]}的许可
主题词: [{NAMES[0]}]
正文: {NAMES[0]}可以来领证。
决定:
  - 行政相对人名称: {NAMES[0]}
    法定代表人: {NAMES[1]}
    法定代表人身份证号: "{NUMBERS[0]}"
    证件类型: 护照
    证件号码: {NUMBERS[3]}
    行政许可决定文书名称: 准予行政许可决定书
    行政许可决定文书号: 示许〔2026〕91号
    许可类别: 认可
    许可内容: 准予{NAMES[0]}从业
    许可决定日期: 2026-05-11
    许可机关: 测例县财政局
    当前状态: 有效
    备注: 由{NAMES[1]}代领
  - 行政相对人名称: 测例县示范餐饮有限公司
    行政相对人代码_1（统一社会信用代码）: 91000000MA0000001R
    法定代表人: 公示人
    法定代表人身份证号: {NUMBERS[2]}
    行政许可决定文书名称: 准予行政许可决定书
    行政许可决定文书号: 示许〔2026〕92号
    许可类别: 普通
    许可内容: 餐饮
    许可决定日期: 2026-05-11
    许可机关: 测例县财政局
    当前状态: 有效
"""
PENALTIES = f"""标题: 对{NAMES[2]}的处罚
索引号: 980000020/2026-00392
发布日期: 2026-05-13
救济途径: 可以申请行政复议
决定:
  - 行政相对人名称: {NAMES[2]}
    行政相对人类别: 自然人
    自然人证件类型: 身份证
    自然人证件号码: "{NUMBERS[1]}"
    法定代表人证件类型: 身份证
    法定代表人证件号码: "{NUMBERS[0]}"
    行政处罚决定书文号: 示罚〔2026〕91号
    违法行为类型: 无照经营
    违法事实: {NAMES[2]}没有办理执照
    处罚依据: 《无证无照经营查处办法》第十三条
    处罚类别: [警告]
    处罚内容: 对{NAMES[2]}给予警告
    处罚决定日期: 2026-05-11
    处罚机关: 测例县财政局
"""
DAMAGES = (
    # (file, what is written, what is written instead): each is a fault that a clerk makes
    (LICENCE, "许可类别: 认可", "许可类别: 特别"),
    (LICENCE, f'"{NUMBERS[0]}"', f'"{NUMBERS[0][:-1]}0"'),
    (LICENCE, f"证件号码: {NUMBERS[3]}", f"证件号码: {NUMBERS[3]} # 护照"),
    (LICENCE, f"证件号码: {NUMBERS[3]}", f"证件号码：{NUMBERS[3]}"),
    (LICENCE, f"证件号码: {NUMBERS[3]}", f"证件号码: [{NUMBERS[3]}]"),
    (LICENCE, f"证件号码: {NUMBERS[3]}", f"证件编号: {NUMBERS[3]}"),
    (LICENCE, f"证件号码: {NUMBERS[3]}", f"证件号码: {NUMBERS[3]}: 二"),
    (LICENCE, f"证件号码: {NUMBERS[3]}", f"\t证件号码: {NUMBERS[3]}"),
    (LICENCE, f"证件号码: {NUMBERS[3]}", f"证件号码: {NUMBERS[3]}\n    证件号码: {NUMBERS[3]}"),
    (
        LICENCE,
        "准予行政许可决定书\n    行政许可决定文书号: 示许〔2026〕91号",
        f"{NUMBERS[1]}\n    行政许可决定文书号: 无",
    ),
    (LICENCE, "91000000MA0000001R", NUMBERS[2]),
    (PENALTY, "没有办理执照", f"（{NUMBERS[1]}）没有办理执照"),
    (PENALTY, "自然人证件类型: 身份证", f"自然人证件类型: {NUMBERS[1]}"),
    (PENALTY, "处罚决定日期: 2026-05-11", f"处罚决定日期: {NUMBERS[1]}"),
    (PENALTY, "对慕容无名给予警告", f"罚款1元，{NUMBERS[1]}\n    罚款金额（万元）: {NUMBERS[1]}"),
    (PENALTY, "发布日期: 2026-05-13", f"发布日期: {NUMBERS[1]}"),
    (PENALTY, "索引号: 980000020/2026-00392", f"索引号: {NUMBERS[1]}"),
    (PENALTY, "警告]", f"{NUMBERS[1]}]"),
)


def leaks(text: str) -> list[str]:
    """The secrets in a text."""
    return [secret for secret in SECRETS if secret in text]


@pytest.fixture
def filled(project: Project) -> Project:
    """The small site with both sorts of decisions."""
    project.write(LICENCE, LICENCES)
    project.write(PENALTY, PENALTIES)
    return project


def test_nothing_that_is_made_shows_a_secret(filled: Project) -> None:
    """生成的每个文件，文件名和内容，都没有证件号码和自然人的全名。"""
    filled.build()
    tree = opened(filled.tree())
    found = {path: leaks(path + content.decode("utf-8", "replace")) for path, content in tree.items()}
    assert {path: secrets for path, secrets in found.items() if secrets} == {}
    page = tree["entry/980000020/2026-00392.html"].decode()
    assert "慕容某" in page
    assert "没有办理执照" in page
    assert "公示人" in tree["entry/980000020/2026-00391.html"].decode()


@pytest.mark.parametrize(("path", "old", "new"), DAMAGES, ids=map(str, range(len(DAMAGES))))
def test_no_result_of_a_check_shows_a_secret(filled: Project, path: str, old: str, new: str) -> None:
    """条目有错的时候，检查结果的三种写法里也没有；写错了一位的号码也没有。"""
    filled.edit(path, old, new)
    result = check(filled.root, TODAY, jobs=1)
    assert result.error_count
    mistyped = NUMBERS[0][:-1]
    for shown in FORMATS.values():
        text = shown(result)
        assert leaks(text) == []
        assert mistyped not in text
