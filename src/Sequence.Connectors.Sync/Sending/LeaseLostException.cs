namespace Sequence.Connectors.Sync;

/// <summary>Another process works on the connection, or changed what this one was working on: stop, and begin again later.</summary>
internal sealed class LeaseLostException(string connectionId, CommitResult result) : Exception(
    $"The work on connection '{connectionId}' was stopped ({result}): someone else changed it meanwhile. It goes on by itself.");
