"""A page of a PDF: its lines, columns and marks by the places where they are printed."""
