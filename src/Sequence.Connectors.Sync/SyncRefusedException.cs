namespace Sequence.Connectors.Sync;

/// <summary>
/// The engine does not do what was asked, for a reason that the message tells in words for people: another import is at work, or the
/// host has not said how something is done. Nothing was changed.
/// </summary>
public sealed class SyncRefusedException : InvalidOperationException
{
    internal SyncRefusedException(string message)
        : base(message)
    {
    }
}
