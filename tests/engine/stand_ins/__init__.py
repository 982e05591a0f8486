"""Programs that the engine starts as plugins: a Python language host and two providers."""
