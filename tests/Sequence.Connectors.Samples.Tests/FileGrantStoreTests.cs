using Quickstart;
using Sequence.Connectors.Conformance;

namespace Sequence.Connectors.Samples.Tests;

public sealed class FileGrantStoreTests : GrantStoreConformance
{
    private readonly TemporaryFolder _temporary = new();
    private StateFolder? _folder;

    protected override ValueTask<IGrantStore> OpenStoreAsync()
    {
        _folder = new(_temporary.Path, isFresh: false);
        return new(new FileGrantStore(_folder, new AesGcmSecretProtector(_folder.Key())));
    }

    public override async ValueTask DisposeAsync()
    {
        _folder?.Dispose();
        _temporary.Dispose();
        await base.DisposeAsync();
    }
}
