"""Frames of which a part is shown: they stay here for a while, so that a view can have all of one."""
import secrets
import weakref

# What is kept for nobody but a view, in bytes as its columns tell them; what is larger lives as long as the code has a name for it.
ROOM = 256 << 20
MOST = 50

_kept = {}
_named = weakref.WeakValueDictionary()


def keep(frame):
    """The name by which all of a frame can be had later on."""
    key = secrets.token_hex(8)
    size = size_of(frame)
    _named[key] = frame
    if size <= ROOM:
        # A copy that shares the values: columns that code adds or drops later are not of what was shown.
        _kept[key] = (frame.clone() if hasattr(frame, "clone") else frame.copy(deep=False), size)
    while len(_kept) > MOST or sum(size for _, size in _kept.values()) > ROOM:
        del _kept[next(iter(_kept))]
    return key


def size_of(frame):
    used = frame.estimated_size() if hasattr(frame, "estimated_size") else frame.memory_usage()
    return int(used.sum() if hasattr(used, "sum") else used)


def kept(key):
    """The frame of this name; None where it is gone."""
    return _kept[key][0] if key in _kept else _named.get(key)
