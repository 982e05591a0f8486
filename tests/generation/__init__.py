"""Stacks that nobody wrote: made from pulumi-aws's own types, for properties that hold whatever a program says."""
