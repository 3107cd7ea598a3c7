"""Runs pieces of code in one namespace and reports what they give back.

Started by Docent as `worker.py <settings>`, settings being JSON: `marker` (hexadecimal), `work` (the work folder), `memoryMb`,
`userSite` (a folder of packages, or null).

Requests are JSON lines on descriptor 0: {"op": "run", "code"}, {"op": "interrupt"}.
Events are JSON lines on descriptor 3: ready; display {data}; exception {name, message, traceback}; sync; done {status}.
Descriptors 1 and 2 lead straight to Docent, so that what C code and child processes write is caught and a crash loses nothing.
Before each event a marker goes to both of them: by it Docent puts the three streams back in order.

Standard library only, Python 3.9 or newer.
"""
import ast
import builtins
import contextlib
import faulthandler
import io
import itertools
import json
import linecache
import os
import queue
import signal
import site
import sys
import threading
import traceback
import types

from docent_display import forms

try:
    import resource
except ImportError:  # Windows has no limits of this kind.
    resource = None

MNT_DATA = "/mnt/data"
# inspect.CO_COROUTINE: importing that module would take longer than most pieces of code.
CO_COROUTINE = 0x80
# Room for reporting an error after the memory has run out.
RESERVE_BYTES = 64 << 20
# A file that grows beyond this is a mistake in the code, not a result.
MAX_FILE_BYTES = 2 << 30
# The end of a traceback says what went wrong; endless recursion makes long ones.
MAX_TRACEBACK = 20_000
MAX_MESSAGE = 2_000


class Channel:
    """The way to Docent: events in order with what is printed, never torn by an interrupt."""

    def __init__(self, marker):
        self.marker = marker
        # Copies of our own, which code that closes 1 or 2 leaves alone and child processes don't inherit.
        self.printed = [os.dup(1), os.dup(2)]
        os.set_inheritable(3, False)
        self.streams = []
        self.lock = threading.RLock()

    def emit(self, event, **fields):
        line = json.dumps({"event": event, **fields}).encode() + b"\n"
        with interrupts.postponed(), self.lock:
            for stream in self.streams:
                if not stream.closed:
                    stream.flush()
            for descriptor in self.printed:
                write(descriptor, self.marker)
            write(3, line)


def write(descriptor, data):
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest):]


class Interrupts:
    """Lets an interrupt reach the user's code, and nothing else."""

    def __init__(self):
        self.running = False
        self.requested = False
        self.postponing = 0
        self.pending = False
        signal.signal(signal.SIGINT, self.arrive)

    def request(self):
        """Called by the thread that reads requests."""
        if not self.running:
            return
        self.requested = True
        if hasattr(signal, "pthread_kill"):
            signal.pthread_kill(threading.main_thread().ident, signal.SIGINT)
        else:
            signal.raise_signal(signal.SIGINT)

    def arrive(self, _signal, _frame):
        if self.postponing:
            self.pending = True
        elif self.running:
            raise KeyboardInterrupt

    @contextlib.contextmanager
    def allowed(self):
        self.requested = self.pending = False
        self.running = True
        try:
            yield
        finally:
            self.running = False

    @contextlib.contextmanager
    def postponed(self):
        """Signals are handled in the main thread, so that only that one has to hold them off."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        self.postponing += 1
        try:
            yield
        finally:
            self.postponing -= 1
        if self.pending and not self.postponing and self.running:
            self.pending = False
            raise KeyboardInterrupt


class Stream(io.TextIOWrapper):
    """sys.stdout and sys.stderr. Going from one to the other is an event, which keeps the two in order."""

    last = None

    def __init__(self, descriptor):
        raw = io.BufferedWriter(io.FileIO(descriptor, "w", closefd=False))
        super().__init__(raw, encoding="utf-8", errors="backslashreplace", newline="\n", line_buffering=True)

    def write(self, text):
        if Stream.last is not self:
            if Stream.last is not None:
                channel.emit("sync")
            Stream.last = self
        return super().write(text)


class MntData(ast.NodeTransformer):
    """Without a sandbox there is no /mnt/data: strings in the code that name it mean the work folder."""

    def __init__(self, work):
        self.work = work

    def visit_Constant(self, node):
        value = node.value
        if isinstance(value, str) and (value == MNT_DATA or value.startswith(MNT_DATA + "/")):
            return ast.copy_location(ast.Constant(self.work + value[len(MNT_DATA):]), node)
        return node


class Session:
    """One namespace, and the code that runs in it."""

    def __init__(self, work):
        self.work = work
        self.count = itertools.count(1)
        self.loop = None
        # Objects that code defines belong to a real module: pickle and dataclasses look it up.
        main = types.ModuleType("__main__")
        sys.modules["__main__"] = main
        self.namespace = main.__dict__

    def run(self, code):
        """Runs one piece, reports what it gave and returns how it ended."""
        status = "ok"
        try:
            with interrupts.allowed():
                self.evaluate(code)
                show_figures()
        except SystemExit as ending:
            if ending.code not in (None, 0):
                status = report(ending)
        except KeyboardInterrupt as interrupt:
            status = "interrupted" if interrupts.requested else report(interrupt)
        except BaseException as error:
            status = report(error)
        return "interrupted" if interrupts.requested else status

    def evaluate(self, code):
        name = f"<cell {next(self.count)}>"
        lines = code.splitlines(keepends=True)
        # Tracebacks show the lines of the code from here.
        linecache.cache[name] = (len(code), None, lines, name)
        tree = ast.parse(code, name)
        shown = tree.body.pop() if tree.body and is_shown(tree.body[-1], code) else None
        if self.work != MNT_DATA:
            tree = MntData(self.work).visit(tree)
            shown = shown and MntData(self.work).visit(shown)
        self.execute(tree, name, "exec")
        if shown:
            value = self.execute(ast.Expression(shown.value), name, "eval")
            if value is not None:
                self.namespace["_"] = value
                display(value)

    def execute(self, tree, name, mode):
        code = compile(tree, name, mode, ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
        result = eval(code, self.namespace)
        return self.wait(result) if code.co_flags & CO_COROUTINE else result

    def wait(self, coroutine):
        """Top-level await. The loop lives on, so that tasks go on in the next piece of code."""
        import asyncio  # Here, because it takes longer than all the rest of the start.

        if self.loop is None or self.loop.is_closed():
            self.loop = asyncio.new_event_loop()
            asyncio.set_event_loop(self.loop)
        task = self.loop.create_task(coroutine)
        try:
            return self.loop.run_until_complete(task)
        finally:
            if not task.done():  # An interrupt left it; it must not wake up in a later piece of code.
                task.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    self.loop.run_until_complete(task)


def is_shown(statement, code):
    """Whether the last statement is an expression without `;` behind it."""
    if not isinstance(statement, ast.Expr):
        return False
    line = code.split("\n")[statement.end_lineno - 1].encode()
    return not line[statement.end_col_offset:].lstrip().startswith(b";")


def display(*values):
    """Shows values as the last expression of a piece of code is shown."""
    for value in values:
        channel.emit("display", data=forms(value))


def show_figures():
    if "matplotlib.pyplot" in sys.modules:
        from docent_figures import show

        show()


def no_input(prompt="", /):
    raise EOFError("Nobody can answer input() here: write the value into the code.")


def report(error):
    with more_memory():
        try:
            message = str(error)
        except Exception:
            message = "(its message could not be made)"
        channel.emit(
            "exception",
            name=type(error).__name__,
            message=message[:MAX_MESSAGE],
            traceback=format_error(error)[-MAX_TRACEBACK:],
        )
    return "exception"


def format_error(error):
    """The traceback from the user's code on, without frames of ours."""
    summary = traceback.TracebackException.from_exception(error)
    frames = summary.stack
    start = next((i for i, frame in enumerate(frames) if frame.filename.startswith("<cell ")), len(frames))
    frames[:] = [frame for frame in frames[start:] if frame.filename != __file__]
    return "".join(summary.format() if frames else summary.format_exception_only())


