"""`disclosure serve`: the site as it would be built now, in a browser of this computer."""

from __future__ import annotations

import argparse
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

from disclosure.cli.asking import FINE, WrongUseError
from disclosure.preview import Desk, Server

ADDRESS = "127.0.0.1:8000"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments besides --root and --today."""
    parser.add_argument(
        "--address", default=ADDRESS, metavar="地址:端口", help=f"预览的地址（默认 {ADDRESS}，只有这台电脑能看）"
    )


def run(options: argparse.Namespace, root: Path) -> int:
    """Preview until somebody presses Ctrl-C. Raises Refused when the address cannot be used."""
    host, port = host_and_port(options.address)
    desk = Desk(root, options.today, say)
    with Server(host, port, desk) as server:
        say("正在读取目录……")
        desk.begin()
        say(f"预览开始：{server.url}\n保存文件，打开的页面就会刷新；问题列在页面下方。结束预览请按 Ctrl-C。")
        answering = Thread(target=server.serve_forever, daemon=True)
        answering.start()
        try:
            answering.join()
        except KeyboardInterrupt:
            say("预览结束。")
        finally:
            server.shutdown()
            desk.close()
    return FINE


def say(text: str) -> None:
    """Print at once, also into a file."""
    print(text, flush=True)


def host_and_port(text: str) -> tuple[str, int]:
    """The two parts of 127.0.0.1:8000. Raises WrongUseError."""
    try:
        parts = urlsplit(f"//{text}")
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port = None, None
    if not host or port is None or parts.netloc != text:
        raise WrongUseError(f"“{text}”不是地址和端口，请写成 {ADDRESS}")
    return host, port
