"""Events on the map, as GeoJSON (RFC 7946): a feature for each place of an event."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from dateline.views.phrasing import tell_plainly
from dateline.views.rows import EventRow, SiteRow


def make_geojson(rows: Iterable[EventRow], quotes: bool = True) -> Iterator[bytes]:
    """Yield a FeatureCollection piece by piece; what has no coordinates has a null geometry: nothing is lost."""
    yield b'{"type":"FeatureCollection","features":['
    first = True
    for row in rows:
        for site in row.places or (None,):
            yield (b"" if first else b",\n") + msgspec.json.encode(_feature(row, site, quotes))
            first = False
    yield b"]}\n"


def _feature(row: EventRow, site: SiteRow | None, quotes: bool) -> dict[str, Any]:
    placed = site is not None and site.lat is not None and site.lon is not None
    properties: dict[str, Any] = {
        "dateline_id": row.key, "event": row.joined.id if row.joined else None, "sentence": tell_plainly(row),
        "type": row.type, "mode": row.mode, "register": row.register, "status": row.status, "start": row.start,
        "end": row.end, "actors": [side.label for side in row.actors],
        "recipients": [side.label for side in row.recipients],
        "participants": [side.label for side in row.participants],
        "place": site.label if site else None, "place_kind": site.kind if site else None,
        "country": site.country if site else None, "geonames": site.geonames if site else None,
        "said_by": [voice.speaker.label for voice in row.said_by],
        "reports": row.joined.documents if row.joined else 1, "origins": row.joined.voices if row.joined else 1,
        "quote": row.sentence.words if quotes else None, "outlet": row.source.outlet,
        "published": row.source.published, "url": row.source.url, "article_id": row.source.article,
    }  # fmt: skip
    geometry = {"type": "Point", "coordinates": [site.lon, site.lat]} if placed and site else None
    return {"type": "Feature", "id": row.key, "geometry": geometry, "properties": properties}
