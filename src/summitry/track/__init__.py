"""Track: the ledger of a relationship, filled from readouts.

Many reports become one occurrence, promises are followed until they are kept or lapse, counts are checked, and measures
are taken. Nothing here knows how a text is read; what a document says arrives as a ``Readout``.
"""
