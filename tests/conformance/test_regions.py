"""The four regions reach the highest level of the kit that any integrator uses."""

from jeugdregio_core.conformance.kit import RegionConformance


class TestFriesland(RegionConformance):
    plugin = "jeugdregio_friesland"


class TestWestfriesland(RegionConformance):
    plugin = "jeugdregio_westfriesland"


class TestZuidHollandZuid(RegionConformance):
    plugin = "jeugdregio_zhz"


class TestAmsterdamAmstellandAndZaanstreekWaterland(RegionConformance):
    plugin = "jeugdregio_aa_zawa"
