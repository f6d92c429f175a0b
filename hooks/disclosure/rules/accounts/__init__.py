"""The rules of 预算 and 决算: which tables, which codes, and that the figures agree (standards B1 to B13)."""

from __future__ import annotations

from disclosure.rules.accounts import blocks, codes, debt, identities, publication, tables, three_public, totals

__all__ = ["blocks", "codes", "debt", "identities", "publication", "tables", "three_public", "totals"]
