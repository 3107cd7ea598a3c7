"""Looks for a way out of the sandbox, from inside: what of the host is seen, what is reached, and what opens for writing."""
import os
import re
import socket
import stat
import time

# Devices that hold nothing: null, zero, full, random, urandom; tty and ptmx, which lead to terminals of the sandbox's own.
HARMLESS = {(1, 3), (1, 5), (1, 7), (1, 8), (1, 9), (5, 0), (5, 2)}
# What lies there is the kernel's, whatever its mount says.
KERNEL = ["/proc", "/sys", "/dev"]
# Requests, the two streams and events: pipes to Docent, which Node.js makes of sockets.
PIPES = 4
# A walk takes some 20 ms; where it takes longer than this, more of the host is let in than a sandbox has any use for.
MAX_SECONDS = 3


def look_around(home, port, private, host_devices):
    """`private` are the places that may be written to; `host_devices` the file systems that the host has, as `major:minor`."""
    return {
        "home": attempt(lambda: os.listdir(home)) or [],
        "network": attempt(lambda: socket.create_connection(("127.0.0.1", port), 2)) is not None,
        "filter": "Seccomp:\t2" in open("/proc/self/status").read(),
        "root": os.getuid() == 0,
        "descriptor": foreign_descriptor(),
        "writable": writable_place(private, host_devices),
    }


def attempt(action):
    try:
        return action()
    except OSError:
        return None


def writable_place(private, host_devices):
    """The first place found that opens for writing and that neither belongs to the sandbox nor is the work folder; None for none."""
    mounts = read_mounts()
    work, *others = private
    for place in others:
        if mounts.get(place, ("", ""))[0] in host_devices:
            return place
    left_out = {place for place in private if place in mounts}
    places = KERNEL + [place for place in mounts if not is_read_only(place)]
    end = time.monotonic() + MAX_SECONDS
    for place in places:
        if place not in left_out:
            found = walk(place, left_out, end)
            if found:
                return found
    return None


def read_mounts():
    """Mount point to device and options; of several at one point the last, which covers the others."""
    mounts = {}
    with open("/proc/self/mountinfo") as lines:
        for line in lines:
            _id, _parent, device, _root, point, options = line.split(" ")[:6]
            mounts[re.sub(r"\\(\d{3})", lambda octal: chr(int(octal[1], 8)), point)] = (device, options)
    return mounts


def is_read_only(place):
    system = attempt(lambda: os.statvfs(place))
    return system is None or bool(system.f_flag & os.ST_RDONLY)


def walk(place, left_out, end):
    """Depth first, without recursion: the first thing in a place, or the place itself, that opens for writing."""
    if not os.path.isdir(place):
        return place if opens(place) else None
    folders = [place]
    while folders:
        folder = folders.pop()
        if takes_entries(folder) or time.monotonic() > end:
            return folder
        for entry in attempt(lambda: list(os.scandir(folder))) or []:
            if entry.is_symlink() or entry.path in left_out:
                continue
            if entry.is_dir(follow_symlinks=False):
                folders.append(entry.path)
            elif opens(entry.path):
                return entry.path
    return None


def opens(path):
    """Whether a file opens for writing, or something else may be written to. Devices aren't opened: that alone can set them off."""
    try:
        entry = os.lstat(path)
        if not stat.S_ISREG(entry.st_mode):
            return not is_harmless(entry) and os.access(path, os.W_OK)
        os.close(os.open(path, os.O_WRONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC))
        return True
    except OSError:
        return False


def takes_entries(folder):
    """Tried, because rights alone don't tell it: some of the kernel's folders refuse in any case."""
    if not os.access(folder, os.W_OK):
        return False
    path = os.path.join(folder, f".docent-{os.getpid()}")
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_CLOEXEC))
        os.unlink(path)
    except OSError:
        return False
    return True


def is_harmless(entry):
    if not stat.S_ISCHR(entry.st_mode):
        return False
    return (os.major(entry.st_rdev), os.minor(entry.st_rdev)) in HARMLESS


def foreign_descriptor():
    """What a descriptor that is neither the worker's nor harmless leads to; None for none."""
    pipes = set()
    for name in os.listdir("/proc/self/fd"):
        entry = attempt(lambda: os.fstat(int(name)))
        if entry is None:  # The list's own.
            continue
        if stat.S_ISSOCK(entry.st_mode) or stat.S_ISFIFO(entry.st_mode):
            pipes.add((entry.st_dev, entry.st_ino))
        elif not is_harmless(entry):
            return os.readlink(f"/proc/self/fd/{name}")
    return "a pipe" if len(pipes) > PIPES else None
