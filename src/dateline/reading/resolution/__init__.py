"""Words to values: places to coordinates, times to intervals, events to where and when."""

from dateline.reading.resolution.event_places import place_event
from dateline.reading.resolution.event_times import date_event
from dateline.reading.resolution.places import resolve_places
from dateline.reading.resolution.times import resolve_times
from dateline.reading.resolution.types import Places, Times

__all__ = ["Places", "Times", "date_event", "place_event", "resolve_places", "resolve_times"]
