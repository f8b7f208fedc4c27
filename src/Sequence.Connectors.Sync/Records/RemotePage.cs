namespace Sequence.Connectors.Sync;

/// <summary>A page of looks, and where to resume after it.</summary>
internal sealed record RemotePage(IReadOnlyList<RemoteLook> Looks, Cursor? Next, ChangePageState State);
