"""Fetching: what comes over the network, behind the address guard. The only room that knows httpx."""
