using System.Diagnostics;

namespace Sequence.Connectors;

/// <summary>What a customer is billed, and when: phases in a row, each with its prices. It has one currency, that of its prices.</summary>
[DebuggerDisplay("BillingSchedule {Id} {Status} {StartDate} to {EndDate}")]
public sealed record BillingSchedule : IRecord
{
    /// <inheritdoc />
    public required string Id { get; init; }

    /// <summary>The customer that is billed.</summary>
    public string? CustomerId { get; init; }

    /// <summary>The quote that the schedule was made of; null for none.</summary>
    public string? QuoteId { get; init; }

    /// <summary>The deal that led to the schedule; null for none.</summary>
    public string? DealId { get; init; }

    /// <summary>The contract that the schedule carries out; null for none.</summary>
    public string? ContractId { get; init; }

    /// <summary>A name for people.</summary>
    public string? Label { get; init; }

    /// <summary>How far the schedule has come.</summary>
    public ScheduleStatus Status { get; init; }

    /// <summary>The status in the system's own word.</summary>
    public string? StatusText { get; init; }

    /// <summary>Whether the schedule is in use; archiving is not a status.</summary>
    public RecordState State { get; init; }

    /// <summary>The first day.</summary>
    public LocalDate? StartDate { get; init; }

    /// <summary>The last day, that day included; null for an open schedule.</summary>
    public LocalDate? EndDate { get; init; }

    /// <summary>The date of the first invoice, where the system keeps it apart from the first day.</summary>
    public LocalDate? FirstBillingDate { get; init; }

    /// <summary>
    /// The day of the month on which billing periods begin, from 1 to 31; null for the day of the start. In a month that is too
    /// short it is the last day, and the month after returns to the day itself.
    /// </summary>
    public int? RecurrenceDayOfMonth { get; init; }

    /// <summary>The prices of all phases.</summary>
    public ValueList<Price> Prices { get; init; }

    /// <summary>The phases, in the order of their days, without gaps.</summary>
    public ValueList<Phase> Phases { get; init; }

    /// <summary>
    /// The tax rates of prices. Customers that are exempt or account for the tax themselves pay none, whatever stands here.
    /// </summary>
    public ValueList<PriceTaxRate> TaxRates { get; init; }

    /// <summary>Whether invoices are finalized and sent without a person.</summary>
    public bool IssuesInvoices { get; init; }

    /// <summary>
    /// Whether the usage of the customer's children is billed here: it is added up before tiers apply. The customer must be a
    /// parent.
    /// </summary>
    public bool RollsUpBilling { get; init; }

    /// <summary>How many days after its date an invoice falls due; null for the account's own terms.</summary>
    public int? DueDays { get; init; }

    /// <summary>The buyer's order number.</summary>
    public string? PurchaseOrderNumber { get; init; }

    /// <summary>The host's reference, which prints on invoices.</summary>
    public string? Reference { get; init; }

    /// <summary>A text that prints on invoices.</summary>
    public string? Memo { get; init; }

    /// <summary>Who collects payments, in the host's own word; null for nobody.</summary>
    public string? PaymentProvider { get; init; }

    /// <summary>Whether a stored payment method is charged by itself; null for the customer's setting.</summary>
    public bool? ChargesAutomatically { get; init; }

    /// <summary>Documents that go along with invoices, by their ids.</summary>
    public ValueList<string> AttachmentIds { get; init; }

    /// <summary>The latest invoice; null before the first.</summary>
    public string? LastInvoiceId { get; init; }

    /// <inheritdoc />
    public CustomFields CustomFields { get; init; } = CustomFields.Empty;

    /// <inheritdoc />
    public RecordSource? Source { get; init; }

    /// <summary>
    /// The charge of a price for the usage of a whole billing period, not rounded. Where the schedule rolls up billing, the usage of all
    /// customers is added up before tiers apply; else that of its own customer counts alone.
    /// </summary>
    /// <param name="priceId">The price.</param>
    /// <param name="usage">The units of each event, or their sum, each beside the id of the customer that used them.</param>
    /// <exception cref="ArgumentException">The schedule does not have the price.</exception>
    public decimal ChargeUsage(string priceId, IEnumerable<KeyValuePair<string, decimal>> usage)
    {
        var price = FindPrice(priceId)
            ?? throw new ArgumentException($"The schedule '{Id}' has no price '{priceId}'.", nameof(priceId));
        return price.Charge([.. usage.Where(one => RollsUpBilling || one.Key == CustomerId).Select(one => one.Value)]);
    }

    /// <summary>The price of an id; null when the schedule has none.</summary>
    public Price? FindPrice(string priceId)
    {
        foreach (var price in Prices)
        {
            if (price.Id == priceId)
            {
                return price;
            }
        }

        return null;
    }
}
