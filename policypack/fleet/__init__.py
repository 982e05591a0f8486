"""Audits of what is deployed: many states, judged as their programs would be, side by side and as one fleet."""
