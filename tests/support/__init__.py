"""What tests stand on: databases, servers, texts, records, forms."""
