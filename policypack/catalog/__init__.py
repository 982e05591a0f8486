"""What is known of AWS's regions and of pulumi-aws's types, as data with source and date, and how it is kept fresh.

Rules ask a :class:`Catalog`. No data is read before it is asked for.
"""

from policypack.catalog.catalog import Catalog, load_catalog
from policypack.catalog.engines import VersionFact, VersionStatus
from policypack.catalog.versions import allowed_by_list

__all__ = ["Catalog", "VersionFact", "VersionStatus", "allowed_by_list", "load_catalog"]
