"""Each system call of a process, held before it is done: to be let on, to fail, or to be where the process is killed.

A process asks the kernel to report its calls (seccomp's user notification, Linux 5.5 and newer, no privilege needed)
and is forked from this one, which has loaded everything: so only what a command itself does is counted, in the one
order in which its threads do it. Calls that touch nothing below the folder watched go on unseen.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import platform
import select
import signal
import socket
import struct
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

# The calls of x86-64 that take paths or descriptors of files, with the places of their arguments: paths, each behind
# its folder's descriptor if it has one; then descriptors.
HERE = -1
PATHS: dict[str, tuple[int, tuple[tuple[int, int], ...]]] = {
    "open": (2, ((HERE, 0),)), "stat": (4, ((HERE, 0),)), "lstat": (6, ((HERE, 0),)), "truncate": (76, ((HERE, 0),)),
    "rename": (82, ((HERE, 0), (HERE, 1))), "mkdir": (83, ((HERE, 0),)), "rmdir": (84, ((HERE, 0),)),
    "creat": (85, ((HERE, 0),)), "link": (86, ((HERE, 0), (HERE, 1))), "unlink": (87, ((HERE, 0),)),
    "symlink": (88, ((HERE, 1),)), "openat": (257, ((0, 1),)), "mkdirat": (258, ((0, 1),)),
    "newfstatat": (262, ((0, 1),)), "unlinkat": (263, ((0, 1),)), "renameat": (264, ((0, 1), (2, 3))),
    "linkat": (265, ((0, 1), (2, 3))), "utimensat": (280, ((0, 1),)), "renameat2": (316, ((0, 1), (2, 3))),
    "statx": (332, ((0, 1),)),
}  # fmt: skip
DESCRIPTORS = {
    "read": (0, 0), "write": (1, 0), "fstat": (5, 0), "mmap": (9, 4), "pread64": (17, 0), "pwrite64": (18, 0),
    "readv": (19, 0), "writev": (20, 0), "sendfile": (40, 0), "flock": (73, 0), "fsync": (74, 0), "fdatasync": (75, 0),
    "ftruncate": (77, 0), "getdents64": (217, 0), "fallocate": (285, 0), "copy_file_range": (326, 2),
}  # fmt: skip
NAMES = {number: name for name, (number, _) in (*PATHS.items(), *DESCRIPTORS.items())}
NUMBERS = {name: number for number, name in NAMES.items()}
CREATING, WRITING, CUTTING = os.O_CREAT, os.O_WRONLY | os.O_RDWR, os.O_TRUNC
SHARED, WRITABLE = 1, 2  # of mmap
AT_CWD = -100  # for a folder's descriptor

_SECCOMP, _SET_FILTER, _LISTENER, _NO_NEW_PRIVILEGES = 317, 1, 8, 38
_RECEIVE, _SEND = 0xC0502100, 0xC0182101
_ALLOW, _ASK, _LOAD, _EQUAL, _RETURN = 0x7FFF0000, 0x7FC00000, 0x20, 0x15, 0x06
_CONTINUE = 1
PATIENCE = 120.0  # seconds until a process counts as hanging
PAGE = 4096  # bytes of memory; no path is longer


@dataclass(frozen=True)
class Call:
    """One call: its name, the paths below the folder watched that it touches, its arguments, its process."""

    name: str
    paths: tuple[str, ...]
    arguments: tuple[int, ...]
    process: int

    @property
    def changes(self) -> bool:
        """Whether it changes what is on disk, or when it reaches it."""
        if self.name in ("open", "openat"):
            return bool(self.arguments[1 if self.name == "open" else 2] & (CREATING | CUTTING))
        return self.name not in QUIET

    def __str__(self) -> str:
        return f"{self.name} {' '.join(Path(path).name for path in self.paths)}"


QUIET = {"stat", "lstat", "newfstatat", "statx", "read", "fstat", "mmap", "pread64", "readv", "flock", "getdents64"}
CHANGING = sorted(NUMBERS.keys() - QUIET)  # and those that open files


@dataclass(frozen=True)
class Ended:
    """How a command ended: its exit code, negative for a signal; what it printed; how many calls were held."""

    code: int
    out: str
    err: str
    calls: int = 0


def unavailable() -> str:
    """Why calls cannot be held here; empty where they can."""
    if platform.system() != "Linux" or platform.machine() != "x86_64":
        return "system calls are held on Linux on x86-64 alone"
    try:
        ended = run(lambda: 0, Path("/nowhere"), lambda _: None)
    except OSError as error:
        return f"the kernel reports no system calls ({error})"
    return "" if ended.code == 0 else f"the kernel reports no system calls ({ended.err.strip()})"


Verdict = int | signal.Signals | None  # an error's number, the signal that ends the process, or None: the call goes on


def run(
    command: Callable[[], int], watched: Path, decide: Callable[[Call], Verdict], names: Iterable[str] = NUMBERS
) -> Ended:
    """Run ``command`` in a process of its own; ``decide`` says what becomes of each call of these ``names`` that
    touches ``watched``.

    This process must have no other threads: it forks. Raises ``TimeoutError`` where the command hangs.
    """
    mine, its = socket.socketpair()
    out, err = (os.memfd_create(name) for name in ("out", "err"))
    sys.stdout.flush()
    sys.stderr.flush()
    process = os.fork()
    descriptors: list[int] = []
    if not process:
        _be_watched(command, its, out, err, names)
    its.close()
    try:
        _, descriptors, _, _ = socket.recv_fds(mine, 1, 1)
        count = _serve(descriptors[0], process, os.fsencode(watched), decide) if descriptors else 0
        _, status = os.waitpid(process, 0)
        process = 0
        return Ended(os.waitstatus_to_exitcode(status), _read_all(out), _read_all(err), count)
    finally:
        if process:
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)
        for descriptor in (*descriptors, out, err):
            os.close(descriptor)
        mine.close()


def _read_all(descriptor: int) -> str:
    return os.pread(descriptor, 1 << 20, 0).decode("utf-8", "replace")


def _be_watched(command: Callable[[], int], its: socket.socket, out: int, err: int, names: Iterable[str]) -> None:
    """What the new process does, until it ends."""
    code = 99
    try:
        os.dup2(out, 1)
        os.dup2(err, 2)
        descriptor = _listener(names)
        socket.send_fds(its, [b"x"], [descriptor])
        os.close(descriptor)
        its.close()
        code = command()
    except SystemExit as error:
        code = error.code if isinstance(error.code, int) else 1
    except BaseException:
        import traceback  # noqa: PLC0415

        traceback.print_exc()
    finally:
        with suppress(OSError):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(code)


def _listener(names: Iterable[str]) -> int:
    """Have the kernel report the calls of this process and all that it starts; the descriptor to hear of them."""
    numbers = sorted(map(NUMBERS.__getitem__, names))
    program = [struct.pack("HBBI", _LOAD, 0, 0, 0)]
    program += [struct.pack("HBBI", _EQUAL, len(numbers) - at, 0, number) for at, number in enumerate(numbers)]
    program += [struct.pack("HBBI", _RETURN, 0, 0, answer) for answer in (_ALLOW, _ASK)]
    code = ctypes.create_string_buffer(b"".join(program))
    about = ctypes.create_string_buffer(struct.pack("HxxxxxxP", len(program), ctypes.addressof(code)))
    library = ctypes.CDLL(None, use_errno=True)
    library.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    descriptor = int(library.syscall(_SECCOMP, _SET_FILTER, _LISTENER, about))
    if descriptor < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return descriptor


def _serve(listener: int, process: int, watched: bytes, decide: Callable[[Call], Verdict]) -> int:
    """Answer for each call until the process ends; how many touched ``watched``."""
    poll = select.poll()
    poll.register(listener, select.POLLIN)
    count, ends = 0, time.monotonic() + PATIENCE
    while True:
        ready = poll.poll(1000)
        if time.monotonic() > ends:
            raise TimeoutError(f"a command did not end within {PATIENCE:.0f} s")
        if not ready:
            continue
        if not ready[0][1] & select.POLLIN:
            return count
        asked = bytearray(80)
        try:
            fcntl.ioctl(listener, _RECEIVE, asked)
        except OSError as error:
            if error.errno in (errno.ENOENT, errno.EINTR):  # it was killed meanwhile
                continue
            raise
        number, thread, _, kind = struct.unpack_from("QIIi", asked)
        call = _call(NAMES[kind], thread, struct.unpack_from("6Q", asked, 32), watched)
        verdict = None
        if call:
            count += 1
            verdict = decide(call)
        if isinstance(verdict, signal.Signals):
            os.kill(process, verdict)
            continue
        answer = struct.pack("QqiI", number, 0, -(verdict or 0), 0 if verdict else _CONTINUE)
        with suppress(FileNotFoundError):
            fcntl.ioctl(listener, _SEND, bytearray(answer))


def _call(name: str, thread: int, arguments: tuple[int, ...], watched: bytes) -> Call | None:
    """The call, if it touches what is watched."""
    try:
        if name in PATHS:
            found = [_path(thread, arguments, *places) for places in PATHS[name][1]]
        else:
            found = [_opened(thread, arguments[DESCRIPTORS[name][1]])]
    except OSError:  # an address or descriptor that is none, or the process is gone
        return None
    if not any(path == watched or path.startswith(watched + b"/") for path in found):
        return None
    return Call(name, tuple(map(os.fsdecode, found)), arguments, thread)


def _opened(thread: int, descriptor: int) -> bytes:
    return os.fsencode(Path(f"/proc/{thread}/fd/{_signed(descriptor)}").readlink())


def _signed(number: int) -> int:
    return ctypes.c_int(number & 0xFFFFFFFF).value


def _path(thread: int, arguments: tuple[int, ...], folder: int, place: int) -> bytes:
    """A path among the arguments of a call, whole."""
    path = _string(thread, arguments[place])
    if path.startswith(b"/"):
        return os.path.normpath(path)
    start = _signed(arguments[folder]) if folder != HERE else AT_CWD
    base = os.fsencode(Path(f"/proc/{thread}/cwd").readlink()) if start == AT_CWD else _opened(thread, start)
    return os.path.normpath(base + b"/" + path) if path else base


def memory(thread: int, address: int, size: int) -> bytes:
    """What a process has at an address, as far as there is something."""
    with Path(f"/proc/{thread}/mem").open("rb", buffering=0) as file:
        file.seek(address)
        return file.read(size) or b""


def _string(thread: int, address: int) -> bytes:
    """The path at an address, which may stand at the end of what the process has."""
    to_page_end = PAGE - address % PAGE
    found = memory(thread, address, to_page_end)
    if b"\0" not in found:
        found += memory(thread, address + to_page_end, PAGE)
    return found.partition(b"\0")[0]


def position(call: Call) -> int:
    """Where in its file a call writes."""
    about = Path(f"/proc/{call.process}/fdinfo/{_signed(call.arguments[0])}").read_text(encoding="ascii")
    fields: dict[str, str] = dict(line.split(":", 1) for line in about.splitlines() if ":" in line)
    return int(fields["pos"])


def killed_at(number: int, only: Callable[[Call], bool]) -> Callable[[Call], Verdict]:
    """Kill the process before the call with this number, counted from 0, of those that count."""
    seen = 0

    def decide(call: Call) -> Verdict:
        nonlocal seen
        if only(call):
            seen += 1
            if seen == number + 1:
                return signal.SIGKILL
        return None

    return decide


def failing_at(number: int, error: int, only: Callable[[Call], bool]) -> Callable[[Call], Verdict]:
    """Have the call with this number, counted from 0, of those that count, fail."""
    seen = 0

    def decide(call: Call) -> Verdict:
        nonlocal seen
        if only(call):
            seen += 1
            if seen == number + 1:
                return error
        return None

    return decide


def recorded(command: Callable[[], int], watched: Path, names: Iterable[str] = NUMBERS) -> tuple[Ended, Sequence[Call]]:
    """Run ``command`` to its end; all its calls that touch what is watched."""
    calls: list[Call] = []
    return run(command, watched, calls.append, names), calls
