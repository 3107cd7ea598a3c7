"""The way to Docent: events in order with what is printed, and interrupts that tear neither."""
import contextlib
import io
import json
import os
import signal
import sys
import threading

EVENTS = 3


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


class Channel:
    """Writes events. Descriptors 1 and 2 belong to the code; a marker on both says where each event has its place.

    Only the process that was started has events: a child that it forks would give its own the same numbers.
    """

    def __init__(self, marker, interrupts):
        self.marker = marker
        self.token = marker.hex().encode()
        self.count = 0
        self.pid = os.getpid()
        self.interrupts = interrupts
        # Copies of our own, which code that closes 1 or 2 leaves alone and child processes don't inherit.
        self.printed = [os.dup(1), os.dup(2)]
        os.set_inheritable(EVENTS, False)
        self.lock = threading.RLock()
        self.last = None
        self.streams = [Stream(1, self), Stream(2, self)]
        sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__ = self.streams

    def emit(self, event, **fields):
        if os.getpid() != self.pid:
            return
        line = json.dumps({"event": event, **fields}).encode()
        with self.interrupts.postponed(), self.lock:
            self.count += 1
            for stream in self.streams:
                if not stream.closed:
                    stream.flush()
            for descriptor in self.printed:
                write(descriptor, self.marker + self.count.to_bytes(4, "big"))
            # On a line of its own, whatever the code has written there before.
            write(EVENTS, b"\n%s %d %s\n" % (self.token, self.count, line))

    def switch(self, stream, text):
        """Going from one stream to the other is an event, which keeps the two in order.

        It names where a line goes, which is there at once: what a child process writes to the other stream meanwhile comes behind it.
        """
        if self.last is not stream:
            if self.last is not None:
                name = "stdout" if stream is self.streams[0] else "stderr"
                self.emit("sync", to=name if "\n" in text else None)
            self.last = stream


class Stream(io.TextIOWrapper):
    """sys.stdout or sys.stderr."""

    def __init__(self, descriptor, channel):
        raw = io.BufferedWriter(io.FileIO(descriptor, "w", closefd=False))
        super().__init__(raw, encoding="utf-8", errors="backslashreplace", newline="\n", line_buffering=True)
        self.channel = channel

    def write(self, text):
        self.channel.switch(self, text)
        return super().write(text)


def write(descriptor, data):
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest):]
