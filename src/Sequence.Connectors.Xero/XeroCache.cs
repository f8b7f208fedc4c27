using System.Collections.Concurrent;

namespace Sequence.Connectors.Xero;

/// <summary>What was read of organisations and their lists, for a while: calls are counted by the day, and these seldom change.</summary>
internal sealed class XeroCache
{
    private static readonly Duration Age = Duration.FromHours(1);

    private readonly ConcurrentDictionary<(string Connection, string What), (object Value, Instant At)> _kept = new();

    public async Task<TValue> GetAsync<TValue>(
        Connection connection, string what, Func<CancellationToken, Task<TValue>> read, Instant now, CancellationToken cancellationToken)
        where TValue : class
    {
        if (_kept.TryGetValue((connection.Id, what), out var kept) && now - kept.At < Age)
        {
            return (TValue)kept.Value;
        }

        var value = await read(cancellationToken).ConfigureAwait(false);
        _kept[(connection.Id, what)] = (value, now);
        return value;
    }

    public void Keep(Connection connection, string what, object value, Instant now) => _kept[(connection.Id, what)] = (value, now);

    /// <summary>Forgets what is known of an organisation, after Xero refused something for it.</summary>
    public void Forget(Connection connection, string what) => _kept.TryRemove((connection.Id, what), out _);
}
