namespace Sequence.Connectors;

/// <summary>What the records of billing must keep before they are sent anywhere.</summary>
internal static class RecordBillingRules
{
    public static List<Problem> Check(BillingSchedule schedule)
    {
        List<Problem> problems = [.. BillingRules.Check(schedule)];
        if (schedule.Status == ScheduleStatus.Draft)
        {
            problems.Add(
                Problems.Of(
                    "schedule.draft",
                    nameof(schedule.Status),
                    "The schedule is a draft; only started schedules leave the host.",
                    "Start it."
                )
            );
        }

        return problems;
    }

    public static List<Problem> Check(Quote quote)
    {
        var problems = new List<Problem>();
        if (quote.Status == QuoteStatus.Draft)
        {
            problems.Add(
                Problems.Of(
                    "quote.draft",
                    nameof(quote.Status),
                    "The quote is a draft; only published quotes leave the host.",
                    "Publish it."
                )
            );
        }

        PriceRules.Check(quote.Prices, problems);
        PhaseRules.Check(quote.Phases, quote.Prices, problems);
        return problems;
    }

    public static List<Problem> Check(CreditGrant grant)
    {
        var problems = new List<Problem>();
        if (string.IsNullOrEmpty(grant.CustomerId))
        {
            problems.Add(
                Problems.Of(
                    "grant.customer.missing",
                    nameof(grant.CustomerId),
                    "A credit grant on its own names the customer that has it."
                )
            );
        }

        TermRules.CheckGrant(grant, "", problems);
        return problems;
    }

    public static List<Problem> Check(Note note)
    {
        var problems = new List<Problem>();
        if (note.SubjectType is null || string.IsNullOrEmpty(note.SubjectId))
        {
            problems.Add(Problems.Of("note.subject.missing", nameof(note.SubjectId), "The note is about no record."));
        }

        if (string.IsNullOrWhiteSpace(note.Text) && string.IsNullOrWhiteSpace(note.Title))
        {
            problems.Add(Problems.Of("note.text.missing", nameof(note.Text), "The note says nothing."));
        }

        return problems;
    }

    public static List<Problem> Check(PaymentMethod method)
    {
        var problems = new List<Problem>();
        if (string.IsNullOrEmpty(method.Reference))
        {
            problems.Add(
                Problems.Of(
                    "payment_method.reference.missing",
                    nameof(method.Reference),
                    "The payment method has no reference at its provider."
                )
            );
        }

        (string Path, string? Text)[] texts =
        [
            (nameof(method.Reference), method.Reference),
            (nameof(method.Brand), method.Brand),
            (nameof(method.LastDigits), method.LastDigits),
        ];
        foreach (var (path, _) in texts.Where(text => AccountNumber.IsPlausible(text.Text)))
        {
            problems.Add(
                Problems.Of(
                    "payment_method.number",
                    path,
                    "This looks like the number of a card or a bank account; only a reference to it may leave the host.",
                    "Give the provider's id."
                )
            );
        }

        if (method.LastDigits is { Length: > 4 })
        {
            problems.Add(
                Problems.Of(
                    "payment_method.digits.too_many",
                    nameof(method.LastDigits),
                    "More than the last four digits are given.",
                    "Give the last four."
                )
            );
        }

        return problems;
    }
}
