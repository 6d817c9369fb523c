"""The web door: pages and forms over the domain."""
