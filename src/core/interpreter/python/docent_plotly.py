"""A figure of plotly's as a picture: plotly itself draws in browsers alone. Drawn by matplotlib, as far as that has the same marks."""
import base64

# Marks that are drawn at once; a picture of more shows no more.
MAX_POINTS = 20_000
MAX_TRACES = 30


def picture_of(figure):
    """Its forms; where it has marks that can't be drawn here, a sentence that says so."""
    try:
        shown = figure.to_plotly_json()
        traces, layout = list(shown.get("data", []))[:MAX_TRACES], shown.get("layout", {}) or {}
        words = text_of(layout.get("title")) or "A chart of plotly's"
        unknown = sorted({str(trace.get("type") or "scatter") for trace in traces} - set(DRAWN))
        if unknown or not traces:
            return told(f"A chart of plotly’s ({', '.join(unknown) or 'empty'}), which Docent can’t show: save it as a page of its own, with `fig.write_html(\"chart.html\")`.")
        data = draw(traces, layout)
    except ImportError:
        return told("A chart of plotly’s, of which Docent shows a picture where Python has matplotlib: install that, or save it as a page, with `fig.write_html(\"chart.html\")`.")
    except Exception as error:
        return told(f"A chart of plotly’s, which could not be drawn ({type(error).__name__}): save it as a page, with `fig.write_html(\"chart.html\")`.")
    return {"image/png": base64.b64encode(data).decode(), "text/plain": words}


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

        values = numpy.frombuffer(base64.b64decode(values["bdata"]), dtype=str(values["dtype"]))
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
