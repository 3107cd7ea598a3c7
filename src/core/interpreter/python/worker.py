"""Runs pieces of code in one namespace and reports what they give back.

Started by Docent as `worker.py <work folder>`. Requests are JSON lines on descriptor 0. The first one holds the settings: `marker`
(hexadecimal), `memoryMb`, `userSite` (a folder of packages, or null), `runs` ("code" of a thread's, or "operations" of Docent's own).
The others are tasks:
{"task": number, "op": "run", "code"}, or as "op" the name of one of Docent's own operations with its arguments, see
docent_operations.py; and {"op": "interrupt"}.
Events are lines on descriptor 3: the marker, the event's number, its JSON: ready; begun {task}; display {data}; answer {value}, of an
 operation; exception {name, message, traceback}; sync; done {task, status, left}, left being how many processes of the code's were ended with it. What has no marker there is the code's, and is dropped.
Descriptors 1 and 2 lead straight to Docent, so that what C code and child processes write is caught and a crash loses nothing.
Before each event the marker and its number go to both of them: by it Docent puts the three streams back in order.

Standard library only, Python 3.9 or newer.
"""
import builtins
import contextlib
import errno
import faulthandler
import json
import os
import queue
import signal
import site
import sys
import threading

# Python is started without it: with -I, neither this folder nor the working directory is looked through.
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from docent_channel import EVENTS, Channel, Interrupts
from docent_limits import end_others, limit_processes
from docent_lines import provide
from docent_notebook import stand_in
from docent_session import Session

try:
    import resource
except ImportError:  # Windows has no limits of this kind.
    resource = None

# What os.open is asked for by whoever writes.
WRITING = os.O_WRONLY | os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_TRUNC
# So many times what they take may engines reserve of the address space.
RESERVED = 3
# A file that grows beyond this is a mistake in the code, not a result.
MAX_FILE_BYTES = 2 << 30
# What a socket or a pipe holds is the kernel's memory, which is counted nowhere.
MAX_OPEN = 4096


def close_inherited():
    """What Docent had open when it started us is none of the code's: it can lead out of a sandbox."""
    if not os.path.isdir("/proc/self/fd"):
        return
    for name in os.listdir("/proc/self/fd"):
        if int(name) > EVENTS:
            with contextlib.suppress(OSError):  # The list's own is closed already.
                os.close(int(name))


def take_requests():
    """Keeps the requests for ourselves; the code gets an empty stdin."""
    requests = os.fdopen(os.dup(0), "rb")
    empty = os.open(os.devnull, os.O_RDONLY)
    os.dup2(empty, 0)
    os.close(empty)
    sys.stdin = sys.__stdin__ = open(0, closefd=False)
    return requests


def read_requests(requests, interrupts, tasks):
    """A thread of its own: an interrupt is read while code runs. The end of the requests is the end of Docent."""
    try:
        for line in requests:
            request = json.loads(line)
            if request["op"] == "interrupt":
                interrupts.request()
            else:
                tasks.put(request)
    finally:
        if hasattr(os, "killpg") and os.getpgrp() == os.getpid():
            os.killpg(0, signal.SIGKILL)  # Child processes go, too.
        os._exit(0)


def limit(memory_mb, runs):
    """Docent's own operations are told what they may take, and held to it from outside: the engines that they read tables by reserve far more, and map files."""
    if resource is None:
        return
    memory = memory_mb << 20
    limits = {resource.RLIMIT_AS: memory, resource.RLIMIT_FSIZE: MAX_FILE_BYTES, resource.RLIMIT_CORE: 0, resource.RLIMIT_NOFILE: MAX_OPEN}
    if runs == "operations":
        # The kernel keeps nobody to the second; it can be asked for.
        limits[resource.RLIMIT_AS], limits[resource.RLIMIT_RSS] = RESERVED * memory, memory
    for kind, value in limits.items():
        # macOS refuses some; a limit that was lower before can't be raised.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (value, value))


def no_input(prompt="", /):
    raise EOFError("Nobody can answer input() here: write the value into the code.")


def set_up(work, user_site, runs):
    """What is found: the user's packages, nothing of ours; by code its folder, too, which to operations is a place of foreign data."""
    if runs == "code":
        os.chdir(work)
        # Behind Python's own, so that a file there can't stand in for a module of Python's or of ours.
        sys.path.append(work)
    with contextlib.suppress(OSError):  # Where it can't be made, whoever needs it says so.
        os.makedirs(os.environ.get("TMPDIR") or work, exist_ok=True)
    if user_site:
        site.addsitedir(user_site)
    if runs == "code":
        stand_in()
        provide()
    sys.argv = [""]
    builtins.input = no_input


def guard(folder):
    """Without a sandbox nothing but this keeps code from writing to the user's own files when it means copies of them."""

    def watch(event, arguments):
        writes = event == "os.truncate" or event == "open" and arguments[2] & WRITING
        if not writes or not isinstance(arguments[0], (str, bytes)):
            return
        path = os.fsdecode(arguments[0])
        if any(same(path, os.path.join(folder, name)) for name in os.listdir(folder)):
            raise OSError(errno.EROFS, "This is the user's own file, to be read only: write to another name", path)

    sys.addaudithook(watch)


def same(path, entry):
    try:
        return os.path.samefile(path, entry)
    except OSError:
        return False


def main(work):
    close_inherited()
    interrupts = Interrupts()
    requests = take_requests()
    settings = json.loads(requests.readline())
    channel = Channel(bytes.fromhex(settings["marker"]), interrupts)
    # Of a crash of the interpreter itself one sees where it happened.
    faulthandler.enable(channel.printed[1], all_threads=False)
    tasks = queue.SimpleQueue()
    reader = (requests, interrupts, tasks)
    set_up(work, settings["userSite"], settings["runs"])
    if settings["guarded"]:
        guard(settings["guarded"])
    session = Session(work, channel)
    builtins.display = session.display
    limit(settings["memoryMb"], settings["runs"])
    limit_processes()
    threading.Thread(target=read_requests, args=reader, daemon=True).start()
    pid = os.getpid()
    channel.emit("ready")
    while True:
        request = tasks.get()
        task = request.pop("task")
        channel.emit("begun", task=task)
        status = session.run(**request)
        if os.getpid() != pid:
            os._exit(0)  # A child that the code forked and let run on to here.
        left = end_others() if settings["runs"] == "code" else 0
        channel.emit("done", task=task, status=status, left=left)


if __name__ == "__main__":
    main(sys.argv[1])
