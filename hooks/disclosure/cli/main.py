"""Arguments, commands, exit codes: 0 fine, 1 problems, 2 wrong use."""

from __future__ import annotations

import argparse
import errno
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from disclosure import schema, vocabulary
from disclosure.cli import booking, copies, importing, updating, verifying
from disclosure.cli.chinese import Parser
from disclosure.cli.show import FORMATS
from disclosure.problem import RULES, Problem, Refused
from disclosure.publication import CheckResult, build, check

FINE, PROBLEMS, WRONG_USE = 0, 1, 2


@dataclass(frozen=True, slots=True)
class _WrongUseError(Exception):
    """Wrong use; the text says how to do it right."""

    text: str


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    parser = _parser()
    options, rest = parser.parse_known_args(list(arguments))
    run: Callable[[argparse.Namespace], int] = options.run
    if run is _test:
        options.rest = rest
    elif rest:
        parser.error(f"unrecognized arguments: {' '.join(rest)}")
    try:
        return run(options)
    except _WrongUseError as wrong:
        print(wrong.text, file=sys.stderr)
        return WRONG_USE
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return PROBLEMS
    except OSError as error:
        print(f"读写文件出错：{_reason(error)}。", file=sys.stderr)
        return PROBLEMS
    except KeyboardInterrupt:
        print("已中断。", file=sys.stderr)
        return PROBLEMS


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="disclosure", description="检查政府信息公开目录，生成公开网站。")
    commands = parser.add_subparsers(metavar="命令", required=True)
    common = Parser(add_help=False)
    common.add_argument(
        "--root", type=Path, metavar="DIR", help="项目所在的文件夹（默认：上级里最近的、有 mkdocs.yml 的文件夹）"
    )

    checker = commands.add_parser("check", parents=[common], help="检查全部条目，一次列出所有问题")
    checker.add_argument("paths", nargs="*", type=Path, metavar="路径", help="只列出这些文件或者文件夹里的问题")
    checker.add_argument("--format", choices=sorted(FORMATS), default="text", help="输出的样式（默认 text）")
    _add_today(checker)
    checker.set_defaults(run=_check)

    builder = commands.add_parser("build", parents=[common], help="检查，然后生成网站；有错误时保留原来的网站")
    builder.add_argument("--site-dir", type=Path, metavar="DIR", help="网站放在哪个文件夹（默认：项目里的 site）")
    _add_today(builder)
    builder.set_defaults(run=_build)

    server = commands.add_parser("serve", parents=[common], help="在本机预览，条目改动后自动刷新")
    server.add_argument(
        "--address", default="127.0.0.1:8000", metavar="地址:端口", help="预览的地址（默认 127.0.0.1:8000）"
    )
    server.set_defaults(run=_serve)

    importer = commands.add_parser("import", parents=[common], help="按对照表把表格导入成条目，不改写已有的条目")
    importing.add_arguments(importer)
    _add_today(importer)
    importer.set_defaults(run=_import)

    booker = commands.add_parser("book", parents=[common], help="按机构和年份制作可以打印的目录册（PDF）")
    booking.add_arguments(booker)
    _add_today(booker)
    booker.set_defaults(run=_book)
    keymaker = commands.add_parser("keygen", parents=[common], help="生成给离线副本签名的密钥，不改写已有的文件")
    copies.add_keygen(keymaker)
    keymaker.set_defaults(run=_keygen)

    packer = commands.add_parser("pack", parents=[common], help="把生成好的网站制作成签名的离线副本，供查阅点使用")
    copies.add_pack(packer, _day)
    packer.set_defaults(run=_pack)

    verifier = commands.add_parser("verify", help="核验离线副本：是否完整、是否由发布机关签发；一次列出所有问题")
    verifying.add_arguments(verifier)
    _add_today(verifier)
    verifier.set_defaults(run=_verify)

    updater = commands.add_parser("update", help="制作更新包，用更新包更新离线副本，做完中断的更新")
    updating.add_arguments(updater, _add_today)
    updater.set_defaults(run=_update)

    schemer = commands.add_parser("schema", parents=[common], help="重写编辑器补全用的 catalogue/.schema")
    schemer.set_defaults(run=_schema)

    tester = commands.add_parser("test", parents=[common], help="运行全部测试；后面的参数交给 pytest", add_help=False)
    tester.set_defaults(run=_test)

    ruler = commands.add_parser("rule", parents=[common], help="显示一条规则的要求、缘由和依据；不写编号时列出全部")
    ruler.add_argument("id", nargs="?", metavar="编号", help="规则编号，即检查结果方括号里的字")
    ruler.set_defaults(run=_rule)
    return parser


