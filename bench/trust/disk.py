"""A disk that loses power: what a writer did to it, and what may be left of that.

The model is the one that ALICE (Pillai and others, OSDI 2014) takes for a file system of which nothing better is known:
- what was written to a file is on disk for certain once the file was synced; until then any of its pages of 4 KB may
  be there and others not, with zeros in their place, and the file may be as long as it was or as it became;
- a name made, replaced or removed is on disk for certain once its folder was synced; until then each may be there or
  not, whatever became of those before and after it. A rename is done or not, in one;
- to sync a file does not sync its name.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from bench.trust.calls import CREATING, CUTTING, SHARED, WRITABLE, Call, memory, position

PAGE = 4096
Kept = Callable[[], bool]  # whether the next thing that is unsynced is there nonetheless


@dataclass(eq=False)
class File:
    """``synced`` bytes, and what was written since: where and what, None where it was cut to nothing."""

    synced: bytes = b""
    since: list[tuple[int, bytes] | None] = field(default_factory=list)

    def sync(self) -> None:
        """Have all of it on disk."""
        self.synced, self.since = self.content(lambda: True), []

    def content(self, kept: Kept) -> bytes:
        """What is there when each page written since is kept by chance."""
        found = bytearray(self.synced)
        for each in self.since:
            if each is None:
                if kept():
                    found.clear()
                continue
            at, data = each
            if kept():
                found.extend(bytes(max(0, at + len(data) - len(found))))
            bounds = [at, *range((at // PAGE + 1) * PAGE, at + len(data), PAGE), at + len(data)]
            for first, last in pairwise(bounds):
                if kept():
                    found.extend(bytes(max(0, last - len(found))))
                    found[first:last] = data[first - at : last - at]
        return bytes(found)


@dataclass(eq=False)
class Folder:
    """The names in it, as programs see them and as they are on disk for certain."""

    names: dict[str, Node] = field(default_factory=dict)
    synced: dict[str, Node] = field(default_factory=dict)


Node = File | Folder
Edit = tuple[Folder, str, Node | None]  # a name in a folder means this now


@dataclass(frozen=True)
class Step:
    """What a writer did: ``kind`` is "write", "cut", "sync", "create", "mkdir", "link", "rename" or "remove"."""

    kind: str
    paths: tuple[str, ...]
    at: int = 0
    data: bytes = b""


class Unmodelled(Exception):  # noqa: N818
    """A writer did what this disk knows nothing of."""


def step_of(call: Call) -> Step | None:  # noqa: PLR0911
    """What a call is about to do; None if nothing, or if it will fail."""
    there = [os.path.lexists(path) for path in call.paths]
    match call.name:
        case "open" | "openat":
            flags = call.arguments[1 if call.name == "open" else 2]
            if flags & os.O_APPEND:
                raise Unmodelled(str(call))
            if flags & CREATING and not there[0]:
                return Step("create", call.paths)
            return Step("cut", call.paths) if flags & CUTTING and there[0] else None
        case "write" | "pwrite64":
            at = call.arguments[3] if call.name == "pwrite64" else position(call)
            return Step("write", call.paths, at, memory(call.process, call.arguments[1], call.arguments[2]))
        case "fsync" | "fdatasync":
            return Step("sync", call.paths)
        case "mkdir" | "mkdirat":
            parent = os.path.lexists(os.path.dirname(call.paths[0]))  # noqa: PTH120
            return Step("mkdir", call.paths) if parent and not there[0] else None
        case "unlink" | "unlinkat" | "rmdir":
            return Step("remove", call.paths) if there[0] else None
        case "link" | "linkat":
            return Step("link", call.paths) if there[0] and not there[1] else None
        case "rename" | "renameat" | "renameat2":
            return Step("rename", call.paths) if there[0] else None
        case "utimensat":
            return None
        case "mmap":
            if call.arguments[3] & SHARED and call.arguments[2] & WRITABLE:
                raise Unmodelled(str(call))
            return None
    raise Unmodelled(str(call))


class Disk:
    """A disk with the folder ``top``, all of which is synced when it begins."""

    def __init__(self, top: Path) -> None:
        self._top, self._root = top, _load(top)
        self._since: list[tuple[Edit, ...]] = []

    def do(self, step: Step) -> None:
        """Do what the writer did."""
        if any(path.endswith(" (deleted)") for path in step.paths):
            return
        match step.kind:
            case "create" | "mkdir":
                self._edit((step.paths[0], File() if step.kind == "create" else Folder()))
            case "link":
                self._edit((step.paths[1], self._node(step.paths[0])))
            case "rename":
                self._edit((step.paths[1], self._node(step.paths[0])), (step.paths[0], None))
            case "remove":
                self._edit((step.paths[0], None))
            case "sync":
                self._sync(self._node(step.paths[0]))
            case _:
                node = self._node(step.paths[0])
                assert isinstance(node, File)
                node.since.append((step.at, step.data) if step.kind == "write" else None)

    def _edit(self, *edits: tuple[str, Node | None]) -> None:
        made = []
        for path, node in edits:
            folder = self._node(os.path.dirname(path))  # noqa: PTH120 - of a string
            assert isinstance(folder, Folder)
            made.append((folder, Path(path).name, node))
        for edit in made:
            _apply(edit[0].names, edit)
        self._since.append(tuple(made))

    def _sync(self, node: Node) -> None:
        if isinstance(node, File):
            node.sync()
            return
        for edits in self._since:
            if any(folder is node for folder, _, _ in edits):
                for edit in edits:
                    _apply(edit[0].synced, edit)
        self._since = [edits for edits in self._since if all(folder is not node for folder, _, _ in edits)]

    def _node(self, path: str) -> Node:
        node: Node = self._root
        for name in Path(path).relative_to(self._top).parts:
            assert isinstance(node, Folder)
            node = node.names[name]
        return node

    def lose_power(self, names: Kept, data: Kept, place: Path) -> None:
        """Write what is left to a folder, where unsynced ``names`` and ``data`` are there by chance."""
        left: dict[int, dict[str, Node]] = {}
        for edits in self._since:
            if names():
                for edit in edits:
                    _apply(left.setdefault(id(edit[0]), dict(edit[0].synced)), edit)
        _write(self._root, left, data, place, {})


def _apply(names: dict[str, Node], edit: Edit) -> None:
    if edit[2] is None:
        names.pop(edit[1], None)
    else:
        names[edit[1]] = edit[2]


def _load(place: Path) -> Folder:
    folder = Folder()
    for path in place.iterdir():
        folder.names[path.name] = _load(path) if path.is_dir() else File(path.read_bytes())
    folder.synced = dict(folder.names)
    return folder


def _write(folder: Folder, left: dict[int, dict[str, Node]], data: Kept, place: Path, files: dict[int, Path]) -> None:
    place.mkdir()
    for name, node in left.get(id(folder), folder.synced).items():
        if isinstance(node, Folder):
            _write(node, left, data, place / name, files)
        elif id(node) in files:
            (place / name).hardlink_to(files[id(node)])
        else:
            files[id(node)] = place / name
            (place / name).write_bytes(node.content(data))
