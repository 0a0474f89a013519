"""The fourth room: HTTP in, pages and JSON out. Escaping happens here and only here."""

from web.app import create_app

__all__ = ["create_app"]
