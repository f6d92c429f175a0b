"""What the rules of accounts know, as data for the form page: the official tables and the declared sums."""

from __future__ import annotations

from typing import Any

from disclosure.kinds.accounts import SPELLINGS, Accounts, Expense, Row, ThreePublicExpenses
from disclosure.kinds.base import alias_of
from disclosure.rules.accounts import blocks, debt, identities, publication, sums, three_public, totals
from disclosure.rules.accounts.codes import FORMS, PARTS
from disclosure.rules.accounts.figures import AMOUNTS
from disclosure.rules.accounts.identities import Cell, Identity
from disclosure.rules.accounts.tables import ANY, SHOWN_ELSEWHERE
from disclosure.vocabulary.accounts import DEPTHS, AccountsFile

Json = dict[str, Any]


def account_words(words: AccountsFile) -> Json:
    """The vocabulary of accounts and what the rules add to it."""
    return {
        "tolerance": f"{words.tolerance}",
        "totals": words.total_by_name,
        "debt": {name: [name, *others] for name, others in words.debt.items()},
        "classes": {one.scheme: {"closed": bool(one.closed), "names": dict(one.names)} for one in words.classes},
        "forms": [
            {"kind": form.kind, "scopes": list(form.scopes), "tables": [_table(table) for table in form.tables]}
            for form in words.forms
        ],
        "depths": list(DEPTHS),
        "codeForms": {scheme: said for scheme, (_, said) in FORMS.items()},
        "amounts": _columns(AMOUNTS),
        "most": sums.MOST,
        **_sums(),
        **_others(),
    }


def _columns(attributes: tuple[str, ...]) -> list[str]:
    return [alias_of(Row, name) for name in attributes]


def _table(table: Any) -> Json:  # noqa: ANN401 - a Table
    return {
        "slug": table.slug,
        "name": table.name,
        "names": list(table.names),
        "scheme": table.scheme,
        "depth": table.depth or "",
        "columns": [*table.columns, *table.more_columns],
        "needed": list(table.needed_rows),
        "omissible": bool(table.omissible),
        "nothing": table.nothing,
    }


def _sums() -> Json:
    return {
        "totalWords": totals.TOTAL_WORDS,
        "codeWords": totals.CODE_WORDS,
        "carriedWords": totals.CARRIED_WORDS,
        "ownRules": sorted(totals.OWN_RULES),
        "columnSums": [[alias_of(Row, whole), _columns(parts)] for whole, parts in totals.COLUMNS],
        "funds": _columns(totals.FUNDS),
        "twoSided": [list(pair) for pair in identities.TWO_SIDED],
        "rowsAndColumns": [_identity(one) for one in identities.ROWS_AND_COLUMNS],
        "between": [_identity(one) for one in identities.BETWEEN],
        "basic": [_identity(one) for one in identities.BASIC],
        "year": _columns(identities.YEAR),
        "personnel": list(identities.PERSONNEL),
        "personnelWords": identities.PERSONNEL_WORDS,
        "runningWords": identities.RUNNING_WORDS,
        "several": identities.SEVERAL,
        "single": identities.SINGLE,
        "parts": [list(pair) for pair in PARTS],
    }


def _identity(one: Identity) -> Json:
    return {"whole": _cell(one.whole), "parts": [_cell(part) for part in one.parts], "words": one.words}


def _cell(cell: Cell) -> Json:
    return {"table": cell.table, "row": cell.row, "columns": _columns(cell.columns)}


def _others() -> Json:
    three = ThreePublicExpenses
    return {
        "shownElsewhere": {slug: [list(cell) for cell in cells] for slug, cells in SHOWN_ELSEWHERE.items()},
        "any": _columns(ANY),
        "expenses": [alias_of(Expense, name) for name in Expense.model_fields],
        "spellings": SPELLINGS,
        "counted": [[alias_of(three, item), alias_of(three, count)] for item, count, _ in three_public.COUNTED],
        "items": three_public.ITEMS,
        "carWords": three_public.CARS,
        "tabled": three_public.TABLED,
        "balance": debt.BALANCE,
        "procured": blocks.PROCURED,
        "changed": blocks.CHANGED,
        "limits": publication.LIMITS,
        "toExplain": {
            scope: [[matter, alias_of(Accounts, name) if name else ""] for matter, name in matters]
            for scope, matters in publication.TO_EXPLAIN.items()
        },
    }
