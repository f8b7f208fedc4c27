namespace Sequence.Connectors;

/// <summary>What comes after a page of changes.</summary>
public enum ChangePageState
{
    /// <summary>More pages follow.</summary>
    More,

    /// <summary>The reader has caught up; a sweep is complete, so absence counts.</summary>
    End,

    /// <summary>The system no longer knows the cursor: no changes are given, and a sweep without a cursor must follow.</summary>
    CursorExpired,
}
