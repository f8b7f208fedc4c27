namespace Sequence.Connectors.Conformance;

/// <summary>
/// One system in a test: a fresh account, a connector that is registered and connected to it, a clock that the test drives and faults on
/// request. Every test makes its own, so that no test sees another's records. What a person does at the system with one type of record
/// stands in an <see cref="IRecordBench"/>.
/// </summary>
public abstract class ConnectorHarness : IAsyncLifetime
{
    /// <summary>The entrance, with the connector registered as a host registers it; another one after <see cref="RestartAsync"/>.</summary>
    public abstract SequenceConnectors Connectors { get; }

    /// <summary>
    /// The clock that the connector waits by. It stands still or runs; it must go on when <see cref="Advance"/> is called.
    /// </summary>
    public abstract TimeProvider Clock { get; }

    /// <summary>The requests that reached the system's API so far, refused and repeated ones included, those for tokens not.</summary>
    public abstract int RequestsSent { get; }

    /// <summary>Makes the next call go wrong.</summary>
    public abstract IFaultControl Faults { get; }

    /// <summary>Moves the clock, and the system's own time with it.</summary>
    public abstract void Advance(Duration by);

    /// <summary>Opens a session over the connected account.</summary>
    public abstract Task<ConnectorSession> OpenSessionAsync(CancellationToken cancellationToken);

    /// <summary>Starts the system and connects the account.</summary>
    public abstract ValueTask InitializeAsync();

    /// <summary>
    /// Ends the host's process and starts another: what the connector held in memory is gone, what the stores keep and the system holds
    /// stays. Build the services anew over the same stores.
    /// </summary>
    public abstract ValueTask RestartAsync(CancellationToken cancellationToken);

    /// <summary>Stops the system.</summary>
    public abstract ValueTask DisposeAsync();
}
