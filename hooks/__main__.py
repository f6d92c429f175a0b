"""Run the command line inside the project's own .venv, making that .venv first where it is missing or out of date.

Standard library only. The syntax is kept as plain as Python 3.5 understands, so that an old interpreter gets as far as
saying which version is needed. What is ready is known from stamps alone: a run with nothing to do compares two texts.
"""

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import BinaryIO

MINIMUM = (3, 11)
RUN_LOCK = "requirements.txt"
TEST_LOCK = "requirements-test.txt"
LAUNCHED = "DISCLOSURE_LAUNCHED"
ENVIRONMENT = {"NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
LAST_LINES = 8

TOO_OLD = """需要 Python 3.11 或更高版本，现在运行的是 {found}。请安装新版本，再用它运行，例如：python3.11 hooks build
Python 3.11 or newer is required; this is {found}."""
NO_VENV = """这台电脑的 Python 缺少 {module} 组件，无法准备运行环境。
Debian、Ubuntu、统信 UOS、银河麒麟请执行：apt install python3-venv（需要管理员权限）；
其他系统请重新安装带有 pip 的 Python。"""
NO_LOCK = "没有找到 {lock}，无法准备运行环境。请确认整个项目的文件都在。"
VENV_FAILED = "运行环境没有准备好：无法建立 {venv}。请关闭正在使用它的程序，并确认磁盘可写且有空间。最后几行输出："
PIP_NETWORK = "运行环境没有准备好：下载 {lock} 所列程序时连接失败，请检查网络或 pip 的镜像设置。pip 最后几行输出："
PIP_HASHES = "运行环境没有准备好：下载的程序与 {lock} 的校验值不符，已停止，请核对下载来源。pip 最后几行输出："
PIP_OTHER = "运行环境没有准备好：安装 {lock} 所列程序时出错。pip 最后几行输出："
MAKING = "正在准备运行环境，只在首次运行或程序清单变动后需要，请稍候。"
ADDING = "正在安装测试所需的程序，请稍候。"
WAITING = "另一个窗口正在准备运行环境，等它完成后自动继续。"
UNWRITABLE = "运行环境没有准备好：无法写入 {path}（{reason}）。"
STOPPED = "已停止。"
ASTRAY = "运行环境不正常：{venv} 里的 Python 没有在该处运行。请删除这个文件夹后重试。"


class LauncherError(Exception):
    """The environment cannot be made; the message is for the reader of the terminal."""


def version_problem(version: "tuple[int, ...]") -> str:
    """Return the sentence about an interpreter that is too old, or nothing."""
    if version[:2] >= MINIMUM:
        return ""
    return TOO_OLD.format(found=".".join(str(part) for part in version))


def say(text: str) -> None:
    """Print a sentence on standard error, whatever the console can show of it."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


class Environment:
    """The .venv of one checkout: where it is, whether it is ready, how it is made."""

    def __init__(self, root: str, locks: "tuple[str, ...]") -> None:
        """Remember the checkout and the lock files the command needs; nothing is read yet."""
        self.root = root
        self.locks = locks
        self.hooks = os.path.join(root, "hooks")
        self.venv = os.path.join(root, ".venv")
        self.kept = ()  # type: tuple[int, ...]
        windows = os.name == "nt"
        self.python = os.path.join(self.venv, "Scripts" if windows else "bin", "python.exe" if windows else "python")
        # Present while packages change: found at the start of a run, it tells that the last run was killed.
        self.unfinished = os.path.join(self.venv, "unfinished")

    def stamp_path(self, lock: str) -> str:
        """Return the place of the stamp that tells that a lock file is installed."""
        return os.path.join(self.venv, lock + ".stamp")

    def stamp(self, lock: str) -> str:
        """Return what the stamp must say: the content of the lock, the interpreter, and the place of the checkout.

        The place counts because a copied .venv has scripts that run the original.
        """
        import hashlib

        try:
            with open(os.path.join(self.root, lock), "rb") as stream:
                # Line ends do not count: git may write them in the manner of the system.
                digest = hashlib.sha256(stream.read().replace(b"\r\n", b"\n")).hexdigest()
        except OSError:
            raise LauncherError(NO_LOCK.format(lock=lock)) from None
        return "\n".join([digest, str(sys.implementation.cache_tag), sys.platform, os.path.realpath(self.root), ""])

    def holds(self, lock: str) -> bool:
        """Tell whether the stamp of a lock is there and right."""
        wanted = self.stamp(lock)
        try:
            with open(self.stamp_path(lock), encoding="utf-8", errors="surrogateescape", newline="\n") as stream:
                return stream.read() == wanted
        except OSError:
            return False

    def sound(self) -> bool:
        """Tell whether the .venv can be added to: it has a Python, no run was cut short, the run lock is installed."""
        return os.path.exists(self.python) and not os.path.exists(self.unfinished) and self.holds(RUN_LOCK)

    def ready(self) -> bool:
        """Tell whether nothing has to be made before the command can run."""
        held = [self.holds(lock) for lock in self.locks]
        return self.sound() and all(held)

    def prepare(self) -> None:
        """Make or complete the .venv; of several processes one works and the others wait for it."""
        folder = os.path.join(self.root, ".cache")
        try:
            os.makedirs(folder, exist_ok=True)
            stream = open(os.path.join(folder, "venv.lock"), "ab")
        except OSError as error:
            raise LauncherError(UNWRITABLE.format(path=folder, reason=error.strerror)) from None
        with stream:
            hold(stream)
            # A child that outlives a killed launcher keeps the lock, so nobody clears the folder under it.
            self.kept = (stream.fileno(),) if os.name != "nt" else ()
            if not self.ready():
                self.make()

    def make(self) -> None:
        """Install what is missing: from nothing when the .venv is not sound, else on top."""
        fresh = not self.sound()
        say(MAKING if fresh else ADDING)
        if fresh:
            self.make_venv()
        self.write(self.unfinished, "")
        # The test lock holds everything of the run lock in the same versions, so one install serves both.
        problem = self.install(self.locks[-1])
        if problem and fresh:
            raise LauncherError(problem)
        if not problem:
            for lock in self.locks:
                self.write(self.stamp_path(lock), self.stamp(lock))
        os.remove(self.unfinished)
        if problem:
            # pip put everything back itself; the run requirements still serve `build`.
            raise LauncherError(problem)

    def make_venv(self) -> None:
        """Make an empty .venv in place of whatever was there."""
        import importlib.util

        for module in ("venv", "ensurepip"):
            if importlib.util.find_spec(module) is None:
                raise LauncherError(NO_VENV.format(module=module))
        # Inside the .venv itself the base interpreter must do it: a folder is not cleared from within.
        python = getattr(sys, "_base_executable", None) or sys.executable
        code, output = run([python, "-I", "-X", "utf8", "-m", "venv", "--clear", self.venv], self.kept)
        if code != 0:
            raise LauncherError(VENV_FAILED.format(venv=self.venv) + "\n" + last_lines(output))

    def install(self, lock: str) -> str:
        """Install a lock file and the path to hooks/; return what went wrong, or nothing.

        Only wheels, and no dependency resolution: the lock is complete, and building a source package would fetch
        build tools that no hash vouches for.
        """
        command = [self.python, "-I", "-X", "utf8", "-m", "pip", "install", "--quiet", "--no-input", "--no-user"]
        command += ["--disable-pip-version-check", "--require-hashes", "--no-deps", "--only-binary", ":all:"]
        code, output = run([*command, "-r", os.path.join(self.root, lock)], self.kept)
        if code != 0:
            return pip_problem(output).format(lock=lock) + "\n" + last_lines(output)
        question = "import sysconfig; print(sysconfig.get_path('purelib'))"
        code, output = run([self.python, "-I", "-X", "utf8", "-c", question])
        packages = output.strip()
        if code != 0 or not os.path.isdir(packages):
            return PIP_OTHER.format(lock=lock) + "\n" + last_lines(output)
        # Relative, hence ASCII: Python before 3.13 reads this file in the encoding of the system, and a checkout may
        # lie under a Chinese name.
        self.write(os.path.join(packages, "disclosure.pth"), os.path.relpath(self.hooks, packages) + "\n")
        return ""

    def write(self, path: str, text: str) -> None:
        """Write a small file of the .venv."""
        try:
            with open(path, "w", encoding="utf-8", errors="surrogateescape", newline="\n") as stream:
                stream.write(text)
        except OSError as error:
            raise LauncherError(UNWRITABLE.format(path=path, reason=error.strerror)) from None

    def inside(self) -> bool:
        """Tell whether this process already runs in the .venv with the settings of the project."""
        settled = all(os.environ.get(name) == value for name, value in ENVIRONMENT.items())
        return settled and os.path.realpath(sys.prefix) == os.path.realpath(self.venv)


def pip_problem(output: str) -> str:
    """Return the sentence that fits what pip wrote."""
    if "DO NOT MATCH THE HASHES" in output:
        return PIP_HASHES
    signs = ("Connection", "connection broken", "Retrying", "timed out", "ProxyError", "SSLError")
    return PIP_NETWORK if any(sign in output for sign in signs) else PIP_OTHER


def last_lines(output: str) -> str:
    """Return the last lines that say something, set in a little."""
    lines = [line.rstrip() for line in output.splitlines() if line.strip()]
    return "\n".join("  " + line for line in lines[-LAST_LINES:])


def run(command: "list[str]", kept: "tuple[int, ...]" = ()) -> "tuple[int, str]":
    """Run a program quietly, with some open files handed on; return its exit code and all it wrote."""
    import subprocess

    try:
        done = subprocess.run(command, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, pass_fds=kept)
    except OSError as error:
        return 1, str(error)
    return done.returncode, done.stdout.decode("utf-8", errors="replace")


def hold(stream: "BinaryIO") -> None:
    """Hold an open file for this process alone until it is closed; the system frees it when a process is killed."""
    import time

    if not taken(stream):
        say(WAITING)
    while not taken(stream):
        time.sleep(0.2)


def taken(stream: "BinaryIO") -> bool:
    """Try once to take the lock on an open file."""
    try:
        if sys.platform == "win32":
            import msvcrt

            stream.seek(0)
            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        # A file system without locks; two first runs at once on it are not worth refusing every run.
        return True
    return True


def enter(environment: Environment, args: "list[str]") -> int:
    """Run this launcher again with the Python of the .venv."""
    child = dict(os.environ)
    child.update(ENVIRONMENT)
    child[LAUNCHED] = environment.venv
    command = [environment.python, environment.hooks, *args]
    if os.name != "nt":
        os.execve(command[0], command, child)
    import subprocess

    process = subprocess.Popen(command, env=child)
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            # The console sends Ctrl-C to both; the child decides how to end.
            continue


def needed_locks(args: "list[str]") -> "tuple[str, ...]":
    """Return the lock files a command needs; the last one holds everything of those before it."""
    commands = [argument for argument in args if not argument.startswith("-")]
    return (RUN_LOCK, TEST_LOCK) if commands[:1] == ["test"] else (RUN_LOCK,)


def main(args: "list[str]") -> int:
    """Make the environment ready, then run the command in it."""
    problem = version_problem(tuple(sys.version_info[:3]))
    if problem:
        say(problem)
        return 1
    root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    environment = Environment(root, needed_locks(args))
    launched = os.environ.pop(LAUNCHED, "") == environment.venv
    try:
        if not environment.ready():
            environment.prepare()
    except LauncherError as error:
        say(str(error))
        return 1
    except KeyboardInterrupt:
        say(STOPPED)
        return 130
    if not environment.inside():
        if launched:
            say(ASTRAY.format(venv=environment.venv))
            return 1
        return enter(environment, args)
    from disclosure.cli import main as command_line

    return command_line(args)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
