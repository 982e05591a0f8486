"""What is known of AWS's regions and of pulumi-aws's types, as data with source and date, and how it is kept fresh.

Rules ask a :class:`policypack.catalog.catalog.Catalog`. No data is read before it is asked for.
"""
