namespace Sequence.Connectors;

/// <summary>A consent that was given: its tokens, and the accounts that they reach.</summary>
public sealed record Authorization
{
    /// <summary>The grant, not yet stored.</summary>
    public required Grant Grant { get; init; }

    /// <summary>
    /// Why the accounts cannot be connected though tokens were given, such as for a company of another kind; null where they can. The
    /// tokens are then ended at the system, unless a connection lives by the same consent, and this is thrown.
    /// </summary>
    public ConnectorException? Refusal { get; init; }

    /// <summary>
    /// The accounts; unless they are refused at least one, and first the one that the person chose, where the system says which that is.
    /// </summary>
    public required ValueList<AuthorizedAccount> Accounts { get; init; }
}
