"""Source documents: intake, versions, passages, archive, custody, search."""
