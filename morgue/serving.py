"""What a server is started with: by options, the environment, ``morgue.toml``, in this order, or by default."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from index import SettingsError
from index.settings import SETTINGS_FILE


class Option(NamedTuple):
    """An option of ``serve``: ``parse`` raises ``ArgumentTypeError``; one of ``many`` may be repeated, and is a list in
    the file and divided by commas in the environment."""

    name: str
    parse: Callable[[str], Any]
    default: Any
    metavar: str
    help: str
    many: bool = False

    @property
    def variable(self) -> str:
        """Its name in the environment."""
        return f"MORGUE_{self.name.upper()}"


def add_options(sub: Any, options: tuple[Option, ...]) -> None:
    """Have a parser know options; of one that is not given the value is None."""
    for one in options:
        name = one.name.removesuffix("s") if one.many else one.name
        how = {"action": "append"} if one.many else {}
        shown = f" (default: {one.default})" if one.default not in (None, (), "") else ""
        sub.add_argument(
            f"--{name.replace('_', '-')}",
            dest=one.name,
            type=one.parse,
            metavar=one.metavar,
            help=one.help + shown,
            **how,
        )


def settle(
    options: argparse.Namespace, known: tuple[Option, ...], environment: Mapping[str, str], table: Mapping[str, object]
) -> argparse.Namespace:
    """``options`` with those that were not given from the environment, or from the table ``[serve]`` of the settings,
    or by default. Raises ``SettingsError``."""
    names = [one.name for one in known]
    if unknown := table.keys() - set(names):
        raise SettingsError(f"{SETTINGS_FILE}: serve: no setting {min(unknown)!r}; there are: {', '.join(names)}")
    for one in known:
        if getattr(options, one.name) is None:
            setattr(options, one.name, _found(one, environment, table))
    return options


def _found(one: Option, environment: Mapping[str, str], table: Mapping[str, object]) -> Any:
    if text := environment.get(one.variable, ""):
        return _read(one, text.split(",") if one.many else [text], one.variable)
    if one.name not in table:
        return one.default
    value, where = table[one.name], f"{SETTINGS_FILE}: serve.{one.name}"
    if isinstance(value, list) != one.many or isinstance(value, bool | dict):
        raise SettingsError(f"{where} must be {'a list' if one.many else 'one value'}, not {value!r}")
    return _read(one, [str(each) for each in value] if isinstance(value, list) else [str(value)], where)


def _read(one: Option, texts: list[str], where: str) -> Any:
    try:
        values = [*_values(one, texts)]
    except argparse.ArgumentTypeError as error:
        raise SettingsError(f"{where}: {error}") from error
    return values if one.many else values[0]


def _values(one: Option, texts: list[str]) -> Iterator[Any]:
    for text in texts:
        try:
            yield one.parse(text.strip())
        except ValueError as error:
            raise argparse.ArgumentTypeError(f"{text!r} is no {one.metavar.lower()}") from error


def settled(options: argparse.Namespace, known: tuple[Option, ...], table: Mapping[str, object]) -> argparse.Namespace:
    """As ``settle``, by the environment of this process."""
    return settle(options, known, os.environ, table)
