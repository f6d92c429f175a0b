"""All entries of a site together: read, filed under organ and category, joined by their references."""

from __future__ import annotations

from disclosure.catalogue.addresses import address_of, power_address
from disclosure.catalogue.load import FOLDER, Inspect, Kept, Loaded, load, placed
from disclosure.catalogue.model import Catalogue, StoredFile

__all__ = [
    "FOLDER",
    "Catalogue",
    "Inspect",
    "Kept",
    "Loaded",
    "StoredFile",
    "address_of",
    "load",
    "placed",
    "power_address",
]
