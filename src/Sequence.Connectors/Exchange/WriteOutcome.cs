namespace Sequence.Connectors;

/// <summary>What became of one intent. A closed family: created, updated, unchanged, rejected, uncertain or not attempted.</summary>
public abstract record WriteOutcome
{
    private protected WriteOutcome()
    {
    }

    /// <summary>The key of the intent.</summary>
    public required string IntentKey { get; init; }

    /// <summary>What the system could not carry, in words.</summary>
    public ValueList<MappingNote> Notes { get; init; }

    /// <summary>The system's id of the request, for its support; null when none was sent.</summary>
    public string? RequestId { get; init; }

    /// <summary>Whether the record now stands in the system as the intent wishes.</summary>
    public bool IsSuccess => this is Settled;

    /// <summary>The record stands as the intent wishes.</summary>
    public abstract record Settled : WriteOutcome
    {
        private protected Settled()
        {
        }

        /// <summary>The system's id of the record.</summary>
        public required string ExternalId { get; init; }

        /// <summary>The system's version of the record after the write; null where it has none or did not tell.</summary>
        public string? Version { get; init; }

        /// <summary>The record's page in the system; null when it has none.</summary>
        public Uri? Link { get; init; }

        /// <summary>The system's ids of the record's parts, such as its lines.</summary>
        public ValueList<RecordPart> Parts { get; init; }

        /// <summary>The record as the system now holds it, with the system's ids; null where its answer did not tell.</summary>
        public IRecord? Current { get; init; }

        /// <summary>
        /// The record as the system held it right before it was changed, with the system's ids; null where nobody looked, or
        /// where an earlier attempt may have changed it.
        /// </summary>
        public IRecord? Before { get; init; }
    }

    /// <summary>The record was created, now or by an earlier attempt whose answer was lost.</summary>
    public sealed record Created : Settled
    {
        /// <summary>Whether a record that already stood there was taken over instead of making a second one.</summary>
        public bool Adopted { get; init; }
    }

    /// <summary>The record was changed; so too when it was voided, deleted, archived, sent or moved, or its use was taken back.</summary>
    public sealed record Updated : Settled;

    /// <summary>The record stood that way already; nothing that has an effect was sent.</summary>
    public sealed record Unchanged : Settled;

    /// <summary>The intent cannot be carried out as it is; nothing was changed. Repeating it as it is will not help.</summary>
    public sealed record Rejected : WriteOutcome
    {
        /// <summary>Every reason that is known, at once; at least one.</summary>
        public required ValueList<Problem> Problems { get; init; }
    }

    /// <summary>
    /// The request left and its effect is not known. Give the attempt back in <see cref="WriteContext.Unsettled"/> to find out.
    /// </summary>
    public sealed record Uncertain : WriteOutcome
    {
        /// <summary>What to probe for.</summary>
        public required WriteAttempt Attempt { get; init; }

        /// <summary>Why the effect is not known, in one sentence.</summary>
        public required string Reason { get; init; }

        /// <summary>How long to wait before a probe can decide; null when it can at once.</summary>
        public Duration? ProbeAfter { get; init; }
    }

    /// <summary>Nothing of this intent had an effect, for a reason that lies outside it; it may be tried again as it is.</summary>
    public sealed record NotAttempted : WriteOutcome
    {
        /// <summary>
        /// Why not; null where nothing failed: no attempt turned out to have had an effect, or the system stopped before it came
        /// to this intent.
        /// </summary>
        public required ConnectorErrorKind? Kind { get; init; }

        /// <summary>Why not, in one sentence.</summary>
        public required string Reason { get; init; }

        /// <summary>How long to wait; null when nobody said.</summary>
        public Duration? RetryAfter { get; init; }
    }
}
