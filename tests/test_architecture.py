"""The code keeps to the order of its parts, which stands in the docstring of the package."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

PACKAGE = "disclosure"
ENTRANCE = "__main__"  # starts the last part
ONLY_IN = {
    "mkdocs": set[str](),
    "yaml": {"source"},
    "markdown": {"markup"},
    "nh3": {"markup"},
    "jinja2": {"pages", "languages"},
    "markupsafe": {"markup", "outline", "charts", "pages", "offline"},
    "openpyxl": {"attachments", "importers"},
    "pypdfium2": {"attachments"},
    "typst": {"books"},
    "cryptography": {"offline"},
    "segno": {"pages"},
    "opencc": {"languages"},
    "subprocess": {"publication", "search", "cli"},  # search starts Pagefind
    "multiprocessing": {"workers"},
    "resource": {"workers"},
    "socketserver": {"preview"},
    "watchdog": {"preview"},
}
"""Which parts may import what from outside; what is not named here may be imported anywhere."""
READ_CALLS = {"open", "read_text", "read_bytes"}
READERS = {"cache", "source", "workers", "publication", "offline"}  # workers asks the system how much memory is in use
WRITE_CALLS = {"write_text", "write_bytes", "mkdir", "unlink", "rename", "rmdir", "rmtree", "touch"}
WRITERS = {"cache", "publication", "offline", "cli"}  # cli writes the editor schemas
CLOCK_CALLS = {"now", "today", "utcnow", "time", "localtime"}
CLOCK_FUNCTION = ("publication", "default_today")
HIDDEN_IMPORTS = {"__import__", "import_module"}


def order_in(docstring: str) -> list[str]:
    """Read the names of the parts from the indented lines of the docstring."""
    lines = [line for line in docstring.splitlines()[1:] if re.fullmatch(r"    [a-z_ ]+", line)]
    return " ".join(lines).split()


def parts_on_disk(package: Path) -> list[str]:
    """Name the modules and sub-packages of the package."""
    found = {path.stem for path in package.glob("*.py")} | {path.parent.name for path in package.glob("*/__init__.py")}
    return sorted(found - {"__init__", ENTRANCE})


def modules(package: Path) -> Iterator[tuple[Path, str, ast.Module]]:
    """Parse every module; give its path, its part and its tree."""
    for path in sorted(package.rglob("*.py")):
        relative = path.relative_to(package)
        yield path, relative.parts[0].removesuffix(".py"), ast.parse(path.read_text(encoding="utf-8"))


def imported(node: ast.AST) -> Iterator[str]:
    """Give the dotted names that an import statement brings in; relative ones begin with a dot."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        base = "." * node.level + (node.module or "")
        yield from (f"{base}.{alias.name}" for alias in node.names)


