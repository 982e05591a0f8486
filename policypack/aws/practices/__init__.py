"""Practices that many services share: encryption, reachability, deletion, logs."""
