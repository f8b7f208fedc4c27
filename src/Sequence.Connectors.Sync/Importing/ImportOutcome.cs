namespace Sequence.Connectors.Sync;

/// <summary>What became of one candidate that was to be imported. A closed family.</summary>
public abstract record ImportOutcome
{
    private ImportOutcome(string externalId) => ExternalId = externalId;

    /// <summary>The system's id of the record.</summary>
    public string ExternalId { get; }

    /// <summary>The host has made its own record of it, and both are linked.</summary>
    public sealed record Imported : ImportOutcome
    {
        internal Imported(string externalId, string localId)
            : base(externalId) => LocalId = localId;

        /// <summary>The host's id of the new record.</summary>
        public string LocalId { get; }
    }

    /// <summary>It was linked before; nothing was made.</summary>
    public sealed record AlreadyLinked : ImportOutcome
    {
        internal AlreadyLinked(string externalId, string localId)
            : base(externalId) => LocalId = localId;

        /// <summary>The host's record that it is linked to.</summary>
        public string LocalId { get; }
    }

    /// <summary>Nothing was made.</summary>
    public sealed record Refused : ImportOutcome
    {
        internal Refused(string externalId, ValueList<Problem> problems)
            : base(externalId) => Problems = problems;

        /// <summary>Every reason; at least one.</summary>
        public ValueList<Problem> Problems { get; }
    }
}
