"""What of the rules is data: the form page applies it in the browser as the rules do here."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from disclosure.fields import Model
from disclosure.kinds import Entry, ServiceGuide, StandardCatalogue
from disclosure.kinds.annual_report import APPLICANTS, OUTCOMES, Disputes, Requests, form_places
from disclosure.kinds.base import PROOFS, REVIEWS, alias_of, markdown_fields
from disclosure.kinds.decisions import CODE_WORDS, DOUBLE, Decisions
from disclosure.kinds.power_list import STATES
from disclosure.rules.dates import FIRST_DAY, PAST
from disclosure.rules.emergency_plans import CONTENTS, FEWEST_HEADINGS
from disclosure.rules.fines import DIGIT, STEP
from disclosure.rules.personal import PERMIT, WATCHED
from disclosure.rules.projects import DATED_KINDS, ELSEWHERE, HAPPENED
from disclosure.rules.register import RULES_OF
from disclosure.rules.reports.text import ACCOUNTABILITY, FORM_OF, THEMES
from disclosure.rules.stages import periods_of


def form_rules(kind: type[Entry], claimed: Collection[str]) -> dict[str, Any]:
    """What the rules know of a kind: fields needed because of another, periods, days past, what is looked at.

    `claimed` are the rules that the form looks at; those of the kind that it leaves to the check are named.
    """
    return {
        "needs": [
            {
                "field": alias_of(kind, need.attribute),
                "values": list(need.values),
                "needed": [alias_of(kind, name) for name in need.needed],
            }
            for need in kind.needs
        ],
        "periods": [[alias_of(kind, name) for name in pair] for pair in periods_of(kind)],
        "watched": issubclass(kind, WATCHED),
        "happened": [info.alias for info in kind.model_fields.values() if info.alias in PAST],
        "happenedInside": sorted(HAPPENED) if issubclass(kind, DATED_KINDS) else [],
        "sortedBy": alias_of(kind, kind.sorted_by) if kind.sorted_by else "",
        "markdown": [alias_of(kind, name) for name in markdown_fields(kind)],
        "relations": [
            {"field": alias_of(kind, relation.attribute), "named": relation.free_text} for relation in kind.relations
        ],
        "later": [
            rule.id
            for of, rules in RULES_OF.items()
            for rule in dict.fromkeys(rules)
            if issubclass(kind, of) and rule.id not in claimed
        ],
        "decisions": issubclass(kind, Decisions),
        "standards": issubclass(kind, StandardCatalogue),
    }


def permit_fields(model: type[Model]) -> list[str]:
    """Of a group with a number that is not searched for identity numbers: its field, the one that decides, the word."""
    number, name, word = PERMIT
    fields = model.model_fields
    return [alias_of(model, number), alias_of(model, name), word] if number in fields and name in fields else []


def rule_words() -> dict[str, Any]:
    """What the rules know of all kinds."""
    return {
        "firstDay": FIRST_DAY.isoformat(),
        "elsewhere": sorted(ELSEWHERE),
        "reviews": [list(REVIEWS), list(PROOFS)],
        "report": {
            "applicants": list(APPLICANTS),
            "outcomes": list(OUTCOMES),
            "requests": _rows(Requests),
            "disputes": _rows(Disputes),
            "themes": {name: list(words) for name, words in THEMES.items()},
            "accountability": {name: list(words) for name, words in ACCOUNTABILITY.items()},
            "formOf": FORM_OF,
        },
        "planContents": {
            "words": {name: list(words) for name, words in CONTENTS.items()},
            "fewest": FEWEST_HEADINGS,
        },
        "keyElements": [alias_of(ServiceGuide, name) for name in ServiceGuide.KEY_ELEMENTS],
        "powerStates": sorted(STATES),
        "persons": {"double": sorted(DOUBLE), "codes": list(CODE_WORDS)},
        "chineseNumbers": {"digits": DIGIT, "steps": STEP},
    }


def _rows(table: type[Model]) -> list[dict[str, Any]]:
    """The rows of a table of the annual report: where each stands, its group and its heading."""
    return [{"loc": list(loc), "group": group, "label": label} for _, loc, group, label in form_places(table)]
