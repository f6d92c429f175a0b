"""Arguments, commands, exit codes: 0 fine, 1 problems, 2 wrong use."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from disclosure.cli import (
    booking,
    copies,
    drafting,
    handbook,
    house,
    importing,
    mending,
    owning,
    previewing,
    reporting,
    scoping,
    sheeting,
    updating,
    verifying,
    wording,
)
from disclosure.cli.asking import FINE, PROBLEMS, WRONG_USE, WrongUseError, add_today, day_in, reason_of, root_of
from disclosure.cli.chinese import Parser
from disclosure.cli.show import FORMATS
from disclosure.problem import Problem, Refused
from disclosure.publication import CheckResult, build, check


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    parser = _parser()
    options, rest = parser.parse_known_args(list(arguments))
    run: Callable[[argparse.Namespace], int] = options.run
    if run is house.run_test:
        options.rest = rest
    elif rest:
        parser.error(f"unrecognized arguments: {' '.join(rest)}")
    try:
        return run(options)
    except WrongUseError as wrong:
        print(wrong.text, file=sys.stderr)
        return WRONG_USE
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return PROBLEMS
    except OSError as error:
        print(f"读写文件出错：{reason_of(error)}。", file=sys.stderr)
        return PROBLEMS
    except KeyboardInterrupt:
        print("已中断。", file=sys.stderr)
        return PROBLEMS


Add = Callable[[argparse.ArgumentParser], None]


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="disclosure", description="检查政府信息公开目录，生成公开网站。")
    commands = parser.add_subparsers(metavar="命令", required=True)
    common = Parser(add_help=False)
    common.add_argument(
        "--root", type=Path, metavar="DIR", help="项目所在的文件夹（默认：上级里最近的、有 mkdocs.yml 的文件夹）"
    )
    for name, run, about, adders in _COMMANDS:
        alone = name == "verify"  # a copy is verified where there is no project
        command = commands.add_parser(name, parents=[] if alone else [common], help=about, add_help=name != "test")
        for add in adders:
            add(command)
        command.set_defaults(run=run)
    return parser


def _check(options: argparse.Namespace) -> int:
    root = root_of(options)
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
            raise WrongUseError(f"{path} 不存在，或者不在项目的文件夹里。")
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
    root = root_of(options)
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
        print(f"读写文件出错：{reason_of(error)}。\n没有生成；原来的网站没有改动。", file=sys.stderr)
        return PROBLEMS
    print(f"生成了 {built.entries} 个条目、{built.pages} 个文件，改写 {built.written} 个，删去 {built.deleted} 个。")
    if built.advice:
        print(f"提醒：{built.advice}")
    print(f"请用浏览器打开 {site_dir / 'index.html'}")
    return FINE


def _book(options: argparse.Namespace) -> int:
    root = root_of(options)
    if options.font_dir and not options.font_dir.is_dir():
        raise WrongUseError(f"没有 {options.font_dir} 这个文件夹。")
    result = check(root, options.today)
    print(FORMATS["text"](result))
    if not result.passed or result.catalogue is None:
        print("有错误，没有制作目录册。", file=sys.stderr)
        return PROBLEMS
    try:
        booking.run(options, root, result.catalogue)
    except booking.UnknownOrganError as wrong:
        raise WrongUseError(str(wrong)) from None
    return FINE


def _keygen(options: argparse.Namespace) -> int:
    copies.run_keygen(options, root_of(options))
    return FINE


def _pack(options: argparse.Namespace) -> int:
    copies.run_pack(options, root_of(options))
    return FINE


def _verify(options: argparse.Namespace) -> int:
    return FINE if verifying.run(options) else PROBLEMS


def _update(options: argparse.Namespace) -> int:
    return FINE if updating.run(options) else PROBLEMS


def _serve(options: argparse.Namespace) -> int:
    return previewing.run(options, root_of(options))


def _add_check(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="*", type=Path, metavar="路径", help="只列出这些文件或者文件夹里的问题")
    parser.add_argument("--format", choices=sorted(FORMATS), default="text", help="输出的样式（默认 text）")


def _add_build(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--site-dir", type=Path, metavar="DIR", help="网站放在哪个文件夹（默认：项目里的 site）")


def _add_rule(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", nargs="?", metavar="编号", help="规则编号，即检查结果方括号里的字")


def _add_update(parser: argparse.ArgumentParser) -> None:
    updating.add_arguments(parser, add_today)


def _run_new(options: argparse.Namespace) -> int:
    return drafting.run(options, root_of(options))


def _run_fix(options: argparse.Namespace) -> int:
    return mending.run_fix(options, root_of(options))


def _run_report(options: argparse.Namespace) -> int:
    return reporting.run(options, root_of(options))


def _run_fmt(options: argparse.Namespace) -> int:
    return mending.run_fmt(options, root_of(options))


_COMMANDS: tuple[tuple[str, Callable[[argparse.Namespace], int], str, tuple[Add, ...]], ...] = (
    ("new", _run_new, "新建一个条目：取下一个索引号，写好各字段的名称和说明", (drafting.add_arguments, add_today)),
    ("check", _check, "检查全部条目，一次列出所有问题", (_add_check, add_today)),
    ("fix", _run_fix, "改正只有一种改法的毛病，先列出来，同意了再写入", (mending.add_fix, add_today)),
    ("fmt", _run_fmt, "把字段排成规定的次序，注释跟着走，内容不变", (mending.add_fmt,)),
    ("scope", scoping.run, "看改动的文件是不是都是内容（条目、附件、手写页面）", (scoping.add_arguments,)),
    ("report", _run_report, "用文字说明和另一个版本相比，公众会看到什么变化", (reporting.add_arguments, add_today)),
    ("template", sheeting.run_template, "做一份种类的填报表（Excel），供不写 YAML 的人填写", (sheeting.add_template,)),
    ("export", sheeting.run_export, "把条目导出成填报表，改完再导入", (sheeting.add_export,)),
    (
        "import",
        importing.run,
        "把填报表、Word 文档导入成条目，先看再写；别处的表格按对照表导入",
        (importing.add_arguments, add_today),
    ),
    ("build", _build, "检查，然后生成网站；有错误时保留原来的网站", (_add_build, add_today)),
    ("serve", _serve, "在本机预览，保存后一秒内刷新，问题显示在页面上", (previewing.add_arguments, add_today)),
    ("book", _book, "按机构和年份制作可以打印的目录册（PDF）", (booking.add_arguments, add_today)),
    ("keygen", _keygen, "生成给离线副本签名的密钥，不改写已有的文件", (copies.add_keygen,)),
    ("pack", _pack, "把生成好的网站制作成签名的离线副本，供查阅点使用", (partial(copies.add_pack, day=day_in),)),
    (
        "verify",
        _verify,
        "核验离线副本：是否完整、是否由发布机关签发；一次列出所有问题",
        (verifying.add_arguments, add_today),
    ),
    ("update", _update, "制作更新包，用更新包更新离线副本，做完中断的更新", (_add_update,)),
    ("schema", house.run_schema, "重写编辑器补全用的 catalogue/.schema", ()),
    (
        "manual",
        handbook.run,
        "制作填报手册（PDF），以及给工作人员看的网站",
        (handbook.add_arguments, add_today),
    ),
    ("owners", owning.run, "照词表写出 CODEOWNERS：合并请求由谁审", (owning.add_arguments,)),
    ("words", wording.run, "新写一种语言的词条文件，或者列出还没有译的", (wording.add_arguments,)),
    ("rule", house.run_rule, "显示一条规则的要求、缘由和依据；不写编号时列出全部", (_add_rule,)),
    ("test", house.run_test, "运行全部测试；后面的参数交给 pytest", ()),
)
"""Each command: its name, what runs it, what it does, what it takes besides --root."""
