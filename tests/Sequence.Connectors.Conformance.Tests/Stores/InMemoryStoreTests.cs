namespace Sequence.Connectors.Conformance.Tests;

public sealed class InMemoryGrantStoreTests : GrantStoreConformance
{
    protected override ValueTask<IGrantStore> OpenStoreAsync() => new(new InMemoryGrantStore());
}

public sealed class InMemoryConnectionStoreTests : ConnectionStoreConformance
{
    protected override ValueTask<IConnectionStore> OpenStoreAsync() => new(new InMemoryConnectionStore());
}

public sealed class InMemoryPendingAuthorizationStoreTests : PendingAuthorizationStoreConformance
{
    protected override ValueTask<IPendingAuthorizationStore> OpenStoreAsync() => new(new InMemoryPendingAuthorizationStore());
}