def _add_today(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--today", type=_day, metavar="YYYY-MM-DD", help="按哪一天检查（默认：今天）")


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:
        message = f"“{text}”不是日期，请写成 2024-05-01"
        raise argparse.ArgumentTypeError(message)
    return day


def _root(options: argparse.Namespace) -> Path:
    given: Path | None = options.root
    if given:
        if (given / "mkdocs.yml").is_file():
            return given.resolve()
        raise _WrongUseError(f"{given} 里没有 mkdocs.yml，不是项目的文件夹。")
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "mkdocs.yml").is_file():
            return folder
    raise _WrongUseError("这里和上级文件夹都没有 mkdocs.yml，请到项目的文件夹里运行，或者用 --root 指明。")


def _check(options: argparse.Namespace) -> int:
    root = _root(options)
    result = _only(check(root, options.today), root, options.paths)
    print(FORMATS[options.format](result))
    return FINE if result.passed else PROBLEMS


def _only(result: CheckResult, root: Path, paths: Sequence[Path]) -> CheckResult:
    """The result with only the problems of the given files and folders."""
    if not paths:
        return result
    wanted = []
    for path in paths:
        full = path.resolve()
        if not full.exists() or not full.is_relative_to(root):
            raise _WrongUseError(f"{path} 不存在，或者不在项目的文件夹里。")
        wanted.append(full.relative_to(root).as_posix())
    kept = [
        problem
        for problem in result.problems
        if any(problem.path == name or problem.path.startswith(f"{name}/") or name == "." for name in wanted)
    ]
    return _counted(result, kept)


def _counted(result: CheckResult, kept: list[Problem]) -> CheckResult:
    wrong = sum(problem.severity == "error" for problem in kept)
    return CheckResult(result.catalogue, tuple(kept), result.files, result.exempted, wrong, len(kept) - wrong)


def _build(options: argparse.Namespace) -> int:
    root = _root(options)
    result = check(root, options.today)
    print(FORMATS["text"](result))
    if not result.passed or result.catalogue is None:
        print("有错误，没有生成；原来的网站没有改动。", file=sys.stderr)
        return PROBLEMS
    site_dir = (options.site_dir or root / "site").resolve()
    try:
        built = build(root, site_dir, result.catalogue)
    except Refused as refusal:
        print(f"{refusal}\n没有生成；原来的网站没有改动。", file=sys.stderr)
        return PROBLEMS
    except OSError as error:
        print(f"读写文件出错：{_reason(error)}。\n没有生成；原来的网站没有改动。", file=sys.stderr)
        return PROBLEMS
    print(f"生成了 {built.entries} 个条目、{built.pages} 个文件，改写 {built.written} 个，删去 {built.deleted} 个。")
    if built.advice:
        print(f"提醒：{built.advice}")
    print(f"请用浏览器打开 {site_dir / 'index.html'}")
    return FINE


def _import(options: argparse.Namespace) -> int:
    for path in (options.sheet, options.mapping):
        if not path.is_file():
            raise _WrongUseError(f"没有 {path} 这个文件。")
    return FINE if importing.run(options, _root(options)) else PROBLEMS


