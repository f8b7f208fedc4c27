namespace Sequence.Connectors.Testing;

/// <summary>
/// What the world does at a simulated system without knowing its connector: a click on its consent page, and its webhooks.
/// </summary>
internal abstract class SimulatedSystem
{
    /// <summary>The id under which connectors of this system are known.</summary>
    public abstract string Connector { get; }

    /// <summary>Where a browser is sent for consent.</summary>
    public abstract Uri ConsentAddress { get; }

    /// <summary>Clicks "Connect", for an account of the system or for its first: the address that the browser is sent back to.</summary>
    public abstract Uri Approve(Uri page, string? account);

    /// <summary>The next delivery that waits; null when none does.</summary>
    public abstract (ReadOnlyMemory<byte> Body, IReadOnlyDictionary<string, string> Headers)? TakeDelivery();
}
