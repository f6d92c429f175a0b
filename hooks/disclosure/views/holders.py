"""Whose money it is: the accounts of one government, department or unit, year by year."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from disclosure.catalogue import Catalogue
from disclosure.kinds import Budget, FinalAccount
from disclosure.kinds.accounts import Accounts
from disclosure.vocabulary import Organ

GOVERNMENT, DEPARTMENT = "政府", "部门"


@dataclass(frozen=True, slots=True)
class Year:
    """The accounts of one holder for one year; of several of a sort, the one that was published last."""

    year: int
    budget: Budget | None = None
    final: FinalAccount | None = None


@dataclass(frozen=True)
class Holder:
    """A government, a department or a unit whose accounts are on the site."""

    organ: Organ
    scope: str
    """类型: 政府, 部门 or 单位."""
    name: str
    """For people: the short name of the organ, for a unit its full name."""
    years: tuple[Year, ...] = field(default=())
    """From the earliest to the latest."""
    key: tuple[str, str, str] = ("", "", "")
    """What `key_of` says of each of its accounts."""

    @property
    def summed(self) -> bool:
        """Whether its “三公”经费 count in the sum of the departments.

        The figures of a government are the sum of its departments, those of a unit are within its department's.
        """
        return self.scope == DEPARTMENT

    @property
    def below(self) -> bool:
        """Whether it stands below the governments where both are shown apart from the departments."""
        return self.scope != GOVERNMENT


def holders_of(catalogue: Catalogue) -> list[Holder]:
    """Every holder with its years, in the order of the organs, governments before departments before units."""
    found: defaultdict[tuple[str, str, str], dict[int, Year]] = defaultdict(dict)
    for entry in reversed(catalogue.newest_first):
        if isinstance(entry, Budget | FinalAccount):
            years = found[key_of(entry)]
            year = years.get(entry.year, Year(entry.year))
            years[entry.year] = _with(year, entry)
    organs = {organ.slug: place for place, organ in enumerate(catalogue.vocabulary.organs)}
    order = sorted(found, key=lambda key: (organs[key[0]], _rank(key[1]), key[1:]))
    return [_holder(catalogue, key, found[key]) for key in order]


def key_of(entry: Accounts) -> tuple[str, str, str]:
    """(organ, 类型, unit): accounts with the same key are those of one holder; an organ has units besides itself."""
    return entry.organ_slug, entry.scope_of_accounts, entry.unit or ""


def _with(year: Year, entry: Budget | FinalAccount) -> Year:
    if isinstance(entry, FinalAccount):
        return Year(year.year, year.budget, entry)
    return Year(year.year, entry, year.final)


def _rank(scope: str) -> int:
    return {GOVERNMENT: 0, DEPARTMENT: 1}.get(scope, 2)


def _holder(catalogue: Catalogue, key: tuple[str, str, str], years: dict[int, Year]) -> Holder:
    slug, scope, unit = key
    organ = catalogue.vocabulary.organ_by_slug[slug]
    name = unit or _name(catalogue, organ, scope)
    return Holder(organ, scope, name, tuple(years[year] for year in sorted(years)), key)


def _name(catalogue: Catalogue, organ: Organ, scope: str) -> str:
    """The name of a holder that is no unit with a name of its own.

    The accounts of a government are disclosed by its finance department or its office, so they bear the name of the
    region, those of a government of a lower level the name of its organ. An organ that discloses accounts of its own
    besides those of the whole department is called 本级.
    """
    if scope == DEPARTMENT:
        return organ.short
    if scope != GOVERNMENT:
        return f"{organ.short}（本级）"
    above = catalogue.vocabulary.organ_by_slug.get(organ.parent or "")
    return organ.short if above and above.level != organ.level else catalogue.vocabulary.site.region