def _book(options: argparse.Namespace) -> int:
    root = _root(options)
    if options.font_dir and not options.font_dir.is_dir():
        raise _WrongUseError(f"没有 {options.font_dir} 这个文件夹。")
    result = check(root, options.today)
    print(FORMATS["text"](result))
    if not result.passed or result.catalogue is None:
        print("有错误，没有制作目录册。", file=sys.stderr)
        return PROBLEMS
    try:
        booking.run(options, root, result.catalogue)
    except booking.UnknownOrganError as wrong:
        raise _WrongUseError(str(wrong)) from None
    return FINE


def _keygen(options: argparse.Namespace) -> int:
    copies.run_keygen(options, _root(options))
    return FINE


def _pack(options: argparse.Namespace) -> int:
    copies.run_pack(options, _root(options))
    return FINE


def _verify(options: argparse.Namespace) -> int:
    return FINE if verifying.run(options) else PROBLEMS


def _update(options: argparse.Namespace) -> int:
    return FINE if updating.run(options) else PROBLEMS


_REASONS = {
    errno.ENOSPC: "磁盘空间不足",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘是只读的",
    errno.EBUSY: "正被别的程序占用",
    errno.ENAMETOOLONG: "路径太长",
}


def _reason(error: OSError) -> str:
    reason = _REASONS.get(error.errno or 0, error.strerror or str(error))
    return f"{reason}（{error.filename}）" if error.filename else reason


def _serve(options: argparse.Namespace) -> int:
    root = _root(options)
    command = [sys.executable, "-m", "mkdocs", "serve", "--config-file", str(root / "mkdocs.yml")]
    command += ["--dev-addr", options.address]
    if os.name != "nt":
        os.execv(command[0], command)  # noqa: S606 - becomes the server, so that ending this ends the server
    return subprocess.run(command, check=False).returncode  # noqa: S603 - our own interpreter


def _schema(options: argparse.Namespace) -> int:
    root = _root(options)
    words, problems = vocabulary.load(root)
    if words is None:
        print("\n".join(problem.report for problem in problems))
        return PROBLEMS
    folder = root / schema.FOLDER
    folder.mkdir(exist_ok=True)
    texts = schema.texts(words)
    for slug, text in texts.items():
        (folder / f"{slug}.json").write_text(text, encoding="utf-8", newline="\n")
    print(f"写了 {len(texts)} 份编辑器补全文件，在 {schema.FOLDER}/。")
    return FINE


def _test(options: argparse.Namespace) -> int:
    root = _root(options)
    command = [sys.executable, "-m", "pytest", *_shared_out(options.rest), *options.rest]
    return subprocess.run(command, cwd=root, check=False).returncode  # noqa: S603 - our own interpreter


def _shared_out(options: list[str]) -> list[str]:
    """Return what lets pytest use every core; an option given later by hand, as `-n 0`, wins."""
    words = [*options, *os.environ.get("PYTEST_ADDOPTS", "").split()]
    alone = "no:xdist" in words or "-pno:xdist" in words
    return [] if alone else ["-n", "auto", "--dist", "worksteal"]


def _rule(options: argparse.Namespace) -> int:
    if options.id is None:
        print("\n".join(f"{rule.id}　{rule.requires}" for rule in sorted(RULES.values(), key=lambda rule: rule.id)))
        return FINE
    rule = RULES.get(options.id)
    if rule is None:
        raise _WrongUseError(f"没有“{options.id}”这条规则；不写编号可以列出全部规则。")
    severity = "错误（改好才能发布）" if rule.severity == "error" else "提醒（不妨碍发布）"
    lines = [rule.id, "", f"要求：{rule.requires}", f"缘由：{rule.reason}"]
    lines += [f"依据：{rule.source}"] if rule.source else []
    lines += [f"级别：{severity}", f"豁免：{'可以，在条目的“豁免”里写明理由和到期日' if rule.exemptable else '不可以'}"]
    print("\n".join(lines))
    return FINE
