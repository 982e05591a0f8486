"""Values that public programs write: what a row would refuse there is no row."""
