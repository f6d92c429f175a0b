"""Problems as text for people, as annotations of GitHub, as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Callable

from disclosure.problem import Problem, one_line
from disclosure.publication import CheckResult


def as_text(result: CheckResult) -> str:
    """One line a problem: place, rule, sentence; the summary last."""
    return "\n".join([*(problem.report for problem in result.problems), result.summary])


def as_github(result: CheckResult) -> str:
    """Workflow commands that annotate the lines of a pull request."""
    return "\n".join([*(_annotation(problem) for problem in result.problems), one_line(result.summary)])


def _annotation(problem: Problem) -> str:
    parts = [f"file={_property(problem.path)}"]
    if problem.line:
        parts.append(f"line={problem.line}")
    if problem.column:
        parts.append(f"col={problem.column}")
    parts.append(f"title={_property(problem.rule)}")
    return f"::{problem.severity} {','.join(parts)}::{_message(problem.text)}"


def as_json(result: CheckResult) -> str:
    """Everything that is known, for other programs."""
    problems = [
        {
            "file": problem.path,
            "line": problem.line or None,
            "column": problem.column or None,
            "severity": problem.severity,
            "rule": problem.rule,
            "field": problem.field or None,
            "found": problem.found or None,
            "message": problem.message,
            "mend": problem.mend or None,
        }
        for problem in result.problems
    ]
    summary = {
        "entries": result.files,
        "errors": result.error_count,
        "warnings": result.warning_count,
        "exempted": result.exempted,
        "passed": result.passed,
    }
    return json.dumps({"problems": problems, "summary": summary}, ensure_ascii=False, indent=2)


FORMATS: dict[str, Callable[[CheckResult], str]] = {"text": as_text, "github": as_github, "json": as_json}


def _message(text: str) -> str:
    return one_line(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
