"""How much memory this process may have."""

from __future__ import annotations

from math import inf


def memory_limits() -> tuple[float, float]:
    """Bytes of address space, and of memory that is there."""
    try:
        import resource
    except ImportError:  # Windows has no such limits.
        return inf, inf
    limits = (resource.getrlimit(kind)[0] for kind in (resource.RLIMIT_AS, resource.RLIMIT_RSS))
    reserved, taken = (inf if limit == resource.RLIM_INFINITY else limit for limit in limits)
    return reserved, taken
