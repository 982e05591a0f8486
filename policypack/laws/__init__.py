"""The laws that every rule is held to, built-in ones and those of an organization.

Each law is a function of a rule, or of a rule and an example that ran, and gives what is broken. The programs of
examples run in processes of their own; nothing else here takes long, and the same rule gives the same answer each time.
:func:`policypack.laws.all_laws.broken_laws` asks all of them.
"""
