namespace Sequence.Connectors.Conformance.Tests;

public sealed class InMemoryPendingAuthorizationStoreTests : PendingAuthorizationStoreConformance
{
    protected override ValueTask<IPendingAuthorizationStore> OpenStoreAsync() => new(new InMemoryPendingAuthorizationStore());
}
