"""What a page shows, worked out before its template: no form, no saving."""
