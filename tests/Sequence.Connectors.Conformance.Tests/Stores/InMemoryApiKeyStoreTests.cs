namespace Sequence.Connectors.Conformance.Tests;

public sealed class InMemoryApiKeyStoreTests : ApiKeyStoreConformance
{
    protected override ValueTask<IApiKeyStore> OpenStoreAsync() => new(new InMemoryApiKeyStore());
}
