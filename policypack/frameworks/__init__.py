"""Frameworks: which controls of AWS Security Hub the rules answer, and which requirements those stand for."""
