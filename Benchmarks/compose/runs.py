"""What the benchmark and the campaign share: a command run to its end, with what it used."""
import hashlib
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


def highs(folder, subject, groups, seconds, options, cache=None):
    """The answer of highs_mip.py in a process of its own.

    `cache` names a JSON file of earlier answers, for who tunes the other side; whoever changes highs_mip.py removes it.
    """
    key = cache and _key(folder, subject, groups, seconds, options)
    if cache and (known := _cached(cache).get(key)):
        return known
    done = run([sys.executable, HERE / "highs_mip.py", folder, subject, groups, seconds, *options.arguments()])
    if done.status != 0:
        raise Failure(f"HiGHS on {folder}: {done.errors[-400:]}")
    # HiGHS writes its banner first.
    answer = json.loads(done.output.splitlines()[-1])
    if cache:
        _keep(cache, key, answer)
    return answer


def _key(folder, subject, groups, seconds, options):
    """Equal for equal bytes of the network, equal wishes and equal seconds of one version of HiGHS."""
    digest = hashlib.sha256((HERE / "requirements.txt").read_bytes())
    for path in sorted(pathlib.Path(folder).iterdir()):
        digest.update(f"{path.name} {path.stat().st_size}\n".encode() + path.read_bytes())
    digest.update(" ".join(map(str, [subject, groups, float(seconds), *options.arguments()])).encode())
    return digest.hexdigest()


def _cached(cache):
    return json.loads(pathlib.Path(cache).read_text(encoding="utf-8")) if os.path.exists(cache) else {}


def _keep(cache, key, answer):
    """Read again just before: another process may have added to it."""
    answers = {**_cached(cache), key: answer}
    fresh = f"{cache}.{os.getpid()}"
    pathlib.Path(fresh).write_text(json.dumps(answers, indent=1), encoding="utf-8")
    os.replace(fresh, cache)
