"""What is handed out: CSV, workbook, data package, linked data, feed, dossier, numbered issues."""
