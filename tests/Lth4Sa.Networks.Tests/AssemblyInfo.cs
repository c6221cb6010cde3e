[assembly: Xunit.CollectionBehavior(DisableTestParallelization = true)] // libtorch uses all cores by itself.
