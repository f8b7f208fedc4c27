using System.Collections.Concurrent;

namespace Sequence.Connectors;

/// <summary>Keeps pending consents in memory: enough for one process. A host of several processes needs a shared store.</summary>
public sealed class InMemoryPendingAuthorizationStore : IPendingAuthorizationStore
{
    private readonly ConcurrentDictionary<string, PendingAuthorization> _pending = new(StringComparer.Ordinal);

    /// <inheritdoc />
    public Task AddAsync(PendingAuthorization pending, CancellationToken cancellationToken)
    {
        foreach (var (state, one) in _pending)
        {
            if (one.StartedAt < pending.StartedAt - Duration.FromDays(1))
            {
                _pending.TryRemove(state, out _);
            }
        }

        _pending[pending.State] = pending;
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task<PendingAuthorization?> TakeAsync(string state, CancellationToken cancellationToken) =>
        Task.FromResult(_pending.TryRemove(state, out var pending) ? pending : null);
}
