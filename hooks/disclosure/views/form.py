"""What the form page knows: the fields of all kinds, the words of the vocabulary, the sentences of the check.

All of it is plain data (JSON). Nothing is said in the browser that the program does not say.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import PurePosixPath
from typing import Any, cast

from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from disclosure.catalogue import Catalogue
from disclosure.editing import field_order
from disclosure.fields import SPELLINGS, Described, Model, described, wording
from disclosure.fields.codes import LETTERS
from disclosure.kinds import KINDS, Entry, Withdrawn
from disclosure.problem import PATTERNS, RULES, SENTENCES, sentence
from disclosure.rules.form import form_rules, permit_fields
from disclosure.source.characters import NAMES, SORTS
from disclosure.views.form_words import form_words
from disclosure.vocabulary import Vocabulary

CLAIMED = (
    *("missing-field", "unknown-field", "wrong-shape", "blank-text", "blank-cell"),
    *("bad-date", "bad-count", "bad-amount", "bad-year", "bad-code", "bad-link", "bad-figure", "bad-period"),
    *("bad-social-code", "bad-identity-number", "unknown-term", "stage-fields-missing", "period-reversed"),
    *("unknown-organ", "unknown-issuer", "unknown-category", "unknown-topic", "unknown-validity", "withheld-entry"),
    *("date-in-future", "published-before-issued", "effective-before-issued", "expires-before-effective"),
    *("corrected-before-published", "published-late", "validity-outdated", "pending-without-date"),
    *("bad-index-number", "unknown-index-code", "index-number-year", "bad-document-number", "number-year-mismatch"),
    *("identity-number", "mobile-number", "bad-body-link", "html-in-body", "category-against-field"),
    *("bad-attachment-name", "duplicate-item", "bad-item-code"),
    *("fee-without-standard", "fee-stop-unexplained", "fee-dates-reversed", "fee-state-outdated"),
    *("inspection-counts", "inspection-table-counts", "inspection-unhandled", "rectified-over-failed"),
    *("quota-sum", "duplicate-position", "exam-number-unmasked", "publicity-too-short"),
    *("decision-consultation-short", "consultation-short", "consultation-without-draft"),
    *("opinions-do-not-add-up", "rejection-unexplained"),
    *("level-colour-mismatch", "alert-title-level", "level-not-graded", "alert-without-level"),
    *("published-before-announced", "plan-level-order", "plan-without-phone"),
    *("plan-filed-before-printed", "plan-filed-late", "procurement-dates-reversed", "award-over-budget"),
    *("supplier-amounts-disagree", "award-late", "bid-time-short", "bad-project-code", "progress-out-of-order"),
    *("period-out-of-order", "period-gap", "figure-missing"),
    *("construction-before-approval", "investment-beyond-total", "project-state-contradicted"),
    *("guide-elements-missing", "guide-impractical", "bad-time-limit", "promise-exceeds-statute"),
    *("instant-with-days", "fee-without-basis", "free-with-price", "material-vague", "sample-not-attached"),
    *("bad-service-phone", "bad-service-hours", "plan-period-reversed", "plan-state-outdated"),
    *("plan-approval-missing", "indicator-without-target", "duties-missing", "discretion-missing"),
    *("code-letter-mismatch", "adjustment-unexplained", "standard-row-repeated", "audience-unnamed"),
    *("decision-late", "decision-dates-reversed", "penalty-type-contradicted", "withdrawal-late"),
    *("applicants-not-adding", "outcomes-not-adding", "requests-unbalanced", "disputes-not-adding"),
    *("negative-fee", "handling-fee-mismatch", "overview-incomplete", "assessment-unstated"),
    *("handling-fee-unstated", "report-year-mismatch", "early-form-outdated"),
    *("procurement-not-sum", "procurement-share-wrong", "running-cost-change-wrong", "running-cost-over-basic"),
    *("vehicles-not-sum", "score-out-of-range", "bad-account-code", "unknown-account-class"),
    *("account-name-mismatch", "account-code-out-of-place", "account-too-coarse", "negative-amount"),
    *("part-over-whole", "debt-balance-broken", "debt-over-limit", "final-sides-unequal", "budget-sides-unequal"),
    *("basic-not-personnel-and-running", "personnel-or-running-not-sum", "tables-disagree"),
    *("basic-spending-disagrees", "accounts-published-late", "matter-not-explained"),
    *("government-accounts-elsewhere", "missing-account-table", "unknown-account-table"),
    *("account-tables-out-of-order", "unknown-account-column", "missing-total-row", "duplicate-account-row"),
    *("empty-account-table", "three-public-not-sum", "car-cost-not-sum", "three-public-disagrees"),
    *("three-public-count-mismatch", "three-public-missing", "year-income-not-sum", "income-total-not-sum"),
    *("spending-total-not-sum", "year-spending-not-sum", "table-total-not-sum", "code-not-sum-of-parts"),
    *("row-not-sum-of-columns", "appropriation-not-sum-of-funds", "carry-over-broken"),
    *("bad-flow-limit", "decision-party-contradicted", "fine-contradicted"),
    *("self-reference", "report-before-year-end", "report-late", "placeholder-left", "placeholder-suspected"),
    *("channels-not-adding", "answers-not-adding", "answers-exceed-requests", "share-mismatch"),
    *("shares-exceed-whole", "plan-evaluation-due", "plan-contents-missing", "adjustment-contradicted"),
    *("unknown-flow-step", "unreachable-flow-step", "flow-without-end", "flow-condition-missing"),
    *("review-missing", "review-refused", "review-after-publication", "review-by-one-person", "review-out-of-order"),
)
"""The rules that the form page checks as one types. What it says of them is what `check` says, word by word."""

TWICE_IN_FORM = sentence("duplicate-key.row", "有两行是这个名称", "请只留一行")
SCRIPTS = ("base", "values", "check", "rules", "matters", "services", "reports", "accounts")
"""The scripts that check, in the order in which they run, after the data."""

Json = dict[str, Any]


def form_data(catalogue: Catalogue) -> Json:
    """All that the scripts of the form page need, as JSON."""
    words = catalogue.vocabulary
    groups = _Groups(words)
    kinds = [_kind(kind, groups, words) for kind in KINDS.values()]
    withdrawn = groups.number(Withdrawn)
    return {
        "kinds": kinds,
        "withdrawn": withdrawn,
        "groups": list(groups.described()),
        "words": form_words(words, browser_pattern),
        "used": used_serials(catalogue),
        "host": _host(words),
        "claimed": {rule: RULES[rule].severity for rule in CLAIMED},
        "requires": {rule: RULES[rule].requires for rule in sorted({one for kind in kinds for one in kind["later"]})},
        "exemptable": sorted(rule.id for rule in RULES.values() if rule.exemptable),
        "sentences": {name: [said.what, said.mend] for name, said in SENTENCES.items()},
        "patterns": {name: browser_pattern(pattern) for name, pattern in PATTERNS.items()},
        "spellings": {
            name: {
                "rule": spelling.rule,
                "pattern": browser_pattern(spelling.pattern),
                "what": spelling.what,
                "mend": spelling.mend,
                "drop": spelling.drop,
            }
            for name, spelling in SPELLINGS.items()
        },
        "letters": LETTERS,
        "characters": {f"{code:04X}": name for code, name in NAMES.items()} | SORTS,
    }


def _host(words: Vocabulary) -> Json | None:
    host = words.site.form_host
    return {"service": host.service, "address": host.repository, "branch": host.branch} if host else None


def browser_pattern(pattern: str) -> str:
    """A pattern as JavaScript writes it: the names of groups are written otherwise, some escapes are none there."""
    plain = _NEEDLESS.sub(r"\1", _LONG.sub(r"\\u{\1}", pattern.replace("(?P<", "(?<")))
    return "".join(
        sign if " " <= sign <= "~" or "\u4e00" <= sign <= "\u9fff" else f"\\u{{{ord(sign):x}}}" for sign in plain
    )


class _Groups:
    """Numbers the groups of fields in the order in which they are met and describes each once."""

    def __init__(self, words: Vocabulary) -> None:
        self._words = words
        self._numbers: dict[type[Model], int] = {}

    def number(self, model: type[Model]) -> int:
        return self._numbers.setdefault(model, len(self._numbers))

    def described(self) -> Iterator[Json]:
        done = 0
        while done < len(self._numbers):
            yield self._group(list(self._numbers)[done])
            done += 1

    def _group(self, model: type[Model]) -> Json:
        infos = {info.alias or name: info for name, info in model.model_fields.items()}
        names = {info.alias or name: name for name, info in model.model_fields.items()}
        group: Json = {"fields": [self._field(name, infos[name]) for name in field_order(model)]}
        if model.twin:
            group["twin"] = model.twin
        if model.spelled:
            group["spelled"] = dict(model.spelled)
        if permit := permit_fields(model):
            group["permit"] = permit
        if "adjustments" in model.model_fields:
            group["changes"] = True
        if issubclass(model, Entry):
            group |= {"known": list(infos), "attributes": {names[name]: name for name in infos}}
        return group

    def _field(self, name: str, info: FieldInfo) -> Json:
        said = wording(info)
        example = str((info.examples or [""])[0])
        value: Described = described(info, self.number)
        field: Json = {"name": name, "about": info.description or "", "shape": said.shape, "value": value}
        if not example.startswith("见"):
            field["example"] = example
        if cast("object", info.default) is PydanticUndefined and info.default_factory is None:
            field["required"] = True
        if offered := self._offered(name, said.list_name, said.values):
            field["offered"] = offered
        return field

    def _offered(self, name: str, list_name: str, values: tuple[str, ...]) -> str | list[str]:
        """The name of the list from which the value is chosen, or the fixed values themselves."""
        return list_name or (name if name in _OFFERED else "") or list(values)


_OFFERED = ("公开机构", "公开类别", "主题分类", "有效性", "发文机关")
"""Fields whose values the vocabulary gives otherwise than in terms.yml."""


def _kind(kind: type[Entry], groups: _Groups, words: Vocabulary) -> Json:
    category = words.category_of_kind.get(kind.slug)
    return {
        "slug": kind.slug,
        "label": kind.label,
        "about": kind.about,
        "group": groups.number(kind),
        "category": category.name if category else "",
        **form_rules(kind, CLAIMED),
    }


_READABLE = re.compile(r"[ -~\u4e00-\u9fff]")
_LONG = re.compile(r"\\U([0-9a-fA-F]{8})")
_NEEDLESS = re.compile(r"\\([\"'#&~@%!,:;=<>_ ]|-(?![^\[]*\]))")
"""Escapes that `re.escape` writes and JavaScript refuses; before a hyphen in brackets it is needed."""
_SERIAL = re.compile(r"(\d{4})-(\d+)", re.ASCII)


def used_serials(catalogue: Catalogue) -> dict[str, dict[str, str]]:
    """The serials that an organ has used, by its folder and the year, as `1-57,60`: of numbers and of names of files.

    A serial that any file of the organ bears is passed over, so that a new one is free for every kind.
    """
    form = catalogue.vocabulary.site.index_format
    slug_of = {organ.code: organ.slug for organ in catalogue.vocabulary.organs}
    used: defaultdict[str, defaultdict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for number, path in catalogue.records:
        if found := form.pattern.fullmatch(number):
            used[slug_of.get(found["code"], "")][found["year"]].add(int(found["serial"]))
        if named := _SERIAL.fullmatch(PurePosixPath(path).stem):
            used[path.split("/")[1]][named[1]].add(int(named[2]))
    return {
        slug: {year: ranges(serials) for year, serials in sorted(years.items())}
        for slug, years in sorted(used.items())
        if slug
    }


_NONE = -9
"""No serial, nor next to one."""


def ranges(numbers: set[int]) -> str:
    """Numbers as `1-3,7`."""
    ordered = sorted(numbers)
    starts = [number for before, number in pairwise([_NONE, *ordered]) if number != before + 1]
    ends = [number for number, after in pairwise([*ordered, _NONE]) if after != number + 1]
    return ",".join(str(start) if start == end else f"{start}-{end}" for start, end in zip(starts, ends, strict=True))
