"""Stores for records: an output folder of Parquet parts, and from it tables, databases and annotation tools."""
