"""The chain of custody of a record: what an entry says, how entries are signed and linked, and how a chain is verified.

Pure: it needs neither site nor network, so that a school verifies offline what it downloaded (docs/school/custody.md).
"""
