namespace Sequence.Connectors.EntityFrameworkCore;

/// <summary>A context, and what is to be given back with it.</summary>
internal readonly record struct StoreContext(DbContext Context, IAsyncDisposable Owner) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Owner.DisposeAsync();
}
