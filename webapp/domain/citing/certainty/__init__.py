"""Whether a status that a text tells of somebody is certain enough to be filled in."""
