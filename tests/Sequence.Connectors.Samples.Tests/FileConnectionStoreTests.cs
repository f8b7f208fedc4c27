using Quickstart;
using Sequence.Connectors.Conformance;

namespace Sequence.Connectors.Samples.Tests;

public sealed class FileConnectionStoreTests : ConnectionStoreConformance
{
    private readonly TemporaryFolder _temporary = new();
    private StateFolder? _folder;

    protected override ValueTask<IConnectionStore> OpenStoreAsync()
    {
        _folder = new(_temporary.Path, isFresh: false);
        return new(new FileConnectionStore(_folder));
    }

    public override async ValueTask DisposeAsync()
    {
        _folder?.Dispose();
        _temporary.Dispose();
        await base.DisposeAsync();
    }
}
