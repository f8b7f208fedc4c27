namespace Sequence.Connectors.Sync;

/// <summary>What becomes of an entry that is due. A closed family.</summary>
internal abstract record OutgoingDecision
{
    private OutgoingDecision()
    {
    }

    /// <summary>It is sent.</summary>
    public sealed record Send(string Key, WriteTarget? Target) : OutgoingDecision;

    /// <summary>It waits until a record is linked; in one variant, where that is not null.</summary>
    public sealed record WaitFor(LocalRecord For, string? Variant, Problem Problem) : OutgoingDecision;

    /// <summary>An earlier entry of the same record goes first. Null until then: it goes in this turn.</summary>
    public sealed record Hold(Instant? Until) : OutgoingDecision;

    /// <summary>Nothing is sent and nothing more is to be done.</summary>
    public sealed record Close(EntryState State, string Outcome) : OutgoingDecision;

    /// <summary>It cannot be sent as it is.</summary>
    public sealed record Refuse(Problem Problem) : OutgoingDecision;
}
