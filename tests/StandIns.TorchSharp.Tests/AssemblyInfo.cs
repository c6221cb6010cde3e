[assembly: Xunit.CollectionBehavior(DisableTestParallelization = true)] // The count of live tensors is the whole process's.
