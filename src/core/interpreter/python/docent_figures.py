"""matplotlib's backend for Docent: draws with Agg; `show()` gives the open figures to Docent, there and then."""
import base64
import io
import itertools
import os
import tempfile

from matplotlib._pylab_helpers import Gcf
from matplotlib.backend_bases import FigureManagerBase as FigureManager  # noqa: F401, matplotlib looks for these two
from matplotlib.backends.backend_agg import FigureCanvasAgg as FigureCanvas  # noqa: F401

# Sharp on screens with more than one dot a pixel; a figure that asks for more gets it.
MIN_DPI = 144
# A film of more frames, or of larger ones, would take minutes and megabytes.
MAX_FRAMES, FILM_DPI = 40, 72


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


def film(animation):
    """An animation as a moving picture; where that can't be made, its first frame, and why."""
    figure = animation._fig
    words = title(figure)
    try:
        from matplotlib.animation import PillowWriter

        # Of an endless one, and of a long one, the beginning tells what it is like.
        frames = list(itertools.islice(animation.new_frame_seq(), MAX_FRAMES + 1))
        animation._draw_was_started = True  # It is drawn here and now.
        animation._init_draw()
        writer = PillowWriter(fps=fps_of(animation))
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "animation.gif")
            with writer.saving(figure, path, FILM_DPI):
                for frame in frames[:MAX_FRAMES]:
                    animation._draw_next_frame(frame, blit=False)
                    writer.grab_frame()
            with open(path, "rb") as file:
                data = file.read()
        if len(frames) > MAX_FRAMES:
            words = f"{words} (the first {MAX_FRAMES} frames)"
        return {"image/gif": base64.b64encode(data).decode(), "text/plain": words}
    except ImportError:
        return {**picture(figure), "text/plain": f"{words} (the first frame: to show how it moves, Pillow is needed)"}
    finally:
        Gcf.destroy_fig(figure)


def fps_of(animation):
    """As fast as it was meant to be."""
    source = getattr(animation, "event_source", None)
    interval = getattr(source, "interval", None) or getattr(animation, "_interval", 200)
    return max(1, min(50, round(1000 / interval)))


def title(figure):
    """The figure's own title, else those of its parts, else its number."""
    whole = figure._suptitle.get_text() if getattr(figure, "_suptitle", None) else ""
    parts = [axes.get_title() for axes in figure.get_axes()]
    return whole or ", ".join(part for part in parts if part) or f"Figure {getattr(figure, 'number', '')}".strip()
