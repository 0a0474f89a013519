"""Invented pages in the style of real publishing systems, each with what a reader would say is its article.

Texts, people and papers are fiction. ``choosing`` has pages to try things out on, ``telling`` those, of other systems,
that tell how good the outcome is.
"""