@contextlib.contextmanager
def more_memory():
    """An error that ran out of memory can be reported all the same."""
    if resource is None:
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (hard, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def limit(memory_mb):
    if resource is None:
        return
    memory = memory_mb << 20
    limits = [
        (resource.RLIMIT_AS, memory, memory + RESERVE_BYTES),
        (resource.RLIMIT_FSIZE, MAX_FILE_BYTES, MAX_FILE_BYTES),
        (resource.RLIMIT_CORE, 0, 0),
    ]
    for kind, soft, hard in limits:
        # macOS refuses some; a limit that was lower before can't be raised.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (soft, hard))


def read_requests(source, pieces):
    """A thread of its own: an interrupt is read while code runs. The end of the requests is the end of Docent."""
    try:
        for line in source:
            request = json.loads(line)
            if request["op"] == "interrupt":
                interrupts.request()
            else:
                pieces.put(request["code"])
    finally:
        if hasattr(os, "killpg") and os.getpgrp() == os.getpid():
            os.killpg(0, signal.SIGKILL)  # Child processes go, too.
        os._exit(0)


def take_descriptors():
    """Keeps the requests for ourselves and gives the code an empty stdin, and streams that keep their order."""
    requests = os.fdopen(os.dup(0), "rb")
    empty = os.open(os.devnull, os.O_RDONLY)
    os.dup2(empty, 0)
    os.close(empty)
    sys.stdin = sys.__stdin__ = open(0, closefd=False)
    sys.stdout = sys.__stdout__ = Stream(1)
    sys.stderr = sys.__stderr__ = Stream(2)
    channel.streams = [sys.stdout, sys.stderr]
    return requests


def main(settings):
    # Of a crash of the interpreter itself one sees where it happened.
    faulthandler.enable(channel.printed[1], all_threads=False)
    requests = take_descriptors()
    os.chdir(settings["work"])
    # Last, so that a file there can't stand in for a module of Python's or of ours.
    sys.path.append(settings["work"])
    if settings["userSite"]:
        site.addsitedir(settings["userSite"])
    sys.argv = [""]
    builtins.display = display
    builtins.input = no_input
    limit(settings["memoryMb"])
    session = Session(settings["work"])
    pieces = queue.SimpleQueue()
    threading.Thread(target=read_requests, args=(requests, pieces), daemon=True).start()
    pid = os.getpid()
    channel.emit("ready")
    while True:
        status = session.run(pieces.get())
        if os.getpid() != pid:
            os._exit(0)  # A child that the code forked and let run on to here.
        channel.emit("done", status=status)


if __name__ == "__main__":
    SETTINGS = json.loads(sys.argv[1])
    channel = Channel(bytes.fromhex(SETTINGS["marker"]))
    interrupts = Interrupts()
    main(SETTINGS)
