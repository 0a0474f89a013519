"""Invented pages in the style of real publishing systems, each with what a reader would say is its article.

Texts, people and papers are fiction. ``choosing``, ``more``, ``papers``, ``sites`` and ``abroad`` have pages to try
things out on; those that begin with ``telling`` are of other systems and tell how good the outcome is.
"""
