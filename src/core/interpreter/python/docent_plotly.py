"""A figure of plotly's: as JSON, which Docent's views draw, with a picture for whoever can't. Drawn by matplotlib, as far as that has the same marks."""
import base64
import html
import json

# Marks that are drawn at once; a picture of more shows no more.
MAX_POINTS = 20_000
MAX_TRACES = 30
# As Docent's views take it.
FIGURE = "application/vnd.docent.plotly+json"
# Marks that the views draw; the library has more, but not in this size, and those made of pixels a view's policy refuses.
VIEWED = frozenset("scatter scattergl bar box violin histogram histogram2dcontour contour pie".split())
# Longer ones are refused by core's limits, too: the thread keeps them.
MAX_FIGURE = 2_000_000
# Where the usual template is not chosen otherwise, the theme's colours are better.
USUAL_PAPER = "#E5ECF6"


def picture_of(figure):
    """Its forms; where it has marks that can't be drawn here, a sentence that says so."""
    viewed, words = None, "A chart of plotly's"
    try:
        shown = figure.to_plotly_json()
        traces, layout = list(shown.get("data", []))[:MAX_TRACES], shown.get("layout", {}) or {}
        kinds = {str(trace.get("type") or "scatter") for trace in traces}
        words = text_of(layout.get("title")) or words
        viewed = figure_of(figure) if traces and kinds <= VIEWED else None
        if not traces or not viewed and not kinds <= set(DRAWN):
            return told(f"A chart of plotly’s ({', '.join(sorted(kinds - set(DRAWN))) or 'empty'}), which Docent can’t show: save it as a page of its own, with `fig.write_html(\"chart.html\")`.")
        data = draw(traces, layout) if kinds <= set(DRAWN) else None
    except ImportError:
        if not viewed:
            return told("A chart of plotly’s, of which Docent shows a picture where Python has matplotlib: install that, or save it as a page, with `fig.write_html(\"chart.html\")`.")
        data = None
    except Exception as error:
        if not viewed:
            return told(f"A chart of plotly’s, which could not be drawn ({type(error).__name__}): save it as a page, with `fig.write_html(\"chart.html\")`.")
        data = None
    shown = {"image/svg+xml": placeholder(words)} if data is None else {"image/png": base64.b64encode(data).decode()}
    return {**(viewed or {}), **shown, "text/plain": words}


def figure_of(figure):
    """The figure as JSON, by plotly's own means; None where it is too long."""
    shown = json.loads(figure.to_json())
    layout = shown.get("layout", {})
    if ((layout.get("template") or {}).get("layout") or {}).get("plot_bgcolor") == USUAL_PAPER:
        del layout["template"]
    for trace in shown.get("data", []):
        if trace.get("type") == "scattergl":
            trace["type"] = "scatter"  # The same marks, without the graphics card.
    text = json.dumps({"data": shown.get("data", []), "layout": layout}, separators=(",", ":"))
    return {FIGURE: text} if len(text) <= MAX_FIGURE else None


def placeholder(words):
    """In place of a picture: what it is, for whoever does not draw the figure."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="80"><rect width="640" height="80" fill="#fff" stroke="#999"/>'
        f'<text x="16" y="46" font-family="sans-serif" font-size="15">{html.escape(words)}: Docent draws it in the answer.</text></svg>'
    )


def told(sentence):
    return {"text/markdown": sentence, "text/plain": sentence}


def text_of(title):
    return str((title.get("text") if isinstance(title, dict) else title) or "")


def draw(traces, layout):
    import io

    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    # Beside pyplot, whose figures are the user's.
    figure = Figure(figsize=(7.6, 4.2), layout="constrained")
    FigureCanvasAgg(figure)
    is_round = all(trace.get("type") == "pie" for trace in traces)
    axes = figure.add_subplot()
    for trace in traces:
        DRAWN[str(trace.get("type") or "scatter")](axes, trace)
    axes.set_title(text_of(layout.get("title")))
    if not is_round:
        axes.set_xlabel(text_of((layout.get("xaxis") or {}).get("title")))
        axes.set_ylabel(text_of((layout.get("yaxis") or {}).get("title")))
    if not is_round and sum(1 for trace in traces if trace.get("name")) > 1:
        axes.legend()
    if any(isinstance(label, str) for trace in traces for label in listed(trace.get("x"))[:5]):
        figure.autofmt_xdate()
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", dpi=144)
    return buffer.getvalue()


def listed(values):
    """A column of a trace: a list, an array, or plotly's own packing of one."""
    if values is None:
        return []
    if isinstance(values, dict) and "bdata" in values:
        import numpy

        shape = [int(length) for length in str(values.get("shape") or "-1").split(",")]
        values = numpy.frombuffer(base64.b64decode(values["bdata"]), dtype=str(values["dtype"])).reshape(shape)
    return list(values)[:MAX_POINTS]


def points(trace):
    xs, ys = listed(trace.get("x")), listed(trace.get("y"))
    return (xs or list(range(len(ys)))), (ys or list(range(len(xs))))


def scatter(axes, trace):
    xs, ys = points(trace)
    mode = str(trace.get("mode") or ("lines+markers" if len(xs) < 20 else "lines"))
    axes.plot(xs, ys, linestyle="-" if "lines" in mode else "", marker="o" if "markers" in mode else "", markersize=4, label=trace.get("name"))


def bar(axes, trace):
    xs, ys = points(trace)
    if trace.get("orientation") == "h":
        axes.barh(ys, xs, label=trace.get("name"))
    else:
        axes.bar(xs, ys, label=trace.get("name"), alpha=0.9)


def histogram(axes, trace):
    values = listed(trace.get("x")) or listed(trace.get("y"))
    axes.hist(values, bins=int(trace.get("nbinsx") or 30), label=trace.get("name"), alpha=0.8)


def box(axes, trace):
    values = listed(trace.get("y")) or listed(trace.get("x"))
    place = len(axes.get_xticks()) if axes.has_data() else 1
    axes.boxplot([value for value in values if value == value], positions=[place], labels=[str(trace.get("name") or "")], manage_ticks=True)


def pie(axes, trace):
    axes.pie(listed(trace.get("values")), labels=[str(label) for label in listed(trace.get("labels"))], autopct="%1.0f%%")


def heatmap(axes, trace):
    import numpy

    image = axes.imshow(numpy.array([listed(row) for row in listed(trace.get("z"))], dtype=float), aspect="auto", origin="lower")
    axes.figure.colorbar(image, ax=axes)


DRAWN = {"scatter": scatter, "scattergl": scatter, "bar": bar, "histogram": histogram, "box": box, "pie": pie, "heatmap": heatmap}
