"""Reading files: how text comes out of the bytes that somebody brings; empty, since a sandbox imports it."""
