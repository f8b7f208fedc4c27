namespace Sequence.Connectors.Conformance.Tests;

public sealed class InMemoryConnectionStoreTests : ConnectionStoreConformance
{
    protected override ValueTask<IConnectionStore> OpenStoreAsync() => new(new InMemoryConnectionStore());
}
