"""What listens: processes, their threads, and the connections of their clients.

Imports of its room: web.middleware.
"""
