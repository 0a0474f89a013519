"""How kernels are compiled."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from shutil import copy

from index.arrays import jit
from tests.conftest import ROOT

CALLED = """
from index.arrays.jit import inlined

@inlined
def step():
    return {step}
"""
CALLING = """
from index.called import step
from index.arrays.jit import kernel

@kernel
def twice():
    return 2 * step()
"""
RUN = "from index import calling; print(calling.twice(), *calling.twice.stats.cache_hits.values())"


def test_machine_code_is_kept_until_a_kernel_that_it_calls_changes(tmp_path: Path) -> None:
    room = tmp_path / "index"
    (room / "arrays").mkdir(parents=True)
    copy(jit.__file__, room / "arrays" / "jit.py")
    (room / "calling.py").write_text(CALLING)
    answers = []
    for step in (1, 1, 30):  # of another length: within a second, Python knows a file by that
        (room / "called.py").write_text(CALLED.format(step=step))
        run = subprocess.run(
            [sys.executable, "-c", RUN],
            cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(tmp_path)}, capture_output=True, text=True, check=True,
        )  # fmt: skip
        answers.append(run.stdout.split())
    assert answers == [["2"], ["2", "1"], ["60"]]


def test_where_nothing_is_to_be_compiled_kernels_are_python() -> None:
    run = subprocess.run(
        [sys.executable, "-c", "from index.arrays.bits import width_of; print(width_of(255))"],
        cwd=ROOT, env=os.environ | {"NUMBA_DISABLE_JIT": "1"}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert run.stdout.split() == ["8"]
