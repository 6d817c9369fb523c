"""One text about many people: whom it names, what becomes of each name, and recording it as one edit."""
