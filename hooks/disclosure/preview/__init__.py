"""The preview: a site that follows its files, for one person on one computer.

    watching -> reading -> showing -> desk -> panel -> server

`watching` says which files have changed, `reading` reads and checks those, `showing` renders the pages that are asked
for, `desk` joins these and knows the state, `panel` puts it into words, `server` answers the browser.
"""

from __future__ import annotations

from disclosure.preview.desk import Desk
from disclosure.preview.server import Server

__all__ = ["Desk", "Server"]
