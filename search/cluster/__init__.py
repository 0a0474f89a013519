"""The archive on an OpenSearch cluster: trees as its queries, and answers made of what it finds.

Imports of its room: search, search.kernels, search.matching, search.query, search.relating, search.showing.
"""
