namespace Sequence.Connectors;

/// <summary>What comes after a page of changes.</summary>
public enum ChangePageState
{
    /// <summary>More pages follow.</summary>
    More,

    /// <summary>
    /// The reader has caught up. After a sweep that began without a cursor, a record that was on no page is gone, if the reader declares
    /// <see cref="DeletionVisibility.Sweep"/>; otherwise absence says nothing.
    /// </summary>
    End,

    /// <summary>The system no longer knows the cursor: no changes are given, and a sweep without a cursor must follow.</summary>
    CursorExpired,
}
