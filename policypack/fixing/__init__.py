"""Applies the fixes of findings to the program's Python source: ``guardrails fix``.

Only this folder imports LibCST, and only the command imports this folder.
"""
