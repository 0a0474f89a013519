"""What a search can refuse, each with what to type instead."""

from __future__ import annotations

from index import MorgueError


class RequestError(MorgueError):
    """A parameter of a request is not one of those allowed; ``parameter`` names it."""

    def __init__(self, parameter: str, message: str) -> None:
        super().__init__(f"{parameter}: {message}")
        self.parameter = parameter


class QueryError(RequestError):
    """A query that is understood but cannot be honoured: too broad a wildcard, a date that is none."""

    def __init__(self, message: str) -> None:
        super().__init__("q", message)


class TookTooLong(MorgueError):  # noqa: N818
    """A question took longer than it may."""

    def __init__(self, seconds: float) -> None:
        super().__init__(
            f"this takes longer than {seconds:g} s, which is the limit; ask for rarer words or for fewer, "
            "or set another limit with --time-limit"
        )


class NoSuchArticle(MorgueError):  # noqa: N818
    """No article of the archive has this id."""

    def __init__(self, identifier: str) -> None:
        super().__init__(f"no article {identifier!r} in this archive")


class NoSuchVersion(RequestError):  # noqa: N818
    """An article has no earlier version of this number."""

    def __init__(self, identifier: str, number: int, versions: int) -> None:
        there = f"it has 1 to {versions:,}" if versions else "it has none"
        super().__init__("version", f"{number:,} is no earlier version of article {identifier!r}; {there}")


class NoSuchSpeaker(MorgueError):  # noqa: N818
    """Nobody quoted in the archive has this key."""

    def __init__(self, key: str) -> None:
        super().__init__(f"nobody with the key {key!r} is quoted in this archive")
