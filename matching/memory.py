"""How much memory this process has held."""

import resource
import sys


def peak_mib() -> float:
    """The most resident memory so far, in MiB; the system counts kilobytes, on macOS bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return float(peak) / (2**20 if sys.platform == "darwin" else 2**10)
