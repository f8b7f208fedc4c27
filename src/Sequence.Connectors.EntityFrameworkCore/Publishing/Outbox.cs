using System.Data.Common;

namespace Sequence.Connectors.EntityFrameworkCore;

/// <summary>Publishes in a transaction of the host that no context began. Taken from the host's services.</summary>
public sealed class Outbox
{
    private readonly StoreContexts _contexts;
    private Table? _table;

    internal Outbox(StoreContexts contexts) => _contexts = contexts;

    /// <summary>
    /// Stores publications (see <see cref="SyncPublisher.Compose"/>) in a transaction on the database of the stores. Call
    /// <see cref="SyncSignal.Wake"/> after its commit: what nobody says is found when the engine next looks.
    /// </summary>
    public async Task AddAsync(DbTransaction transaction, IReadOnlyList<Publication> publications, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        ArgumentNullException.ThrowIfNull(publications);
        _table ??= await _contexts
            .UseAsync(context => Task.FromResult(Table.Of<Publication>(context)), cancellationToken)
            .ConfigureAwait(false);
        await _table.InsertAsync(transaction, publications, cancellationToken).ConfigureAwait(false);
    }
}
