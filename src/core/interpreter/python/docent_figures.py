"""matplotlib's backend for Docent: draws with Agg; `show()` gives the open figures to Docent, there and then."""
import base64
import io

from matplotlib._pylab_helpers import Gcf
from matplotlib.backend_bases import FigureManagerBase as FigureManager  # noqa: F401, matplotlib looks for these two
from matplotlib.backends.backend_agg import FigureCanvasAgg as FigureCanvas  # noqa: F401

# Sharp on screens with more than one dot a pixel; a figure that asks for more gets it.
MIN_DPI = 144


def show(*_args, **_kwargs):
    """Shows every open figure that has something drawn, in the order of making, and closes it."""
    try:
        for manager in Gcf.get_all_fig_managers():
            figure = manager.canvas.figure
            if figure.get_axes() or figure.texts:
                display(figure)  # noqa: F821, a builtin in Docent
    finally:
        Gcf.destroy_all()  # One that can't be drawn must not fail again after the next piece of code.


def picture(figure):
    """A figure's forms. One that was shown isn't shown again at the end of the code, so it leaves pyplot's list."""
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", dpi=max(MIN_DPI, figure.dpi), bbox_inches="tight")
    Gcf.destroy_fig(figure)
    return {"image/png": base64.b64encode(buffer.getvalue()).decode(), "text/plain": title(figure)}


def title(figure):
    """The figure's own title, else those of its parts, else its number."""
    whole = figure._suptitle.get_text() if getattr(figure, "_suptitle", None) else ""
    parts = [axes.get_title() for axes in figure.get_axes()]
    return whole or ", ".join(part for part in parts if part) or f"Figure {getattr(figure, 'number', '')}".strip()
