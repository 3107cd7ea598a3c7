"""How tables lie in documents: maps, lists of values, several tables and sheets, heads of several lines, cells that reach over others."""
import json

from kind_formats import workbook
from ugly import Ugly


def page(rows: str) -> str:
    return f"<html><body><table>{rows}</table></body></html>"


OUTLINE = [[[0, 0], [1, 0], [1, 1], [0, 0]]]
TOPOLOGY = {
    "type": "Topology",
    "objects": {"boroughs": {"type": "GeometryCollection", "geometries": [{"type": "Polygon", "arcs": [[place]], "id": f"B{place}", "properties": {"people": 100 * place}} for place in range(1, 5)]}},
    "arcs": [[[place, place], [1, 2], [3, 4]] for place in range(60)],
}
FEATURES = {"type": "FeatureCollection", "features": [{"type": "Feature", "id": f"0{place}", "properties": {}, "geometry": {"type": "Polygon", "coordinates": OUTLINE}} for place in range(1, 6)]}
FITTED = {"sigma": 10.7, "fit": {"hat": [0.5, 0.25, 0.75], "cooks": [1, 2, 6]}, "call": "lm(y ~ x)"}

FILES = [
    Ugly("boroughs.topo.json", json.dumps(TOPOLOGY), rows=4, columns=["id", "people"], cells={"people": {"Mean": 250}}, says=["features of a map"]),
    Ugly("layers.json", json.dumps({**TOPOLOGY, "objects": {**TOPOLOGY["objects"], "land": {"type": "MultiPolygon", "arcs": [[[0]]]}}}), rows=5, columns=["layer", "id", "people"]),
    Ugly("outlines.geojson", json.dumps(FEATURES), rows=5, columns=["id"], types={"id": "identifier"}),
    Ugly("one outline.geojson", json.dumps({"type": "Feature", "properties": {"name": "Rome", "people": 5}, "geometry": {"type": "Polygon", "coordinates": OUTLINE}}), rows=1, columns=["name", "people"]),
    Ugly("heights.json", json.dumps({"width": 3, "height": 2, "values": [103, 104, 108, 94, 95, 96]}), rows=6, columns=["values"], cells={"values": {"Mean": 100, "Min": 94}}),
    Ugly("numbers.json", "[5, 7, 9, 11]", rows=4, columns=["value"], cells={"value": {"Mean": 8}}),
    Ugly("fitted.json", json.dumps(FITTED), rows=3, columns=["hat", "cooks"], cells={"cooks": {"Mean": 3}}, says=["the values of `fit`"]),
    Ugly("empty records.json", json.dumps([{"team": "A", "score": {"full": 1}}, {"team": "B", "score": {}}, {"team": "C", "score": {"full": 5}}]), rows=3, columns=["team", "score.full"], cells={"score.full": {"Missing": 1, "Mean": 3}}),
    Ugly("a table of tabs.json", "#name\tn\nA\t1\nB\t2\nC\t6\n", rows=3, columns=["name", "n"], cells={"n": {"Mean": 3}}),
    Ugly("within a cell.html", page("<tr><td>name</td><td>n</td></tr><tr><td>A</td><td>1<table></table></td></tr><tr><td>B</td><td>5</td></tr>"), rows=2, columns=["name", "n"], cells={"n": {"Mean": 3}}),
]
