"""What sources say of people: claims of every kind, recorded, cited, revised, ranked; the current status."""
