"""Looks for a way out of the sandbox, from inside: what of the host is seen, what is reached, and what opens for writing."""
import os
import re
import socket
import stat
import subprocess
import sys
import time

# Devices that hold nothing: null, zero, full, random, urandom; tty and ptmx, which lead to terminals of the sandbox's own.
HARMLESS = {(1, 3), (1, 5), (1, 7), (1, 8), (1, 9), (5, 0), (5, 2)}
# Requests, the two streams and events: pipes to Docent, which Node.js makes of sockets.
PIPES = 4
# A walk takes some 20 ms; where it takes longer than this, more of the host is let in than a sandbox has any use for.
MAX_SECONDS = 3


def look_around(home, port, private, read_only, host_devices):
    """See ProbeTask in workerTask.ts."""
    seen = {
        "home": attempt(lambda: os.listdir(home)) or [],
        "network": attempt(lambda: socket.create_connection(("127.0.0.1", port), 2)) is not None,
        "root": os.getuid() == 0,
    }
    if sys.platform == "darwin":
        return {**seen, "filter": True, "descriptor": None, "wayOut": way_out_of_mac(home, private)}
    return {
        **seen,
        "filter": "Seccomp:\t2" in open("/proc/self/status").read(),
        "descriptor": foreign_descriptor(),
        "wayOut": way_out(private, read_only, host_devices),
    }


def attempt(action):
    try:
        return action()
    except OSError:
        return None


def way_out(private, read_only, host_devices):
    """The first place found that leads to the host or can be written to, as half a sentence; None for none."""
    mounts = read_mounts()
    for place in private[1:]:  # The work folder is the host's.
        if mounts.get(place) in host_devices:
            return f"{place} can be written to from inside, and is the host’s"
    left_out = {place for place in private if place in mounts}
    places = ["/"] + [place for place in mounts if place not in left_out and not is_read_only(place)]
    # Large, and with nothing in it that a mount without rights to write would let through.
    left_out.update(place for place in read_only if is_read_only(place))
    end = time.monotonic() + MAX_SECONDS
    return next(filter(None, (walk(place, left_out, end) for place in places)), None)


def way_out_of_mac(home, private):
    """The same where files lie where they are: of places that some program of the user's can write to; and other programs that would do what we can't."""
    places = [home, os.path.join(home, "Library"), os.path.dirname(private[0]), "/tmp", "/private/tmp", "/private/var/tmp", "/Users/Shared", "/usr/local", "/Applications", "/Library", "/opt/homebrew"]
    for place in places:
        if os.path.isdir(place) and takes_entries(place):
            return found(place)
    for program in (["/usr/bin/open", "-g", "/"], ["/usr/bin/osascript", "-e", 'tell application "Finder" to get name']):
        if attempt(lambda: subprocess.run(program, capture_output=True, timeout=MAX_SECONDS).returncode) == 0:
            return f"{program[0]} can be used from inside"
    return None


def read_mounts():
    """Mount point to device; of several at one point the last, which covers the others."""
    mounts = {}
    with open("/proc/self/mountinfo") as lines:
        for line in lines:
            _id, _parent, device, _root, point = line.split(" ")[:5]
            mounts[re.sub(r"\\(\d{3})", lambda octal: chr(int(octal[1], 8)), point)] = device
    return mounts


def is_read_only(place):
    system = attempt(lambda: os.statvfs(place))
    return system is None or bool(system.f_flag & os.ST_RDONLY)


def walk(place, left_out, end):
    """Without recursion, and without following links: the first thing in a place, or the place itself, that is a way out."""
    if not os.path.isdir(place):
        return found(place) if opens(place) else None
    folders = [place]
    while folders:
        folder = folders.pop()
        if takes_entries(folder):
            return found(folder)
        if time.monotonic() > end:
            return f"there is more inside than can be looked through, such as {folder}"
        for entry in attempt(lambda: list(os.scandir(folder))) or []:
            if entry.is_symlink() or entry.path in left_out:
                continue
            if entry.is_dir(follow_symlinks=False):
                folders.append(entry.path)
            elif opens(entry.path):
                return found(entry.path)
    return None


def found(path):
    return f"{path} can be written to from inside"


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
