namespace Sequence.Connectors;

/// <summary>
/// What a customer that was read from a system must have before the host can bill it. Gives all reasons at once, each with a link
/// to the record.
/// </summary>
public static class ImportRules
{
    /// <summary>
    /// The reasons why a customer cannot be imported; empty when it can: it needs a name, a primary address and a primary mail
    /// address.
    /// </summary>
    public static IReadOnlyList<Problem> Check(Customer customer)
    {
        ArgumentNullException.ThrowIfNull(customer);
        var problems = new List<Problem>();
        if (string.IsNullOrWhiteSpace(customer.Name))
        {
            problems.Add(Problems.Of("customer.name.missing", nameof(Customer.Name), "The customer has no name."));
        }

        CheckEmail(customer, problems);
        problems.AddRange(AddressRules.Check(customer.BillingAddress, nameof(Customer.BillingAddress)));
        if (customer.CurrencyText is { } text && customer.Currency is null)
        {
            problems.Add(
                Problems.Of("customer.currency.invalid", nameof(Customer.Currency), $"'{text}' is not an ISO 4217 currency code.")
            );
        }

        if (customer.State == RecordState.Archived)
        {
            problems.Add(
                Problems.Of(
                    "customer.archived",
                    nameof(Customer.State),
                    "The customer is archived.",
                    "Make it active again, or leave it out."
                )
            );
        }

        return customer.Source?.Link is { } link ? [.. problems.Select(problem => problem with { Link = link })] : problems;
    }

    private static void CheckEmail(Customer customer, List<Problem> problems)
    {
        const string path = nameof(Customer.BillingEmail);
        if (string.IsNullOrWhiteSpace(customer.BillingEmail))
        {
            problems.Add(
                Problems.Of(
                    "customer.email.missing",
                    path,
                    "The customer has no primary mail address.",
                    "Add one, so that invoices reach somebody."
                )
            );
        }
        else if (!MailAddress.IsPlausible(customer.BillingEmail))
        {
            problems.Add(
                Problems.Of(
                    "customer.email.invalid",
                    path,
                    $"'{customer.BillingEmail}' is not a mail address.",
                    "Correct it; one address such as billing@example.com."
                )
            );
        }
    }
}
