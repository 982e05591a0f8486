"""What several services share: ARNs, regions, names, versions, windows, tables."""
