namespace Sequence.Connectors;

/// <summary>What a write may rely on, and must tell, beside its intents.</summary>
public sealed record WriteContext
{
    /// <summary>No journal: a crash in the middle of a call is the caller's to settle.</summary>
    public static WriteContext None { get; } = new();

    /// <summary>
    /// Called before each request that may have an effect leaves. The request waits for it and is not sent when it throws. An
    /// attempt that is repeated comes with the key and the start of the first, so a journal keeps one row for a key. Null records
    /// nothing.
    /// </summary>
    public Func<WriteAttempt, CancellationToken, ValueTask>? BeforeSend { get; init; }

    /// <summary>
    /// Earlier attempts whose outcome is not known. A writer settles them before it sends anything for their members: it finds
    /// what they made, repeats them byte for byte under their key, or says <see cref="WriteOutcome.Uncertain"/>.
    /// </summary>
    public ValueList<WriteAttempt> Unsettled { get; init; }

    /// <summary>
    /// Whether to find out only: members that an unsettled attempt made are told as outcomes, those that it surely did not are
    /// <see cref="WriteOutcome.NotAttempted"/>, and nothing is sent.
    /// </summary>
    public bool SettleOnly { get; init; }

    /// <summary>
    /// Whether a record in the system, by its id, is linked to a record of the host. A record without the host's mark that fits
    /// in every way is taken over only when this says no. Null knows nothing, so that only marked records are taken over.
    /// </summary>
    public Func<string, CancellationToken, ValueTask<bool>>? IsLinked { get; init; }
}
