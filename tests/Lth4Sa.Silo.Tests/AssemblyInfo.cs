// A process has one silo at a time: meters are told apart by their names.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
