"""Disclosure: checks the entries of a 政府信息公开 catalogue and builds the site from them.

The parts, in the order of the flow. Each part may import only from the parts left of it; tests/test_architecture.py
reads this very list and compares the code with it.

    problem cache source fields vocabulary kinds workers catalogue attachments prose rules editing views books
    markup captions outline charts styles pages languages search publication offline schema importers report
    preview cli

Outside the list: hooks/mkdocs_events.py translates the events of MkDocs into calls of this package, and
hooks/__main__.py starts the command line in the project's own environment.
"""
