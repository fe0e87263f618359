"""What the product knows before it reads: packaged tables, the event ontology, and the world."""
