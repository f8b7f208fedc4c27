namespace Sequence.Connectors.Sync;

/// <summary>
/// The host's answer to a change in a system. Taken from a scope of its own, and run in one transaction with the engine's own
/// rows where both share a database; elsewhere it may run again after a crash, with the same <see cref="RemoteChange.EffectId"/>.
/// When it throws, nothing is stored and it is tried again later.
/// </summary>
/// <typeparam name="TChange">The change, such as <see cref="InvoicePaymentChanged"/>.</typeparam>
public interface IReaction<in TChange>
    where TChange : RemoteChange
{
    /// <summary>Does in the host what the change asks for.</summary>
    Task ReactAsync(TChange change, CancellationToken cancellationToken);
}
