namespace Sequence.Connectors.Conformance.Tests;

public sealed class InMemorySettingsStoreTests : SettingsStoreConformance
{
    protected override ValueTask<ISettingsStore> OpenStoreAsync() => new(new InMemorySettingsStore());
}
