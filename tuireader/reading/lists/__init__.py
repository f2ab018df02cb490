"""Lists of feeds and of addresses, as readers and services export them."""
