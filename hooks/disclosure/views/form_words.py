"""What the form page knows of the vocabulary: the lists from which one chooses, and what the rules look up."""

from __future__ import annotations

from typing import Any

from disclosure.kinds import KINDS
from disclosure.rules.accounts.form import account_words
from disclosure.rules.form import rule_words
from disclosure.vocabulary import Vocabulary
from disclosure.vocabulary.reviews import NEEDED

Json = dict[str, Any]


def form_words(words: Vocabulary, browser_pattern: Any) -> Json:  # noqa: ANN401 - a function
    """The vocabulary as JSON; `browser_pattern` writes a pattern as JavaScript does."""
    form = words.site.index_format
    return {
        "organs": [
            {"slug": organ.slug, "name": organ.name, "short": organ.short, "code": organ.code, "level": organ.level}
            | ({"isFinance": True} if organ.is_finance else {})
            for organ in words.organs
        ],
        "organNames": {name: organ.slug for name, organ in words.organ_by_name.items()},
        "lists": _lists(words),
        "index": {
            "template": form.template,
            "digits": form.digits,
            "pattern": browser_pattern(form.pattern.pattern),
        },
        **_categories(words),
        **_calendar(words),
        **_validity(words),
        "review": _review(words),
        "serviceElements": words.site.service_line.elements,
        **rule_words(),
        "accounts": account_words(words.accounts),
    }


def _lists(words: Vocabulary) -> Json:
    return {
        **{name: list(values) for name, values in words.terms.items()},
        "公开机构": [organ.name for organ in words.organs],
        "公开类别": [item.name for item in words.categories.values() if not item.article],
        "主题分类": list(words.topic_paths),
        "有效性": list(words.validity_by_name),
        "发文机关": sorted(words.issuers),
    }


def _categories(words: Vocabulary) -> Json:
    by_value: dict[str, dict[str, str]] = {}
    for (kind, value), category in words.category_of_value.items():
        by_value.setdefault(kind, {})[value] = category.slug
    every = words.categories.values()
    names = {
        text: found.slug
        for item in every
        for text in (item.name, item.short, item.slug)
        if (found := words.category(text))
    }
    return {
        "categories": {
            item.slug: {"name": item.name, "short": item.short, **({"article": True} if item.article else {})}
            for item in every
        },
        "categoryNames": names,
        "categoryOfValue": by_value,
        "kindNames": [kind.label for kind in KINDS.values()],
    }


def _calendar(words: Vocabulary) -> Json:
    return {
        "limits": {
            limit.slug: {"amount": limit.amount, "unit": limit.unit, "basis": limit.basis} for limit in words.deadlines
        },
        "daysOff": sorted(day.isoformat() for day in words.days_off),
        "extraDays": sorted(day.isoformat() for day in words.extra_working_days),
    }


def _validity(words: Vocabulary) -> Json:
    states = {validity.name: validity.state for validity in words.validities}
    names: dict[str, str] = {}
    for name, state in states.items():
        names.setdefault(state, name)
    return {"validity": states, "stateNames": names}


def _review(words: Vocabulary) -> Json:
    records = words.site.review_records
    return {
        "secrecy": records.secrecy == NEEDED,
        "editing": records.editing == NEEDED,
        "since": records.since.isoformat() if records.since else "",
        "kinds": list(records.kinds),
        "agreed": list(records.agreed),
    }
