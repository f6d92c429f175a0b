"""填报页的检查与 check 说同样的话：同样的条目，同样的规则、位置和文字。"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browser.form_cases import (
    Sample,
    example_samples,
    load_scripts,
    own_vocabularies,
    rule_samples,
    said_by_form,
    said_by_program,
    vocabulary,
)
from browser.form_mutations import odd_accounts, odd_entries
from disclosure.views.form import CLAIMED
from disclosure.vocabulary import Vocabulary
from rules.cases import BASE
from sites.project import ROOT

pytestmark = pytest.mark.browser


def differences(browser: Browser, words: Vocabulary, samples: list[Sample]) -> tuple[list[str], set[str]]:
    """Where the form says other things than the program, and the rules of which both spoke."""
    page = browser.new_page()
    load_scripts(page, words)
    wrong: list[str] = []
    spoken: set[str] = set()
    for sample, found in zip(samples, said_by_form(page, samples), strict=True):
        wanted = said_by_program(sample, words)
        wrong += [f"{sample.name} 少说：{one}" for one in sorted(map(str, wanted - found))]
        wrong += [f"{sample.name} 多说：{one}" for one in sorted(map(str, found - wanted))]
        spoken |= {rule for rule, *_ in wanted}
    page.close()
    return wrong, spoken


def test_cases_of_all_rules(browser: Browser, tmp_path: Path) -> None:
    """各条规则的正例反例，填报页与 check 说得一字不差；认领的规则都说过话。"""
    samples = list(rule_samples())
    wrong, spoken = differences(browser, vocabulary(BASE), samples)
    for words, own in own_vocabularies(tmp_path):
        more, also = differences(browser, words, own)
        wrong += more
        spoken |= also
    assert "\n".join(wrong) == ""
    assert len(samples) > 600
    assert sorted(set(CLAIMED) - spoken) == []


def test_examples_and_demo(browser: Browser) -> None:
    """手册的例子、演示的全部条目，也是一样。"""
    samples = list(example_samples())
    wrong, _ = differences(browser, vocabulary(ROOT), samples)
    assert "\n".join(wrong) == ""
    assert len(samples) > 250


def test_odd_values(browser: Browser) -> None:
    """在各种类的例子里随手填四千处怪值：填报页与 check 说得一字不差。"""
    examples = [sample for sample in example_samples() if sample.name.endswith("/good.yml")]
    changed = odd_entries([sample.data for sample in examples], 4000)
    samples = [replace(examples[which], data=data, name=f"{examples[which].kind} {data}") for which, data in changed]
    wrong, spoken = differences(browser, vocabulary(ROOT), samples)
    assert "\n".join(wrong) == ""
    assert len(spoken) > 20


def test_odd_accounts(browser: Browser) -> None:
    """把预算、决算的数、行、表改乱五百次：各表的勾稽关系，填报页与 check 说得一字不差。"""
    accounts = [one for one in example_samples() if one.kind in {"budget", "final-account"} and "bad" not in one.name]
    changed = odd_accounts([sample.data for sample in accounts], 500)
    samples = [
        replace(accounts[which], data=data, name=f"{accounts[which].name} {n}")
        for n, (which, data) in enumerate(changed)
    ]
    wrong, spoken = differences(browser, vocabulary(ROOT), samples)
    assert "\n".join(wrong) == ""
    assert len(spoken) > 30
