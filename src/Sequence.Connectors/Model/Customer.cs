using System.Diagnostics;
using System.Text.Json.Serialization;

namespace Sequence.Connectors;

/// <summary>A party that is billed.</summary>
[DebuggerDisplay("Customer {Id} {Name}")]
public sealed record Customer : IRecord
{
    /// <inheritdoc />
    public required string Id { get; init; }

    /// <summary>The name that stands on its invoices.</summary>
    public string? Name { get; init; }

    /// <summary>The people of the customer; the one with <see cref="BillingPreference.Primary"/> receives billing mail.</summary>
    public ValueList<Contact> Contacts { get; init; }

    /// <summary>Where invoices are addressed to.</summary>
    public Address? BillingAddress { get; init; }

    /// <summary>Where goods go, and where some systems decide taxes by.</summary>
    public Address? ShippingAddress { get; init; }

    /// <summary>The one currency of the customer's documents; null when the system does not fix it or its code is unknown.</summary>
    public CurrencyCode? Currency { get; init; }

    /// <summary>The currency as received.</summary>
    public string? CurrencyText { get; init; }

    /// <summary>Whether sales to the customer are taxed.</summary>
    public TaxStatus TaxStatus { get; init; }

    /// <summary>The tax status in the system's own word.</summary>
    public string? TaxStatusText { get; init; }

    /// <summary>The tax rate that applies to the customer's documents by default; null when there is none.</summary>
    public string? DefaultTaxRateId { get; init; }

    /// <summary>The customer that this one belongs to, such as a parent company.</summary>
    public string? ParentId { get; init; }

    /// <summary>A telephone number as people write it.</summary>
    public string? Phone { get; init; }

    /// <summary>The website as people write it.</summary>
    public string? Website { get; init; }

    /// <summary>Whether the customer is in use.</summary>
    public RecordState State { get; init; }

    /// <summary>The state in the system's own word.</summary>
    public string? StateText { get; init; }

    /// <inheritdoc />
    public CustomFields CustomFields { get; init => field = value ?? CustomFields.Empty; } = CustomFields.Empty;

    /// <inheritdoc />
    public RecordSource? Source { get; init; }

    /// <summary>The mail address of the primary billing contact; null when there is none.</summary>
    [JsonIgnore]
    public string? BillingEmail => PrimaryContact?.Email;

    /// <summary>The contact that receives billing mail; null when there is none.</summary>
    [JsonIgnore]
    public Contact? PrimaryContact
    {
        get
        {
            foreach (var contact in Contacts)
            {
                if (contact.BillingPreference == BillingPreference.Primary)
                {
                    return contact;
                }
            }

            return null;
        }
    }
}
