namespace Sequence.Connectors.Http;

/// <summary>
/// The right to send a message once, or as often as one likes when it may be repeated. <see cref="GuardHandler"/> asks for it.
/// </summary>
internal sealed class AttemptPass(string system, string operation, HostRule hosts, bool mayRepeat)
{
    private static readonly HttpRequestOptionsKey<AttemptPass> Key = new("Sequence.Connectors.AttemptPass");
    private int _uses;

    public bool WasUsed => Volatile.Read(ref _uses) > 0;

    public static AttemptPass Of(HttpRequestMessage message) =>
        message.Options.TryGetValue(Key, out var pass)
            ? pass
            : throw new ConnectorException(
                ConnectorErrorKind.Configuration,
                "A handler of the host sent a message of its own through a connector's HttpClient. Send the message that it was given, or copy its Options too."
            );

    public void GiveTo(HttpRequestMessage message) => message.Options.Set(Key, this);

    /// <exception cref="ConnectorException">The address is foreign, or the message was sent before and must not be repeated.</exception>
    public void Use(Uri address)
    {
        hosts.Check(address);
        if (Interlocked.Increment(ref _uses) > 1 && !mayRepeat)
        {
            throw new ConnectorException(
                ConnectorErrorKind.Configuration,
                $"A handler of the host tried to repeat {operation} to {system}, which must not be sent twice: only Sequence.Connectors knows when a repeat is safe. "
                + "Exclude the clients named 'Sequence.Connectors.*' from your resilience handler (RemoveAllResilienceHandlers), "
                + "and set attempts and timeouts in ApiOptions.");
        }
    }
}
