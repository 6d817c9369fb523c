"""The lists of HURIDOCS from which our words come, as an origin names them beside a code."""

ACTS = "HURIDOCS micro-thesaurus 4 (types of acts)"
METHODS = "HURIDOCS micro-thesaurus 5 (methods of violence)"
STATUSES = "HURIDOCS micro-thesaurus 25 (status at the end of the act)"
