namespace Sequence.Connectors.Sync;

/// <summary>How far an effect has come.</summary>
public enum EntryState
{
    /// <summary>To be sent when it is due; after a failure that lies outside the record, too.</summary>
    Pending,

    /// <summary>Waits until another record is linked; <see cref="JournalEntry.WaitsForId"/> says which.</summary>
    Waiting,

    /// <summary>In a request that left, or may have left, and is not settled.</summary>
    Sent,

    /// <summary>The record cannot be written as it is; someone must mend it, and <c>retry</c>.</summary>
    Rejected,

    /// <summary>The system holds the record as it was published.</summary>
    Done,

    /// <summary>A later version of the record took its place before it was sent.</summary>
    Superseded,

    /// <summary>Someone decided that it is not needed.</summary>
    Dismissed,
}
