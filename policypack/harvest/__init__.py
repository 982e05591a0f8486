"""Makes the rows of ``aws/SERVICE/data/constraints.json`` from what AWS and the provider publish of themselves.

Runs when the pack is developed, never in a preview: it reads the installed botocore, cfn-lint and pulumi-aws. Only
facts are written: bounds, values, patterns, and where they are said.
"""
