"""The events of MkDocs in the order of a build; the only module that imports mkdocs.

MkDocs renders the hand-written pages and one frame for each depth of address. A frame is an ordinary page of the
theme that holds tokens instead of a title and a text; the package fills it with the catalogue.

Most runs make the frames for `disclosure build` and need the vocabulary alone; the rest of the package, which takes
longer to load than such a run, is imported where a run checks and publishes.
"""

from __future__ import annotations

import os
import re
from base64 import b64encode
from contextlib import contextmanager
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel

from disclosure import styles, vocabulary
from disclosure.captions import captioned
from disclosure.problem import Refused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.pages import Page

    from disclosure.publication import CheckResult

FRAME_ADDRESSES = ("QXFRAMEXQ.md", "x/QXFRAMEXQ.md", "x/y/QXFRAMEXQ.md")  # one for each depth, in folders of no page
FRAMES_FOLDER = "DISCLOSURE_FRAMES"  # environment variable: write the frames there and publish no page
FOR_STAFF = "DISCLOSURE_STAFF"  # environment variable: lead to the pages for staff whatever the setting says
STAFF_ASSETS = ("assets/form/", "assets/review.js")  # what only the pages for staff use
STYLE_SHEET = "assets/site.css"  # one file of all parts, Material's first: a page is painted when it is there
THEME_SHEET = "assets/stylesheets/main.*.css"  # all that is taken from Material, and of it only what can apply
EARLY_SCRIPT = "overrides/early.js"  # stands in each page itself
UNUSED_MARKUP = re.compile(  # what base.html of Material writes outside its blocks, all of it only of use with scripts
    r'<script>.*?</script>|<input class="md-toggle"[^>]*>|<label class="md-overlay"[^>]*></label>'
    r'|<div data-md-component="(?:skip|announce)">.*?</div>|<div class="md-dialog".*?</div>\s*</div>',
    re.DOTALL,
)


@dataclass
class Run:
    """What a run of MkDocs carries from event to event: frames by depth, the checked catalogue, whether it serves."""

    frames: dict[int, str] = field(default_factory=dict)
    checked: CheckResult | None = None
    preview: bool = False
    theme_sheet: str = ""
    """Material's style sheet, whole."""


run = Run()


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG001, FBT001
    """Note whether this is a build or a preview."""
    run.preview = command == "serve"


def on_config(config: MkDocsConfig) -> None:
    """Refuse a catalogue with problems; take the name of the site and the columns from the vocabulary."""
    root = _root(config)
    if FRAMES_FOLDER not in os.environ:
        from disclosure import publication  # noqa: PLC0415 - see above

        with _refusal_stops_mkdocs():
            run.checked = publication.require_clean(root)
    words, problems = vocabulary.load(root)
    if words is None:
        raise PluginError("\n".join(problem.report for problem in problems))
    config.site_name = words.site.name
    config.extra.update(site=words.site, columns=words.columns, languages=words.languages, preview=run.preview)
    config.extra["staff"] = words.site.staff_pages or bool(os.environ.get(FOR_STAFF))
    config.extra["early"] = _early(root)
    config.theme.static_templates.clear()  # sitemap.xml and 404.html: the package writes what the site needs
    run.frames.clear()


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Leave out all files of the theme; add the frames and the style sheet, which is cut when the pages are known."""
    (theme_sheet,) = (file for file in files if fnmatchcase(file.src_uri, THEME_SHEET))
    run.theme_sheet = theme_sheet.content_string
    kept = [file for file in files if _is_published(file, config)]
    kept.append(File.generated(config, STYLE_SHEET, content=_style_sheet(config)))
    text, level = "---\nframe: true\n---\n", InclusionLevel.NOT_IN_NAV
    return Files(kept + [File.generated(config, uri, content=text, inclusion=level) for uri in FRAME_ADDRESSES])


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    """Give the tables of hand-written pages what Markdown cannot."""
    return captioned(html)


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG001
    """Keep a frame for later (MkDocs does not write an empty page); tidy every page."""
    html = UNUSED_MARKUP.sub("", output).lstrip().replace('<html lang="zh" class="no-js">', '<html lang="zh-CN">', 1)
    if not page.meta.get("frame"):
        return html
    run.frames[page.file.src_uri.count("/")] = re.sub(r"\s*\n\s*", "\n", html)
    return ""


def on_post_build(config: MkDocsConfig) -> None:
    """Hand the frames over: to the folder named in the environment, else to the package, which writes the pages."""
    _join_styles(config)
    if folder := os.environ.get(FRAMES_FOLDER):
        Path(folder).mkdir(parents=True, exist_ok=True)
        for depth, html in sorted(run.frames.items()):
            (Path(folder) / f"depth-{depth}.html").write_text(html, encoding="utf-8", newline="\n")
        return
    if run.checked and run.checked.catalogue:
        from disclosure import publication  # noqa: PLC0415 - see above

        with _refusal_stops_mkdocs():
            publication.write_pages(_root(config), Path(config.site_dir), run.checked.catalogue, run.frames)


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: object) -> None:  # noqa: ARG001
    """Build again when the catalogue or the look changes."""
    for folder in ("catalogue", "overrides"):
        server.watch(str(_root(config) / folder))


@contextmanager
def _refusal_stops_mkdocs() -> Iterator[None]:
    try:
        yield
    except Refused as refusal:
        raise PluginError(str(refusal)) from refusal


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent


def _style_sheet(config: MkDocsConfig) -> str:
    """All parts of the look in the order that mkdocs.yml names; a part left out or added by mistake is refused."""
    folder = _root(config) / "overrides/look"
    there, named = sorted(path.stem for path in folder.glob("*.css")), config.extra["look"]
    if there != sorted(named):
        different = "、".join(sorted(set(there) ^ set(named)))
        raise PluginError(f"mkdocs.yml 的 look 和 overrides/look/ 里的样式文件对不上：{different}")
    return "\n".join((folder / f"{name}.css").read_text(encoding="utf-8") for name in named)


def _join_styles(config: MkDocsConfig) -> None:
    """One small style sheet: of Material's what can apply to our pages, a seventh, then ours."""
    site, own = Path(config.site_dir), _root(config) / "overrides"
    sources = [*sorted(own.rglob("*.html")), *sorted(own.rglob("*.js")), *sorted(site.rglob("*.html"))]
    words = styles.words_in("\n".join([*run.frames.values(), *(path.read_text(encoding="utf-8") for path in sources)]))
    sheet = _style_sheet(config)
    joined = styles.compact(styles.needed(run.theme_sheet, words, sheet) + sheet)
    (site / STYLE_SHEET).write_text(joined, encoding="utf-8", newline="\n")


def _early(root: Path) -> dict[str, str]:
    """The script that stands in each page, on one line, and the hash by which the page allows it."""
    text = re.sub(r"/\*.*?\*/", "", (root / EARLY_SCRIPT).read_text(encoding="utf-8"), flags=re.DOTALL)
    line = re.sub(r"\s+", " ", text).strip()
    return {"text": line, "hash": f"sha256-{b64encode(sha256(line.encode()).digest()).decode()}"}


def _is_published(file: File, config: MkDocsConfig) -> bool:
    """Tell whether a file belongs on the site: content/, assets/ of overrides/, for staff with their pages."""
    if file.src_dir == config.theme.custom_dir:
        is_for_staff = file.src_uri.startswith(STAFF_ASSETS)
        return file.src_uri.startswith("assets/") and (config.extra["staff"] or not is_for_staff)
    return file.src_dir == config.docs_dir
