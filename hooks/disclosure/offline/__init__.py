"""Offline copies that reading rooms can trust: packed, signed, verified, updated.

A copy is a folder: a BagIt bag whose data is the site byte for byte, and a signed release record. The format is
described in README.md beside this file.
"""