def called(node: ast.AST) -> tuple[str, bool]:
    """Give the name of a called function or method and whether it is a method; empty for anything else."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return node.func.id, False
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return node.func.attr, True
    return "", False


def import_fault(name: str, part: str, ranks: Mapping[str, int]) -> str:
    """Say what is wrong with one import in a module of a part; empty when nothing is."""
    top, *below = name.split(".")
    if name.startswith("."):
        return "relative import"
    if top != PACKAGE:
        return f"import of {top}" if part not in ONLY_IN.get(top, {part}) else ""
    if not below or below[0] not in ranks:
        return f"import of {name}, which is no part"
    return "" if ranks[below[0]] <= ranks[part] else f"import of {below[0]} against the order"


def call_fault(node: ast.AST, part: str, function: str) -> str:
    """Say what is wrong with one call in a module of a part; empty when nothing is."""
    name, is_method = called(node)
    if name == "print" and not is_method and part != "cli":
        return "print outside cli"
    if name in HIDDEN_IMPORTS:
        return "hidden import"
    if name in READ_CALLS and (is_method or name == "open") and part not in READERS:
        return f"{name} outside {' and '.join(sorted(READERS))}"
    if name in WRITE_CALLS and is_method and part not in WRITERS:
        return f"{name} outside {' and '.join(sorted(WRITERS))}"
    if name in CLOCK_CALLS and is_method and (part, function) != CLOCK_FUNCTION:
        return f"clock read by {name}"
    return ""


def functions(tree: ast.Module) -> Iterator[tuple[ast.AST, str]]:
    """Give every node with the name of the outermost function around it."""
    for top in tree.body:
        name = top.name if isinstance(top, ast.FunctionDef | ast.ClassDef) else ""
        yield from ((node, name) for node in ast.walk(top))


def faults(package: Path) -> list[str]:
    """Give everything in the package that breaks the order or leaves its place, as "path:line: what"."""
    docstring = ast.get_docstring(ast.parse((package / "__init__.py").read_text(encoding="utf-8")), clean=False) or ""
    order = order_in(docstring)
    found = [f"{name}: listed but not there" for name in order if name not in parts_on_disk(package)]
    found += [f"{name}: there but not listed" for name in parts_on_disk(package) if name not in order]
    ranks = {name: rank for rank, name in enumerate(order)}
    ranks |= {"__init__": -1, ENTRANCE: len(order)}
    for path, part, tree in modules(package):
        if part not in ranks:
            continue
        place = path.relative_to(package).as_posix()
        for node, function in functions(tree):
            complaints = [import_fault(name, part, ranks) for name in imported(node)]
            complaints.append(call_fault(node, part, function))
            found += [f"{place}:{getattr(node, 'lineno', 0)}: {complaint}" for complaint in complaints if complaint]
    return found


@pytest.fixture(scope="module")
def package(root: Path) -> Path:
    """Return the folder of the package."""
    return root / "hooks" / PACKAGE


def test_package_keeps_to_its_order(package: Path) -> None:
    """包里每一处引用都指向左边，读写文件、时钟、输出各在其位。"""
    assert faults(package) == []


def test_order_is_read_from_the_docstring(package: Path) -> None:
    """次序只在一处写明，读得出来，没有重复。"""
    order = order_in(ast.get_docstring(ast.parse((package / "__init__.py").read_text("utf-8")), clean=False) or "")
    assert order[0] == "problem"
    assert order[-1] == "cli"
    assert len(set(order)) == len(order) == len(parts_on_disk(package))


def test_mkdocs_has_one_importer(root: Path) -> None:
    """只有 mkdocs_events.py 引用 mkdocs。"""
    importers = [
        path.relative_to(root).as_posix()
        for path in sorted((root / "hooks").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in imported(node)
        if name.split(".")[0] == "mkdocs"
    ]
    assert set(importers) == {"hooks/mkdocs_events.py"}


INIT = '"""A package.\n\nThe parts:\n\n    problem source fields\n    pages publication cli\n"""\n'
SOUND = {
    "__init__.py": INIT,
    "__main__.py": "from disclosure.cli import main\n",
    "problem.py": "import re\n",
    "source/__init__.py": "from disclosure.source.files import read\n",
    "source/files.py": "import yaml\nfrom disclosure.problem import x\ndef read(path):\n    return path.read_bytes()\n",
    "fields.py": "from disclosure import problem, source\nfrom disclosure.source.files import read\n",
    "pages.py": "import jinja2\n",
    "publication.py": "from datetime import datetime\n\ndef default_today():\n    return datetime.now()\n",
    "cli.py": "import disclosure.publication\nprint('x')\n",
}


@pytest.fixture
def planted(tmp_path: Path) -> Path:
    """Return a fake package without a fault."""
    for name, text in SOUND.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return tmp_path


def test_a_sound_package_has_no_faults(planted: Path) -> None:
    """没有毛病的包不被冤枉。"""
    assert faults(planted) == []


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("problem.py", "from disclosure.source import read\n", "problem.py:1: import of source against the order"),
        ("source/more.py", "from disclosure import fields\n", "source/more.py:1: import of fields against the order"),
        ("fields.py", "def f():\n    import disclosure.cli\n", "fields.py:2: import of cli against the order"),
        (
            "fields.py",
            "if TYPE_CHECKING:\n    from disclosure.pages import P\n",
            "fields.py:2: import of pages",
        ),
        ("source/more.py", "from . import files\n", "source/more.py:1: relative import"),
        ("fields.py", "import disclosure\n", "fields.py:1: import of disclosure, which is no part"),
        ("fields.py", "from importlib import import_module\nimport_module('x')\n", "fields.py:2: hidden import"),
        ("cli.py", "from mkdocs.config import base\n", "cli.py:1: import of mkdocs"),
        ("fields.py", "import yaml\n", "fields.py:1: import of yaml"),
        ("fields.py", "print(1)\n", "fields.py:1: print outside cli"),
        ("fields.py", "x = open('x')\n", "fields.py:1: open outside"),
        ("pages.py", "def f(path):\n    return path.read_text()\n", "pages.py:2: read_text outside"),
        ("pages.py", "def f(path):\n    path.write_text('')\n", "pages.py:2: write_text outside"),
        ("publication.py", "def other():\n    return date.today()\n", "publication.py:2: clock read by today"),
        ("charts.py", "", "charts: there but not listed"),
        ("search/__init__.py", "", "search: there but not listed"),
        ("__init__.py", INIT.replace("cli", "cli report"), "report: listed but not there"),
    ],
)
def test_a_planted_fault_is_found(planted: Path, name: str, text: str, fault: str) -> None:
    """埋进去的每一种毛病都被指出，连同行号。"""
    path = planted / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    found = faults(planted)
    assert len(found) == 1
    assert found[0].startswith(fault)
