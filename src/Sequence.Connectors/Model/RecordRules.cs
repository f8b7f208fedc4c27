namespace Sequence.Connectors;

/// <summary>What every record must keep before it is sent anywhere, whatever the system. Gives all reasons at once.</summary>
public static class RecordRules
{
    /// <summary>The problems of a record that is about to be written; empty when there are none.</summary>
    public static IReadOnlyList<Problem> Check(IRecord record) => record switch
    {
        Customer customer => CheckCustomer(customer),
        IDocument document => DocumentRules.Check(document),
        Payment payment => CheckPayment(payment),
        CreditApplication application => CheckApplication(application),
        BillingSchedule schedule => RecordBillingRules.Check(schedule),
        Quote quote => RecordBillingRules.Check(quote),
        CreditGrant grant => RecordBillingRules.Check(grant),
        Note note => RecordBillingRules.Check(note),
        PaymentMethod method => RecordBillingRules.Check(method),
        _ => [],
    };

    private static List<Problem> CheckCustomer(Customer customer)
    {
        var problems = new List<Problem>();
        if (string.IsNullOrWhiteSpace(customer.Name))
        {
            problems.Add(Problems.Of("customer.name.missing", nameof(Customer.Name), "The customer has no name."));
        }

        if (customer.BillingAddress is not null)
        {
            problems.AddRange(AddressRules.Check(customer.BillingAddress, nameof(Customer.BillingAddress)));
        }

        if (customer.ShippingAddress is not null)
        {
            problems.AddRange(AddressRules.Check(customer.ShippingAddress, nameof(Customer.ShippingAddress)));
        }

        return problems;
    }

    private static List<Problem> CheckPayment(Payment payment)
    {
        var problems = new List<Problem>();
        if (payment.Amount is not >= 0m)
        {
            problems.Add(Problems.Of("payment.amount.missing", nameof(Payment.Amount), "A payment needs an amount of zero or more."));
        }

        if (payment.Date is null)
        {
            problems.Add(
                Problems.Of(
                    "payment.date.missing",
                    nameof(Payment.Date),
                    "The payment has no date.",
                    "Give the day of the payment."
                )
            );
        }

        var (allocated, credit) = (0m, 0m);
        for (var i = 0; i < payment.Allocations.Count; i++)
        {
            var allocation = payment.Allocations[i];
            allocated += allocation.InvoiceId is null ? 0m : allocation.Amount;
            credit += allocation.CreditMemoId is null ? 0m : allocation.Amount;
            if (allocation.Amount <= 0m)
            {
                problems.Add(
                    Problems.Of(
                        "payment.allocation.amount",
                        $"Allocations[{i}].Amount",
                        "An allocation needs an amount above zero."
                    )
                );
            }
        }

        // What a payment uses of credit memos pays its invoices as its money does.
        if (payment.Amount is >= 0m and var amount && allocated > amount + credit)
        {
            problems.Add(new Problem
            {
                Code = "payment.allocation.exceeds",
                Path = nameof(Payment.Allocations),
                Message = $"The allocations add up to {Problems.Text(allocated)}, more than the payment of {Problems.Text(amount)}"
                    + (credit > 0m ? $" and the credit of {Problems.Text(credit)}." : "."),
                Fix = "Lower the allocations, or raise the payment's amount.",
            });
        }

        return problems;
    }

    private static List<Problem> CheckApplication(CreditApplication application)
    {
        var problems = new List<Problem>();
        if (application.Amount is not > 0m)
        {
            problems.Add(
                Problems.Of(
                    "application.amount.missing",
                    nameof(CreditApplication.Amount),
                    "An application needs an amount above zero."
                )
            );
        }

        if (application.Date is null)
        {
            problems.Add(
                Problems.Of(
                    "application.date.missing",
                    nameof(CreditApplication.Date),
                    "The application has no date.",
                    "Give the day on which the credit is used."
                )
            );
        }

        return problems;
    }
}
