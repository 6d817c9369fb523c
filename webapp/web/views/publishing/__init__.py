"""Pages of what is handed out: files, dossiers, numbered issues."""
