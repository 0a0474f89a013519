"""What leads on from a few letters or from an article: suggestions, similar articles.

Imports of its room: search, search.matching, search.query.
"""
