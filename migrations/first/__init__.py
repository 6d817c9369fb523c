"""The tables and guards of the first schema, as they were then: never edited, whatever the models become."""
