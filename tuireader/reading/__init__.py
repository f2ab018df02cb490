"""Bytes in, articles out."""
