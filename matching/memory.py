"""How much memory this process, or another with all it has started, holds."""

import resource
import sys

import psutil


def peak_mib() -> float:
    """The most resident memory so far, in MiB; the system counts kilobytes, on macOS bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return float(peak) / (2**20 if sys.platform == "darwin" else 2**10)


def resident_mib(pid: int) -> float | None:
    """Resident memory of a process and its children now, in MiB; None where it is gone."""
    try:
        process = psutil.Process(pid)
        family = [process, *process.children(recursive=True)]
        return float(sum(one.memory_info().rss for one in family)) / 2**20
    except psutil.Error:
        return None
