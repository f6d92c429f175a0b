"""The same entries through the program and through the scripts of the form page: what each says of them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from playwright.sync_api import Page
from pydantic import ValidationError

from disclosure.catalogue import Catalogue
from disclosure.fields import explain
from disclosure.kinds import KINDS, Withdrawn
from disclosure.problem import RULES, Problem
from disclosure.rules import Context, inspect_entry, settle
from disclosure.rules.numbers import bad_index_number
from disclosure.source import Data, read
from disclosure.views.form import CLAIMED, SCRIPTS, form_data
from disclosure.vocabulary import Vocabulary, load
from rules.cases import BASE, FOLDER, find_cases
from sites.project import ROOT, TODAY

FOLDER_OF_SCRIPTS = ROOT / "overrides/assets/form"
EXAMPLES = ROOT / "catalogue/.examples"
Said = tuple[str, tuple[str | int, ...], str, str]
"""Rule, place, sentence, severity."""


@dataclass(frozen=True)
class Sample:
    """One entry with where it stands."""

    name: str
    organ: str
    kind: str
    data: dict[str, Data]
    today: date


def vocabulary(root: Path) -> Vocabulary:
    """The vocabulary of a site."""
    words, problems = load(root)
    assert words, problems
    return words


def rule_samples() -> Iterator[Sample]:
    """The entries of the cases of all rules, but for those with a vocabulary of their own, and of the base itself."""
    for path in sorted(BASE.rglob("2024-*.yml")):
        yield from _sample(path, BASE, "_base", TODAY)
    for case in find_cases():
        if any(path.as_posix().startswith("catalogue/vocabulary/") for path in case.files):
            continue
        for path in case.files:
            if path.suffix == ".yml":
                yield from _sample(case.folder / path, case.folder, case.name, case.today)


def own_vocabularies(folder: Path) -> Iterator[tuple[Vocabulary, list[Sample]]]:
    """The entries of the cases of claimed rules that have a vocabulary of their own, with that vocabulary."""
    for case in find_cases():
        own = any(path.as_posix().startswith("catalogue/vocabulary/") for path in case.files)
        if own and case.rule in CLAIMED:
            root = folder / case.name
            root.mkdir(parents=True)
            case.lay_out(root)
            words, problems = load(root)
            if words and not problems:
                paths = sorted((root / "catalogue").glob("[a-z]*/*/*.yml"))
                yield words, [one for path in paths for one in _sample(path, root, case.name, case.today)]


def example_samples() -> Iterator[Sample]:
    """The examples of the manual, good and bad, and every entry of the demo."""
    for path in sorted(EXAMPLES.glob("*/*.yml")):
        data = read(path.read_bytes(), path.name).data
        if data is not None:
            yield Sample(f"{path.parent.name}/{path.name}", "xzfb", path.parent.name, data, TODAY)
    for path in sorted((ROOT / "catalogue").glob("[a-z]*/*/*.yml")):
        yield from _sample(path, ROOT, path.relative_to(ROOT).as_posix(), TODAY)


def _sample(path: Path, root: Path, name: str, today: date) -> Iterator[Sample]:
    parts = path.relative_to(root).parts
    if len(parts) == 4 and parts[0] == "catalogue" and parts[2] in KINDS:
        data = read(path.read_bytes(), path.name).data
        if data is not None:
            yield Sample(f"{name}: {'/'.join(parts[1:])}", parts[1], parts[2], data, today)


def said_by_program(sample: Sample, words: Vocabulary) -> set[Said]:
    """What the program says of an entry, of the rules that the form page claims."""
    path = f"catalogue/{sample.organ}/{sample.kind}/2024-1.yml"
    model = Withdrawn if "撤回" in sample.data else KINDS[sample.kind]
    try:
        content = model.model_validate(sample.data).filed(path, sample.organ)
    except ValidationError as error:
        return _told(explain(error, model, path))
    if isinstance(content, Withdrawn):
        return set()
    context = Context(ROOT, words, sample.today)
    alone = Catalogue(words, (content,), (), ())
    numbered = bad_index_number(alone, context, RULES["bad-index-number"])
    remaining, _ = settle(alone, [*inspect_entry(context, content), *numbered], sample.today)
    return _told(remaining)


def _told(problems: Sequence[Problem] | Iterator[Problem]) -> set[Said]:
    return {(one.rule, one.loc, one.text, one.severity) for one in problems if one.rule in CLAIMED}


def tagged(value: Data | dict[str, Data]) -> Any:  # noqa: ANN401 - JSON
    """Data as JSON that keeps groups apart from lists and in their order: {"m": [[name, value]…]}."""
    if isinstance(value, dict):
        return {"m": [[name, tagged(item)] for name, item in value.items()]}
    return [tagged(item) for item in value] if isinstance(value, list) else value


UNTAG = """function untag(value) {
    if (Array.isArray(value)) { return value.map(untag); }
    return value && value.m ? new Map(value.m.map(([name, item]) => [name, untag(item)])) : value;
}"""
_CHECK = (
    "json => {"
    + UNTAG
    + """
    return JSON.stringify(JSON.parse(json).map(([kind, data, context]) => {
        const said = disclosureForm.check(kind, untag(data), context);
        const problems = said.values.length ? said.values : said.rules;
        return problems.map((one) => [one.rule, one.loc, one.text, one.severity]);
    }));
}"""
)


def ask(page: Page, function: str, given: Any) -> Any:  # noqa: ANN401 - JSON
    """What a function of JSON text in the page answers; nested data would take the browser driver much longer."""
    return json.loads(page.evaluate(function, json.dumps(given)))


def load_scripts(page: Page, words: Vocabulary, names: Sequence[str] = SCRIPTS) -> None:
    """Load scripts of the form with the data of a site into a page."""
    data = json.dumps(form_data(Catalogue(words, (), (), ())), ensure_ascii=False)
    page.add_script_tag(content=f"window.disclosureForm = {{data: {data}}};")
    for name in names:
        page.add_script_tag(path=FOLDER_OF_SCRIPTS / f"{name}.js")


def said_by_form(page: Page, samples: Sequence[Sample]) -> list[set[Said]]:
    """What the scripts of the form say of each entry."""
    given = [
        [sample.kind, tagged(sample.data), {"today": sample.today.isoformat(), "organ": sample.organ}]
        for sample in samples
    ]
    answers = ask(page, _CHECK, given)
    return [{(rule, tuple(loc), text, severity) for rule, loc, text, severity in answer} for answer in answers]


__all__ = ["FOLDER", "Sample", "said_by_form", "said_by_program"]
