"""Charts that are specifications of Vega-Lite: Altair's, and those of any value whose bundle has one."""
import json
import re
import warnings

# As Docent's views take it: JSON text.
CHART = "application/vnd.docent.vegalite+json"
MIME = re.compile(r"application/vnd\.vegalite\.v\d+(\.\d+)*\+json")
# Longer ones are refused by core's limits, too: the thread keeps them.
MAX_CHART = 2_000_000


def chart_of(value):
    """The forms of a chart of Altair's; None for what is none."""
    if not callable(getattr(value, "to_dict", None)) or not callable(getattr(value, "_repr_mimebundle_", None)):
        return None
    try:
        import altair

        # Altair refuses more than 5,000 rows for the sake of notebooks; here the length counts.
        with altair.data_transformers.enable("default", max_rows=None), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Altair's own, about pandas.
            spec = value.to_dict()
    except Exception as error:
        return told(f"A chart of Altair’s that is not whole ({type(error).__name__}): {first_line(error)}")
    return forms_of(spec)


def spec_in(bundle):
    """The forms of the specification in a bundle of MIME types; None where it has none."""
    found = [form for mime, form in bundle.items() if isinstance(mime, str) and MIME.fullmatch(mime)]
    return forms_of(found[0]) if found else None


def forms_of(spec):
    try:
        text = spec if isinstance(spec, str) else json.dumps(without_nan(spec), default=str, allow_nan=False, separators=(",", ":"))
    except Exception as error:
        return told(f"A chart whose specification is no JSON ({type(error).__name__}): {first_line(error)}")
    if len(text) > MAX_CHART:
        return told(f"A chart with {len(text):,} characters of data, more than the {MAX_CHART:,} that Docent shows: add up or sample the data before it is drawn.")
    return {CHART: text}


def without_nan(value):
    """JSON has no numbers that are none; Vega-Lite leaves out what is null."""
    if isinstance(value, dict):
        return {key: without_nan(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [without_nan(part) for part in value]
    return None if isinstance(value, float) and value - value != 0 else value


def told(sentence):
    return {"text/markdown": sentence, "text/plain": sentence}


def first_line(error):
    return (str(error).strip().splitlines() or ["it says no more"])[0][:300]
