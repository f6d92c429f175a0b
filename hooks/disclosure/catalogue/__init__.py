"""All entries of a site together: read, filed under organ and category, joined by their references."""

from __future__ import annotations

from disclosure.catalogue.addresses import address_of, power_address
from disclosure.catalogue.load import FOLDER, Inspect, Kept, Loaded, Place, load, placed, places
from disclosure.catalogue.model import Catalogue, StoredFile

__all__ = [
    "FOLDER",
    "Catalogue",
    "Inspect",
    "Kept",
    "Loaded",
    "Place",
    "StoredFile",
    "address_of",
    "load",
    "placed",
    "places",
    "power_address",
]
