"""What the benchmark and the campaign share: a command run to its end, with what it used."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass

HERE = pathlib.Path(__file__).resolve().parent


class Failure(Exception):
    """A side did not answer, or answered nonsense."""


@dataclass
class Run:
    status: int
    wall: float
    cpu: float
    peak: float  # MiB
    output: str
    errors: str


def run(command):
    """CPU seconds of the command and its children. Small outputs only: a child's peak counts what this process holds."""
    with tempfile.TemporaryFile("w+") as output, tempfile.TemporaryFile("w+") as errors:
        begin = time.monotonic()
        process = subprocess.Popen([str(word) for word in command], stdout=output, stderr=errors)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        errors.seek(0)
        return Run(process.returncode, wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, output.read(),
                   errors.read())


def compose(svyaz, folder, subject, options, more=()):
    """The answer of `svyaz compose --json`, an infeasible one too, and its run."""
    command = [svyaz, "compose", "--network", folder, "--subject", subject, "--json", *options.arguments(), *more]
    done = run(command)
    if done.status not in (0, 1):
        raise Failure(f"{' '.join(map(str, command))} ended with {done.status}: {done.errors[-400:]}")
    try:
        return json.loads(done.output), done
    except ValueError:
        raise Failure(f"{' '.join(map(str, command))} wrote no JSON: {done.output[:200]}")


def highs(folder, subject, groups, seconds, options):
    """The answer of highs_mip.py in a process of its own."""
    done = run([sys.executable, HERE / "highs_mip.py", folder, subject, groups, seconds, *options.arguments()])
    if done.status != 0:
        raise Failure(f"HiGHS on {folder}: {done.errors[-400:]}")
    # HiGHS writes its banner first.
    return json.loads(done.output.splitlines()[-1])
