"""IPython's display, as far as code of notebooks asks for it: the same names, shown by Docent. IPython itself need not be there."""
import builtins
import importlib
import sys
import types
from importlib.machinery import ModuleSpec, PathFinder

PACKAGE, MODULE = "IPython", "IPython.display"


class Shown:
    def __init__(self, data=None, *_args, filename=None, **_kwargs):
        if data is None and filename is not None:
            with open(filename, "rb") as file:
                data = file.read()
        self.data = data


class HTML(Shown):
    def _repr_html_(self):
        return self.data


class Markdown(Shown):
    def _repr_markdown_(self):
        return self.data


class Latex(Shown):
    def _repr_latex_(self):
        return self.data


class Math(Shown):
    def _repr_latex_(self):
        return f"$\\displaystyle {self.data.strip('$')}$"


class SVG(Shown):
    def _repr_svg_(self):
        return self.data


class Image(Shown):
    def __init__(self, data=None, *_args, filename=None, **_kwargs):
        super().__init__(data, filename=data if isinstance(data, str) and filename is None else filename)
        if isinstance(self.data, str):
            with open(self.data, "rb") as file:
                self.data = file.read()

    def _repr_png_(self):
        return self.data if self.data.startswith(b"\x89PNG") else None

    def _repr_jpeg_(self):
        return self.data if self.data.startswith(b"\xff\xd8") else None


class JSON(Shown):
    def __repr__(self):
        import json

        return json.dumps(self.data, indent=2, default=str)


class Code(Shown):
    def _repr_markdown_(self):
        return f"```python\n{self.data}\n```"


def display(*values, **_kwargs):
    builtins.display(*values)


def clear_output(wait=False):
    """What was shown stays."""


def display_html(*values, raw=False, **_kwargs):
    builtins.display(*(HTML(value) if raw else value for value in values))


def display_markdown(*values, raw=False, **_kwargs):
    builtins.display(*(Markdown(value) if raw else value for value in values))


NAMES = [HTML, Markdown, Latex, Math, SVG, Image, JSON, Code, display, clear_output, display_html, display_markdown]


# Where IPython keeps what its `display` offers.
SOURCES = ["IPython.core.display", "IPython.core.display_functions", "IPython.lib.display"]


def of_ipython(name):
    """What Docent has no name of its own for, of an IPython that is installed: which asks for some itself."""
    for source in SOURCES:
        try:
            return getattr(importlib.import_module(source), name)
        except (ImportError, AttributeError):
            continue
    raise AttributeError(f"IPython.display has no {name} here")


class Finder:
    """Stands in for `IPython.display`, and for the package where it is not installed."""

    def __init__(self, is_first):
        self.is_first = is_first

    def find_spec(self, name, path=None, target=None):
        if name == (MODULE if self.is_first else PACKAGE):
            return ModuleSpec(name, self, is_package=not self.is_first)
        return None

    def create_module(self, spec):
        return types.ModuleType(spec.name)

    def exec_module(self, module):
        if self.is_first:
            for each in NAMES:
                setattr(module, each.__name__, each)
            module.__getattr__ = of_ipython
        else:
            module.get_ipython = lambda: None


class ShownHere:
    """Has `show()` of plotly's figures show them in Docent: it would open a browser."""

    MODULE = "plotly.basedatatypes"

    def find_spec(self, name, path=None, target=None):
        spec = PathFinder.find_spec(name, path) if name == self.MODULE else None
        if spec is not None and spec.loader is not None:
            execute = spec.loader.exec_module

            def exec_module(module):
                execute(module)
                module.BaseFigure.show = lambda figure, *_args, **_kwargs: builtins.display(figure)

            spec.loader.exec_module = exec_module
        return spec


def stand_in():
    sys.meta_path.insert(0, ShownHere())
    sys.meta_path.insert(0, Finder(is_first=True))
    # Only where nobody else has it.
    sys.meta_path.append(Finder(is_first=False))
