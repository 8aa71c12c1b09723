"""Where partitions of the work are computed: in this process, or on a Dask cluster."""
