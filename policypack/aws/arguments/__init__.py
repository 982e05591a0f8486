"""What AWS's published models say of single arguments: bounds, allowed values, patterns; rows of data, not of code.

``aws/SERVICE/data/constraints.json`` has the rows of a service's types. They are read when a resource of the service is
met. ``guardrails constraints refresh`` writes them; docs/arguments.md describes the file.
"""
