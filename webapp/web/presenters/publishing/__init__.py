"""What files and programs are answered: JSON for programs, entries of the calendar."""
