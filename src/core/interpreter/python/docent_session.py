"""One namespace, and the pieces of code that run in it."""
import ast
import contextlib
import itertools
import linecache
import os
import sys
import traceback
import types
from functools import partial

from docent_display import forms, is_of_a_figure
from docent_lines import to_python
from docent_operations import OPERATIONS, QUESTIONS

MNT_DATA = "/mnt/data"
# inspect.CO_COROUTINE: importing that module would take longer than most pieces of code.
CO_COROUTINE = 0x80
# The end of a traceback says what went wrong; endless recursion makes long ones.
MAX_TRACEBACK = 20_000
MAX_MESSAGE = 2_000
# A longer one is no name.
MAX_NAME = 200
# Where frames come from that are none of the user's.
OURS = os.path.dirname(__file__)


class Session:
    def __init__(self, work, channel):
        self.work = work
        self.channel = channel
        self.count = itertools.count(1)
        self.loop = None
        # What code defines belongs to a real module: pickle and dataclasses look it up.
        main = types.ModuleType("__main__")
        sys.modules["__main__"] = main
        self.namespace = main.__dict__

    def run(self, op, **arguments):
        """Does what a request asks for, reports what it gives and returns how it ended: ok, exception or interrupted."""
        act = self.evaluate if op == "run" else partial(self.answer, op) if op in QUESTIONS else partial(OPERATIONS[op], self.work)
        interrupts = self.channel.interrupts
        status = "ok"
        try:
            with interrupts.allowed():
                for answer in act(**arguments) or ():
                    self.channel.emit("answer", value=answer)
                show_figures()
        except SystemExit as ending:
            if ending.code not in (None, 0):
                status = self.report(ending)
        except KeyboardInterrupt as interrupt:
            if not interrupts.requested:
                status = self.report(interrupt)
        except BaseException as error:
            status = self.report(error)
        return "interrupted" if interrupts.requested else status

    def answer(self, op, **arguments):
        """Tells what is asked of the session; nothing of it is shown."""
        self.channel.emit("answer", value=QUESTIONS[op](self.work, self.namespace, **arguments))

    def evaluate(self, code):
        name = f"<cell {next(self.count)}>"
        # Tracebacks show the lines of the code from here.
        linecache.cache[name] = (len(code), None, code.splitlines(keepends=True), name)
        tree = ast.parse(to_python(code), name)
        if self.work != MNT_DATA:
            tree = MntData(self.work).visit(tree)
        shown = tree.body.pop() if tree.body and is_shown(tree.body[-1], code) else None
        self.execute(tree, name, "exec")
        if shown:
            value = self.execute(ast.Expression(shown.value), name, "eval")
            if value is not None:
                self.namespace["_"] = value
                if not is_of_a_figure(value):
                    self.display(value)

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

    def display(self, *values):
        """Shows values as the last expression of a piece of code is shown."""
        for value in values:
            shown = forms(value)
            if os.getpid() == self.channel.pid:
                self.channel.emit("display", data=shown)
            else:  # Of a process that the code forked, what is shown is printed.
                print(shown.get("text/plain") or repr(value))

    def report(self, error):
        try:
            message = str(error)
        except Exception:
            message = "(its message could not be made)"
        text = format_error(error)[-MAX_TRACEBACK:]
        self.channel.emit("exception", name=type(error).__name__[:MAX_NAME], message=message[:MAX_MESSAGE], traceback=text)
        return "exception"


class MntData(ast.NodeTransformer):
    """Without a sandbox there is no /mnt/data: strings in the code that name it mean the work folder."""

    def __init__(self, work):
        self.work = work

    def visit_Constant(self, node):
        value = node.value
        if isinstance(value, str) and (value == MNT_DATA or value.startswith(MNT_DATA + "/")):
            return ast.copy_location(ast.Constant(self.work + value[len(MNT_DATA):]), node)
        return node


def is_shown(statement, code):
    """Whether the last statement is an expression without `;` behind it."""
    if not isinstance(statement, ast.Expr):
        return False
    line = code.split("\n")[statement.end_lineno - 1].encode()
    return not line[statement.end_col_offset:].lstrip().startswith(b";")


def show_figures():
    if "matplotlib.pyplot" in sys.modules:
        from docent_figures import show

        show()


def format_error(error):
    """The traceback from the user's code on, without frames of ours."""
    summary = traceback.TracebackException.from_exception(error)
    frames = summary.stack
    start = next((i for i, frame in enumerate(frames) if frame.filename.startswith("<cell ")), len(frames))
    frames[:] = [frame for frame in frames[start:] if os.path.dirname(frame.filename) != OURS]
    return "".join(summary.format() if frames else summary.format_exception_only())
