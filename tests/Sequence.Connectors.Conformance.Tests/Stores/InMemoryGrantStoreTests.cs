namespace Sequence.Connectors.Conformance.Tests;

public sealed class InMemoryGrantStoreTests : GrantStoreConformance
{
    protected override ValueTask<IGrantStore> OpenStoreAsync() => new(new InMemoryGrantStore());
}
