namespace Sequence.Connectors;

/// <summary>A person at a customer.</summary>
public sealed record Contact
{
    /// <summary>The contact's id where it comes from; null where contacts have none of their own.</summary>
    public string? Id { get; init; }

    /// <summary>The full name.</summary>
    public string? Name { get; init; }

    /// <summary>The given name, where the system keeps it apart.</summary>
    public string? GivenName { get; init; }

    /// <summary>The family name, where the system keeps it apart.</summary>
    public string? FamilyName { get; init; }

    /// <summary>The mail address as received; it may be malformed.</summary>
    public string? Email { get; init; }

    /// <summary>Whether the contact receives billing mail.</summary>
    public BillingPreference BillingPreference { get; init; }
}
