"""The archive in a directory on this machine: what a tree finds in it, and answers made of that.

Imports of its room: search, search.matching, search.query, search.relating, search.showing.
"""
