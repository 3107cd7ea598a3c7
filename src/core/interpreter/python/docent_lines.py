"""Lines of notebooks that are no Python: magics, and commands behind `!`. Each becomes Python that does what people expect, or says why not."""
import ast
import builtins
import re
import sys

# `%matplotlib inline`, `!pip list`, `files = !ls`, `%%time`.
LINE = re.compile(r"^(?P<indent>\s*)(?:(?P<name>[A-Za-z_]\w*)\s*=\s*)?(?P<mark>%%|%|!)(?P<rest>.*)$")
# What Docent does by itself, or has no use for.
IGNORED = frozenset("matplotlib pylab config autoreload load_ext reload_ext unload_ext precision pdb xmode colors".split())
# The code behind them, or in the cell below, is what counts.
TIMED = frozenset("time prun capture python python3".split())
# `len?` and `?len`; and what notebooks take for commands without a sign before them.
HELP = re.compile(r"^(?P<indent>\s*)(?:\?{1,2}(?P<name>[A-Za-z_][\w.]*)|(?P<early>[A-Za-z_][\w.]*)\?{1,2})\s*$")
BARE = re.compile(r"^(?:pip3?|conda|uv) (?:install|uninstall|list|show|freeze|add|--version)\b")
# Commands of the shell that notebooks have as magics.
SHELL = frozenset("ls cat mkdir head tail".split())
CALL = "__docent_line__"
TIMEIT = "__docent_timeit__"
# All names that a statement can use where it stands.
NAMES = "{**globals(), **locals()}"
# What a shell command printed, when it is asked for as a value.
CAPTURE = "__docent_lines__"


def to_python(code):
    """The code with its notebook lines as Python; line numbers stay. The same code where it is Python already."""
    if not any(sign in code for sign in ("%", "!", "?", "pip", "conda", "uv ")):
        return code
    try:
        ast.parse(code)
        return code
    except (SyntaxError, ValueError):
        pass
    first, _, rest = code.lstrip("\n").partition("\n")
    kind, _, more = first.partition(" ")
    if kind == "%%timeit":
        return f"{TIMEIT}({more.strip()!r}, {NAMES}, {rest!r})"
    if kind.startswith("%%") and kind[2:] not in TIMED | IGNORED:
        return f"{CALL}({kind!r}, {rest!r}, {more.strip()!r})"
    inside = lines_in_strings(code)
    return "\n".join(line if number in inside else replaced(line) for number, line in enumerate(code.split("\n"), 1))


def replaced(line):
    if asked := HELP.match(line):
        return f"{asked['indent']}help({asked['name'] or asked['early']})"
    if BARE.match(line):
        return f"{CALL}('!', {line.strip()!r})"
    match = LINE.match(line)
    if not match:
        return line
    indent, name, mark, rest = match["indent"], match["name"], match["mark"], match["rest"].strip()
    if mark != "!" and not re.match(r"[A-Za-z_]", match["rest"]):
        return line  # What goes on from the line before: a remainder, or a format.
    if mark == "!" and rest.startswith("!"):
        return f"{indent}{CAPTURE}({rest[1:].strip()!r})"
    if mark == "!":
        return f"{indent}{name} = {CAPTURE}({rest!r})" if name else f"{indent}{CALL}('!', {rest!r})"
    word, _, more = rest.partition(" ")
    if mark == "%" and (word in ("pip", "conda", "uv") or word in SHELL):
        return f"{indent}{CALL}('!', {rest!r})"
    if word in IGNORED or mark == "%%" and word in TIMED:
        return f"{indent}pass  #{line.strip()}"
    if word == "timeit":
        return indent + (f"{name} = " if name else "") + f"{TIMEIT}({more.strip()!r}, {NAMES})"
    if word in TIMED:
        return indent + (f"{name} = " if name else "") + (more.strip() or "pass")
    plain = of_system(word, more.strip())
    if plain is not None:
        return indent + (f"{name} = " if name else "") + plain
    return f"{indent}{CALL}({mark + word!r}, {more.strip()!r})"


def of_system(word, more):
    """What a magic on folders, variables of the environment and scripts is in Python; None for others."""
    if word == "pwd":
        return "__import__('os').getcwd()"
    if word == "cd":
        return f"__import__('os').chdir(__import__('os').path.expanduser({more or '~'!r}))"
    if word in ("env", "set_env"):
        variable, sign, value = more.partition("=" if "=" in more else " ")
        return f"__import__('os').environ.__setitem__({variable.strip()!r}, {value.strip()!r})" if sign else f"__import__('os').environ.get({variable!r})"
    if word == "run" and more:
        return f"exec(compile(open({more.split()[0]!r}, encoding='utf-8').read(), {more.split()[0]!r}, 'exec'))"
    return None


def lines_in_strings(code):
    """The lines that stand in a string of several lines: what looks like a magic there is text."""
    inside = set()
    marks = ('"""', "'''")
    open_mark = None
    for number, line in enumerate(code.split("\n"), 1):
        if open_mark:
            inside.add(number)
        place = 0
        while place < len(line):
            if open_mark is None and line[place] == "#":
                break
            mark = line[place : place + 3]
            if mark in marks and open_mark in (None, mark):
                open_mark = None if open_mark else mark
                place += 3
            else:
                place += 1
    return inside


def run_line(kind, text, more=""):
    """What a line, or a cell, does that has no Python of its own."""
    if kind in ("%%html", "%%markdown"):
        import docent_notebook

        return display((docent_notebook.HTML if kind == "%%html" else docent_notebook.Markdown)(text))  # noqa: F821, a builtin in Docent
    if kind == "%%writefile":
        with open(more, "w", encoding="utf-8") as file:
            return print(f"{file.write(text)} characters written to {more}")
    if kind not in ("!", "%%bash", "%%sh"):
        raise NotImplementedError(f"{kind} is a command of notebooks that Docent doesn't have: write it in Python")
    finished = finish(text)
    sys.stdout.write(finished.stdout)
    if finished.returncode == 0:
        sys.stderr.write(finished.stderr)
    else:
        print(why_not(text, finished), file=sys.stderr)


def time_statement(*given):
    from docent_timeit import time_statement  # Here, because few need it.

    return time_statement(*given)


def captured_lines(text):
    return finish(text).stdout.splitlines()


def finish(text):
    import subprocess  # Here, because few need it.

    return subprocess.run(command(text), shell=True, text=True, errors="replace", capture_output=True)


def command(text):
    """`pip` and `python` are those of the Python that runs the code, whatever the PATH says."""
    program, space, rest = text.partition(" ")
    own = f'"{sys.executable}"'
    if program in ("pip", "pip3"):
        return f"{own} -m pip --disable-pip-version-check{space}{rest}"
    return f"{own}{space}{rest}" if program in ("python", "python3") else text


def why_not(text, finished):
    said = finished.stderr.strip() or f"it ended with {finished.returncode}"
    if "No module named pip" in said:
        return f"{sys.executable} has no pip, so that it can't list or install packages."
    if re.match(r"(pip3?|conda|uv)\s+(install|add)\b", text):
        return f"Nothing was installed: code has no network here. Install it for {sys.executable} yourself, or choose another Python.\n{said}"
    return said


def provide():
    """The functions that replaced lines call."""
    setattr(builtins, CALL, run_line)
    setattr(builtins, TIMEIT, time_statement)
    setattr(builtins, CAPTURE, captured_lines)
