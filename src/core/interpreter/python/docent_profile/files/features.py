"""What maps say of the things on them: the features of GeoJSON and TopoJSON, without their outlines."""

from __future__ import annotations


def features_of(data: dict) -> list[dict]:
    """A record for each thing on the map; [] for what is no map."""
    if data.get("type") == "Topology" and isinstance(data.get("objects"), dict):
        layers = {name: _parts(layer) for name, layer in data["objects"].items()}
        if len(layers) > 1:
            return [{"layer": name, **_said(part, part)} for name, parts in layers.items() for part in parts]
        return [_feature(part, part) for parts in layers.values() for part in parts]
    features = [data] if data.get("type") == "Feature" else data.get("features")
    if not isinstance(features, list) or not any(isinstance(feature, dict) and "geometry" in feature for feature in features):
        return []
    return [_feature(feature, feature.get("geometry")) for feature in features if isinstance(feature, dict)]


def _parts(layer: object) -> list[dict]:
    parts = layer.get("geometries") if isinstance(layer, dict) and isinstance(layer.get("geometries"), list) else [layer]
    return [part for part in parts if isinstance(part, dict)]


def _feature(feature: dict, geometry: object) -> dict:
    """What is said of it; where that is nothing, what it looks like."""
    return _said(feature, geometry) or {"geometry": geometry.get("type") if isinstance(geometry, dict) else None}


def _said(feature: dict, geometry: object) -> dict:
    """Its name and properties, and where a point is."""
    properties = feature.get("properties")
    name = {"id": feature["id"]} if "id" in feature else {}
    return {**name, **_place(geometry), **(properties if isinstance(properties, dict) else {})}


def _place(geometry: object) -> dict:
    if isinstance(geometry, dict) and geometry.get("type") == "Point" and isinstance(geometry.get("coordinates"), list):
        return dict(zip(("longitude", "latitude"), geometry["coordinates"]))
    return {}
