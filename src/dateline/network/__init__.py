"""The only room that uses the network, and only where a person asked for it (`--fetch`)."""

from dateline.network.fetching import FetchError, Limits, Validators, WebFetcher

__all__ = ["FetchError", "Limits", "Validators", "WebFetcher"]
