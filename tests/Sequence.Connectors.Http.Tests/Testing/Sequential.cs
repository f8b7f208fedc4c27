// The clock moves when nothing else goes on in the process, so tests run one after the other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
