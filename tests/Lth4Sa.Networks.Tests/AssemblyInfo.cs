[assembly: Xunit.CollectionBehavior(DisableTestParallelization = true)] // Some count the tensors or the bytes of the process.
