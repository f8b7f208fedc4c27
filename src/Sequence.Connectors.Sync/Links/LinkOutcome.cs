namespace Sequence.Connectors.Sync;

/// <summary>What became of a wish to link or unlink two records. A closed family.</summary>
public abstract record LinkOutcome
{
    private protected LinkOutcome()
    {
    }

    /// <summary>They are linked from now on; what waited for it goes by itself.</summary>
    /// <param name="Link">The link.</param>
    public sealed record Linked(Link Link) : LinkOutcome;

    /// <summary>They were linked before; nothing was changed.</summary>
    /// <param name="Link">The link.</param>
    public sealed record AlreadyLinked(Link Link) : LinkOutcome;

    /// <summary>They are not linked any more.</summary>
    /// <param name="Links">The links that were removed, one for each variant.</param>
    public sealed record Unlinked(ValueList<Link> Links) : LinkOutcome;

    /// <summary>Nothing was changed.</summary>
    /// <param name="Problem">Why not, and what to do.</param>
    public sealed record Refused(Problem Problem) : LinkOutcome;
}
