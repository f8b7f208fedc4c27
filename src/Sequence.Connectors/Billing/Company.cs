using System.Diagnostics;

namespace Sequence.Connectors;

/// <summary>An organisation that a CRM knows. It becomes a <see cref="Customer"/> when it is billed.</summary>
[DebuggerDisplay("Company {Id} {Name}")]
public sealed record Company : IRecord
{
    /// <inheritdoc />
    public required string Id { get; init; }

    /// <summary>The host's customer that the CRM's record names; null when it names none.</summary>
    public string? CustomerId { get; init; }

    /// <summary>The company that this one belongs to.</summary>
    public string? ParentId { get; init; }

    /// <summary>The name that people see.</summary>
    public string? Name { get; init; }

    /// <summary>The internet domains, the main one first.</summary>
    public ValueList<string> Domains { get; init; }

    /// <summary>The website as people write it.</summary>
    public string? Website { get; init; }

    /// <summary>A telephone number as people write it.</summary>
    public string? Phone { get; init; }

    /// <summary>Where invoices would be addressed to.</summary>
    public Address? BillingAddress { get; init; }

    /// <summary>Where goods go.</summary>
    public Address? ShippingAddress { get; init; }

    /// <summary>The people of the company, as far as they were read with it.</summary>
    public ValueList<Contact> Contacts { get; init; }

    /// <summary>Who looks after it, by the CRM's id of that person.</summary>
    public string? OwnerId { get; init; }

    /// <summary>Whether the company is in use.</summary>
    public RecordState State { get; init; }

    /// <inheritdoc />
    public CustomFields CustomFields { get; init; } = CustomFields.Empty;

    /// <inheritdoc />
    public RecordSource? Source { get; init; }
}
